// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * todoku_stack_show:
 * @stack: a stack
 * @child: the child to show
 *
 * Shows @child, and takes all others from screen readers too. GTK 4.8 does the one without the
 * other: a reader would still come to what stands on the pages nobody sees.
 */
void todoku_stack_show (GtkStack *stack, GtkWidget *child);

G_END_DECLS
