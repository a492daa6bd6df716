// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TodokuValueRow:
 *
 * A row with a name, a value in one width that can be selected, and a button that copies it.
 */
#define TODOKU_TYPE_VALUE_ROW (todoku_value_row_get_type ())
G_DECLARE_FINAL_TYPE (TodokuValueRow, todoku_value_row, TODOKU, VALUE_ROW, AdwPreferencesRow)

/**
 * todoku_value_row_new:
 * @title: what the value is, as "Type"
 * @value: the value; copied to the letter
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *todoku_value_row_new (const char *title, const char *value) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_value_row_new_remark:
 * @title: what the field is, as "TTL"
 * @remark: what to do with it, in words: there is nothing to copy
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *todoku_value_row_new_remark (const char *title,
                                        const char *remark) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
