// SPDX-License-Identifier: GPL-3.0-or-later

// Whether what the resolver says is what is published: it may remember a record that was changed
// since, or lie. Two of the zone's own servers are asked.

#include "checkup/collect-private.h"

#include "dns/authority.h"
#include "spf/statement.h"

// How long to wait for them, in ms. Where nobody but the resolver can be asked, as in many offices,
// every check-up waits as long as this.
#define PATIENCE_MS 2000

// An address within a house or a machine, or one that stands for examples, serves no zone to the
// world; whoever gives a port of their own has the servers on such a one.
static gboolean
is_to_be_asked (const TodokuCollected *self, const TodokuDnsAddress *address)
{
  guint prefix = address->length * 8u;

  return self->options->authority_port != 0
         || (!todoku_dns_address_is_private (address, prefix)
             && !todoku_dns_address_is_example (address, prefix));
}

static GPtrArray *
list_servers (TodokuCollected *self, TodokuDnsAnswer *name_servers)
{
  GPtrArray *servers =
    todoku_dns_authority_list_first (self->facts, name_servers, self->options->authority_port,
                                     &self->complete);

  for (guint i = servers->len; i > 0; i--)
    {
      const TodokuDnsAuthorityServer *server = g_ptr_array_index (servers, i - 1);

      if (!is_to_be_asked (self, &server->address))
        g_ptr_array_remove_index (servers, i - 1);
    }

  return servers;
}

// What both say alike is published, whatever the resolver remembers. One alone may be the one that
// is behind; where they have no record, every term of the other one would be lost; and what was
// checked with DNSSEC does not give way to what was not.
static gboolean
is_to_be_taken (const TodokuCollected *self, const TodokuSpfStatement *only)
{
  return only->servers->len > 1 && todoku_spf_answer_has_records (only->answer)
         && !todoku_spf_answers_agree (only->answer, self->txt)
         && !todoku_dns_answer_is_authenticated (self->txt);
}

static gboolean
is_later (TodokuDnsAnswer *answer, TodokuDnsAnswer *other)
{
  return todoku_dns_answer_get_detail (answer)->received
         > todoku_dns_answer_get_detail (other)->received;
}

static void
note_who_differs (TodokuCollected *self, GPtrArray *statements)
{
  for (guint i = statements->len; i > 0; i--)
    {
      const TodokuSpfStatement *statement = g_ptr_array_index (statements, i - 1);

      if (todoku_spf_answers_agree (statement->answer, self->txt))
        g_ptr_array_remove_index (statements, i - 1);
    }
  if (statements->len > 0)
    self->differing = todoku_spf_statements_describe (statements);
}

// Whoever saw the new record arrive at the servers has put it in place of the resolver's, and what
// they said before that is over.
static void
compare (TodokuCollected *self, GPtrArray *statements)
{
  const TodokuSpfStatement *first = statements->len > 0 ? statements->pdata[0] : NULL;

  if (first == NULL || is_later (self->txt, first->answer))
    return;

  if (statements->len == 1 && is_to_be_taken (self, first))
    {
      // So that the record that is changed is the one for which the proof is made.
      todoku_dns_facts_learn (self->facts, self->domain, TODOKU_DNS_TYPE_TXT, first->answer);
      self->txt = first->answer;
    }
  if (self->txt == first->answer)
    self->record_from = todoku_spf_statement_list_servers (first, statements);
  else
    note_who_differs (self, statements);
}

void
todoku_collected_ask_servers (TodokuCollected *self, TodokuDnsAnswer *name_servers)
{
  g_autoptr (GPtrArray) servers = list_servers (self, name_servers);
  g_autoptr (GPtrArray) statements = NULL;
  gboolean complete = TRUE;

  // They are asked after the resolver, so that what they say is the newer.
  if (self->txt == NULL || todoku_dns_answer_is_failure (self->txt)
      || todoku_dns_answer_get_status (self->txt) == TODOKU_DNS_STATUS_NX_DOMAIN)
    return;

  statements =
    todoku_spf_statements_collect (self->facts, servers, self->domain, PATIENCE_MS, &complete);
  if (complete)
    compare (self, statements);
  else
    self->complete = FALSE;
}
