// SPDX-License-Identifier: GPL-3.0-or-later

// The cases are in data/zone-cut.json: a zone, a name, and where the zone begins that holds it.

#include "dns/zone-cut.h"

#include "cases.h"
#include "zone-rule.h"

static char *
describe_servers (const TodokuDnsZoneCut *cut)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < todoku_dns_answer_get_n_records (cut->name_servers); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " " : "",
                            todoku_dns_answer_get_record (cut->name_servers, i)->name);

  return g_string_free (names, FALSE);
}

static void
assert_cut (struct json_object *test, const TodokuDnsZoneCut *cut)
{
  struct json_object *servers = case_get (test, "servers");
  g_autofree char *failed = NULL;

  if (cut->failed_name != NULL)
    failed =
      g_strdup_printf ("%s %s", cut->failed_name, todoku_dns_type_to_string (cut->failed_type));

  g_assert_cmpstr (cut->zone, ==, case_get_string (test, "cut"));
  g_assert_cmpstr (failed, ==, case_get_string (test, "failed"));
  g_assert_true ((cut->name_servers != NULL) == (cut->zone != NULL));
  g_assert_true ((cut->failure != NULL) == (failed != NULL));

  if (servers != NULL)
    {
      g_autofree char *got = describe_servers (cut);
      GString *wanted = g_string_new (NULL);

      for (size_t i = 0; i < json_object_array_length (servers); i++)
        g_string_append_printf (wanted, "%s%s", i > 0 ? " " : "",
                                json_object_get_string (json_object_array_get_idx (servers, i)));
      g_assert_cmpstr (got, ==, wanted->str);
      g_string_free (wanted, TRUE);
    }
}

static gboolean
find_cut (TodokuDnsFacts *facts, gpointer user_data)
{
  struct json_object *test = user_data;
  TodokuDnsZoneCut cut;

  if (!todoku_dns_zone_cut_find (facts, case_get_string (test, "of"), &cut))
    {
      g_assert_null (cut.zone);
      return FALSE;
    }

  assert_cut (test, &cut);
  return TRUE;
}

static void
test_case (gconstpointer data)
{
  struct json_object *test = (struct json_object *) data;

  zone_run_in_both_orders (case_get (test, "zone"), find_cut, test, G_MAXUINT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  struct json_object *cases = cases_load ("zone-cut.json");

  cases_add (cases, 20, "/zone-cut", "name", test_case);

  return cases_run (cases);
}
