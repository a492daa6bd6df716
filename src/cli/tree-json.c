// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/tree-json.h"

#include "checkup/report-json.h"

static struct json_object *
term_to_json (const TodokuSpfTreeTerm *node)
{
  struct json_object *object = json_object_new_object ();

  json_object_object_add (object, "term", todoku_json_from_string (node->term->text));
  json_object_object_add (object, "state",
                          todoku_json_from_string (todoku_spf_tree_state_get_id (node->state)));
  json_object_object_add (object, "lookups", json_object_new_int ((int) node->lookups));
  json_object_object_add (object, "void_lookups", json_object_new_int ((int) node->void_lookups));
  if (node->child != NULL)
    json_object_object_add (object, "record", todoku_tree_to_json (node->child));

  return object;
}

struct json_object *
todoku_tree_to_json (const TodokuSpfTree *tree)
{
  struct json_object *object = json_object_new_object ();
  struct json_object *terms = json_object_new_array ();

  for (guint i = 0; i < tree->terms->len; i++)
    json_object_array_add (terms, term_to_json (g_ptr_array_index (tree->terms, i)));

  json_object_object_add (object, "domain", todoku_json_from_string (tree->domain));
  json_object_object_add (object, "record",
                          todoku_json_from_string (todoku_spf_record_get_text (tree->record)));
  json_object_object_add (object, "state",
                          todoku_json_from_string (todoku_spf_tree_state_get_id (tree->state)));
  json_object_object_add (object, "lookups", json_object_new_int ((int) tree->lookups));
  json_object_object_add (object, "void_lookups", json_object_new_int ((int) tree->void_lookups));
  json_object_object_add (object, "terms", terms);

  return object;
}
