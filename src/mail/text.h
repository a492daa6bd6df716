// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TodokuReplyCode:
 * @text: as "550 5.7.26"; without the first half where it stood alone
 * @offset: the octet of the flat text before which it stood
 * @is_paired: whether it has both halves, as a server's reply does (RFC 2034)
 */
typedef struct
{
  char text[16];
  gsize offset;
  gboolean is_paired;
} TodokuReplyCode;

/**
 * todoku_mail_text_clean:
 * @text: what was pasted or read, UTF-8
 *
 * Takes away what mail programs and copying add: quote marks, backslashes before signs, entities,
 * white space that is none, zero-width characters, full-width letters, curly quotes, every kind of
 * line end.
 *
 * Returns: (transfer full): the lines, each ending in LF, without blanks at their ends
 */
char *todoku_mail_text_clean (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_mail_text_flatten:
 * @lines: lines as todoku_mail_text_clean() gives them
 * @codes: (out) (transfer full) (element-type TodokuReplyCode): the codes, in their order
 *
 * Joins the lines to one, each run of white space a blank, and takes the reply codes out: servers
 * repeat them in every line, in the middle of a sentence.
 *
 * Returns: (transfer full): the text
 */
char *todoku_mail_text_flatten (const char *lines, GArray **codes) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_mail_text_find_field:
 * @lines: lines as todoku_mail_text_clean() gives them
 * @name: as "Final-Recipient"
 *
 * Returns: (transfer full) (nullable): what stands behind "Name:" at the begin of a line, and in
 *   the lines that go on with it
 */
char *todoku_mail_text_find_field (const char *lines, const char *name) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_mail_text_find_address:
 * @text: (nullable): a text
 *
 * Returns: (transfer full) (nullable): the first mail address in @text, with its domain in lower
 *   case
 */
char *todoku_mail_text_find_address (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
