// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/paths.h"

#include "config.h"

gboolean
todoku_paths_is_installed (void)
{
  static gsize once = 0;
  enum
  {
    UNINSTALLED = 1,
    INSTALLED,
  };

  if (g_once_init_enter (&once))
    {
      g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
      gboolean in_build = program != NULL && g_str_has_prefix (program, TODOKU_BUILD_ROOT "/");

      g_once_init_leave (&once, in_build ? UNINSTALLED : INSTALLED);
    }

  return once == INSTALLED;
}

const char *
todoku_paths_get_data_dir (void)
{
  return todoku_paths_is_installed () ? TODOKU_DATA_DIR : TODOKU_SOURCE_ROOT "/data";
}

const char *
todoku_paths_get_locale_dir (void)
{
  return todoku_paths_is_installed () ? TODOKU_LOCALE_DIR : TODOKU_BUILD_ROOT "/po";
}

const char *
todoku_paths_get_schema_dir (void)
{
  return todoku_paths_is_installed () ? NULL : TODOKU_BUILD_ROOT "/data";
}
