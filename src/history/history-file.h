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
 * itself is replaced. Makes the folder.
 *
 * Returns: a descriptor to be closed, or -1
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
 *   first; what a damaged file still says, which is then set aside
 */
GPtrArray *todoku_history_file_read (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): @entries, the oldest first, as the text of a file. */
char *todoku_history_file_print (GPtrArray *entries) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
