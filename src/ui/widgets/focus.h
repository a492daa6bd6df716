// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Returns: whether the focus is on @widget or on anything in it. */
gboolean todoku_focus_is_within (GtkWidget *widget);

/**
 * todoku_focus_leave:
 * @widget: a widget that is about to go, or to lose what is in it
 *
 * Takes the focus off @widget and all in it. GTK 4.8 goes on using a focused widget after it was
 * freed together with its parent; so nothing with the focus may be taken away.
 */
void todoku_focus_leave (GtkWidget *widget);

G_END_DECLS
