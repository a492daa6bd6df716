// SPDX-License-Identifier: GPL-3.0-or-later

#include "spf/repair-private.h"

#include <string.h>

#define SOFT_HYPHEN 0x00AD

static const gunichar tildes[] = {
  0x02DC, // small tilde
  0x203E, // overline: what ~ is in JIS X 0201
  0x2053, // swung dash
  0x223C, // tilde operator
  0x301C, // wave dash
  0x3030, // wavy dash
  0xFF5E, // full-width tilde
  0xFFE3, // full-width overline
};

static const gunichar dashes[] = {
  0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, // hyphens and dashes
  0x2212,                                         // minus sign
  0x2500, 0x2501,                                 // box drawings
  0x30FC,                                         // prolonged sound mark
  0x4E00,                                         // the number one in kanji
  0xFE58, 0xFE63, 0xFF0D,                         // small and full-width forms
  0xFF70,                                         // half-width prolonged sound mark
};

static const gunichar quotes[] = {
  '"',    '\'',   '`',    0x00AB, 0x00B4, 0x00BB, 0x2018, 0x2019, 0x201A, 0x201B,
  0x201C, 0x201D, 0x201E, 0x201F, 0x2032, 0x2033, 0x2039, 0x203A, 0x300C, 0x300D,
  0x300E, 0x300F, 0x301D, 0x301E, 0x301F, 0xFF02, 0xFF07, 0xFF40, 0xFF62, 0xFF63,
};

// First and last of a range.
static const gunichar invisibles[][2] = {
  { 0x0000, 0x0008 }, { 0x000E, 0x001F }, { 0x007F, 0x0084 },   { 0x0086, 0x009F },
  { 0x00AD, 0x00AD }, { 0x034F, 0x034F }, { 0x061C, 0x061C },   { 0x180E, 0x180E },
  { 0x200B, 0x200F }, { 0x202A, 0x202E }, { 0x2060, 0x206F },   { 0xFE00, 0xFE0F },
  { 0xFEFF, 0xFEFF }, { 0xFFF9, 0xFFFB }, { 0xE0000, 0xE01EF },
};

static gboolean
is_among (gunichar c, const gunichar *set, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (set[i] == c)
      return TRUE;

  return FALSE;
}

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
  return c == 0x0085 || c == 0x2800 || c == 0x3164 || c == 0xFFA0 || g_unichar_isspace (c)
         || (c >= 0x0009 && c <= 0x000D);
}

// The half-width form of a full-width character, and of the punctuation that Japanese input gives
// for '.' and ','.
static char
get_half_width (gunichar c)
{
  if (c >= 0xFF01 && c <= 0xFF5E)
    return (char) (c - 0xFF01 + '!');
  if (c == 0x3002 || c == 0xFF61)
    return '.';
  if (c == 0x3001 || c == 0xFF64)
    return ',';
  if (c == 0xFE55 || c == 0xA789 || c == 0x2236)
    return ':';
  if (c == 0xFFE5)
    return '\\';

  return '\0';
}

gboolean
todoku_spf_character_is_quote (gunichar c)
{
  return is_among (c, quotes, G_N_ELEMENTS (quotes));
}

TodokuSpfCharacter
todoku_spf_character_classify (gunichar c, char *ascii)
{
  *ascii = '\0';

  if (todoku_spf_character_is_quote (c))
    {
      *ascii = '"';
      return TODOKU_SPF_CHARACTER_QUOTE;
    }
  if (c > 0x20 && c < 0x7F)
    {
      *ascii = (char) c;
      return TODOKU_SPF_CHARACTER_PLAIN;
    }
  if (is_space (c))
    {
      *ascii = ' ';
      return TODOKU_SPF_CHARACTER_SPACE;
    }
  if (is_invisible (c))
    return TODOKU_SPF_CHARACTER_INVISIBLE;
  if (is_among (c, tildes, G_N_ELEMENTS (tildes)))
    {
      *ascii = '~';
      return TODOKU_SPF_CHARACTER_TILDE;
    }
  if (is_among (c, dashes, G_N_ELEMENTS (dashes)))
    {
      *ascii = '-';
      return TODOKU_SPF_CHARACTER_DASH;
    }

  *ascii = get_half_width (c);
  return *ascii != '\0' ? TODOKU_SPF_CHARACTER_WIDE : TODOKU_SPF_CHARACTER_OTHER;
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
  gunichar before = index > 0 ? todoku_spf_buffer_get (buffer, index - 1) : 0;
  gunichar after = todoku_spf_buffer_get (buffer, index + 1);

  return is_japanese_letter (before) || is_japanese_letter (after);
}

// Word processors make one dash of two hyphens: xn—… can only have been xn--…
static gboolean
is_ace_prefix (const TodokuSpfBuffer *buffer, guint index)
{
  if (index < 2 || g_unichar_tolower (todoku_spf_buffer_get (buffer, index - 2)) != 'x'
      || g_unichar_tolower (todoku_spf_buffer_get (buffer, index - 1)) != 'n')
    return FALSE;

  return todoku_spf_buffer_get (buffer, index + 1) != '-'
         && (index == 2 || !g_unichar_isalnum (todoku_spf_buffer_get (buffer, index - 3)));
}

static void
repair_dash (TodokuSpfBuffer *buffer, guint index)
{
  g_autofree char *was = NULL;
  const char *now = is_ace_prefix (buffer, index) ? "--" : "-";

  if (is_part_of_word (buffer, index))
    return;

  was = todoku_spf_character_to_visible (todoku_spf_buffer_get (buffer, index));
  todoku_spf_buffer_report (buffer, TODOKU_SPF_REPAIR_DASH, index, was, now);
  todoku_spf_buffer_replace (buffer, index, index + 1, now);
}

static void
repair_tilde (TodokuSpfBuffer *buffer, guint index)
{
  g_autofree char *was = todoku_spf_character_to_visible (todoku_spf_buffer_get (buffer, index));

  todoku_spf_buffer_report (buffer, TODOKU_SPF_REPAIR_TILDE, index, was, "~");
  todoku_spf_buffer_replace (buffer, index, index + 1, "~");
}

// Repairs a run of full-width characters, which is reported as one.
static void
repair_wide (TodokuSpfBuffer *buffer, guint index)
{
  g_autoptr (GString) now = g_string_new (NULL);
  g_autofree char *was = NULL;
  guint end = index;
  char ascii;

  while (end < buffer->cells->len
         && todoku_spf_character_classify (todoku_spf_buffer_get (buffer, end), &ascii)
              == TODOKU_SPF_CHARACTER_WIDE)
    {
      g_string_append_c (now, ascii);
      end++;
    }

  was = todoku_spf_buffer_get_text (buffer, index, end);
  todoku_spf_buffer_report (buffer, TODOKU_SPF_REPAIR_FULL_WIDTH, index, was, now->str);
  for (guint i = index; i < end; i++)
    g_array_index (buffer->cells, TodokuSpfCell, i).c = (guchar) now->str[i - index];
  buffer->n_changes++;
}

static void
repair_seen (TodokuSpfBuffer *buffer)
{
  char ascii;

  for (guint i = 0; i < buffer->cells->len; i++)
    switch (todoku_spf_character_classify (todoku_spf_buffer_get (buffer, i), &ascii))
      {
      case TODOKU_SPF_CHARACTER_TILDE:
        repair_tilde (buffer, i);
        break;
      case TODOKU_SPF_CHARACTER_DASH:
        repair_dash (buffer, i);
        break;
      case TODOKU_SPF_CHARACTER_WIDE:
        repair_wide (buffer, i);
        break;
      case TODOKU_SPF_CHARACTER_PLAIN:
      case TODOKU_SPF_CHARACTER_SPACE:
      case TODOKU_SPF_CHARACTER_INVISIBLE:
      case TODOKU_SPF_CHARACTER_QUOTE:
      case TODOKU_SPF_CHARACTER_OTHER:
      default:
        break;
      }
}

static gboolean
is_separator (gunichar c)
{
  char ascii;

  return c == 0 || todoku_spf_character_classify (c, &ascii) == TODOKU_SPF_CHARACTER_SPACE;
}

static guint
find_word_start (const TodokuSpfBuffer *buffer, guint index)
{
  while (index > 0 && !is_separator (todoku_spf_buffer_get (buffer, index - 1)))
    index--;

  return index;
}

static guint
find_word_end (const TodokuSpfBuffer *buffer, guint index)
{
  while (index < buffer->cells->len && !is_separator (todoku_spf_buffer_get (buffer, index)))
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

  if (*left == '\0' || *right == '\0')
    return TODOKU_SPF_JOIN_ONE_WORD;

  return todoku_spf_words_join (left, right);
}

static gboolean
contains (const TodokuSpfBuffer *buffer, guint start, guint end, gunichar c)
{
  for (guint i = start; i < end; i++)
    if (todoku_spf_buffer_get (buffer, i) == c)
      return TRUE;

  return FALSE;
}

// A soft hyphen at the start of a word may have been meant as its sign.
static gboolean
is_lost_sign (const TodokuSpfBuffer *buffer, guint start, guint end)
{
  return contains (buffer, start, end, SOFT_HYPHEN) && find_word_start (buffer, start) == start
         && g_unichar_isalnum (todoku_spf_buffer_get (buffer, end));
}

static guint
repair_unseen (TodokuSpfBuffer *buffer, guint start)
{
  g_autofree char *was = todoku_spf_character_to_visible (todoku_spf_buffer_get (buffer, start));
  TodokuSpfJoin join;
  guint end = start;
  char ascii;

  while (end < buffer->cells->len
         && todoku_spf_character_classify (todoku_spf_buffer_get (buffer, end), &ascii)
              == TODOKU_SPF_CHARACTER_INVISIBLE)
    end++;

  join = find_join (buffer, start, end);
  if (join == TODOKU_SPF_JOIN_UNCERTAIN || is_lost_sign (buffer, start, end))
    return end;

  todoku_spf_buffer_report (buffer, TODOKU_SPF_REPAIR_INVISIBLE, start, was,
                            join == TODOKU_SPF_JOIN_TWO_WORDS ? " " : NULL);
  todoku_spf_buffer_replace (buffer, start, end, join == TODOKU_SPF_JOIN_TWO_WORDS ? " " : "");
  return start;
}

void
todoku_spf_buffer_repair_characters (TodokuSpfBuffer *buffer)
{
  char ascii;

  repair_seen (buffer);

  for (guint i = 0; i < buffer->cells->len;)
    if (todoku_spf_character_classify (todoku_spf_buffer_get (buffer, i), &ascii)
        == TODOKU_SPF_CHARACTER_INVISIBLE)
      i = repair_unseen (buffer, i);
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
