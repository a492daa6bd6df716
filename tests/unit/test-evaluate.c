// SPDX-License-Identifier: GPL-3.0-or-later

// The cases are in data/evaluate.json: a zone, a mail, and what comes of it. What the suite of
// RFC 7208 and the comparison with pyspf have taught and no other test says.

#include "spf/evaluate.h"

#include "cases.h"
#include "zone-rule.h"

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

static void
assert_count (struct json_object *test, const char *key, guint count)
{
  struct json_object *wanted;

  if (json_object_object_get_ex (test, key, &wanted))
    g_assert_cmpuint (count, ==, (guint) json_object_get_int (wanted));
}

static void
test_case (gconstpointer data)
{
  struct json_object *test = (struct json_object *) data;
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
  g_autoptr (TodokuSpfEvaluation) outcome = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TodokuDnsZone) zone =
    todoku_dns_zone_new_from_json (json_object_to_json_string (case_get (test, "zone")), &error);
  Run run = {
    .query = { .helo = case_get_string (test, "helo"),
               .mail_from = case_get_string (test, "mail_from") },
  };

  g_assert_no_error (error);
  g_assert_true (todoku_dns_address_parse (case_get_string (test, "ip"), -1, &run.query.address));
  assert_count (test, "round_trips", zone_run_rule (zone, facts, evaluate_rule, &run) - 1);
  outcome = run.outcome;

  g_assert_cmpstr (todoku_spf_result_get_id (outcome->result), ==,
                   case_get_string (test, "result"));
  g_assert_cmpstr (outcome->explanation, ==, case_get_string (test, "explanation"));
  assert_count (test, "lookups", outcome->lookups);
  assert_count (test, "void_lookups", outcome->void_lookups);
}

int
main (int argc, char *argv[])
{
  struct json_object *cases = NULL;

  g_test_init (&argc, &argv, NULL);

  cases = cases_load ("evaluate.json");
  cases_add (cases, 1, "/evaluate", "name", test_case);

  return cases_run (cases);
}
