// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * todoku_accessible_set_label:
 * @widget: a widget
 * @label: what a screen reader is to call it
 *
 * Holds over whatever label GTK or libadwaita has named it by: newer releases let the label win.
 */
void todoku_accessible_set_label (GtkWidget *widget, const char *label);

/**
 * todoku_accessible_set_description:
 * @widget: a widget
 * @description: (nullable): what a screen reader is to say of it after its name
 *
 * Holds over whatever label describes it, as todoku_accessible_set_label().
 */
void todoku_accessible_set_description (GtkWidget *widget, const char *description);

G_END_DECLS
