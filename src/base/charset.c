// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/charset.h"

#include <string.h>

#define REPLACEMENT "\xef\xbf\xbd"

// Windows writes more characters into these than their names allow.
static const char *
get_wide_name (const char *charset)
{
  static const char *const names[][2] = {
    { "shift_jis", "CP932" },         { "x-sjis", "CP932" },     { "sjis", "CP932" },
    { "windows-31j", "CP932" },       { "euc-jp", "EUC-JP-MS" }, { "us-ascii", "UTF-8" },
    { "iso-8859-1", "WINDOWS-1252" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (charset, names[i][0]) == 0)
      return names[i][1];

  return charset;
}

// A converted text may hold a NUL, which no string can.
static char *
convert_strictly (const char *octets, gsize length, const char *charset)
{
  gsize n;
  g_autofree char *text =
    g_convert (octets, (gssize) length, "UTF-8", get_wide_name (charset), NULL, &n, NULL);

  return text != NULL ? g_utf8_make_valid (text, (gssize) n) : NULL;
}

// Goes on behind what cannot be read, @unit octets at a time.
static char *
convert_leniently (const char *octets, gsize length, const char *charset, gsize unit)
{
  GIConv converter = g_iconv_open ("UTF-8", get_wide_name (charset));
  g_autoptr (GString) text = g_string_sized_new (length);
  char *in = (char *) octets;
  gsize left = length;

  if (converter == (GIConv) -1)
    return NULL;

  while (left > 0)
    {
      char buffer[1024];
      char *out = buffer;
      gsize room = sizeof buffer;
      gsize before = left;
      gsize status = g_iconv (converter, &in, &left, &out, &room);

      g_string_append_len (text, buffer, out - buffer);
      if (status == (gsize) -1 && left > 0 && (left == before || room >= 16))
        {
          gsize skipped = MIN (unit, left);

          g_string_append (text, REPLACEMENT);
          in += skipped;
          left -= skipped;
        }
    }
  g_iconv_close (converter);

  return g_utf8_make_valid (text->str, (gssize) text->len);
}

static gboolean
has_iso_2022_jp (const char *octets, gsize length)
{
  return memmem (octets, length, "\x1b$", 2) != NULL;
}

static gboolean
has_utf16_mark (const char *octets, gsize length)
{
  return length >= 2
         && (memcmp (octets, "\xff\xfe", 2) == 0 || memcmp (octets, "\xfe\xff", 2) == 0);
}

// Whether the text ends within a character of UTF-8, at @octets.
static gboolean
is_cut (const char *octets, const char *end)
{
  return g_utf8_get_char_validated (octets, end - octets) == (gunichar) -2;
}

// A NUL, or an end that is missing, does not make it a text in another encoding: these can be read
// in most of them, and come to nonsense.
static gboolean
is_utf8 (const char *octets, gsize length)
{
  const char *end = octets + length;
  gboolean has_more_than_ascii = FALSE;

  for (const char *stop; !g_utf8_validate_len (octets, (gsize) (end - octets), &stop);
       octets = stop + 1)
    {
      for (; octets < stop; octets++)
        has_more_than_ascii |= !g_ascii_isprint (*octets) && !g_ascii_isspace (*octets);
      if (*stop != '\0')
        return has_more_than_ascii && is_cut (stop, end);
    }

  return TRUE;
}

static char *
guess (const char *octets, gsize length)
{
  char *text = NULL;

  if (has_utf16_mark (octets, length))
    return convert_leniently (octets, length, "UTF-16", 2);
  if (has_iso_2022_jp (octets, length))
    return convert_leniently (octets, length, "ISO-2022-JP", 1);
  if (is_utf8 (octets, length))
    return g_utf8_make_valid (octets, (gssize) length);

  text = convert_strictly (octets, length, "CP932");
  if (text == NULL)
    text = convert_strictly (octets, length, "EUC-JP-MS");

  return text != NULL ? text : g_utf8_make_valid (octets, (gssize) length);
}

char *
todoku_charset_to_utf8 (const char *octets, gsize length, const char *charset)
{
  char *text = NULL;

  // That of UTF-8 would be a part of the first word.
  if (length >= 3 && memcmp (octets, "\xef\xbb\xbf", 3) == 0)
    return todoku_charset_to_utf8 (octets + 3, length - 3, charset);
  if (length == 0)
    return g_strdup ("");

  // Mail that says nothing of these, or the wrong thing, is common; the marks are certain.
  if (charset != NULL && !has_iso_2022_jp (octets, length) && !has_utf16_mark (octets, length))
    text = convert_strictly (octets, length, charset);
  if (text == NULL)
    text = guess (octets, length);

  return text != NULL ? text : g_utf8_make_valid (octets, (gssize) length);
}
