// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/report.h"
#include "cli/options.h"

G_BEGIN_DECLS

/** Returns: how a check that came to @report ends. */
TodokuExit todoku_outcome_get_exit (TodokuReport *report);

/**
 * todoku_outcome_find_bad_value:
 * @report: a report
 *
 * A value given with --value that no repair could save is bad input, whatever the record says.
 *
 * Returns: (transfer none) (nullable): the finding that says so
 */
const TodokuFinding *todoku_outcome_find_bad_value (TodokuReport *report);

G_END_DECLS
