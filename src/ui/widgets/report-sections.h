// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/standard.h"
#include "ui/session.h"
#include "ui/widgets/row-group.h"
#include "ui/widgets/rows.h"

G_BEGIN_DECLS

/**
 * TodokuValueCard:
 *
 * The record as it is published now and as it should be, one above the other, and the button that
 * copies the new one, below what is to be known before. A value that does not fit one piece of a
 * TXT record is shown in its pieces too, for panels that want them so.
 */
#define TODOKU_TYPE_VALUE_CARD (todoku_value_card_get_type ())
G_DECLARE_FINAL_TYPE (TodokuValueCard, todoku_value_card, TODOKU, VALUE_CARD, AdwBin)

void todoku_value_card_set_report (TodokuValueCard *self,
                                   TodokuReport *report,
                                   TodokuStandard standard);

/** Returns: (transfer none): the button that copies the proposed value. */
GtkWidget *todoku_value_card_get_copy_button (TodokuValueCard *self);

/**
 * todoku_value_card_show_hosts:
 *
 * Shows in @group what to know about the values of the companies that were taken, and when and
 * where they were checked.
 */
void todoku_value_card_show_hosts (TodokuRowGroup *group, const TodokuReport *report);

/** Selects nothing: a value is selected whole when the focus comes over it on its way. */
void todoku_value_card_unselect (TodokuValueCard *self);

// The sections below the value. Each shows its part of a report in a group of rows, which hides
// where there is nothing to show.

/** The way from the published record to the proposed one, part by part, each in plain words. */
void todoku_diff_show (TodokuRowGroup *group, GPtrArray *entries);

/** Whose mail passes, today and after the change: the person's own servers, and a stranger. */
void todoku_proofs_show (TodokuRowGroup *group, const TodokuReport *report);

/** What was found, the worst first, but for what the other sections say. */
void todoku_findings_show (TodokuRowGroup *group,
                           const TodokuReport *report,
                           TodokuStandard standard);

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
