// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/finding.h"
#include "checkup/judge.h"
#include "checkup/report.h"

G_BEGIN_DECLS

void todoku_synthesized_free (gpointer record);

/** Returns: whether @record is what takes its place where it is about @standard: an SPF record. */
gboolean todoku_synthesized_is_replaced (const TodokuSynthesized *record, TodokuStandard standard);

/** Returns: whether a record of @standard, at the domain or below it, takes something from it that
 * a wildcard gives, and that it does not itself bring. */
gboolean todoku_collected_loses_synthesized (const TodokuCollected *collected,
                                             TodokuStandard standard);

/** Appends to @findings (element-type TodokuFinding) what a wildcard gives the domain and a record
 * would end, or has ended. */
void todoku_collected_note_synthesized (const TodokuCollected *collected,
                                        const TodokuJudgement *judgement,
                                        GPtrArray *findings);

/** Returns: (transfer full): why the DMARC record goes to @above, a domain above. */
TodokuFinding *todoku_collected_note_raised (const TodokuCollected *collected,
                                             const char *above) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
