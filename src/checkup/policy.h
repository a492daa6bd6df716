// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/judge.h"

G_BEGIN_DECLS

/**
 * todoku_checkup_find_policy:
 * @collected: what is known
 * @judgement: what follows of SPF
 * @dmarc: (out) (transfer full) (nullable): the DMARC record, and what it is to be; %NULL while
 *   that is not known
 *
 * Where all three meet: what DMARC asks for hangs on who passes SPF today, and whose DKIM key is
 * there.
 *
 * Returns: whether every answer was known
 */
gboolean todoku_checkup_find_policy (const TodokuCollected *collected,
                                     const TodokuJudgement *judgement,
                                     TodokuDmarcEvaluation **dmarc);

G_END_DECLS
