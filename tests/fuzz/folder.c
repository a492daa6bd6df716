// SPDX-License-Identifier: GPL-3.0-or-later

#include "folder.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

#define MEMORY "/dev/shm"

static char *folder;

static void
remove_all (const char *path)
{
  g_autoptr (GDir) files = g_dir_open (path, 0, NULL);
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_all (child);
    }
  g_remove (path);
}

static void
remove_folder (void)
{
  remove_all (folder);
  g_free (folder);
}

const char *
fuzz_folder_get (void)
{
  const char *base = g_access (MEMORY, W_OK) == 0 ? MEMORY : g_get_tmp_dir ();

  if (folder != NULL)
    return folder;
  folder = g_mkdtemp (g_build_filename (base, "todoku-fuzz-XXXXXX", NULL));
  g_assert (folder != NULL);
  atexit (remove_folder);

  return folder;
}

char *
fuzz_folder_write (const char *name, const void *octets, gsize length)
{
  char *path = g_build_filename (fuzz_folder_get (), name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_assert (g_mkdir_with_parents (parent, 0700) == 0);
  // Written in place a shorter text would keep the end of a longer one.
  g_remove (path);
  g_assert (g_file_set_contents_full (path, length > 0 ? octets : "", (gssize) length,
                                      G_FILE_SET_CONTENTS_NONE, 0600, NULL));

  return path;
}

guint
fuzz_folder_remove (const char *prefix)
{
  g_autoptr (GDir) files = g_dir_open (fuzz_folder_get (), 0, NULL);
  const char *name;
  guint n_removed = 0;

  while ((name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_prefix (name, prefix) && g_remove (path) == 0)
        n_removed++;
    }

  return n_removed;
}
