// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalog/pattern.h"

static GPtrArray *
make_patterns (const char *expression, const char *fills)
{
  GPtrArray *patterns =
    g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_catalog_pattern_free);
  g_autoptr (GRegex) regex = todoku_catalog_regex_new (expression, NULL);

  g_assert_nonnull (regex);
  g_ptr_array_add (patterns, todoku_catalog_pattern_new (regex, fills));

  return patterns;
}

static void
test_fills (void)
{
  g_autoptr (GPtrArray) group = make_patterns ("^mx([0-9]+)\\.x$", "nn");
  g_autoptr (GPtrArray) whole = make_patterns ("^sv[0-9]+\\.x$", "host");
  g_autoptr (GPtrArray) nothing = make_patterns ("\\.x$", NULL);
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_assert_true (todoku_catalog_patterns_match (group, "mx22.x", values));
  g_assert_true (todoku_catalog_patterns_match (whole, "sv1.x", values));
  g_assert_true (todoku_catalog_patterns_match (nothing, "any.x", values));
  g_assert_false (todoku_catalog_patterns_match (group, "mx.x", values));
  g_assert_cmpuint (g_hash_table_size (values), ==, 2);
  g_assert_cmpstr (g_hash_table_lookup (values, "nn"), ==, "22");
  g_assert_cmpstr (g_hash_table_lookup (values, "host"), ==, "sv1.x");

  // What is known stays.
  g_assert_true (todoku_catalog_patterns_match (whole, "sv2.x", values));
  g_assert_cmpstr (g_hash_table_lookup (values, "host"), ==, "sv1.x");
  g_assert_true (todoku_catalog_patterns_match (whole, "sv2.x", NULL));
}

static void
test_bounds (void)
{
  g_autoptr (GPtrArray) patterns = make_patterns ("^a*$", NULL);
  g_autofree char *longest = g_strnfill (262, 'a');
  g_autofree char *longer = g_strnfill (263, 'a');

  g_assert_true (todoku_catalog_patterns_match (patterns, longest, NULL));
  g_assert_false (todoku_catalog_patterns_match (patterns, longer, NULL));
  g_assert_false (todoku_catalog_patterns_match (patterns, "a\n", NULL));
  g_assert_false (todoku_catalog_patterns_match (patterns, "a\xff", NULL));
}

static void
test_bad (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (todoku_catalog_regex_new ("^sv[0-9+$", &error));
  g_assert_nonnull (error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pattern/fills", test_fills);
  g_test_add_func ("/pattern/bounds", test_bounds);
  g_test_add_func ("/pattern/bad", test_bad);

  return g_test_run ();
}
