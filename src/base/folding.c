// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/folding.h"

// What a character that stands in one of these ranges becomes: 0 for nothing at all. The marks that
// make a text read backwards (U+202B, U+202D, U+202E, U+2067) are left in, so that they are
// refused: without them it would read differently.
static const struct
{
  gunichar first;
  gunichar last;
  gunichar folded;
} ranges[] = {
  { 0x000B, 0x000B, ' ' }, // vertical tabulator
  { 0x0085, 0x0085, ' ' }, // next line
  { 0x00AD, 0x00AD, 0 },   // soft hyphen
  { 0x034F, 0x034F, 0 },   // combining grapheme joiner
  { 0x200B, 0x200B, 0 },   // zero-width space
  { 0x200E, 0x200F, 0 },   // left-to-right and right-to-left mark
  { 0x2010, 0x2015, '-' }, // dashes
  { 0x202A, 0x202A, 0 },   // left-to-right embedding
  { 0x202C, 0x202C, 0 },   // pop directional formatting
  { 0x2060, 0x2060, 0 },   // word joiner
  { 0x2066, 0x2066, 0 },   // left-to-right isolate
  { 0x2068, 0x2069, 0 },   // first strong isolate, pop directional isolate
  { 0x2212, 0x2212, '-' }, // minus
  { 0x3001, 0x3001, ',' }, // 、
  { 0x3002, 0x3002, '.' }, // 。
  { 0xFE00, 0xFE0F, 0 },   // variation selectors
  { 0xFE52, 0xFE52, '.' }, // ﹒
  { 0xFE58, 0xFE58, '-' }, // ﹘
  { 0xFE63, 0xFE63, '-' }, // ﹣
  { 0xFE6B, 0xFE6B, '@' }, // ﹫
  { 0xFEFF, 0xFEFF, 0 },   // byte order mark
  { 0xFF61, 0xFF61, '.' }, // ｡
  { 0xFF64, 0xFF64, ',' }, // ､
  { 0xE0100, 0xE01EF, 0 }, // variation selectors
};

static gunichar
fold_character (gunichar c)
{
  if (g_unichar_isspace (c))
    return ' ';
  if (c >= 0xFF01 && c <= 0xFF5E)
    return c - 0xFF01 + '!';
  for (gsize i = 0; i < G_N_ELEMENTS (ranges); i++)
    if (c >= ranges[i].first && c <= ranges[i].last)
      return ranges[i].folded;

  return c;
}

char *
todoku_text_fold (const char *text)
{
  GString *folded = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = fold_character (g_utf8_get_char (p));

      if (c != 0)
        g_string_append_unichar (folded, c);
    }

  return g_string_free (folded, FALSE);
}
