// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/json.h"

struct json_object *
todoku_json_parse (const char *text, gsize length, const char **problem)
{
  struct json_tokener *tokener = json_tokener_new ();
  struct json_object *root = NULL;

  // JSON_TOKENER_STRICT is not for us: with it json-c 0.18 takes every octet over 127 in a string
  // for a control character.
  json_tokener_set_flags (tokener, JSON_TOKENER_VALIDATE_UTF8);

  // The NUL at the end goes in too: without it json-c waits for more after a bare number.
  if (length < G_MAXINT)
    root = json_tokener_parse_ex (tokener, text, (int) length + 1);

  enum json_tokener_error status = json_tokener_get_error (tokener);

  *problem = NULL;
  if (length >= G_MAXINT)
    *problem = "is too large";
  else if (status != json_tokener_success)
    *problem = json_tokener_error_desc (status);
  else if (json_tokener_get_parse_end (tokener) < length)
    *problem = "something follows the object";
  else if (!json_object_is_type (root, json_type_object))
    *problem = "must be an object";
  if (*problem != NULL)
    g_clear_pointer (&root, json_object_put);
  json_tokener_free (tokener);

  return root;
}

void
todoku_json_set_string (struct json_object *object, const char *key, const char *text)
{
  json_object_object_add (object, key, text != NULL ? json_object_new_string (text) : NULL);
}

void
todoku_json_set_strings (struct json_object *object, const char *key, const char *const *array)
{
  struct json_object *list = json_object_new_array ();

  for (; array != NULL && *array != NULL; array++)
    json_object_array_add (list, json_object_new_string (*array));
  json_object_object_add (object, key, list);
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
