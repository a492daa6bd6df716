// SPDX-License-Identifier: GPL-3.0-or-later

// The cases are in data/plan.json. Beside its own outcome each case must hold to what holds for
// every plan: the proposal parses, it says v=spf1 once, planning on it proposes nothing, and every
// change has its reason.

#include "checkup/plan.h"

#include "cases.h"
#include "spf/record.h"

#include <string.h>

static char **
get_strings (struct json_object *object, const char *key)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  struct json_object *list = NULL;

  if (json_object_object_get_ex (object, key, &list))
    for (size_t i = 0; i < json_object_array_length (list); i++)
      g_strv_builder_add (builder, json_object_get_string (json_object_array_get_idx (list, i)));

  return g_strv_builder_end (builder);
}

static void
assert_parses (const char *proposed)
{
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (proposed, -1);
  const GError *error = todoku_spf_record_get_error (record);

  g_assert_no_error ((GError *) error);
  g_assert_true (todoku_spf_text_is_record (proposed, strlen (proposed)));
  g_assert_cmpstr (strstr (proposed + 1, "v=spf1"), ==, NULL);
}

static void
assert_entries (TodokuPlan *plan)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < plan->entries->len; i++)
    {
      const TodokuSpfDiffEntry *entry = g_ptr_array_index (plan->entries, i);

      g_assert_cmpint (entry->why == NULL, ==, entry->op == TODOKU_SPF_DIFF_KEEP);
      g_assert_cmpint (entry->was != NULL, ==, entry->op == TODOKU_SPF_DIFF_CHANGE);
      if (entry->op == TODOKU_SPF_DIFF_REMOVE)
        continue;
      if (joined->len > 0)
        g_string_append_c (joined, ' ');
      g_string_append (joined, entry->term);
    }

  if (plan->proposed != NULL)
    g_assert_cmpstr (joined->str, ==, plan->proposed);
}

static void
assert_ops (TodokuPlan *plan, struct json_object *test)
{
  g_auto (GStrv) ops = get_strings (test, "ops");

  if (ops[0] == NULL)
    return;
  g_assert_cmpuint (plan->entries->len, ==, g_strv_length (ops));
  for (guint i = 0; ops[i] != NULL; i++)
    {
      const TodokuSpfDiffEntry *entry = g_ptr_array_index (plan->entries, i);

      g_assert_cmpstr (todoku_spf_diff_op_get_id (entry->op), ==, ops[i]);
    }
}

// How the changed terms read before, in their order.
static void
assert_was (TodokuPlan *plan, struct json_object *test)
{
  g_auto (GStrv) was = get_strings (test, "was");
  guint n = 0;

  if (was[0] == NULL)
    return;
  for (guint i = 0; i < plan->entries->len; i++)
    {
      const TodokuSpfDiffEntry *entry = g_ptr_array_index (plan->entries, i);

      if (entry->op == TODOKU_SPF_DIFF_CHANGE)
        {
          g_assert_cmpstr (entry->was, ==, was[n]);
          n++;
        }
    }
  g_assert_cmpuint (n, ==, g_strv_length (was));
}

// The terms whose meaning is asked.
static void
assert_questions (TodokuPlan *plan, struct json_object *test)
{
  g_auto (GStrv) terms = get_strings (test, "questions");

  g_assert_cmpuint (plan->questions->len, ==, g_strv_length (terms));
  for (guint i = 0; terms[i] != NULL; i++)
    {
      const TodokuFinding *finding = g_ptr_array_index (plan->questions, i);

      g_assert_cmpstr (finding->term, ==, terms[i]);
      g_assert_cmpstr (finding->message, !=, "");
    }
}

static void
assert_settled (const TodokuPlanInput *input, const char *proposed)
{
  const char *current[] = { proposed, NULL };
  TodokuPlanInput again = *input;
  g_autoptr (TodokuPlan) plan = NULL;

  again.current = current;
  plan = todoku_plan_new (&again);
  g_assert_cmpstr (plan->proposed, ==, NULL);
}

static void
test_case (gconstpointer data)
{
  struct json_object *test = (struct json_object *) data;
  g_auto (GStrv) current = get_strings (test, "current");
  g_auto (GStrv) wanted = get_strings (test, "wanted");
  g_auto (GStrv) unwanted = get_strings (test, "unwanted");
  g_auto (GStrv) broken = get_strings (test, "broken");
  g_auto (GStrv) empty = get_strings (test, "empty");
  const TodokuPlanInput input = {
    .domain = "shop.example",
    .current = (const char *const *) current,
    .wanted = (const char *const *) wanted,
    .unwanted = (const char *const *) unwanted,
    .broken = (const char *const *) broken,
    .empty = (const char *const *) empty,
  };
  g_autoptr (TodokuPlan) plan = todoku_plan_new (&input);
  const char *proposed = case_get_string (test, "proposed");

  g_assert_cmpstr (plan->proposed, ==, proposed);
  assert_entries (plan);
  assert_ops (plan, test);
  assert_was (plan, test);
  assert_questions (plan, test);
  if (plan->proposed != NULL)
    {
      assert_parses (plan->proposed);
      assert_settled (&input, plan->proposed);
    }
}

static void
test_reasons_name_who (void)
{
  const char *wanted[] = { "v=spf1 include:_spf.lolipop.jp ~all", NULL };
  const char *names[] = { "Lolipop", NULL };
  const TodokuPlanInput input = { .domain = "shop.example", .wanted = wanted, .wanted_by = names };
  g_autoptr (TodokuPlan) plan = todoku_plan_new (&input);
  const TodokuSpfDiffEntry *entry = g_ptr_array_index (plan->entries, 1);

  g_assert_cmpstr (entry->term, ==, "include:_spf.lolipop.jp");
  g_assert_nonnull (strstr (entry->why, "Lolipop"));
}

// What cannot be seen in a repaired term is written out beside it.
static void
test_repairs_show (void)
{
  const char *current[] = { "v=spf1\u3000mx ~all", NULL };
  const TodokuPlanInput input = { .domain = "shop.example", .current = current };
  g_autoptr (TodokuPlan) plan = todoku_plan_new (&input);
  const TodokuSpfDiffEntry *entry = g_ptr_array_index (plan->entries, 1);

  g_assert_cmpint (entry->op, ==, TODOKU_SPF_DIFF_CHANGE);
  g_assert_cmpstr (entry->term, ==, "mx");
  g_assert_nonnull (strstr (entry->was, "U+3000"));
}

static void
test_glued_terms_share_what_they_were (void)
{
  const char *current[] = { "v=spf1 mxinclude:_spf.google.com ~all", NULL };
  const TodokuPlanInput input = { .domain = "shop.example", .current = current };
  g_autoptr (TodokuPlan) plan = todoku_plan_new (&input);

  for (guint i = 1; i <= 2; i++)
    {
      const TodokuSpfDiffEntry *entry = g_ptr_array_index (plan->entries, i);

      g_assert_cmpint (entry->op, ==, TODOKU_SPF_DIFF_CHANGE);
      g_assert_cmpstr (entry->was, ==, "mxinclude:_spf.google.com");
    }
}

// What the person says a bare name was meant to be goes into the proposal.
static void
test_answers (void)
{
  const char *current[] = { "v=spf1 _spf.google.com mx ~all", NULL };
  g_autoptr (GHashTable) answers = g_hash_table_new (g_str_hash, g_str_equal);
  const TodokuPlanInput input = { .domain = "shop.example",
                                  .current = current,
                                  .answers = answers };
  g_autoptr (TodokuPlan) unanswered = todoku_plan_new (&input);
  const TodokuFinding *question = g_ptr_array_index (unanswered->questions, 0);
  g_autoptr (TodokuPlan) answered = NULL;
  g_autoptr (TodokuPlan) dropped = NULL;
  g_autoptr (TodokuPlan) nonsense = NULL;

  g_assert_cmpstr (unanswered->proposed, ==, "v=spf1 mx ~all");
  g_assert_cmpstr (question->term, ==, "_spf.google.com");
  g_assert_cmpstr (question->options[0], ==, "include:_spf.google.com");
  g_assert_cmpstr (question->options[1], ==, "a:_spf.google.com");

  g_hash_table_insert (answers, (char *) "_spf.google.com", (char *) "include:_spf.google.com");
  answered = todoku_plan_new (&input);
  g_assert_cmpstr (answered->proposed, ==, "v=spf1 include:_spf.google.com mx ~all");
  g_assert_cmpuint (answered->questions->len, ==, 0);

  g_hash_table_insert (answers, (char *) "_spf.google.com", (char *) "");
  dropped = todoku_plan_new (&input);
  g_assert_cmpstr (dropped->proposed, ==, "v=spf1 mx ~all");

  g_hash_table_insert (answers, (char *) "_spf.google.com", (char *) "foo bar:");
  nonsense = todoku_plan_new (&input);
  g_assert_cmpstr (nonsense->proposed, ==, "v=spf1 mx ~all");
}

static void
test_split_value (void)
{
  g_autoptr (GString) value = g_string_new ("v=spf1");
  g_auto (GStrv) one = todoku_plan_split_value ("v=spf1 ~all");
  g_auto (GStrv) pieces = NULL;
  g_autofree char *joined = NULL;

  g_assert_cmpuint (g_strv_length (one), ==, 1);
  g_assert_cmpstr (one[0], ==, "v=spf1 ~all");

  for (guint i = 0; i < 40; i++)
    g_string_append_printf (value, " ip4:192.0.2.%u", i);
  g_string_append (value, " ~all");
  pieces = todoku_plan_split_value (value->str);
  joined = g_strjoinv ("", pieces);

  g_assert_cmpuint (g_strv_length (pieces), ==, 3);
  g_assert_cmpstr (joined, ==, value->str);
  for (guint i = 0; pieces[i] != NULL; i++)
    g_assert_cmpuint (strlen (pieces[i]), <=, TODOKU_TXT_PIECE_MAX);
  g_assert_true (g_str_has_suffix (pieces[0], " "));
}

static void
test_split_value_without_spaces (void)
{
  g_autofree char *value = g_strnfill (TODOKU_TXT_PIECE_MAX + 1, 'a');
  g_auto (GStrv) pieces = todoku_plan_split_value (value);

  g_assert_cmpuint (g_strv_length (pieces), ==, 2);
  g_assert_cmpuint (strlen (pieces[0]), ==, TODOKU_TXT_PIECE_MAX);
  g_assert_cmpuint (strlen (pieces[1]), ==, 1);
}

int
main (int argc, char *argv[])
{
  struct json_object *cases = NULL;

  g_test_init (&argc, &argv, NULL);

  cases = cases_load ("plan.json");
  cases_add (cases, 80, "/plan/case", "name", test_case);
  g_test_add_func ("/plan/reasons-name-who", test_reasons_name_who);
  g_test_add_func ("/plan/repairs-show", test_repairs_show);
  g_test_add_func ("/plan/glued-terms-share-what-they-were", test_glued_terms_share_what_they_were);
  g_test_add_func ("/plan/answers", test_answers);
  g_test_add_func ("/plan/split-value", test_split_value);
  g_test_add_func ("/plan/split-value-without-spaces", test_split_value_without_spaces);

  return cases_run (cases);
}
