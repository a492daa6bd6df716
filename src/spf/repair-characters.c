// SPDX-License-Identifier: GPL-3.0-or-later

// What octets stand for, and characters that look like those of ASCII.

#include "spf/repair-private.h"

#define REPLACEMENT 0xFFFD
#define SOFT_HYPHEN 0x00AD
#define ESCAPE_DIGITS 3

// What stands for an ASCII character. The first row that has it counts.
static const struct
{
  const char *characters;
  char ascii;
  TodokuSpfRepairKind kind;
} look_alikes[] = {
  { "\"'`«´»‘’‚‛“”„‟′″‹›「」『』〝〞〟＂＇｀｢｣", '"', TODOKU_SPF_REPAIR_QUOTES },
  // Small tilde, overline (what ~ is in JIS X 0201), swung dash, tilde operator, wave dash, wavy
  // dash, full-width tilde and overline.
  { "\u02DC\u203E\u2053\u223C\u301C\u3030\uFF5E\uFFE3", '~', TODOKU_SPF_REPAIR_TILDE },
  // Hyphens and dashes, minus sign, box drawings, prolonged sound mark, the number one in kanji,
  // small and full-width forms, half-width prolonged sound mark.
  { "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\u2501\u30FC\u4E00\uFE58\uFE63\uFF0D\uFF70",
    '-', TODOKU_SPF_REPAIR_DASH },
  // Punctuation that Japanese input gives.
  { "。｡", '.', TODOKU_SPF_REPAIR_FULL_WIDTH },
  { "、､", ',', TODOKU_SPF_REPAIR_FULL_WIDTH },
  { "\uFE55\uA789\u2236", ':', TODOKU_SPF_REPAIR_FULL_WIDTH },
  { "￥", '\\', TODOKU_SPF_REPAIR_FULL_WIDTH },
};

// First and last of a range.
static const gunichar invisibles[][2] = {
  { 0x0000, 0x0008 }, { 0x000E, 0x001F }, { 0x007F, 0x0084 },   { 0x0086, 0x009F },
  { 0x00AD, 0x00AD }, { 0x034F, 0x034F }, { 0x061C, 0x061C },   { 0x180E, 0x180E },
  { 0x200B, 0x200F }, { 0x202A, 0x202E }, { 0x2060, 0x206F },   { 0xFE00, 0xFE0F },
  { 0xFEFF, 0xFEFF }, { 0xFFF9, 0xFFFB }, { 0xE0000, 0xE01EF },
};

static gboolean
is_invisible (gunichar c)
{
  for (gsize i = 0; i < G_N_ELEMENTS (invisibles); i++)
    if (c >= invisibles[i][0] && c <= invisibles[i][1])
      return TRUE;

  return FALSE;
}

static gboolean
is_space (gunichar c)
{
  return c == 0x000B || c == 0x0085 || c == 0x2800 || c == 0x3164 || c == 0xFFA0
         || g_unichar_isspace (c);
}

static char
find_look_alike (gunichar c, TodokuSpfRepairKind *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (look_alikes); i++)
    if (g_utf8_strchr (look_alikes[i].characters, -1, c) != NULL)
      {
        *kind = look_alikes[i].kind;
        return look_alikes[i].ascii;
      }
  if (c < 0xFF01 || c > 0xFF5E)
    return '\0';

  *kind = TODOKU_SPF_REPAIR_FULL_WIDTH;
  return (char) (c - 0xFF01 + '!');
}

char
todoku_spf_character_to_ascii (gunichar c, TodokuSpfRepairKind *kind)
{
  gboolean is_plain = c > 0x20 && c < 0x7F && c != '"' && c != '\'' && c != '`';

  *kind = TODOKU_SPF_REPAIR_UNCERTAIN;
  if (is_plain)
    return (char) c;
  if (is_space (c))
    {
      *kind = TODOKU_SPF_REPAIR_WHITE_SPACE;
      return ' ';
    }
  if (is_invisible (c))
    {
      *kind = TODOKU_SPF_REPAIR_INVISIBLE;
      return '\0';
    }

  return find_look_alike (c, kind);
}

static TodokuSpfRepairKind
get_kind (const TodokuSpfBuffer *buffer, guint index)
{
  TodokuSpfRepairKind kind = TODOKU_SPF_REPAIR_UNCERTAIN;

  if (index < buffer->cells->len)
    todoku_spf_character_to_ascii (todoku_spf_buffer_get (buffer, index), &kind);

  return kind;
}

char *
todoku_spf_character_to_visible (gunichar c)
{
  char text[7] = "";

  if (!g_unichar_isgraph (c) || is_space (c) || is_invisible (c))
    return g_strdup_printf ("U+%04X", c);

  g_unichar_to_utf8 (c, text);
  return g_strdup (text);
}

// Reads one character, and gives its octets, or 0 where there is none of the encoding.
typedef gsize (*ReadCharacter) (const guchar *octets, gsize length, gunichar *c);

// A cell or an octet of an encoding, and the character that stands for.
typedef struct
{
  guint code;
  gunichar c;
} Code;

static gunichar
find_code (const Code *codes, gsize n_codes, guint code)
{
  for (gsize i = 0; i < n_codes; i++)
    if (codes[i].code == code)
      return codes[i].c;

  return 0;
}

// Rows 1 and 3 of JIS X 0208, as far as what stands there can be meant for an ASCII character.
static gunichar
jis_to_unicode (guint row, guint cell)
{
  static const Code signs[] = {
    { 1, 0x3000 },  { 2, 0x3001 },  { 3, 0x3002 },  { 4, 0xFF0C },  { 5, 0xFF0E },  { 7, 0xFF1A },
    { 8, 0xFF1B },  { 9, 0xFF1F },  { 16, 0xFF3E }, { 17, 0xFFE3 }, { 18, 0xFF3F }, { 28, 0x30FC },
    { 29, 0x2015 }, { 30, 0x2010 }, { 31, 0xFF0F }, { 33, 0x301C }, { 38, 0x2018 }, { 39, 0x2019 },
    { 40, 0x201C }, { 41, 0x201D }, { 54, 0x300C }, { 55, 0x300D }, { 60, 0xFF0B }, { 61, 0x2212 },
    { 65, 0xFF1D }, { 83, 0xFF05 }, { 86, 0xFF0A }, { 87, 0xFF20 },
  };

  if (row == 3 && g_ascii_isalnum ((char) (0x20 + cell)))
    return 0xFF00 + cell;

  return row == 1 ? find_code (signs, G_N_ELEMENTS (signs), cell) : 0;
}

static gsize
read_shift_jis (const guchar *octets, gsize length, gunichar *c)
{
  guint lead = octets[0];
  guint trail = length > 1 ? octets[1] : 0;

  if (lead != 0x81 && lead != 0x82)
    return 0;

  // What follows in rows 2 and 4 is beyond the cells of 1 and 3.
  *c = jis_to_unicode (lead == 0x81 ? 1 : 3, trail - (trail > 0x7F ? 0x40 : 0x3F));
  return *c != 0 ? 2 : 0;
}

static gsize
read_euc_jp (const guchar *octets, gsize length, gunichar *c)
{
  *c = length > 1 ? jis_to_unicode (octets[0] - 0xA0U, octets[1] - 0xA0U) : 0;
  return *c != 0 ? 2 : 0;
}

static gsize
read_windows_1252 (const guchar *octets, gsize length G_GNUC_UNUSED, gunichar *c)
{
  static const Code signs[] = {
    { 0x91, 0x2018 }, { 0x92, 0x2019 }, { 0x93, 0x201C }, { 0x94, 0x201D },
    { 0x96, 0x2013 }, { 0x97, 0x2014 }, { 0x98, 0x02DC }, { 0xA0, 0x00A0 },
    { 0xAB, 0x00AB }, { 0xB4, 0x00B4 }, { 0xBB, 0x00BB },
  };

  *c = find_code (signs, G_N_ELEMENTS (signs), octets[0]);
  return *c != 0 ? 1 : 0;
}

// Takes also what is no character, as one.
static gsize
read_utf8 (const guchar *octets, gsize length, gunichar *c)
{
  *c = g_utf8_get_char_validated ((const char *) octets, (gssize) length);
  if ((gint32) *c >= 0)
    return (gsize) g_unichar_to_utf8 (*c, NULL);

  *c = REPLACEMENT;
  return 1;
}

// Reads all of the text in one encoding, or gives NULL where an octet does not fit.
static GArray *
decode_as (const char *text, gsize length, ReadCharacter read)
{
  const guchar *octets = (const guchar *) text;
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (TodokuSpfCell));

  for (gsize i = 0; i < length;)
    {
      TodokuSpfCell cell = { octets[i] != 0 ? octets[i] : REPLACEMENT, (guint) i };
      gsize n = octets[i] < 0x80 ? 1 : read (octets + i, length - i, &cell.c);

      if (n == 0)
        return NULL;
      g_array_append_val (cells, cell);
      i += n;
    }

  return g_steal_pointer (&cells);
}

GArray *
todoku_spf_decode_utf8 (const char *text, gsize length)
{
  return decode_as (text, length, read_utf8);
}

// The first octet that is no ASCII begins a character in one of the encodings alone, or in none.
GArray *
todoku_spf_decode_other (const char *text, gsize length)
{
  static const ReadCharacter readers[] = { read_shift_jis, read_euc_jp, read_windows_1252 };
  GArray *cells = NULL;

  if (g_utf8_validate (text, (gssize) length, NULL))
    return NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (readers) && cells == NULL; i++)
    cells = decode_as (text, length, readers[i]);

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

// "\;" and the like, as zone files and the programs that write them have it; "\n" as JSON and the
// files of programs write a line break, which no name has. Quotes and what parts the pieces of a
// value are for others.
static void
repair_escaped_character (TodokuSpfBuffer *buffer, guint index)
{
  guint end = index;
  gunichar c;
  gboolean is_space;

  while (todoku_spf_buffer_get (buffer, end) == '\\')
    end++;
  c = todoku_spf_buffer_get (buffer, end);
  is_space = c == 'n' || c == 'r' || c == 't';
  if (!is_space && (c == 0 || c >= 0x80 || strchr (";,:=/.~+?-_@", (int) c) == NULL))
    return;

  if (is_space)
    g_array_index (buffer->cells, TodokuSpfCell, end) =
      (TodokuSpfCell){ c == 't' ? '\t' : '\n',
                       g_array_index (buffer->cells, TodokuSpfCell, index).position };
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

  c = g_utf8_get_char_validated (octets, n);
  if ((gint32) c <= 0 || c == REPLACEMENT)
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
        repair_escaped_character (buffer, i);
      }
}

static gboolean
is_japanese_letter (gunichar c)
{
  return (c >= 0x3041 && c <= 0x30FE && c != 0x30FC) || (c >= 0x3400 && c <= 0x9FFF && c != 0x4E00)
         || (c >= 0xFF66 && c <= 0xFF9F && c != 0xFF70);
}

// In a Japanese word these are letters of it.
static gboolean
is_part_of_word (const TodokuSpfBuffer *buffer, guint index)
{
  return is_japanese_letter (todoku_spf_buffer_get (buffer, index - 1))
         || is_japanese_letter (todoku_spf_buffer_get (buffer, index + 1));
}

// Word processors make one dash of two hyphens: xn—… can only have been xn--…
static gboolean
is_ace_prefix (const TodokuSpfBuffer *buffer, guint index)
{
  return g_unichar_tolower (todoku_spf_buffer_get (buffer, index - 2)) == 'x'
         && g_unichar_tolower (todoku_spf_buffer_get (buffer, index - 1)) == 'n'
         && todoku_spf_buffer_get (buffer, index + 1) != '-'
         && !g_unichar_isalnum (todoku_spf_buffer_get (buffer, index - 3));
}

// A tilde or a dash.
static void
repair_sign (TodokuSpfBuffer *buffer, guint index, TodokuSpfRepairKind kind)
{
  gboolean is_dash = kind == TODOKU_SPF_REPAIR_DASH;
  const char *now = !is_dash ? "~" : is_ace_prefix (buffer, index) ? "--" : "-";

  if (!is_dash || !is_part_of_word (buffer, index))
    todoku_spf_buffer_substitute (buffer, kind, index, index + 1, now);
}

// Repairs a run of full-width characters, which is reported as one.
static void
repair_full_width (TodokuSpfBuffer *buffer, guint index)
{
  g_autoptr (GString) now = g_string_new (NULL);
  g_autofree char *was = NULL;
  guint end = index;
  TodokuSpfRepairKind kind;

  for (; get_kind (buffer, end) == TODOKU_SPF_REPAIR_FULL_WIDTH; end++)
    g_string_append_c (now,
                       todoku_spf_character_to_ascii (todoku_spf_buffer_get (buffer, end), &kind));

  was = todoku_spf_buffer_get_text (buffer, index, end);
  todoku_spf_buffer_report (buffer, TODOKU_SPF_REPAIR_FULL_WIDTH, index, was, now->str);
  for (guint i = index; i < end; i++)
    g_array_index (buffer->cells, TodokuSpfCell, i).c = (guchar) now->str[i - index];
  buffer->n_changes++;
}

static gboolean
is_separator (const TodokuSpfBuffer *buffer, guint index)
{
  return index >= buffer->cells->len || get_kind (buffer, index) == TODOKU_SPF_REPAIR_WHITE_SPACE;
}

static guint
find_word_start (const TodokuSpfBuffer *buffer, guint index)
{
  while (index > 0 && !is_separator (buffer, index - 1))
    index--;

  return index;
}

static guint
find_word_end (const TodokuSpfBuffer *buffer, guint index)
{
  while (!is_separator (buffer, index))
    index++;

  return index;
}

// What cannot be seen may have parted two terms all the same.
static TodokuSpfJoin
find_join (const TodokuSpfBuffer *buffer, guint start, guint end)
{
  g_autofree char *left =
    todoku_spf_buffer_get_text (buffer, find_word_start (buffer, start), start);
  g_autofree char *right = todoku_spf_buffer_get_text (buffer, end, find_word_end (buffer, end));

  return todoku_spf_words_join (left, right);
}

// A soft hyphen at the start of a word may have been meant as its sign.
static gboolean
is_lost_sign (const TodokuSpfBuffer *buffer, guint start, guint end)
{
  gboolean has_hyphen = FALSE;

  for (guint i = start; i < end; i++)
    has_hyphen = has_hyphen || todoku_spf_buffer_get (buffer, i) == SOFT_HYPHEN;

  return has_hyphen && find_word_start (buffer, start) == start
         && g_unichar_isalnum (todoku_spf_buffer_get (buffer, end));
}

// Returns: where to go on.
static guint
repair_invisible (TodokuSpfBuffer *buffer, guint start)
{
  g_autofree char *was = todoku_spf_character_to_visible (todoku_spf_buffer_get (buffer, start));
  TodokuSpfJoin join;
  const char *now;
  guint end = start;

  while (get_kind (buffer, end) == TODOKU_SPF_REPAIR_INVISIBLE)
    end++;

  join = find_join (buffer, start, end);
  if (join == TODOKU_SPF_JOIN_UNCERTAIN || is_lost_sign (buffer, start, end))
    return end;

  now = join == TODOKU_SPF_JOIN_TWO_WORDS ? " " : NULL;
  todoku_spf_buffer_report (buffer, TODOKU_SPF_REPAIR_INVISIBLE, start, was, now);
  todoku_spf_buffer_replace (buffer, start, end, now != NULL ? now : "");
  return start;
}

void
todoku_spf_buffer_repair_characters (TodokuSpfBuffer *buffer)
{
  for (guint i = 0; i < buffer->cells->len; i++)
    {
      TodokuSpfRepairKind kind = get_kind (buffer, i);

      if (kind == TODOKU_SPF_REPAIR_TILDE || kind == TODOKU_SPF_REPAIR_DASH)
        repair_sign (buffer, i, kind);
      else if (kind == TODOKU_SPF_REPAIR_FULL_WIDTH)
        repair_full_width (buffer, i);
    }

  for (guint i = 0; i < buffer->cells->len;)
    if (get_kind (buffer, i) == TODOKU_SPF_REPAIR_INVISIBLE)
      i = repair_invisible (buffer, i);
    else
      i++;
}

// Tells what a run of white space held beside the plain space.
static void
report_space (TodokuSpfBuffer *buffer, guint start, guint end, const char *now)
{
  g_autofree char *was = NULL;

  for (guint i = start; i < end && was == NULL; i++)
    if (todoku_spf_buffer_get (buffer, i) != ' ')
      was = todoku_spf_character_to_visible (todoku_spf_buffer_get (buffer, i));

  todoku_spf_buffer_report (buffer, TODOKU_SPF_REPAIR_WHITE_SPACE, start, was, now);
}

void
todoku_spf_buffer_repair_spaces (TodokuSpfBuffer *buffer)
{
  for (guint start = 0; start < buffer->cells->len; start++)
    {
      guint end = start;
      const char *now;

      while (end < buffer->cells->len && is_space (todoku_spf_buffer_get (buffer, end)))
        end++;
      if (end == start)
        continue;

      now = start == 0 || end == buffer->cells->len ? NULL : " ";
      if (now != NULL && end == start + 1 && todoku_spf_buffer_get (buffer, start) == ' ')
        continue;

      report_space (buffer, start, end, now);
      todoku_spf_buffer_replace (buffer, start, end, now != NULL ? now : "");
    }
}
