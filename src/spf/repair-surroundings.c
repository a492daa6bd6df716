// SPDX-License-Identifier: GPL-3.0-or-later

// Takes a value out of what was pasted with it: the quotes and the rest of a zone file's line, or
// words before it.

#include "spf/repair-private.h"

#include <string.h>

#define VERSION "v=spf1"

static gboolean
is_version_at (const TodokuSpfBuffer *buffer, guint index)
{
  char before = index > 0 ? todoku_spf_buffer_fold (buffer, index - 1) : ' ';

  if (g_ascii_isalnum (before) || (before != '\0' && strchr ("-_.", before) != NULL))
    return FALSE;

  for (guint i = 0; VERSION[i] != '\0'; i++)
    if (todoku_spf_buffer_fold (buffer, index + i) != VERSION[i])
      return FALSE;

  return !g_ascii_isdigit (todoku_spf_buffer_fold (buffer, index + (guint) strlen (VERSION)));
}

static gboolean
find_version (const TodokuSpfBuffer *buffer, guint from, guint *index)
{
  for (guint i = from; i < buffer->cells->len; i++)
    if (is_version_at (buffer, i))
      {
        *index = i;
        return TRUE;
      }

  return FALSE;
}

static guint
skip_blank_and_quotes (const TodokuSpfBuffer *buffer, guint index)
{
  while (todoku_spf_buffer_is_blank (buffer, index) || todoku_spf_buffer_is_quote (buffer, index))
    index++;

  return index;
}

// Whether there are two records in the text, not only the same word twice.
static gboolean
has_second_record (const TodokuSpfBuffer *buffer, guint first)
{
  guint end = first + (guint) strlen (VERSION);
  guint second;

  while (find_version (buffer, end, &second))
    {
      guint behind = second + (guint) strlen (VERSION);
      gboolean is_word =
        (todoku_spf_buffer_is_blank (buffer, second - 1)
         || todoku_spf_buffer_is_quote (buffer, second - 1))
        && (behind == buffer->cells->len || todoku_spf_buffer_is_blank (buffer, behind)
            || todoku_spf_buffer_is_quote (buffer, behind));

      if (is_word && skip_blank_and_quotes (buffer, end) != second)
        return TRUE;
      end = behind;
    }

  return FALSE;
}

// The cells from start up to end as ASCII words, quotes left out; what is not ASCII is '\x1f'.
static char **
get_words (const TodokuSpfBuffer *buffer, guint start, guint end)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = start; i < end; i++)
    {
      char c = todoku_spf_buffer_fold (buffer, i);

      if (!todoku_spf_buffer_is_quote (buffer, i))
        g_string_append_c (text, c != '\0' ? c : '\x1f');
    }

  return g_strsplit (text->str, " ", -1);
}

// Whether words are terms of a record that must not be thrown away.
static gboolean
have_terms (char **words)
{
  gboolean are_all = TRUE;
  guint n = 0;

  for (char **word = words; *word != NULL; word++)
    {
      gboolean is_term;

      if (**word == '\0')
        continue;
      n++;
      is_term =
        todoku_spf_word_is_sound (*word, FALSE) && !todoku_spf_word_is_unknown_modifier (*word);
      if (is_term && strpbrk (*word, ":~+?") != NULL)
        return TRUE;
      if (is_term && g_ascii_strcasecmp (*word, "-all") == 0)
        return TRUE;
      are_all = are_all && is_term;
    }

  return n > 0 && are_all;
}

static gboolean
has_repairable_word (char **words)
{
  for (char **word = words; *word != NULL; word++)
    if (**word != '\0' && todoku_spf_word_is_repairable (*word))
      return TRUE;

  return FALSE;
}

static gboolean
are_blank (char **words)
{
  for (char **word = words; *word != NULL; word++)
    if (**word != '\0')
      return FALSE;

  return TRUE;
}

static gboolean
have_word (char **words, const char *wanted)
{
  for (char **word = words; *word != NULL; word++)
    if (strcmp (*word, wanted) == 0)
      return TRUE;

  return FALSE;
}

// Takes a piece out together with what is blank on either side of it.
static void
cut (TodokuSpfBuffer *buffer, guint start, guint end)
{
  g_autofree char *was = todoku_spf_buffer_get_text (buffer, start, end);

  while (start > 0 && todoku_spf_buffer_is_blank (buffer, start - 1))
    start--;
  while (todoku_spf_buffer_is_blank (buffer, end))
    end++;

  todoku_spf_buffer_report (buffer, TODOKU_SPF_REPAIR_SURROUNDINGS, start, g_strstrip (was), NULL);
  todoku_spf_buffer_replace (buffer, start, end, "");
}

// What stands before the version goes, unless it holds terms.
static gboolean
cut_before (TodokuSpfBuffer *buffer, guint version)
{
  guint end = version;
  guint behind = version + (guint) strlen (VERSION);
  g_auto (GStrv) before = NULL;
  g_auto (GStrv) after = NULL;

  while (end > 0
         && (todoku_spf_buffer_is_blank (buffer, end - 1)
             || todoku_spf_buffer_is_quote (buffer, end - 1)
             || todoku_spf_buffer_fold (buffer, end - 1) == '\\'))
    end--;
  if (end == 0)
    return TRUE;

  before = get_words (buffer, 0, end);
  after = get_words (buffer, behind, buffer->cells->len);
  if (have_terms (before) || (!are_blank (after) && !has_repairable_word (after)))
    return FALSE;

  cut (buffer, 0, end);
  return TRUE;
}

// "TXT" before a value whose version is not right.
static void
cut_type (TodokuSpfBuffer *buffer)
{
  guint end = 0;
  g_auto (GStrv) before = NULL;

  while (end < buffer->cells->len && !todoku_spf_buffer_is_quote (buffer, end))
    end++;
  if (end == buffer->cells->len)
    {
      guint start;

      if (!todoku_spf_buffer_find_word (buffer, 0, &start, &end))
        return;
    }

  before = get_words (buffer, 0, end);
  if (have_word (before, "txt"))
    cut (buffer, 0, end);
}

// A value in quotes ends with them, and what follows goes, unless terms stand there.
static void
take_pieces (TodokuSpfBuffer *buffer)
{
  guint end;
  g_auto (GStrv) rest = NULL;

  if (!todoku_spf_buffer_find_pieces (buffer, &end))
    return;

  rest = get_words (buffer, end, buffer->cells->len);
  if (have_terms (rest) || has_repairable_word (rest))
    return;
  if (todoku_spf_buffer_skip_blank (buffer, end) < buffer->cells->len)
    cut (buffer, end, buffer->cells->len);

  todoku_spf_buffer_join_pieces (buffer);
}

gboolean
todoku_spf_buffer_repair_surroundings (TodokuSpfBuffer *buffer)
{
  guint version;

  if (!find_version (buffer, 0, &version))
    cut_type (buffer);
  else if (has_second_record (buffer, version) || !cut_before (buffer, version))
    return FALSE;

  take_pieces (buffer);
  return TRUE;
}
