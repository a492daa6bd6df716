// SPDX-License-Identifier: GPL-3.0-or-later

// What the terms come to, their addresses and how the record ends.

#include "config.h"

#include "dns/name.h"
#include "spf/lint-private.h"
#include "spf/macro.h"

#include <glib/gi18n-lib.h>

// How many blocks are compared, each with each other: more than an answer over UDP can bring.
#define NETWORKS_MAX 300

// What find gives where there is something to say of a term, and nothing beside it.
static const char *
when (gboolean is_found)
{
  return is_found ? "" : NULL;
}

static const char *
find_plus_all (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  return when (term == lint->all && term->qualifier == TODOKU_SPF_QUALIFIER_PASS);
}

static const char *
find_neutral_all (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  return when (term == lint->all && term->qualifier == TODOKU_SPF_QUALIFIER_NEUTRAL);
}

// An end with a slip in it is reported as that, and not as none.
static void
check_no_all (TodokuSpfLint *lint)
{
  if (!todoku_spf_record_has_end (lint->record) && !todoku_spf_record_has_end (lint->repaired))
    todoku_spf_lint_report (lint, NULL, -1, NULL, NULL);
}

static void
check_cut (TodokuSpfLint *lint)
{
  if (todoku_spf_record_is_cut (lint->record, lint->repaired))
    todoku_spf_lint_report (lint, NULL, -1, NULL, NULL);
}

static const char *
find_term_after_all (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  return lint->all != NULL && term->position > lint->all->position
             && todoku_spf_term_is_mechanism (term) && term->kind != TODOKU_SPF_TERM_ALL
           ? lint->all->text
           : NULL;
}

static const char *
find_other_all (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  return term->kind == TODOKU_SPF_TERM_ALL && term != lint->all ? lint->all->text : NULL;
}

static const char *
find_ignored_redirect (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  return term->kind == TODOKU_SPF_TERM_REDIRECT && lint->all != NULL ? lint->all->text : NULL;
}

// The text is given to those whose mail fails (RFC 7208 6.2).
static const char *
find_unused_exp (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  if (term->kind != TODOKU_SPF_TERM_EXP)
    return NULL;

  todoku_spf_record_foreach (lint->record, other)
    if (other->qualifier == TODOKU_SPF_QUALIFIER_FAIL)
      return NULL;

  return "";
}

static const char *
find_ptr (TodokuSpfLint *lint G_GNUC_UNUSED, const TodokuSpfTerm *term)
{
  return when (term->kind == TODOKU_SPF_TERM_PTR);
}

static const char *
find_default_qualifier (TodokuSpfLint *lint G_GNUC_UNUSED, const TodokuSpfTerm *term)
{
  return when (term->has_qualifier && term->qualifier == TODOKU_SPF_QUALIFIER_PASS
               && term->kind != TODOKU_SPF_TERM_ALL);
}

// Whether a mechanism stands behind @term.
static const char *
find_early_modifier (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  if (term->kind != TODOKU_SPF_TERM_REDIRECT && term->kind != TODOKU_SPF_TERM_EXP)
    return NULL;

  todoku_spf_record_foreach (lint->record, other)
    if (other->position > term->position && todoku_spf_term_is_mechanism (other)
        && todoku_spf_lint_can_read (lint, other))
      return "";

  return NULL;
}

static void
check_repeated (TodokuSpfLint *lint)
{
  gboolean is_about_includes = g_str_equal (lint->current->rule.id, "repeated-include");
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  // Where the domain is not known, no name is equal to the empty one.
  const char *domain = lint->domain != NULL ? lint->domain : "";

  todoku_spf_record_foreach (lint->record, term)
    if (todoku_spf_term_needs_lookup (term) && todoku_spf_lint_can_read (lint, term)
        && term->kind != TODOKU_SPF_TERM_REDIRECT
        && (term->kind == TODOKU_SPF_TERM_INCLUDE) == is_about_includes
        && !g_hash_table_add (seen, todoku_spf_term_get_key (term, domain)))
      todoku_spf_lint_report_term (lint, term, NULL);
}

static const char *
find_own_server (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  const TodokuSpfTerm *include = todoku_spf_record_find (lint->record, TODOKU_SPF_TERM_INCLUDE);

  if (include == NULL || include->error != NULL || term->qualifier != TODOKU_SPF_QUALIFIER_PASS
      || (term->kind != TODOKU_SPF_TERM_A && term->kind != TODOKU_SPF_TERM_MX))
    return NULL;

  return when (term->value == NULL
               || (lint->domain != NULL && todoku_dns_name_equal (term->value, lint->domain)));
}

// What the macros of @text become for one mail.
static char *
expand (TodokuSpfLint *lint, const char *text)
{
  const char *domain = lint->domain != NULL ? lint->domain : "shop.example";
  g_autofree char *sender = g_strconcat ("info@", domain, NULL);
  TodokuDnsAddress address;
  TodokuSpfMacroContext context = {
    .sender = sender,
    .local_part = "info",
    .sender_domain = domain,
    .domain = domain,
    .address = &address,
    .helo = domain,
  };

  todoku_dns_address_parse ("192.0.2.3", -1, &address);

  return todoku_spf_macro_expand (text, -1, &context, FALSE);
}

static const char *
find_macro (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  g_autofree char *same = NULL;
  g_autofree char *expansion = NULL;

  if (term->value == NULL
      || (!todoku_spf_term_needs_lookup (term) && term->kind != TODOKU_SPF_TERM_EXP)
      || todoku_spf_macro_is_constant (term->value))
    return NULL;

  same = todoku_spf_macro_expand_constant (term->value, "shop.example");
  if (same != NULL)
    return NULL;

  expansion = expand (lint, term->value);
  return todoku_spf_lint_show (lint, expansion != NULL ? expansion : "");
}

static const char *
find_host_bits (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  return todoku_spf_term_is_network (term)
             && todoku_spf_term_has_bits_behind (term, todoku_spf_term_get_prefix (term))
           ? todoku_spf_lint_keep (lint, todoku_spf_term_get_key (term, ""))
           : NULL;
}

// What a sender's address is never compared with: IPv4 mapped into IPv6 counts as IPv4 (RFC 7208
// 5). A block that would let strangers in is not to be written otherwise.
static const char *
find_mapped_address (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  guint prefix = todoku_spf_term_get_prefix (term);
  TodokuDnsAddress unmapped = todoku_dns_address_unmap (&term->address);
  g_autofree char *address = todoku_dns_address_to_string (&unmapped);

  if (!todoku_spf_term_is_network (term) || term->address.length == unmapped.length
      || prefix < 96 + TODOKU_SPF_PREFIX4_MIN)
    return NULL;

  return todoku_spf_lint_keep (lint, prefix == 128
                                       ? g_strdup_printf ("ip4:%s", address)
                                       : g_strdup_printf ("ip4:%s/%u", address, prefix - 96));
}

static const char *
find_wide_network (TodokuSpfLint *lint G_GNUC_UNUSED, const TodokuSpfTerm *term)
{
  return when (todoku_spf_term_is_wide (term));
}

// A block of IPv6 that begins where it says is what one company is given.
static const char *
find_large_network (TodokuSpfLint *lint G_GNUC_UNUSED, const TodokuSpfTerm *term)
{
  return when (
    todoku_spf_term_is_large (term) && !todoku_spf_term_is_wide (term)
    && (term->kind != TODOKU_SPF_TERM_IP6
        || todoku_spf_term_has_bits_behind (term, todoku_spf_term_get_prefix (term)))
    && !(todoku_spf_term_is_network (term)
         && todoku_dns_address_is_private (&term->address, todoku_spf_term_get_prefix (term))));
}

static const char *
find_private_address (TodokuSpfLint *lint G_GNUC_UNUSED, const TodokuSpfTerm *term)
{
  return when (
    todoku_spf_term_is_network (term)
    && todoku_dns_address_is_private (&term->address, todoku_spf_term_get_prefix (term)));
}

static const char *
find_example_address (TodokuSpfLint *lint G_GNUC_UNUSED, const TodokuSpfTerm *term)
{
  return when (
    todoku_spf_term_is_network (term)
    && todoku_dns_address_is_example (&term->address, todoku_spf_term_get_prefix (term)));
}

static const char *
find_default_prefix (TodokuSpfLint *lint G_GNUC_UNUSED, const TodokuSpfTerm *term)
{
  gboolean ends_in_32 = g_str_has_suffix (term->text, "/32");

  if (term->kind == TODOKU_SPF_TERM_IP4)
    return when (ends_in_32);
  if (term->kind == TODOKU_SPF_TERM_IP6)
    return when (g_str_has_suffix (term->text, "/128"));
  if (term->kind == TODOKU_SPF_TERM_A || term->kind == TODOKU_SPF_TERM_MX)
    return when (g_str_has_suffix (term->text, "//128")
                 || (ends_in_32 && !g_str_has_suffix (term->text, "//32")));

  return NULL;
}

static GPtrArray *
list_networks (TodokuSpfLint *lint)
{
  GPtrArray *networks = g_ptr_array_new ();

  todoku_spf_record_foreach (lint->record, term)
    if (networks->len < NETWORKS_MAX && todoku_spf_term_is_network (term)
        && todoku_spf_lint_can_read (lint, term))
      g_ptr_array_add (networks, (gpointer) term);

  return networks;
}

static gboolean
covers (const TodokuSpfTerm *network, const TodokuSpfTerm *other)
{
  return todoku_spf_term_get_prefix (network) <= todoku_spf_term_get_prefix (other)
         && todoku_dns_address_is_within (&other->address, &network->address,
                                          todoku_spf_term_get_prefix (network));
}

// The block that already says what @term says: an earlier one, or a larger later one.
static const TodokuSpfTerm *
find_same (GPtrArray *networks, const TodokuSpfTerm *term)
{
  todoku_list_foreach (const TodokuSpfTerm, other, networks)
    if (other != term && other->qualifier == term->qualifier && covers (other, term)
        && (other->position < term->position || !covers (term, other)))
      return other;

  return NULL;
}

// The block before @term that decides otherwise about the same addresses.
static const TodokuSpfTerm *
find_stop (GPtrArray *networks, const TodokuSpfTerm *term)
{
  todoku_list_foreach (const TodokuSpfTerm, other, networks)
    if (other->position < term->position && covers (other, term))
      return other->qualifier != term->qualifier ? other : NULL;

  return NULL;
}

static void
check_networks (TodokuSpfLint *lint)
{
  gboolean is_about_repeated = g_str_equal (lint->current->rule.id, "repeated-network");
  g_autoptr (GPtrArray) networks = list_networks (lint);

  todoku_list_foreach (const TodokuSpfTerm, term, networks)
    {
      const TodokuSpfTerm *other =
        is_about_repeated ? find_same (networks, term) : find_stop (networks, term);

      if (other != NULL)
        todoku_spf_lint_report_term (lint, term, todoku_spf_lint_show (lint, other->text));
    }
}

// clang-format off
static const TodokuSpfLintCheck checks[] = {
  { { "plus-all", ERROR (SEMANTICS) }, .find = find_plus_all,
    /* Translators: the argument is “+all” or “all”. */
    .message = N_ ("“%s” lets anybody in the world send email in your name. Write “~all”, which marks such email as suspicious.") },
  { { "neutral-all", WARNING (SEMANTICS) }, .find = find_neutral_all,
    .message = N_ ("“?all” says nothing about email from elsewhere, so the record protects nothing. Write “~all”, which marks such email as suspicious.") },
  { { "no-all", WARNING (SEMANTICS) }, .check = check_no_all,
    .message = N_ ("The record has no end (“all”), so it says nothing about email from elsewhere. Put “~all” at its end.") },
  { { "cut-record", ERROR (SEMANTICS) }, .check = check_cut,
    .message = N_ ("The record stops after exactly 255 characters, and has no end (“all”): the control panel seems to have cut it. Look up what is missing in your notes, or in the instructions of the services you use, before you replace the value.") },
  { { "term-after-all", WARNING (SEMANTICS) }, .find = find_term_after_all,
    /* Translators: both arguments are terms of the record. */
    .message = N_ ("“%s” comes after “%s”, where nothing has an effect. Move it before that.") },
  { { "several-alls", WARNING (SEMANTICS) }, .find = find_other_all,
    /* Translators: both arguments are terms of the record, as ~all. */
    .message = N_ ("“%s” has no effect: the first end, “%s”, is used. Keep only one of them, at the end.") },
  { { "redirect-ignored", WARNING (SEMANTICS) }, .find = find_ignored_redirect,
    /* Translators: both arguments are terms of the record, the second as ~all. */
    .message = N_ ("“%s” has no effect, because the record also has “%s”. Keep only one of them.") },
  { { "ptr-used", WARNING (SEMANTICS) }, .find = find_ptr,
    /* Translators: the argument is a term of the record. */
    .message = N_ ("“%s” is slow, and many receivers ignore it. Name the servers that send your email by “a”, “mx” or “ip4:” instead.") },
  { { "repeated-mechanism", WARNING (SEMANTICS) }, .check = check_repeated,
    /* Translators: the argument is a term of the record. */
    .message = N_ ("“%s” repeats what comes before it, and uses up a lookup. It can be removed.") },
  { { "repeated-include", WARNING (SEMANTICS) }, .check = check_repeated,
    .message = N_ ("“%s” repeats what comes before it, and uses up a lookup. It can be removed.") },
  { { "repeated-network", WARNING (SEMANTICS) }, .check = check_networks,
    /* Translators: both arguments are terms of the record. */
    .message = N_ ("“%s” is already contained in “%s” and can be removed.") },
  { { "unreachable-network", WARNING (SEMANTICS) }, .check = check_networks,
    /* Translators: both arguments are terms of the record. */
    .message = N_ ("“%s” has no effect: “%s” comes before it and decides about the same addresses. Move it before that, or remove it.") },
  { { "mapped-address", WARNING (SEMANTICS) }, .find = find_mapped_address,
    /* Translators: both arguments are terms of the record. */
    .message = N_ ("“%s” has no effect: receivers take such an address for one of IPv4, and compare it only with what is written like “%s”. Write that instead.") },
  { { "wide-network", ERROR (SEMANTICS) }, .find = find_wide_network,
    /* Translators: the argument is a term of the record. */
    .message = N_ ("“%s” lets a large part of the internet send email in your name. Name only the addresses of your own servers.") },
  { { "large-network", WARNING (SEMANTICS) }, .find = find_large_network,
    /* Translators: the argument is a term of the record. */
    .message = N_ ("“%s” lets a whole network of 65,536 addresses or more send email in your name, and most of them are other people’s. Name only your own servers, unless your email provider gives you just this value.") },
  { { "private-address", WARNING (SEMANTICS) }, .find = find_private_address,
    /* Translators: the argument is a term of the record. */
    .message = N_ ("No email comes over the internet from “%s”: such addresses are only used inside a network or a computer. It can be removed; your server’s public address is needed instead.") },
  { { "example-address", WARNING (SEMANTICS) }, .find = find_example_address,
    /* Translators: the argument is a term of the record. */
    .message = N_ ("“%s” is an address that guides use as an example. Replace it with your own server’s address, or remove it.") },
  { { "unused-exp", WARNING (SEMANTICS) }, .find = find_unused_exp,
    /* Translators: the argument is a term of the record. */
    .message = N_ ("“%s” explains why email is refused, but nothing in this record refuses email. It can be removed.") },
  { { "host-bits", NOTE (STYLE) }, .find = find_host_bits,
    /* Translators: both arguments are terms of the record. */
    .message = N_ ("“%s” names a whole block of addresses, the same as “%s”. If only one address is meant, leave out “/” and the number.") },
  { { "default-prefix-length", NOTE (STYLE) }, .find = find_default_prefix,
    /* Translators: the argument is a term of the record. */
    .message = N_ ("The number after “/” in “%s” means a single address, just like no number at all. It can be removed.") },
  { { "default-qualifier", NOTE (STYLE) }, .find = find_default_qualifier,
    /* Translators: the argument is a term of the record. */
    .message = N_ ("“%s” means the same without its “+”. There is no need to change it.") },
  { { "early-modifier", NOTE (STYLE) }, .find = find_early_modifier,
    /* Translators: the argument is a term of the record. */
    .message = N_ ("“%s” takes effect after all others, wherever it is. At the end of the record, that is easier to see.") },
  { { "own-servers", NOTE (STYLE) }, .find = find_own_server,
    /* Translators: the argument is a term of the record. */
    .message = N_ ("“%s” is needed only if your web server or the servers that receive your email also send email. If all email is sent by the services after “include”, it can be removed.") },
  { { "macro-expansion", NOTE (STYLE) }, .find = find_macro,
    /* Translators: the first argument is a term of the record, the second a domain. */
    .message = N_ ("“%s” is different for each email. For one from 192.0.2.3, written by “info”, it leads to “%s”.") },
};
// clang-format on

const TodokuSpfLintTable todoku_spf_lint_terms = { checks, G_N_ELEMENTS (checks) };
