// SPDX-License-Identifier: GPL-3.0-or-later

#include "dns/name.h"
#include "spf/macro.h"
#include "spf/record.h"

#include <string.h>

static const char *
get_name (TodokuSpfTermKind kind)
{
  switch (kind)
    {
    case TODOKU_SPF_TERM_ALL:
      return "all";
    case TODOKU_SPF_TERM_INCLUDE:
      return "include:";
    case TODOKU_SPF_TERM_A:
      return "a:";
    case TODOKU_SPF_TERM_MX:
      return "mx:";
    case TODOKU_SPF_TERM_PTR:
      return "ptr:";
    case TODOKU_SPF_TERM_IP4:
      return "ip4:";
    case TODOKU_SPF_TERM_IP6:
      return "ip6:";
    case TODOKU_SPF_TERM_EXISTS:
      return "exists:";
    case TODOKU_SPF_TERM_REDIRECT:
      return "redirect=";
    case TODOKU_SPF_TERM_EXP:
      return "exp=";
    case TODOKU_SPF_TERM_INVALID:
    case TODOKU_SPF_TERM_MODIFIER:
    default:
      return "";
    }
}

// In lower case, but for macros, where upper case has a meaning.
static char *
fold_macro_string (const char *text)
{
  char *folded = g_strdup (text);

  for (char *at = folded; *at != '\0'; at++)
    if (at[0] == '%' && at[1] == '{')
      at += strcspn (at, "}") - 1;
    else if (at[0] == '%' && at[1] != '\0')
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
  guint prefix = network.length == 4 ? term->prefix4 : term->prefix6;
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

static char *
get_modifier (const TodokuSpfTerm *term)
{
  g_autofree char *name = g_ascii_strdown (term->name, -1);

  return g_strconcat (name, "=", term->value, NULL);
}

char *
todoku_spf_term_get_key (const TodokuSpfTerm *term, const char *domain)
{
  g_autofree char *what = NULL;

  if (term->error != NULL || term->kind == TODOKU_SPF_TERM_INVALID)
    return g_strdup (term->text);
  if (term->kind == TODOKU_SPF_TERM_MODIFIER)
    return get_modifier (term);
  if (term->kind == TODOKU_SPF_TERM_ALL)
    return g_strdup ("all");

  if (term->kind == TODOKU_SPF_TERM_IP4 || term->kind == TODOKU_SPF_TERM_IP6)
    what = get_network (term);
  else
    what = get_target (term, domain);

  return g_strconcat (get_name (term->kind), what, NULL);
}
