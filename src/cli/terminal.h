// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>
#include <json-c/json.h>

G_BEGIN_DECLS

// Nothing printed here holds what a terminal could obey (control characters, marks that turn the
// direction of writing), whatever a zone, a mail or a command line says: U+FFFD stands in its
// place, or, in JSON, its escape.

/** Prints a formatted text to stdout. Line breaks stay: it is for texts that are all ours. */
void todoku_terminal_print (const char *format, ...) G_GNUC_PRINTF (1, 2);

/** Prints a formatted text, which may hold what others wrote, to stdout as one line. */
void todoku_terminal_print_line (const char *format, ...) G_GNUC_PRINTF (1, 2);

/** Prints "todoku-cli: " and a formatted sentence to stderr as one line. Returns: %FALSE. */
gboolean todoku_terminal_complain (const char *format, ...) G_GNUC_PRINTF (1, 2);

/** Returns: (transfer full): @text, which may hold what others wrote, as one line. */
char *todoku_terminal_escape (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): @object as one line, without a line break. */
char *todoku_terminal_write_json (struct json_object *object) G_GNUC_WARN_UNUSED_RESULT;

/** Prints @object to stdout as one line, and frees it. */
void todoku_terminal_print_json (struct json_object *object);

G_END_DECLS
