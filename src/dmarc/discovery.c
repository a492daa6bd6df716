// SPDX-License-Identifier: GPL-3.0-or-later

#include "dmarc/discovery.h"

#include "dns/name.h"
#include "dns/suffix.h"

#include <string.h>

// Of a longer name the domain itself is asked, and then those of at most so many labels (RFC 9989
// 4.10).
#define LABELS_MAX 7

// The value of the tag @name in "tag=value; …", without white space around it, or NULL; @index is
// where in the list the tag stands.
static char *
dup_tag (const char *text, const char *name, guint *index)
{
  g_auto (GStrv) tags = g_strsplit (text, ";", -1);

  for (guint i = 0; tags[i] != NULL; i++)
    {
      char *equals = strchr (tags[i], '=');

      if (equals == NULL)
        continue;
      *equals = '\0';
      if (g_str_equal (g_strstrip (tags[i]), name))
        {
          if (index != NULL)
            *index = i;
          return g_strdup (g_strstrip (equals + 1));
        }
    }

  return NULL;
}

static gboolean
is_dmarc (const TodokuDnsRecord *record)
{
  g_autofree char *text = todoku_dns_record_dup_text (record);
  guint index = 0;
  g_autofree char *version = text != NULL ? dup_tag (text, "v", &index) : NULL;

  return g_strcmp0 (version, "DMARC1") == 0 && index == 0;
}

static const TodokuDnsRecord *
find_record (TodokuDnsAnswer *answer)
{
  for (guint i = 0; i < todoku_dns_answer_get_n_records (answer); i++)
    if (is_dmarc (todoku_dns_answer_get_record (answer, i)))
      return todoku_dns_answer_get_record (answer, i);

  return NULL;
}

// Whether the domain has no record, for sure; else @here says what is known, and nothing while the
// answer is missing.
static gboolean
look_at (TodokuDnsFacts *facts, const char *domain, TodokuDmarcDiscovery *here)
{
  g_autofree char *name = g_strconcat ("_dmarc.", domain, NULL);
  TodokuDnsAnswer *answer = todoku_dns_facts_ask (facts, name, TODOKU_DNS_TYPE_TXT);

  if (answer == NULL)
    return FALSE;

  if (todoku_dns_status_is_failure (todoku_dns_answer_get_status (answer)))
    {
      here->failed_at = domain;
      here->failure = answer;
      return FALSE;
    }

  here->record = find_record (answer);
  if (here->record != NULL)
    here->found_at = domain;

  return here->record == NULL;
}

static guint
count_labels (const char *name)
{
  guint n_labels = 0;

  for (; name != NULL; name = todoku_dns_name_get_parent (name))
    n_labels++;

  return n_labels;
}

// The record nearest to the root is the organizational domain's: what is above is asked first.
static gboolean
look_above (TodokuDnsFacts *facts, const char *domain, TodokuDmarcDiscovery *discovery)
{
  const char *parent = todoku_dns_name_get_parent (domain);
  TodokuDmarcDiscovery here = { .is_inherited = TRUE };

  if (parent == NULL || !todoku_suffix_may_be_owned (parent))
    return TRUE;

  gboolean lacks_above = look_above (facts, parent, discovery);
  gboolean lacks = count_labels (parent) > LABELS_MAX || look_at (facts, parent, &here);

  if (!lacks_above)
    return FALSE;

  if (!lacks)
    *discovery = here;

  return lacks;
}

gboolean
todoku_dmarc_discover (TodokuDnsFacts *facts, const char *domain, TodokuDmarcDiscovery *discovery)
{
  TodokuDmarcDiscovery own = { 0 };

  *discovery = (TodokuDmarcDiscovery){ 0 };

  gboolean lacks_above = look_above (facts, domain, discovery);
  gboolean lacks_own = look_at (facts, domain, &own);

  if (!lacks_own)
    *discovery = own;

  return (lacks_own && lacks_above) || discovery->record != NULL || discovery->failure != NULL;
}

char *
todoku_dmarc_discovery_dup_policy (const TodokuDmarcDiscovery *self)
{
  static const char *const policies[] = { "none", "quarantine", "reject", NULL };
  g_autofree char *text = self->record != NULL ? todoku_dns_record_dup_text (self->record) : NULL;
  g_autofree char *value = NULL;

  if (text == NULL)
    return NULL;

  if (self->is_inherited)
    value = dup_tag (text, "sp", NULL);
  if (value == NULL)
    value = dup_tag (text, "p", NULL);
  if (value == NULL)
    return NULL;

  g_autofree char *lower = g_ascii_strdown (value, -1);

  return g_strv_contains (policies, lower) ? g_steal_pointer (&lower) : NULL;
}
