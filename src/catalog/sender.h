// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "catalog/catalog.h"

G_BEGIN_DECLS

/**
 * todoku_senders_read:
 * @folder: (type filename): the catalog's folder
 * @error: return location for an error
 *
 * Reads senders.json.
 *
 * Returns: (transfer full) (nullable) (element-type TodokuSender): the services, in the order of
 *   the file
 */
GPtrArray *todoku_senders_read (const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
