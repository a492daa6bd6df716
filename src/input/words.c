// SPDX-License-Identifier: GPL-3.0-or-later

#include "input/words.h"

#include "dns/suffix.h"

#include <string.h>

// Name <info@shop.example>: the name may hold anything.
static char *
take_angle_brackets (const char *text)
{
  GString *inside = g_string_new (NULL);

  for (const char *open = strchr (text, '<'); open != NULL; open = strchr (open + 1, '<'))
    {
      gsize length = strcspn (open + 1, "<>");
      g_autofree char *part = g_strndup (open + 1, length);

      if (open[1 + length] == '>' && (strchr (part, '@') != NULL || strstr (part, "//") != NULL))
        g_string_append_printf (inside, "%s ", part);
    }

  char *taken = inside->len > 0 ? g_strdup (inside->str) : g_strdup (text);

  g_string_free (inside, TRUE);
  return taken;
}

// Whether the blank between @before and @word slipped in. A label that ends in a dot cannot stand
// alone; a name that could, as in "shop.co. jp", goes on only with an ending that domains have.
static gboolean
belongs_together (const char *before, const char *word)
{
  gsize length = strlen (before);

  if (length == 0)
    return FALSE;
  if (before[length - 1] == '@' || word[0] == '@' || word[0] == '.')
    return TRUE;
  if (before[length - 1] != '.')
    return FALSE;

  const char *at = strrchr (before, '@');
  const char *name = at != NULL ? at + 1 : before;
  gsize label = strcspn (name, ".");

  if (name[label + 1] == '\0')
    return strspn (name, "0123456789") < label;

  return strchr (word, '.') == NULL && todoku_suffix_is_known (word);
}

static char *
close_up (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", -1);
  GString *closed = g_string_new (NULL);
  gsize last = 0;

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      if (*parts[i] == '\0')
        continue;
      if (!belongs_together (closed->str + last, parts[i]))
        {
          g_string_append_c (closed, ' ');
          last = closed->len;
        }
      g_string_append (closed, parts[i]);
    }

  return g_string_free (closed, FALSE);
}

static gboolean
is_bracket (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  if (c < 0x80)
    return strchr ("\"<>()'`", (int) c) != NULL;

  return type == G_UNICODE_OPEN_PUNCTUATION || type == G_UNICODE_CLOSE_PUNCTUATION
         || type == G_UNICODE_INITIAL_PUNCTUATION || type == G_UNICODE_FINAL_PUNCTUATION;
}

// "info@shop,example": the key beside the dot. A comma between two names separates them.
static gboolean
is_comma_for_dot (const char *comma)
{
  gsize length = 0;

  while (g_ascii_isalnum (comma[1 + length]) || comma[1 + length] == '-')
    length++;

  return length > 0 && (comma[1 + length] == '\0' || comma[1 + length] == ' ');
}

// In a URL, brackets and commas of ASCII may be part of the path.
static gboolean
ends_word (const char *p, gboolean in_url)
{
  gunichar c = g_utf8_get_char (p);

  if (c == ' ')
    return TRUE;
  if (is_bracket (c))
    return !in_url || c >= 0x80 || strchr ("\"<>", (int) c) != NULL;
  if (c == ',' || c == ';')
    return !in_url && !is_comma_for_dot (p);

  return FALSE;
}

static GStrv
split (const char *text)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  const char *p = text;

  while (*p != '\0')
    {
      const char *start = p;
      gboolean in_url = FALSE;

      for (; *p != '\0' && !ends_word (p, in_url); p = g_utf8_next_char (p))
        in_url = in_url || (p > start && p[0] == '/' && p[-1] == '/');

      if (p > start)
        {
          g_autofree char *word = g_strndup (start, p - start);

          g_strv_builder_add (words, word);
        }
      if (*p != '\0')
        p = g_utf8_next_char (p);
    }

  return g_strv_builder_end (words);
}

GStrv
todoku_input_split_words (const char *text)
{
  g_autofree char *taken = take_angle_brackets (text);
  g_autofree char *closed = close_up (taken);

  return split (closed);
}
