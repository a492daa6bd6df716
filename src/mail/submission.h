// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "mail/bounce.h"
#include "mail/message.h"

G_BEGIN_DECLS

/** Returns: whether @lines, lines of a message, say what a mail program, a form or a shop shows
 *   when the server that it logs in to (RFC 6409) refused its mail. */
gboolean todoku_submission_is_shown (const char *lines);

/**
 * todoku_submission_find:
 * @self: (inout): a bounce that is complete but for this
 * @mail: its text
 * @is_wrapped: whether a mail system reports it
 *
 * What a server says means something else where it is the one that the person sends through, and
 * not the recipient's: of nobody else's MX record, and of nobody else's encryption.
 */
void todoku_submission_find (TodokuBounce *self,
                             const TodokuMailMessage *mail,
                             gboolean is_wrapped);

G_END_DECLS
