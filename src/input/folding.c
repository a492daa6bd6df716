// SPDX-License-Identifier: GPL-3.0-or-later

#include "input/folding.h"

// What shows nothing and changes nothing that stands around it. The overrides that make a text
// read backwards are left in, so that they are refused: without them it would read differently.
static gboolean
shows_nothing (gunichar c)
{
  switch (c)
    {
    case 0x00AD: // soft hyphen
    case 0x034F: // combining grapheme joiner
    case 0x200B: // zero-width space
    case 0x200E: // left-to-right mark
    case 0x200F: // right-to-left mark
    case 0x202A: // left-to-right embedding
    case 0x202C: // pop directional formatting
    case 0x2060: // word joiner
    case 0x2066: // left-to-right isolate
    case 0x2068: // first strong isolate
    case 0x2069: // pop directional isolate
    case 0xFEFF: // byte order mark
      return TRUE;
    default:
      return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF); // variation selectors
    }
}

static gboolean
is_white_space (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x0B || c == 0x85 || c == 0x3000;
}

static gboolean
is_dash (gunichar c)
{
  return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE58 || c == 0xFE63;
}

static gunichar
fold_character (gunichar c)
{
  if (is_white_space (c))
    return ' ';
  if (is_dash (c))
    return '-';
  if (c >= 0xFF01 && c <= 0xFF5E)
    return c - 0xFF01 + '!';

  switch (c)
    {
    case 0x3002: // 。
    case 0xFF61: // ｡
    case 0xFE52: // ﹒
      return '.';
    case 0x3001: // 、
    case 0xFF64: // ､
      return ',';
    case 0xFE6B: // ﹫
      return '@';
    default:
      return c;
    }
}

char *
todoku_input_fold (const char *text)
{
  GString *folded = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!shows_nothing (c))
        g_string_append_unichar (folded, fold_character (c));
    }

  return g_string_free (folded, FALSE);
}
