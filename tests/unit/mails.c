// SPDX-License-Identifier: GPL-3.0-or-later

#include "mails.h"

#include <string.h>

static char *
build_path (const char *folder, const char *name, const char *ending)
{
  g_autofree char *file = g_strconcat (name, ending, NULL);

  return g_test_build_filename (G_TEST_DIST, "data", folder, file, NULL);
}

GPtrArray *
mails_add (const char *folder, GTestDataFunc function, guint *n_none)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  g_assert_nonnull (dir);
  *n_none = 0;
  for (const char *file; (file = g_dir_read_name (dir)) != NULL;)
    if (g_str_has_suffix (file, ".json"))
      {
        char *name = g_strndup (file, strlen (file) - strlen (".json"));
        g_autofree char *test = g_strdup_printf ("/%s/case/%s", folder, name);

        g_ptr_array_add (names, name);
        *n_none += g_str_has_prefix (name, "none-");
        g_test_add_data_func (test, name, function);
      }

  return names;
}

char *
mails_read (const char *folder, const char *name, gsize *length)
{
  static const char *const endings[] = { ".eml", ".txt" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = build_path (folder, name, endings[i]);
      char *octets;

      if (g_file_get_contents (path, &octets, length, NULL))
        return octets;
    }

  g_error ("%s has no text", name);
}

struct json_object *
mails_load_expected (const char *folder, const char *name)
{
  g_autofree char *path = build_path (folder, name, ".json");
  struct json_object *expected = json_object_from_file (path);

  g_assert_nonnull (expected);

  return expected;
}

static void
assert_nothing_more (struct json_object *expected,
                     struct json_object *found,
                     const char *const *optional)
{
  json_object_object_foreach (found, key, value)
  {
    if (value != NULL && !g_strv_contains (optional, key)
        && !json_object_object_get_ex (expected, key, NULL))
      g_error ("%s is %s, and was not expected", key, json_object_to_json_string (value));
  }
}

void
mails_compare (struct json_object *expected, struct json_object *found, const char *const *optional)
{
  assert_nothing_more (expected, found, optional);
  json_object_object_foreach (expected, key, value)
  {
    struct json_object *member = NULL;

    g_assert_true (json_object_object_get_ex (found, key, &member));
    if (!json_object_equal (value, member))
      g_error ("%s is %s, not %s", key, json_object_to_json_string (member),
               json_object_to_json_string (value));
  }
}
