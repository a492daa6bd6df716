// SPDX-License-Identifier: GPL-3.0-or-later

// Reads key records, line by line: each line of the standard input is a record in hexadecimal
// digits; each line of the standard output is {"state", "bits", "findings": [id, …]}.

#include "dkim/evaluate.h"

#include "base/finding.h"
#include "cases.h"

#include <json-c/json.h>
#include <stdio.h>

static void
answer_line (const char *digits)
{
  g_autoptr (GBytes) octets = case_read_hex (digits);
  gsize length = 0;
  const char *text = g_bytes_get_data (octets, &length);
  g_autoptr (TodokuDkimEvaluation) evaluation =
    todoku_dkim_evaluate_record (text != NULL ? text : "", length);
  const TodokuDkimSelector *selector = g_ptr_array_index (evaluation->selectors, 0);
  struct json_object *object = json_object_new_object ();
  struct json_object *findings = json_object_new_array ();

  for (guint i = 0; i < evaluation->findings->len; i++)
    json_object_array_add (findings, json_object_new_string (
                                       ((TodokuFinding *) evaluation->findings->pdata[i])->id));
  json_object_object_add (object, "state",
                          json_object_new_string (todoku_dkim_state_get_id (selector->state)));
  json_object_object_add (object, "bits", json_object_new_int ((int) selector->record->key.bits));
  json_object_object_add (object, "findings", findings);
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
