// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/finding.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TodokuFindingRow:
 *
 * One thing that was found: how bad it is, in a picture and a word, and what to know about it. May
 * carry a check button that lets a term of the record go.
 */
#define TODOKU_TYPE_FINDING_ROW (todoku_finding_row_get_type ())
G_DECLARE_FINAL_TYPE (TodokuFindingRow, todoku_finding_row, TODOKU, FINDING_ROW, AdwPreferencesRow)

/** Returns: (transfer floating): the row of @finding, which need not outlive the call. */
GtkWidget *todoku_finding_row_new (const TodokuFinding *finding) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_finding_row_add_check:
 * @self: the row
 * @term: the term that can go
 *
 * Returns: (transfer none): the check button
 */
GtkCheckButton *todoku_finding_row_add_check (TodokuFindingRow *self, const char *term);

/**
 * todoku_finding_row_add_choice:
 * @self: the row
 * @label: what the person says by it
 *
 * Returns: (transfer none): the check button, to be grouped with the others of the row
 */
GtkCheckButton *todoku_finding_row_add_choice (TodokuFindingRow *self, const char *label);

G_END_DECLS
