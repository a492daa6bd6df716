// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TodokuMailParts:
 * @text: what people and mail systems wrote, the parts one after the other
 * @original: the head of the mail that came back
 * @is_report: whether a mail system wrote it
 * @is_other_report: whether it is a report, but not of a failed delivery
 * @to: (nullable): the address a report goes to, which is the envelope sender (RFC 3464 2)
 *
 * The readable parts of a MIME message, in UTF-8.
 */
typedef struct
{
  GString *text;
  GString *original;
  gboolean is_report;
  gboolean is_other_report;
  char *to;
} TodokuMailParts;

/**
 * todoku_mail_parts_read:
 * @octets: (array length=length): a message with its header
 * @length: how many octets
 *
 * Returns: (transfer full) (nullable): its parts; %NULL where it cannot be read as MIME
 */
TodokuMailParts *todoku_mail_parts_read (const char *octets,
                                         gsize length) G_GNUC_WARN_UNUSED_RESULT;
void todoku_mail_parts_free (TodokuMailParts *parts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuMailParts, todoku_mail_parts_free)

/** Returns: (transfer full): @text with quoted-printable (RFC 2045 6.7) decoded, as octets. */
GBytes *todoku_mail_parts_decode_quoted (const char *text, gsize length) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
