// SPDX-License-Identifier: GPL-3.0-or-later

#include "shipped.h"

#include "base/paths.h"

TodokuCatalog *
shipped_catalog_load (void)
{
  g_autofree char *folder = g_build_filename (todoku_paths_get_data_dir (), "catalog", NULL);
  g_autoptr (GError) error = NULL;
  TodokuCatalog *catalog = todoku_catalog_load (folder, &error);

  g_assert_no_error (error);

  return catalog;
}

TodokuBounceRules *
shipped_bounce_rules_load (void)
{
  g_autofree char *folder = g_build_filename (todoku_paths_get_data_dir (), "catalog", NULL);
  g_autoptr (GError) error = NULL;
  TodokuBounceRules *rules = todoku_bounce_rules_load (folder, &error);

  g_assert_no_error (error);

  return rules;
}

TodokuDnsZone *
shipped_zone_load (void)
{
  g_autofree char *path =
    g_build_filename (todoku_paths_get_data_dir (), "practice-zone.json", NULL);
  g_autoptr (GError) error = NULL;
  TodokuDnsZone *zone = todoku_dns_zone_new_from_file (path, &error);

  g_assert_no_error (error);

  return zone;
}
