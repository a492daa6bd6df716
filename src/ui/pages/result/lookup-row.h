// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "spf/tree.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TodokuLookupRow:
 *
 * What a record, or a term with all below it, costs in look-ups. Opens to the terms one level
 * down, which are made only then: a record can lead to hundreds of others.
 */
#define TODOKU_TYPE_LOOKUP_ROW (todoku_lookup_row_get_type ())
G_DECLARE_FINAL_TYPE (TodokuLookupRow, todoku_lookup_row, TODOKU, LOOKUP_ROW, AdwExpanderRow)

/** Returns: (transfer floating): a row that shows nothing yet, with a meter. */
GtkWidget *todoku_lookup_row_new (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_lookup_row_set_tree:
 * @self: the row
 * @title: what record it is
 * @tree: the record; must stay valid until another is set or the row is gone
 */
void todoku_lookup_row_set_tree (TodokuLookupRow *self, const char *title, TodokuSpfTree *tree);

G_END_DECLS
