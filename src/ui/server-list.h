// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * todoku_server_list_split:
 * @text: what was typed, valid UTF-8
 *
 * Takes a list of DNS servers apart, as people write it: at commas, semicolons and spaces, and at
 * what a Japanese keyboard gives for them (、，；　); its dot (。) is a dot.
 *
 * Returns: (transfer full) (array zero-terminated=1): what may be addresses
 */
char **todoku_server_list_split (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
