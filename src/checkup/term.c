// SPDX-License-Identifier: GPL-3.0-or-later

#include "checkup/term.h"

#include "catalog/pattern.h"
#include "config.h"
#include "dns/name.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
todoku_term_names_servers (const TodokuSpfTerm *term)
{
  return term->error == NULL && todoku_spf_term_is_mechanism (term)
         && term->kind != TODOKU_SPF_TERM_ALL;
}

gboolean
todoku_term_is_all_that_refuses (const char *text)
{
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (text, -1);
  const TodokuSpfTerm *term = todoku_spf_record_get_only_term (record);

  return term != NULL && term->kind == TODOKU_SPF_TERM_ALL
         && term->qualifier == TODOKU_SPF_QUALIFIER_FAIL;
}

// Whether a term can tell whose it is: it names a server, a list or an address.
static gboolean
names_somebody (const TodokuSpfTerm *term)
{
  return term->value != NULL
         && (todoku_term_names_servers (term)
             || (term->kind == TODOKU_SPF_TERM_REDIRECT && term->error == NULL));
}

static const TodokuMailHost *
match_first (TodokuCatalog *catalog, TodokuPatternKind kinds, const char *text)
{
  g_autoptr (GPtrArray) matches = todoku_catalog_match (catalog, kinds, text);

  return matches->len > 0 ? ((TodokuCatalogMatch *) matches->pdata[0])->host : NULL;
}

const TodokuMailHost *
todoku_term_find_host (TodokuCatalog *catalog, const TodokuSpfTerm *term)
{
  const TodokuMailHost *host;

  if (!names_somebody (term) || term->value == NULL)
    return NULL;

  g_autofree char *name = g_ascii_strdown (term->name, -1);
  g_autofree char *value = todoku_dns_name_normalize (term->value);
  const char *sign = term->kind == TODOKU_SPF_TERM_REDIRECT ? "=" : ":";
  g_autofree char *text = g_strconcat (name, sign, value, NULL);

  host = match_first (catalog, TODOKU_PATTERN_TERM, text);
  if (host == NULL && term->kind == TODOKU_SPF_TERM_A)
    host = match_first (catalog, TODOKU_PATTERN_SERVER, value);

  return host;
}

const TodokuSender *
todoku_term_find_sender (TodokuCatalog *catalog, const TodokuSpfTerm *term)
{
  GPtrArray *senders = catalog->senders;
  g_autofree char *key = todoku_spf_term_get_key (term, "");

  if (!names_somebody (term))
    return NULL;

  todoku_list_foreach (const TodokuSender, sender, senders)
    if (g_ascii_strcasecmp (sender->term, key) == 0
        || (sender->aliases != NULL
            && g_strv_contains ((const char *const *) sender->aliases, key)))
      return sender;

  return NULL;
}

static const char *
find_owner (TodokuCatalog *catalog, const TodokuSpfTerm *term)
{
  const TodokuSender *sender = todoku_term_find_sender (catalog, term);
  const TodokuMailHost *host = sender == NULL ? todoku_term_find_host (catalog, term) : NULL;

  if (sender != NULL)
    return todoku_catalog_text_get (&sender->name);

  return host != NULL ? todoku_catalog_text_get (&host->name) : NULL;
}

static char *
describe_end (const TodokuSpfTerm *term)
{
  switch (term->qualifier)
    {
    case TODOKU_SPF_QUALIFIER_FAIL:
      return g_strdup (_ ("Email from any other server should be refused."));
    case TODOKU_SPF_QUALIFIER_SOFTFAIL:
      return g_strdup (_ ("Email from any other server is treated as suspicious."));
    case TODOKU_SPF_QUALIFIER_NEUTRAL:
      return g_strdup (_ ("The record says nothing about email from other servers."));
    case TODOKU_SPF_QUALIFIER_PASS:
    default:
      return g_strdup (_ ("Any server in the world may send."));
    }
}

static char *
describe_list (const TodokuSpfTerm *term, const char *owner)
{
  if (owner != NULL)
    // Translators: the argument is a company or a service.
    return g_strdup_printf (_ ("The servers of %s may send."), owner);

  // Translators: the argument is a domain name.
  return g_strdup_printf (_ ("The servers listed at %s may send."), term->value);
}

static char *
describe_server (const TodokuSpfTerm *term, const char *domain, const char *owner)
{
  const char *name = term->value != NULL ? term->value : domain;

  if (owner != NULL)
    // Translators: the first argument is a server's name, the second a company.
    return g_strdup_printf (_ ("The server %s (%s) may send."), name, owner);
  if (term->value == NULL || todoku_dns_name_equal (term->value, domain))
    // Translators: the argument is a domain name.
    return g_strdup_printf (_ ("The server of the website %s may send."), domain);

  // Translators: the argument is a server's name.
  return g_strdup_printf (_ ("The server %s may send."), name);
}

static char *
describe_address (const TodokuSpfTerm *term, const char *owner)
{
  gboolean single = todoku_spf_term_get_prefix (term) == term->address.length * 8u;
  const char *colon = strchr (term->text, ':');
  const char *address = colon != NULL ? colon + 1 : term->text;

  if (owner != NULL)
    // Translators: the first argument is an IP address, the second a company.
    return g_strdup_printf (_ ("The server at %s (%s) may send."), address, owner);
  if (single)
    // Translators: the argument is an IP address.
    return g_strdup_printf (_ ("The server at %s may send."), address);

  // Translators: the argument is a block of IP addresses, as 192.0.2.0/24.
  return g_strdup_printf (_ ("All servers in the block %s may send."), address);
}

static char *
describe_pass (TodokuCatalog *catalog, const TodokuSpfTerm *term, const char *domain)
{
  const char *owner = find_owner (catalog, term);

  switch (term->kind)
    {
    case TODOKU_SPF_TERM_INCLUDE:
    case TODOKU_SPF_TERM_REDIRECT:
      return describe_list (term, owner);
    case TODOKU_SPF_TERM_A:
      return describe_server (term, domain, owner);
    case TODOKU_SPF_TERM_MX:
      // Translators: the argument is a domain name.
      return g_strdup_printf (_ ("The servers that receive the email of %s may send."),
                              term->value != NULL ? term->value : domain);
    case TODOKU_SPF_TERM_IP4:
    case TODOKU_SPF_TERM_IP6:
      return describe_address (term, owner);
    case TODOKU_SPF_TERM_PTR:
      return g_strdup (_ (
        "Servers are checked by their reverse DNS name; this is slow and no longer recommended."));
    case TODOKU_SPF_TERM_EXISTS:
      return g_strdup (_ ("Servers are checked by a separate lookup for each email."));
    case TODOKU_SPF_TERM_EXP:
      return g_strdup (_ ("A text for the senders of refused email."));
    case TODOKU_SPF_TERM_INVALID:
    case TODOKU_SPF_TERM_ALL:
    case TODOKU_SPF_TERM_MODIFIER:
    default:
      return g_strdup (_ ("SPF ignores it."));
    }
}

char *
todoku_term_explain (TodokuCatalog *catalog, const TodokuSpfTerm *term, const char *domain)
{
  if (term->error != NULL)
    return g_strdup (_ ("It cannot be read as SPF."));
  if (term->kind == TODOKU_SPF_TERM_ALL)
    return describe_end (term);

  g_autofree char *pass = describe_pass (catalog, term, domain);

  if (!todoku_spf_term_is_mechanism (term) || term->qualifier == TODOKU_SPF_QUALIFIER_PASS)
    return g_steal_pointer (&pass);
  if (term->qualifier == TODOKU_SPF_QUALIFIER_NEUTRAL)
    // Translators: the argument is a sentence as "The server … may send."
    return g_strdup_printf (_ ("The record says nothing about these: %s"), pass);

  // Translators: the argument is a sentence as "The server … may send."
  return g_strdup_printf (_ ("The opposite is true here, they may not: %s"), pass);
}

char *
todoku_term_explain_text (TodokuCatalog *catalog, const char *text, const char *domain)
{
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse_term (text);
  const TodokuSpfTerm *term = todoku_spf_record_get_only_term (record);

  if (g_ascii_strcasecmp (text, "v=spf1") == 0)
    return g_strdup (_ ("It says that this is an SPF record."));
  if (term == NULL)
    return g_strdup (_ ("It cannot be read as SPF."));

  return todoku_term_explain (catalog, term, domain);
}
