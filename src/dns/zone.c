// SPDX-License-Identifier: GPL-3.0-or-later

#include "dns/zone.h"

#include "config.h"

#include "base/json.h"
#include "dns/name.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

// How long a new record may be kept, in seconds.
#define PUBLISHED_TTL 300

// The member of a name that is no type.
#define MEMBER_DNSSEC "DNSSEC"

struct _TodokuDnsZone
{
  GHashTable *nodes;     // normalized name → Node
  GHashTable *published; // normalized name → Published
};

// What its owner has put in the place of a name's TXT records.
typedef struct
{
  TodokuDnsAnswer *answer;
  gint64 due; // by g_get_monotonic_time()
} Published;

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

static void
published_free (gpointer data)
{
  Published *published = data;

  todoku_dns_answer_unref (published->answer);
  g_free (published);
}

static TodokuDnsZone *
zone_new (void)
{
  TodokuDnsZone *self = g_rc_box_new0 (TodokuDnsZone);

  self->nodes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, node_free);
  self->published = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, published_free);

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
  g_clear_pointer (&self->published, g_hash_table_unref);
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

// How long the records of a zone file may be kept, in seconds: what most panels preset.
#define ZONE_TTL 3600

// Octets of a character-string (RFC 1035 3.3).
#define PIECE_MAX 255

// Returns FALSE where @text is neither a name that can be asked for nor the root.
static gboolean
set_name (TodokuDnsRecord *record, const char *text)
{
  if (!g_str_equal (text, ".") && !todoku_dns_name_is_valid (text))
    return FALSE;

  record->name = todoku_dns_name_normalize (text);

  return TRUE;
}

static gboolean
set_address (TodokuDnsRecord *record, const char *text)
{
  guint8 length = record->type == TODOKU_DNS_TYPE_A ? 4 : 16;

  return todoku_dns_address_parse (text, -1, &record->address) && record->address.length == length;
}

// "10 mx.example"
static gboolean
set_exchange (TodokuDnsRecord *record, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", 2);
  guint64 preference;

  if (g_strv_length (words) != 2
      || !g_ascii_string_to_unsigned (words[0], 10, 0, G_MAXUINT16, &preference, NULL))
    return FALSE;

  record->preference = (guint16) preference;

  return set_name (record, words[1]);
}

// "ns1.example hostmaster.example 2026112401 3600 900 604800 300"; what stands between the serial
// and the last number is for secondary servers and not kept.
static gboolean
set_authority (TodokuDnsRecord *record, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", 8);
  guint n_words = g_strv_length (words);
  guint64 serial;
  guint64 minimum = ZONE_TTL;

  if (n_words < 3 || !g_ascii_string_to_unsigned (words[2], 10, 0, G_MAXUINT32, &serial, NULL))
    return FALSE;
  if (n_words > 6 && !g_ascii_string_to_unsigned (words[6], 10, 0, G_MAXINT32, &minimum, NULL))
    return FALSE;

  record->serial = (guint32) serial;
  record->minimum = (guint32) minimum;

  return set_name (record, words[0]);
}

static void
add_pieces (TodokuDnsRecord *record, const char *octets, gsize length)
{
  do
    {
      gsize piece = MIN (length, PIECE_MAX);

      todoku_dns_record_add_piece (record, octets, piece);
      octets += piece;
      length -= piece;
    }
  while (length > 0);
}

static gboolean
set_pieces (TodokuDnsRecord *record, struct json_object *array)
{
  gsize n_pieces = json_object_array_length (array);

  for (gsize i = 0; i < n_pieces; i++)
    {
      struct json_object *piece = json_object_array_get_idx (array, i);
      gsize length = (gsize) json_object_get_string_len (piece);

      if (!json_object_is_type (piece, json_type_string) || length > PIECE_MAX)
        return FALSE;
      todoku_dns_record_add_piece (record, json_object_get_string (piece), length);
    }

  return n_pieces > 0;
}

static gboolean
set_text (TodokuDnsRecord *record, struct json_object *value)
{
  if (json_object_is_type (value, json_type_array))
    return set_pieces (record, value);
  if (!json_object_is_type (value, json_type_string))
    return FALSE;

  add_pieces (record, json_object_get_string (value), (gsize) json_object_get_string_len (value));

  return TRUE;
}

static gboolean
set_value (TodokuDnsRecord *record, struct json_object *value)
{
  if (record->type == TODOKU_DNS_TYPE_TXT || record->type == TODOKU_DNS_TYPE_SPF)
    return set_text (record, value);
  if (!json_object_is_type (value, json_type_string))
    return FALSE;

  const char *text = json_object_get_string (value);

  switch (record->type)
    {
    case TODOKU_DNS_TYPE_A:
    case TODOKU_DNS_TYPE_AAAA:
      return set_address (record, text);
    case TODOKU_DNS_TYPE_MX:
      return set_exchange (record, text);
    case TODOKU_DNS_TYPE_SOA:
      return set_authority (record, text);
    case TODOKU_DNS_TYPE_NS:
    case TODOKU_DNS_TYPE_CNAME:
    case TODOKU_DNS_TYPE_PTR:
      return set_name (record, text);
    case TODOKU_DNS_TYPE_TXT:
    case TODOKU_DNS_TYPE_SPF:
    default:
      g_return_val_if_reached (FALSE);
    }
}

TodokuDnsRecord *
todoku_dns_zone_record_new (TodokuDnsType type, struct json_object *value)
{
  g_autoptr (TodokuDnsRecord) record = todoku_dns_record_new (type, ZONE_TTL);

  return set_value (record, value) ? g_steal_pointer (&record) : NULL;
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
  g_autofree char *shown = todoku_dns_name_show (name);
  g_autofree char *shown_type = todoku_dns_name_show (type);

  /* Translators: the first %s is a domain name, the second a record type as MX, or a word; both
   * stand in a file of practice records */
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("Not a DNS record: %s %s"), shown,
               shown_type);
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
  json_object_object_foreach (root, name, value)
  {
    if (!g_str_has_prefix (name, "_comment") && !zone_load_name (self, name, value, error))
      return FALSE;
  }

  return TRUE;
}

// Takes @length octets, and the NUL behind them.
static TodokuDnsZone *
zone_new_from_text (const char *text, gsize length, GError **error)
{
  g_autoptr (TodokuDnsZone) self = zone_new ();
  const char *problem;
  struct json_object *root = todoku_json_parse (text, length, &problem);

  if (root == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "JSON: %s", problem);
      return NULL;
    }

  gboolean loaded = zone_load (self, root, error);

  json_object_put (root);

  return loaded ? g_steal_pointer (&self) : NULL;
}

TodokuDnsZone *
todoku_dns_zone_new_from_json (const char *json, GError **error)
{
  return zone_new_from_text (json, strlen (json), error);
}

TodokuDnsZone *
todoku_dns_zone_new_from_file (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (TodokuDnsZone) self = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;

  self = zone_new_from_text (text, length, error);
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

// The node of @name, or the wildcard's that stands for it (RFC 4592 3.3.1): the one below the
// nearest name above that is there.
static Node *
zone_find_node (TodokuDnsZone *self, const char *name)
{
  Node *node = g_hash_table_lookup (self->nodes, name);
  const char *encloser = todoku_dns_name_get_parent (name);
  g_autofree char *wildcard = NULL;

  if (node != NULL)
    return node;
  while (encloser != NULL && !g_hash_table_contains (self->nodes, encloser))
    encloser = todoku_dns_name_get_parent (encloser);
  if (encloser == NULL)
    return NULL;
  wildcard = g_strconcat ("*.", encloser, NULL);

  return g_hash_table_lookup (self->nodes, wildcard);
}

void
todoku_dns_zone_publish (TodokuDnsZone *self, const char *name, const char *text, guint delay_ms)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_dns_record_free);
  TodokuDnsRecord *record = todoku_dns_record_new (TODOKU_DNS_TYPE_TXT, PUBLISHED_TTL);
  Published *published = g_new0 (Published, 1);

  add_pieces (record, text, strlen (text));
  g_ptr_array_add (records, record);
  published->answer = answer_new (TODOKU_DNS_STATUS_FOUND, records);
  published->due = g_get_monotonic_time () + delay_ms * (G_USEC_PER_SEC / 1000);
  g_hash_table_replace (self->published, todoku_dns_name_normalize (name), published);
}

TodokuDnsAnswer *
todoku_dns_zone_answer (TodokuDnsZone *self, const char *name, TodokuDnsType type)
{
  g_autofree char *normalized = todoku_dns_name_normalize (name);
  const char *end = normalized;
  const Published *published =
    type == TODOKU_DNS_TYPE_TXT ? g_hash_table_lookup (self->published, normalized) : NULL;

  if (published != NULL && published->due <= g_get_monotonic_time ())
    return todoku_dns_answer_ref (published->answer);

  for (guint n_aliases = 0; n_aliases <= TODOKU_DNS_ALIASES_MAX; n_aliases++)
    {
      Node *node = zone_find_node (self, end);

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
