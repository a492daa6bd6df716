// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * todoku_text_fold:
 * @text: what a person typed or pasted, valid UTF-8
 *
 * Brings the many shapes that a Japanese keyboard and copying give a character down to one:
 * full-width ASCII (１Ａ＠／) and ideographic dots (。｡．) to ASCII, every dash to a hyphen, every
 * white space to a blank. Characters that show nothing (zero-width spaces, byte order marks,
 * left-to-right marks) go. Letters and marks outside ASCII stay as they are.
 *
 * Returns: (transfer full): the folded text
 */
char *todoku_text_fold (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
