// SPDX-License-Identifier: GPL-3.0-or-later

// The cases are in data/edit.json. Beside its own outcome each case must hold to what holds for
// every edit: the proposal parses, it says v=spf1 once, composing on it proposes nothing, and every
// change has its reason.

#include "checkup/edit.h"

#include "base/finding.h"
#include "cases.h"
#include "checkup/edit-private.h"

#include <string.h>

static GPtrArray *
strings_new (const char *string)
{
  GPtrArray *strings = g_ptr_array_new_with_free_func (g_free);

  if (string != NULL)
    g_ptr_array_add (strings, g_strdup (string));

  return strings;
}

static GPtrArray *
get_strings (struct json_object *object, const char *key)
{
  GPtrArray *strings = strings_new (NULL);
  struct json_object *list = NULL;

  if (json_object_object_get_ex (object, key, &list))
    for (size_t i = 0; i < json_object_array_length (list); i++)
      g_ptr_array_add (strings,
                       g_strdup (json_object_get_string (json_object_array_get_idx (list, i))));

  return strings;
}

// Who is to be let in: @name, if any, by each of @records.
static GPtrArray *
wanted_new (GPtrArray *records, const char *name)
{
  GPtrArray *wanted = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_wanted_free);

  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (wanted, todoku_wanted_new (records->pdata[i], name));

  return wanted;
}

// What comes of the one record @published, and nothing else.
static TodokuEdit *
compose (const char *published, GHashTable *answers)
{
  g_autoptr (GPtrArray) records = strings_new (published);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  const TodokuEditInput input = {
    .domain = "shop.example",
    .published = records,
    .wanted = wanted,
    .answers = answers,
  };

  return todoku_edit_compose (&input);
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
assert_entries (TodokuEdit *edit)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < edit->entries->len; i++)
    {
      const TodokuDiffEntry *entry = g_ptr_array_index (edit->entries, i);

      g_assert_cmpint (entry->why == NULL, ==, entry->op == TODOKU_DIFF_KEEP);
      g_assert_cmpint (entry->was != NULL, ==, entry->op == TODOKU_DIFF_CHANGE);
      g_assert_true (entry->why == NULL || strstr (entry->why, "(null)") == NULL);
      if (entry->op == TODOKU_DIFF_REMOVE)
        continue;
      if (joined->len > 0)
        g_string_append_c (joined, ' ');
      g_string_append (joined, entry->term);
    }

  if (edit->proposed != NULL)
    g_assert_cmpstr (joined->str, ==, edit->proposed);
}

static gboolean
is_published (GPtrArray *published, const char *text)
{
  for (guint i = 0; i < published->len; i++)
    if (strstr (published->pdata[i], text) != NULL)
      return TRUE;

  return FALSE;
}

// What goes is shown as it is written in the panel, where the person has to find it.
static void
assert_removed_is_published (TodokuEdit *edit, GPtrArray *published)
{
  for (guint i = 0; i < edit->entries->len; i++)
    {
      const TodokuDiffEntry *entry = g_ptr_array_index (edit->entries, i);

      if (entry->op == TODOKU_DIFF_REMOVE)
        g_assert_true (is_published (published, entry->term));
    }
}

static void
assert_ops (TodokuEdit *edit, struct json_object *test)
{
  g_autoptr (GPtrArray) ops = get_strings (test, "ops");

  if (ops->len == 0)
    return;
  g_assert_cmpuint (edit->entries->len, ==, ops->len);
  for (guint i = 0; i < ops->len; i++)
    {
      const TodokuDiffEntry *entry = g_ptr_array_index (edit->entries, i);

      g_assert_cmpstr (todoku_diff_op_get_id (entry->op), ==, ops->pdata[i]);
    }
}

// Which of several records each was in; of one alone, or of one at another name, none is told.
static void
assert_records (TodokuEdit *edit, struct json_object *test, const TodokuEditInput *input)
{
  struct json_object *records = json_object_object_get (test, "records");
  gboolean is_told = input->published->len > 1 && input->places == NULL;

  for (guint i = 0; (records != NULL || !is_told) && i < edit->entries->len; i++)
    g_assert_cmpuint (((TodokuDiffEntry *) edit->entries->pdata[i])->record, ==,
                      is_told ? json_object_get_int (json_object_array_get_idx (records, i)) : 0);
}

// What is said of each, in a part of its words.
static void
assert_reasons (TodokuEdit *edit, struct json_object *test)
{
  g_autoptr (GPtrArray) reasons = get_strings (test, "why");

  if (reasons->len == 0)
    return;
  g_assert_cmpuint (edit->entries->len, ==, reasons->len);
  for (guint i = 0; i < reasons->len; i++)
    {
      const TodokuDiffEntry *entry = g_ptr_array_index (edit->entries, i);
      g_auto (GStrv) parts = g_strsplit (reasons->pdata[i], " … ", -1);

      g_assert_cmpint (entry->why != NULL, ==, parts[0] != NULL);
      for (guint j = 0; parts[j] != NULL; j++)
        if (strstr (entry->why, parts[j]) == NULL)
          g_error ("\"%s\" is not in \"%s\"", parts[j], entry->why);
    }
}

// How the changed terms read before, in their order.
static void
assert_was (TodokuEdit *edit, struct json_object *test)
{
  g_autoptr (GPtrArray) was = get_strings (test, "was");
  guint n = 0;

  if (was->len == 0)
    return;
  for (guint i = 0; i < edit->entries->len; i++)
    {
      const TodokuDiffEntry *entry = g_ptr_array_index (edit->entries, i);

      if (entry->op == TODOKU_DIFF_CHANGE)
        {
          g_assert_cmpstr (entry->was, ==, was->pdata[n]);
          n++;
        }
    }
  g_assert_cmpuint (n, ==, was->len);
}

// The terms whose meaning is asked.
static void
assert_questions (TodokuEdit *edit, struct json_object *test)
{
  g_autoptr (GPtrArray) terms = get_strings (test, "questions");

  g_assert_cmpuint (edit->questions->len, ==, terms->len);
  for (guint i = 0; i < terms->len; i++)
    {
      const TodokuFinding *finding = g_ptr_array_index (edit->questions, i);

      g_assert_cmpstr (finding->term, ==, terms->pdata[i]);
      g_assert_cmpstr (finding->message, !=, "");
    }
}

static void
assert_settled (const TodokuEditInput *input, const char *proposed)
{
  g_autoptr (GPtrArray) published = strings_new (proposed);
  TodokuEditInput again = *input;
  g_autoptr (TodokuEdit) edit = NULL;

  again.published = published;
  again.places = NULL;
  edit = todoku_edit_compose (&again);
  g_assert_cmpstr (edit->proposed, ==, NULL);
}

static void
test_case (gconstpointer data)
{
  struct json_object *test = (struct json_object *) data;
  g_autoptr (GPtrArray) published = get_strings (test, "current");
  g_autoptr (GPtrArray) records = get_strings (test, "wanted");
  g_autoptr (GPtrArray) wanted = wanted_new (records, case_get_string (test, "who"));
  g_autoptr (GPtrArray) unwanted = get_strings (test, "unwanted");
  g_autoptr (GPtrArray) broken = get_strings (test, "broken");
  g_autoptr (GPtrArray) empty = get_strings (test, "empty");
  g_autoptr (GPtrArray) places = get_strings (test, "places");
  const TodokuEditInput input = {
    .domain = "shop.example",
    .published = published,
    .wanted = wanted,
    .unwanted = unwanted,
    .broken = broken,
    .empty = empty,
    .places = places->len > 0 ? places : NULL,
    .keeps_spare = json_object_get_boolean (case_get (test, "keeps_spare")),
    .end = case_get_string (test, "end"),
  };
  g_autoptr (TodokuEdit) edit = todoku_edit_compose (&input);
  const char *proposed = case_get_string (test, "proposed");

  g_assert_cmpstr (edit->proposed, ==, proposed);
  assert_entries (edit);
  assert_removed_is_published (edit, published);
  assert_ops (edit, test);
  assert_records (edit, test, &input);
  assert_reasons (edit, test);
  assert_was (edit, test);
  assert_questions (edit, test);
  if (edit->proposed != NULL)
    {
      assert_parses (edit->proposed);
      assert_settled (&input, edit->proposed);
    }
}

static void
test_reasons_name_who (void)
{
  g_autoptr (GPtrArray) published = strings_new (NULL);
  g_autoptr (GPtrArray) records = strings_new ("v=spf1 include:_spf.lolipop.jp ~all");
  g_autoptr (GPtrArray) wanted = wanted_new (records, "Lolipop");
  const TodokuEditInput input = {
    .domain = "shop.example",
    .published = published,
    .wanted = wanted,
  };
  g_autoptr (TodokuEdit) edit = todoku_edit_compose (&input);
  const TodokuDiffEntry *entry = g_ptr_array_index (edit->entries, 1);

  g_assert_cmpstr (entry->term, ==, "include:_spf.lolipop.jp");
  g_assert_nonnull (strstr (entry->why, "Lolipop"));
}

// What cannot be seen in a repaired term is written out beside it.
static void
test_repairs_show (void)
{
  g_autoptr (TodokuEdit) edit = compose ("v=spf1\u3000mx ~all", NULL);
  const TodokuDiffEntry *entry = g_ptr_array_index (edit->entries, 1);

  g_assert_cmpint (entry->op, ==, TODOKU_DIFF_CHANGE);
  g_assert_cmpstr (entry->term, ==, "mx");
  g_assert_nonnull (strstr (entry->was, "U+3000"));
}

static void
test_glued_terms_share_what_they_were (void)
{
  g_autoptr (TodokuEdit) edit = compose ("v=spf1 mxinclude:_spf.google.com ~all", NULL);

  for (guint i = 1; i <= 2; i++)
    {
      const TodokuDiffEntry *entry = g_ptr_array_index (edit->entries, i);

      g_assert_cmpint (entry->op, ==, TODOKU_DIFF_CHANGE);
      g_assert_cmpstr (entry->was, ==, "mxinclude:_spf.google.com");
    }
}

// What is told of a repair once is told of each term that it was made in, and only of those.
static void
test_quotes_are_told_of_each (void)
{
  g_autoptr (TodokuEdit) edit = compose ("v=spf1 \"mx\" \"a\" ip4:192.0.2.9 ~all", NULL);

  for (guint i = 1; i <= 2; i++)
    {
      const TodokuDiffEntry *entry = g_ptr_array_index (edit->entries, i);

      g_assert_cmpint (entry->op, ==, TODOKU_DIFF_CHANGE);
      g_assert_nonnull (strstr (entry->why, "quotes"));
    }
}

// What was mended may have been meant in another way: that it leads nowhere does not take it away.
static void
test_mended_stays (void)
{
  g_autoptr (GPtrArray) mended = strings_new ("v=spf1 a:gone.example, mx ~all");
  g_autoptr (GPtrArray) whole = strings_new ("v=spf1 a:gone.example mx ~all");
  g_autoptr (GPtrArray) texts = strings_new ("a:gone.example");
  g_autoptr (GPtrArray) nobody = g_ptr_array_new ();
  TodokuEditInput input = { .domain = "shop.example", .wanted = nobody };
  GPtrArray **const lists[] = { &input.broken, &input.empty, &input.covered };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (TodokuEdit) of_mended = NULL;
      g_autoptr (TodokuEdit) of_whole = NULL;

      *lists[i] = texts;
      input.published = mended;
      of_mended = todoku_edit_compose (&input);
      input.published = whole;
      of_whole = todoku_edit_compose (&input);
      *lists[i] = NULL;
      g_assert_cmpstr (of_mended->proposed, ==, "v=spf1 a:gone.example mx ~all");
      g_assert_cmpstr (of_whole->proposed, ==, "v=spf1 mx ~all");
    }
}

// What the person says a bare name was meant to be goes into the proposal.
static void
test_answers (void)
{
  const char *published = "v=spf1 _spf.google.com mx ~all";
  g_autoptr (GHashTable) answers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (TodokuEdit) unanswered = compose (published, answers);
  const TodokuFinding *question = g_ptr_array_index (unanswered->questions, 0);
  g_autoptr (TodokuEdit) answered = NULL;
  g_autoptr (TodokuEdit) dropped = NULL;
  g_autoptr (TodokuEdit) nonsense = NULL;

  g_assert_cmpstr (unanswered->proposed, ==, "v=spf1 mx ~all");
  g_assert_cmpstr (question->term, ==, "_spf.google.com");
  g_assert_cmpstr (question->options[0], ==, "include:_spf.google.com");
  g_assert_cmpstr (question->options[1], ==, "a:_spf.google.com");

  g_hash_table_insert (answers, (char *) "_spf.google.com", (char *) "include:_spf.google.com");
  answered = compose (published, answers);
  g_assert_cmpstr (answered->proposed, ==, "v=spf1 include:_spf.google.com mx ~all");
  g_assert_cmpuint (answered->questions->len, ==, 0);

  g_hash_table_insert (answers, (char *) "_spf.google.com", (char *) "");
  dropped = compose (published, answers);
  g_assert_cmpstr (dropped->proposed, ==, "v=spf1 mx ~all");

  g_hash_table_insert (answers, (char *) "_spf.google.com", (char *) "foo bar:");
  nonsense = compose (published, answers);
  g_assert_cmpstr (nonsense->proposed, ==, "v=spf1 mx ~all");
}

int
main (int argc, char *argv[])
{
  struct json_object *cases = NULL;

  g_test_init (&argc, &argv, NULL);

  cases = cases_load ("edit.json");
  cases_add (cases, 80, "/edit/case", "name", test_case);
  g_test_add_func ("/edit/reasons-name-who", test_reasons_name_who);
  g_test_add_func ("/edit/repairs-show", test_repairs_show);
  g_test_add_func ("/edit/glued-terms-share-what-they-were", test_glued_terms_share_what_they_were);
  g_test_add_func ("/edit/quotes-are-told-of-each", test_quotes_are_told_of_each);
  g_test_add_func ("/edit/mended-stays", test_mended_stays);
  g_test_add_func ("/edit/answers", test_answers);

  return cases_run (cases);
}
