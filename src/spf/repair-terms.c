// SPDX-License-Identifier: GPL-3.0-or-later

// Repairs the words behind the version section, one after the other.

#include "spf/repair-private.h"

#include <string.h>

#define SIGNS "+-~?"

// A word of nothing but commas and the like.
static gboolean
drop_punctuation (TodokuSpfBuffer *buffer, guint start, guint end, const char *word)
{
  if (strspn (word, ",;.()|\\") != strlen (word))
    return FALSE;

  todoku_spf_buffer_report (buffer, TODOKU_SPF_REPAIR_PUNCTUATION, start, word, NULL);
  todoku_spf_buffer_remove_word (buffer, start, end);
  return TRUE;
}

static gboolean
repair_word (TodokuSpfBuffer *buffer, guint start, guint end, const char *word)
{
  g_autoptr (GPtrArray) repairs =
    g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_spf_repair_free);
  g_autofree char *term = todoku_spf_word_repair (word, repairs);

  if (term == NULL)
    return FALSE;

  for (guint i = 0; i < repairs->len; i++)
    {
      const TodokuSpfRepair *repair = g_ptr_array_index (repairs, i);

      todoku_spf_buffer_report (buffer, repair->kind, start + repair->position, repair->was,
                                repair->now);
    }
  todoku_spf_buffer_replace (buffer, start, end, term);
  return TRUE;
}

// The next comma, semicolon or bar outside of macros, at or after from.
static gsize
find_comma (const char *word, gsize from)
{
  gsize at = from;

  while (word[at] != '\0' && !todoku_spf_character_is_one_of (word[at], ",;|"))
    if (word[at] == '%' && word[at + 1] == '{')
      at += strcspn (word + at, "}");
    else
      at++;

  return at;
}

static char **
split_at_commas (const char *word)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gsize length = strlen (word);

  for (gsize at = 0; at < length;)
    {
      gsize end = find_comma (word, at);
      g_autofree char *piece = g_strndup (word + at, end - at);

      if (*piece != '\0')
        g_strv_builder_add (builder, piece);
      at = end + 1;
    }

  return g_strv_builder_end (builder);
}

static void
report_comma (TodokuSpfBuffer *buffer, guint index)
{
  g_autofree char *was = todoku_spf_buffer_get_text (buffer, index, index + 1);

  todoku_spf_buffer_report (buffer, TODOKU_SPF_REPAIR_PUNCTUATION, index, was, " ");
}

static gboolean
is_word_end (const TodokuSpfBuffer *buffer, guint index)
{
  return index >= buffer->cells->len || todoku_spf_buffer_get (buffer, index) == ' ';
}

// From the back, so that what is still to be replaced stays where it is.
static void
replace_commas (TodokuSpfBuffer *buffer, guint start, const char *word)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint));
  gsize length = strlen (word);

  for (gsize at = find_comma (word, 0); at < length; at = find_comma (word, at + 1))
    {
      guint place = start + (guint) at;

      g_array_append_val (places, place);
      report_comma (buffer, place);
    }

  for (guint i = places->len; i-- > 0;)
    {
      guint place = g_array_index (places, guint, i);
      gboolean is_edge = is_word_end (buffer, place + 1) || place == start;

      todoku_spf_buffer_replace (buffer, place, place + 1, is_edge ? "" : " ");
    }
}

// "a,mx,~all". A word that parses, if only as one strange name, is parted where every piece is a
// term; one that does not, where any is.
static gboolean
part_at_commas (TodokuSpfBuffer *buffer, guint start, const char *word)
{
  g_auto (GStrv) pieces = split_at_commas (word);
  guint n_right = 0;
  guint n = g_strv_length (pieces);

  for (guint i = 0; i < n; i++)
    if (!todoku_spf_word_is_bare_all (pieces[i]) && todoku_spf_word_is_repairable (pieces[i]))
      n_right++;
  if (n < 2 || n_right == 0 || (n_right < n && todoku_spf_word_is_term (word)))
    return FALSE;

  replace_commas (buffer, start, word);
  return TRUE;
}

static gboolean
part_glued (TodokuSpfBuffer *buffer, guint start, const char *word, gboolean is_last)
{
  g_autofree char *terms = todoku_spf_word_split (word, is_last);

  if (terms == NULL)
    return FALSE;

  todoku_spf_buffer_report (buffer, TODOKU_SPF_REPAIR_GLUED_TERMS, start, word, terms);
  for (guint i = 0; terms[i] != '\0'; i++)
    if (terms[i] == ' ')
      todoku_spf_buffer_replace (buffer, start + i, start + i, " ");
  return TRUE;
}

// How much of a word is ASCII.
static gsize
get_ascii_length (const char *word)
{
  gsize n = 0;

  while (word[n] != '\0' && (guchar) word[n] < 0x80)
    n++;

  return n;
}

static gboolean
is_signed_all (const char *word)
{
  return todoku_spf_character_is_one_of (word[0], SIGNS) && todoku_spf_word_is_bare_all (word + 1);
}

static gboolean
is_foreign (const TodokuSpfBuffer *buffer, guint from)
{
  guint start;
  guint end = from;

  while (todoku_spf_buffer_find_word (buffer, end, &start, &end))
    {
      g_autofree char *word = todoku_spf_buffer_get_text (buffer, start, end);

      if (g_str_is_ascii (word))
        return FALSE;
    }

  return TRUE;
}

// "… ~all を追加", "… ~allを追加": words in another script behind the end of the record.
static gboolean
cut_prose (TodokuSpfBuffer *buffer, guint start, guint end, const char *word)
{
  g_autofree char *ascii = g_strndup (word, get_ascii_length (word));
  g_autofree char *before = todoku_spf_buffer_get_text (buffer, 0, start);
  const char *previous = g_strchomp (before);
  guint from = start + (guint) strlen (ascii);
  g_autofree char *was = NULL;

  previous = strrchr (previous, ' ') != NULL ? strrchr (previous, ' ') + 1 : previous;
  if (from == end || !(is_signed_all (ascii) || (*ascii == '\0' && is_signed_all (previous)))
      || !is_foreign (buffer, start))
    return FALSE;

  was = todoku_spf_buffer_get_text (buffer, from, buffer->cells->len);
  todoku_spf_buffer_report (buffer, TODOKU_SPF_REPAIR_SURROUNDINGS, from, was, NULL);
  todoku_spf_buffer_replace (buffer, *ascii == '\0' ? start - 1 : from, buffer->cells->len, "");
  return TRUE;
}

// Text of another record that was pasted with this one: up to the next mechanism, where it begins
// with a version, else as many words as are other records' text themselves.
static gboolean
cut_other_record (TodokuSpfBuffer *buffer, guint start, guint end, const char *word)
{
  gboolean has_version = g_ascii_strncasecmp (word, "v=", 2) == 0;
  g_autofree char *was = NULL;
  guint last = end;
  guint next;

  if (!todoku_spf_word_is_of_other_record (word))
    return FALSE;

  while (todoku_spf_buffer_find_word (buffer, last, &next, &end))
    {
      g_autofree char *text = todoku_spf_buffer_get_text (buffer, next, end);
      gboolean is_modifier = text[strcspn (text, ":=")] == '=';

      if (g_ascii_strcasecmp (text, "v=spf1") == 0
          || g_ascii_strncasecmp (text, "redirect=", strlen ("redirect=")) == 0
          || (!is_modifier && todoku_spf_word_is_repairable (text))
          || !(has_version || todoku_spf_word_is_of_other_record (text)
               || g_str_has_suffix (word, ":")))
        break;
      last = end;
      word = "";
    }

  was = todoku_spf_buffer_get_text (buffer, start, last);
  todoku_spf_buffer_report (buffer, TODOKU_SPF_REPAIR_OTHER_RECORD, start, was, NULL);
  todoku_spf_buffer_remove_word (buffer, start, last);
  return TRUE;
}

// A second version section behind the first says nothing; where what stands before it follows it
// once more, the value was pasted twice.
static gboolean
drop_version (TodokuSpfBuffer *buffer, guint start, guint end, const char *word)
{
  g_autofree char *before = NULL;
  g_autofree char *behind = NULL;

  if (g_ascii_strcasecmp (word, "v=spf1") != 0)
    return FALSE;

  before = todoku_spf_buffer_get_text (buffer, 0, start);
  behind = todoku_spf_buffer_get_text (buffer, start, buffer->cells->len);
  g_strchomp (before);
  if (g_ascii_strncasecmp (behind, before, strlen (before)) == 0
      && strchr (" ", behind[strlen (before)]) != NULL)
    end = start + (guint) g_utf8_strlen (before, -1);

  todoku_spf_buffer_report (buffer, TODOKU_SPF_REPAIR_VERSION, start, "v=spf1 v=spf1", "v=spf1");
  todoku_spf_buffer_remove_word (buffer, start, end);
  return TRUE;
}

// Makes one change to the word, or none where it is right or nothing is certain.
static gboolean
repair_once (TodokuSpfBuffer *buffer, guint start, guint end)
{
  g_autofree char *word = todoku_spf_buffer_get_text (buffer, start, end);
  gboolean is_last = end == buffer->cells->len;

  if (cut_other_record (buffer, start, end, word) || drop_version (buffer, start, end, word))
    return TRUE;
  if (todoku_spf_word_is_sound (word, is_last))
    return todoku_spf_buffer_join_words (buffer, start, end);
  if (!todoku_spf_word_is_term (word))
    {
      if (todoku_spf_buffer_strip_quotes (buffer, start, end)
          || drop_punctuation (buffer, start, end, word)
          || todoku_spf_buffer_join_words (buffer, start, end)
          || cut_prose (buffer, start, end, word))
        return TRUE;
    }
  if (!g_str_is_ascii (word))
    return FALSE;

  return repair_word (buffer, start, end, word) || part_at_commas (buffer, start, word)
         || part_glued (buffer, start, word, is_last);
}

void
todoku_spf_buffer_repair_terms (TodokuSpfBuffer *buffer)
{
  guint start;
  guint end;
  guint at;

  if (!todoku_spf_buffer_find_word (buffer, 0, &start, &at))
    return;

  while (todoku_spf_buffer_find_word (buffer, at, &start, &end))
    {
      guint budget = 8;

      while (budget-- > 0 && repair_once (buffer, start, end)
             && todoku_spf_buffer_find_word (buffer, start, &start, &end))
        continue;
      if (!todoku_spf_buffer_find_word (buffer, start, &start, &at))
        break;
    }
}
