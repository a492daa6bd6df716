// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/start/bounce-reader.h"

#include "base/paths.h"

typedef struct
{
  TodokuCatalog *catalog;
  GBytes *octets;
  TodokuBounce *bounce;
} Reading;

static void
reading_free (Reading *reading)
{
  todoku_catalog_unref (reading->catalog);
  g_bytes_unref (reading->octets);
  g_clear_pointer (&reading->bounce, todoku_bounce_unref);
  g_free (reading);
}

static void
read_in_thread (GTask *task,
                gpointer source G_GNUC_UNUSED,
                gpointer task_data,
                GCancellable *cancellable G_GNUC_UNUSED)
{
  Reading *reading = task_data;
  g_autofree char *folder = g_build_filename (todoku_paths_get_data_dir (), "catalog", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TodokuRefusals) refusals = todoku_refusals_load (folder, &error);
  gsize length;
  const char *octets = g_bytes_get_data (reading->octets, &length);

  if (refusals == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_int (task,
                       todoku_bounce_read (refusals, reading->catalog, octets != NULL ? octets : "",
                                           length, &reading->bounce));
}

void
todoku_bounce_reader_read_async (TodokuCatalog *catalog,
                                 GBytes *octets,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Reading *reading = g_new0 (Reading, 1);

  reading->catalog = todoku_catalog_ref (catalog);
  reading->octets = g_bytes_ref (octets);
  g_task_set_source_tag (task, todoku_bounce_reader_read_async);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  g_task_run_in_thread (task, read_in_thread);
}

TodokuBounceStatus
todoku_bounce_reader_read_finish (GAsyncResult *result, TodokuBounce **bounce, GError **error)
{
  Reading *reading = g_task_get_task_data (G_TASK (result));
  gssize status = g_task_propagate_int (G_TASK (result), error);

  *bounce = NULL;
  if (status < 0)
    return TODOKU_BOUNCE_NONE;
  *bounce = g_steal_pointer (&reading->bounce);

  return (TodokuBounceStatus) status;
}
