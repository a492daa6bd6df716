// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/collect.h"
#include "checkup/judge.h"

G_BEGIN_DECLS

/** Returns: (transfer none): the verdict in one short sentence, in the language spoken. */
const char *todoku_checkup_get_headline (const TodokuJudgement *judgement);

/** Returns: (transfer full): what it means, in one to three sentences, in the language spoken. */
char *todoku_checkup_explain (const TodokuCollected *collected,
                              const TodokuJudgement *judgement) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
