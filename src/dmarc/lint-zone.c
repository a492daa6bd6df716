// SPDX-License-Identifier: GPL-3.0-or-later

// What the DNS says of a domain's record: where it stands, what is beside it, who gets its reports.

#include "config.h"
#include "dmarc/lint.h"
#include "dns/name.h"
#include "dns/suffix.h"
#include "dns/wildcard.h"

#include <glib/gi18n-lib.h>
#include <string.h>

// Of a record with more addresses the DNS is not asked about each.
#define ADDRESSES_MAX 10

typedef struct
{
  TodokuDnsFacts *facts;
  const char *domain;
  const TodokuDmarcDiscovery *discovery;
  TodokuDmarcPlace *place;
  gboolean is_proposed;
  gboolean complete;
  GPtrArray *findings;
} Lint;

// Where the record is, or belongs.
static const char *
get_owner (const Lint *lint)
{
  return lint->discovery->found_at != NULL ? lint->discovery->found_at : lint->domain;
}

static TodokuDnsAnswer *
ask (Lint *lint, const char *name, TodokuDnsType type)
{
  return todoku_dns_facts_need (lint->facts, name, type, &lint->complete);
}

static void
check_failure (Lint *lint)
{
  const TodokuDmarcDiscovery *discovery = lint->discovery;

  if (discovery->failure != NULL)
    /* Translators: the name of a record, then a code, as "timed-out". */
    todoku_dmarc_lint_add (
      lint->findings, "dns-failure", NULL, -1,
      _ (
        "It could not be read whether there is a DMARC record at _dmarc.%s (%s). Try again later."),
      discovery->failed_at,
      todoku_dns_status_get_id (todoku_dns_answer_get_status (discovery->failure)));
}

static void
check_several (Lint *lint)
{
  if (lint->discovery->n_records > 1)
    /* Translators: a number, then a domain. */
    todoku_dmarc_lint_add (
      lint->findings, "several-records", NULL, -1,
      _ ("There are %u DMARC records at _dmarc.%s, so none of them works. Keep only one."),
      lint->discovery->n_records, lint->discovery->found_at);
}

// A policy whose version was left out.
static gboolean
is_bare_policy (const char *text)
{
  g_autoptr (TodokuDmarcRecord) record = todoku_dmarc_record_parse (text, strlen (text));

  return todoku_tag_list_find (record->tags, "v") == NULL
         && record->policy != TODOKU_DMARC_POLICY_UNSET;
}

// Whether a text is meant for a DMARC record; where only such belong, by less.
static gboolean
is_meant (const char *text, gboolean is_in_place)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *lower = g_ascii_strdown (plain != NULL ? plain : text, -1);

  return g_str_has_prefix (lower, "v=dmarc")
         || (is_in_place && (strstr (lower, "dmarc") != NULL || is_bare_policy (lower)));
}

static char *
dup_dmarc_text (TodokuDnsAnswer *answer, gboolean is_in_place)
{
  guint n_records = answer != NULL ? todoku_dns_answer_get_n_records (answer) : 0;

  for (guint i = 0; i < n_records; i++)
    {
      g_autofree char *text = todoku_dns_record_dup_text (todoku_dns_answer_get_record (answer, i));

      if (is_meant (text, is_in_place))
        return g_steal_pointer (&text);
    }

  return NULL;
}

// What is meant for a record, and is none: at the right name, as v=dmarc1; or elsewhere, where
// somebody put it by mistake, or a panel that puts the domain behind every name.
static void
find_place (Lint *lint)
{
  const char *const begins[] = { "_dmarc.", "dmarc.",         "",       "_dmarc.www.",
                                 "_dmark.", "_dmarc._dmarc.", "_dmarc." };

  if (lint->discovery->record != NULL || lint->discovery->failure != NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (begins); i++)
    {
      gboolean is_doubled = i == G_N_ELEMENTS (begins) - 1;
      g_autofree char *name = is_doubled
                                ? g_strconcat (begins[i], lint->domain, ".", lint->domain, NULL)
                                : g_strconcat (begins[i], lint->domain, NULL);
      g_autofree char *text = dup_dmarc_text (ask (lint, name, TODOKU_DNS_TYPE_TXT), i == 0);

      if (text == NULL || lint->place->text != NULL)
        continue;
      lint->place->name = g_steal_pointer (&name);
      lint->place->text = g_steal_pointer (&text);
    }
}

// Whether the record stands where it belongs, and is none that counts.
static gboolean
is_in_place (Lint *lint)
{
  return lint->place->name != NULL && g_str_has_prefix (lint->place->name, "_dmarc.")
         && g_str_equal (lint->place->name + strlen ("_dmarc."), lint->domain);
}

static void
check_places (Lint *lint)
{
  if (lint->place->name != NULL && !is_in_place (lint))
    todoku_dmarc_lint_add (
      lint->findings, "record-at-other-name", lint->place->name, -1,
      /* Translators: both arguments are names of records. */
      _ ("There is a DMARC record at %s, where nobody looks for it. It belongs at _dmarc.%s."),
      lint->place->name, lint->domain);
}

// A subdomain's own that nobody can read: what is above counts in its place.
static void
check_own_record (Lint *lint)
{
  g_autofree char *name = g_strconcat ("_dmarc.", lint->domain, NULL);
  g_autofree char *text = NULL;

  if (!lint->discovery->is_inherited || lint->discovery->record == NULL
      || todoku_dns_wildcard_gives (lint->facts, name, TODOKU_DNS_TYPE_TXT, &lint->complete))
    return;
  text = dup_dmarc_text (ask (lint, name, TODOKU_DNS_TYPE_TXT), TRUE);
  if (text != NULL)
    todoku_dmarc_lint_add (
      lint->findings, "ignored-record", name, -1,
      /* Translators: the name of a record, a domain, the name again, and the person's domain. */
      _ ("Receivers cannot read the record at %s, so the one of %s counts instead. Delete the "
         "record "
         "at %s; or, if %s is to have a policy of its own, make it start with “v=DMARC1; p=”."),
      name, lint->discovery->found_at, name, lint->domain);
}

static void
check_no_record (Lint *lint)
{
  if (lint->discovery->record == NULL && lint->discovery->failure == NULL
      && lint->place->name == NULL && lint->place->alias == NULL)
    todoku_dmarc_lint_add (
      lint->findings, "no-record", NULL, -1,
      /* Translators: the argument is a domain. */
      _ ("There is no DMARC record yet. Gmail and others ask for one: add a TXT record at "
         "_dmarc.%s."),
      lint->domain);
}

static gboolean
is_spf (const char *text)
{
  return text != NULL && g_ascii_strncasecmp (text, "v=spf1", strlen ("v=spf1")) == 0;
}

// Whether the domain has an SPF record, beside which there may be no other.
static gboolean
has_spf (Lint *lint)
{
  TodokuDnsAnswer *answer = ask (lint, lint->domain, TODOKU_DNS_TYPE_TXT);

  todoku_dns_answer_foreach (answer, record)
    {
      g_autofree char *text = todoku_dns_record_dup_text (record);

      if (is_spf (text))
        return TRUE;
    }

  return FALSE;
}

// What belongs elsewhere, and was put here by mistake: not what a wildcard gives every name.
static void
check_other_records (Lint *lint)
{
  g_autofree char *name = g_strconcat ("_dmarc.", lint->domain, NULL);
  TodokuDnsAnswer *answer = ask (lint, name, TODOKU_DNS_TYPE_TXT);
  guint n_records = answer != NULL ? todoku_dns_answer_get_n_records (answer) : 0;
  gboolean is_second = has_spf (lint);

  if (todoku_dns_wildcard_gives (lint->facts, name, TODOKU_DNS_TYPE_TXT, &lint->complete))
    return;
  for (guint i = 0; i < n_records; i++)
    {
      g_autofree char *text = todoku_dns_record_dup_text (todoku_dns_answer_get_record (answer, i));

      if (is_spf (text))
        todoku_dmarc_lint_add (
          lint->findings, "other-record", name, -1,
          is_second
            /* Translators: the name of a record, then a domain. */
            ? _ ("There is an SPF record at %s, where nobody looks for it. Delete it: %s has one "
                 "already, and there may be only one.")
            /* Translators: the name of a record, then a domain. */
            : _ ("There is an SPF record at %s, where nobody looks for it. It belongs at %s."),
          name, lint->domain);
      else if (text != NULL && g_ascii_strncasecmp (text, "v=dkim1", strlen ("v=dkim1")) == 0)
        todoku_dmarc_lint_add (
          lint->findings, "other-record", name, -1,
          /* Translators: the argument is the name of a record. */
          _ ("There is a DKIM key at %s, where nobody looks for it. Delete it, once it is at the "
             "name that your email provider shows."),
          name);
    }
}

// Of an alias for all names there is nothing to remove, and a record of its own stands above it.
static void
find_alias (Lint *lint)
{
  g_autofree char *name = g_strconcat ("_dmarc.", get_owner (lint), NULL);
  TodokuDnsAnswer *answer = ask (lint, name, TODOKU_DNS_TYPE_CNAME);
  gboolean is_wildcards =
    todoku_dns_wildcard_gives (lint->facts, name, TODOKU_DNS_TYPE_CNAME, &lint->complete);

  if (todoku_dns_answer_get_n_records (answer) > 0 && !is_wildcards)
    lint->place->alias = g_strdup (todoku_dns_answer_get_record (answer, 0)->name);
}

static void
check_alias (Lint *lint)
{
  const char *alias = lint->place->alias;

  if (alias == NULL)
    return;
  if (lint->discovery->record != NULL)
    todoku_dmarc_lint_add (
      lint->findings, "alias", NULL, -1,
      /* Translators: a domain, then the name of a record, twice. */
      _ ("_dmarc.%1$s is an alias (CNAME) of %2$s, so the record there is the one that counts. "
         "Only the company that runs %2$s can change it."),
      get_owner (lint), alias);
  else if (lint->discovery->failure == NULL && !todoku_suffix_is_of_other (alias, lint->domain))
    todoku_dmarc_lint_add (
      lint->findings, "dangling-alias", NULL, -1,
      /* Translators: a domain, then what stands there as the name of a record. */
      _ ("_dmarc.%s is an alias (CNAME) of %s, where there is no DMARC record. Remove the alias, "
         "and "
         "add a TXT record instead."),
      get_owner (lint), alias);
  else if (lint->discovery->failure == NULL)
    todoku_dmarc_lint_add (
      lint->findings, "dangling-alias", NULL, -1,
      /* Translators: a domain, then the name of a record. */
      _ ("_dmarc.%s is an alias (CNAME) of %s, which has no DMARC record. Ask the company that "
         "this name belongs to, or remove the alias and add a TXT record instead."),
      get_owner (lint), alias);
}

// RFC 9989 4.8: for domains below which others have theirs. Elsewhere it makes each subdomain an
// organization of its own, so that what is sent or signed with one does not count as the domain's.
static void
check_suffix (Lint *lint)
{
  g_autoptr (TodokuDmarcRecord) record = todoku_dmarc_discovery_parse (lint->discovery);
  const TodokuTag *tag = record != NULL ? todoku_tag_list_find (record->tags, "psd") : NULL;

  if (lint->discovery->n_records == 1 && tag != NULL && record->suffix == 'y'
      && todoku_suffix_get_registrable (lint->discovery->found_at) != NULL)
    todoku_dmarc_lint_add (
      lint->findings, "public-suffix", tag->text, (int) tag->position, "%s",
      _ ("“psd=y” says that anybody may register names below your domain, as below co.jp. "
         "With it, email that is sent or signed with a subdomain does not count as yours. "
         "Remove it."));
}

// RFC 9990 4: who gets the reports of another's domain says so in the DNS.
static void
check_external_address (Lint *lint, const TodokuTag *tag, const char *address)
{
  g_autofree char *domain = todoku_dmarc_address_dup_domain (address);
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  TodokuDnsAnswer *answer;

  if (domain == NULL
      || todoku_dns_name_equal (todoku_suffix_get_organization (domain),
                                todoku_suffix_get_organization (get_owner (lint))))
    return;
  name = g_strconcat (get_owner (lint), "._report._dmarc.", domain, NULL);
  answer = ask (lint, name, TODOKU_DNS_TYPE_TXT);
  if (answer == NULL || todoku_dns_answer_is_failure (answer))
    return;
  text = dup_dmarc_text (answer, FALSE);
  if (text == NULL)
    todoku_dmarc_lint_add (
      lint->findings, "unauthorized-report-address", tag->text,
      lint->is_proposed ? -1 : (int) tag->value_position,
      /* Translators: an address, a domain, the name of a record, and the person's domain. */
      _ ("Reports to %s are not sent, because %s has not said that it accepts them (there is no "
         "record at %s). Use an address of %s, or a service for such reports."),
      address, domain, name, get_owner (lint));
}

static void
check_addresses (Lint *lint, const TodokuDmarcRecord *record, const TodokuDmarcRecord *known)
{
  todoku_list_foreach (const TodokuTag, tag, record->tags)
    {
      const TodokuTag *before =
        known != NULL ? todoku_tag_list_find (known->tags, tag->name != NULL ? tag->name : "")
                      : NULL;
      gboolean is_list = todoku_dmarc_tag_get_kind (tag) == TODOKU_DMARC_TAG_ADDRESSES;
      g_auto (GStrv) addresses = is_list ? todoku_dmarc_list_addresses (tag) : NULL;
      g_auto (GStrv) others = before != NULL ? todoku_dmarc_list_addresses (before) : NULL;

      for (guint k = 0; addresses != NULL && addresses[k] != NULL && k < ADDRESSES_MAX; k++)
        if (others == NULL || !g_strv_contains ((const char *const *) others, addresses[k]))
          check_external_address (lint, tag, addresses[k]);
    }
}

void
todoku_dmarc_place_clear (TodokuDmarcPlace *place)
{
  g_clear_pointer (&place->name, g_free);
  g_clear_pointer (&place->text, g_free);
  g_clear_pointer (&place->alias, g_free);
}

static void
check_published (Lint *lint)
{
  g_autofree char *text = NULL;
  GPtrArray *found;

  if (lint->discovery->n_records == 1)
    text = todoku_dns_record_dup_text (lint->discovery->record);
  else if (is_in_place (lint))
    text = g_strdup (lint->place->text);
  if (text == NULL)
    return;

  found = todoku_dmarc_lint_text (text, strlen (text));
  g_ptr_array_extend_and_steal (lint->findings, found);
}

gboolean
todoku_dmarc_lint_proposal (TodokuDnsFacts *facts,
                            const char *domain,
                            const TodokuDmarcDiscovery *discovery,
                            const char *text,
                            GPtrArray *findings)
{
  g_autoptr (TodokuDmarcRecord) known = todoku_dmarc_discovery_parse (discovery);
  g_autoptr (TodokuDmarcRecord) record = todoku_dmarc_record_parse (text, strlen (text));
  Lint lint = {
    .facts = facts,
    .domain = domain,
    .discovery = discovery,
    .is_proposed = TRUE,
    .complete = TRUE,
    .findings = findings,
  };

  check_addresses (&lint, record, known);

  return lint.complete;
}

gboolean
todoku_dmarc_lint_domain (TodokuDnsFacts *facts,
                          const char *domain,
                          const TodokuDmarcDiscovery *discovery,
                          TodokuDmarcPlace *place,
                          GPtrArray *findings)
{
  g_autoptr (TodokuDmarcRecord) record = todoku_dmarc_discovery_parse (discovery);
  Lint lint = {
    .facts = facts,
    .domain = domain,
    .discovery = discovery,
    .place = place,
    .complete = TRUE,
    .findings = findings,
  };

  *place = (TodokuDmarcPlace){ 0 };
  find_place (&lint);
  find_alias (&lint);
  check_published (&lint);
  check_own_record (&lint);
  check_no_record (&lint);
  check_several (&lint);
  check_places (&lint);
  check_suffix (&lint);
  check_other_records (&lint);
  check_alias (&lint);
  if (discovery->record != NULL)
    check_addresses (&lint, record, NULL);
  check_failure (&lint);

  return lint.complete;
}
