// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** The most octets that are read; a returned mail that is larger brings its attachments along. */
#define TODOKU_BOUNCE_OCTETS_MAX (16 * 1024 * 1024)

/**
 * TodokuMailMessage:
 * @lines: what the mail system says, as todoku_mail_text_clean() gives it; the end of what is
 *   very long is left out
 * @original: (nullable): the head of the mail that came back, cleaned in the same way, as far as
 *   it is there
 * @is_report: whether a mail system wrote it: a delivery status notification (RFC 3464), or from
 *   MAILER-DAEMON
 * @is_mail: whether it was a whole mail with its header, and not a part that somebody copied
 * @is_other_report: whether it is a report of another kind: mail that arrived, was read, or was
 *   complained about
 * @sender: (nullable): the envelope sender of what came back, as far as it is told
 * @reader: (nullable): to whom the report went, but for a mail system
 * @author: (nullable): the address in its From
 * @recipient: (nullable): whom it did not reach
 * @forwarder: (nullable): the address that had it sent on to @recipient, of another domain
 * @is_list: whether that is a mailing list
 *
 * A text that may be a returned mail, taken out of its wrapping.
 */
typedef struct
{
  char *lines;
  char *original;
  gboolean is_report;
  gboolean is_mail;
  gboolean is_other_report;
  char *sender;
  char *reader;
  char *author;
  char *recipient;
  char *forwarder;
  gboolean is_list;
} TodokuMailMessage;

/**
 * todoku_mail_message_read:
 * @octets: (array length=length): a mail as a file, or anything that was pasted
 * @length: how many octets, at most %TODOKU_BOUNCE_OCTETS_MAX
 *
 * Reads MIME (RFC 2045 to 2049): parts within parts, quoted-printable, base64, the character sets
 * of Japanese mail, HTML; also where the begin of the mail is missing, or all of it is quoted. May
 * run in any thread.
 *
 * Returns: (transfer full): what was found
 */
TodokuMailMessage *todoku_mail_message_read (const char *octets,
                                             gsize length) G_GNUC_WARN_UNUSED_RESULT;
void todoku_mail_message_free (TodokuMailMessage *mail);

/** Returns: (transfer full) (element-type TodokuMailMessage): where @mail names several recipients,
 *   what it would be if it had come for each of them alone; else nothing. */
GPtrArray *todoku_mail_message_split (const TodokuMailMessage *mail) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuMailMessage, todoku_mail_message_free)

G_END_DECLS
