// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * todoku_html_write:
 * @paper: (element-type TodokuPrintBlock): what it says, from top to bottom
 *
 * One page that stands alone: it asks for nothing else, and a browser prints it on A4.
 *
 * Returns: (transfer full): the page as HTML, in UTF-8
 */
char *todoku_html_write (GPtrArray *paper) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
