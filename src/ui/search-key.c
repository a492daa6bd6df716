// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/search-key.h"

#include "config.h"

#define HIRAGANA_FIRST 0x3041
#define HIRAGANA_LAST 0x3096
#define HIRAGANA_TO_KATAKANA 0x60

char *
todoku_search_key (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *normal = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = g_utf8_casefold (normal, -1);
  GString *key = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        continue;
      if (c >= HIRAGANA_FIRST && c <= HIRAGANA_LAST)
        c += HIRAGANA_TO_KATAKANA;
      g_string_append_unichar (key, c);
    }

  return g_string_free (key, FALSE);
}
