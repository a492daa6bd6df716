// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TodokuActionRow:
 *
 * A row of a list: a title and what is said of it, with a widget before and one after them. What
 * AdwActionRow is, whose texts may be of any length; that one tries out a dozen widths for each of
 * its texts before it is shown, and a page of them takes longer than a frame.
 */
#define TODOKU_TYPE_ACTION_ROW (todoku_action_row_get_type ())
G_DECLARE_FINAL_TYPE (TodokuActionRow, todoku_action_row, TODOKU, ACTION_ROW, GtkListBoxRow)

/** Returns: (transfer floating): a row; @subtitle (nullable). */
GtkWidget *todoku_action_row_new (const char *title,
                                  const char *subtitle) G_GNUC_WARN_UNUSED_RESULT;

void todoku_action_row_set_subtitle (TodokuActionRow *self, const char *subtitle);
void todoku_action_row_set_prefix (TodokuActionRow *self, GtkWidget *prefix);
void todoku_action_row_set_suffix (TodokuActionRow *self, GtkWidget *suffix);

/** Puts @mark, a few words, below the texts of @self. */
void todoku_action_row_set_mark (TodokuActionRow *self, GtkWidget *mark);

/** Has @widget, the prefix or the suffix, pressed with the row, as todoku_action_row_activate()
 * does: it has the focus in place of the row, and a screen reader hears of it what the row says. */
void todoku_action_row_set_activatable_widget (TodokuActionRow *self, GtkWidget *widget);
GtkWidget *todoku_action_row_get_activatable_widget (TodokuActionRow *self);

/** Presses the activatable widget of @row. Returns: whether it has one. */
gboolean todoku_action_row_activate (GtkListBoxRow *row);

G_END_DECLS
