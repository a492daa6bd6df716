// SPDX-License-Identifier: GPL-3.0-or-later

#include "dns/zone.h"

#include "config.h"

#include "dns/name.h"
#include "dns/zone-record.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

// The member of a name that is no type.
#define MEMBER_DNSSEC "DNSSEC"

struct _TodokuDnsZone
{
  GHashTable *nodes; // normalized name → Node
};

typedef struct
{
  TodokuDnsAnswer *failure; // for every type, or NULL
  GHashTable *answers;      // TodokuDnsType → TodokuDnsAnswer
} Node;

static Node *
node_new (void)
{
  Node *node = g_new0 (Node, 1);

  node->answers =
    g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) todoku_dns_answer_unref);

  return node;
}

static void
node_free (gpointer data)
{
  Node *node = data;

  g_clear_pointer (&node->failure, todoku_dns_answer_unref);
  g_hash_table_unref (node->answers);
  g_free (node);
}

static TodokuDnsZone *
zone_new (void)
{
  TodokuDnsZone *self = g_rc_box_new0 (TodokuDnsZone);

  self->nodes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, node_free);

  return self;
}

TodokuDnsZone *
todoku_dns_zone_ref (TodokuDnsZone *self)
{
  return g_rc_box_acquire (self);
}

static void
zone_clear (gpointer data)
{
  TodokuDnsZone *self = data;

  g_clear_pointer (&self->nodes, g_hash_table_unref);
}

void
todoku_dns_zone_unref (TodokuDnsZone *self)
{
  g_rc_box_release_full (self, zone_clear);
}

// The node of @name; it and the names above it exist from now on.
static Node *
zone_ensure_node (TodokuDnsZone *self, const char *name)
{
  Node *node = g_hash_table_lookup (self->nodes, name);

  if (node == NULL)
    {
      const char *parent = todoku_dns_name_get_parent (name);

      node = node_new ();
      g_hash_table_insert (self->nodes, g_strdup (name), node);
      if (parent != NULL)
        zone_ensure_node (self, parent);
    }

  return node;
}

static TodokuDnsAnswer *
answer_new (TodokuDnsStatus status, GPtrArray *records)
{
  return todoku_dns_answer_new (status, TODOKU_DNS_ZONE_SERVER, records);
}

// Returns NULL where @value is no word for a failure.
static TodokuDnsAnswer *
failure_from_json (struct json_object *value)
{
  static const struct
  {
    const char *word;
    TodokuDnsStatus status;
  } words[] = {
    { "SERVFAIL", TODOKU_DNS_STATUS_SERVER_FAILURE },
    { "REFUSED", TODOKU_DNS_STATUS_REFUSED },
    { "TIMEOUT", TODOKU_DNS_STATUS_TIMED_OUT },
    { "MALFORMED", TODOKU_DNS_STATUS_MALFORMED },
  };

  if (!json_object_is_type (value, json_type_string))
    return NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].word, json_object_get_string (value)))
      return answer_new (words[i].status, NULL);

  return NULL;
}

// Returns NULL where @value is no list of records of @type.
static TodokuDnsAnswer *
records_from_json (TodokuDnsType type, struct json_object *value)
{
  g_autoptr (GPtrArray) records =
    g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_dns_record_free);

  if (!json_object_is_type (value, json_type_array) || json_object_array_length (value) == 0)
    return NULL;

  for (gsize i = 0; i < json_object_array_length (value); i++)
    {
      TodokuDnsRecord *record =
        todoku_dns_zone_record_new (type, json_object_array_get_idx (value, i));

      if (record == NULL)
        return NULL;
      g_ptr_array_add (records, record);
    }

  return answer_new (TODOKU_DNS_STATUS_FOUND, g_steal_pointer (&records));
}

static TodokuDnsAnswer *
type_from_json (TodokuDnsType type, struct json_object *value)
{
  TodokuDnsAnswer *failure = failure_from_json (value);

  return failure != NULL ? failure : records_from_json (type, value);
}

static void
set_member_error (GError **error, const char *name, const char *type)
{
  /* Translators: the first %s is a domain name, the second a record type as MX, or a word; both
   * stand in a file of practice records */
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("Not a DNS record: %s %s"), name,
               type);
}

// Answers come from the file in any order, so it is set on all of them at the end.
static void
node_set_authenticated (Node *node, struct json_object *members)
{
  gboolean authenticated =
    json_object_get_boolean (json_object_object_get (members, MEMBER_DNSSEC));
  GHashTableIter iter;
  gpointer answer;

  g_hash_table_iter_init (&iter, node->answers);
  while (g_hash_table_iter_next (&iter, NULL, &answer))
    todoku_dns_answer_set_authenticated (answer, authenticated);
}

static gboolean
node_load_types (Node *node, const char *name, struct json_object *members, GError **error)
{
  json_object_object_foreach (members, type_name, value)
  {
    TodokuDnsType type;
    TodokuDnsAnswer *answer = NULL;

    if (g_str_has_prefix (type_name, "_comment") || g_str_equal (type_name, MEMBER_DNSSEC))
      continue;
    if (todoku_dns_type_from_string (type_name, &type))
      answer = type_from_json (type, value);
    if (answer == NULL)
      {
        set_member_error (error, name, type_name);
        return FALSE;
      }
    g_hash_table_insert (node->answers, GUINT_TO_POINTER (type), answer);
  }
  node_set_authenticated (node, members);

  return TRUE;
}

static gboolean
zone_load_name (TodokuDnsZone *self, const char *name, struct json_object *value, GError **error)
{
  g_autofree char *normalized = todoku_dns_name_normalize (name);

  if (todoku_dns_name_is_valid (name))
    {
      Node *node = zone_ensure_node (self, normalized);

      if (json_object_is_type (value, json_type_object))
        return node_load_types (node, name, value, error);

      // One name may stand there in upper case, too.
      g_clear_pointer (&node->failure, todoku_dns_answer_unref);
      node->failure = failure_from_json (value);
      if (node->failure != NULL)
        return TRUE;
    }

  set_member_error (error, name, json_object_to_json_string (value));

  return FALSE;
}

static gboolean
zone_load (TodokuDnsZone *self, struct json_object *root, GError **error)
{
  if (!json_object_is_type (root, json_type_object))
    {
      set_member_error (error, "", json_object_to_json_string (root));
      return FALSE;
    }

  json_object_object_foreach (root, name, value)
  {
    if (!g_str_has_prefix (name, "_comment") && !zone_load_name (self, name, value, error))
      return FALSE;
  }

  return TRUE;
}

TodokuDnsZone *
todoku_dns_zone_new_from_json (const char *json, GError **error)
{
  g_autoptr (TodokuDnsZone) self = zone_new ();
  enum json_tokener_error problem;
  struct json_object *root = json_tokener_parse_verbose (json, &problem);

  if (root == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "JSON: %s",
                   json_tokener_error_desc (problem));
      return NULL;
    }

  gboolean loaded = zone_load (self, root, error);

  json_object_put (root);

  return loaded ? g_steal_pointer (&self) : NULL;
}

TodokuDnsZone *
todoku_dns_zone_new_from_file (const char *path, GError **error)
{
  g_autofree char *json = NULL;
  g_autoptr (TodokuDnsZone) self = NULL;

  if (!g_file_get_contents (path, &json, NULL, error))
    return NULL;

  self = todoku_dns_zone_new_from_json (json, error);
  if (self == NULL)
    g_prefix_error (error, "%s: ", path);

  return g_steal_pointer (&self);
}

static TodokuDnsAnswer *
node_answer (Node *node, TodokuDnsType type)
{
  if (node->failure != NULL)
    return todoku_dns_answer_ref (node->failure);

  TodokuDnsAnswer *answer = g_hash_table_lookup (node->answers, GUINT_TO_POINTER (type));

  return answer != NULL ? todoku_dns_answer_ref (answer) : NULL;
}

static const char *
node_get_alias (Node *node)
{
  TodokuDnsAnswer *answer =
    g_hash_table_lookup (node->answers, GUINT_TO_POINTER (TODOKU_DNS_TYPE_CNAME));

  if (answer == NULL || todoku_dns_answer_get_n_records (answer) == 0)
    return NULL;

  return todoku_dns_answer_get_record (answer, 0)->name;
}

TodokuDnsAnswer *
todoku_dns_zone_answer (TodokuDnsZone *self, const char *name, TodokuDnsType type)
{
  g_autofree char *normalized = todoku_dns_name_normalize (name);
  const char *end = normalized;

  for (guint n_aliases = 0; n_aliases <= TODOKU_DNS_ALIASES_MAX; n_aliases++)
    {
      Node *node = g_hash_table_lookup (self->nodes, end);

      if (node == NULL)
        return answer_new (TODOKU_DNS_STATUS_NX_DOMAIN, NULL);

      TodokuDnsAnswer *answer = node_answer (node, type);

      if (answer != NULL)
        return answer;

      end = node_get_alias (node);
      if (end == NULL)
        return answer_new (TODOKU_DNS_STATUS_NO_DATA, NULL);
    }

  return answer_new (TODOKU_DNS_STATUS_SERVER_FAILURE, NULL);
}

guint
todoku_dns_zone_run_rule (TodokuDnsZone *self,
                          TodokuDnsFacts *facts,
                          TodokuDnsRule rule,
                          gpointer user_data)
{
  guint n_runs = 1;

  for (; !rule (facts, user_data); n_runs++)
    {
      g_autoptr (GPtrArray) wanted = todoku_dns_facts_take_wanted (facts);

      // A rule that waits for nothing would never end.
      g_return_val_if_fail (wanted != NULL, n_runs);

      for (guint i = 0; i < wanted->len; i++)
        {
          const TodokuDnsQuestion *question = g_ptr_array_index (wanted, i);
          g_autoptr (TodokuDnsAnswer) answer =
            todoku_dns_zone_answer (self, question->name, question->type);

          todoku_dns_facts_learn (facts, question->name, question->type, answer);
        }
    }

  return n_runs;
}
