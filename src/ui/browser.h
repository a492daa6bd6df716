// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

// The window in a browser, through GTK's Broadway: it has the browser's whole page, and no
// clipboard. What is to be copied is printed on the terminal that the program was started from.

/** Returns: whether @widget is shown in a browser. */
gboolean todoku_browser_shows (GtkWidget *widget);

/** Prints @text, UTF-8, on a line of its own. */
void todoku_browser_print_text (const char *text);

/** Prints @paper (element-type TodokuPrintBlock), as todoku_instructions_list_blocks() gives it. */
void todoku_browser_print_paper (GPtrArray *paper);

G_END_DECLS
