// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/report.h"
#include "ui/widgets/row-group.h"

G_BEGIN_DECLS

/**
 * TodokuFieldGroup:
 *
 * The fields of the DNS panel, under the panel's own names, with what goes into each.
 */
#define TODOKU_TYPE_FIELD_GROUP (todoku_field_group_get_type ())
G_DECLARE_FINAL_TYPE (TodokuFieldGroup, todoku_field_group, TODOKU, FIELD_GROUP, TodokuRowGroup)

/** Shows what @report proposes; hides the group where that is nothing. */
void todoku_field_group_set_report (TodokuFieldGroup *self, TodokuReport *report);

G_END_DECLS
