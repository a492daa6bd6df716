// SPDX-License-Identifier: GPL-3.0-or-later

// The cases are in data/charset.json: the octets of a text as hexadecimal digits, the character set
// it says it is in, and what is to be read.

#include "base/charset.h"

#include "cases.h"

// In memory of just its length, so that a step behind the end is seen.
static char *
read_text (struct json_object *test)
{
  g_autoptr (GBytes) octets = case_read_hex (case_get_string (test, "hex"));
  gsize length = g_bytes_get_size (octets);
  g_autofree char *copy = g_memdup2 (g_bytes_get_data (octets, NULL), length);

  return todoku_charset_to_utf8 (copy, length, case_get_string (test, "charset"));
}

static void
test_case (gconstpointer data)
{
  struct json_object *test = (struct json_object *) data;
  g_autofree char *text = read_text (test);

  g_assert_cmpstr (text, ==, case_get_string (test, "text"));
}

// However a text is cut, what comes of it is UTF-8 and ends.
static void
test_cut (gconstpointer data)
{
  struct json_object *cases = (struct json_object *) data;
  static const char *const charsets[] = { NULL,     "utf-8",  "iso-2022-jp", "shift_jis",
                                          "euc-jp", "utf-16", "no-such-set" };

  for (gsize i = 0; i < json_object_array_length (cases); i++)
    {
      struct json_object *test = json_object_array_get_idx (cases, i);
      g_autoptr (GBytes) octets = case_read_hex (case_get_string (test, "hex"));

      for (gsize length = 0; length <= g_bytes_get_size (octets); length++)
        for (gsize c = 0; c < G_N_ELEMENTS (charsets); c++)
          {
            g_autofree char *copy = g_memdup2 (g_bytes_get_data (octets, NULL), length);
            g_autofree char *text = todoku_charset_to_utf8 (copy, length, charsets[c]);

            g_assert_true (g_utf8_validate (text, -1, NULL));
          }
    }
}

// More than what is converted at a time, with something unreadable at each place in turn.
static void
test_long (void)
{
  for (guint n = 1010; n < 1034; n++)
    {
      g_autoptr (GString) octets = g_string_new ("\x1b$B");
      g_autofree char *text = NULL;

      for (guint i = 0; i < n; i++)
        g_string_append (octets, "F|");
      g_string_append (octets, "\xff"
                               "F|");
      text = todoku_charset_to_utf8 (octets->str, octets->len, NULL);

      g_assert_cmpint (g_utf8_strlen (text, -1), ==, n + 2);
      g_assert_true (g_str_has_suffix (text, "日\xef\xbf\xbd日"));
    }
}

int
main (int argc, char *argv[])
{
  struct json_object *cases = NULL;

  g_test_init (&argc, &argv, NULL);
  // One wrong case does not hide the others.
  g_test_set_nonfatal_assertions ();

  cases = cases_load ("charset.json");
  cases_add (cases, 1, "/charset/case", "name", test_case);
  g_test_add_data_func ("/charset/cut", cases, test_cut);
  g_test_add_func ("/charset/long", test_long);

  return cases_run (cases);
}
