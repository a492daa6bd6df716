// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * todoku_sheet_print:
 * @parent: the window that asks
 * @sheet: (element-type TodokuSheetBlock): what it says
 * @domain: whose it is
 *
 * Opens the system's print dialog, on A4.
 */
void todoku_sheet_print (GtkWindow *parent, GPtrArray *sheet, const char *domain);

G_END_DECLS
