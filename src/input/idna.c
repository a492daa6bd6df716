// SPDX-License-Identifier: GPL-3.0-or-later

#include "input/idna.h"

#include "dns/name.h"

#include <idn2.h>
#include <string.h>

#define KATAKANA_LONG_SOUND "\u30fc"

static gboolean
is_letter_digit_hyphen (gunichar c)
{
  return c < 0x80 && (g_ascii_isalnum ((char) c) || c == '-');
}

// The library's own memory is not GLib's.
static char *
map_to_ascii (const char *text, int *result)
{
  char *found = NULL;

  *result = idn2_to_ascii_8z (text, &found, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
  if (*result != IDN2_OK)
    return NULL;

  char *copy = g_strdup (found);

  idn2_free (found);
  return copy;
}

static gboolean
is_plain (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (!is_letter_digit_hyphen ((guchar) *p))
      return FALSE;

  return TRUE;
}

// Asked only after the whole label has failed. A mark needs a letter to stand on.
static gboolean
can_stand_in_label (gunichar c)
{
  if (c < 0x80)
    return is_letter_digit_hyphen (c);
  if (!g_unichar_isgraph (c))
    return FALSE;

  char alone[8] = { 0 };
  int result;

  g_unichar_to_utf8 (c, g_unichar_ismark (c) ? alone + 1 : alone);
  if (alone[0] == '\0')
    alone[0] = 'a';

  g_autofree char *ascii = map_to_ascii (alone, &result);

  return ascii != NULL ? is_plain (ascii) : result == IDN2_BIDI;
}

static gboolean
find_bad_character (const char *label, gunichar *character)
{
  for (const char *p = label; *p != '\0'; p = g_utf8_next_char (p))
    {
      *character = g_utf8_get_char (p);
      if (!can_stand_in_label (*character))
        return TRUE;
    }

  return FALSE;
}

static TodokuIdnaResult
explain_failure (const char *label, int result, gunichar *character)
{
  if (find_bad_character (label, character))
    return TODOKU_IDNA_CHARACTER;
  if (result == IDN2_HYPHEN_STARTEND)
    return TODOKU_IDNA_HYPHEN;
  if (result == IDN2_TOO_BIG_LABEL || result == IDN2_TOO_BIG_DOMAIN
      || result == IDN2_PUNYCODE_BIG_OUTPUT || result == IDN2_PUNYCODE_OVERFLOW)
    return TODOKU_IDNA_LENGTH;

  return TODOKU_IDNA_ORDER;
}

static TodokuIdnaResult
check_ascii (const char *ascii)
{
  gsize length = strlen (ascii);

  if (length == 0 || length > TODOKU_DNS_LABEL_MAX)
    return TODOKU_IDNA_LENGTH;

  return ascii[0] == '-' || ascii[length - 1] == '-' ? TODOKU_IDNA_HYPHEN : TODOKU_IDNA_OK;
}

// With the Japanese keyboard on, the key of the hyphen gives ー. Among letters of ASCII alone,
// however wide, it was meant as a hyphen; beside kana it belongs to the word.
static char *
with_hyphens_typed_as_long_sound (const char *label)
{
  g_autofree char *normal = g_utf8_normalize (label, -1, G_NORMALIZE_NFKC);
  g_auto (GStrv) parts = g_strsplit (normal, KATAKANA_LONG_SOUND, -1);

  for (gsize i = 0; parts[i] != NULL; i++)
    if (!g_str_is_ascii (parts[i]))
      return g_strdup (label);

  return parts[0] != NULL && parts[1] != NULL ? g_strjoinv ("-", parts) : g_strdup (label);
}

TodokuIdnaResult
todoku_idna_label_to_ascii (const char *label, char **ascii, gunichar *character)
{
  g_autofree char *typed = with_hyphens_typed_as_long_sound (label);
  g_autofree char *mapped = NULL;
  int result = IDN2_OK;

  // A run that long is not worth mapping: what it could shrink to is nobody's name.
  if (strlen (typed) > 8 * TODOKU_DNS_LABEL_MAX)
    return TODOKU_IDNA_LENGTH;

  if (g_str_is_ascii (typed))
    mapped = g_ascii_strdown (typed, -1);
  else
    mapped = map_to_ascii (typed, &result);

  if (mapped == NULL || !is_plain (mapped))
    return explain_failure (typed, result, character);

  TodokuIdnaResult checked = check_ascii (mapped);

  if (checked == TODOKU_IDNA_OK)
    *ascii = g_steal_pointer (&mapped);

  return checked;
}

typedef enum
{
  SCRIPT_LATIN = 1 << 0,
  SCRIPT_HAN = 1 << 1,
  SCRIPT_KANA = 1 << 2,
  SCRIPT_BOPOMOFO = 1 << 3,
  SCRIPT_HANGUL = 1 << 4,
} Scripts;

// The mixtures that one language writes: Japanese, Chinese, Korean.
static gboolean
scripts_belong_together (Scripts scripts)
{
  static const Scripts together[] = {
    SCRIPT_LATIN | SCRIPT_HAN | SCRIPT_KANA,
    SCRIPT_LATIN | SCRIPT_HAN | SCRIPT_BOPOMOFO,
    SCRIPT_LATIN | SCRIPT_HAN | SCRIPT_HANGUL,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (together); i++)
    if ((scripts & ~together[i]) == 0)
      return TRUE;

  return FALSE;
}

static Scripts
mixable_script (GUnicodeScript script)
{
  if (script == G_UNICODE_SCRIPT_LATIN)
    return SCRIPT_LATIN;
  if (script == G_UNICODE_SCRIPT_HAN)
    return SCRIPT_HAN;
  if (script == G_UNICODE_SCRIPT_HIRAGANA || script == G_UNICODE_SCRIPT_KATAKANA)
    return SCRIPT_KANA;
  if (script == G_UNICODE_SCRIPT_BOPOMOFO)
    return SCRIPT_BOPOMOFO;
  if (script == G_UNICODE_SCRIPT_HANGUL)
    return SCRIPT_HANGUL;

  return 0;
}

static gboolean
label_mixes_scripts (const char *label)
{
  Scripts mixable = 0;
  GUnicodeScript lone = G_UNICODE_SCRIPT_COMMON;

  for (const char *p = label; *p != '\0'; p = g_utf8_next_char (p))
    {
      GUnicodeScript script = g_unichar_get_script (g_utf8_get_char (p));

      if (script == G_UNICODE_SCRIPT_COMMON || script == G_UNICODE_SCRIPT_INHERITED)
        continue;

      Scripts one = mixable_script (script);

      if (one == 0 && lone != G_UNICODE_SCRIPT_COMMON && lone != script)
        return TRUE;
      if (one == 0)
        lone = script;
      mixable |= one;
    }

  return lone == G_UNICODE_SCRIPT_COMMON ? !scripts_belong_together (mixable) : mixable != 0;
}

static gboolean
is_safe_to_show (const char *name)
{
  g_auto (GStrv) labels = g_strsplit (name, ".", -1);

  for (gsize i = 0; labels[i] != NULL; i++)
    {
      if (label_mixes_scripts (labels[i]))
        return FALSE;
      for (const char *p = labels[i]; *p != '\0'; p = g_utf8_next_char (p))
        if (!g_unichar_isgraph (g_utf8_get_char (p)))
          return FALSE;
    }

  return TRUE;
}

char *
todoku_idna_to_display (const char *ascii)
{
  char *found = NULL;

  if (idn2_to_unicode_8z8z (ascii, &found, 0) != IDN2_OK)
    return g_strdup (ascii);

  g_autofree char *shown = g_strdup (found);
  int result;

  idn2_free (found);
  g_autofree char *back = map_to_ascii (shown, &result);

  if (g_strcmp0 (back, ascii) != 0 || !is_safe_to_show (shown))
    return g_strdup (ascii);

  return g_steal_pointer (&shown);
}
