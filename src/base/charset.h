// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * todoku_charset_to_utf8:
 * @octets: (array length=length): a text from anywhere
 * @length: how many octets
 * @charset: (nullable): the character set it says it is in; %NULL where it says none
 *
 * Where @charset is missing, unknown or plainly wrong, the encodings of Japanese mail are tried:
 * UTF-8, ISO-2022-JP, Shift_JIS, EUC-JP. What cannot be read becomes U+FFFD, as NUL does.
 *
 * Returns: (transfer full): the text in valid UTF-8
 */
char *todoku_charset_to_utf8 (const char *octets,
                              gsize length,
                              const char *charset) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
