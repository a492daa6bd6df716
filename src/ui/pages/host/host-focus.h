// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/pages/host/host-row.h"

G_BEGIN_DECLS

/**
 * todoku_host_focus_set_stop:
 * @list: a list with #TodokuHostRow among its rows
 * @row: (nullable): one of them
 *
 * Makes @row the only one of the choices at which Tab stops, as in any group of radio buttons, so
 * that the next Tab leaves them. With %NULL, or a row that is not shown, it is the first one shown.
 */
void todoku_host_focus_set_stop (GtkListBox *list, TodokuHostRow *row);

/**
 * todoku_host_focus_move:
 * @list: a list with #TodokuHostRow among its rows
 * @key: Up, Down, Home or End, also those of the keypad
 *
 * Moves the focus from one choice to another and chooses nothing: with every choice look-ups begin.
 *
 * Returns: whether the focus is on a choice and @key is one that moves
 */
gboolean todoku_host_focus_move (GtkListBox *list, guint key);

/**
 * todoku_host_focus_tab:
 * @before: what has the focus before the list, as a search entry
 * @list: a list with #TodokuHostRow among its rows
 * @direction: %GTK_DIR_TAB_FORWARD or %GTK_DIR_TAB_BACKWARD
 *
 * Moves the focus to the next of @before, the choice at which Tab stops, the fields, and whatever
 * other row is shown. A list box would try the very next row alone, and take Tab for it even where
 * that row cannot have the focus.
 *
 * Returns: whether there was one; where not, the focus leaves them
 */
gboolean todoku_host_focus_tab (GtkWidget *before, GtkListBox *list, GtkDirectionType direction);

G_END_DECLS
