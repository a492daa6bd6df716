// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>
#include <json-c/json.h>

G_BEGIN_DECLS

/**
 * todoku_terminal_escape:
 * @text: any text, UTF-8 or not
 *
 * Returns: (transfer full): @text in UTF-8, with everything a terminal could obey (control
 *   characters, marks that turn the direction of writing) as U+FFFD; line breaks stay
 */
char *todoku_terminal_escape (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/** Prints a formatted text to stdout, escaped. */
void todoku_terminal_print (const char *format, ...) G_GNUC_PRINTF (1, 2);

/** Prints "todoku-cli: ", a formatted sentence and a line break to stderr, escaped. */
void todoku_terminal_complain (const char *format, ...) G_GNUC_PRINTF (1, 2);

/** Prints @object and a line break to stdout, and frees it. */
void todoku_terminal_print_json (struct json_object *object);

G_END_DECLS
