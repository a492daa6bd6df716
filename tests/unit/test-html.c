// SPDX-License-Identifier: GPL-3.0-or-later

// The cases are in data/html.json: "text" has what is read in HTML, "entities" what becomes of
// entities alone, "likely" what is taken for HTML at all.

#include "input/html.h"

#include <json-c/json.h>
#include <string.h>

static const char *
get (struct json_object *test, int index)
{
  return json_object_get_string (json_object_array_get_idx (test, (size_t) index));
}

// In memory of just its length, so that a step behind the end is seen.
static void
check (struct json_object *test, char *(*read) (const char *) )
{
  g_autofree char *html = g_strdup (get (test, 0));
  g_autofree char *text = read (html);

  g_test_message ("%s", html);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpstr (text, ==, get (test, 1));
}

static void
test_text (gconstpointer data)
{
  check ((struct json_object *) data, todoku_html_to_text);
}

static void
test_entities (gconstpointer data)
{
  check ((struct json_object *) data, todoku_html_decode_entities);
}

static void
test_likely (gconstpointer data)
{
  struct json_object *test = (struct json_object *) data;

  g_test_message ("%s", get (test, 0));
  g_assert_cmpint (todoku_html_is_likely (get (test, 0)), ==,
                   json_object_get_boolean (json_object_array_get_idx (test, 1)));
}

// A mail may be cut anywhere.
static void
test_cut (gconstpointer data)
{
  struct json_object *cases = (struct json_object *) data;

  for (gsize i = 0; i < json_object_array_length (cases); i++)
    {
      const char *html = get (json_object_array_get_idx (cases, i), 0);

      for (const char *end = html; *end != '\0'; end = g_utf8_next_char (end))
        {
          g_autofree char *cut = g_strndup (html, (gsize) (end - html));
          g_autofree char *text = todoku_html_to_text (cut);

          g_assert_true (g_utf8_validate (text, -1, NULL));
        }
    }
}

static void
add_cases (struct json_object *cases, const char *key, GTestDataFunc function)
{
  struct json_object *tests = json_object_object_get (cases, key);

  for (size_t i = 0; i < json_object_array_length (tests); i++)
    {
      g_autofree char *path = g_strdup_printf ("/html/%s/%" G_GSIZE_FORMAT, key, (gsize) i);

      g_test_add_data_func (path, json_object_array_get_idx (tests, i), function);
    }
}

int
main (int argc, char *argv[])
{
  g_autofree char *path = NULL;
  struct json_object *cases;
  int status;

  g_test_init (&argc, &argv, NULL);
  // One wrong case does not hide the others.
  g_test_set_nonfatal_assertions ();

  path = g_test_build_filename (G_TEST_DIST, "data", "html.json", NULL);
  cases = json_object_from_file (path);
  g_assert_nonnull (cases);
  add_cases (cases, "text", test_text);
  add_cases (cases, "entities", test_entities);
  add_cases (cases, "likely", test_likely);
  g_test_add_data_func ("/html/cut", json_object_object_get (cases, "text"), test_cut);

  status = g_test_run ();
  json_object_put (cases);

  return status;
}
