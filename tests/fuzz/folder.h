// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * fuzz_folder_get:
 *
 * Returns: (transfer none) (type filename): a folder of this process alone, in memory where the
 *   system has such; it goes with the process
 */
const char *fuzz_folder_get (void);

/** Writes a file of that folder, without waiting for the disk. Returns: (transfer full): its path.
 */
char *fuzz_folder_write (const char *name,
                         const void *octets,
                         gsize length) G_GNUC_WARN_UNUSED_RESULT;

/** Removes the files of that folder whose names begin with @prefix. Returns: how many. */
guint fuzz_folder_remove (const char *prefix);

G_END_DECLS
