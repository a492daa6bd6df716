// SPDX-License-Identifier: GPL-3.0-or-later

// The addresses and blocks of ip4 and ip6.

#include "config.h"

#include "spf/lint-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

// How many blocks are compared with each other: more than a TXT record of any use has.
#define NETWORKS_MAX 2000

typedef struct
{
  const char *address;
  guint8 prefix;
} Network;

static gboolean
is_network (const TodokuSpfTerm *term)
{
  return term != NULL && (term->kind == TODOKU_SPF_TERM_IP4 || term->kind == TODOKU_SPF_TERM_IP6);
}

static guint
get_prefix (const TodokuSpfTerm *term)
{
  return term->kind == TODOKU_SPF_TERM_IP4 ? term->prefix4 : term->prefix6;
}

static gboolean
has_host_bits (const TodokuSpfTerm *term)
{
  for (guint bit = get_prefix (term); bit < (guint) term->address.length * 8; bit++)
    if ((term->address.bytes[bit / 8] & (0x80U >> (bit % 8))) != 0)
      return TRUE;

  return FALSE;
}

void
todoku_spf_lint_check_host_bits (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  if (!is_network (term) || !has_host_bits (term))
    return;

  g_autofree char *network = todoku_spf_term_get_key (term, "");

  /* Translators: both arguments are terms of the record. */
  todoku_spf_lint_add (lint, term->text, (int) term->position,
                       _ ("“%s” names a whole block of addresses, the same as “%s”. Where only "
                          "the one address is meant, leave “/” and the number out."),
                       todoku_spf_lint_show (lint, term->text), network);
}

void
todoku_spf_lint_check_wide_networks (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  if (todoku_spf_term_is_wide (term))
    /* Translators: the argument is a term of the record. */
    todoku_spf_lint_add (lint, term->text, (int) term->position,
                         _ ("“%s” lets a large part of the Internet send mail in your name. "
                            "Name only the addresses of your own servers."),
                         todoku_spf_lint_show (lint, term->text));
}

static gboolean
is_in_one_of (const TodokuSpfTerm *term, const Network *networks, gsize n_networks)
{
  for (gsize i = 0; i < n_networks; i++)
    {
      TodokuDnsAddress address;

      if (todoku_dns_address_parse (networks[i].address, -1, &address)
          && get_prefix (term) >= networks[i].prefix
          && todoku_dns_address_is_within (&term->address, &address, networks[i].prefix))
        return TRUE;
    }

  return FALSE;
}

void
todoku_spf_lint_check_private_addresses (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  // Special by the registries of RFC 6890, and multicast.
  static const Network networks[] = {
    { "10.0.0.0", 8 },     { "172.16.0.0", 12 }, { "192.168.0.0", 16 }, { "127.0.0.0", 8 },
    { "169.254.0.0", 16 }, { "100.64.0.0", 10 }, { "0.0.0.0", 8 },      { "224.0.0.0", 3 },
    { "::", 127 },         { "fc00::", 7 },      { "fe80::", 10 },      { "ff00::", 8 },
  };

  if (is_network (term) && is_in_one_of (term, networks, G_N_ELEMENTS (networks)))
    /* Translators: the argument is a term of the record. */
    todoku_spf_lint_add (
      lint, term->text, (int) term->position,
      _ ("No mail comes over the Internet from “%s”: such addresses are used "
         "within a house or a machine only. It can be removed; what is needed is the "
         "address that your server has to the outside."),
      todoku_spf_lint_show (lint, term->text));
}

void
todoku_spf_lint_check_example_addresses (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  // RFC 5737, RFC 3849 and RFC 9637.
  static const Network networks[] = {
    { "192.0.2.0", 24 },  { "198.51.100.0", 24 }, { "203.0.113.0", 24 },
    { "2001:db8::", 32 }, { "3fff::", 20 },
  };

  if (is_network (term) && is_in_one_of (term, networks, G_N_ELEMENTS (networks)))
    /* Translators: the argument is a term of the record. */
    todoku_spf_lint_add (lint, term->text, (int) term->position,
                         _ ("“%s” is an address that stands for an example in guides. Put your "
                            "own server's address in its place, or remove it."),
                         todoku_spf_lint_show (lint, term->text));
}

static gboolean
ends_in_default_prefix (const TodokuSpfTerm *term)
{
  switch (term->kind)
    {
    case TODOKU_SPF_TERM_IP4:
      return g_str_has_suffix (term->text, "/32");
    case TODOKU_SPF_TERM_IP6:
      return g_str_has_suffix (term->text, "/128");
    case TODOKU_SPF_TERM_A:
    case TODOKU_SPF_TERM_MX:
      return g_str_has_suffix (term->text, "//128")
             || (g_str_has_suffix (term->text, "/32") && !g_str_has_suffix (term->text, "//32"));
    case TODOKU_SPF_TERM_INVALID:
    case TODOKU_SPF_TERM_ALL:
    case TODOKU_SPF_TERM_INCLUDE:
    case TODOKU_SPF_TERM_PTR:
    case TODOKU_SPF_TERM_EXISTS:
    case TODOKU_SPF_TERM_REDIRECT:
    case TODOKU_SPF_TERM_EXP:
    case TODOKU_SPF_TERM_MODIFIER:
    default:
      return FALSE;
    }
}

void
todoku_spf_lint_check_default_prefixes (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  if (ends_in_default_prefix (term))
    /* Translators: the argument is a term of the record. */
    todoku_spf_lint_add (lint, term->text, (int) term->position,
                         _ ("The number behind “/” in “%s” means one single address, as does "
                            "none at all. It can be removed."),
                         todoku_spf_lint_show (lint, term->text));
}

static GPtrArray *
list_networks (TodokuSpfLint *lint)
{
  GPtrArray *networks = g_ptr_array_new ();

  for (guint i = 0; i < todoku_spf_lint_get_n_terms (lint) && networks->len < NETWORKS_MAX; i++)
    {
      const TodokuSpfTerm *term = todoku_spf_lint_get_term (lint, i);

      if (is_network (term))
        g_ptr_array_add (networks, (gpointer) term);
    }

  return networks;
}

static gboolean
covers (const TodokuSpfTerm *network, const TodokuSpfTerm *other)
{
  return get_prefix (network) <= get_prefix (other)
         && todoku_dns_address_is_within (&other->address, &network->address, get_prefix (network));
}

// The block that already says what the one at @index says: an earlier one, or a larger later one.
static const TodokuSpfTerm *
find_same (GPtrArray *networks, guint index)
{
  const TodokuSpfTerm *term = g_ptr_array_index (networks, index);

  for (guint i = 0; i < networks->len; i++)
    {
      const TodokuSpfTerm *other = g_ptr_array_index (networks, i);

      if (i != index && other->qualifier == term->qualifier && covers (other, term)
          && (i < index || !covers (term, other)))
        return other;
    }

  return NULL;
}

void
todoku_spf_lint_check_repeated_networks (TodokuSpfLint *lint)
{
  g_autoptr (GPtrArray) networks = list_networks (lint);

  for (guint i = 0; i < networks->len; i++)
    {
      const TodokuSpfTerm *term = g_ptr_array_index (networks, i);
      const TodokuSpfTerm *same = find_same (networks, i);

      if (same != NULL)
        /* Translators: both arguments are terms of the record. */
        todoku_spf_lint_add (lint, term->text, (int) term->position,
                             _ ("“%s” is already contained in “%s” and can be removed."),
                             todoku_spf_lint_show (lint, term->text),
                             todoku_spf_lint_show (lint, same->text));
    }
}

static const TodokuSpfTerm *
find_stop (GPtrArray *networks, guint index)
{
  const TodokuSpfTerm *term = g_ptr_array_index (networks, index);

  for (guint i = 0; i < index; i++)
    {
      const TodokuSpfTerm *other = g_ptr_array_index (networks, i);

      if (covers (other, term))
        return other->qualifier != term->qualifier ? other : NULL;
    }

  return NULL;
}

void
todoku_spf_lint_check_unreachable_networks (TodokuSpfLint *lint)
{
  g_autoptr (GPtrArray) networks = list_networks (lint);

  for (guint i = 0; i < networks->len; i++)
    {
      const TodokuSpfTerm *term = g_ptr_array_index (networks, i);
      const TodokuSpfTerm *stop = find_stop (networks, i);

      if (stop != NULL)
        /* Translators: both arguments are terms of the record. */
        todoku_spf_lint_add (lint, term->text, (int) term->position,
                             _ ("“%s” has no effect: “%s” stands before it and decides about the "
                                "same addresses. Put it first, or remove it."),
                             todoku_spf_lint_show (lint, term->text),
                             todoku_spf_lint_show (lint, stop->text));
    }
}
