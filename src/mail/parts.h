// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "mail/message.h"

G_BEGIN_DECLS

/**
 * todoku_mail_parts_read:
 * @mail: gets whether it is a report, and of what kind
 * @octets: (array length=length): a message with its header
 * @length: how many octets
 * @text: gets what people and mail systems wrote, the parts one after the other, in UTF-8
 * @original: gets the head of the mail that came back, in UTF-8
 *
 * Returns: (transfer full) (nullable): to whom a report goes, which is the envelope sender of what
 *   came back (RFC 3464 2)
 */
char *todoku_mail_parts_read (TodokuMailMessage *mail,
                              const char *octets,
                              gsize length,
                              GString *text,
                              GString *original) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
