// SPDX-License-Identifier: GPL-3.0-or-later

// The cases are in data/zone-cut.json: a zone, a name, and where the zone begins that holds it.

#include "dns/zone-cut.h"

#include "cases.h"
#include "dns/zone.h"

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

// The answers come one by one, from the first asked to the last or the other way round: what is
// known early stays.
static void
run_in_order (struct json_object *test, TodokuDnsZone *zone, gboolean backwards)
{
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
  const char *name = case_get_string (test, "of");
  TodokuDnsZoneCut cut;

  g_assert_false (todoku_dns_zone_cut_find (facts, name, &cut));
  g_assert_null (cut.zone);

  g_autoptr (GPtrArray) wanted = todoku_dns_facts_take_wanted (facts);

  for (guint i = 0; i < wanted->len; i++)
    {
      const TodokuDnsQuestion *question =
        g_ptr_array_index (wanted, backwards ? wanted->len - 1 - i : i);
      g_autoptr (TodokuDnsAnswer) answer =
        todoku_dns_zone_answer (zone, question->name, question->type);

      todoku_dns_facts_learn (facts, question->name, question->type, answer);
      if (todoku_dns_zone_cut_find (facts, name, &cut))
        assert_cut (test, &cut);
    }

  g_assert_true (todoku_dns_zone_cut_find (facts, name, &cut));
  g_assert_false (todoku_dns_facts_has_wanted (facts));
  assert_cut (test, &cut);
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

  struct json_object *cases = cases_load ("zone-cut.json");

  cases_add (cases, 20, "/zone-cut", "name", test_case);

  return cases_run (cases);
}
