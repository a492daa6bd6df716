// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalog/pattern.h"

static const TodokuMailHost somebody;

/* A catalog that knows one pattern. */
static TodokuCatalog *
make_catalog (const char *expression, const char *fills)
{
  TodokuCatalog *catalog = todoku_catalog_new_empty ();
  TodokuMailHost *host = g_new0 (TodokuMailHost, 1);
  TodokuCatalogPattern *pattern =
    todoku_catalog_pattern_new (TODOKU_PATTERN_SERVER, host, expression, fills, NULL);

  g_assert_nonnull (pattern);
  host->patterns = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_catalog_pattern_free);
  g_ptr_array_add (host->patterns, pattern);
  g_ptr_array_add (catalog->hosts, host);
  todoku_pattern_index_add (catalog->patterns, pattern);

  return catalog;
}

static gboolean
matches (TodokuCatalog *catalog, const char *text)
{
  g_autoptr (GPtrArray) found = todoku_catalog_match (catalog, TODOKU_PATTERN_SERVER, text);

  return found->len > 0;
}

static void
assert_filled (const char *expression, const char *text, const char *expected)
{
  g_autoptr (TodokuCatalog) catalog = make_catalog (expression, "key");
  g_autoptr (GPtrArray) found = todoku_catalog_match (catalog, TODOKU_PATTERN_SERVER, text);
  const TodokuCatalogMatch *match = g_ptr_array_index (found, 0);

  g_assert_cmpuint (found->len, ==, 1);
  g_assert_true (match->host == g_ptr_array_index (catalog->hosts, 0));
  g_assert_cmpstr (g_hash_table_lookup (match->values, "key"), ==, expected);
}

static void
test_fills (void)
{
  g_autoptr (TodokuCatalog) catalog = make_catalog ("^mx([0-9]+)\\.x$", "nn");
  g_autoptr (GPtrArray) others = todoku_catalog_match (catalog, TODOKU_PATTERN_MX, "mx22.x");

  assert_filled ("^mx([0-9]+)\\.x$", "mx22.x", "22");
  assert_filled ("^sv[0-9]+\\.x$", "sv1.x", "sv1.x");
  assert_filled ("\\.x$", "any.x", ".x");
  g_assert_false (matches (catalog, "mx.x"));
  g_assert_cmpuint (others->len, ==, 0);
}

/* Whatever of a company's a name fits, it is one company that it speaks for, with all it tells. */
static void
test_same_host (void)
{
  g_autoptr (TodokuCatalog) catalog = make_catalog ("^mx([0-9]+)\\.x$", "nn");
  TodokuMailHost *host = g_ptr_array_index (catalog->hosts, 0);
  TodokuCatalogPattern *second =
    todoku_catalog_pattern_new (TODOKU_PATTERN_SERVER, host, "^(mx)[0-9]+\\.x$", "kind", NULL);
  g_autoptr (GPtrArray) found = NULL;
  const TodokuCatalogMatch *match;

  second->position = 1;
  g_ptr_array_add (host->patterns, second);
  todoku_pattern_index_add (catalog->patterns, second);
  found = todoku_catalog_match (catalog, TODOKU_PATTERN_SERVER, "mx22.x");
  g_assert_cmpuint (found->len, ==, 1);
  match = g_ptr_array_index (found, 0);
  g_assert_cmpstr (g_hash_table_lookup (match->values, "nn"), ==, "22");
  g_assert_cmpstr (g_hash_table_lookup (match->values, "kind"), ==, "mx");
}

static void
test_bounds (void)
{
  g_autoptr (TodokuCatalog) catalog = make_catalog ("^a*$", NULL);
  g_autofree char *longest = g_strnfill (262, 'a');
  g_autofree char *longer = g_strnfill (263, 'a');

  g_assert_true (matches (catalog, longest));
  g_assert_true (matches (catalog, ""));
  g_assert_false (matches (catalog, longer));
  g_assert_false (matches (catalog, "a\n"));
  g_assert_false (matches (catalog, "a\xff"));
}

/* What a pattern is found by is the end that every match has for sure, by whole labels. */
static void
test_keys (void)
{
  static const struct
  {
    const char *expression;
    const char *key;
  } keys[] = {
    { "^smtp\\.google\\.com$", "smtp.google.com" },
    { "\\.sixcore\\.ne\\.jp$", "sixcore.ne.jp" },
    { "^sv[0-9]+\\.xserver\\.jp$", "xserver.jp" },
    { "^a:((?:sv[0-9]+\\.xserver\\.jp))$", "xserver.jp" },
    { "^mx[23]?\\.zoho\\.jp$", "zoho.jp" },
    { "oho\\.jp$", "jp" },
    { "\\.(?:xserver|xsrv)\\.jp$", "jp" },
    { "^[a-z]+\\.a\\.b\\.c\\.d\\.e$", "b.c.d.e" },
    { "^a-b\\.x\\.jp$", "a-b.x.jp" },
    { "^a\\|b\\.x\\.jp$", "x.jp" },
    { "[a|b]\\.x\\.jp$", "x.jp" },
    { "^(?:a)\\.jp$|^b\\.x\\.com$", "" },
    { "^jp$", "jp" },
    { "jp$", "" },
    { "\\.jp?$", "" },
    { "^a\\.jp$|^b\\.com$", "" },
    { "(?:a\\.jp|b\\.com)$", "" },
    { "(?<!a\\.jp)$", "" },
    { "[|(]\\.a\\.jp$", "a.jp" },
    { "\\.a\\.j\\w$", "" },
    { "x.jp$", "" },
    { "x\\.jp", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      TodokuCatalogPattern *pattern =
        todoku_catalog_pattern_new (TODOKU_PATTERN_MX, &somebody, keys[i].expression, NULL, NULL);

      g_test_message ("%s", keys[i].expression);
      g_assert_cmpstr (pattern->key, ==, keys[i].key);
      todoku_catalog_pattern_free (pattern);
    }
}

static void
test_literal (void)
{
  g_autoptr (GHashTable) index = todoku_pattern_index_new ();
  TodokuCatalogPattern *pattern =
    todoku_catalog_pattern_new_literal (TODOKU_PATTERN_TERM, &somebody, "include:a.b.c.d.e");
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) others = NULL;

  todoku_pattern_index_add (index, pattern);
  found = todoku_pattern_index_find (index, "include:x.b.c.d.e");
  others = todoku_pattern_index_find (index, "include:a.b.c.d.f");
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpuint (others->len, ==, 0);
  todoku_catalog_pattern_free (pattern);
}

static void
test_bad (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (
    todoku_catalog_pattern_new (TODOKU_PATTERN_MX, &somebody, "^sv[0-9+$", NULL, &error));
  g_assert_nonnull (error);
}

static void
test_glob_matches (void)
{
  g_assert_true (todoku_catalog_glob_matches ("ns[1-5].xserver.jp", "ns1.xserver.jp"));
  g_assert_true (todoku_catalog_glob_matches ("ns[1-5].xserver.jp", "NS5.XServer.JP"));
  g_assert_true (todoku_catalog_glob_matches ("ns[12a].x", "nsA.x"));
  g_assert_true (todoku_catalog_glob_matches ("*", ""));
  g_assert_true (todoku_catalog_glob_matches ("*.ns.cloudflare.com", "kim.ns.cloudflare.com"));
  g_assert_true (todoku_catalog_glob_matches ("*.awsdns-*", "ns-1.awsdns-12.co.uk"));
  g_assert_true (todoku_catalog_glob_matches ("a*b*c", "aXbXbXc"));
  g_assert_true (todoku_catalog_glob_matches ("n?.x", "n7.x"));
  g_assert_true (todoku_catalog_glob_matches ("ns[1-5", "ns3"));
}

static void
test_glob_does_not_match (void)
{
  g_assert_false (todoku_catalog_glob_matches ("ns[1-5].xserver.jp", "ns6.xserver.jp"));
  g_assert_false (todoku_catalog_glob_matches ("ns[1-5].xserver.jp", "ns12.xserver.jp"));
  g_assert_false (todoku_catalog_glob_matches ("ns[1-5].xserver.jp", "ns1xxserver.jp"));
  g_assert_false (todoku_catalog_glob_matches ("ns1.x", "ns1.x.evil.example"));
  g_assert_false (todoku_catalog_glob_matches ("ns1.x", "evil.ns1.x"));
  g_assert_false (todoku_catalog_glob_matches ("ns[1", "ns2"));
  g_assert_false (todoku_catalog_glob_matches ("ns[1-", "ns"));
  g_assert_false (todoku_catalog_glob_matches ("*.x", "x"));
  g_assert_false (todoku_catalog_glob_matches ("", "x"));
  g_assert_false (todoku_catalog_glob_matches ("x", ""));
  g_assert_false (todoku_catalog_glob_matches ("?", ""));
}

static void
test_many_stars (void)
{
  g_autofree char *name = g_strnfill (255, 'a');

  // Exponential work would never end here.
  g_assert_false (todoku_catalog_glob_matches ("*a*a*a*a*a*a*a*a*a*a*b", name));
}

static void
test_globs (void)
{
  const char *const globs[] = { "a.x", "*.y", NULL };

  g_assert_true (todoku_catalog_globs_match (globs, "b.y"));
  g_assert_false (todoku_catalog_globs_match (globs, "b.x"));
  g_assert_false (todoku_catalog_globs_match (NULL, "b.x"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pattern/fills", test_fills);
  g_test_add_func ("/pattern/same-host", test_same_host);
  g_test_add_func ("/pattern/bounds", test_bounds);
  g_test_add_func ("/pattern/keys", test_keys);
  g_test_add_func ("/pattern/literal", test_literal);
  g_test_add_func ("/pattern/bad", test_bad);
  g_test_add_func ("/pattern/glob-matches", test_glob_matches);
  g_test_add_func ("/pattern/glob-does-not-match", test_glob_does_not_match);
  g_test_add_func ("/pattern/many-stars", test_many_stars);
  g_test_add_func ("/pattern/globs", test_globs);

  return g_test_run ();
}
