// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/json.h"

struct json_object *
todoku_json_from_string (const char *text)
{
  return text != NULL ? json_object_new_string (text) : NULL;
}

struct json_object *
todoku_json_from_strings (const char *const *array)
{
  struct json_object *list = json_object_new_array ();

  for (guint i = 0; array != NULL && array[i] != NULL; i++)
    json_object_array_add (list, json_object_new_string (array[i]));

  return list;
}

void
todoku_json_set_string (struct json_object *object, const char *key, const char *text)
{
  json_object_object_add (object, key, todoku_json_from_string (text));
}

void
todoku_json_set_strings (struct json_object *object, const char *key, const char *const *array)
{
  json_object_object_add (object, key, todoku_json_from_strings (array));
}

void
todoku_json_set_int (struct json_object *object, const char *key, gint64 number)
{
  json_object_object_add (object, key, json_object_new_int64 (number));
}

void
todoku_json_set_boolean (struct json_object *object, const char *key, gboolean value)
{
  json_object_object_add (object, key, json_object_new_boolean (value));
}
