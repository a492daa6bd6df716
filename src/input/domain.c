// SPDX-License-Identifier: GPL-3.0-or-later

#include "input/domain.h"

#include "config.h"

#include "base/folding.h"
#include "dns/name.h"
#include "dns/suffix.h"
#include "input/candidate.h"

#include <glib/gi18n-lib.h>
#include <idn2.h>
#include <string.h>

// The longest text that is looked at, in octets: no address comes near it.
#define TEXT_MAX 4096

#define KATAKANA_LONG_SOUND "\u30fc"

G_DEFINE_QUARK (todoku_domain_error, todoku_domain_error)

void
todoku_domain_free (TodokuDomain *domain)
{
  g_free (domain->ascii);
  g_free (domain->display);
  g_free (domain->registrable);
  g_free (domain);
}

// What stands after @ is taken as it is; of anything else the www. would go.
char *
todoku_domain_dup_text (const TodokuDomain *domain)
{
  return g_strconcat (g_str_has_prefix (domain->ascii, "www.") ? "@" : "", domain->display, NULL);
}

static void
set_empty (GError **error)
{
  g_set_error_literal (error, TODOKU_DOMAIN_ERROR, TODOKU_DOMAIN_ERROR_EMPTY,
                       _ ("There is no domain here. Please enter it like info@shop.example."));
}

static void
set_too_long (GError **error)
{
  g_set_error_literal (
    error, TODOKU_DOMAIN_ERROR, TODOKU_DOMAIN_ERROR_LENGTH,
    _ ("This is too long for a domain. Please enter only the address, like info@shop.example."));
}

// What cannot be seen is called by its number.
static void
set_character (gunichar character, GError **error)
{
  char shown[16] = { 0 };

  if (g_unichar_isgraph (character) && !g_unichar_ismark (character)
      && g_unichar_type (character) != G_UNICODE_PRIVATE_USE)
    g_unichar_to_utf8 (character, shown);
  else
    g_snprintf (shown, sizeof shown, "U+%04X", character);

  g_set_error (error, TODOKU_DOMAIN_ERROR, TODOKU_DOMAIN_ERROR_CHARACTER,
               /* Translators: %s is one character, such as _ or ! */
               _ ("“%s” cannot be part of a domain. Please enter it like info@shop.example."),
               shown);
}

static void
set_address (const char *address, GError **error)
{
  g_set_error (
    error, TODOKU_DOMAIN_ERROR, TODOKU_DOMAIN_ERROR_ADDRESS,
    /* Translators: %s is an IP address */
    _ ("%s is an IP address, the number of a server. Please enter a domain, like shop.example."),
    address);
}

static void
set_hyphen (GError **error)
{
  g_set_error_literal (error, TODOKU_DOMAIN_ERROR, TODOKU_DOMAIN_ERROR_CHARACTER,
                       _ ("A hyphen (-) cannot be next to a dot or at the end of a domain. Please "
                          "enter it like my-shop.example."));
}

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

static void
explain_failure (const char *typed, const char *label, int result, GError **error)
{
  gunichar character = 0;

  if (find_bad_character (typed, &character))
    set_character (character, error);
  else if (result == IDN2_HYPHEN_STARTEND)
    set_hyphen (error);
  else if (result == IDN2_TOO_BIG_LABEL || result == IDN2_TOO_BIG_DOMAIN
           || result == IDN2_PUNYCODE_BIG_OUTPUT || result == IDN2_PUNYCODE_OVERFLOW)
    set_too_long (error);
  else
    g_set_error (error, TODOKU_DOMAIN_ERROR, TODOKU_DOMAIN_ERROR_CHARACTER,
                 /* Translators: %s is a part of a domain, between two dots */
                 _ ("The letters of “%s” cannot be next to each other in a domain. Please enter it "
                    "like info@shop.example."),
                 label);
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

// Maps @label as browsers do (UTS 46, non-transitional: case, width, NFC) and turns it into an
// A-label (RFC 5891), in lower case. Letters, digits and hyphens only (RFC 5321 4.1.2): no
// underscore. What begins with `xn--` is taken as it is.
static char *
label_to_ascii (const char *label, GError **error)
{
  g_autofree char *typed = with_hyphens_typed_as_long_sound (label);
  g_autofree char *mapped = NULL;
  gsize length;
  int result = IDN2_OK;

  // A run that long is not worth mapping: what it could shrink to is nobody's name.
  if (strlen (typed) > 8 * TODOKU_DNS_LABEL_MAX)
    {
      set_too_long (error);
      return NULL;
    }

  mapped = g_str_is_ascii (typed) ? g_ascii_strdown (typed, -1) : map_to_ascii (typed, &result);
  if (mapped == NULL || !is_plain (mapped))
    {
      explain_failure (typed, label, result, error);
      return NULL;
    }

  length = strlen (mapped);
  if (length == 0 || length > TODOKU_DNS_LABEL_MAX)
    set_too_long (error);
  else if (mapped[0] == '-' || mapped[length - 1] == '-')
    set_hyphen (error);
  else
    return g_steal_pointer (&mapped);

  return NULL;
}

static gboolean
is_written_in (const char *label, const GUnicodeScript *scripts, gsize n)
{
  for (const char *p = label; *p != '\0'; p = g_utf8_next_char (p))
    {
      GUnicodeScript script = g_unichar_get_script (g_utf8_get_char (p));
      gboolean is_one = script == G_UNICODE_SCRIPT_COMMON || script == G_UNICODE_SCRIPT_INHERITED;

      for (gsize i = 0; i < n && !is_one; i++)
        is_one = script == scripts[i];
      if (!is_one)
        return FALSE;
    }

  return TRUE;
}

static gboolean
label_mixes_scripts (const char *label)
{
  // The mixtures that one language writes: Japanese, Chinese, Korean.
  static const GUnicodeScript together[][4] = {
    { G_UNICODE_SCRIPT_LATIN, G_UNICODE_SCRIPT_HAN, G_UNICODE_SCRIPT_HIRAGANA,
      G_UNICODE_SCRIPT_KATAKANA },
    { G_UNICODE_SCRIPT_LATIN, G_UNICODE_SCRIPT_HAN, G_UNICODE_SCRIPT_BOPOMOFO },
    { G_UNICODE_SCRIPT_LATIN, G_UNICODE_SCRIPT_HAN, G_UNICODE_SCRIPT_HANGUL },
  };

  for (gsize i = G_N_ELEMENTS (together); i-- > 0;)
    if (is_written_in (label, together[i], G_N_ELEMENTS (together[i])))
      return FALSE;

  // What is of no script at all is written in each of them.
  for (const char *p = label;; p = g_utf8_next_char (p))
    {
      GUnicodeScript script = g_unichar_get_script (g_utf8_get_char (p));

      if (script != G_UNICODE_SCRIPT_COMMON && script != G_UNICODE_SCRIPT_INHERITED)
        return !is_written_in (label, &script, 1);
    }
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

// The name as a person reads it (RFC 5890 U-labels); @ascii itself where it does not lead back to
// @ascii, or a label mixes scripts that no one language mixes (UTS 39 5.2), so that it could pass
// for another name.
static char *
to_display (const char *ascii)
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

static char *
convert_host (const char *host, GError **error)
{
  g_auto (GStrv) labels = g_strsplit (host, ".", -1);

  for (gsize i = 0; labels[i] != NULL; i++)
    {
      char *ascii = NULL;

      if (*labels[i] == '\0')
        g_set_error_literal (
          error, TODOKU_DOMAIN_ERROR, TODOKU_DOMAIN_ERROR_CHARACTER,
          _ ("There are two dots in a row. Please enter it like info@shop.example."));
      else
        ascii = label_to_ascii (labels[i], error);
      if (ascii == NULL)
        return NULL;

      g_free (labels[i]);
      labels[i] = ascii;
    }

  return g_strjoinv (".", labels);
}

// As browsers do: a name whose last label is a number is an address, however badly written.
static gboolean
is_address (const char *host)
{
  const char *dot = strrchr (host, '.');

  return g_hostname_is_ip_address (host)
         || (dot != NULL && dot[1] != '\0' && strspn (dot + 1, "0123456789") == strlen (dot + 1));
}

static gboolean
check_name (const char *ascii, GError **error)
{
  g_autofree char *display = to_display (ascii);

  if (is_address (ascii))
    set_address (ascii, error);
  else if (strlen (ascii) > TODOKU_DNS_NAME_MAX)
    set_too_long (error);
  else if (strchr (ascii, '.') == NULL)
    g_set_error (error, TODOKU_DOMAIN_ERROR, TODOKU_DOMAIN_ERROR_ONE_LABEL,
                 /* Translators: %s is what was entered */
                 _ ("“%s” is missing the end of a domain, such as .jp or .com. Please enter all of "
                    "it, like shop.example."),
                 display);
  else if (todoku_suffix_is_shared (ascii))
    g_set_error (error, TODOKU_DOMAIN_ERROR, TODOKU_DOMAIN_ERROR_PUBLIC_SUFFIX,
                 /* Translators: both %s are the shared ending, such as co.jp */
                 _ ("“%s” is an ending that many domains share. Please enter the name before it "
                    "too, like shop.%s."),
                 display, display);
  else
    return TRUE;

  return FALSE;
}

// www.shop.example is where the shop's pages are, and not where its mail comes from. www.com is a
// name like any other.
static const char *
skip_www (const char *ascii)
{
  static const char www[] = "www.";

  if (!g_str_has_prefix (ascii, www)
      || todoku_suffix_get_registrable (ascii + strlen (www)) == NULL)
    return ascii;

  return ascii + strlen (www);
}

static TodokuDomain *
domain_of_candidate (const TodokuInputCandidate *candidate, GError **error)
{
  if (*candidate->host == '\0')
    {
      set_empty (error);
      return NULL;
    }
  if (g_hostname_is_ip_address (candidate->host))
    {
      set_address (candidate->host, error);
      return NULL;
    }

  g_autofree char *ascii = convert_host (candidate->host, error);

  if (ascii == NULL || !check_name (ascii, error))
    return NULL;

  TodokuDomain *domain = g_new0 (TodokuDomain, 1);

  domain->is_mail_domain = candidate->is_mail;
  domain->ascii = g_strdup (candidate->is_mail ? ascii : skip_www (ascii));
  domain->display = to_display (domain->ascii);
  domain->registrable = g_strdup (todoku_suffix_get_registrable (domain->ascii));

  return domain;
}

// The same domain twice is no question; the address says more than the URL.
static gboolean
merge (TodokuDomain *domain, const TodokuDomain *other, GError **error)
{
  if (!g_str_equal (domain->ascii, other->ascii))
    {
      g_set_error (error, TODOKU_DOMAIN_ERROR, TODOKU_DOMAIN_ERROR_SEVERAL,
                   /* Translators: both %s are domains */
                   _ ("There is more than one domain here: %s and %s. Please enter one of them."),
                   domain->display, other->display);
      return FALSE;
    }

  domain->is_mail_domain = domain->is_mail_domain || other->is_mail_domain;
  return TRUE;
}

TodokuDomain *
todoku_domain_parse (const char *text, GError **error)
{
  if (strlen (text) > TEXT_MAX)
    {
      set_too_long (error);
      return NULL;
    }
  if (!g_utf8_validate (text, -1, NULL))
    {
      set_character (0xFFFD, error);
      return NULL;
    }

  g_autofree char *folded = todoku_text_fold (text);
  g_autoptr (GPtrArray) candidates = todoku_input_find_candidates (folded);
  g_autoptr (TodokuDomain) domain = NULL;

  if (candidates->len == 0)
    set_empty (error);

  for (guint i = 0; i < candidates->len; i++)
    {
      g_autoptr (TodokuDomain) other = domain_of_candidate (candidates->pdata[i], error);

      if (other == NULL)
        return NULL;
      if (domain == NULL)
        domain = g_steal_pointer (&other);
      else if (!merge (domain, other, error))
        return NULL;
    }

  return g_steal_pointer (&domain);
}
