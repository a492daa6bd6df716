// SPDX-License-Identifier: GPL-3.0-or-later

#include "dns/zone-cut.h"

#include "dns/name.h"
#include "dns/suffix.h"

static gboolean
has_status (TodokuDnsAnswer *answer, gboolean (*test) (TodokuDnsStatus))
{
  return answer != NULL && test (todoku_dns_answer_get_status (answer));
}

static gboolean
is_found (TodokuDnsStatus status)
{
  return status == TODOKU_DNS_STATUS_FOUND;
}

static void
set_failure (TodokuDnsZoneCut *cut, const char *name, TodokuDnsType type, TodokuDnsAnswer *failure)
{
  cut->failed_name = name;
  cut->failed_type = type;
  cut->failure = failure;
}

// Whether no zone begins at @name; else @cut says what is known of it, and nothing while answers
// are missing.
static gboolean
look_at (TodokuDnsFacts *facts, const char *name, TodokuDnsZoneCut *cut)
{
  TodokuDnsAnswer *servers = todoku_dns_facts_ask (facts, name, TODOKU_DNS_TYPE_NS);
  TodokuDnsAnswer *alias = todoku_dns_facts_ask (facts, name, TODOKU_DNS_TYPE_CNAME);

  if (has_status (servers, todoku_dns_status_is_void) || has_status (alias, is_found))
    return TRUE;

  if (servers == NULL || alias == NULL)
    return FALSE;

  if (has_status (servers, todoku_dns_status_is_failure))
    set_failure (cut, name, TODOKU_DNS_TYPE_NS, servers);
  else if (has_status (alias, todoku_dns_status_is_failure))
    set_failure (cut, name, TODOKU_DNS_TYPE_CNAME, alias);
  else
    {
      cut->zone = name;
      cut->name_servers = servers;
    }

  return FALSE;
}

gboolean
todoku_dns_zone_cut_find (TodokuDnsFacts *facts, const char *name, TodokuDnsZoneCut *cut)
{
  const char *level = name;
  gboolean goes_up = TRUE;

  *cut = (TodokuDnsZoneCut){ 0 };

  do
    {
      TodokuDnsZoneCut here = { 0 };
      gboolean is_within = look_at (facts, level, &here);

      if (goes_up)
        *cut = here;
      goes_up = goes_up && is_within;
      level = todoku_dns_name_get_parent (level);
    }
  while (level != NULL && todoku_suffix_may_be_owned (level));

  return goes_up || cut->zone != NULL || cut->failure != NULL;
}
