// SPDX-License-Identifier: GPL-3.0-or-later

#include "dmarc/discovery.h"

#include "dns/name.h"
#include "dns/suffix.h"

// Of a longer name the domain itself is asked, and then those of at most so many labels (RFC 9989
// 4.10).
#define LABELS_MAX 7

static TodokuDmarcRecord *
parse (const TodokuDnsRecord *record)
{
  gsize length;
  const char *text = todoku_dns_record_get_text (record, &length);

  return todoku_dmarc_record_parse (text, length);
}

static void
find_records (TodokuDnsAnswer *answer, TodokuDmarcDiscovery *here, char *suffix)
{
  todoku_dns_answer_foreach (answer, text)
    {
      g_autoptr (TodokuDmarcRecord) record = parse (text);

      if (!record->is_record)
        continue;
      if (here->n_records++ == 0)
        {
          here->record = text;
          *suffix = record->suffix;
        }
    }
}

// An alias of itself is no record, today and tomorrow; as far as somebody has asked for that.
static gboolean
is_own_alias (TodokuDnsFacts *facts, const char *name)
{
  TodokuDnsAnswer *answer = todoku_dns_facts_peek (facts, name, TODOKU_DNS_TYPE_CNAME);

  return todoku_dns_answer_get_n_records (answer) > 0
         && todoku_dns_name_equal (todoku_dns_answer_get_record (answer, 0)->name, name);
}

// What is known of @domain alone; whether that is all.
static gboolean
look_at (TodokuDnsFacts *facts, const char *domain, TodokuDmarcDiscovery *here, char *suffix)
{
  g_autofree char *name = g_strconcat ("_dmarc.", domain, NULL);
  TodokuDnsAnswer *answer = todoku_dns_facts_ask (facts, name, TODOKU_DNS_TYPE_TXT);

  if (answer == NULL)
    return FALSE;

  if (todoku_dns_answer_is_failure (answer) && !is_own_alias (facts, name))
    {
      here->failed_at = domain;
      here->failure = answer;
      return TRUE;
    }

  find_records (answer, here, suffix);
  if (here->record != NULL)
    here->found_at = domain;

  return TRUE;
}

static gboolean
has_nothing (const TodokuDmarcDiscovery *self)
{
  return self->record == NULL && self->failure == NULL;
}

static guint
count_labels (const char *name)
{
  guint n_labels = 0;

  for (; name != NULL; name = todoku_dns_name_get_parent (name))
    n_labels++;

  return n_labels;
}

// The record nearest to the root is the organizational domain's (RFC 9989 4.10.2), unless one on
// the way says psd=n: then it is that one; or psd=y: then it is the domain below, and the record
// that says so is only for those who have none.
static gboolean
look_above (TodokuDnsFacts *facts, const char *domain, TodokuDmarcDiscovery *discovery)
{
  gboolean is_known = TRUE;
  gboolean goes_on = TRUE;
  const char *parent = todoku_dns_name_get_parent (domain);

  for (; parent != NULL && todoku_suffix_may_be_owned (parent);
       parent = todoku_dns_name_get_parent (parent))
    {
      TodokuDmarcDiscovery here = { .is_inherited = TRUE };
      char suffix = 'u';

      if (count_labels (parent) > LABELS_MAX)
        continue;
      if (!look_at (facts, parent, &here, &suffix) && goes_on)
        is_known = FALSE;
      if (goes_on && !has_nothing (&here) && (suffix != 'y' || has_nothing (discovery)))
        *discovery = here;
      goes_on = goes_on && suffix == 'u';
    }

  return is_known;
}

gboolean
todoku_dmarc_discover (TodokuDnsFacts *facts, const char *domain, TodokuDmarcDiscovery *discovery)
{
  TodokuDmarcDiscovery own = { 0 };
  TodokuDmarcDiscovery above = { 0 };
  char suffix = 'u';
  gboolean knows_above = look_above (facts, domain, &above);
  gboolean knows_own = look_at (facts, domain, &own, &suffix);

  *discovery = (TodokuDmarcDiscovery){ 0 };
  if (!knows_own)
    return FALSE;
  if (!has_nothing (&own))
    *discovery = own;
  else if (knows_above)
    *discovery = above;

  return knows_above || !has_nothing (&own);
}

TodokuDmarcRecord *
todoku_dmarc_discovery_parse (const TodokuDmarcDiscovery *self)
{
  return self->record != NULL ? parse (self->record) : NULL;
}

TodokuDmarcPolicy
todoku_dmarc_discovery_get_policy (const TodokuDmarcDiscovery *self, gboolean exists)
{
  g_autoptr (TodokuDmarcRecord) record = todoku_dmarc_discovery_parse (self);

  if (record == NULL || self->n_records > 1)
    return TODOKU_DMARC_POLICY_UNSET;
  if (!self->is_inherited)
    return todoku_dmarc_record_get_policy (record, TODOKU_DMARC_SUBJECT_DOMAIN);

  return todoku_dmarc_record_get_policy (record, exists ? TODOKU_DMARC_SUBJECT_SUBDOMAIN
                                                        : TODOKU_DMARC_SUBJECT_NON_EXISTENT);
}

char *
todoku_dmarc_discovery_dup_policy (const TodokuDmarcDiscovery *self)
{
  return g_strdup (todoku_dmarc_policy_get_id (todoku_dmarc_discovery_get_policy (self, TRUE)));
}
