// SPDX-License-Identifier: GPL-3.0-or-later

// The cases are in data/html.json: "text" has what is read in HTML, "entities" what becomes of
// entities alone, "likely" what is taken for HTML at all.

#include "mail/text.h"

#include "cases.h"

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

int
main (int argc, char *argv[])
{
  struct json_object *cases = NULL;

  g_test_init (&argc, &argv, NULL);
  // One wrong case does not hide the others.
  g_test_set_nonfatal_assertions ();

  cases = cases_load ("html.json");
  cases_add (case_get (cases, "text"), 1, "/html/text", NULL, test_text);
  cases_add (case_get (cases, "entities"), 1, "/html/entities", NULL, test_entities);
  cases_add (case_get (cases, "likely"), 1, "/html/likely", NULL, test_likely);
  g_test_add_data_func ("/html/cut", case_get (cases, "text"), test_cut);

  return cases_run (cases);
}
