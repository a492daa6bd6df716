// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/report.h"
#include "ui/widgets/rows.h"

G_BEGIN_DECLS

/**
 * TodokuProofGroup:
 *
 * Whose mail passes, today and after the change: the person's own servers, and a stranger.
 */
#define TODOKU_TYPE_PROOF_GROUP (todoku_proof_group_get_type ())
G_DECLARE_FINAL_TYPE (TodokuProofGroup, todoku_proof_group, TODOKU, PROOF_GROUP, TodokuRowGroup)

/** Shows the proofs of @report; hides the group where there are none. */
void todoku_proof_group_set_report (TodokuProofGroup *self, TodokuReport *report);

G_END_DECLS
