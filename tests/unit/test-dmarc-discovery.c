// SPDX-License-Identifier: GPL-3.0-or-later

// The cases are in data/dmarc-discovery.json: a zone, a domain, and which record applies to it.

#include "cases.h"
#include "dmarc/discovery.h"
#include "dns/zone.h"

static void
assert_discovery (struct json_object *test, const TodokuDmarcDiscovery *discovery)
{
  const char *found_at = case_get_string (test, "found_at");
  g_autofree char *policy = todoku_dmarc_discovery_dup_policy (discovery);

  g_assert_cmpstr (discovery->found_at, ==, found_at);
  g_assert_cmpstr (discovery->failed_at, ==, case_get_string (test, "failed_at"));
  g_assert_cmpstr (policy, ==, case_get_string (test, "policy"));
  g_assert_true ((discovery->record != NULL) == (found_at != NULL));
  g_assert_true ((discovery->failure != NULL) == (discovery->failed_at != NULL));
  if (found_at != NULL)
    g_assert_true (discovery->is_inherited
                   == !g_str_equal (found_at, case_get_string (test, "of")));
}

// The answers come one by one, from the first asked to the last or the other way round: what is
// known early stays.
static void
run_in_order (struct json_object *test, TodokuDnsZone *zone, gboolean backwards)
{
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
  const char *domain = case_get_string (test, "of");
  TodokuDmarcDiscovery discovery;

  g_assert_false (todoku_dmarc_discover (facts, domain, &discovery));
  g_assert_null (discovery.found_at);

  g_autoptr (GPtrArray) wanted = todoku_dns_facts_take_wanted (facts);

  g_assert_cmpuint (wanted->len, <=, 8);
  for (guint i = 0; i < wanted->len; i++)
    {
      const TodokuDnsQuestion *question =
        g_ptr_array_index (wanted, backwards ? wanted->len - 1 - i : i);
      g_autoptr (TodokuDnsAnswer) answer =
        todoku_dns_zone_answer (zone, question->name, question->type);

      todoku_dns_facts_learn (facts, question->name, question->type, answer);
      if (todoku_dmarc_discover (facts, domain, &discovery))
        assert_discovery (test, &discovery);
    }

  g_assert_true (todoku_dmarc_discover (facts, domain, &discovery));
  g_assert_false (todoku_dns_facts_has_wanted (facts));
  assert_discovery (test, &discovery);
}

static void
test_case (gconstpointer data)
{
  struct json_object *test = (struct json_object *) data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TodokuDnsZone) zone =
    todoku_dns_zone_new_from_json (json_object_to_json_string (case_get (test, "zone")), &error);

  g_assert_no_error (error);
  run_in_order (test, zone, FALSE);
  run_in_order (test, zone, TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  struct json_object *cases = cases_load ("dmarc-discovery.json");

  cases_add (cases, 20, "/dmarc-discovery", "name", test_case);

  return cases_run (cases);
}
