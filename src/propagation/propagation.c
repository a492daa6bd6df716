// SPDX-License-Identifier: GPL-3.0-or-later

#include "propagation/propagation-private.h"

#include "dns/name.h"
#include "spf/record.h"

#include <string.h>

// Of a name with more records than these nobody parted one.
#define PARTS_MAX 20

const char *
todoku_propagation_state_get_id (TodokuPropagationState state)
{
  static const char *const ids[] = {
    [TODOKU_PROPAGATION_PENDING] = "pending", [TODOKU_PROPAGATION_NEW] = "new",
    [TODOKU_PROPAGATION_OLD] = "old",         [TODOKU_PROPAGATION_OTHER] = "other",
    [TODOKU_PROPAGATION_MISSING] = "missing", [TODOKU_PROPAGATION_DELETED] = "missing",
    [TODOKU_PROPAGATION_ERROR] = "error",
  };

  return ids[state];
}

GArray *
todoku_public_resolvers_list (const char *const *addresses, gboolean in_practice)
{
  static const TodokuPublicResolver usual[] = {
    { "Google", "8.8.8.8:53" }, { "Google", "8.8.4.4:53" }, { "Cloudflare", "1.1.1.1:53" },
    { "Quad9", "9.9.9.9:53" },  { "system", NULL },
  };
  guint n_usual = in_practice ? 1 : G_N_ELEMENTS (usual);
  GArray *resolvers = g_array_new (FALSE, FALSE, sizeof (TodokuPublicResolver));

  for (; !in_practice && addresses != NULL && *addresses != NULL; addresses++)
    {
      // Whoever asks keeps them in hand, whatever becomes of the list.
      const char *address = g_intern_string (*addresses);

      g_array_append_val (resolvers, ((TodokuPublicResolver){ address, address }));
    }
  if (resolvers->len == 0)
    g_array_append_vals (resolvers, &usual[G_N_ELEMENTS (usual) - n_usual], n_usual);

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
  g_free (self->name);
  g_free (self->expected);
  todoku_dns_authority_free (self->authority);
  g_ptr_array_unref (self->servers);
  g_free (self);
}

TodokuDnsAnswer *
todoku_propagation_ask (TodokuPropagationRun *run,
                        TodokuDnsFacts *facts,
                        const char *name,
                        TodokuDnsType type)
{
  return todoku_dns_facts_need (facts, name, type, &run->is_complete);
}

// The records of the kind that is wanted, whatever became of them, in UTF-8 and without NUL.
char **
todoku_propagation_list_values (TodokuPropagationRun *run, TodokuDnsAnswer *answer)
{
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();

  todoku_dns_answer_foreach (answer, record)
    {
      g_autofree char *valid = todoku_dns_record_dup_text (record);

      if (todoku_propagation_is_meant (valid, run->input->expected))
        g_strv_builder_add (values, valid);
    }

  return g_strv_builder_end (values);
}

static gboolean
is_old (TodokuPropagationRun *run, const char *value)
{
  const char *const *old = run->input->old;

  for (guint i = 0; old != NULL && old[i] != NULL; i++)
    if (todoku_propagation_records_equal (old[i], value))
      return TRUE;

  return FALSE;
}

TodokuPropagationState
todoku_propagation_judge_value (TodokuPropagationRun *run,
                                const char *value,
                                TodokuPropagationCause *cause)
{
  const TodokuPropagationInput *input = run->input;
  gboolean is_new = todoku_propagation_compare (value, input->expected, input->name,
                                                run->result->authority->zone, cause);

  // A key that was there before is not the one that is waited for.
  if (is_new && *cause == TODOKU_PROPAGATION_CAUSE_NONE
      && !(todoku_propagation_is_any_key (input->expected) && is_old (run, value)))
    return TODOKU_PROPAGATION_NEW;
  // What was there before was not made of the new record, however much alike they are.
  if (is_old (run, value))
    {
      *cause = TODOKU_PROPAGATION_CAUSE_NONE;
      return TODOKU_PROPAGATION_OLD;
    }

  return is_new ? TODOKU_PROPAGATION_NEW : TODOKU_PROPAGATION_OTHER;
}

// What @values, which are not none, come to.
static TodokuPropagationState
judge_values (TodokuPropagationRun *run, char **values, TodokuPropagationCause *cause)
{
  gboolean as_spf = todoku_propagation_is_spf (run->input->expected);
  TodokuPropagationCause of_new = TODOKU_PROPAGATION_CAUSE_NONE;
  guint n_new = 0;
  guint n_old = 0;
  guint n_records = 0;

  *cause = TODOKU_PROPAGATION_CAUSE_NONE;
  for (char **value = values; *value != NULL; value++)
    {
      TodokuPropagationCause found;
      TodokuPropagationState state = todoku_propagation_judge_value (run, *value, &found);

      n_records += !as_spf || todoku_propagation_is_spf (*value);
      n_new += state == TODOKU_PROPAGATION_NEW;
      n_old += state == TODOKU_PROPAGATION_OLD;
      if (state == TODOKU_PROPAGATION_NEW)
        of_new = found;
      else if (*cause == TODOKU_PROPAGATION_CAUSE_NONE)
        *cause = found;
    }

  if (n_new > 0)
    *cause = n_records == 1      ? of_new
             : n_new < n_records ? TODOKU_PROPAGATION_CAUSE_SEVERAL
                                 : TODOKU_PROPAGATION_CAUSE_TWICE;
  else if (n_records > 1 && values[n_old] != NULL && !todoku_propagation_cause_is_slip (*cause))
    *cause = TODOKU_PROPAGATION_CAUSE_SEVERAL_OTHER;
  if (n_new == 1 && n_records == 1)
    return TODOKU_PROPAGATION_NEW;

  return values[n_old] == NULL ? TODOKU_PROPAGATION_OLD : TODOKU_PROPAGATION_OTHER;
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
  server->failure = failure != NULL ? todoku_dns_answer_ref (failure) : NULL;
}

// Of a computer without IPv4 that cannot be said: it is not connected at all.
static gboolean
lacks_ipv6 (const TodokuPropagationServer *server, const TodokuDnsDetail *detail)
{
  return detail->lacks_route && server->is_authoritative && strchr (server->address, ':') != NULL;
}

static void
server_take_answer (TodokuPropagationRun *run,
                    TodokuPropagationServer *server,
                    TodokuDnsAnswer *answer)
{
  server->answer = todoku_dns_answer_ref (answer);
  g_strfreev (server->values);
  server->values = todoku_propagation_list_values (run, answer);
}

// What is at the end of an alias that leads out of what the server knows, by the resolver, and else
// the server's own @answer; NULL while that is not known.
static TodokuDnsAnswer *
follow (TodokuPropagationRun *run, TodokuDnsAnswer *answer, const char *target)
{
  TodokuDnsAnswer *end =
    target != NULL ? todoku_propagation_ask (run, run->facts, target, TODOKU_DNS_TYPE_TXT) : answer;

  return end == NULL || todoku_dns_answer_get_status (end) == TODOKU_DNS_STATUS_FOUND ? end
                                                                                      : answer;
}

static gboolean
is_wanted (TodokuPropagationRun *run, const char *value)
{
  TodokuPropagationCause cause;

  return todoku_propagation_judge_value (run, value, &cause) == TODOKU_PROPAGATION_NEW
         && cause != TODOKU_PROPAGATION_CAUSE_LEFTOVER;
}

// Whether @value, which is not what is wanted, is, with another record of @answer behind it.
static gboolean
is_parted (TodokuPropagationRun *run, TodokuDnsAnswer *answer, const char *value)
{
  guint n_records = MIN (todoku_dns_answer_get_n_records (answer), PARTS_MAX);

  for (guint i = 0; i < n_records && !is_wanted (run, value); i++)
    {
      g_autofree char *rest = todoku_dns_record_dup_text (todoku_dns_answer_get_record (answer, i));
      g_autofree char *joined = g_strconcat (value, rest, NULL);
      g_autofree char *spaced = g_strconcat (value, " ", rest, NULL);

      if (!g_str_equal (rest, value)
          && (is_wanted (run, joined)
              || (todoku_propagation_is_spf (run->input->expected) && is_wanted (run, spaced))))
        return TRUE;
    }

  return FALSE;
}

// Whether a key that is right has another text beside it: then receivers do not know which to take
// (RFC 6376 3.6.2.2). What an alias leads to is in another's zone.
static gboolean
is_beside_text (TodokuPropagationRun *run, const TodokuPropagationServer *server)
{
  return server->state == TODOKU_PROPAGATION_NEW
         && strstr (run->input->name, "._domainkey.") != NULL
         && todoku_dns_answer_get_n_records (server->answer) > 1;
}

static void
server_judge_values (TodokuPropagationRun *run, TodokuPropagationServer *server, gboolean is_alias)
{
  const char *const *old = run->input->old;

  if (server->values[0] != NULL)
    server->state = judge_values (run, server->values, &server->cause);
  // A resolver may remember what was between the two.
  else if (server->is_authoritative && old != NULL && old[0] != NULL)
    server->state = TODOKU_PROPAGATION_DELETED;
  else
    server->state = TODOKU_PROPAGATION_MISSING;
  for (guint i = 0;
       server->state == TODOKU_PROPAGATION_OTHER && server->values[i] != NULL && i < PARTS_MAX; i++)
    if (is_parted (run, server->answer, server->values[i]))
      server->cause = TODOKU_PROPAGATION_CAUSE_PARTED;
  if (!is_alias && is_beside_text (run, server))
    {
      server->state = TODOKU_PROPAGATION_OTHER;
      server->cause = TODOKU_PROPAGATION_CAUSE_TEXT_BESIDE;
    }
}

// What stands at @target is somebody else's to change, but where it is right it is right.
static void
server_take_alias (TodokuPropagationServer *server, const char *target)
{
  if (server->state == TODOKU_PROPAGATION_NEW)
    return;

  server->cause = TODOKU_PROPAGATION_CAUSE_ALIAS;
  g_free (server->found_at);
  server->found_at = g_strdup (target);
}

static void
server_judge (TodokuPropagationRun *run, TodokuPropagationServer *server, TodokuDnsAnswer *answer)
{
  const TodokuDnsDetail *detail = todoku_dns_answer_get_detail (answer);
  TodokuDnsAnswer *end;

  server->rtt_ms = detail->rtt_ms;
  server->received = detail->received;
  server->lacks_route = lacks_ipv6 (server, detail);
  if (server->is_authoritative && detail->delegation != NULL)
    server_take_failure (server, NULL);
  else if (todoku_dns_answer_is_failure (answer))
    server_take_failure (server, answer);
  else if (server->is_authoritative && !detail->is_authoritative)
    server_take_failure (server, NULL);
  else if ((end = follow (run, answer, detail->alias)) != NULL)
    {
      server->ttl = find_ttl (answer);
      server_take_answer (run, server, end);
      server_judge_values (run, server, detail->alias != NULL);
      if (detail->alias != NULL)
        server_take_alias (server, detail->alias);
    }
}

static TodokuPropagationServer *
add_server (TodokuPropagationRun *run, const char *name, const char *address)
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
server_ask (TodokuPropagationRun *run, TodokuPropagationServer *server, TodokuDnsFacts *facts)
{
  TodokuDnsAnswer *answer =
    todoku_propagation_ask (run, facts, run->input->name, TODOKU_DNS_TYPE_TXT);

  if (answer != NULL)
    server_judge (run, server, answer);
}

static void
run_authoritative (TodokuPropagationRun *run, const TodokuDnsAuthorityServer *source)
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

  TodokuDnsFacts *facts = todoku_dns_facts_get_direct (run->facts, source->server);

  server_ask (run, server, facts);
  if (server->answer == NULL || server->state == TODOKU_PROPAGATION_NEW)
    return;

  TodokuDnsAnswer *alias =
    todoku_propagation_ask (run, facts, run->input->name, TODOKU_DNS_TYPE_CNAME);

  if (todoku_dns_answer_get_n_records (alias) > 0)
    server_take_alias (server, todoku_dns_answer_get_record (alias, 0)->name);
  if (server->cause == TODOKU_PROPAGATION_CAUSE_NONE)
    todoku_propagation_look_elsewhere (run, server, facts);
}

static void
run_resolver (TodokuPropagationRun *run, const TodokuPublicResolver *resolver)
{
  TodokuPropagationServer *server = add_server (run, resolver->name, resolver->address);
  TodokuDnsFacts *facts = resolver->address != NULL
                            ? todoku_dns_facts_get_resolver (run->facts, resolver->address)
                            : run->facts;

  server_ask (run, server, facts);
}

static void
count_servers (TodokuPropagation *result)
{
  result->n_authoritative = 0;
  result->n_new = 0;
  todoku_list_foreach (TodokuPropagationServer, server, result->servers)
    {
      if (!server->is_authoritative || server->state == TODOKU_PROPAGATION_PENDING
          || server->state == TODOKU_PROPAGATION_ERROR)
        continue;
      result->n_authoritative++;
      result->n_new += server->state == TODOKU_PROPAGATION_NEW;
    }
}

// Who has the new record, and may hand it on.
static gboolean
is_apart (TodokuPropagationRun *run, guint index)
{
  const TodokuDnsAuthority *authority = run->result->authority;

  for (guint i = 0; i < authority->servers->len; i++)
    {
      const TodokuPropagationServer *server = g_ptr_array_index (run->result->servers, i);

      if (server->state == TODOKU_PROPAGATION_NEW
          && !todoku_dns_authority_servers_are_apart (run->facts, authority->zone,
                                                      g_ptr_array_index (authority->servers, i),
                                                      g_ptr_array_index (authority->servers, index),
                                                      &run->is_complete))
        return FALSE;
    }

  return run->result->n_new > 0;
}

static void
part_servers (TodokuPropagationRun *run)
{
  for (guint i = 0; i < run->result->authority->servers->len; i++)
    {
      TodokuPropagationServer *server = g_ptr_array_index (run->result->servers, i);

      server->is_apart =
        server->answer != NULL && server->state != TODOKU_PROPAGATION_NEW && is_apart (run, i);
    }
}

gboolean
todoku_propagation_run (TodokuDnsFacts *facts,
                        const TodokuPropagationInput *input,
                        TodokuPropagation **propagation)
{
  TodokuPropagationRun run = { facts, input, g_new0 (TodokuPropagation, 1), TRUE };

  run.result->name = g_strdup (input->name);
  run.result->expected = g_strdup (input->expected);
  run.result->knows_old = input->old != NULL;
  run.result->servers = g_ptr_array_new_with_free_func (server_free);
  if (!todoku_dns_authority_find (facts, input->name, input->port, &run.result->authority))
    run.is_complete = FALSE;

  // No resolver can keep the record from being live.
  for (guint i = 0; i < run.result->authority->servers->len; i++)
    run_authoritative (&run, g_ptr_array_index (run.result->authority->servers, i));
  count_servers (run.result);
  part_servers (&run);
  run.result->is_live =
    run.is_complete && run.result->n_new > 0 && run.result->n_new == run.result->n_authoritative;
  for (guint i = 0; input->resolvers != NULL && i < input->resolvers->len; i++)
    run_resolver (&run, &g_array_index (input->resolvers, TodokuPublicResolver, i));
  *propagation = run.result;

  return run.is_complete;
}

static gboolean
is_same_server (gconstpointer a, gconstpointer b)
{
  const TodokuPropagationServer *one = a;
  const TodokuPropagationServer *other = b;

  return one->is_authoritative == other->is_authoritative && g_str_equal (one->name, other->name)
         && g_strcmp0 (one->address, other->address) == 0;
}

TodokuPropagation *
todoku_propagation_keep (TodokuPropagation *self, TodokuPropagation *before)
{
  // Whom the zone itself names may not be known yet.
  gboolean is_known = self->servers->len >= before->servers->len;
  TodokuPropagation *other = is_known ? before : self;
  TodokuPropagation *kept = is_known ? self : before;

  for (guint i = 0; is_known && i < self->servers->len; i++)
    {
      TodokuPropagationServer *server = g_ptr_array_index (self->servers, i);
      guint index;

      if (server->state != TODOKU_PROPAGATION_PENDING
          || !g_ptr_array_find_with_equal_func (before->servers, server, is_same_server, &index))
        continue;

      self->servers->pdata[i] = before->servers->pdata[index];
      before->servers->pdata[index] = server;
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

void
todoku_propagation_forget (TodokuDnsFacts *facts,
                           const TodokuPropagation *propagation,
                           const TodokuPropagationInput *input)
{
  GPtrArray *servers = propagation->authority->servers;

  todoku_list_foreach (const TodokuDnsAuthorityServer, server, servers)
    if (server->server != NULL)
      todoku_dns_facts_forget_server (facts, server->server);
  for (guint i = 0; input->resolvers != NULL && i < input->resolvers->len; i++)
    {
      const char *address = g_array_index (input->resolvers, TodokuPublicResolver, i).address;

      if (address != NULL)
        todoku_dns_facts_forget_server (facts, address);
    }
  todoku_dns_facts_forget (facts, input->name, TODOKU_DNS_TYPE_TXT);
  todoku_dns_facts_forget_failures (facts);
}
