// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalog/glob.h"

#include <string.h>

static void
test_matches (void)
{
  g_assert_true (todoku_catalog_glob_matches ("ns[1-5].xserver.jp", "ns1.xserver.jp"));
  g_assert_true (todoku_catalog_glob_matches ("ns[1-5].xserver.jp", "NS5.XServer.JP"));
  g_assert_true (todoku_catalog_glob_matches ("ns[12a].x", "nsA.x"));
  g_assert_true (todoku_catalog_glob_matches ("*", ""));
  g_assert_true (todoku_catalog_glob_matches ("*.ns.cloudflare.com", "kim.ns.cloudflare.com"));
  g_assert_true (todoku_catalog_glob_matches ("*.awsdns-*", "ns-1.awsdns-12.co.uk"));
  g_assert_true (todoku_catalog_glob_matches ("a*b*c", "aXbXbXc"));
  g_assert_true (todoku_catalog_glob_matches ("n?.x", "n7.x"));
}

static void
test_does_not_match (void)
{
  g_assert_false (todoku_catalog_glob_matches ("ns[1-5].xserver.jp", "ns6.xserver.jp"));
  g_assert_false (todoku_catalog_glob_matches ("ns[1-5].xserver.jp", "ns12.xserver.jp"));
  g_assert_false (todoku_catalog_glob_matches ("ns[1-5].xserver.jp", "ns1xxserver.jp"));
  g_assert_false (todoku_catalog_glob_matches ("ns1.x", "ns1.x.evil.example"));
  g_assert_false (todoku_catalog_glob_matches ("ns1.x", "evil.ns1.x"));
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
test_valid (void)
{
  g_assert_true (todoku_catalog_glob_is_valid ("ns[1-5].xserver.jp"));
  g_assert_true (todoku_catalog_glob_is_valid ("*.awsdns-*"));
  g_assert_false (todoku_catalog_glob_is_valid (""));
  g_assert_false (todoku_catalog_glob_is_valid ("ns[1-5.xserver.jp"));
  g_assert_false (todoku_catalog_glob_is_valid ("ns[1"));
  g_assert_false (todoku_catalog_glob_is_valid ("ns1-5].xserver.jp"));
  g_assert_false (todoku_catalog_glob_is_valid ("ns[[1].x"));
  g_assert_false (todoku_catalog_glob_is_valid ("ns1 x"));
}

static void
test_list (void)
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
  g_test_add_func ("/glob/matches", test_matches);
  g_test_add_func ("/glob/does-not-match", test_does_not_match);
  g_test_add_func ("/glob/many-stars", test_many_stars);
  g_test_add_func ("/glob/valid", test_valid);
  g_test_add_func ("/glob/list", test_list);

  return g_test_run ();
}
