// SPDX-License-Identifier: GPL-3.0-or-later

// The cases are in data/lint.json: "fires" and "silent" have records, or zones with one, on which a
// rule finds something at a place, and says so, and on which it does not; "whole" has all that is
// found. Every rule must be in both of the first two, and belong to one of "subjects", which the
// best checkers look at. "servers" and "lame" are those of zone_run_rule_over_servers().

#include "spf/lint.h"

#include "cases.h"
#include "zone-rule.h"

#include <string.h>

typedef struct
{
  const char *domain;
  const char *text;
  gsize length;
  GPtrArray *findings;
} Run;

static gboolean
lint_rule (TodokuDnsFacts *facts, gpointer user_data)
{
  Run *run = user_data;

  g_clear_pointer (&run->findings, g_ptr_array_unref);

  return todoku_spf_lint_domain (facts, run->domain, run->text, run->length, &run->findings);
}

static GPtrArray *
lint_zone (struct json_object *zone_data, Run *run)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
  g_autoptr (TodokuDnsZone) zone =
    todoku_dns_zone_new_from_json (json_object_to_json_string (zone_data), &error);

  g_assert_no_error (error);
  if (run->domain == NULL)
    run->domain = "shop.example";
  zone_run_rule (zone, facts, lint_rule, run);

  return run->findings;
}

static gboolean
published_rule (TodokuDnsFacts *facts, gpointer user_data)
{
  Run *run = user_data;

  g_clear_pointer (&run->findings, g_ptr_array_unref);

  return todoku_spf_lint_published (facts, run->domain, 53, &run->findings);
}

static GPtrArray *
lint_servers (struct json_object *test, Run *run)
{
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();

  run->domain = "shop.example";
  // Who asks what is wrong has the time that it takes.
  g_assert_cmpuint (zone_run_rule_over_servers (test, facts, published_rule, run), ==, 0);

  return run->findings;
}

static GPtrArray *
find_all (struct json_object *test)
{
  g_autoptr (GBytes) bytes = case_get_octets (test);
  struct json_object *zone = case_get (test, "zone");
  Run run = { .domain = case_get_string (test, "domain") };

  if (bytes != NULL)
    {
      run.text = g_bytes_get_data (bytes, &run.length);
      if (run.text == NULL)
        run.text = "";
    }
  if (case_get (test, "servers") != NULL)
    return lint_servers (test, &run);
  if (zone != NULL)
    return lint_zone (zone, &run);

  return todoku_spf_lint_text (run.text, run.length, run.domain);
}

// What is found is told once.
static GPtrArray *
lint (struct json_object *test)
{
  GPtrArray *findings = find_all (test);

  for (guint i = 0; i < findings->len; i++)
    for (guint j = 0; j < i; j++)
      {
        const TodokuFinding *one = g_ptr_array_index (findings, i);
        const TodokuFinding *other = g_ptr_array_index (findings, j);

        g_assert_false (one->position >= 0 && one->position == other->position
                        && g_str_equal (one->id, other->id));
      }

  return findings;
}

static char *
join (GPtrArray *findings)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    g_string_append_printf (joined, "%s ", ((TodokuFinding *) findings->pdata[i])->id);

  return g_string_free (g_steal_pointer (&joined), FALSE);
}

static const TodokuFinding *
find (GPtrArray *findings, const char *id)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const TodokuFinding *finding = g_ptr_array_index (findings, i);

      if (g_str_equal (finding->id, id))
        return finding;
    }

  return NULL;
}

static void
test_fires (gconstpointer data)
{
  struct json_object *test = (struct json_object *) data;
  const char *id = case_get_string (test, "rule");
  const TodokuSpfLintRule *rule = todoku_spf_lint_find_rule (id);
  g_autoptr (GPtrArray) findings = lint (test);
  const TodokuFinding *finding = find (findings, id);

  g_assert_nonnull (rule);
  g_assert_nonnull (finding);
  if (finding == NULL)
    return;
  g_assert_cmpint (finding->severity, ==, rule->severity);
  g_assert_cmpint (finding->position, ==, json_object_get_int (case_get (test, "position")));
  g_assert_cmpstr (finding->term, ==, case_get_string (test, "term"));
  g_assert_cmpstr (finding->message, ==, case_get_string (test, "says"));
}

static void
test_silent (gconstpointer data)
{
  struct json_object *test = (struct json_object *) data;
  g_autoptr (GPtrArray) findings = lint (test);

  g_assert_null (find (findings, case_get_string (test, "rule")));
}

static void
test_whole (gconstpointer data)
{
  struct json_object *test = (struct json_object *) data;
  struct json_object *ids = case_get (test, "findings");
  g_autoptr (GPtrArray) findings = lint (test);
  g_autofree char *found = join (findings);
  g_autoptr (GString) expected = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const TodokuFinding *finding = g_ptr_array_index (findings, i);
      const TodokuFinding *previous = i > 0 ? g_ptr_array_index (findings, i - 1) : finding;

      g_assert_cmpint (previous->severity, <=, finding->severity);
      if (previous->severity == finding->severity)
        g_assert_cmpint (previous->position, <=, finding->position);
    }

  for (size_t i = 0; i < json_object_array_length (ids); i++)
    g_string_append_printf (expected, "%s ",
                            json_object_get_string (json_object_array_get_idx (ids, i)));
  g_assert_cmpstr (found, ==, expected->str);
}

static gboolean
is_among (struct json_object *tests, const char *id)
{
  for (size_t i = 0; i < json_object_array_length (tests); i++)
    if (g_str_equal (case_get_string (json_object_array_get_idx (tests, i), "rule"), id))
      return TRUE;

  return FALSE;
}

static void
test_every_rule (gconstpointer data)
{
  struct json_object *cases = (struct json_object *) data;

  g_assert_nonnull (todoku_spf_lint_get_rule (0));
  for (guint i = 0; todoku_spf_lint_get_rule (i) != NULL; i++)
    {
      const TodokuSpfLintRule *rule = todoku_spf_lint_get_rule (i);

      g_test_message ("%s", rule->id);
      g_assert_true (todoku_spf_lint_find_rule (rule->id) == rule);
      g_assert_true (is_among (case_get (cases, "fires"), rule->id));
      g_assert_true (is_among (case_get (cases, "silent"), rule->id));
    }
}

static gboolean
rules_have (struct json_object *rules, const char *id)
{
  for (size_t i = 0; i < json_object_array_length (rules); i++)
    if (g_str_equal (json_object_get_string (json_object_array_get_idx (rules, i)), id))
      return TRUE;

  return FALSE;
}

static void
test_subjects (gconstpointer data)
{
  struct json_object *subjects = case_get ((struct json_object *) data, "subjects");

  for (size_t i = 0; i < json_object_array_length (subjects); i++)
    {
      struct json_object *rules = case_get (json_object_array_get_idx (subjects, i), "rules");

      for (size_t j = 0; j < json_object_array_length (rules); j++)
        g_assert_nonnull (todoku_spf_lint_find_rule (
          json_object_get_string (json_object_array_get_idx (rules, j))));
    }

  for (guint i = 0; todoku_spf_lint_get_rule (i) != NULL; i++)
    {
      gboolean found = FALSE;

      for (size_t j = 0; j < json_object_array_length (subjects); j++)
        found |= rules_have (case_get (json_object_array_get_idx (subjects, j), "rules"),
                             todoku_spf_lint_get_rule (i)->id);
      g_assert_true (found);
    }
}

static guint
count_rounds (const char *zone_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
  g_autoptr (TodokuDnsZone) zone = todoku_dns_zone_new_from_json (zone_data, &error);
  Run run = { .domain = "shop.example" };
  guint n_rounds;

  g_assert_no_error (error);
  n_rounds = zone_run_rule (zone, facts, lint_rule, &run);
  g_ptr_array_unref (run.findings);

  return n_rounds;
}

// Everything is asked as early as it can be known; what else a name is only where it leads nowhere.
static void
test_rounds (void)
{
  g_assert_cmpuint (
    count_rounds (
      "{\"shop.example\": {\"TXT\": [\"v=spf1 a:a.example mx:b.example -all exp=e.example\"]},"
      " \"a.example\": {\"A\": [\"1.2.3.4\"]}, \"b.example\": {\"MX\": [\"10 a.example\"]}}"),
    ==, 3);
  g_assert_cmpuint (
    count_rounds (
      "{\"shop.example\": {\"TXT\": [\"v=spf1 a:a.example mx:b.example -all exp=e.example\"]},"
      " \"b.example\": {\"TXT\": [\"no\"]}}"),
    ==, 4);
}

// However many terms nobody can read, the DNS is asked about few of them.
static void
test_questions (void)
{
  g_autoptr (GString) text = g_string_new ("v=spf1");
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GPtrArray) wanted = NULL;

  for (guint i = 0; i < 200; i++)
    g_string_append_printf (text, " foo:s%u.example", i);
  todoku_spf_lint_domain (facts, "shop.example", text->str, text->len, &findings);
  wanted = todoku_dns_facts_take_wanted (facts);

  g_assert_cmpuint (wanted->len, <, 100);
}

// What each of them may have meant is told of as many as anybody reads.
static void
test_suggestions (void)
{
  g_autoptr (GString) text = g_string_new ("v=spf1");
  g_autoptr (GPtrArray) findings = NULL;
  guint n_suggestions = 0;

  for (guint i = 0; i < 250; i++)
    g_string_append_printf (text, " include.s%u.example", i);
  findings = todoku_spf_lint_text (text->str, text->len, NULL);
  for (guint i = 0; i < findings->len; i++)
    n_suggestions +=
      strstr (((TodokuFinding *) findings->pdata[i])->message, "Did you mean") != NULL;

  g_assert_cmpuint (n_suggestions, ==, 200);
}

static void
test_long_record (void)
{
  g_autoptr (GString) text = g_string_new ("v=spf1");
  g_autoptr (GPtrArray) findings = NULL;

  for (guint i = 0; i < 4000; i++)
    g_string_append (text, " ip4:1.2.3.4 foo:");
  findings = todoku_spf_lint_text (text->str, text->len, NULL);

  g_assert_nonnull (find (findings, "unknown-mechanism"));
  g_assert_nonnull (find (findings, "repeated-network"));
}

// What is found comes in one order, whatever language it is told in: the worst first, then as it
// stands in the record, then by id.
static void
test_order (void)
{
  static const TodokuRule first = { "a-rule", TODOKU_SEVERITY_WARNING };
  static const TodokuRule second = { "b-rule", TODOKU_SEVERITY_WARNING };
  static const TodokuRule error = { "c-rule", TODOKU_SEVERITY_ERROR };
  g_autoptr (GPtrArray) findings =
    g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_finding_unref);
  static const char *const expected[] = { "c", "late", "y", "z", "x" };

  todoku_findings_add (findings, &second, NULL, 5, "%s", "x");
  todoku_findings_add (findings, &first, NULL, 5, "%s", "z");
  todoku_findings_add (findings, &second, NULL, 4, "%s", "late");
  todoku_findings_add (findings, &first, NULL, 5, "%s", "y");
  todoku_findings_add (findings, &error, NULL, 9, "%s", "c");
  g_ptr_array_sort (findings, todoku_finding_compare);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpstr (((TodokuFinding *) findings->pdata[i])->message, ==, expected[i]);
}

int
main (int argc, char *argv[])
{
  struct json_object *cases = NULL;

  g_test_init (&argc, &argv, NULL);
  // One wrong case does not hide the others.
  g_test_set_nonfatal_assertions ();

  cases = cases_load ("lint.json");
  cases_add (case_get (cases, "fires"), 1, "/lint/fires", "rule", test_fires);
  cases_add (case_get (cases, "silent"), 1, "/lint/silent", "rule", test_silent);
  cases_add (case_get (cases, "whole"), 1, "/lint/whole", NULL, test_whole);
  g_test_add_data_func ("/lint/every-rule", cases, test_every_rule);
  g_test_add_data_func ("/lint/subjects", cases, test_subjects);
  g_test_add_func ("/lint/rounds", test_rounds);
  g_test_add_func ("/lint/order", test_order);
  g_test_add_func ("/lint/questions", test_questions);
  g_test_add_func ("/lint/suggestions", test_suggestions);
  g_test_add_func ("/lint/long-record", test_long_record);

  return cases_run (cases);
}
