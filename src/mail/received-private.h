// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "mail/received.h"

G_BEGIN_DECLS

/**
 * todoku_received_read_page:
 * @self: a mail that is being read; gets what the page says
 * @text: a text, UTF-8
 *
 * Reads the table above a mail's source in Gmail, “Original Message”, 「元のメッセージ」, as it was
 * copied.
 *
 * Returns: whether @text has such a table
 */
gboolean todoku_received_read_page (TodokuReceived *self, const char *text);

/** Returns: (transfer none): @word as a result that is known, a literal; "unknown" for others. */
const char *todoku_received_find_result (const char *word);

/** Appends what DKIM came to for one signature. @domain and @selector: (transfer full) (nullable)
 */
void todoku_received_add_dkim (TodokuReceived *self,
                               const char *result,
                               char *domain,
                               char *selector);

G_END_DECLS
