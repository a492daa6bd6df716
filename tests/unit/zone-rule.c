// SPDX-License-Identifier: GPL-3.0-or-later

#include "zone-rule.h"

#include "cases.h"

#include <string.h>

// Who answers.
typedef struct
{
  TodokuDnsZone *zone;      // whoever is asked; NULL where each has its own
  struct json_object *test; // then: what they have
  guint n_answers;
  guint n_hasty;
} World;

static gboolean
is_server (const char *server, const char *address)
{
  gsize length = address != NULL ? strlen (address) : 0;

  return length > 0 && strncmp (server, address, length) == 0 && server[length] == ':';
}

// What the server at @server has: the resolver where it is NULL. Returns NULL for a silent one.
static TodokuDnsZone *
get_zone (World *world, const char *server)
{
  struct json_object *zone = world->test != NULL ? case_get (world->test, "zone") : NULL;
  g_autoptr (GError) error = NULL;

  if (world->zone != NULL)
    return todoku_dns_zone_ref (world->zone);
  if (server != NULL)
    {
      g_autofree char *address = g_strndup (server, (gsize) (strrchr (server, ':') - server));

      zone = case_get (case_get (world->test, "servers"), address);
    }
  if (zone == NULL)
    return NULL;

  TodokuDnsZone *read = todoku_dns_zone_new_from_json (json_object_to_json_string (zone), &error);

  g_assert_no_error (error);

  return read;
}

static void
fetch_cb (const char *server, gboolean is_direct, TodokuDnsFacts *facts, gpointer user_data)
{
  World *world = user_data;
  g_autoptr (TodokuDnsZone) zone = get_zone (world, server);
  g_autoptr (GPtrArray) wanted = todoku_dns_facts_take_wanted (facts);
  gboolean is_lame = server != NULL && world->test != NULL
                     && is_server (server, case_get_string (world->test, "lame"));
  TodokuDnsDetail detail = { .is_authoritative = is_direct && !is_lame };

  for (guint i = 0; i < wanted->len; i++)
    {
      const TodokuDnsQuestion *question = g_ptr_array_index (wanted, i);
      g_autoptr (TodokuDnsAnswer) answer =
        zone != NULL ? todoku_dns_zone_answer (zone, question->name, question->type)
                     : todoku_dns_answer_new (TODOKU_DNS_STATUS_TIMED_OUT, server, NULL);

      if (server != NULL)
        todoku_dns_answer_set_detail (answer, &detail);
      todoku_dns_facts_learn (facts, question->name, question->type, answer);
      world->n_answers++;
      world->n_hasty += question->patience_ms > 0;
    }
}

static guint
run_rule (World *world, TodokuDnsFacts *facts, TodokuDnsRule rule, gpointer user_data)
{
  guint n_runs = 1;

  for (; !rule (facts, user_data); n_runs++)
    {
      guint n_answers = world->n_answers;

      todoku_dns_facts_foreach_wanted (facts, fetch_cb, world);
      // A rule that waits for nothing would never end.
      g_return_val_if_fail (world->n_answers > n_answers, n_runs);
    }

  return n_runs;
}

guint
zone_run_rule (TodokuDnsZone *self, TodokuDnsFacts *facts, TodokuDnsRule rule, gpointer user_data)
{
  World world = { .zone = self };

  return run_rule (&world, facts, rule, user_data);
}

guint
zone_run_rule_over_servers (struct json_object *test,
                            TodokuDnsFacts *facts,
                            TodokuDnsRule rule,
                            gpointer user_data)
{
  World world = { .test = test };

  run_rule (&world, facts, rule, user_data);

  return world.n_hasty;
}

static void
run_in_order (struct json_object *json,
              TodokuDnsRule rule,
              gpointer user_data,
              guint max_questions,
              gboolean backwards)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TodokuDnsZone) zone =
    todoku_dns_zone_new_from_json (json_object_to_json_string (json), &error);
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();

  g_assert_no_error (error);
  g_assert_false (rule (facts, user_data));

  g_autoptr (GPtrArray) wanted = todoku_dns_facts_take_wanted (facts);

  g_assert_cmpuint (wanted->len, <=, max_questions);
  for (guint i = 0; i < wanted->len; i++)
    {
      const TodokuDnsQuestion *question =
        g_ptr_array_index (wanted, backwards ? wanted->len - 1 - i : i);
      g_autoptr (TodokuDnsAnswer) answer =
        todoku_dns_zone_answer (zone, question->name, question->type);

      todoku_dns_facts_learn (facts, question->name, question->type, answer);
      rule (facts, user_data);
    }

  g_assert_true (rule (facts, user_data));
  g_assert_false (todoku_dns_facts_has_wanted (facts));
}

void
zone_run_in_both_orders (struct json_object *json,
                         TodokuDnsRule rule,
                         gpointer user_data,
                         guint max_questions)
{
  run_in_order (json, rule, user_data, max_questions, FALSE);
  run_in_order (json, rule, user_data, max_questions, TRUE);
}
