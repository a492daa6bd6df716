// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

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

/**
 * todoku_accessible_set_error:
 * @field: an entry
 * @label: the label below it that says what is wrong
 * @message: (nullable): one sentence, or %NULL where nothing is wrong
 *
 * Says it to the eye (the entry's colour), in words, and to a screen reader.
 */
void todoku_accessible_set_error (GtkWidget *field, GtkLabel *label, const char *message);

/**
 * todoku_accessible_show_page:
 * @stack: a stack
 * @child: the child to show
 *
 * Shows @child, and takes all others from screen readers too. GTK 4.8 does the one without the
 * other: a reader would still come to what stands on the pages nobody sees.
 */
void todoku_accessible_show_page (GtkStack *stack, GtkWidget *child);

/**
 * todoku_accessible_name_toasts:
 * @overlay: where toasts are shown
 *
 * Gives the button that dismisses a toast a name for screen readers: libadwaita 1.2 gives it only
 * an icon. It does not matter how often this is called for an overlay.
 */
void todoku_accessible_name_toasts (AdwToastOverlay *overlay);

/**
 * todoku_accessible_name_menu:
 * @button: the button of a menu that has not been shown yet
 *
 * Gives the items of its menu back their names for screen readers: GTK 4.18 takes them from labels
 * that it has declared to say nothing.
 */
void todoku_accessible_name_menu (GtkMenuButton *button);

G_END_DECLS
