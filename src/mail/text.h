// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TodokuReplyCode:
 * @text: as "550 5.7.26"; "550" or "5.7.26" where one half stood alone
 * @offset: the octet of the flat text where the words begin that it goes with
 *
 * A reply code (RFC 5321 4.2, RFC 3463).
 */
typedef struct
{
  char text[16];
  gsize offset;
} TodokuReplyCode;

/**
 * todoku_mail_text_clean:
 * @text: what was pasted or read, UTF-8
 *
 * Takes away what mail programs, chats and copying add, wherever in a sentence it stands: quote
 * marks, `<<<` of a transcript, escapes of JSON, Markdown and URLs, links around a name, entities,
 * white space that is none, zero-width characters, full-width letters, curly quotes, every kind of
 * line end.
 *
 * Returns: (transfer full): the lines, each ending in LF, without blanks at their ends
 */
char *todoku_mail_text_clean (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_mail_text_flatten:
 * @lines: lines as todoku_mail_text_clean() gives them
 * @glue: whether the lines were cut within words, all at the same width
 * @codes: (out) (transfer full) (element-type TodokuReplyCode): the codes, in their order
 *
 * Joins the lines to one, each run of white space a blank, and takes the codes of two halves out:
 * servers repeat them in every line, in the middle of a sentence.
 *
 * Returns: (transfer full): the text
 */
char *todoku_mail_text_flatten (const char *lines,
                                gboolean glue,
                                GArray **codes) G_GNUC_WARN_UNUSED_RESULT;

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

/** Returns: (transfer full) (nullable): the domain of @address, or @address itself where it is one,
 *   in A-labels, normalized. */
char *todoku_mail_read_domain (const char *address) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full) (nullable): @text, where it is a DKIM selector (RFC 6376 3.1). */
char *todoku_mail_read_selector (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_mail_regex_get:
 * @expression: (transfer none): a literal; it is compiled once, and kept
 *
 * Regular expressions for octets from outside, whatever their case. Every repetition in them is to
 * be bounded, so that no text can make them run for long. Any thread may ask.
 *
 * Returns: (transfer none): the expression
 */
GRegex *todoku_mail_regex_get (const char *expression);

/** Returns: (transfer full): @text with what @expression matches as the octet that <hex> names. */
char *todoku_mail_text_decode (const char *text, const char *expression) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: whether @expression, as above, matches somewhere in @text. */
gboolean todoku_mail_text_has (const char *text, const char *expression);

/**
 * todoku_html_decode_entities:
 * @text: UTF-8
 *
 * Returns: (transfer full): @text with `&lt;`, `&#39;`, `&nbsp;` and the like as what they stand
 *   for; unknown ones and control characters stay as they are written
 */
char *todoku_html_decode_entities (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_html_to_text:
 * @html: UTF-8
 *
 * Takes tags, comments, scripts and styles out, breaks the line where a browser would, and decodes
 * entities. Knows no more of HTML than is needed to read a server's words in it.
 *
 * Returns: (transfer full): the text
 */
char *todoku_html_to_text (const char *html) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: whether @text looks as if it were HTML, and not a text with an address in `<…>`. */
gboolean todoku_html_is_likely (const char *text);

G_END_DECLS
