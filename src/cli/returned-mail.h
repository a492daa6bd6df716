// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "mail/bounce.h"

G_BEGIN_DECLS

/**
 * todoku_returned_mail_read:
 * @path: (nullable) (type filename): a file; %NULL or "-" for the standard input
 * @catalog: the catalog
 * @bounce: (out) (transfer full) (nullable): the returned mail
 *
 * Complains on stderr where it cannot be read or is no returned mail.
 *
 * Returns: whether it could be read at all
 */
gboolean todoku_returned_mail_read (const char *path,
                                    TodokuCatalog *catalog,
                                    TodokuBounce **bounce);

G_END_DECLS
