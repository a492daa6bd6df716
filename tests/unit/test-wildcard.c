// SPDX-License-Identifier: GPL-3.0-or-later

// The cases are in data/wildcard.json: a zone, a question, whether a wildcard answers it, and
// whether one answers below the name that is asked for.

#include "dns/wildcard.h"

#include "cases.h"
#include "zone-rule.h"

static gboolean
compare (TodokuDnsFacts *facts, gpointer user_data)
{
  struct json_object *test = user_data;
  const char *name = case_get_string (test, "of");
  TodokuDnsType type;
  gboolean complete = TRUE;

  g_assert_true (todoku_dns_type_from_string (case_get_string (test, "type"), &type));

  gboolean is_given = todoku_dns_wildcard_gives (facts, name, type, &complete);
  gboolean is_covered = todoku_dns_wildcard_covers (facts, name, &complete);

  if (!complete)
    return FALSE;
  g_assert_cmpint (is_given, ==, json_object_get_boolean (case_get (test, "gives")));
  g_assert_cmpint (is_covered, ==, json_object_get_boolean (case_get (test, "covers")));

  return TRUE;
}

static void
test_case (gconstpointer data)
{
  struct json_object *test = (struct json_object *) data;

  zone_run_in_both_orders (case_get (test, "zone"), compare, test, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  struct json_object *cases = cases_load ("wildcard.json");

  cases_add (cases, 20, "/wildcard", "name", test_case);

  return cases_run (cases);
}
