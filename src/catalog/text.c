// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalog/text.h"

#include "base/language.h"

#include <string.h>

const char *
todoku_catalog_text_get (const TodokuCatalogText *text)
{
  if (text == NULL)
    return NULL;

  return todoku_language_get () == TODOKU_LANGUAGE_JA ? text->ja : text->en;
}

void
todoku_catalog_text_clear (TodokuCatalogText *text)
{
  g_clear_pointer (&text->ja, g_free);
  g_clear_pointer (&text->en, g_free);
}

void
todoku_catalog_text_free (TodokuCatalogText *text)
{
  if (text == NULL)
    return;

  todoku_catalog_text_clear (text);
  g_free (text);
}

/* Control characters, and those that are not seen or turn the direction of the text around. */
static gboolean
is_hidden (gunichar character)
{
  GUnicodeType type = g_unichar_type (character);

  return type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || type == G_UNICODE_LINE_SEPARATOR
         || type == G_UNICODE_PARAGRAPH_SEPARATOR || type == G_UNICODE_SURROGATE
         || type == G_UNICODE_PRIVATE_USE || type == G_UNICODE_UNASSIGNED;
}

const char *
todoku_catalog_text_find_problem (const char *text, gsize length, gsize max)
{
  if (length == 0)
    return "must not be empty";
  if (length > max)
    return "is too long";
  if (memchr (text, '\0', length) != NULL || !g_utf8_validate_len (text, length, NULL))
    return "must be UTF-8 without NUL";
  if (g_ascii_isspace (text[0]) || g_ascii_isspace (text[length - 1]))
    return "must not begin or end with a space";

  for (const char *at = text; at < text + length; at = g_utf8_next_char (at))
    if (is_hidden (g_utf8_get_char (at)))
      return "must not have control or invisible characters";

  return NULL;
}
