// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/collect.h"
#include "checkup/edit.h"
#include "checkup/judge.h"

G_BEGIN_DECLS

/**
 * todoku_checkup_list_findings:
 * @collected: what is known
 * @edit: what there should be
 * @judgement: what follows
 * @findings: (out) (transfer full) (element-type TodokuFinding): the worst first
 *
 * What lint says of the record that is published and of the one that is proposed: of the first,
 * what is wrong, be it mended or not; of the second, what stays. Besides, what the person is asked,
 * and what a returned mail says.
 *
 * Returns: whether every answer was known
 */
gboolean todoku_checkup_list_findings (const TodokuCollected *collected,
                                       const TodokuEdit *edit,
                                       const TodokuJudgement *judgement,
                                       GPtrArray **findings);

G_END_DECLS
