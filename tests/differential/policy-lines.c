// SPDX-License-Identifier: GPL-3.0-or-later

// Reads DMARC records, line by line: each line of the standard input is a record in hexadecimal
// digits; each line of the standard output is {"record", "p", "sp", "adkim", "aspf", "rua",
// "findings": [id, …]}.

#include "dmarc/lint.h"
#include "dmarc/record.h"

#include "base/finding.h"
#include "cases.h"

#include <json-c/json.h>
#include <stdio.h>

static void
add_string (struct json_object *object, const char *key, const char *value)
{
  json_object_object_add (object, key, value != NULL ? json_object_new_string (value) : NULL);
}

static void
add_tag (struct json_object *object, const TodokuDmarcRecord *record, const char *name)
{
  const TodokuTag *tag = todoku_tag_list_find (record->tags, name);

  add_string (object, name, tag != NULL ? tag->value : NULL);
}

static struct json_object *
list_findings (const char *text, gsize length)
{
  struct json_object *list = json_object_new_array ();
  g_autoptr (GPtrArray) findings = todoku_dmarc_lint_text (text, length);

  for (guint i = 0; i < findings->len; i++)
    json_object_array_add (list,
                           json_object_new_string (((TodokuFinding *) findings->pdata[i])->id));

  return list;
}

static void
answer_line (const char *digits)
{
  g_autoptr (GBytes) octets = case_read_hex (digits);
  gsize length = 0;
  const char *data = g_bytes_get_data (octets, &length);
  const char *text = data != NULL ? data : "";
  g_autoptr (TodokuDmarcRecord) record = todoku_dmarc_record_parse (text, length);
  g_auto (GStrv) rua = todoku_dmarc_list_addresses (todoku_tag_list_find (record->tags, "rua"));
  struct json_object *object = json_object_new_object ();

  json_object_object_add (object, "record", json_object_new_boolean (record->is_record));
  add_string (object, "p", todoku_dmarc_policy_get_id (record->policy));
  add_string (object, "sp", todoku_dmarc_policy_get_id (record->subdomain_policy));
  add_tag (object, record, "adkim");
  add_tag (object, record, "aspf");
  json_object_object_add (object, "rua", json_object_new_array ());
  for (guint i = 0; rua[i] != NULL; i++)
    json_object_array_add (json_object_object_get (object, "rua"), json_object_new_string (rua[i]));
  json_object_object_add (object, "findings", list_findings (text, length));
  puts (json_object_to_json_string (object));
  fflush (stdout);
  json_object_put (object);
}

int
main (void)
{
  char *line = NULL;
  size_t size = 0;
  ssize_t length;

  while ((length = getline (&line, &size, stdin)) > 0)
    {
      line[length - 1] = '\0';
      answer_line (line);
    }
  free (line);

  return 0;
}
