// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * todoku_print:
 * @parent: the window that asks
 * @instructions: (element-type TodokuPrintBlock): what they say
 * @domain: whose they are
 *
 * Opens the system's print dialog, on A4.
 */
void todoku_print (GtkWindow *parent, GPtrArray *instructions, const char *domain);

/**
 * todoku_print_save_pdf:
 * @widget: what asks, in the overlay where it is said that it is saved
 * @instructions: (element-type TodokuPrintBlock): what they say
 * @domain: whose they are
 *
 * Asks where to, and saves the instructions there as PDF. It needs neither a printer nor a portal.
 */
void todoku_print_save_pdf (GtkWidget *widget, GPtrArray *instructions, const char *domain);

G_END_DECLS
