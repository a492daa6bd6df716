// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/report.h"
#include "ui/widgets/row-group.h"

G_BEGIN_DECLS

/**
 * TodokuDiffGroup:
 *
 * The way from the published record to the proposed one, term by term, each in plain words. Where
 * much stays as it is, that is folded away, so that what changes is seen first.
 */
#define TODOKU_TYPE_DIFF_GROUP (todoku_diff_group_get_type ())
G_DECLARE_FINAL_TYPE (TodokuDiffGroup, todoku_diff_group, TODOKU, DIFF_GROUP, TodokuRowGroup)

/** Shows the entries of @report; hides the group where there is none. */
void todoku_diff_group_set_report (TodokuDiffGroup *self, TodokuReport *report);

G_END_DECLS
