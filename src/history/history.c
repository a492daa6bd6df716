// SPDX-License-Identifier: GPL-3.0-or-later

// The file, and its lock.

#include "history/history.h"

#include "base/list.h"
#include "config.h"
#include "history/history-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

// How the names of damaged files begin.
#define DAMAGED "history-damaged-"

// Within this time the same check is not told again, in seconds.
#define SAME_CHECK 3600

// How long to wait before the lock is tried again, in µs.
#define LOCK_INTERVAL 5000

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
  g_autofree char *text = todoku_history_print (entries);

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
  TodokuHistoryText found;

  if (!g_file_get_contents (path, &text, &length, &problem))
    {
      if (g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return g_steal_pointer (&entries);
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  found = todoku_history_parse (text, length, entries);
  // What a later release has written is not damaged: it is not for this one.
  if (found == TODOKU_HISTORY_TEXT_NEWER)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           _ ("The history was written by a newer release of Todoku."));
      return NULL;
    }
  if (found == TODOKU_HISTORY_TEXT_WHOLE)
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

  todoku_list_foreach (TodokuHistoryEntry, entry, entries)
    if (g_hash_table_add (domains, entry->domain))
      g_ptr_array_add (newest, todoku_history_entry_ref (entry));

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

  return todoku_history_print (oldest_first);
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
