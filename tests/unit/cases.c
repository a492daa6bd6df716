// SPDX-License-Identifier: GPL-3.0-or-later

#include "cases.h"

struct json_object *
cases_load (const char *file)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", file, NULL);
  struct json_object *cases = json_object_from_file (path);

  if (cases == NULL)
    g_error ("%s", json_util_get_last_err ());

  return cases;
}

// The number keeps paths different, and '/' in a label would begin a suite of its own.
static char *
make_path (const char *suite, gsize number, const char *label)
{
  g_autofree char *about = g_strconcat (label != NULL ? ": " : "", label, NULL);

  return g_strdup_printf ("%s/%" G_GSIZE_FORMAT "%s", suite, number,
                          g_strdelimit (about, "/", '|'));
}

void
cases_add (struct json_object *list,
           gsize at_least,
           const char *suite,
           const char *label,
           GTestDataFunc function)
{
  g_assert_true (json_object_is_type (list, json_type_array));
  g_assert_cmpuint (json_object_array_length (list), >=, at_least);
  for (gsize i = 0; i < json_object_array_length (list); i++)
    {
      struct json_object *test = json_object_array_get_idx (list, i);
      g_autofree char *path =
        make_path (suite, i, label != NULL ? case_get_string (test, label) : NULL);

      g_test_add_data_func (path, test, function);
    }
}

int
cases_run (struct json_object *cases)
{
  int status = g_test_run ();

  json_object_put (cases);

  return status;
}

struct json_object *
case_get (struct json_object *self, const char *key)
{
  return json_object_object_get (self, key);
}

const char *
case_get_string (struct json_object *self, const char *key)
{
  return json_object_get_string (case_get (self, key));
}

struct json_object *
case_make_zone (struct json_object *common, struct json_object *self)
{
  struct json_object *zone = NULL;

  json_object_deep_copy (common, &zone, NULL);
  json_object_object_foreach (case_get (self, "zone"), name, node)
  {
    json_object_object_add (zone, name, json_object_get (node));
  }

  return zone;
}

GBytes *
case_read_hex (const char *digits)
{
  GByteArray *octets = g_byte_array_new ();

  for (; *digits != '\0'; digits += 2)
    {
      int high = g_ascii_xdigit_value (digits[0]);
      int low = g_ascii_xdigit_value (digits[1]);
      guint8 octet = (guint8) (high << 4 | low);

      g_assert_cmpint (high, >=, 0);
      g_assert_cmpint (low, >=, 0);
      g_byte_array_append (octets, &octet, 1);
    }

  return g_byte_array_free_to_bytes (octets);
}

GBytes *
case_get_octets (struct json_object *self)
{
  struct json_object *text = case_get (self, "text");
  const char *digits = case_get_string (self, "hex");

  if (text != NULL)
    return g_bytes_new (json_object_get_string (text), (gsize) json_object_get_string_len (text));

  return digits != NULL ? case_read_hex (digits) : NULL;
}
