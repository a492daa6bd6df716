// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "history/history.h"

G_BEGIN_DECLS

/**
 * todoku_history_file_lock:
 * @path: the history file
 * @error: return location for an error
 *
 * Waits until no other program has the lock of @path, which is a file beside it, since @path
 * itself is replaced; but no longer than %TODOKU_HISTORY_WAIT_MAX. Makes the folder.
 *
 * Returns: a descriptor to be closed, or -1 with #GFileError or %G_IO_ERROR_TIMED_OUT
 */
int todoku_history_file_lock (const char *path, GError **error);

/**
 * todoku_history_file_read:
 * @path: the history file
 * @error: return location for an error
 *
 * To be called with the lock held.
 *
 * Returns: (transfer full) (nullable) (element-type TodokuHistoryEntry): the entries, the oldest
 *   first. A damaged file is kept beside as history-damaged-DATE.json, and what it still says
 *   stands in its place from then on
 */
GPtrArray *todoku_history_file_read (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_history_file_write:
 * @path: the history file
 * @entries: (element-type TodokuHistoryEntry): the oldest first
 * @error: return location for an error
 *
 * Puts a file with @entries in its place, so that @path is whole at any time. To be called with the
 * lock held.
 *
 * Returns: whether it is on the disk
 */
gboolean todoku_history_file_write (const char *path, GPtrArray *entries, GError **error);

/** Returns: (transfer full): @entries, the oldest first, as the text of a file. */
char *todoku_history_file_print (GPtrArray *entries) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
