// SPDX-License-Identifier: GPL-3.0-or-later

#include "history/history.h"

#include "config.h"

#include "base/json.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define VERSION 1

// What stands before a domain in the names of its other records.
#define DOMAINKEY "._domainkey."
#define DMARC "_dmarc."

// How the names of damaged files begin.
#define DAMAGED "history-damaged-"

// Within this time the same check is not told again, in seconds.
#define SAME_CHECK 3600

// How long to wait before the lock is tried again, in µs.
#define LOCK_INTERVAL 5000

// Far more than the most entries there can be.
#define OCTETS_MAX (64 * 1024 * 1024)

// The last second of the year 9999: what comes after it has no date (ISO 8601).
#define TIME_MAX G_GINT64_CONSTANT (253402300799)

static const char *const kinds[] = {
  [TODOKU_HISTORY_CHECK] = "check",
  [TODOKU_HISTORY_REPLACED] = "replaced",
  [TODOKU_HISTORY_LIVE] = "live",
};

const char *
todoku_history_kind_get_id (TodokuHistoryKind kind)
{
  return kinds[kind];
}

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

static GPtrArray *
new_entries (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_history_entry_unref);
}

char *
todoku_history_get_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "todoku", "history.json", NULL);
}

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
                               _ ("Another program has been using the history for too long. Please "
                                  "close it, and try again."));
          return FALSE;
        }
      g_usleep (LOCK_INTERVAL);
    }

  return TRUE;
}

// Locks a file beside @path, since @path itself is replaced, and makes the folder. Returns a
// descriptor to be closed, or -1.
static int
lock_file (const char *path, GError **error)
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
  json_object_object_add (object, "kind", json_object_new_string (kinds[entry->kind]));
  json_object_object_add (object, "verdict", string_or_null (entry->verdict));
  json_object_object_add (object, "records", records);
  json_object_object_add (object, "proposed", string_or_null (entry->proposed));

  return object;
}

// The text of a file with @entries, the oldest first.
static char *
print_entries (GPtrArray *entries)
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

// Written beside, brought to the disk, and then put in place: @path is whole at any time.
static gboolean
write_text (const char *path, const char *text, gsize length, GError **error)
{
  return g_file_set_contents_full (path, text, (gssize) length,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}

static gboolean
write_entries (const char *path, GPtrArray *entries, GError **error)
{
  g_autofree char *text = print_entries (entries);

  return write_text (path, text, strlen (text), error);
}

// A name that nothing has yet, beside @path.
static char *
make_damaged_path (const char *path)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d-%H%M%S");
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *damaged = g_strdup_printf ("%s/" DAMAGED "%s.json", folder, date);

  for (guint i = 2; g_file_test (damaged, G_FILE_TEST_EXISTS); i++)
    {
      g_free (damaged);
      damaged = g_strdup_printf ("%s/" DAMAGED "%s-%u.json", folder, date, i);
    }

  return g_steal_pointer (&damaged);
}

// Reads the file, with the lock held: the oldest entry first. A damaged file is kept under another
// name, and what could be read of it takes its place: at any time one of both is there whole.
static GPtrArray *
read_file (const char *path, GError **error)
{
  g_autoptr (GPtrArray) entries = new_entries ();
  g_autofree char *text = NULL;
  g_autofree char *damaged = NULL;
  g_autoptr (GError) problem = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &text, &length, &problem))
    {
      if (g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return g_steal_pointer (&entries);
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  const char *fault = NULL;
  struct json_object *root = length <= OCTETS_MAX ? todoku_json_parse (text, length, &fault) : NULL;
  // What a later release has written is not damaged: it is not for this one.
  gboolean is_newer =
    root != NULL && json_object_get_int (json_object_object_get (root, "version")) > VERSION;
  gboolean is_whole = root != NULL && !is_newer && read_entries (root, entries);

  if (root == NULL)
    salvage_entries (text, length, entries);
  json_object_put (root);
  if (is_newer)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           _ ("The history was written by a newer release of Todoku."));
      return NULL;
    }
  if (is_whole)
    return g_steal_pointer (&entries);

  damaged = make_damaged_path (path);
  if (!write_text (damaged, text, length, error) || !write_entries (path, entries, error))
    return NULL;

  return g_steal_pointer (&entries);
}

// Whether the domain's last entry of that kind says the same as @entry, and has just said so.
static gboolean
is_told (GPtrArray *entries, const TodokuHistoryEntry *entry)
{
  for (guint i = entries->len; i > 0; i--)
    {
      const TodokuHistoryEntry *last = g_ptr_array_index (entries, i - 1);

      if (g_str_equal (last->domain, entry->domain) && last->kind == entry->kind)
        return entry->time - last->time < SAME_CHECK
               && g_strcmp0 (last->verdict, entry->verdict) == 0
               && g_strcmp0 (last->proposed, entry->proposed) == 0
               && g_strv_equal ((const char *const *) last->records,
                                (const char *const *) entry->records);
    }

  return FALSE;
}

static void
make_room (GPtrArray *entries)
{
  for (guint i = 0; entries->len >= TODOKU_HISTORY_ENTRIES_MAX && i < entries->len;)
    if (((const TodokuHistoryEntry *) entries->pdata[i])->kind == TODOKU_HISTORY_CHECK)
      g_ptr_array_remove_index (entries, i);
    else
      i++;
  if (entries->len >= TODOKU_HISTORY_ENTRIES_MAX)
    g_ptr_array_remove_range (entries, 0, entries->len - TODOKU_HISTORY_ENTRIES_MAX + 1);
}

static gboolean
add_locked (const char *path, TodokuHistoryEntry *entry, GError **error)
{
  g_autoptr (GPtrArray) entries = read_file (path, error);

  if (entries == NULL)
    return FALSE;
  if (is_told (entries, entry))
    return TRUE;

  make_room (entries);
  g_ptr_array_add (entries, todoku_history_entry_ref (entry));

  return write_entries (path, entries, error);
}

gboolean
todoku_history_add (const char *path, TodokuHistoryEntry *entry, GError **error)
{
  int lock = lock_file (path, error);

  if (lock < 0)
    return FALSE;

  gboolean added = add_locked (path, entry, error);

  close (lock);

  return added;
}

static GPtrArray *
reverse (GPtrArray *entries)
{
  GPtrArray *reversed = new_entries ();

  for (guint i = entries->len; i > 0; i--)
    g_ptr_array_add (reversed, todoku_history_entry_ref (entries->pdata[i - 1]));

  return reversed;
}

GPtrArray *
todoku_history_load (const char *path, GError **error)
{
  int lock = lock_file (path, error);

  if (lock < 0)
    return NULL;

  g_autoptr (GPtrArray) entries = read_file (path, error);

  close (lock);

  return entries != NULL ? reverse (entries) : NULL;
}

GPtrArray *
todoku_history_list_newest (GPtrArray *entries)
{
  GPtrArray *newest = new_entries ();
  g_autoptr (GHashTable) domains = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < entries->len; i++)
    {
      TodokuHistoryEntry *entry = g_ptr_array_index (entries, i);

      if (g_hash_table_add (domains, entry->domain))
        g_ptr_array_add (newest, todoku_history_entry_ref (entry));
    }

  return newest;
}

static gboolean
remove_file (const char *path, GError **error)
{
  if (g_unlink (path) == 0 || errno == ENOENT)
    return TRUE;

  set_errno (error, path);

  return FALSE;
}

static gboolean
remove_damaged (const char *path, GError **error)
{
  g_autofree char *folder_path = g_path_get_dirname (path);
  g_autoptr (GDir) folder = g_dir_open (folder_path, 0, error);
  const char *name;
  gboolean removed = folder != NULL;

  while (removed && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *damaged = g_build_filename (folder_path, name, NULL);

      if (g_str_has_prefix (name, DAMAGED))
        removed = remove_file (damaged, error);
    }

  return removed;
}

gboolean
todoku_history_forget (const char *path, GError **error)
{
  int lock = lock_file (path, error);

  if (lock < 0)
    return FALSE;

  gboolean forgotten = remove_file (path, error) && remove_damaged (path, error);

  close (lock);

  return forgotten;
}

char *
todoku_history_export (GPtrArray *entries)
{
  g_autoptr (GPtrArray) oldest_first = reverse (entries);

  return print_entries (oldest_first);
}

// What a thread is to do with the file.
typedef enum
{
  ADD,
  LOAD,
  FORGET,
} Task;

typedef struct
{
  Task task;
  char *path;
  TodokuHistoryEntry *entry; /* to be added */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->path);
  g_clear_pointer (&job->entry, todoku_history_entry_unref);
  g_free (job);
}

static void
job_thread (GTask *task,
            gpointer source G_GNUC_UNUSED,
            gpointer task_data,
            GCancellable *cancellable G_GNUC_UNUSED)
{
  Job *job = task_data;
  GError *error = NULL;
  GPtrArray *entries = NULL;

  if (job->task == ADD)
    todoku_history_add (job->path, job->entry, &error);
  else if (job->task == LOAD)
    entries = todoku_history_load (job->path, &error);
  else
    todoku_history_forget (job->path, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else if (entries != NULL)
    g_task_return_pointer (task, entries, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_boolean (task, TRUE);
}

static void
run_job (gpointer tag,
         Task what,
         const char *path,
         TodokuHistoryEntry *entry,
         GCancellable *cancellable,
         GAsyncReadyCallback callback,
         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->task = what;
  job->path = g_strdup (path);
  job->entry = entry != NULL ? todoku_history_entry_ref (entry) : NULL;
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, job_thread);
}

void
todoku_history_add_async (const char *path,
                          TodokuHistoryEntry *entry,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  run_job (todoku_history_add_async, ADD, path, entry, cancellable, callback, user_data);
}

gboolean
todoku_history_add_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
todoku_history_load_async (const char *path,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  run_job (todoku_history_load_async, LOAD, path, NULL, cancellable, callback, user_data);
}

GPtrArray *
todoku_history_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
todoku_history_forget_async (const char *path,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  run_job (todoku_history_forget_async, FORGET, path, NULL, cancellable, callback, user_data);
}

gboolean
todoku_history_forget_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
