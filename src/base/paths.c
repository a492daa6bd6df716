// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/paths.h"

#include "install-paths.h"

// A file in the build folder that says where the source is.
#define BUILD_FILE "todoku-build.ini"

// The build folder that the program lies in, as `build/src/cli/todoku-cli` or
// `build/tests/unit/test-name`, and what its BUILD_FILE says; NULL where it lies in none. One that
// is installed below a build folder lies elsewhere.
static char *
find_build_root (char **source_root)
{
  g_autoptr (GKeyFile) build = g_key_file_new ();
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : g_strdup (".");
  g_autofree char *part = g_path_get_dirname (folder);
  g_autofree char *root = g_path_get_dirname (part);
  g_autofree char *file = g_build_filename (root, BUILD_FILE, NULL);

  if ((g_str_has_suffix (part, "/src") || g_str_has_suffix (part, "/tests"))
      && g_key_file_load_from_file (build, file, G_KEY_FILE_NONE, NULL))
    *source_root = g_key_file_get_value (build, "Build", "Source", NULL);

  return *source_root != NULL ? g_steal_pointer (&root) : NULL;
}

typedef struct
{
  const char *data;
  const char *locale;
  const char *schema;
} Paths;

static const Paths *
get_paths (void)
{
  static Paths paths = { TODOKU_DATA_DIR, TODOKU_LOCALE_DIR, NULL };
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      g_autofree char *source_root = NULL;
      g_autofree char *build_root = find_build_root (&source_root);

      if (build_root != NULL)
        {
          paths.data = g_build_filename (source_root, "data", NULL);
          paths.locale = g_build_filename (build_root, "po", NULL);
          paths.schema = g_build_filename (build_root, "data", NULL);
        }
      g_once_init_leave (&once, 1);
    }

  return &paths;
}

gboolean
todoku_paths_is_installed (void)
{
  return get_paths ()->schema == NULL;
}

const char *
todoku_paths_get_data_dir (void)
{
  return get_paths ()->data;
}

const char *
todoku_paths_get_locale_dir (void)
{
  return get_paths ()->locale;
}

const char *
todoku_paths_get_schema_dir (void)
{
  return get_paths ()->schema;
}
