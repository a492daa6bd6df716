// SPDX-License-Identifier: GPL-3.0-or-later

// The file as it lies on the disk.

#include "history/history-file.h"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <json-c/json.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define VERSION 1

// How long to wait before the lock is tried again, in µs.
#define LOCK_INTERVAL 5000

// Far more than the most entries there can be.
#define OCTETS_MAX (64 * 1024 * 1024)

static void
set_errno (GError **error, const char *path)
{
  int number = errno;
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (number), "%s: %s", shown,
               g_strerror (number));
}

// flock() itself waits without end where another program stands still with the lock in its hands.
static gboolean
wait_for_lock (int fd, const char *lock, GError **error)
{
  gint64 end = g_get_monotonic_time () + (gint64) TODOKU_HISTORY_WAIT_MAX * G_USEC_PER_SEC;

  while (flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      if (errno != EWOULDBLOCK && errno != EINTR)
        {
          set_errno (error, lock);
          return FALSE;
        }
      if (g_get_monotonic_time () > end)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                               _ ("Another program has kept the history to itself for too long. "
                                  "Please close it, and try again."));
          return FALSE;
        }
      g_usleep (LOCK_INTERVAL);
    }

  return TRUE;
}

int
todoku_history_file_lock (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *lock = g_strconcat (path, ".lock", NULL);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      set_errno (error, folder);
      return -1;
    }

  int fd = g_open (lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (fd < 0)
    set_errno (error, lock);
  else if (!wait_for_lock (fd, lock, error))
    {
      close (fd);
      fd = -1;
    }

  return fd;
}

static const char *
get_string (struct json_object *object, const char *key)
{
  struct json_object *value = json_object_object_get (object, key);

  return json_object_is_type (value, json_type_string) ? json_object_get_string (value) : NULL;
}

static gboolean
read_records (struct json_object *object, TodokuHistoryEntry *entry)
{
  struct json_object *list = json_object_object_get (object, "records");
  g_autoptr (GStrvBuilder) records = g_strv_builder_new ();

  if (!json_object_is_type (list, json_type_array))
    return FALSE;

  for (gsize i = 0; i < json_object_array_length (list); i++)
    {
      struct json_object *record = json_object_array_get_idx (list, i);

      if (!json_object_is_type (record, json_type_string))
        return FALSE;
      g_strv_builder_add (records, json_object_get_string (record));
    }
  entry->records = g_strv_builder_end (records);

  return TRUE;
}

static gboolean
read_kind (const char *id, TodokuHistoryKind *kind)
{
  for (int i = TODOKU_HISTORY_CHECK; i <= TODOKU_HISTORY_LIVE; i++)
    if (g_strcmp0 (id, todoku_history_kind_get_id ((TodokuHistoryKind) i)) == 0)
      {
        *kind = (TodokuHistoryKind) i;
        return TRUE;
      }

  return FALSE;
}

static TodokuHistoryEntry *
read_entry (struct json_object *object)
{
  g_autoptr (TodokuHistoryEntry) entry = g_new0 (TodokuHistoryEntry, 1);
  g_autoptr (GDateTime) time = NULL;
  const char *time_text = NULL;

  if (!json_object_is_type (object, json_type_object))
    return NULL;

  time_text = get_string (object, "time");
  entry->domain = g_strdup (get_string (object, "domain"));
  entry->verdict = g_strdup (get_string (object, "verdict"));
  entry->proposed = g_strdup (get_string (object, "proposed"));
  if (time_text != NULL)
    time = g_date_time_new_from_iso8601 (time_text, NULL);
  if (time == NULL || entry->domain == NULL
      || !read_kind (get_string (object, "kind"), &entry->kind) || !read_records (object, entry))
    return NULL;
  entry->time = g_date_time_to_unix (time);

  return g_steal_pointer (&entry);
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

static gboolean
is_blank (const char *text)
{
  return text[strspn (text, " \t\r\n")] == '\0';
}

static struct json_object *
parse (const char *text, gsize length)
{
  struct json_tokener *tokener = json_tokener_new ();
  struct json_object *root = NULL;

  // JSON_TOKENER_STRICT is not for us: with it json-c 0.18 takes every octet over 127 in a string
  // for a control character.
  json_tokener_set_flags (tokener, JSON_TOKENER_VALIDATE_UTF8);
  if (length <= OCTETS_MAX)
    root = json_tokener_parse_ex (tokener, text, (int) length);
  if (root != NULL && !is_blank (text + json_tokener_get_parse_end (tokener)))
    g_clear_pointer (&root, json_object_put);
  json_tokener_free (tokener);

  return root;
}

// Another name that nothing has yet, beside @path.
static char *
damaged_path (const char *path)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d-%H%M%S");
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *file = NULL;
  g_autofree char *free_path = NULL;

  for (guint i = 1; free_path == NULL || g_file_test (free_path, G_FILE_TEST_EXISTS); i++)
    {
      g_autofree char *number = i > 1 ? g_strdup_printf ("-%u", i) : g_strdup ("");

      g_free (file);
      g_free (free_path);
      file = g_strdup_printf ("history-damaged-%s%s.json", date, number);
      free_path = g_build_filename (folder, file, NULL);
    }

  return g_steal_pointer (&free_path);
}

// What of a file that is no JSON, or only its beginning, still reads as entries.
static void
salvage_entries (const char *text, gsize length, GPtrArray *entries)
{
  struct json_tokener *tokener = json_tokener_new ();
  const char *end = text + MIN (length, OCTETS_MAX);
  const char *place = text;

  json_tokener_set_flags (tokener, JSON_TOKENER_VALIDATE_UTF8);
  // The first brace is the file's own.
  while (place < end && *place != '[')
    place++;
  while ((place = memchr (place, '{', (gsize) (end - place))) != NULL)
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

gboolean
todoku_history_file_write (const char *path, GPtrArray *entries, GError **error)
{
  g_autofree char *text = todoku_history_file_print (entries);

  // Written beside, brought to the disk, and then put in place.
  return g_file_set_contents_full (path, text, -1,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}

// Keeps the damaged file under another name, and puts what could be read of it in its place: at any
// time one of both is there whole.
static gboolean
mend (const char *path, const char *text, gsize length, GPtrArray *entries, GError **error)
{
  g_autofree char *aside = damaged_path (path);

  return g_file_set_contents_full (aside, text, (gssize) length,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error)
         && todoku_history_file_write (path, entries, error);
}

// What a later release has written is not damaged: it is not for this one.
static gboolean
check_version (struct json_object *root, GError **error)
{
  if (json_object_get_int (json_object_object_get (root, "version")) <= VERSION)
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                       _ ("The history was written by a newer release of Todoku."));

  return FALSE;
}

GPtrArray *
todoku_history_file_read (const char *path, GError **error)
{
  g_autoptr (GPtrArray) entries =
    g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_history_entry_free);
  g_autofree char *text = NULL;
  g_autoptr (GError) problem = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &text, &length, &problem))
    {
      if (g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return g_steal_pointer (&entries);
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  struct json_object *root = parse (text, length);
  gboolean is_object = json_object_is_type (root, json_type_object);
  gboolean is_ours = !is_object || check_version (root, error);
  gboolean whole = is_ours && is_object && read_entries (root, entries);

  if (root == NULL)
    salvage_entries (text, length, entries);
  json_object_put (root);
  if (!is_ours || (!whole && !mend (path, text, length, entries, error)))
    return NULL;

  return g_steal_pointer (&entries);
}

static struct json_object *
string_or_null (const char *text)
{
  return text != NULL ? json_object_new_string (text) : NULL;
}

static struct json_object *
print_entry (const TodokuHistoryEntry *entry)
{
  struct json_object *object = json_object_new_object ();
  struct json_object *records = json_object_new_array ();
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (entry->time);
  g_autofree char *time_text = g_date_time_format_iso8601 (time);

  for (char **record = entry->records; *record != NULL; record++)
    json_object_array_add (records, json_object_new_string (*record));

  json_object_object_add (object, "time", json_object_new_string (time_text));
  json_object_object_add (object, "domain", json_object_new_string (entry->domain));
  json_object_object_add (object, "kind",
                          json_object_new_string (todoku_history_kind_get_id (entry->kind)));
  json_object_object_add (object, "verdict", string_or_null (entry->verdict));
  json_object_object_add (object, "records", records);
  json_object_object_add (object, "proposed", string_or_null (entry->proposed));

  return object;
}

char *
todoku_history_file_print (GPtrArray *entries)
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
