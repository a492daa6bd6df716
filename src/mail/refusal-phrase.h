// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * todoku_refusal_phrase_compile:
 * @phrase: words of a server, with {word}, {domain}, {ip}, {spf} and {dkim}
 * @error: return location for an error
 *
 * Makes a regular expression of @phrase for octets, whatever their case. Every part of it is
 * bounded, so that no text from outside can make it run for long.
 *
 * Returns: (transfer full) (nullable): the expression, with groups of these names but for word;
 *   %NULL where @phrase has an unknown word in braces
 */
GRegex *todoku_refusal_phrase_compile (const char *phrase,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
