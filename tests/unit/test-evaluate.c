// SPDX-License-Identifier: GPL-3.0-or-later

// The cases are in data/evaluate.json: a zone, a mail, what comes of it, and why. What the suite of
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
  g_autoptr (TodokuSpfRecord) record = NULL;
  g_autofree char *reason = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TodokuDnsZone) zone =
    todoku_dns_zone_new_from_json (json_object_to_json_string (case_get (test, "zone")), &error);
  Run run = {
    .query = { .helo = case_get_string (test, "helo"),
               .mail_from = case_get_string (test, "mail_from") },
  };

  g_assert_no_error (error);
  if (case_get (test, "record") != NULL)
    run.query.record = record = todoku_spf_record_parse (case_get_string (test, "record"), -1);
  g_assert_true (todoku_dns_address_parse (case_get_string (test, "ip"), -1, &run.query.address));
  assert_count (test, "round_trips", zone_run_rule (zone, facts, evaluate_rule, &run) - 1);
  outcome = run.outcome;

  g_assert_cmpstr (todoku_spf_result_get_id (outcome->result), ==,
                   case_get_string (test, "result"));
  g_assert_cmpstr (outcome->explanation, ==, case_get_string (test, "explanation"));
  reason = todoku_spf_evaluation_get_reason (outcome);
  g_assert_cmpstr (reason, ==, case_get_string (test, "reason"));
  assert_count (test, "lookups", outcome->lookups);
  assert_count (test, "void_lookups", outcome->void_lookups);
  if (case_get (test, "unasked") != NULL)
    g_assert_null (
      todoku_dns_facts_peek (facts, case_get_string (test, "unasked"), TODOKU_DNS_TYPE_TXT));
}

int
main (int argc, char *argv[])
{
  struct json_object *cases = NULL;

  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();

  cases = cases_load ("evaluate.json");
  cases_add (cases, 1, "/evaluate", "name", test_case);

  return cases_run (cases);
}
