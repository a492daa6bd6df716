// SPDX-License-Identifier: GPL-3.0-or-later

// DKIM, DMARC and what Gmail asks for, in the check-up. The cases are in data/mail-auth.json: a
// zone beside "common", what the person said, and what JSON says then. Besides, they cost no more
// round trips than SPF alone does and one.

#include "cases.h"
#include "check-zone.h"
#include "checkup/report-json.h"
#include "checkup/standard.h"
#include "shipped.h"
#include "zone-rule.h"

#include <string.h>

static TodokuCatalog *catalog;
static TodokuBounceRules *rules;
static struct json_object *common;

// The state of a requirement: "gmail.spf".
static const char *
find_requirement (struct json_object *list, const char *id)
{
  for (gsize i = 0; i < json_object_array_length (list); i++)
    {
      struct json_object *requirement = json_object_array_get_idx (list, i);

      g_assert_cmpstr (case_get_string (requirement, "message"), !=, "");
      if (g_strcmp0 (case_get_string (requirement, "requirement"), id) == 0)
        return case_get_string (requirement, "state");
    }
  g_error ("Gmail does not ask for %s", id);
}

static void
assert_expected (struct json_object *answer, struct json_object *test)
{
  json_object_object_foreach (case_get (test, "expect"), path, value)
  {
    g_auto (GStrv) keys = g_strsplit (path, ".", 2);
    struct json_object *member = case_get (answer, keys[0]);
    const char *found = keys[1] == NULL                  ? json_object_get_string (member)
                        : g_str_equal (keys[0], "gmail") ? find_requirement (member, keys[1])
                                                         : case_get_string (member, keys[1]);

    g_test_message ("%s", path);
    g_assert_cmpstr (found, ==, json_object_get_string (value));
  }
}

static void
assert_findings (struct json_object *answer, struct json_object *test, const char *standard)
{
  g_autofree char *key = g_strconcat (standard, "_findings", NULL);
  struct json_object *expected = case_get (test, key);
  struct json_object *findings =
    case_get (g_str_equal (standard, "spf") ? answer : case_get (answer, standard), "findings");

  if (expected == NULL)
    return;
  g_test_message ("%s", json_object_to_json_string (findings));
  g_assert_cmpuint (json_object_array_length (findings), ==, json_object_array_length (expected));
  for (gsize i = 0; i < json_object_array_length (findings); i++)
    g_assert_cmpstr (case_get_string (json_object_array_get_idx (findings, i), "id"), ==,
                     json_object_get_string (json_object_array_get_idx (expected, i)));
}

// The words stand in the steps, in this order; without words there are no steps.
static void
assert_steps (struct json_object *answer, struct json_object *test, const char *standard)
{
  g_autofree char *key = g_strconcat (standard, "_steps", NULL);
  struct json_object *words = case_get (test, key);
  struct json_object *steps =
    case_get (g_str_equal (standard, "spf") ? answer : case_get (answer, standard), "steps");
  const char *at = json_object_to_json_string (steps);

  if (words == NULL)
    return;
  g_test_message ("%s", at);
  g_assert_true ((json_object_array_length (steps) == 0)
                 == (json_object_array_length (words) == 0));
  for (gsize i = 0; i < json_object_array_length (words); i++)
    {
      const char *word = json_object_get_string (json_object_array_get_idx (words, i));

      at = strstr (at, word);
      if (at == NULL)
        g_error ("“%s” is not in the steps", word);
      at += strlen (word);
    }
}

// The words that @key lists do not stand in @member, or do.
static void
assert_words (struct json_object *answer, struct json_object *test, const char *key)
{
  gboolean is_wanted = !g_str_has_prefix (key, "not_");
  struct json_object *words = case_get (test, key);
  const char *member = is_wanted ? key : key + strlen ("not_");
  g_auto (GStrv) path = g_strsplit (member, "_", 2);
  const char *text = json_object_to_json_string (
    case_get (g_str_equal (path[0], "spf") ? answer : case_get (answer, path[0]), path[1]));

  for (gsize i = 0; words != NULL && i < json_object_array_length (words); i++)
    {
      const char *word = json_object_get_string (json_object_array_get_idx (words, i));

      if ((strstr (text, word) != NULL) != is_wanted)
        g_error ("%s: “%s” in %s", key, word, text);
    }
}

// Where there is nothing to do, nothing is warned of.
static void
assert_traps (struct json_object *answer, const char *standard)
{
  struct json_object *steps = case_get (case_get (answer, standard), "steps");
  struct json_object *traps = case_get (case_get (answer, standard), "traps");

  if (json_object_array_length (steps) == 0)
    g_assert_cmpint (json_object_array_length (traps), ==, 0);
}

static TodokuCheckupOptions *
read_options (struct json_object *test)
{
  TodokuCheckupOptions *options = check_options_read (catalog, rules, test);
  struct json_object *selectors = case_get (test, "selectors");

  for (gsize i = 0; selectors != NULL && i < json_object_array_length (selectors); i++)
    g_ptr_array_add (options->selectors,
                     g_strdup (json_object_get_string (json_object_array_get_idx (selectors, i))));
  options->report_address = g_strdup (case_get_string (test, "report_address"));

  return options;
}

// What the page of @standard explains ends with that.
static void
assert_explanation (const TodokuReport *report, struct json_object *test, TodokuStandard standard)
{
  const char *key = standard == TODOKU_STANDARD_DKIM ? "dkim_explanation" : "dmarc_explanation";
  const char *expected = case_get_string (test, key);
  const char *explanation = todoku_report_get_standard (report, standard).explanation;

  if (expected != NULL && !g_str_has_suffix (explanation, expected))
    g_error ("%s: “%s” does not end with “%s”", key, explanation, expected);
}

static void
test_case (gconstpointer data)
{
  struct json_object *test = (struct json_object *) data;
  TodokuCheckupOptions *options = read_options (test);
  struct json_object *zone = case_make_zone (common, test);
  const char *domain = case_get_string (test, "domain");
  g_autoptr (TodokuReport) report = check_zone (catalog, json_object_to_json_string (zone),
                                                domain != NULL ? domain : "shop.example", options);
  struct json_object *answer = todoku_report_to_json (report);

  assert_expected (answer, test);
  assert_findings (answer, test, "spf");
  assert_findings (answer, test, "dkim");
  assert_findings (answer, test, "dmarc");
  assert_steps (answer, test, "spf");
  assert_steps (answer, test, "dkim");
  assert_steps (answer, test, "dmarc");
  assert_explanation (report, test, TODOKU_STANDARD_DKIM);
  assert_explanation (report, test, TODOKU_STANDARD_DMARC);
  assert_words (answer, test, "not_spf_steps");
  assert_words (answer, test, "not_dkim_steps");
  assert_words (answer, test, "not_dmarc_steps");
  assert_words (answer, test, "dkim_traps");
  assert_words (answer, test, "not_dkim_traps");
  assert_traps (answer, "dkim");
  assert_traps (answer, "dmarc");

  json_object_put (answer);
  json_object_put (zone);
  todoku_checkup_options_free (options);
}

typedef struct
{
  const char *domain;
  TodokuCheckupOptions *options;
  TodokuReport *report;
} Check;

static void
check_clear (Check *check)
{
  todoku_checkup_options_free (check->options);
  g_clear_pointer (&check->report, todoku_report_unref);
}

static gboolean
check_rule (TodokuDnsFacts *facts, gpointer user_data)
{
  Check *check = user_data;

  g_clear_pointer (&check->report, todoku_report_unref);

  return todoku_checkup_run (catalog, facts, check->domain, check->options, &check->report);
}

// The practice zone has a domain for each state.
static void
test_practice (void)
{
  static const struct
  {
    const char *domain;
    TodokuDkimVerdict dkim;
    TodokuDmarcVerdict dmarc;
  } cases[] = {
    { "done.example", TODOKU_DKIM_VERDICT_FINE, TODOKU_DMARC_VERDICT_FINE },
    { "shop.example", TODOKU_DKIM_VERDICT_ADD, TODOKU_DMARC_VERDICT_FINE },
    { "add.example", TODOKU_DKIM_VERDICT_ADD, TODOKU_DMARC_VERDICT_ADD },
    { "merge.example", TODOKU_DKIM_VERDICT_FIX, TODOKU_DMARC_VERDICT_FINE },
    { "moved.example", TODOKU_DKIM_VERDICT_UNKNOWN, TODOKU_DMARC_VERDICT_FINE },
    { "edit.example", TODOKU_DKIM_VERDICT_UNKNOWN, TODOKU_DMARC_VERDICT_FINE },
    { "many.example", TODOKU_DKIM_VERDICT_ADD, TODOKU_DMARC_VERDICT_EDIT },
  };
  g_autoptr (TodokuDnsZone) practice = shipped_zone_load ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
      Check check = { .domain = cases[i].domain, .options = todoku_checkup_options_new () };

      zone_run_rule (practice, facts, check_rule, &check);
      g_test_message ("%s", cases[i].domain);
      g_assert_cmpint (check.report->collected->dkim->verdict, ==, cases[i].dkim);
      g_assert_cmpint (check.report->dmarc->verdict, ==, cases[i].dmarc);
      check_clear (&check);
    }
}

// ---------------------------------------------------------------------------------------------
// Round trips

static gboolean
is_beside_spf (const TodokuDnsQuestion *question)
{
  return strstr (question->name, "_domainkey") != NULL || strstr (question->name, "_dmarc") != NULL;
}

static gboolean
answer_all (TodokuDnsZone *zone, TodokuDnsFacts *facts, GPtrArray *wanted, gboolean beside_spf)
{
  gboolean has_answered = FALSE;

  for (guint i = 0; i < wanted->len; i++)
    {
      const TodokuDnsQuestion *question = g_ptr_array_index (wanted, i);
      g_autoptr (TodokuDnsAnswer) answer = NULL;

      if (is_beside_spf (question) != beside_spf)
        continue;
      answer = todoku_dns_zone_answer (zone, question->name, question->type);
      todoku_dns_facts_learn (facts, question->name, question->type, answer);
      has_answered = TRUE;
    }

  return has_answered;
}

// As zone_run_rule(), where all about DKIM and DMARC is known at once.
static guint
count_rounds_of_spf (TodokuDnsZone *zone, Check *check)
{
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
  guint n_runs = 1;

  while (!check_rule (facts, check))
    {
      g_autoptr (GPtrArray) wanted = todoku_dns_facts_take_wanted (facts);

      answer_all (zone, facts, wanted, TRUE);
      n_runs += answer_all (zone, facts, wanted, FALSE) ? 1 : 0;
    }

  return n_runs;
}

static void
assert_rounds (TodokuDnsZone *zone, const char *domain)
{
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
  Check check = { .domain = domain, .options = todoku_checkup_options_new () };
  guint n_rounds = zone_run_rule (zone, facts, check_rule, &check);
  guint n_rounds_of_spf = count_rounds_of_spf (zone, &check);

  g_test_message ("%s: %u round trips, %u of SPF", domain, n_rounds - 1, n_rounds_of_spf - 1);
  g_assert_cmpuint (n_rounds, <=, n_rounds_of_spf + 1);
  check_clear (&check);
}

static void
test_rounds (gconstpointer data)
{
  struct json_object *cases = (struct json_object *) data;
  g_autoptr (TodokuDnsZone) practice = shipped_zone_load ();
  static const char *const domains[] = { "shop.example", "fine.example",    "add.example",
                                         "edit.example", "merge.example",   "switch.example",
                                         "many.example", "redirect.example" };

  for (gsize i = 0; i < G_N_ELEMENTS (domains); i++)
    assert_rounds (practice, domains[i]);
  for (gsize i = 0; i < json_object_array_length (cases); i++)
    {
      struct json_object *json = case_make_zone (common, json_object_array_get_idx (cases, i));
      g_autoptr (TodokuDnsZone) zone =
        todoku_dns_zone_new_from_json (json_object_to_json_string (json), NULL);

      assert_rounds (zone, "shop.example");
      json_object_put (json);
    }
}

int
main (int argc, char *argv[])
{
  struct json_object *file, *cases;
  int status;

  g_test_init (&argc, &argv, NULL);

  catalog = shipped_catalog_load ();
  rules = shipped_bounce_rules_load ();
  file = cases_load ("mail-auth.json");
  common = case_get (file, "common");
  cases = case_get (file, "cases");
  cases_add (cases, 30, "/mail-auth/case", "name", test_case);
  g_test_add_func ("/mail-auth/practice", test_practice);
  g_test_add_data_func ("/mail-auth/rounds", cases, test_rounds);
  status = cases_run (file);
  todoku_bounce_rules_unref (rules);
  todoku_catalog_unref (catalog);

  return status;
}
