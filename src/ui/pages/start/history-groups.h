// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "history/history.h"
#include "ui/widgets/row-group.h"

G_BEGIN_DECLS

// What the first page shows of the history.

/**
 * todoku_recent_domains_show:
 * @entries: (element-type TodokuHistoryEntry): all, the newest first
 *
 * Shows the domains that were checked last, each with how it stood then; pressed, it is checked
 * again, by the action start.check-again with what is to stand in the field.
 */
void todoku_recent_domains_show (TodokuRowGroup *group, GPtrArray *entries);

/**
 * todoku_awaited_show:
 * @awaited: (element-type TodokuHistoryEntry): as todoku_history_list_awaited() gives it
 *
 * Shows new records of earlier days that were not seen at every name server yet; pressed, the check
 * goes on, by the action start.go-on with the place in @awaited.
 */
void todoku_awaited_show (TodokuRowGroup *group, GPtrArray *awaited);

G_END_DECLS
