// SPDX-License-Identifier: GPL-3.0-or-later

// Where the record is that should be at its own name: the names that it is entered at by mistake.

#include "propagation/propagation-private.h"

#include "dns/name.h"
#include "dns/wildcard.h"

#include <string.h>

// Whether the record stands at another name, or is of another type.
static gboolean
stands_at (TodokuPropagationRun *run, TodokuDnsFacts *facts, const char *name, TodokuDnsType type)
{
  TodokuDnsAnswer *answer = todoku_propagation_ask (run, facts, name, type);
  gboolean found = FALSE;

  if (answer == NULL)
    return FALSE;

  g_auto (GStrv) values = todoku_propagation_list_values (run, answer);

  for (char **value = values; *value != NULL && !found; value++)
    {
      TodokuPropagationCause cause;

      found = todoku_propagation_judge_value (run, *value, &cause) == TODOKU_PROPAGATION_NEW
              || todoku_propagation_cause_is_slip (cause);
    }

  return found;
}

// Names at which an SPF record often ends up: what stands before its own.
static const struct
{
  const char *prefix;
  TodokuPropagationCause cause;
} spf_names[] = {
  { "www.", TODOKU_PROPAGATION_CAUSE_WWW_NAME },
  { "@.", TODOKU_PROPAGATION_CAUSE_AT_NAME },
  { "_spf.", TODOKU_PROPAGATION_CAUSE_SPF_NAME },
  { "spf.", TODOKU_PROPAGATION_CAUSE_SPF_NAME },
  { "_dmarc.", TODOKU_PROPAGATION_CAUSE_OTHER_NAME },
  { "mail.", TODOKU_PROPAGATION_CAUSE_OTHER_NAME },
};

// Of more exchanges nobody pastes at the name of the last.
#define EXCHANGES_MAX 3

// The wildcard that gives what stands at @name, as "*.shop.example"; NULL where it is its own. It
// stands below the nearest name that is there (RFC 4592 3.3.1).
static char *
find_wildcard (TodokuPropagationRun *run, TodokuDnsFacts *facts, const char *name)
{
  const char *above = NULL;

  while (name != NULL
         && todoku_dns_wildcard_gives (facts, name, TODOKU_DNS_TYPE_TXT, &run->is_complete))
    name = above = todoku_dns_name_get_parent (name);

  return above != NULL ? g_strconcat ("*.", above, NULL) : NULL;
}

static void
server_look_at (TodokuPropagationRun *run,
                TodokuPropagationServer *server,
                TodokuDnsFacts *facts,
                const char *name,
                TodokuPropagationCause cause)
{
  if (todoku_dns_name_equal (name, run->input->name)
      || !stands_at (run, facts, name, TODOKU_DNS_TYPE_TXT) || server->found_at != NULL)
    return;

  server->found_at = find_wildcard (run, facts, name);
  server->cause = server->found_at != NULL ? TODOKU_PROPAGATION_CAUSE_WILDCARD_NAME : cause;
  if (server->found_at == NULL)
    server->found_at = g_strdup (name);
}

// At the names of the servers that take mail, where they are within the zone.
static void
server_look_at_exchanges (TodokuPropagationRun *run,
                          TodokuPropagationServer *server,
                          TodokuDnsFacts *facts)
{
  TodokuDnsAnswer *answer =
    todoku_propagation_ask (run, facts, run->input->name, TODOKU_DNS_TYPE_MX);
  guint n_exchanges = answer != NULL ? todoku_dns_answer_get_n_records (answer) : 0;

  for (guint i = 0; i < MIN (n_exchanges, EXCHANGES_MAX); i++)
    {
      const char *name = todoku_dns_answer_get_record (answer, i)->name;

      if (todoku_dns_name_is_within (name, run->result->authority->zone))
        server_look_at (run, server, facts, name, TODOKU_PROPAGATION_CAUSE_OTHER_NAME);
    }
}

static void
server_look_for_spf (TodokuPropagationRun *run,
                     TodokuPropagationServer *server,
                     TodokuDnsFacts *facts)
{
  for (guint i = 0; i < G_N_ELEMENTS (spf_names); i++)
    {
      g_autofree char *name = g_strconcat (spf_names[i].prefix, run->input->name, NULL);

      server_look_at (run, server, facts, name, spf_names[i].cause);
    }
  server_look_at_exchanges (run, server, facts);
  if (stands_at (run, facts, run->input->name, TODOKU_DNS_TYPE_SPF)
      && server->cause == TODOKU_PROPAGATION_CAUSE_NONE)
    server->cause = TODOKU_PROPAGATION_CAUSE_SPF_TYPE;
}

// At the domain with only one of the two names before it: the selector, or _domainkey.
static void
server_look_for_key (TodokuPropagationRun *run,
                     TodokuPropagationServer *server,
                     TodokuDnsFacts *facts)
{
  static const char key_names[] = "._domainkey.";
  const char *found = strstr (run->input->name, key_names);

  if (found == NULL)
    return;

  g_autofree char *selector = g_strndup (run->input->name, (gsize) (found + 1 - run->input->name));
  g_autofree char *by_selector = g_strconcat (selector, found + strlen (key_names), NULL);

  server_look_at (run, server, facts, by_selector, TODOKU_PROPAGATION_CAUSE_OTHER_NAME);
  server_look_at (run, server, facts, found + 1, TODOKU_PROPAGATION_CAUSE_OTHER_NAME);
}

// Of a DKIM key or a DMARC policy: at the domain itself, without the underscores, or with a part of
// the name.
static void
server_look_for_tags (TodokuPropagationRun *run,
                      TodokuPropagationServer *server,
                      TodokuDnsFacts *facts)
{
  const char *domain = run->input->name;
  g_auto (GStrv) parts = g_strsplit (run->input->name, "_", -1);
  g_autofree char *plain = g_strjoinv ("", parts);

  for (const char *label = domain; label != NULL; label = todoku_dns_name_get_parent (label))
    if (*label == '_' && todoku_dns_name_get_parent (label) != NULL)
      domain = todoku_dns_name_get_parent (label);
  server_look_at (run, server, facts, plain, TODOKU_PROPAGATION_CAUSE_PLAIN_NAME);
  server_look_at (run, server, facts, domain, TODOKU_PROPAGATION_CAUSE_ZONE_NAME);
  server_look_for_key (run, server, facts);
}

// Where what belongs at the zone itself was put below a name in it: what panels are often given for
// the host field.
static void
server_look_below (TodokuPropagationRun *run,
                   TodokuPropagationServer *server,
                   TodokuDnsFacts *facts)
{
  const char *zone = run->result->authority->zone;
  g_autofree char *label = g_strndup (zone, strcspn (zone, "."));
  const struct
  {
    const char *label;
    TodokuPropagationCause cause;
  } names[] = {
    { label, TODOKU_PROPAGATION_CAUSE_OTHER_NAME },
    { "www", TODOKU_PROPAGATION_CAUSE_WWW_NAME },
    { "@", TODOKU_PROPAGATION_CAUSE_AT_NAME },
  };
  gsize length = strlen (run->input->name) - strlen (zone);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name =
        g_strdup_printf ("%.*s%s.%s", (int) length, run->input->name, names[i].label, zone);

      if (todoku_dns_name_is_valid (name))
        server_look_at (run, server, facts, name, names[i].cause);
    }
}

void
todoku_propagation_look_elsewhere (TodokuPropagationRun *run,
                                   TodokuPropagationServer *server,
                                   TodokuDnsFacts *facts)
{
  const char *zone = run->result->authority->zone;
  g_autofree char *doubled = g_strdup_printf ("%s.%s", run->input->name, zone);

  server_look_at (run, server, facts, doubled, TODOKU_PROPAGATION_CAUSE_DOUBLED_NAME);
  if (todoku_propagation_is_spf (run->input->expected))
    server_look_for_spf (run, server, facts);
  else
    server_look_for_tags (run, server, facts);
  server_look_below (run, server, facts);
  server_look_at (run, server, facts, zone, TODOKU_PROPAGATION_CAUSE_ZONE_NAME);
}
