// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TodokuRowGroup:
 *
 * A titled list whose rows are made anew with each report. It is seen only while it has any. A row
 * that unfolds stays open when it is made anew under the same name (gtk_widget_set_name()).
 *
 * Properties:
 * - title (string, write-only, nullable), description (string, write-only, nullable): no markup
 * - folds (boolean, write-only): only the title is seen until it is pressed
 */
#define TODOKU_TYPE_ROW_GROUP (todoku_row_group_get_type ())
G_DECLARE_FINAL_TYPE (TodokuRowGroup, todoku_row_group, TODOKU, ROW_GROUP, GtkBox)

/** The most rows of one kind that a person can look through; a record may have thousands of terms.
 */
#define TODOKU_ROWS_MAX 100

void todoku_row_group_set_title (TodokuRowGroup *self, const char *title);
void todoku_row_group_set_description (TodokuRowGroup *self, const char *description);
void todoku_row_group_set_folds (TodokuRowGroup *self, gboolean folds);

/** Returns: (transfer none) (element-type GtkWidget): the rows, in their order. */
GPtrArray *todoku_row_group_get_rows (TodokuRowGroup *self);

/** Takes @row out. */
void todoku_row_group_remove (TodokuRowGroup *self, GtkWidget *row);

/** Takes all rows out. */
void todoku_row_group_clear (TodokuRowGroup *self);

/** Adds @row at the end, or any other widget below the list; nothing where it is %NULL. */
void todoku_row_group_add (TodokuRowGroup *self, GtkWidget *row);

/** Adds a row with @text (nullable), which is no markup. */
void todoku_row_group_add_text (TodokuRowGroup *self, const char *text);

/** Puts the focus on the first row, so that a screen reader begins to read there. */
void todoku_row_group_focus_first (TodokuRowGroup *self);

/** Returns: (nullable): a row that says that @n_rows would be more than %TODOKU_ROWS_MAX, and by
 * how many; %NULL where they are not. */
GtkWidget *todoku_rest_row_new (guint n_rows) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
