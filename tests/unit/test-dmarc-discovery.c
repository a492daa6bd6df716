// SPDX-License-Identifier: GPL-3.0-or-later

// The cases are in data/dmarc-discovery.json: a zone, a domain, and which record applies to it.

#include "cases.h"
#include "dmarc/discovery.h"
#include "zone-rule.h"

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

static gboolean
discover (TodokuDnsFacts *facts, gpointer user_data)
{
  struct json_object *test = user_data;
  TodokuDmarcDiscovery discovery;

  if (!todoku_dmarc_discover (facts, case_get_string (test, "of"), &discovery))
    {
      g_assert_null (discovery.found_at);
      return FALSE;
    }

  assert_discovery (test, &discovery);
  return TRUE;
}

// No more than eight questions (RFC 9989 4.10).
static void
test_case (gconstpointer data)
{
  struct json_object *test = (struct json_object *) data;

  zone_run_in_both_orders (case_get (test, "zone"), discover, test, 8);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  struct json_object *cases = cases_load ("dmarc-discovery.json");

  cases_add (cases, 20, "/dmarc-discovery", "name", test_case);

  return cases_run (cases);
}
