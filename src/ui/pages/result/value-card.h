// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/report.h"
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

void todoku_value_card_set_report (TodokuValueCard *self, TodokuReport *report);

/** Returns: whether @finding of @report is said here, and nowhere else. */
gboolean todoku_value_card_takes (const TodokuReport *report, const TodokuFinding *finding);

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

G_END_DECLS
