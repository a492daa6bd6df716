// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalog/catalog.h"

#include "base/paths.h"
#include "catalog/template.h"

static TodokuCatalog *
load_shipped (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_build_filename (todoku_paths_get_data_dir (), "catalog", NULL);
  TodokuCatalog *catalog = todoku_catalog_load (folder, &error);

  g_assert_no_error (error);
  g_assert_nonnull (catalog);

  return catalog;
}

static void
test_shipped (void)
{
  g_autoptr (TodokuCatalog) catalog = load_shipped ();
  const TodokuMailHost *first = g_ptr_array_index (todoku_catalog_get_hosts (catalog), 0);

  g_assert_cmpstr (first->id, ==, "xserver");
  g_assert_nonnull (todoku_catalog_find_host (catalog, "lolipop"));
  g_assert_null (todoku_catalog_find_host (catalog, "nobody"));
  g_assert_null (todoku_catalog_find_host (catalog, NULL));
  g_assert_nonnull (todoku_catalog_find_sender (catalog, "google-workspace"));
  g_assert_nonnull (todoku_catalog_find_dns_provider (catalog, "muumuu-dns"));
}

static void
test_name_server (void)
{
  g_autoptr (TodokuCatalog) catalog = load_shipped ();

  g_assert_cmpstr (todoku_catalog_match_name_server (catalog, "ns3.xserver.jp")->id, ==, "xserver");
  g_assert_cmpstr (todoku_catalog_match_name_server (catalog, "ns1.dns.ne.jp")->id, ==, "sakura");
  g_assert_null (todoku_catalog_match_name_server (catalog, "ns6.xserver.jp"));
  g_assert_null (todoku_catalog_match_name_server (catalog, "ns1.xserver.jp.evil.example"));
  g_assert_null (todoku_catalog_match_name_server (catalog, ""));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalog/shipped", test_shipped);
  g_test_add_func ("/catalog/name-server", test_name_server);

  return g_test_run ();
}
