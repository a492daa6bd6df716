// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "mail/received-trace.h"
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

/** Returns: (transfer full) (nullable): an envelope sender, as "<info@shop.example>": the address;
 * "" for "<>"; a domain, or a local sender, as it is */
char *todoku_received_read_sender (const char *text);

/** Takes what the receiver found, out of @trace; @fields (element-type TodokuMailField) tell the
 * signatures apart. */
void todoku_received_take_results (TodokuReceived *self,
                                   const GPtrArray *fields,
                                   const TodokuMailTrace *trace);

/** Says that the mail is signed, and with what, where no receiver said it. */
void todoku_received_take_signatures (TodokuReceived *self, const GPtrArray *fields);

G_END_DECLS
