// SPDX-License-Identifier: GPL-3.0-or-later

// The cases are in data/evaluate.json: a zone, a mail, and what comes of it. What the suite of
// RFC 7208 and the comparison with pyspf have taught and no other test says.

#include "dns/zone.h"
#include "spf/evaluate.h"

#include <json-c/json.h>

static struct json_object *cases;

typedef struct
{
  TodokuSpfQuery query;
  TodokuSpfEvaluation *outcome;
} Run;

static const char *
get_string (struct json_object *object, const char *key)
{
  return json_object_get_string (json_object_object_get (object, key));
}

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
  g_autoptr (TodokuDnsZone) zone = todoku_dns_zone_new_from_json (
    json_object_to_json_string (json_object_object_get (test, "zone")), &error);
  Run run = {
    .query = { .helo = get_string (test, "helo"), .mail_from = get_string (test, "mail_from") },
  };

  g_assert_no_error (error);
  g_assert_true (todoku_dns_address_parse (get_string (test, "ip"), -1, &run.query.address));
  todoku_dns_zone_run_rule (zone, facts, evaluate_rule, &run);
  outcome = run.outcome;

  g_assert_cmpstr (todoku_spf_result_get_id (outcome->result), ==, get_string (test, "result"));
  g_assert_cmpstr (outcome->explanation, ==, get_string (test, "explanation"));
  assert_count (test, "lookups", outcome->lookups);
  assert_count (test, "void_lookups", outcome->void_lookups);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "evaluate.json", NULL);

  cases = json_object_from_file (path);
  g_assert_nonnull (cases);
  for (size_t i = 0; i < json_object_array_length (cases); i++)
    {
      struct json_object *test = json_object_array_get_idx (cases, i);
      g_autofree char *test_path = g_strdup_printf ("/evaluate/%s", get_string (test, "name"));

      g_test_add_data_func (test_path, test, test_case);
    }

  int status = g_test_run ();

  json_object_put (cases);

  return status;
}
