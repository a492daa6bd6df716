// SPDX-License-Identifier: GPL-3.0-or-later

// What a term is, in one spelling and in words.

#include "spf/term-private.h"

#include "config.h"
#include "dns/name.h"
#include "spf/macro.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SHOWN_MAX 60

G_DEFINE_QUARK (todoku - spf - error - quark, todoku_spf_error)

// How each kind begins, and whether it counts as one of the ten DNS terms (RFC 7208 4.6.4).
static const struct
{
  const char *start;
  gboolean needs_lookup;
} kinds[] = {
  [TODOKU_SPF_TERM_INVALID] = { "", FALSE },
  [TODOKU_SPF_TERM_ALL] = { "all", FALSE },
  [TODOKU_SPF_TERM_INCLUDE] = { "include:", TRUE },
  [TODOKU_SPF_TERM_A] = { "a:", TRUE },
  [TODOKU_SPF_TERM_MX] = { "mx:", TRUE },
  [TODOKU_SPF_TERM_PTR] = { "ptr:", TRUE },
  [TODOKU_SPF_TERM_IP4] = { "ip4:", FALSE },
  [TODOKU_SPF_TERM_IP6] = { "ip6:", FALSE },
  [TODOKU_SPF_TERM_EXISTS] = { "exists:", TRUE },
  [TODOKU_SPF_TERM_REDIRECT] = { "redirect=", TRUE },
  [TODOKU_SPF_TERM_EXP] = { "exp=", FALSE },
  [TODOKU_SPF_TERM_MODIFIER] = { "", FALSE },
};

gboolean
todoku_spf_term_is_mechanism (const TodokuSpfTerm *term)
{
  return term->kind != TODOKU_SPF_TERM_INVALID && term->kind != TODOKU_SPF_TERM_REDIRECT
         && term->kind != TODOKU_SPF_TERM_EXP && term->kind != TODOKU_SPF_TERM_MODIFIER;
}

gboolean
todoku_spf_term_is_list (const TodokuSpfTerm *term)
{
  return term->kind == TODOKU_SPF_TERM_INCLUDE || term->kind == TODOKU_SPF_TERM_REDIRECT;
}

gboolean
todoku_spf_term_is_network (const TodokuSpfTerm *term)
{
  return term->kind == TODOKU_SPF_TERM_IP4 || term->kind == TODOKU_SPF_TERM_IP6;
}

guint
todoku_spf_term_get_prefix (const TodokuSpfTerm *term)
{
  return term->kind == TODOKU_SPF_TERM_IP4 ? term->prefix4 : term->prefix6;
}

gboolean
todoku_spf_term_needs_lookup (const TodokuSpfTerm *term)
{
  return kinds[term->kind].needs_lookup;
}

static gboolean
lets_in_more_than (const TodokuSpfTerm *term, guint prefix4, guint prefix6)
{
  return term->error == NULL && todoku_spf_term_is_mechanism (term)
         && term->qualifier == TODOKU_SPF_QUALIFIER_PASS
         && (term->prefix4 < prefix4 || term->prefix6 < prefix6);
}

gboolean
todoku_spf_term_is_wide (const TodokuSpfTerm *term)
{
  return lets_in_more_than (term, TODOKU_SPF_PREFIX4_MIN, TODOKU_SPF_PREFIX6_MIN);
}

gboolean
todoku_spf_term_is_large (const TodokuSpfTerm *term)
{
  return lets_in_more_than (term, TODOKU_SPF_PREFIX4_LARGE + 1, TODOKU_SPF_PREFIX6_LARGE + 1);
}

gboolean
todoku_spf_term_has_bits_behind (const TodokuSpfTerm *term, guint prefix)
{
  for (guint bit = prefix; bit < (guint) term->address.length * 8; bit++)
    if ((term->address.bytes[bit / 8] & (0x80U >> (bit % 8))) != 0)
      return TRUE;

  return FALSE;
}

// In lower case, but for macros, where upper case has a meaning.
static char *
fold_macro_string (const char *text)
{
  char *folded = g_strdup (text);

  for (char *at = folded; *at != '\0'; at++)
    if (at[0] == '%' && at[1] == '{')
      at += strcspn (at, "}") - 1;
    else if (at[0] == '%' && at[1] == '%')
      at++;
    else
      *at = g_ascii_tolower (*at);

  return folded;
}

static char *
normalize_domain (const char *value, const char *domain)
{
  if (value == NULL || g_ascii_strcasecmp (value, "%{d}") == 0)
    return todoku_dns_name_normalize (domain);
  if (todoku_spf_macro_is_constant (value))
    return todoku_dns_name_normalize (value);

  return fold_macro_string (value);
}

static char *
get_network (const TodokuSpfTerm *term)
{
  TodokuDnsAddress network = term->address;
  guint prefix = todoku_spf_term_get_prefix (term);
  guint bits = (guint) network.length * 8;
  g_autofree char *address = NULL;

  for (guint bit = prefix; bit < bits; bit++)
    network.bytes[bit / 8] &= (guint8) ~(0x80U >> (bit % 8));

  address = todoku_dns_address_to_string (&network);
  return prefix == bits ? g_steal_pointer (&address) : g_strdup_printf ("%s/%u", address, prefix);
}

static char *
get_target (const TodokuSpfTerm *term, const char *domain)
{
  g_autofree char *name = normalize_domain (term->value, domain);
  g_autoptr (GString) target = g_string_new (name);

  if (term->prefix4 != 32)
    g_string_append_printf (target, "/%u", term->prefix4);
  if (term->prefix6 != 128)
    g_string_append_printf (target, "//%u", term->prefix6);

  return g_string_free (g_steal_pointer (&target), FALSE);
}

char *
todoku_spf_term_get_key (const TodokuSpfTerm *term, const char *domain)
{
  g_autofree char *name = NULL;
  g_autofree char *what = NULL;

  if (term->error != NULL)
    return g_strdup (term->text);
  if (term->kind == TODOKU_SPF_TERM_MODIFIER)
    {
      name = g_ascii_strdown (term->name, -1);
      return g_strconcat (name, "=", term->value, NULL);
    }
  if (term->kind == TODOKU_SPF_TERM_ALL)
    return g_strdup ("all");

  what = term->address.length != 0 ? get_network (term) : get_target (term, domain);

  return g_strconcat (kinds[term->kind].start, what, NULL);
}

gboolean
todoku_spf_term_equal (const TodokuSpfTerm *a, const TodokuSpfTerm *b, const char *domain)
{
  g_autofree char *key = todoku_spf_term_get_key (a, domain);
  g_autofree char *other = todoku_spf_term_get_key (b, domain);

  return g_str_equal (key, other);
}

char *
todoku_spf_make_visible (const char *text)
{
  return todoku_spf_make_much_visible (text, SHOWN_MAX);
}

char *
todoku_spf_make_much_visible (const char *text, guint n_max)
{
  g_autoptr (GString) visible = g_string_new (NULL);
  guint n = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (n++ == n_max)
        {
          g_string_append (visible, "…");
          break;
        }
      if (c == ' ' || (g_unichar_isgraph (c) && !g_unichar_isspace (c)))
        g_string_append_unichar (visible, c);
      else
        g_string_append_printf (visible, "<U+%04X>", c);
    }

  return g_string_free (g_steal_pointer (&visible), FALSE);
}

char *
todoku_spf_fill_in (const char *sentence, const char *first, const char *second)
{
  g_autoptr (GString) filled = g_string_new (NULL);
  const char *values[] = { first, second };
  guint next = 0;

  for (const char *at = sentence; *at != '\0'; at++)
    {
      gboolean is_numbered = at[0] == '%' && (at[1] == '1' || at[1] == '2') && at[2] == '$';
      const char *directive = at + (is_numbered ? 3 : 1);

      if (*at != '%' || (*directive != 's' && at[1] != '%'))
        g_string_append_c (filled, *at);
      else if (at[1] == '%')
        g_string_append_c (filled, *++at);
      else
        {
          next = is_numbered ? (guint) (at[1] - '1') : next;
          g_string_append (filled, next < 2 && values[next] != NULL ? values[next] : "");
          next++;
          at = directive;
        }
    }

  return g_string_free (g_steal_pointer (&filled), FALSE);
}

#define ANY (~0U)
#define KIND(kind) (1U << TODOKU_SPF_TERM_##kind)

// What is said of an error in a term of one of @term_kinds; the first row counts. %1$s is the
// term's name.
static const struct
{
  TodokuSpfError code;
  guint term_kinds;
  const char *message;
} errors[] = {
  { TODOKU_SPF_ERROR_UNKNOWN_MECHANISM, ANY,
    N_ ("SPF has no such name. There are all, include, a, mx, ip4, ip6, exists, ptr, redirect and "
        "exp.") },
  { TODOKU_SPF_ERROR_QUALIFIER, ANY,
    /* Translators: %1$s is the name of an SPF modifier, such as redirect. */
    N_ ("There must be no sign (+, -, ~ or ?) before %1$s=.") },
  { TODOKU_SPF_ERROR_MISSING_VALUE, KIND (IP4),
    N_ ("An IPv4 address is missing. It should look like ip4:192.0.2.1.") },
  { TODOKU_SPF_ERROR_MISSING_VALUE, KIND (IP6),
    N_ ("An IPv6 address is missing. It should look like ip6:2001:db8::1.") },
  { TODOKU_SPF_ERROR_MISSING_VALUE, KIND (REDIRECT) | KIND (EXP),
    /* Translators: %1$s is redirect or exp. */
    N_ ("A domain is missing. It should look like %1$s=spf.example.com.") },
  { TODOKU_SPF_ERROR_MISSING_VALUE, KIND (A) | KIND (MX) | KIND (PTR),
    /* Translators: %1$s is a or mx. */
    N_ ("There is nothing after “:”. For your own domain, write only “%1$s”.") },
  { TODOKU_SPF_ERROR_MISSING_VALUE, ANY,
    /* Translators: %1$s is the name of an SPF mechanism, such as include. */
    N_ ("A domain is missing. It should look like %1$s:spf.example.com.") },
  { TODOKU_SPF_ERROR_UNEXPECTED_VALUE, KIND (ALL), N_ ("Nothing may come after all.") },
  { TODOKU_SPF_ERROR_UNEXPECTED_VALUE, ANY,
    /* Translators: %1$s is the name of an SPF term, such as include. */
    N_ ("With %1$s, no “/” and number may follow the domain.") },
  { TODOKU_SPF_ERROR_ADDRESS, KIND (IP4),
    N_ ("What follows ip4: is not an IPv4 address. It should be four numbers from 0 to 255, for "
        "example ip4:192.0.2.1.") },
  { TODOKU_SPF_ERROR_ADDRESS, ANY,
    N_ ("What follows ip6: is not an IPv6 address. It should look like ip6:2001:db8::1.") },
  { TODOKU_SPF_ERROR_PREFIX, KIND (IP4),
    N_ ("After “/” there must be a number from 0 to 32, without leading zeros.") },
  { TODOKU_SPF_ERROR_PREFIX, KIND (IP6),
    N_ ("After “/” there must be a number from 0 to 128, without leading zeros.") },
  { TODOKU_SPF_ERROR_PREFIX, ANY,
    N_ ("After “/” there must be a number from 0 to 32, and after “//” one from 0 to 128, without "
        "leading zeros.") },
  { TODOKU_SPF_ERROR_DOMAIN, ANY,
    N_ ("This is not a complete domain. It should look like mail.example.com.") },
  { TODOKU_SPF_ERROR_MACRO, ANY,
    N_ ("What starts with “%” is not a correct macro. It should look like %{i}.") },
  { TODOKU_SPF_ERROR_DUPLICATE, ANY,
    /* Translators: %1$s is redirect or exp. */
    N_ ("%1$s= may appear only once in a record.") },
  { TODOKU_SPF_ERROR_TERM, ANY,
    N_ ("This cannot be read as a part of an SPF record. A part starts with a name, for example "
        "include: or ip4:.") },
};

char *
todoku_spf_describe_character (const char *text, gsize length)
{
  gunichar c = g_utf8_get_char_validated (text, (gssize) length);

  if (*text == '\t')
    return g_strdup (_ ("There is a tab here. Only a space may separate two parts."));
  if (!g_unichar_validate (c))
    return g_strdup (_ ("There is a byte here that is not a character. A record may only contain "
                        "half-width letters, digits and signs."));

  /* Translators: %1$04X is the number of a character, as in U+3000. */
  return g_strdup_printf (_ ("There is a character here that is not allowed (U+%1$04X). A record "
                             "may only contain half-width letters, digits and signs."),
                          c);
}

char *
todoku_spf_term_describe_error (const TodokuSpfTerm *term,
                                TodokuSpfError code,
                                const char *fault,
                                gsize length)
{
  gboolean is_ip4 = term->kind == TODOKU_SPF_TERM_IP4;
  gsize i = 0;

  if (code == TODOKU_SPF_ERROR_CHARACTER)
    return todoku_spf_describe_character (fault, length);
  if (code == TODOKU_SPF_ERROR_ADDRESS && is_ip4 && term->address.length == 16)
    return g_strdup (_ ("This is an IPv6 address: it belongs to ip6, not to ip4."));
  if (code == TODOKU_SPF_ERROR_ADDRESS && !is_ip4 && term->address.length == 4)
    return g_strdup (_ ("This is an IPv4 address: it belongs to ip4, not to ip6."));

  while (i + 1 < G_N_ELEMENTS (errors)
         && (errors[i].code != code || (errors[i].term_kinds & (1U << term->kind)) == 0))
    i++;

  return todoku_spf_fill_in (_ (errors[i].message), term->name, NULL);
}
