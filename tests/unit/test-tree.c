// SPDX-License-Identifier: GPL-3.0-or-later

// The cases are in data/tree.json: a zone, and what the record of its domain costs.

#include "spf/tree.h"

#include "cases.h"
#include "zone-rule.h"

typedef struct
{
  const char *domain;
  TodokuSpfTree *tree;
} Walk;

static gboolean
build_rule (TodokuDnsFacts *facts, gpointer user_data)
{
  Walk *walk = user_data;
  g_autoptr (TodokuSpfRecord) record = NULL;
  gboolean complete;
  gsize length;

  // The zone of each case has the record, so it is known without asking.
  TodokuDnsAnswer *answer = todoku_dns_facts_peek (facts, walk->domain, TODOKU_DNS_TYPE_TXT);
  GBytes *text = todoku_dns_answer_get_record (answer, 0)->text;
  const char *octets = g_bytes_get_data (text, &length);

  record = todoku_spf_record_parse (octets, (gssize) length);
  g_clear_pointer (&walk->tree, todoku_spf_tree_free);
  walk->tree = todoku_spf_tree_build (facts, walk->domain, record, &complete);

  return complete;
}

static guint
get_count (struct json_object *test, const char *key)
{
  return (guint) json_object_get_int (case_get (test, key));
}

// A line for each term, and those of what it leads to behind it, one ">" deeper: what it is, how it
// stands, and its look-ups, and how many are void for clients of either family.
static void
print_nodes (GString *lines, const TodokuSpfTree *tree, guint depth)
{
  for (guint i = 0; i < tree->terms->len; i++)
    {
      const TodokuSpfTreeTerm *node = g_ptr_array_index (tree->terms, i);

      for (guint n = 0; n < depth; n++)
        g_string_append_c (lines, '>');
      g_string_append_printf (lines, "%s %s %u %u %u\n", node->term->text,
                              todoku_spf_tree_state_get_id (node->state), node->lookups,
                              node->void_lookups, node->void_lookups6);
      g_assert_true ((node->failure != NULL) == (node->state == TODOKU_SPF_TREE_DNS_FAILURE));
      if (node->child != NULL)
        print_nodes (lines, node->child, depth + 1);
    }
}

static void
assert_nodes (const TodokuSpfTree *tree, struct json_object *nodes)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GString) expected = g_string_new (NULL);

  print_nodes (lines, tree, 0);
  for (gsize i = 0; i < json_object_array_length (nodes); i++)
    g_string_append_printf (expected, "%s\n",
                            json_object_get_string (json_object_array_get_idx (nodes, i)));

  g_assert_cmpstr (lines->str, ==, expected->str);
}

// What is wrong with a record, and who gets in by it: nothing, where the case says nothing.
static void
assert_outcome (TodokuSpfTree *tree, struct json_object *test)
{
  const TodokuSpfTreeTerm *opening = todoku_spf_tree_find_opening (tree);

  g_assert_cmpint (todoku_spf_tree_is_broken (tree), ==,
                   json_object_get_boolean (case_get (test, "broken")));
  g_assert_cmpint (todoku_spf_tree_is_over_a_limit (tree), ==,
                   json_object_get_boolean (case_get (test, "over_a_limit")));
  g_assert_cmpstr (opening != NULL ? opening->term->text : NULL, ==,
                   case_get_string (test, "opening"));
}

static void
test_case (gconstpointer data)
{
  struct json_object *test = (struct json_object *) data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
  g_autoptr (TodokuDnsAnswer) answer = NULL;
  Walk walk = { .domain = case_get_string (test, "domain") };
  g_autoptr (TodokuDnsZone) zone =
    todoku_dns_zone_new_from_json (json_object_to_json_string (case_get (test, "zone")), &error);
  guint rounds;

  g_assert_no_error (error);
  answer = todoku_dns_zone_answer (zone, walk.domain, TODOKU_DNS_TYPE_TXT);
  todoku_dns_facts_learn (facts, walk.domain, TODOKU_DNS_TYPE_TXT, answer);
  rounds = zone_run_rule (zone, facts, build_rule, &walk);

  g_assert_cmpuint (walk.tree->lookups, ==, get_count (test, "lookups"));
  g_assert_cmpuint (walk.tree->void_lookups, ==, get_count (test, "void_lookups"));
  g_assert_cmpuint (walk.tree->void_lookups6, ==, get_count (test, "void_lookups6"));
  g_assert_cmpstr (todoku_spf_tree_state_get_id (walk.tree->state), ==,
                   case_get_string (test, "state"));
  g_assert_cmpuint (rounds, ==, get_count (test, "rounds"));
  assert_nodes (walk.tree, case_get (test, "nodes"));
  assert_outcome (walk.tree, test);

  todoku_spf_tree_free (walk.tree);
}

// Whoever publishes thousands of terms does not make us ask thousands of questions.
static void
test_bound (void)
{
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
  g_autoptr (GString) text = g_string_new ("v=spf1");
  g_autoptr (TodokuSpfRecord) record = NULL;
  g_autoptr (TodokuSpfTree) tree = NULL;
  g_autoptr (GPtrArray) wanted = NULL;
  gboolean complete;

  for (guint i = 0; i < 4000; i++)
    g_string_append_printf (text, " a:n%u.example", i);
  record = todoku_spf_record_parse (text->str, -1);
  tree = todoku_spf_tree_build (facts, "shop.example", record, &complete);
  wanted = todoku_dns_facts_take_wanted (facts);

  g_assert_cmpuint (tree->lookups, ==, 4000);
  g_assert_cmpuint (wanted->len, <=, 2 * 300);
}

static guint
count_nodes (const TodokuSpfTree *tree)
{
  guint n_nodes = tree->terms->len;

  for (guint i = 0; i < tree->terms->len; i++)
    {
      const TodokuSpfTreeTerm *node = g_ptr_array_index (tree->terms, i);

      n_nodes += node->child != NULL ? count_nodes (node->child) : 0;
    }

  return n_nodes;
}

// A record of thousands of terms that is included a hundred times is not gone through as often.
static void
test_bound_of_nodes (void)
{
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
  g_autoptr (GString) text = g_string_new ("v=spf1");
  g_autoptr (GString) large = g_string_new ("v=spf1");
  g_autoptr (TodokuSpfRecord) record = NULL;
  g_autoptr (TodokuSpfTree) tree = NULL;
  gboolean complete;

  for (guint i = 0; i < 5000; i++)
    g_string_append (large, " ip4:1.2.3.4");
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *name = g_strdup_printf ("n%u.example", i);
      GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_dns_record_free);
      TodokuDnsRecord *txt = todoku_dns_record_new (TODOKU_DNS_TYPE_TXT, 300);

      for (gsize at = 0; at < large->len; at += 255)
        todoku_dns_record_add_piece (txt, large->str + at, MIN (large->len - at, 255));
      g_ptr_array_add (records, txt);

      g_autoptr (TodokuDnsAnswer) answer =
        todoku_dns_answer_new (TODOKU_DNS_STATUS_FOUND, NULL, records);

      todoku_dns_facts_learn (facts, name, TODOKU_DNS_TYPE_TXT, answer);
      g_string_append_printf (text, " include:%s", name);
    }
  record = todoku_spf_record_parse (text->str, -1);
  tree = todoku_spf_tree_build (facts, "shop.example", record, &complete);

  g_assert_true (complete);
  g_assert_cmpuint (tree->lookups, ==, 100);
  g_assert_cmpuint (count_nodes (tree), <=, 20000 + 5000);
  g_assert_cmpuint (count_nodes (tree), >=, 20000);
}

int
main (int argc, char *argv[])
{
  struct json_object *cases = NULL;

  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();

  cases = cases_load ("tree.json");
  cases_add (cases, 1, "/tree/case", "name", test_case);
  g_test_add_func ("/tree/bound", test_bound);
  g_test_add_func ("/tree/bound-of-nodes", test_bound_of_nodes);

  return cases_run (cases);
}
