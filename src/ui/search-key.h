// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * todoku_search_key:
 * @text: (nullable): a name, or what a person typed to find it
 *
 * A form in which texts compare as a person means them: without regard to case, to full and half
 * width, to hiragana and katakana, and to spaces.
 *
 * Returns: (transfer full): the form; look in one for another with strstr()
 */
char *todoku_search_key (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
