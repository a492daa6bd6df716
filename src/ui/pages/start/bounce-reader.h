// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "mail/bounce.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * todoku_bounce_reader_read_async:
 * @catalog: the catalog
 * @octets: what was pasted, or the content of a file
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is read
 * @user_data: for @callback
 *
 * Reads a returned mail in a thread of its own: a mail with attachments takes longer than a frame.
 */
void todoku_bounce_reader_read_async (TodokuCatalog *catalog,
                                      GBytes *octets,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

/**
 * todoku_bounce_reader_read_finish:
 * @result: the result
 * @bounce: (out) (transfer full) (nullable): the returned mail
 * @error: return location for an error; cancelled, or a broken catalog
 *
 * Returns: what it is; %TODOKU_BOUNCE_NONE with @error, too
 */
TodokuBounceStatus todoku_bounce_reader_read_finish (GAsyncResult *result,
                                                     TodokuBounce **bounce,
                                                     GError **error);

G_END_DECLS
