// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>
#include <json-c/json.h>

G_BEGIN_DECLS

// A table of answers for a spreadsheet: comma-separated values as RFC 4180 has them, in UTF-8, each
// line with its end (CRLF). What came from outside is neither obeyed by a terminal nor taken for a
// formula by a spreadsheet.

/** Tells a spreadsheet that a file is in UTF-8. */
#define TODOKU_CSV_BYTE_ORDER_MARK "\xef\xbb\xbf"

/** Returns: (transfer full): the names of the columns, which are never translated. */
char *todoku_csv_write_header (void) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): the line of an answer of `todoku-cli batch`. */
char *todoku_csv_write_answer (struct json_object *answer) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
