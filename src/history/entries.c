// SPDX-License-Identifier: GPL-3.0-or-later

// The entries, and how they stand in the file.

#include "config.h"

#include "base/json.h"
#include "history/history-private.h"

#include <string.h>

#define VERSION 1

// What stands before a domain in the names of its other records.
#define DOMAINKEY "._domainkey."
#define DMARC "_dmarc."

// Far more than the most entries there can be.
#define OCTETS_MAX (64 * 1024 * 1024)

// The last second of the year 9999: what comes after it has no date (ISO 8601).
#define TIME_MAX G_GINT64_CONSTANT (253402300799)

static const char *const kinds[] = {
  [TODOKU_HISTORY_CHECK] = "check",
  [TODOKU_HISTORY_REPLACED] = "replaced",
  [TODOKU_HISTORY_LIVE] = "live",
};

TodokuHistoryEntry *
todoku_history_entry_new (TodokuHistoryKind kind,
                          const char *domain,
                          const char *verdict,
                          const char *const *records,
                          const char *proposed)
{
  TodokuHistoryEntry *entry = g_atomic_rc_box_new0 (TodokuHistoryEntry);

  entry->kind = kind;
  entry->time = g_get_real_time () / G_USEC_PER_SEC;
  entry->domain = g_strdup (domain);
  entry->verdict = g_strdup (verdict);
  entry->records = records != NULL ? g_strdupv ((char **) records) : g_new0 (char *, 1);
  entry->proposed = g_strdup (proposed);

  return entry;
}

TodokuHistoryEntry *
todoku_history_entry_ref (TodokuHistoryEntry *entry)
{
  return g_atomic_rc_box_acquire (entry);
}

static void
entry_clear (gpointer data)
{
  TodokuHistoryEntry *entry = data;

  g_free (entry->domain);
  g_free (entry->verdict);
  g_strfreev (entry->records);
  g_free (entry->proposed);
}

void
todoku_history_entry_unref (TodokuHistoryEntry *entry)
{
  g_atomic_rc_box_release_full (entry, entry_clear);
}

static const char *
skip_labels (const char *name)
{
  const char *key = strstr (name, DOMAINKEY);

  if (g_str_has_prefix (name, DMARC))
    return name + strlen (DMARC);

  return key != NULL ? key + strlen (DOMAINKEY) : name;
}

TodokuDomain *
todoku_history_entry_dup_domain (const TodokuHistoryEntry *entry)
{
  const char *name = skip_labels (entry->domain);
  // What stands after @ is taken as it is.
  g_autofree char *text = g_strconcat ("@", name, NULL);
  g_autoptr (TodokuDomain) domain = todoku_domain_parse (text, NULL);

  return domain != NULL && g_str_equal (domain->ascii, name) ? g_steal_pointer (&domain) : NULL;
}

char *
todoku_history_entry_format_time (const TodokuHistoryEntry *entry, const char *format)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (entry->time);
  g_autoptr (GDateTime) local = g_date_time_to_local (utc);

  // What stands in the file may be out of what the calendar here can tell.
  return g_date_time_format (local != NULL ? local : utc, format);
}

static const char *
get_string (struct json_object *object, const char *key)
{
  struct json_object *value = json_object_object_get (object, key);

  return json_object_is_type (value, json_type_string) ? json_object_get_string (value) : NULL;
}

static char **
read_records (struct json_object *object)
{
  struct json_object *list = json_object_object_get (object, "records");
  g_autoptr (GStrvBuilder) records = g_strv_builder_new ();

  if (!json_object_is_type (list, json_type_array))
    return NULL;

  for (gsize i = 0; i < json_object_array_length (list); i++)
    {
      struct json_object *record = json_object_array_get_idx (list, i);

      if (!json_object_is_type (record, json_type_string))
        return NULL;
      g_strv_builder_add (records, json_object_get_string (record));
    }

  return g_strv_builder_end (records);
}

static TodokuHistoryEntry *
read_entry (struct json_object *object)
{
  if (!json_object_is_type (object, json_type_object))
    return NULL;

  const char *time_text = get_string (object, "time");
  const char *domain = get_string (object, "domain");
  const char *id = get_string (object, "kind");
  g_auto (GStrv) records = read_records (object);
  g_autoptr (GDateTime) time =
    time_text != NULL ? g_date_time_new_from_iso8601 (time_text, NULL) : NULL;
  gint64 seconds = time != NULL ? g_date_time_to_unix (time) : -1;
  gsize kind = 0;

  while (kind < G_N_ELEMENTS (kinds) && g_strcmp0 (id, kinds[kind]) != 0)
    kind++;
  if (seconds < 0 || seconds > TIME_MAX || domain == NULL || records == NULL
      || kind == G_N_ELEMENTS (kinds))
    return NULL;

  TodokuHistoryEntry *entry =
    todoku_history_entry_new ((TodokuHistoryKind) kind, domain, get_string (object, "verdict"),
                              (const char *const *) records, get_string (object, "proposed"));

  entry->time = seconds;

  return entry;
}

// Returns FALSE where anything could not be read.
static gboolean
read_entries (struct json_object *root, GPtrArray *entries)
{
  struct json_object *list = json_object_object_get (root, "entries");
  gboolean whole = json_object_is_type (list, json_type_array);

  for (gsize i = 0; whole && i < json_object_array_length (list); i++)
    {
      TodokuHistoryEntry *entry = read_entry (json_object_array_get_idx (list, i));

      if (entry != NULL)
        g_ptr_array_add (entries, entry);
    }

  return whole && entries->len == json_object_array_length (list);
}

// What of a file that is none of ours, or only its beginning, still reads as entries.
static void
salvage_entries (const char *text, gsize length, GPtrArray *entries)
{
  struct json_tokener *tokener = json_tokener_new ();
  const char *end = text + MIN (length, OCTETS_MAX);
  // The first brace is the file's own.
  const char *place = memchr (text, '[', (gsize) (end - text));

  // As todoku_json_parse().
  json_tokener_set_flags (tokener, JSON_TOKENER_VALIDATE_UTF8);
  while (place != NULL && (place = memchr (place, '{', (gsize) (end - place))) != NULL)
    {
      struct json_object *object = json_tokener_parse_ex (tokener, place, (int) (end - place));
      TodokuHistoryEntry *entry = read_entry (object);

      if (entry != NULL)
        g_ptr_array_add (entries, entry);
      place += object != NULL ? json_tokener_get_parse_end (tokener) : 1;
      json_object_put (object);
      json_tokener_reset (tokener);
    }
  json_tokener_free (tokener);
}

TodokuHistoryText
todoku_history_parse (const char *text, gsize length, GPtrArray *entries)
{
  const char *fault = NULL;
  struct json_object *root = length <= OCTETS_MAX ? todoku_json_parse (text, length, &fault) : NULL;
  TodokuHistoryText found = TODOKU_HISTORY_TEXT_DAMAGED;

  if (root == NULL)
    salvage_entries (text, length, entries);
  else if (json_object_get_int (json_object_object_get (root, "version")) > VERSION)
    found = TODOKU_HISTORY_TEXT_NEWER;
  else if (read_entries (root, entries))
    found = TODOKU_HISTORY_TEXT_WHOLE;
  json_object_put (root);

  return found;
}

static struct json_object *
print_entry (const TodokuHistoryEntry *entry)
{
  struct json_object *object = json_object_new_object ();
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (entry->time);
  g_autofree char *time_text = g_date_time_format_iso8601 (time);

  todoku_json_set_string (object, "time", time_text);
  todoku_json_set_string (object, "domain", entry->domain);
  todoku_json_set_string (object, "kind", kinds[entry->kind]);
  todoku_json_set_string (object, "verdict", entry->verdict);
  todoku_json_set_strings (object, "records", (const char *const *) entry->records);
  todoku_json_set_string (object, "proposed", entry->proposed);

  return object;
}

char *
todoku_history_print (GPtrArray *entries)
{
  struct json_object *root = json_object_new_object ();
  struct json_object *list = json_object_new_array ();

  for (guint i = 0; i < entries->len; i++)
    json_object_array_add (list, print_entry (g_ptr_array_index (entries, i)));
  json_object_object_add (root, "version", json_object_new_int (VERSION));
  json_object_object_add (root, "entries", list);

  char *text = g_strdup_printf (
    "%s\n", json_object_to_json_string_ext (root, JSON_C_TO_STRING_PRETTY | JSON_C_TO_STRING_SPACED
                                                    | JSON_C_TO_STRING_NOSLASHESCAPE));

  json_object_put (root);

  return text;
}
