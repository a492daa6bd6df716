// SPDX-License-Identifier: GPL-3.0-or-later

// What the files of the outcome share; nobody else includes it.

#pragma once

#include "checkup/outcome.h"

G_BEGIN_DECLS

/** Returns: (transfer full): what the person is asked (%TODOKU_VERDICT_CHOOSE), in one sentence. */
char *todoku_outcome_ask (const TodokuCollected *collected,
                          const TodokuJudgement *judgement) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): why she is asked that, and what follows from the answer. */
char *todoku_outcome_explain_question (const TodokuCollected *collected,
                                       const TodokuEdit *edit,
                                       const TodokuJudgement *judgement) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
