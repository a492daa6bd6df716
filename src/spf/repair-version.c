// SPDX-License-Identifier: GPL-3.0-or-later

#include "spf/repair-private.h"

#include <string.h>

#define VERSION "v=spf1"

// How many words a version section may have fallen into: v = spf 1
#define PIECES_MAX 4

static gboolean
is_version (const TodokuSpfBuffer *buffer, guint start, guint end)
{
  g_autofree char *word = todoku_spf_buffer_get_text (buffer, start, end);

  return g_ascii_strcasecmp (word, VERSION) == 0;
}

static void
set_version (TodokuSpfBuffer *buffer, guint start, guint end)
{
  g_autofree char *was = todoku_spf_buffer_get_text (buffer, start, end);

  todoku_spf_buffer_report (buffer, TODOKU_SPF_REPAIR_VERSION, start, was, VERSION);
  todoku_spf_buffer_replace (buffer, start, end, VERSION);
}

static gboolean
has_repairable_word (const TodokuSpfBuffer *buffer, guint from)
{
  guint start;
  guint end = from;

  while (todoku_spf_buffer_find_word (buffer, end, &start, &end))
    {
      g_autofree char *word = todoku_spf_buffer_get_text (buffer, start, end);

      if (todoku_spf_word_is_repairable (word))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_stray_sign (gunichar c)
{
  return c > 0 && c < 0x80 && strchr (":;,.=/|", (int) c) != NULL;
}

static gboolean
may_begin_term (gunichar c)
{
  return c > 0 && c < 0x80 && (g_ascii_isalpha ((char) c) || strchr ("+-~?", (int) c) != NULL);
}

// "v=spf1:", "v=spf1,mx", "v=spf1include:…": something sticks to a right version.
static gboolean
split_glued (TodokuSpfBuffer *buffer, guint start, guint end)
{
  guint behind = start + (guint) strlen (VERSION);
  g_autofree char *was = NULL;
  g_autofree char *rest = NULL;
  g_autofree char *now = NULL;
  guint next = behind;

  if (end <= behind || !is_version (buffer, start, behind))
    return FALSE;

  while (next < end && is_stray_sign (todoku_spf_buffer_get (buffer, next)))
    next++;
  if (next == end)
    {
      set_version (buffer, start, end);
      return TRUE;
    }
  if (!may_begin_term (todoku_spf_buffer_get (buffer, next)))
    return FALSE;

  was = todoku_spf_buffer_get_text (buffer, start, end);
  rest = todoku_spf_buffer_get_text (buffer, next, end);
  now = g_strconcat (VERSION " ", rest, NULL);
  todoku_spf_buffer_report (buffer,
                            next > behind ? TODOKU_SPF_REPAIR_PUNCTUATION
                                          : TODOKU_SPF_REPAIR_GLUED_TERMS,
                            start, was, now);
  todoku_spf_buffer_replace (buffer, behind, next, " ");
  return TRUE;
}

// The letters and digits that are left when the signs people put among them go.
static char *
get_bones (const TodokuSpfBuffer *buffer, guint start, guint end)
{
  g_autofree char *text = todoku_spf_buffer_get_text (buffer, start, end);
  g_autoptr (GString) bones = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at++)
    if (strchr ("=:-_ .;,\"'`\\", *at) == NULL)
      g_string_append_c (bones, g_ascii_tolower (*at));

  return g_string_free (g_steal_pointer (&bones), FALSE);
}

// "v = spf1", "v= spf 1", "spf1", "v-spf1": only signs and spaces are wrong, or "v=" is missing.
static gboolean
repair_scattered (TodokuSpfBuffer *buffer)
{
  guint ends[PIECES_MAX];
  guint first = 0;
  guint n = 0;
  guint start;
  guint end = 0;

  while (n < PIECES_MAX && todoku_spf_buffer_find_word (buffer, end, &start, &end))
    {
      if (n == 0)
        first = start;
      ends[n++] = end;
    }

  for (guint i = n; i-- > 0;)
    {
      g_autofree char *bones = get_bones (buffer, first, ends[i]);

      if ((strcmp (bones, "vspf1") == 0 || strcmp (bones, "spf1") == 0)
          && has_repairable_word (buffer, ends[i]))
        {
          set_version (buffer, first, ends[i]);
          return TRUE;
        }
    }

  return FALSE;
}

// "v=pf1", "v=spf", "c=spf1": one letter is wrong. Another digit is not: it may be meant.
static gboolean
repair_misspelt (TodokuSpfBuffer *buffer, guint start, guint end)
{
  g_autofree char *word = todoku_spf_buffer_get_text (buffer, start, end);
  g_autofree char *bones = get_bones (buffer, start, end);
  gsize length = strlen (bones);

  if (strchr (word, '=') == NULL || length == 0 || !todoku_spf_word_is_near (bones, "vspf1"))
    return FALSE;
  if (g_ascii_isdigit (bones[length - 1]) && bones[length - 1] != '1')
    return FALSE;
  if (!has_repairable_word (buffer, end))
    return FALSE;

  set_version (buffer, start, end);
  return TRUE;
}

// Terms without any version: all of them must be right, and one must be an all with a sign.
static gboolean
repair_missing (TodokuSpfBuffer *buffer)
{
  gboolean has_all = FALSE;
  guint n = 0;
  guint start;
  guint end = 0;

  while (todoku_spf_buffer_find_word (buffer, end, &start, &end))
    {
      g_autofree char *word = todoku_spf_buffer_get_text (buffer, start, end);

      if (!todoku_spf_word_is_repairable (word) || todoku_spf_word_is_unknown_modifier (word))
        return FALSE;
      has_all =
        has_all || (strchr ("-~?", word[0]) != NULL && todoku_spf_word_is_bare_all (word + 1));
      n++;
    }
  if (!has_all || n < 2)
    return FALSE;

  todoku_spf_buffer_report (buffer, TODOKU_SPF_REPAIR_VERSION, 0, NULL, VERSION);
  todoku_spf_buffer_replace (buffer, 0, 0, VERSION " ");
  return TRUE;
}

gboolean
todoku_spf_buffer_repair_version (TodokuSpfBuffer *buffer)
{
  guint start;
  guint end;

  if (!todoku_spf_buffer_find_word (buffer, 0, &start, &end))
    return FALSE;

  todoku_spf_buffer_strip_quotes (buffer, start, end);
  if (!todoku_spf_buffer_find_word (buffer, 0, &start, &end))
    return FALSE;

  return is_version (buffer, start, end) || split_glued (buffer, start, end)
         || repair_scattered (buffer) || repair_misspelt (buffer, start, end)
         || repair_missing (buffer);
}
