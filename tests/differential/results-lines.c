// SPDX-License-Identifier: GPL-3.0-or-later

// Reads Authentication-Results fields, line by line. Each line of the standard input is the value
// of one as a JSON string; each line of the standard output is {"authserv_id", "results":
// [{"method", "result", "properties"}]}.

#include "base/json.h"
#include "mail/received-results.h"

#include <stdio.h>

static struct json_object *
resinfo_to_json (const TodokuResinfo *resinfo)
{
  struct json_object *object = json_object_new_object ();
  struct json_object *properties = json_object_new_object ();
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, resinfo->properties);
  while (g_hash_table_iter_next (&iter, &name, &value))
    todoku_json_set_string (properties, name, value);
  todoku_json_set_string (object, "method", resinfo->method);
  todoku_json_set_string (object, "result", resinfo->result);
  json_object_object_add (object, "properties", properties);

  return object;
}

static struct json_object *
results_to_json (const TodokuAuthenticationResults *results)
{
  struct json_object *object = json_object_new_object ();
  struct json_object *list = json_object_new_array ();

  for (guint i = 0; i < results->list->len; i++)
    json_object_array_add (list, resinfo_to_json (g_ptr_array_index (results->list, i)));
  todoku_json_set_string (object, "authserv_id", results->authserv_id);
  json_object_object_add (object, "results", list);

  return object;
}

static void
answer_line (const char *line)
{
  struct json_object *value = json_tokener_parse (line);
  g_autoptr (TodokuAuthenticationResults) results =
    todoku_authentication_results_parse (json_object_get_string (value));
  struct json_object *object = results_to_json (results);

  puts (json_object_to_json_string_ext (object, JSON_C_TO_STRING_PLAIN));
  fflush (stdout);
  json_object_put (object);
  json_object_put (value);
}

int
main (void)
{
  char *line = NULL;
  size_t size = 0;

  while (getline (&line, &size, stdin) > 0)
    answer_line (line);
  free (line);

  return 0;
}
