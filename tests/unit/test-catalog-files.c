// SPDX-License-Identifier: GPL-3.0-or-later

// What is wrong with the files of a catalog is told, with the place.

#include "catalog/catalog.h"

#include "cases.h"

#include <glib/gstdio.h>
#include <string.h>

/* Without waiting for the disk as g_file_set_contents() does. Written in place a shorter text would
 * keep the end of a longer one, so the old file goes first. */
static void
write_file (const char *path, const char *text, gssize length)
{
  g_autoptr (GError) error = NULL;

  g_remove (path);
  g_file_set_contents_full (path, text, length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

static const char *const good_files[] = {
  "hosts/full.json",           "hosts/hosting.json",
  "dns-providers/full.json",   "dns-providers/hosting.json",
  "dns-providers/unseen.json", "senders.json",
  "general-steps.json",        "free-mail.json",
};

/* Copies the good catalog to @folder. */
static void
copy_good (const char *folder)
{
  g_autofree char *good = g_test_build_filename (G_TEST_DIST, "data", "catalog", "good", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (good_files); i++)
    {
      g_autofree char *from = g_build_filename (good, good_files[i], NULL);
      g_autofree char *to = g_build_filename (folder, good_files[i], NULL);
      g_autofree char *directory = g_path_get_dirname (to);
      g_autofree char *text = NULL;
      gsize length = 0;

      g_assert_cmpint (g_mkdir_with_parents (directory, 0700), ==, 0);
      g_assert_true (g_file_get_contents (from, &text, &length, NULL));
      write_file (to, text, (gssize) length);
    }
}

static void
replace_first (const char *path, const char *from, const char *to)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));

  const char *at = strstr (text, from);

  g_assert_nonnull (at);

  g_autofree char *before = g_strndup (text, (gsize) (at - text));
  g_autofree char *changed = g_strconcat (before, to, at + strlen (from), NULL);

  write_file (path, changed, -1);
}

static void
assert_broken (const char *folder, json_object *broken)
{
  g_autofree char *path = g_build_filename (folder, case_get_string (broken, "file"), NULL);
  g_autoptr (GError) error = NULL;

  copy_good (folder);
  replace_first (path, case_get_string (broken, "from"), case_get_string (broken, "to"));

  g_autoptr (TodokuCatalog) catalog = todoku_catalog_load (folder, &error);

  g_test_message ("%s → %s", case_get_string (broken, "from"), case_get_string (broken, "to"));
  g_assert_null (catalog);
  g_assert_nonnull (error);
  g_assert_true (error->domain == TODOKU_CATALOG_ERROR);
  if (!g_str_has_prefix (error->message, case_get_string (broken, "error")))
    g_assert_cmpstr (error->message, ==, case_get_string (broken, "error"));
}

static void
remove_folder (const char *folder)
{
  static const char *const folders[] = { "hosts", "dns-providers", "" };

  for (guint i = 0; i < G_N_ELEMENTS (good_files); i++)
    {
      g_autofree char *path = g_build_filename (folder, good_files[i], NULL);

      g_remove (path);
    }
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (folder, folders[i], NULL);

      g_remove (path);
    }
}

static void
test_broken (void)
{
  g_autofree char *folder = g_dir_make_tmp ("todoku-catalog-XXXXXX", NULL);
  json_object *cases = cases_load ("catalog/broken.json");

  g_assert_nonnull (folder);
  g_assert_cmpuint (json_object_array_length (cases), >, 30);
  for (gsize i = 0; i < json_object_array_length (cases); i++)
    assert_broken (folder, json_object_array_get_idx (cases, i));

  remove_folder (folder);
  json_object_put (cases);
}

/* @path, as "hosts/full.json: notes[0].ja", without the numbers. */
static gboolean
is_one_of (const char *const *globs, const char *path)
{
  g_autofree char *plain = g_strdup (path);
  char *to = plain;

  for (const char *at = path; *at != '\0'; at++)
    if (*at == '[')
      at = strchr (at, ']');
    else
      *to++ = *at;
  *to = '\0';
  for (; *globs != NULL; globs++)
    if (g_pattern_match_simple (*globs, plain))
      return TRUE;

  return FALSE;
}

/* @root, which is in @file of @folder, was changed at @path. */
static void
assert_loads (const char *folder,
              const char *file,
              json_object *root,
              const char *path,
              const char *problem)
{
  g_autofree char *target = g_build_filename (folder, file, NULL);
  g_autofree char *expected = g_strconcat (path, problem, NULL);
  g_autoptr (GError) error = NULL;

  write_file (target, json_object_to_json_string (root), -1);

  g_autoptr (TodokuCatalog) catalog = todoku_catalog_load (folder, &error);

  g_test_message ("%s%s", path, problem != NULL ? problem : "");
  g_assert_cmpint (catalog != NULL, ==, problem == NULL);
  if (problem == NULL)
    g_assert_no_error (error);
  else if (error == NULL || !g_str_has_prefix (error->message, expected))
    g_assert_cmpstr (error != NULL ? error->message : NULL, ==, expected);
}

/* Takes each member of @value, which is at @path, away, and makes it null. */
static void
try_members (const char *folder,
             const char *file,
             json_object *root,
             json_object *value,
             const char *path)
{
  static const char *const left_out[] = {
    "*.by_hand",
    "*.make",
    "*.make_short",
    "*dkim",
    "*dkim.panel",
    "hosts/*: dmarc",
    "*: sign_in",
    "*.line",
    "*: dangers",
    "*.when",
    "*fields.alias",
    "*.one_set",
    "*.unless_ns",
    "*.labels",
    "*: labels",
    "*schema",
    "free-mail.json: source",
    "*comment",
    "*_sources",
    NULL,
  };
  static const char *const nullable[] = {
    "*: company",    "*: url",         "*source.url",
    "*.example",     "*spf.value",     "*.fills",
    "*: switch",     "*.show",         "*: dns_provider",
    "*fields.host",  "*fields.apex",   "*fields.type",
    "*fields.value", "*fields.quotes", "*.value_max",
    "*: wait",       "*.note",         NULL,
  };
  // Only people read them.
  static const char *const unread[] = {
    "*schema", "*comment", "*labels", "*_sources", "free-mail.json: source", "*sign_in.source", NULL
  };
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0;
       json_object_is_type (value, json_type_array) && i < json_object_array_length (value); i++)
    {
      g_autofree char *element = g_strdup_printf ("%s[%zu]", path, i);

      try_members (folder, file, root, json_object_array_get_idx (value, i), element);
    }
  if (!json_object_is_type (value, json_type_object))
    return;

  json_object_object_foreach (value, name, member)
  {
    (void) member;
    g_ptr_array_add (keys, g_strdup (name));
  }
  for (guint i = 0; i < keys->len; i++)
    {
      const char *key = g_ptr_array_index (keys, i);
      json_object *kept = json_object_get (json_object_object_get (value, key));
      g_autofree char *at = g_strconcat (path, g_str_has_suffix (path, ":") ? " " : ".", key, NULL);

      if (!is_one_of (unread, at))
        {
          json_object_object_del (value, key);
          assert_loads (folder, file, root, at, is_one_of (left_out, at) ? NULL : ": is missing");
          json_object_object_add (value, key, NULL);
          assert_loads (folder, file, root, at, is_one_of (nullable, at) ? NULL : ": must be ");
          json_object_object_add (value, key, json_object_get (kept));
          try_members (folder, file, root, kept, at);
        }
      json_object_put (kept);
    }
}

/* Nothing that a file must have is missed only where it is needed. */
static void
test_members (void)
{
  static const char *const files[] = { "hosts/full.json", "dns-providers/full.json", "senders.json",
                                       "general-steps.json", "free-mail.json" };
  g_autofree char *folder = g_dir_make_tmp ("todoku-catalog-XXXXXX", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i], NULL);
      g_autofree char *begin = g_strconcat (files[i], ":", NULL);
      json_object *root;

      copy_good (folder);
      root = json_object_from_file (path);
      g_assert_nonnull (root);
      try_members (folder, files[i], root, root, begin);
      json_object_put (root);
    }
  remove_folder (folder);
}

static void
test_long_string (void)
{
  g_autofree char *folder = g_dir_make_tmp ("todoku-catalog-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "hosts", "full.json", NULL);
  g_autofree char *longest = g_strnfill (1200, 'x');
  g_autofree char *longer = g_strnfill (1201, 'x');
  json_object *root;
  json_object *name;

  copy_good (folder);
  root = json_object_from_file (path);
  name = json_object_object_get (root, "name");
  json_object_object_add (name, "en", json_object_new_string (longest));
  assert_loads (folder, "hosts/full.json", root, "hosts/full.json: name.en", NULL);
  json_object_object_add (name, "en", json_object_new_string (longer));
  assert_loads (folder, "hosts/full.json", root, "hosts/full.json: name.en", ": is too long");
  json_object_put (root);
  remove_folder (folder);
}

static void
test_not_utf8 (void)
{
  g_autofree char *folder = g_dir_make_tmp ("todoku-catalog-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "hosts", "hosting.json", NULL);
  g_autoptr (GError) error = NULL;

  copy_good (folder);
  replace_first (path, "Hosting", "Host\xffing");

  g_autoptr (TodokuCatalog) catalog = todoku_catalog_load (folder, &error);

  g_assert_null (catalog);
  g_assert_error (error, TODOKU_CATALOG_ERROR, TODOKU_CATALOG_ERROR_SYNTAX);
  remove_folder (folder);
}

static void
test_nul (void)
{
  g_autofree char *folder = g_dir_make_tmp ("todoku-catalog-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "senders.json", NULL);
  static const char text[] = "{\"senders\": []}\0{";
  g_autoptr (GError) error = NULL;

  copy_good (folder);
  write_file (path, text, sizeof (text) - 1);

  g_autoptr (TodokuCatalog) catalog = todoku_catalog_load (folder, &error);

  g_assert_null (catalog);
  g_assert_error (error, TODOKU_CATALOG_ERROR, TODOKU_CATALOG_ERROR_SYNTAX);
  remove_folder (folder);
}

static void
test_missing (void)
{
  static const char *const names[] = { "senders.json", "general-steps.json", "free-mail.json" };
  g_autofree char *folder = g_dir_make_tmp ("todoku-catalog-XXXXXX", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      g_autoptr (GError) error = NULL;

      copy_good (folder);
      g_remove (path);
      g_assert_null (todoku_catalog_load (folder, &error));
      g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
    }
  remove_folder (folder);

  g_autoptr (GError) error = NULL;

  g_assert_null (todoku_catalog_load ("/nonexistent/catalog", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

static void
test_passed_over (void)
{
  g_autofree char *folder = g_dir_make_tmp ("todoku-catalog-XXXXXX", NULL);
  g_autofree char *hidden = g_build_filename (folder, "hosts", ".#hosting.json", NULL);
  g_autofree char *backup = g_build_filename (folder, "hosts", "hosting.json~", NULL);

  copy_good (folder);
  write_file (hidden, "", 0);
  write_file (backup, "", 0);

  g_autoptr (GError) error = NULL;
  g_autoptr (TodokuCatalog) catalog = todoku_catalog_load (folder, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (catalog->hosts->len, ==, 2);
  g_remove (hidden);
  g_remove (backup);
  remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalog-files/broken", test_broken);
  g_test_add_func ("/catalog-files/members", test_members);
  g_test_add_func ("/catalog-files/long-string", test_long_string);
  g_test_add_func ("/catalog-files/not-utf8", test_not_utf8);
  g_test_add_func ("/catalog-files/nul", test_nul);
  g_test_add_func ("/catalog-files/missing", test_missing);
  g_test_add_func ("/catalog-files/passed-over", test_passed_over);

  return g_test_run ();
}
