// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * todoku_print:
 * @parent: the window that asks
 * @sheet: (element-type TodokuSheetBlock): what it says
 * @domain: whose it is
 *
 * Opens the system's print dialog, on A4.
 */
void todoku_print (GtkWindow *parent, GPtrArray *sheet, const char *domain);

/**
 * todoku_print_save_pdf:
 * @overlay: where it is said that it is saved; it lies in the window that asks
 * @sheet: (element-type TodokuSheetBlock): what it says
 * @domain: whose it is
 *
 * Asks where to, and saves the sheet there as PDF. It needs neither a printer nor a portal.
 */
void todoku_print_save_pdf (AdwToastOverlay *overlay, GPtrArray *sheet, const char *domain);

G_END_DECLS
