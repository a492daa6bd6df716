// SPDX-License-Identifier: GPL-3.0-or-later

// Runs the fuzzer it is linked with on every file of a folder.

#include "fuzz.h"

#include <glib.h>

// A copy that ends where the input ends, so that a sanitizer sees who reads on.
static void
run (const char *octets, gsize length)
{
  g_autofree guint8 *copy = length > 0 ? g_memdup2 (octets, length) : g_malloc (1);

  LLVMFuzzerTestOneInput (copy, length);
}

static void
run_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *octets = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &octets, &length, &error);
  g_assert_no_error (error);
  for (gsize n = 0; n <= length; n++)
    run (octets, n);
}

int
main (int argc, char *argv[])
{
  g_assert_cmpint (argc, ==, 2);

  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = g_dir_open (argv[1], 0, &error);
  guint n_files = 0;

  g_assert_no_error (error);
  for (const char *name; (name = g_dir_read_name (folder)) != NULL; n_files++)
    run_file (argv[1], name);
  g_assert_cmpuint (n_files, >, 0);
  g_print ("%u files\n", n_files);

  return 0;
}
