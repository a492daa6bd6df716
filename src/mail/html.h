// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

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
