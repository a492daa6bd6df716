// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/judge.h"

G_BEGIN_DECLS

/** Returns: (transfer full): the outcome in one sentence, in the language spoken. */
char *todoku_outcome_make_headline (const TodokuCollected *collected,
                                    const TodokuJudgement *judgement) G_GNUC_WARN_UNUSED_RESULT;

/** @has_more: whether something is to be done about DKIM or DMARC. Returns: (transfer full): what
 * it means, and what to do, in the language spoken. */
char *todoku_outcome_explain (const TodokuCollected *collected,
                              const TodokuEdit *edit,
                              const TodokuJudgement *judgement,
                              gboolean has_more) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
