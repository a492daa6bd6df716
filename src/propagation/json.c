// SPDX-License-Identifier: GPL-3.0-or-later

#include "propagation/json.h"

#include "checkup/report-json.h"
#include "propagation/wording.h"

static void
add_string (struct json_object *object, const char *key, const char *value)
{
  json_object_object_add (object, key, todoku_json_from_string (value));
}

// A number, or null where it is not known.
static void
add_number (struct json_object *object, const char *key, gboolean is_known, gint64 value)
{
  json_object_object_add (object, key, is_known ? json_object_new_int64 (value) : NULL);
}

static void
add_diff (struct json_object *object,
          const TodokuPropagation *propagation,
          const TodokuPropagationServer *server)
{
  struct json_object *list = json_object_new_array ();
  g_autoptr (GPtrArray) entries = NULL;

  if (server->state == TODOKU_PROPAGATION_OTHER)
    entries = todoku_propagation_diff (server->values[0], propagation->expected, propagation->name);
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const TodokuSpfDiffEntry *entry = g_ptr_array_index (entries, i);
      struct json_object *item = json_object_new_object ();

      add_string (item, "op", todoku_spf_diff_op_get_id (entry->op));
      add_string (item, "term", entry->term);
      json_object_array_add (list, item);
    }
  json_object_object_add (object, "diff", list);
}

// How a server failed: an id of the answer's status, or of what the server lacks.
static const char *
get_failure_id (const TodokuPropagationServer *server)
{
  if (server->state != TODOKU_PROPAGATION_ERROR)
    return NULL;
  if (server->failure != NULL)
    return todoku_dns_status_get_id (todoku_dns_answer_get_status (server->failure));

  return server->address != NULL ? "not-authoritative" : "no-address";
}

static const char *
get_cause_id (const TodokuPropagationServer *server)
{
  if (server->state == TODOKU_PROPAGATION_DELETED && server->cause == TODOKU_PROPAGATION_CAUSE_NONE)
    return "deleted";

  return todoku_propagation_cause_get_id (server->cause);
}

static struct json_object *
server_to_json (const TodokuPropagation *propagation, const TodokuPropagationServer *server)
{
  struct json_object *object = json_object_new_object ();
  g_autofree char *message = todoku_propagation_server_sentence (propagation, server);
  gboolean has_answer = server->received > 0;

  add_string (object, "name", server->name);
  add_string (object, "address", server->address);
  add_string (object, "role", server->is_authoritative ? "authoritative" : "public");
  add_string (object, "state", todoku_propagation_state_get_id (server->state));
  add_string (object, "value", server->values[0]);
  json_object_object_add (object, "values",
                          todoku_json_from_strings ((const char *const *) server->values));
  add_number (object, "ttl", server->ttl != TODOKU_DNS_TTL_UNKNOWN, server->ttl);
  add_number (object, "rtt_ms", has_answer, server->rtt_ms);
  add_string (object, "failure", get_failure_id (server));
  add_string (object, "cause", get_cause_id (server));
  add_string (object, "found_at", server->found_at);
  add_diff (object, propagation, server);
  if (server->is_authoritative)
    {
      json_object_object_add (object, "delegated", json_object_new_boolean (server->is_delegated));
      json_object_object_add (object, "own", json_object_new_boolean (server->is_own));
    }
  add_string (object, "message", message);

  return object;
}

struct json_object *
todoku_propagation_to_json (const TodokuPropagation *propagation, const char *domain)
{
  struct json_object *object = json_object_new_object ();
  struct json_object *servers = json_object_new_array ();
  g_autofree char *message = todoku_propagation_headline (propagation);
  g_autofree char *explanation = todoku_propagation_explanation (propagation);

  for (guint i = 0; i < propagation->servers->len; i++)
    json_object_array_add (servers, server_to_json (propagation,
                                                    g_ptr_array_index (propagation->servers, i)));

  add_string (object, "domain", domain);
  add_string (object, "name", propagation->name);
  add_string (object, "zone", propagation->authority->zone);
  add_string (object, "expected", propagation->expected);
  json_object_object_add (object, "live", json_object_new_boolean (propagation->is_live));
  add_string (object, "message", message);
  add_string (object, "explanation", explanation);
  json_object_object_add (object, "servers", servers);

  return object;
}
