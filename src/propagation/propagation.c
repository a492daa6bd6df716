// SPDX-License-Identifier: GPL-3.0-or-later

#include "propagation/propagation.h"

#include "dns/name.h"
#include "spf/record.h"
#include "spf/repair.h"

#include <string.h>

// The rule at work.
typedef struct
{
  TodokuDnsSurvey *survey;
  const TodokuPropagationInput *input;
  TodokuPropagation *result;
  gboolean is_complete;
} Run;

const char *
todoku_propagation_state_get_id (TodokuPropagationState state)
{
  static const char *const ids[] = {
    [TODOKU_PROPAGATION_PENDING] = "pending", [TODOKU_PROPAGATION_NEW] = "new",
    [TODOKU_PROPAGATION_OLD] = "old",         [TODOKU_PROPAGATION_OTHER] = "other",
    [TODOKU_PROPAGATION_MISSING] = "missing", [TODOKU_PROPAGATION_ERROR] = "error",
  };

  return ids[state];
}

const TodokuPublicResolver *
todoku_public_resolvers_get_default (guint *n_resolvers)
{
  static const TodokuPublicResolver resolvers[] = {
    { "Google", "8.8.8.8:53" }, { "Google", "8.8.4.4:53" }, { "Cloudflare", "1.1.1.1:53" },
    { "Quad9", "9.9.9.9:53" },  { "system", NULL },
  };

  *n_resolvers = G_N_ELEMENTS (resolvers);

  return resolvers;
}

static void
server_free (gpointer data)
{
  TodokuPropagationServer *server = data;

  g_free (server->name);
  g_free (server->address);
  g_clear_pointer (&server->failure, todoku_dns_answer_unref);
  g_clear_pointer (&server->answer, todoku_dns_answer_unref);
  g_strfreev (server->values);
  g_free (server->found_at);
  g_free (server);
}

void
todoku_propagation_free (TodokuPropagation *self)
{
  todoku_dns_authority_free (self->authority);
  g_ptr_array_unref (self->servers);
  g_free (self);
}

static TodokuDnsAnswer *
ask (Run *run, TodokuDnsFacts *facts, const char *name, TodokuDnsType type)
{
  return todoku_dns_facts_need (facts, name, type, &run->is_complete);
}

// The records that are, or were meant as, SPF records, in UTF-8 and without NUL.
static char **
list_values (TodokuDnsAnswer *answer)
{
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();

  for (guint i = 0; i < todoku_dns_answer_get_n_records (answer); i++)
    {
      const TodokuDnsRecord *record = todoku_dns_answer_get_record (answer, i);
      gsize length;
      const char *octets = g_bytes_get_data (record->text, &length);

      if (!todoku_spf_text_resembles_record (octets, length))
        continue;

      g_autofree char *valid = g_utf8_make_valid (octets, (gssize) length);

      g_strv_builder_add (values, valid);
    }

  return g_strv_builder_end (values);
}

static gboolean
is_record (const char *value)
{
  return todoku_spf_text_is_record (value, strlen (value));
}

// Whether @value was there before; without knowledge of that, what is sound may have been.
static gboolean
is_old (Run *run, const char *value)
{
  const char *const *old = run->input->old;

  for (guint i = 0; old != NULL && old[i] != NULL; i++)
    if (todoku_propagation_records_equal (old[i], value))
      return TRUE;

  return old == NULL && is_record (value);
}

static gboolean
all_are_old (Run *run, char **values)
{
  for (char **value = values; *value != NULL; value++)
    if (!is_old (run, *value))
      return FALSE;

  return TRUE;
}

// A space before it, which cannot be seen, makes it no record at all (RFC 7208 4.5).
static guint
count_new (Run *run, char **values)
{
  guint n_new = 0;

  for (char **value = values; *value != NULL; value++)
    n_new += is_record (*value) && todoku_propagation_records_equal (*value, run->input->expected);

  return n_new;
}

static guint
count_records (char **values)
{
  guint n_records = 0;

  for (char **value = values; *value != NULL; value++)
    n_records += is_record (*value);

  return n_records;
}

static TodokuPropagationCause
find_cause (Run *run, char **values)
{
  TodokuPropagationCause cause = TODOKU_PROPAGATION_CAUSE_NONE;

  // What was there before was not made of the new record, however much alike they are.
  for (char **value = values; *value != NULL && cause == TODOKU_PROPAGATION_CAUSE_NONE; value++)
    if (run->input->old == NULL || !is_old (run, *value))
      cause = todoku_propagation_compare (*value, run->input->expected);

  return cause;
}

// What @values, which are not none, come to.
static TodokuPropagationState
judge_values (Run *run, char **values, TodokuPropagationCause *cause)
{
  guint n_new = count_new (run, values);
  guint n_records = count_records (values);

  if (n_new == 1 && n_records == 1)
    return TODOKU_PROPAGATION_NEW;

  if (n_new > 0)
    *cause = n_new == n_records ? TODOKU_PROPAGATION_CAUSE_TWICE : TODOKU_PROPAGATION_CAUSE_SEVERAL;
  else
    *cause = find_cause (run, values);

  if (*cause == TODOKU_PROPAGATION_CAUSE_NONE && all_are_old (run, values))
    return TODOKU_PROPAGATION_OLD;

  return TODOKU_PROPAGATION_OTHER;
}

static guint32
find_ttl (TodokuDnsAnswer *answer)
{
  guint32 ttl = TODOKU_DNS_TTL_UNKNOWN;

  for (guint i = 0; i < todoku_dns_answer_get_n_records (answer); i++)
    ttl = MIN (ttl, todoku_dns_answer_get_record (answer, i)->ttl);

  return ttl != TODOKU_DNS_TTL_UNKNOWN ? ttl : todoku_dns_answer_get_detail (answer)->negative_ttl;
}

static void
server_take_failure (TodokuPropagationServer *server, TodokuDnsAnswer *failure)
{
  server->state = TODOKU_PROPAGATION_ERROR;
  g_clear_pointer (&server->failure, todoku_dns_answer_unref);
  if (failure != NULL)
    server->failure = todoku_dns_answer_ref (failure);
}

// Of a computer without IPv4 that cannot be said: it is not connected at all.
static gboolean
lacks_ipv6 (const TodokuPropagationServer *server, const TodokuDnsDetail *detail)
{
  return detail->lacks_route && server->is_authoritative && strchr (server->address, ':') != NULL;
}

static void
server_judge (Run *run, TodokuPropagationServer *server, TodokuDnsAnswer *answer)
{
  const TodokuDnsDetail *detail = todoku_dns_answer_get_detail (answer);

  server->rtt_ms = detail->rtt_ms;
  server->received = detail->received;
  server->lacks_route = lacks_ipv6 (server, detail);
  if (server->is_authoritative && detail->delegation != NULL)
    server_take_failure (server, NULL);
  else if (todoku_dns_status_is_failure (todoku_dns_answer_get_status (answer)))
    server_take_failure (server, answer);
  else if (server->is_authoritative && !detail->is_authoritative)
    server_take_failure (server, NULL);
  else
    {
      server->answer = todoku_dns_answer_ref (answer);
      server->ttl = find_ttl (answer);
      server->values = list_values (answer);
      server->state = TODOKU_PROPAGATION_MISSING;
      if (server->values[0] != NULL)
        server->state = judge_values (run, server->values, &server->cause);
      else if (detail->alias != NULL)
        server->cause = TODOKU_PROPAGATION_CAUSE_ALIAS;
    }
}

// A name at which the record often ends up.
static void
look_at (Run *run,
         TodokuPropagationServer *server,
         TodokuDnsFacts *facts,
         const char *name,
         TodokuPropagationCause cause)
{
  TodokuDnsAnswer *answer = ask (run, facts, name, TODOKU_DNS_TYPE_TXT);

  if (answer == NULL || server->found_at != NULL)
    return;

  g_auto (GStrv) values = list_values (answer);

  if (count_new (run, values) == 0 && find_cause (run, values) == TODOKU_PROPAGATION_CAUSE_NONE)
    return;

  server->cause = cause;
  server->found_at = g_strdup (name);
}

static void
server_look_elsewhere (Run *run, TodokuPropagationServer *server, TodokuDnsFacts *facts)
{
  const char *domain = run->input->domain;
  const char *zone = run->result->authority->zone;
  g_autofree char *doubled = g_strdup_printf ("%s.%s", domain, zone);
  g_autofree char *www = g_strdup_printf ("www.%s", domain);
  g_autofree char *at = g_strdup_printf ("@.%s", domain);

  look_at (run, server, facts, doubled, TODOKU_PROPAGATION_CAUSE_DOUBLED_NAME);
  look_at (run, server, facts, www, TODOKU_PROPAGATION_CAUSE_WWW_NAME);
  look_at (run, server, facts, at, TODOKU_PROPAGATION_CAUSE_AT_NAME);
  if (!todoku_dns_name_equal (domain, zone))
    look_at (run, server, facts, zone, TODOKU_PROPAGATION_CAUSE_ZONE_NAME);
}

static TodokuPropagationServer *
add_server (Run *run, const char *name, const char *address)
{
  TodokuPropagationServer *server = g_new0 (TodokuPropagationServer, 1);

  server->name = g_strdup (name);
  server->address = g_strdup (address);
  server->values = g_new0 (char *, 1);
  server->ttl = TODOKU_DNS_TTL_UNKNOWN;
  g_ptr_array_add (run->result->servers, server);

  return server;
}

static void
server_ask (Run *run, TodokuPropagationServer *server, TodokuDnsFacts *facts)
{
  TodokuDnsAnswer *answer = ask (run, facts, run->input->domain, TODOKU_DNS_TYPE_TXT);

  if (answer == NULL)
    return;

  g_clear_pointer (&server->values, g_strfreev);
  server_judge (run, server, answer);
  if (server->values == NULL)
    server->values = g_new0 (char *, 1);
}

static void
run_authoritative (Run *run, const TodokuDnsAuthorityServer *source)
{
  g_autofree char *address =
    source->server != NULL ? todoku_dns_address_to_string (&source->address) : NULL;
  TodokuPropagationServer *server = add_server (run, source->name, address);

  server->is_authoritative = TRUE;
  server->is_delegated = source->is_delegated;
  server->is_own = source->is_own;
  if (source->server == NULL)
    {
      server_take_failure (server, source->failure);
      return;
    }

  TodokuDnsFacts *facts = todoku_dns_survey_get_direct (run->survey, source->server);

  server_ask (run, server, facts);
  if (server->state == TODOKU_PROPAGATION_OLD || server->state == TODOKU_PROPAGATION_MISSING)
    server_look_elsewhere (run, server, facts);
}

static void
run_resolver (Run *run, const TodokuPublicResolver *resolver)
{
  TodokuPropagationServer *server = add_server (run, resolver->name, resolver->address);
  TodokuDnsFacts *facts = resolver->address != NULL
                            ? todoku_dns_survey_get_resolver (run->survey, resolver->address)
                            : todoku_dns_survey_get_common (run->survey);

  server_ask (run, server, facts);
}

static void
count_servers (TodokuPropagation *result)
{
  result->n_authoritative = 0;
  result->n_new = 0;
  for (guint i = 0; i < result->servers->len; i++)
    {
      TodokuPropagationServer *server = g_ptr_array_index (result->servers, i);

      if (!server->is_authoritative || server->state == TODOKU_PROPAGATION_PENDING
          || server->state == TODOKU_PROPAGATION_ERROR)
        continue;
      result->n_authoritative++;
      result->n_new += server->state == TODOKU_PROPAGATION_NEW;
    }
}

static void
run_sum_up (Run *run)
{
  TodokuPropagation *result = run->result;

  count_servers (result);
  result->is_live =
    run->is_complete && result->n_new > 0 && result->n_new == result->n_authoritative;
}

gboolean
todoku_propagation_run (TodokuDnsSurvey *survey,
                        const TodokuPropagationInput *input,
                        TodokuPropagation **propagation)
{
  Run run = { survey, input, g_new0 (TodokuPropagation, 1), TRUE };

  run.result->servers = g_ptr_array_new_with_free_func (server_free);
  if (!todoku_dns_authority_find (survey, input->domain, input->port, &run.result->authority))
    run.is_complete = FALSE;

  // No resolver can keep the record from being live.
  for (guint i = 0; i < run.result->authority->servers->len; i++)
    run_authoritative (&run, g_ptr_array_index (run.result->authority->servers, i));
  run_sum_up (&run);
  for (guint i = 0; i < input->n_resolvers; i++)
    run_resolver (&run, &input->resolvers[i]);
  *propagation = run.result;

  return run.is_complete;
}

static gboolean
is_same_server (const TodokuPropagationServer *a, const TodokuPropagationServer *b)
{
  return a->is_authoritative == b->is_authoritative && g_str_equal (a->name, b->name)
         && g_strcmp0 (a->address, b->address) == 0;
}

// Exchanges a server that is being asked for what was seen of it before.
static void
keep_server (gpointer *server, GPtrArray *before)
{
  for (guint i = 0; i < before->len; i++)
    {
      gpointer *other = &g_ptr_array_index (before, i);

      if (!is_same_server (*server, *other))
        continue;

      gpointer asked = *server;

      *server = *other;
      *other = asked;
      return;
    }
}

TodokuPropagation *
todoku_propagation_keep (TodokuPropagation *self, TodokuPropagation *before)
{
  TodokuPropagation *kept = self;
  TodokuPropagation *other = before;

  // Whom the zone itself names is not known yet.
  if (self->servers->len < before->servers->len)
    {
      kept = before;
      other = self;
    }
  else
    for (guint i = 0; i < self->servers->len; i++)
      {
        gpointer *server = &g_ptr_array_index (self->servers, i);

        if (((TodokuPropagationServer *) *server)->state == TODOKU_PROPAGATION_PENDING)
          keep_server (server, before->servers);
      }

  count_servers (kept);
  kept->is_live = FALSE;
  todoku_propagation_free (other);

  return kept;
}

gint64
todoku_propagation_get_seconds_left (const TodokuPropagationServer *server, gint64 now)
{
  if (server->ttl == TODOKU_DNS_TTL_UNKNOWN)
    return -1;

  gint64 spent = server->received > 0 ? (now - server->received) / G_USEC_PER_SEC : 0;

  return MAX ((gint64) server->ttl - spent, 0);
}

static void
forget_authoritative (TodokuDnsSurvey *survey, const TodokuPropagation *propagation)
{
  for (guint i = 0; i < propagation->authority->servers->len; i++)
    {
      TodokuDnsAuthorityServer *source = g_ptr_array_index (propagation->authority->servers, i);

      if (source->server != NULL)
        todoku_dns_survey_forget (survey, source->server);
    }
}

void
todoku_propagation_forget (TodokuDnsSurvey *survey,
                           const TodokuPropagation *propagation,
                           const TodokuPropagationInput *input)
{
  forget_authoritative (survey, propagation);
  for (guint i = 0; i < input->n_resolvers; i++)
    if (input->resolvers[i].address != NULL)
      todoku_dns_survey_forget (survey, input->resolvers[i].address);
  todoku_dns_facts_forget (todoku_dns_survey_get_common (survey), input->domain,
                           TODOKU_DNS_TYPE_TXT);
  todoku_dns_survey_forget_failures (survey);
}
