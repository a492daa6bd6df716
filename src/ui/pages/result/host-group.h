// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/report.h"
#include "ui/widgets/row-group.h"

G_BEGIN_DECLS

/**
 * TodokuHostGroup:
 *
 * What to know about the value of the mail host, and of the web host where mail is sent from there
 * as well, and when and where it was checked.
 */
#define TODOKU_TYPE_HOST_GROUP (todoku_host_group_get_type ())
G_DECLARE_FINAL_TYPE (TodokuHostGroup, todoku_host_group, TODOKU, HOST_GROUP, TodokuRowGroup)

/** Shows the hosts of @report; hides the group where nothing was taken from one. */
void todoku_host_group_set_report (TodokuHostGroup *self, TodokuReport *report);

G_END_DECLS
