// SPDX-License-Identifier: GPL-3.0-or-later

#include "spf/repair-private.h"

#include <string.h>

#define REPLACEMENT 0xFFFD
#define ESCAPE_DIGITS 3

// Reads one character, and gives its octets, or 0 where there is none of the encoding.
typedef gsize (*ReadCharacter) (const guchar *octets, gsize length, gunichar *c);

// Rows 1 and 3 of JIS X 0208, as far as what stands there can be meant for an ASCII character.
static gunichar
jis_to_unicode (guint row, guint cell)
{
  static const struct
  {
    guint cell;
    gunichar c;
  } signs[] = {
    { 1, 0x3000 },  { 2, 0x3001 },  { 3, 0x3002 },  { 4, 0xFF0C },  { 5, 0xFF0E },  { 7, 0xFF1A },
    { 8, 0xFF1B },  { 9, 0xFF1F },  { 16, 0xFF3E }, { 17, 0xFFE3 }, { 18, 0xFF3F }, { 28, 0x30FC },
    { 29, 0x2015 }, { 30, 0x2010 }, { 31, 0xFF0F }, { 33, 0x301C }, { 38, 0x2018 }, { 39, 0x2019 },
    { 40, 0x201C }, { 41, 0x201D }, { 54, 0x300C }, { 55, 0x300D }, { 60, 0xFF0B }, { 61, 0x2212 },
    { 65, 0xFF1D }, { 83, 0xFF05 }, { 86, 0xFF0A }, { 87, 0xFF20 },
  };

  if (row == 3
      && ((cell >= 16 && cell <= 25) || (cell >= 33 && cell <= 58) || (cell >= 65 && cell <= 90)))
    return 0xFF00 + cell;

  for (gsize i = 0; row == 1 && i < G_N_ELEMENTS (signs); i++)
    if (signs[i].cell == cell)
      return signs[i].c;

  return 0;
}

static gsize
read_shift_jis (const guchar *octets, gsize length, gunichar *c)
{
  guint lead = octets[0];
  guint trail = length > 1 ? octets[1] : 0;
  guint row;

  if ((lead != 0x81 && lead != 0x82) || trail < 0x40 || trail == 0x7F || trail > 0xFC)
    return 0;

  row = (lead - 0x81) * 2 + (trail >= 0x9F ? 2 : 1);
  *c = jis_to_unicode (row, trail >= 0x9F ? trail - 0x9E : trail - (trail > 0x7F ? 0x40 : 0x3F));
  return *c != 0 ? 2 : 0;
}

static gsize
read_euc_jp (const guchar *octets, gsize length, gunichar *c)
{
  if (length < 2 || octets[0] < 0xA1 || octets[1] < 0xA1)
    return 0;

  *c = jis_to_unicode (octets[0] - 0xA0U, octets[1] - 0xA0U);
  return *c != 0 ? 2 : 0;
}

static gsize
read_windows_1252 (const guchar *octets, gsize length G_GNUC_UNUSED, gunichar *c)
{
  static const struct
  {
    guchar octet;
    gunichar c;
  } signs[] = {
    { 0x91, 0x2018 }, { 0x92, 0x2019 }, { 0x93, 0x201C }, { 0x94, 0x201D },
    { 0x96, 0x2013 }, { 0x97, 0x2014 }, { 0x98, 0x02DC }, { 0xA0, 0x00A0 },
    { 0xAB, 0x00AB }, { 0xB4, 0x00B4 }, { 0xBB, 0x00BB },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (signs[i].octet == octets[0])
      {
        *c = signs[i].c;
        return 1;
      }

  return 0;
}

static void
append_cell (GArray *cells, gunichar c, guint position)
{
  TodokuSpfCell cell = { c, position };

  g_array_append_val (cells, cell);
}

// Reads all of the text in one encoding, or gives NULL where an octet does not fit.
static GArray *
decode_as (const guchar *octets, gsize length, ReadCharacter read)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (TodokuSpfCell));

  for (gsize i = 0; i < length;)
    {
      gunichar c = octets[i] != 0 ? octets[i] : REPLACEMENT;
      gsize n = octets[i] < 0x80 ? 1 : read (octets + i, length - i, &c);

      if (n == 0)
        return NULL;
      append_cell (cells, c, (guint) i);
      i += n;
    }

  return g_steal_pointer (&cells);
}

static gboolean
stand_for_the_same (GArray *a, GArray *b)
{
  gboolean is_same = a->len == b->len;
  char a_ascii;
  char b_ascii;

  for (guint i = 0; is_same && i < a->len; i++)
    {
      todoku_spf_character_classify (g_array_index (a, TodokuSpfCell, i).c, &a_ascii);
      todoku_spf_character_classify (g_array_index (b, TodokuSpfCell, i).c, &b_ascii);
      is_same = a_ascii == b_ascii;
    }

  return is_same;
}

// Where only one encoding makes something of all octets, the text is in that.
GArray *
todoku_spf_decode_other (const char *text, gsize length)
{
  static const ReadCharacter readers[] = { read_shift_jis, read_euc_jp, read_windows_1252 };
  g_autoptr (GArray) found = NULL;

  if (g_utf8_validate (text, (gssize) length, NULL))
    return NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (readers); i++)
    {
      g_autoptr (GArray) cells = decode_as ((const guchar *) text, length, readers[i]);

      if (cells == NULL)
        continue;
      if (found != NULL && !stand_for_the_same (found, cells))
        return NULL;
      g_clear_pointer (&found, g_array_unref);
      found = g_steal_pointer (&cells);
    }

  return g_steal_pointer (&found);
}

// An octet that is none of UTF-8, and a NUL, give U+FFFD, as they do in the text that comes out.
GArray *
todoku_spf_decode_utf8 (const char *text, gsize length)
{
  GArray *cells = g_array_new (FALSE, FALSE, sizeof (TodokuSpfCell));

  for (gsize i = 0; i < length;)
    {
      gunichar c = g_utf8_get_char_validated (text + i, (gssize) (length - i));
      gboolean is_character = (gint32) c >= 0;

      append_cell (cells, is_character && c != 0 ? c : REPLACEMENT, (guint) i);
      i += is_character ? (gsize) g_unichar_to_utf8 (c, NULL) : 1;
    }

  return cells;
}

// Gives the octet that "\227" stands for, as programs that show DNS answers write it (RFC 1035
// 5.1); 0 where there is none. Of ASCII, what is no letter or digit is escaped with a number, too.
static guchar
read_escape (const TodokuSpfBuffer *buffer, guint index)
{
  guint value = 0;

  if (todoku_spf_buffer_get (buffer, index) != '\\')
    return 0;

  for (guint i = 1; i <= ESCAPE_DIGITS; i++)
    {
      gunichar c = todoku_spf_buffer_get (buffer, index + i);

      if (c < '0' || c > '9')
        return 0;
      value = value * 10 + (c - '0');
    }

  return (value >= 0x80 && value <= 0xFF) || (value > 0 && value < '0') || value == ';'
           ? (guchar) value
           : 0;
}

// "\;" and the like, as zone files and the programs that write them have it. Quotes and what parts
// the pieces of a value are for others.
static void
repair_escaped_sign (TodokuSpfBuffer *buffer, guint index)
{
  guint end = index;
  gunichar c;

  while (todoku_spf_buffer_get (buffer, end) == '\\')
    end++;
  c = todoku_spf_buffer_get (buffer, end);
  if (c == 0 || c >= 0x80 || strchr (";,:=/.~+?-_@", (int) c) == NULL)
    return;

  g_array_remove_range (buffer->cells, index, end - index);
  buffer->n_changes++;
}

// Puts the character that begins at the escape in its place.
static void
repair_escape (TodokuSpfBuffer *buffer, guint index)
{
  char octets[4] = { 0 };
  guint n = 0;
  gunichar c;

  while (n < sizeof octets)
    {
      guchar octet = read_escape (buffer, index + n * (1 + ESCAPE_DIGITS));

      if (octet == 0)
        break;
      octets[n++] = (char) octet;
    }

  c = n > 0 ? g_utf8_get_char_validated (octets, n) : 0;
  if (c == 0 || (gint32) c < 0 || c == REPLACEMENT)
    return;

  n = (guint) g_unichar_to_utf8 (c, NULL);
  g_array_index (buffer->cells, TodokuSpfCell, index).c = c;
  g_array_remove_range (buffer->cells, index + 1, n * (1 + ESCAPE_DIGITS) - 1);
  buffer->n_changes++;
}

void
todoku_spf_buffer_repair_escapes (TodokuSpfBuffer *buffer)
{
  for (guint i = 0; i < buffer->cells->len; i++)
    if (todoku_spf_buffer_get (buffer, i) == '\\')
      {
        repair_escape (buffer, i);
        repair_escaped_sign (buffer, i);
      }
}
