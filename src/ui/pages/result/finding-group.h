// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/report.h"
#include "ui/widgets/row-group.h"

G_BEGIN_DECLS

/**
 * TodokuFindingGroup:
 *
 * What was found beside the verdict, the worst first. Terms that can go are not among them: see
 * TodokuRemovalGroup.
 */
#define TODOKU_TYPE_FINDING_GROUP (todoku_finding_group_get_type ())
G_DECLARE_FINAL_TYPE (TodokuFindingGroup,
                      todoku_finding_group,
                      TODOKU,
                      FINDING_GROUP,
                      TodokuRowGroup)

/** Shows the findings of @report; hides the group where there is none. */
void todoku_finding_group_set_report (TodokuFindingGroup *self, TodokuReport *report);

G_END_DECLS
