// SPDX-License-Identifier: GPL-3.0-or-later

// Takes out of a record what is none of its terms: text of another record, the version section once
// more, and what somebody remarked behind the end.

#include "spf/repair-private.h"

#define REDIRECT "redirect="

gsize
todoku_spf_word_get_end (const char *word)
{
  const char *name = todoku_spf_skip_qualifier (word);

  return name != word && g_ascii_strncasecmp (name, "all", 3) == 0 ? 1 + strlen ("all") : 0;
}

static gboolean
is_redirect (const char *word)
{
  return g_ascii_strncasecmp (word, REDIRECT, strlen (REDIRECT)) == 0;
}

// Puts a space behind the first @n octets of @word.
static gboolean
part (TodokuSpfBuffer *buffer, guint start, gsize n, const char *word)
{
  g_autofree char *now = g_strdup_printf ("%.*s %s", (int) n, word, word + n);

  todoku_spf_buffer_report (buffer, TODOKU_SPF_REPAIR_GLUED_TERMS, start, word, now);
  todoku_spf_buffer_replace (buffer, start + (guint) n, start + (guint) n, " ");

  return TRUE;
}

// "~allv=DMARC1; …", "~allMS=ms12345678": another record sticks to the end of this one.
static gboolean
part_other_record (TodokuSpfBuffer *buffer, guint start, const char *word)
{
  gsize end = todoku_spf_word_get_end (word);

  return end > 0 && todoku_spf_word_is_of_other_record (word + end)
         && part (buffer, start, end, word);
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

      if (g_ascii_strcasecmp (text, TODOKU_SPF_VERSION) == 0 || is_redirect (text)
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

  if (g_ascii_strcasecmp (word, TODOKU_SPF_VERSION) != 0)
    return FALSE;

  before = todoku_spf_buffer_get_text (buffer, 0, start);
  behind = todoku_spf_buffer_get_text (buffer, start, buffer->cells->len);
  g_strchomp (before);
  if (g_ascii_strncasecmp (behind, before, strlen (before)) == 0
      && strchr (" ", behind[strlen (before)]) != NULL)
    end = start + (guint) g_utf8_strlen (before, -1);

  todoku_spf_buffer_report (buffer, TODOKU_SPF_REPAIR_VERSION, start, "v=spf1 v=spf1",
                            TODOKU_SPF_VERSION);
  todoku_spf_buffer_remove_word (buffer, start, end);
  return TRUE;
}

gboolean
todoku_spf_buffer_cut_other_record (TodokuSpfBuffer *buffer,
                                    guint start,
                                    guint end,
                                    const char *word)
{
  return part_other_record (buffer, start, word) || cut_other_record (buffer, start, end, word)
         || drop_version (buffer, start, end, word);
}

gboolean
todoku_spf_text_may_name_sender (const char *text)
{
  static const char pattern[] = "[\\w-]\\.[a-z]|\\d\\.\\d|@[\\w-]|[0-9a-f]:[0-9a-f]*:|::[0-9a-f]"
                                "|(?:^|[\\s(<])[-+~?]?(?:(?:include|exists|redirect|exp|ip(?:v?[46]"
                                ")?)(?:[:=]|$)|(?:a|mx|ptr)[:=])";

  static GRegex *regex;

  return todoku_spf_text_matches (text, pattern, &regex);
}

static gboolean
is_remark (const char *word)
{
  return !todoku_spf_text_may_name_sender (word)
         && g_ascii_strcasecmp (word, TODOKU_SPF_VERSION) != 0
         && !todoku_spf_word_is_of_other_record (word) && !todoku_spf_word_is_repairable (word);
}

static gboolean
has_word_before (const TodokuSpfBuffer *buffer, guint start, gboolean (*is_it) (const char *))
{
  guint from;
  guint end = 0;

  while (todoku_spf_buffer_find_word (buffer, end, &from, &end) && from < start)
    {
      g_autofree char *word = todoku_spf_buffer_get_text (buffer, from, end);

      if (is_it (word))
        return TRUE;
    }

  return FALSE;
}

// "~all(_spf.shop.example)": what may be a sender stands alone.
static gboolean
part_from_end (TodokuSpfBuffer *buffer, guint start, gsize end, const char *word)
{
  return end > 0 && !g_ascii_isalnum (word[end])
         && !todoku_spf_character_is_one_of (word[end], "-_.:=/+~?")
         && part (buffer, start, end, word);
}

// Of what goes nobody need know that a bracket of it was full-width.
static void
forget_characters (TodokuSpfBuffer *buffer, guint start, guint end)
{
  guint first = g_array_index (buffer->cells, TodokuSpfCell, start).position;
  guint last = g_array_index (buffer->cells, TodokuSpfCell, end - 1).position;

  for (guint i = buffer->repairs->len; i-- > 0;)
    {
      const TodokuSpfRepair *repair = g_ptr_array_index (buffer->repairs, i);

      if (repair->kind == TODOKU_SPF_REPAIR_FULL_WIDTH && repair->position >= first
          && repair->position <= last)
        g_ptr_array_remove_index (buffer->repairs, i);
    }
}

// "… ~all を追加", "… ~allを追加", "… ~all # Google", "… ~all TTL 3600", "… ~all>": behind an all
// nothing is looked at any more. Behind a redirect mechanisms are, so what stands there must be the
// last.
gboolean
todoku_spf_buffer_cut_remark (TodokuSpfBuffer *buffer, guint start, guint end, const char *word)
{
  gsize n = todoku_spf_word_get_end (word);
  gboolean has_all = n > 0 || has_word_before (buffer, start, todoku_spf_word_is_qualified_all);
  g_autofree char *was = NULL;
  guint last = end;
  guint next;

  if (!has_all && !has_word_before (buffer, start, is_redirect))
    return FALSE;
  if (!is_remark (word + n))
    return part_from_end (buffer, start, n, word);

  while (todoku_spf_buffer_find_word (buffer, last, &next, &end))
    {
      g_autofree char *text = todoku_spf_buffer_get_text (buffer, next, end);

      if (!is_remark (text))
        break;
      last = end;
    }
  if (!has_all && last != buffer->cells->len)
    return FALSE;

  was = todoku_spf_buffer_get_text (buffer, start + (guint) n, last);
  forget_characters (buffer, start + (guint) n, last);
  todoku_spf_buffer_report (buffer, TODOKU_SPF_REPAIR_SURROUNDINGS, start + (guint) n, was, NULL);
  todoku_spf_buffer_replace (buffer, n == 0 ? start - 1 : start + (guint) n, last, "");
  return TRUE;
}
