// SPDX-License-Identifier: GPL-3.0-or-later

// The cases are in data/charset.json: the octets of a text as hexadecimal digits, the character set
// it says it is in, and what is to be read.

#include "input/charset.h"

#include <json-c/json.h>
#include <string.h>

static const char *
get_string (struct json_object *test, const char *key)
{
  return json_object_get_string (json_object_object_get (test, key));
}

static GByteArray *
read_octets (const char *digits)
{
  GByteArray *octets = g_byte_array_new ();

  for (; digits[0] != '\0'; digits += 2)
    {
      guint8 octet =
        (guint8) (g_ascii_xdigit_value (digits[0]) * 16 + g_ascii_xdigit_value (digits[1]));

      g_byte_array_append (octets, &octet, 1);
    }

  return octets;
}

// In memory of just its length, so that a step behind the end is seen.
static char *
read_text (struct json_object *test)
{
  g_autoptr (GByteArray) octets = read_octets (get_string (test, "hex"));
  g_autofree char *copy = g_memdup2 (octets->data, octets->len);

  return todoku_charset_to_utf8 (copy, octets->len, get_string (test, "charset"));
}

static void
test_case (gconstpointer data)
{
  struct json_object *test = (struct json_object *) data;
  g_autofree char *text = read_text (test);

  g_test_message ("%s", get_string (test, "name"));
  g_assert_cmpstr (text, ==, get_string (test, "text"));
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
      g_autoptr (GByteArray) octets = read_octets (get_string (test, "hex"));

      for (guint length = 0; length <= octets->len; length++)
        for (gsize c = 0; c < G_N_ELEMENTS (charsets); c++)
          {
            g_autofree char *copy = g_memdup2 (octets->data, length);
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
  g_autofree char *path = NULL;
  struct json_object *cases;
  int status;

  g_test_init (&argc, &argv, NULL);
  // One wrong case does not hide the others.
  g_test_set_nonfatal_assertions ();

  path = g_test_build_filename (G_TEST_DIST, "data", "charset.json", NULL);
  cases = json_object_from_file (path);
  g_assert_nonnull (cases);
  for (gsize i = 0; i < json_object_array_length (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("/charset/case/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (name, json_object_array_get_idx (cases, i), test_case);
    }
  g_test_add_data_func ("/charset/cut", cases, test_cut);
  g_test_add_func ("/charset/long", test_long);

  status = g_test_run ();
  json_object_put (cases);

  return status;
}
