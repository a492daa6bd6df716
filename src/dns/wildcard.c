// SPDX-License-Identifier: GPL-3.0-or-later

#include "dns/wildcard.h"

#include "dns/name.h"

// A label that nobody has. Always the same, so that resolvers remember that it is not there.
#define LABEL "nobody-has-this-name"

TodokuDnsAnswer *
todoku_dns_wildcard_ask (TodokuDnsFacts *facts,
                         const char *parent,
                         TodokuDnsType type,
                         gboolean *complete)
{
  g_autofree char *name = g_strconcat (LABEL ".", parent, NULL);

  return todoku_dns_facts_need (facts, name, type, complete);
}

static gboolean
have_same_text (const TodokuDnsRecord *a, const TodokuDnsRecord *b)
{
  return a->text == b->text
         || (a->text != NULL && b->text != NULL && g_bytes_equal (a->text, b->text));
}

static gboolean
have_same_data (const TodokuDnsRecord *a, const TodokuDnsRecord *b)
{
  return g_strcmp0 (a->name, b->name) == 0 && a->preference == b->preference
         && todoku_dns_address_equal (&a->address, &b->address) && have_same_text (a, b);
}

static gboolean
has_record (TodokuDnsAnswer *answer, const TodokuDnsRecord *wanted)
{
  for (guint i = 0; i < todoku_dns_answer_get_n_records (answer); i++)
    if (have_same_data (todoku_dns_answer_get_record (answer, i), wanted))
      return TRUE;

  return FALSE;
}

// Servers change the order of records from answer to answer.
static gboolean
have_same_records (TodokuDnsAnswer *a, TodokuDnsAnswer *b)
{
  guint n_records = todoku_dns_answer_get_n_records (a);

  if (n_records == 0 || n_records != todoku_dns_answer_get_n_records (b))
    return FALSE;
  for (guint i = 0; i < n_records; i++)
    if (!has_record (b, todoku_dns_answer_get_record (a, i)))
      return FALSE;

  return TRUE;
}

gboolean
todoku_dns_wildcard_gives (TodokuDnsFacts *facts,
                           const char *name,
                           TodokuDnsType type,
                           gboolean *complete)
{
  const char *parent = todoku_dns_name_get_parent (name);
  TodokuDnsAnswer *own = todoku_dns_facts_need (facts, name, type, complete);
  TodokuDnsAnswer *other =
    parent != NULL ? todoku_dns_wildcard_ask (facts, parent, type, complete) : NULL;

  return have_same_records (own, other);
}

gboolean
todoku_dns_wildcard_covers (TodokuDnsFacts *facts, const char *parent, gboolean *complete)
{
  TodokuDnsAnswer *answer = todoku_dns_wildcard_ask (facts, parent, TODOKU_DNS_TYPE_TXT, complete);
  TodokuDnsStatus status =
    answer != NULL ? todoku_dns_answer_get_status (answer) : TODOKU_DNS_STATUS_NX_DOMAIN;

  return status == TODOKU_DNS_STATUS_FOUND || status == TODOKU_DNS_STATUS_NO_DATA;
}
