// SPDX-License-Identifier: GPL-3.0-or-later

// A name that lives by a wildcard loses what that gives with the first record at it or below: each
// case of data/synthesized.json says what is to be done first. Then just that is done, and the
// check must find the name as it was, with the record in place and everybody passing.

#include "cases.h"
#include "check-zone.h"
#include "checkup/instructions.h"
#include "shipped.h"

#include <string.h>

static TodokuCatalog *catalog;
static struct json_object *common;

// The steps that say to add a record are those of @key, and why is said before them; those of the
// company add none this way.
static void
assert_steps (const TodokuInstructions *instructions, struct json_object *test, const char *key)
{
  struct json_object *expected = case_get (test, key);
  gboolean is_introduced = FALSE;
  gsize n_found = 0;

  for (guint i = 0; instructions != NULL && instructions->steps[i] != NULL; i++)
    {
      const char *step = instructions->steps[i];

      is_introduced |= strstr (step, "the wildcard record (*)") != NULL;
      if (!g_str_has_prefix (step, "Add a record of the type ") || strstr (step, "“") == NULL
          || strstr (step, "that was shown") != NULL)
        continue;
      g_test_message ("%s", step);
      g_assert_true (is_introduced);
      g_assert_cmpuint (n_found, <, json_object_array_length (expected));
      g_assert_cmpstr (step + strlen ("Add a record of the type "), ==,
                       json_object_get_string (json_object_array_get_idx (expected, n_found++)));
    }
  g_assert_cmpuint (n_found, ==, expected != NULL ? json_object_array_length (expected) : 0);
}

static void
assert_said (TodokuReport *report, const char *words)
{
  todoku_list_foreach (const TodokuFinding, finding, report->findings)
    if (strstr (finding->message, words) != NULL)
      return;
  g_error ("“%s” is not said", words);
}

static gboolean
says_unaffected (TodokuReport *report)
{
  return strstr (report->explanation, "not affected") != NULL
         || (report->instructions != NULL
             && strstr (report->instructions->assurances[0], "not affected") != NULL);
}

// Does what the steps say, but for the record itself.
static void
follow (TodokuReport *report, struct json_object *zone)
{
  GPtrArray *synthesized = report->collected->synthesized;

  todoku_list_foreach (const TodokuSynthesized, record, synthesized)
    {
      const char *type = todoku_dns_type_to_string (record->type);
      g_autofree char *value = record->type == TODOKU_DNS_TYPE_MX
                                 ? g_strdup_printf ("%u %s", record->preference, record->value)
                                 : g_strdup (record->value);

      if (case_get (zone, record->name) == NULL)
        json_object_object_add (zone, record->name, json_object_new_object ());
      if (case_get (case_get (zone, record->name), type) == NULL)
        json_object_object_add (case_get (zone, record->name), type, json_object_new_array ());
      json_object_array_add (case_get (case_get (zone, record->name), type),
                             json_object_new_string (value));
    }
}

static void
assert_followed (TodokuReport *report,
                 struct json_object *zone,
                 const TodokuCheckupOptions *options)
{
  g_autoptr (TodokuReport) again = NULL;

  follow (report, zone);
  again = check_published (catalog, zone, report->domain, options, report->proposed);
  g_assert_cmpint (again->verdict, ==, TODOKU_VERDICT_FINE);
  g_assert_false (check_has_finding (again, "hides-wildcard"));
  g_assert_false (check_has_finding (again, "lives-by-wildcard"));
  g_assert_cmpuint (again->collected->synthesized->len, ==, 0);
  g_assert_cmpuint (again->proofs->len, ==, report->proofs->len);
  for (guint i = 0; i < again->proofs->len; i++)
    {
      const TodokuProof *proof = g_ptr_array_index (again->proofs, i);
      const TodokuProof *promised = g_ptr_array_index (report->proofs, i);

      g_assert_true (todoku_dns_address_equal (&proof->address, &promised->address));
      g_assert_cmpint (proof->current, ==, promised->proposed);
    }
}

static void
test_case (gconstpointer data)
{
  struct json_object *test = (struct json_object *) data;
  struct json_object *zone = case_make_zone (common, test);
  const char *domain = case_get_string (test, "domain");
  const char *found = case_get_string (test, "finding");
  g_autoptr (TodokuCheckupOptions) options = check_options_read (catalog, NULL, test);
  g_autoptr (TodokuReport) report =
    check_zone (catalog, json_object_to_json_string (zone),
                domain != NULL ? domain : "blog.shop.example", options);

  g_assert_cmpstr (todoku_verdict_get_id (report->verdict), ==, case_get_string (test, "verdict"));
  g_assert_cmpstr (report->proposed, ==, case_get_string (test, "proposed"));
  g_assert_cmpint (check_has_finding (report, "lives-by-wildcard"), ==,
                   g_strcmp0 (found, "lives-by-wildcard") == 0);
  g_assert_cmpint (check_has_finding (report, "hides-wildcard"), ==,
                   g_strcmp0 (found, "hides-wildcard") == 0);
  if (case_get (test, "says") != NULL)
    assert_said (report, case_get_string (test, "says"));
  assert_steps (report->instructions, test, "steps");
  assert_steps (report->dkim_instructions, test, "dkim_steps");
  assert_steps (report->dmarc_instructions, test, "dmarc_steps");
  g_assert_cmpstr (report->dmarc->name, ==, case_get_string (test, "dmarc"));
  if (report->dmarc->proposal != NULL)
    g_assert_cmpint (report->dmarc->proposal->policy, ==, TODOKU_DMARC_POLICY_NONE);
  if (report->proposed != NULL && report->verdict != TODOKU_VERDICT_SWITCH)
    g_assert_cmpint (says_unaffected (report), ==, case_get (test, "steps") == NULL);
  if (strstr (report->explanation, "There is nothing to do.") != NULL)
    g_assert_cmpuint (report->collected->hidden->len, ==, 0);
  if (report->proposed != NULL)
    assert_followed (report, zone, options);
  json_object_put (zone);
}

int
main (int argc, char *argv[])
{
  struct json_object *cases;
  int status;

  g_test_init (&argc, &argv, NULL);

  catalog = shipped_catalog_load ();
  cases = cases_load ("synthesized.json");
  common = case_get (cases, "common");
  cases_add (case_get (cases, "cases"), 1, "/synthesized/case", "name", test_case);

  status = cases_run (cases);
  todoku_catalog_unref (catalog);

  return status;
}
