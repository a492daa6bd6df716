// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TodokuPiecesRow:
 *
 * A value in the pieces of a TXT record, each with its own button to copy, for the few panels
 * that want them so.
 */
#define TODOKU_TYPE_PIECES_ROW (todoku_pieces_row_get_type ())
G_DECLARE_FINAL_TYPE (TodokuPiecesRow, todoku_pieces_row, TODOKU, PIECES_ROW, AdwExpanderRow)

GtkWidget *todoku_pieces_row_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** Shows @pieces (nullable); hides the row where there are fewer than two. */
void todoku_pieces_row_set_pieces (TodokuPiecesRow *self, const char *const *pieces);

G_END_DECLS
