// SPDX-License-Identifier: GPL-3.0-or-later

// What real owners have, kind by kind, and the right answer: data/real-cases.json. All cases share
// one zone, "common", to which each adds its own names. Of each proposal it is shown besides that
// everybody passes who does today, that no stranger does, and that there is nothing to do once it
// is published.

#include "checkup/proof.h"

#include "cases.h"
#include "check-zone.h"
#include "checkup/report-json.h"
#include "shipped.h"
#include "zone-rule.h"

#include <string.h>

#define KINDS_MIN 20
#define OF_KIND_MIN 4

static TodokuCatalog *catalog;
static TodokuBounceRules *rules;
static struct json_object *common;

typedef struct
{
  TodokuReport *report;
  GPtrArray *proofs; // TodokuProof
} Trial;

static const char *
get_domain (struct json_object *test)
{
  const char *domain = case_get_string (test, "domain");

  return domain != NULL ? domain : "shop.example";
}

static gsize
count (struct json_object *list)
{
  return list != NULL ? json_object_array_length (list) : 0;
}

static const char *
get_nth (struct json_object *list, gsize i)
{
  return json_object_get_string (json_object_array_get_idx (list, i));
}

// ---------------------------------------------------------------------------------------------
// Who passes

static gboolean
trial_rule (TodokuDnsFacts *facts, gpointer user_data)
{
  Trial *trial = user_data;
  const char *domain = trial->report->domain;
  gboolean complete = TRUE;

  for (guint i = 0; trial->report->current[i] != NULL; i++)
    {
      g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (trial->report->current[i], -1);

      complete &= todoku_proofs_add_record (trial->proofs, facts, domain, record);
    }
  todoku_proofs_add_strangers (trial->proofs);
  complete &= todoku_proofs_evaluate (trial->proofs, facts, domain, trial->report->proposed);

  return complete;
}

static void
add_given (GPtrArray *proofs, struct json_object *list)
{
  for (gsize i = 0; i < count (list); i++)
    {
      TodokuDnsAddress address;

      g_assert_true (todoku_dns_address_parse (get_nth (list, i), -1, &address));
      todoku_proofs_add (proofs, TODOKU_PROOF_GIVEN, &address, NULL);
    }
}

// Those that are to pass come first, then those that are not to.
static void
assert_given (GPtrArray *proofs, struct json_object *test)
{
  gsize n_passing = count (case_get (test, "passes"));
  gsize n_refused = count (case_get (test, "refuses"));

  for (gsize i = 0; i < n_passing + n_refused; i++)
    {
      const TodokuProof *proof = g_ptr_array_index (proofs, i);

      if (i < n_passing)
        g_assert_cmpint (proof->proposed, ==, TODOKU_SPF_RESULT_PASS);
      else
        g_assert_cmpint (proof->proposed, !=, TODOKU_SPF_RESULT_PASS);
    }
}

static void
assert_proven (TodokuReport *report, struct json_object *zone, struct json_object *test)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
  g_autoptr (TodokuDnsZone) dns =
    todoku_dns_zone_new_from_json (json_object_to_json_string (zone), &error);
  g_autoptr (GPtrArray) proofs = todoku_proofs_new ();
  Trial trial = { report, proofs };

  g_assert_no_error (error);
  add_given (proofs, case_get (test, "passes"));
  add_given (proofs, case_get (test, "refuses"));
  zone_run_rule (dns, facts, trial_rule, &trial);
  assert_given (proofs, test);
  for (guint i = 0; i < proofs->len; i++)
    {
      const TodokuProof *proof = g_ptr_array_index (proofs, i);

      if (proof->role == TODOKU_PROOF_STRANGER)
        g_assert_cmpint (proof->proposed, !=, TODOKU_SPF_RESULT_PASS);
      else if (proof->current == TODOKU_SPF_RESULT_PASS && case_get (test, "unwanted") == NULL)
        g_assert_cmpint (proof->proposed, ==, TODOKU_SPF_RESULT_PASS);
    }
}

// ---------------------------------------------------------------------------------------------
// What is said

static gboolean
has_term (const char *record, const char *term)
{
  g_auto (GStrv) terms = g_strsplit (record, " ", -1);

  for (char **own = terms; *own != NULL; own++)
    if (g_str_equal (**own == '+' ? *own + 1 : *own, term))
      return TRUE;

  return FALSE;
}

static void
assert_proposed (TodokuReport *report, struct json_object *test)
{
  struct json_object *terms = case_get (test, "contains");

  if (json_object_object_get_ex (test, "proposed", NULL))
    g_assert_cmpstr (report->proposed, ==, case_get_string (test, "proposed"));
  for (gsize i = 0; i < count (terms); i++)
    if (report->proposed == NULL || !has_term (report->proposed, get_nth (terms, i)))
      g_error ("%s is not in %s", get_nth (terms, i), report->proposed);
}

// An answer is written as 203.0.113.5=ip4:203.0.113.5.
static gboolean
offers (TodokuReport *report, const char *answer)
{
  for (guint i = 0; i < report->findings->len; i++)
    {
      const TodokuFinding *finding = g_ptr_array_index (report->findings, i);

      for (guint j = 0; finding->options != NULL && finding->options[j] != NULL; j++)
        {
          g_autofree char *offered = g_strdup_printf ("%s=%s", finding->term, finding->options[j]);

          if (g_str_equal (offered, answer))
            return TRUE;
        }
    }

  return FALSE;
}

static gboolean
says (TodokuReport *report, const char *words)
{
  for (guint i = 0; i < report->findings->len; i++)
    if (strstr (((TodokuFinding *) report->findings->pdata[i])->message, words) != NULL)
      return TRUE;

  return FALSE;
}

// What can go wrong in the provider's panel.
static gboolean
has_traps (TodokuReport *report)
{
  struct json_object *object = todoku_report_to_json (report);
  gsize n_traps = count (case_get (object, "traps"));

  json_object_put (object);

  return n_traps > 0;
}

static void
assert_said (TodokuReport *report, struct json_object *test)
{
  struct json_object *told = case_get (test, "findings");
  struct json_object *untold = case_get (test, "untold");
  struct json_object *options = case_get (test, "options");

  for (gsize i = 0; i < count (told); i++)
    if (!check_has_finding (report, get_nth (told, i)))
      g_error ("%s is not told", get_nth (told, i));
  for (gsize i = 0; i < count (untold); i++)
    if (check_has_finding (report, get_nth (untold, i)))
      g_error ("%s is told", get_nth (untold, i));
  for (gsize i = 0; i < count (options); i++)
    if (!offers (report, get_nth (options, i)))
      g_error ("%s is not offered", get_nth (options, i));
  for (gsize i = 0; i < count (case_get (test, "unoffered")); i++)
    g_assert_false (offers (report, get_nth (case_get (test, "unoffered"), i)));
  if (case_get (test, "says") != NULL)
    g_assert_true (says (report, case_get_string (test, "says")));
  if (case_get (test, "traps") != NULL)
    g_assert_true (has_traps (report));
  if (case_get (test, "host") != NULL)
    {
      g_assert_nonnull (report->collected->mail.host);
      g_assert_cmpstr (report->collected->mail.host->id, ==, case_get_string (test, "host"));
    }
}

static void
test_case (gconstpointer data)
{
  struct json_object *test = (struct json_object *) data;
  struct json_object *zone = case_make_zone (common, test);
  const char *domain = get_domain (test);
  g_autoptr (TodokuCheckupOptions) options = check_options_read (catalog, rules, test);
  g_autoptr (TodokuReport) report =
    check_zone (catalog, json_object_to_json_string (zone), domain, options);

  g_assert_cmpstr (todoku_verdict_get_id (report->verdict), ==, case_get_string (test, "verdict"));
  g_assert_cmpstr (todoku_question_get_id (report->question), ==,
                   case_get_string (test, "question"));
  assert_proposed (report, test);
  assert_said (report, test);
  if (report->proposed != NULL || report->verdict == TODOKU_VERDICT_FINE)
    assert_proven (report, zone, test);
  if (report->proposed != NULL)
    {
      g_autoptr (TodokuReport) again =
        check_published (catalog, zone, domain, options, report->proposed);

      // What a returned mail blames besides stays.
      g_assert_cmpstr (again->proposed, ==, NULL);
      g_assert_true (again->verdict == TODOKU_VERDICT_FINE
                     || (options->bounce != NULL && again->verdict == TODOKU_VERDICT_NOT_SPF));
    }
  json_object_put (zone);
}

// No kind is mended by its example alone.
static void
test_kinds (gconstpointer data)
{
  struct json_object *cases = (struct json_object *) data;
  g_autoptr (GHashTable) kinds = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer kind, number;

  for (gsize i = 0; i < count (cases); i++)
    {
      const char *name = case_get_string (json_object_array_get_idx (cases, i), "kind");
      guint known = GPOINTER_TO_UINT (g_hash_table_lookup (kinds, name));

      g_hash_table_insert (kinds, (gpointer) name, GUINT_TO_POINTER (known + 1));
    }
  g_assert_cmpuint (g_hash_table_size (kinds), >=, KINDS_MIN);
  g_hash_table_iter_init (&iter, kinds);
  while (g_hash_table_iter_next (&iter, &kind, &number))
    if (GPOINTER_TO_UINT (number) < OF_KIND_MIN)
      g_error ("There are too few of %s", (const char *) kind);
}

int
main (int argc, char *argv[])
{
  struct json_object *cases;
  int status;

  g_test_init (&argc, &argv, NULL);

  catalog = shipped_catalog_load ();
  rules = shipped_bounce_rules_load ();
  cases = cases_load ("real-cases.json");
  common = case_get (cases, "common");
  cases_add (case_get (cases, "cases"), 1, "/real-cases/case", "name", test_case);
  g_test_add_data_func ("/real-cases/kinds", case_get (cases, "cases"), test_kinds);

  status = cases_run (cases);
  todoku_bounce_rules_unref (rules);
  todoku_catalog_unref (catalog);

  return status;
}
