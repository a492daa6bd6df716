// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "spf/term-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SHOWN_MAX 60

G_DEFINE_QUARK (todoku - spf - error - quark, todoku_spf_error)

char *
todoku_spf_make_visible (const char *text)
{
  g_autoptr (GString) visible = g_string_new (NULL);
  guint n = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (n++ == SHOWN_MAX)
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

// Octets that go on a character of UTF-8 do not count.
guint
todoku_spf_source_get_place (TodokuSpfSource *source, gsize position)
{
  if (position < source->counted)
    source->counted = source->n_counted = 0;
  for (; source->counted < position; source->counted++)
    if (((guchar) source->text[source->counted] & 0xc0) != 0x80)
      source->n_counted++;

  return source->n_counted + 1;
}

GError *
todoku_spf_error_new_at (TodokuSpfError code, guint place, const char *term, const char *reason)
{
  g_autofree char *visible = term != NULL ? todoku_spf_make_visible (term) : NULL;

  if (visible == NULL)
    /* Translators: %1$u is a place in the SPF record, counted from 1; %2$s is a whole sentence. */
    return g_error_new (TODOKU_SPF_ERROR, (gint) code, _ ("At character %1$u: %2$s"), place,
                        reason);

  /* Translators: %1$s is a part of the SPF record; %2$u is the place of the fault, counted from 1;
   * %3$s is one or two whole sentences. */
  return g_error_new (TODOKU_SPF_ERROR, (gint) code, _ ("“%1$s” (at character %2$u): %3$s"),
                      visible, place, reason);
}

static char *
describe_missing_value (const TodokuSpfTerm *term)
{
  switch (term->kind)
    {
    case TODOKU_SPF_TERM_IP4:
      return g_strdup (_ ("An IPv4 address is missing. Right is, for example, ip4:192.0.2.1."));
    case TODOKU_SPF_TERM_IP6:
      return g_strdup (_ ("An IPv6 address is missing. Right is, for example, ip6:2001:db8::1."));
    case TODOKU_SPF_TERM_REDIRECT:
    case TODOKU_SPF_TERM_EXP:
      /* Translators: %1$s is redirect or exp. */
      return g_strdup_printf (
        _ ("A domain is missing. Right is, for example, %1$s=spf.example.com."), term->name);
    case TODOKU_SPF_TERM_A:
    case TODOKU_SPF_TERM_MX:
    case TODOKU_SPF_TERM_PTR:
      /* Translators: %1$s is a or mx. */
      return g_strdup_printf (_ ("Nothing stands behind the “:”. For your own domain “%1$s” stands "
                                 "alone."),
                              term->name);
    case TODOKU_SPF_TERM_INVALID:
    case TODOKU_SPF_TERM_ALL:
    case TODOKU_SPF_TERM_INCLUDE:
    case TODOKU_SPF_TERM_EXISTS:
    case TODOKU_SPF_TERM_MODIFIER:
    default:
      /* Translators: %1$s is the name of an SPF mechanism, such as include. */
      return g_strdup_printf (
        _ ("A domain is missing. Right is, for example, %1$s:spf.example.com."), term->name);
    }
}

static char *
describe_unexpected_value (const TodokuSpfTerm *term)
{
  if (term->kind == TODOKU_SPF_TERM_ALL)
    return g_strdup (_ ("Nothing may follow all."));

  /* Translators: %1$s is the name of an SPF term, such as include. */
  return g_strdup_printf (_ ("With %1$s, no “/” and number may follow the domain."), term->name);
}

static char *
describe_address (const TodokuSpfTerm *term)
{
  gboolean is_ip4 = term->kind == TODOKU_SPF_TERM_IP4;

  if (is_ip4 && term->address.length == 16)
    return g_strdup (_ ("This is an IPv6 address: it belongs to ip6, not to ip4."));
  if (!is_ip4 && term->address.length == 4)
    return g_strdup (_ ("This is an IPv4 address: it belongs to ip4, not to ip6."));
  if (is_ip4)
    return g_strdup (_ ("What follows ip4: is no IPv4 address. Right are four numbers from 0 to "
                        "255, for example ip4:192.0.2.1."));

  return g_strdup (_ ("What follows ip6: is no IPv6 address. Right is, for example, "
                      "ip6:2001:db8::1."));
}

static char *
describe_prefix (const TodokuSpfTerm *term)
{
  if (term->kind == TODOKU_SPF_TERM_IP4)
    return g_strdup (_ ("After the “/” a number from 0 to 32 must stand, without leading zeros."));
  if (term->kind == TODOKU_SPF_TERM_IP6)
    return g_strdup (_ ("After the “/” a number from 0 to 128 must stand, without leading zeros."));

  return g_strdup (_ ("After “/” a number from 0 to 32 must stand, after “//” one from 0 to 128, "
                      "without leading zeros."));
}

static char *
describe_character (const TodokuSpfSource *source, gsize position)
{
  gunichar c =
    g_utf8_get_char_validated (source->text + position, (gssize) (source->length - position));

  if (source->text[position] == '\t')
    return g_strdup (_ ("A tab stands here. Only a space may stand between two parts."));
  if ((gint) c <= 0)
    return g_strdup (_ ("There is a byte here that is not a character. Only half-width letters, "
                        "digits and signs may stand in the record."));

  /* Translators: %1$04X is the number of a character, as in U+3000. */
  return g_strdup_printf (_ ("The character U+%1$04X stands here. Only half-width letters, digits "
                             "and signs may stand in the record."),
                          c);
}

static char *
describe (const TodokuSpfTerm *term,
          const TodokuSpfSource *source,
          TodokuSpfError code,
          gsize position)
{
  switch (code)
    {
    case TODOKU_SPF_ERROR_UNKNOWN_MECHANISM:
      return g_strdup (_ ("SPF has nothing of this name. There are all, include, a, mx, ip4, ip6, "
                          "exists, ptr, redirect and exp."));
    case TODOKU_SPF_ERROR_QUALIFIER:
      /* Translators: %1$s is the name of an SPF modifier, such as redirect. */
      return g_strdup_printf (_ ("No sign (+, -, ~ or ?) may stand before %1$s=."), term->name);
    case TODOKU_SPF_ERROR_MISSING_VALUE:
      return describe_missing_value (term);
    case TODOKU_SPF_ERROR_UNEXPECTED_VALUE:
      return describe_unexpected_value (term);
    case TODOKU_SPF_ERROR_ADDRESS:
      return describe_address (term);
    case TODOKU_SPF_ERROR_PREFIX:
      return describe_prefix (term);
    case TODOKU_SPF_ERROR_DOMAIN:
      return g_strdup (_ ("This is no complete domain. Right is, for example, mail.example.com."));
    case TODOKU_SPF_ERROR_MACRO:
      return g_strdup (_ ("What begins with “%” is no right macro. Right is, for example, %{i}."));
    case TODOKU_SPF_ERROR_CHARACTER:
      return describe_character (source, position);
    case TODOKU_SPF_ERROR_DUPLICATE:
      /* Translators: %1$s is redirect or exp. */
      return g_strdup_printf (_ ("%1$s= may stand only once in a record."), term->name);
    case TODOKU_SPF_ERROR_VERSION:
    case TODOKU_SPF_ERROR_TERM:
    default:
      return g_strdup (_ ("This cannot be read as a part of an SPF record. A part begins with a "
                          "name, for example include: or ip4:."));
    }
}

void
todoku_spf_error_set_for_term (TodokuSpfTerm *term,
                               TodokuSpfSource *source,
                               TodokuSpfError code,
                               gsize position)
{
  g_autofree char *reason = describe (term, source, code, position);
  guint place = todoku_spf_source_get_place (source, position);

  term->error_position = (guint) position;
  term->error = todoku_spf_error_new_at (code, place, term->text, reason);
}
