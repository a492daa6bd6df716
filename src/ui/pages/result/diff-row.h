// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "spf/diff.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TodokuDiffRow:
 *
 * One step from the published record to the proposed one: a sign with its word, the term, what it
 * means and why it changes.
 */
#define TODOKU_TYPE_DIFF_ROW (todoku_diff_row_get_type ())
G_DECLARE_FINAL_TYPE (TodokuDiffRow, todoku_diff_row, TODOKU, DIFF_ROW, AdwPreferencesRow)

/** Returns: (transfer floating): the row of @entry, which need not outlive the call. */
GtkWidget *todoku_diff_row_new (const TodokuSpfDiffEntry *entry) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
