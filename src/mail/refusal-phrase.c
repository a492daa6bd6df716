// SPDX-License-Identifier: GPL-3.0-or-later

#include "mail/refusal-phrase.h"

#include "catalog/catalog.h"

#include <string.h>

// What a server writes of a check that it made.
#define RESULT "did not pass|does not pass|pass(?:ed)?|fail(?:ed)?|softfail|neutral|none"

static const struct
{
  const char *name;
  const char *expression;
} words[] = {
  { "{word}", "[!-~]{1,254}" },
  { "{domain}", "[\"'(<\\[]{0,2}"
                "(?<domain>(?:[a-z0-9_-]{1,63}\\.){1,32}[a-z0-9-]{2,63})"
                "[\"')>\\]]{0,2}" },
  { "{ip}", "\\[?(?:IPv6:)?(?<ip>[0-9a-f.:]{2,45})\\]?" },
  { "{spf}", "(?<spf>" RESULT ")" },
  { "{dkim}", "(?<dkim>" RESULT ")" },
};

// Appends what the word in braces at @phrase stands for. Returns its length, or 0.
static gsize
append_word (GString *expression, const char *phrase)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (phrase, words[i].name))
      {
        g_string_append (expression, words[i].expression);
        return strlen (words[i].name);
      }

  return 0;
}

static void
append_octet (GString *expression, char octet)
{
  if (g_ascii_isalnum (octet) || octet == ' ')
    g_string_append_c (expression, octet);
  else
    g_string_append_printf (expression, "\\%c", octet);
}

GRegex *
todoku_refusal_phrase_compile (const char *phrase, GError **error)
{
  g_autoptr (GString) expression = g_string_new (NULL);

  while (*phrase != '\0')
    {
      gsize length = *phrase == '{' ? append_word (expression, phrase) : 1;

      if (length == 0)
        {
          g_set_error (error, TODOKU_CATALOG_ERROR, TODOKU_CATALOG_ERROR_VALUE,
                       "there is no such word in braces: %s", phrase);
          return NULL;
        }
      if (*phrase != '{')
        append_octet (expression, *phrase);
      phrase += length;
    }

  return g_regex_new (expression->str, G_REGEX_CASELESS | G_REGEX_RAW | G_REGEX_OPTIMIZE, 0, error);
}
