// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dkim/evaluate.h"

G_BEGIN_DECLS

/**
 * todoku_dkim_judge:
 * @self: what is published; gets its verdict, and findings
 * @search: who signs
 * @has_others: whether there may be keys under selectors that were not asked for
 *
 * What the keys of a domain come to, all together.
 */
void todoku_dkim_judge (TodokuDkimEvaluation *self,
                        const TodokuDkimSearch *search,
                        gboolean has_others);

G_END_DECLS
