// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/session.h"
#include "ui/widgets/rows.h"

G_BEGIN_DECLS

// The sections below the value. Each shows its part of a report in a group of rows, which hides
// where there is nothing to show.

/** The way from the published record to the proposed one, term by term, each in plain words. */
void todoku_diff_show (TodokuRowGroup *group, const TodokuReport *report);

/** What was found, the worst first, but for what the other sections say. */
void todoku_findings_show (TodokuRowGroup *group, const TodokuReport *report);

/** How many of the ten look-ups each record costs, and which term costs what. */
void todoku_lookups_show (TodokuRowGroup *group, TodokuReport *report);

/**
 * todoku_questions_show:
 *
 * Terms whose meaning is not certain, and a refused server that nobody knows: the person is asked.
 * What she has answered stays, to be changed. The answers go to @session.
 */
void todoku_questions_show (TodokuRowGroup *group,
                            const TodokuReport *report,
                            TodokuSession *session);

/**
 * todoku_removals_show:
 *
 * Terms the person may no longer need, each with a check button. Ticking one tells @session, which
 * makes a new report; the row stays where it is, so that neither the focus nor the way back is
 * lost.
 */
void todoku_removals_show (TodokuRowGroup *group,
                           const TodokuReport *report,
                           TodokuSession *session);

G_END_DECLS
