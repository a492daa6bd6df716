// SPDX-License-Identifier: GPL-3.0-or-later

#include "history/history.h"

#include "history/history-file.h"

#include <unistd.h>

// Within this time the same check is not told again, in seconds.
#define SAME_CHECK 3600

const char *
todoku_history_kind_get_id (TodokuHistoryKind kind)
{
  static const char *const ids[] = {
    [TODOKU_HISTORY_CHECK] = "check",
    [TODOKU_HISTORY_REPLACED] = "replaced",
    [TODOKU_HISTORY_LIVE] = "live",
  };

  return ids[kind];
}

TodokuHistoryEntry *
todoku_history_entry_new (TodokuHistoryKind kind,
                          const char *domain,
                          const char *verdict,
                          const char *const *records,
                          const char *proposed)
{
  TodokuHistoryEntry *entry = g_new0 (TodokuHistoryEntry, 1);

  entry->kind = kind;
  entry->time = g_get_real_time () / G_USEC_PER_SEC;
  entry->domain = g_strdup (domain);
  entry->verdict = g_strdup (verdict);
  entry->records = records != NULL ? g_strdupv ((char **) records) : g_new0 (char *, 1);
  entry->proposed = g_strdup (proposed);

  return entry;
}

TodokuHistoryEntry *
todoku_history_entry_copy (const TodokuHistoryEntry *entry)
{
  TodokuHistoryEntry *copy =
    todoku_history_entry_new (entry->kind, entry->domain, entry->verdict,
                              (const char *const *) entry->records, entry->proposed);

  copy->time = entry->time;

  return copy;
}

void
todoku_history_entry_free (TodokuHistoryEntry *entry)
{
  g_free (entry->domain);
  g_free (entry->verdict);
  g_strfreev (entry->records);
  g_free (entry->proposed);
  g_free (entry);
}

char *
todoku_history_get_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "todoku", "history.json", NULL);
}

static gboolean
entries_say_the_same (const TodokuHistoryEntry *a, const TodokuHistoryEntry *b)
{
  return g_strcmp0 (a->verdict, b->verdict) == 0 && g_strcmp0 (a->proposed, b->proposed) == 0
         && g_strv_equal ((const char *const *) a->records, (const char *const *) b->records);
}

// Whether the domain's last entry says the same as @entry, and has just said so.
static gboolean
is_told (GPtrArray *entries, const TodokuHistoryEntry *entry)
{
  for (guint i = entries->len; i > 0; i--)
    {
      const TodokuHistoryEntry *last = g_ptr_array_index (entries, i - 1);

      if (g_str_equal (last->domain, entry->domain) && last->kind == entry->kind)
        return entry->time - last->time < SAME_CHECK && entries_say_the_same (last, entry);
    }

  return FALSE;
}

static void
make_room (GPtrArray *entries)
{
  guint at = 0;

  while (entries->len >= TODOKU_HISTORY_ENTRIES_MAX && at < entries->len)
    {
      const TodokuHistoryEntry *entry = g_ptr_array_index (entries, at);

      if (entry->kind == TODOKU_HISTORY_CHECK)
        g_ptr_array_remove_index (entries, at);
      else
        at++;
    }
  while (entries->len >= TODOKU_HISTORY_ENTRIES_MAX)
    g_ptr_array_remove_index (entries, 0);
}

static gboolean
add_locked (const char *path, const TodokuHistoryEntry *entry, GError **error)
{
  g_autoptr (GPtrArray) entries = todoku_history_file_read (path, error);

  if (entries == NULL)
    return FALSE;
  if (is_told (entries, entry))
    return TRUE;

  make_room (entries);
  g_ptr_array_add (entries, todoku_history_entry_copy (entry));

  return todoku_history_file_write (path, entries, error);
}

gboolean
todoku_history_add (const char *path, const TodokuHistoryEntry *entry, GError **error)
{
  int lock = todoku_history_file_lock (path, error);

  if (lock < 0)
    return FALSE;

  gboolean added = add_locked (path, entry, error);

  close (lock);

  return added;
}

static GPtrArray *
pick (GPtrArray *entries, const char *domain)
{
  GPtrArray *picked = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_history_entry_free);

  for (guint i = entries->len; i > 0; i--)
    {
      const TodokuHistoryEntry *entry = g_ptr_array_index (entries, i - 1);

      if (domain == NULL || g_str_equal (entry->domain, domain))
        g_ptr_array_add (picked, todoku_history_entry_copy (entry));
    }

  return picked;
}

GPtrArray *
todoku_history_load (const char *path, const char *domain, GError **error)
{
  int lock = todoku_history_file_lock (path, error);

  if (lock < 0)
    return NULL;

  g_autoptr (GPtrArray) entries = todoku_history_file_read (path, error);

  close (lock);

  return entries != NULL ? pick (entries, domain) : NULL;
}

char *
todoku_history_export (GPtrArray *entries)
{
  g_autoptr (GPtrArray) oldest_first = pick (entries, NULL);

  return todoku_history_file_print (oldest_first);
}

// What a thread is to do.
typedef struct
{
  char *path;
  char *domain;
  TodokuHistoryEntry *entry;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->path);
  g_free (job->domain);
  g_clear_pointer (&job->entry, todoku_history_entry_free);
  g_free (job);
}

static void
run_job (Job *job,
         gpointer tag,
         GTaskThreadFunc thread,
         GCancellable *cancellable,
         GAsyncReadyCallback callback,
         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, thread);
}

static void
add_thread (GTask *task,
            gpointer source G_GNUC_UNUSED,
            gpointer task_data,
            GCancellable *cancellable G_GNUC_UNUSED)
{
  Job *job = task_data;
  g_autoptr (GError) error = NULL;

  if (todoku_history_add (job->path, job->entry, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
todoku_history_add_async (const char *path,
                          const TodokuHistoryEntry *entry,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->path = g_strdup (path);
  job->entry = todoku_history_entry_copy (entry);
  run_job (job, todoku_history_add_async, add_thread, cancellable, callback, user_data);
}

gboolean
todoku_history_add_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
load_thread (GTask *task,
             gpointer source G_GNUC_UNUSED,
             gpointer task_data,
             GCancellable *cancellable G_GNUC_UNUSED)
{
  Job *job = task_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *entries = todoku_history_load (job->path, job->domain, &error);

  if (entries != NULL)
    g_task_return_pointer (task, entries, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
todoku_history_load_async (const char *path,
                           const char *domain,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->path = g_strdup (path);
  job->domain = g_strdup (domain);
  run_job (job, todoku_history_load_async, load_thread, cancellable, callback, user_data);
}

GPtrArray *
todoku_history_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
