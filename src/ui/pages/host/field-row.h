// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TodokuFieldRow:
 *
 * A row that asks for one text, below the row whose choice needs it. Emits "changed" with every
 * letter, and "left" when the person goes elsewhere.
 */
#define TODOKU_TYPE_FIELD_ROW (todoku_field_row_get_type ())
G_DECLARE_FINAL_TYPE (TodokuFieldRow, todoku_field_row, TODOKU, FIELD_ROW, GtkListBoxRow)

/**
 * todoku_field_row_new:
 * @title: what is asked for
 * @help: (nullable): where to find it
 * @example: (nullable): an example
 *
 * Returns: (transfer floating): the row
 */
TodokuFieldRow *todoku_field_row_new (const char *title,
                                      const char *help,
                                      const char *example) G_GNUC_WARN_UNUSED_RESULT;

const char *todoku_field_row_get_text (TodokuFieldRow *self);
void todoku_field_row_set_text (TodokuFieldRow *self, const char *text);

/** Says below the field what is wrong; %NULL where nothing is. */
void todoku_field_row_set_error (TodokuFieldRow *self, const char *message);

/** Returns: whether it has the focus now. */
gboolean todoku_field_row_focus (TodokuFieldRow *self);

G_END_DECLS
