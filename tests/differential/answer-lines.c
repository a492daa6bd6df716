// SPDX-License-Identifier: GPL-3.0-or-later

// Evaluates what is asked, line by line, over zones in memory. Each line of the standard input is
// {"zone": {…}, "queries": [{"ip", "helo", "mail_from"}]}, with a zone as in dns/zone.h; each line
// of the standard output is the list of the outcomes.

#include "spf/evaluate.h"
#include "zone-rule.h"

#include <json-c/json.h>
#include <stdio.h>

#define RECEIVER "receiver.example"
#define TIMESTAMP 1000000000

typedef struct
{
  TodokuSpfQuery query;
  TodokuSpfEvaluation *outcome;
} Run;

static gboolean
evaluate_rule (TodokuDnsFacts *facts, gpointer user_data)
{
  Run *run = user_data;

  run->outcome = todoku_spf_evaluate (facts, &run->query);

  return run->outcome != NULL;
}

static const char *
get_string (struct json_object *object, const char *key)
{
  return json_object_get_string (json_object_object_get (object, key));
}

static struct json_object *
string_or_null (const char *text)
{
  return text != NULL ? json_object_new_string (text) : NULL;
}

static struct json_object *
outcome_to_json (const TodokuSpfEvaluation *outcome)
{
  struct json_object *object = json_object_new_object ();

  json_object_object_add (object, "result",
                          json_object_new_string (todoku_spf_result_get_id (outcome->result)));
  json_object_object_add (object, "explanation", string_or_null (outcome->explanation));
  json_object_object_add (object, "lookups", json_object_new_int ((int) outcome->lookups));
  json_object_object_add (object, "term", string_or_null (outcome->term));

  return object;
}

static struct json_object *
answer_query (TodokuDnsZone *zone, struct json_object *query)
{
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
  g_autoptr (TodokuSpfEvaluation) outcome = NULL;
  Run run = {
    .query = { .helo = get_string (query, "helo"),
               .mail_from = get_string (query, "mail_from"),
               .receiver = RECEIVER,
               .timestamp = TIMESTAMP },
  };

  g_assert_true (todoku_dns_address_parse (get_string (query, "ip"), -1, &run.query.address));
  zone_run_rule (zone, facts, evaluate_rule, &run);
  outcome = run.outcome;
  g_assert_nonnull (outcome);

  return outcome_to_json (outcome);
}

static void
answer_line (const char *line)
{
  struct json_object *test = json_tokener_parse (line);
  struct json_object *queries = json_object_object_get (test, "queries");
  struct json_object *outcomes = json_object_new_array ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TodokuDnsZone) zone = todoku_dns_zone_new_from_json (
    json_object_to_json_string (json_object_object_get (test, "zone")), &error);

  g_assert_no_error (error);
  for (size_t i = 0; i < json_object_array_length (queries); i++)
    json_object_array_add (outcomes, answer_query (zone, json_object_array_get_idx (queries, i)));

  puts (json_object_to_json_string_ext (outcomes, JSON_C_TO_STRING_PLAIN));
  fflush (stdout);
  json_object_put (outcomes);
  json_object_put (test);
}

int
main (void)
{
  char *line = NULL;
  size_t size = 0;

  while (getline (&line, &size, stdin) > 0)
    answer_line (line);
  free (line);

  return 0;
}
