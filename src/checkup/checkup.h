// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "catalog/catalog.h"
#include "checkup/options.h"
#include "checkup/report.h"
#include "dns/facts.h"

G_BEGIN_DECLS

/**
 * todoku_checkup_run:
 * @catalog: the catalog
 * @facts: what is known; where the zone's own servers publish another record than the resolver
 *   says, theirs takes its place
 * @domain: the domain, normalized
 * @options: what the person said
 * @report: (out) (transfer full) (nullable): the report, as far as it can be made; %NULL while
 *   not even the domain's own records are known
 *
 * The rule behind everything, in stages that take values and return a value: what is published and
 * who sends (collect.h), what should be published (edit.h), what follows from who passes (judge.h),
 * what else there is to say (findings.h). Asks all that can be asked at once.
 *
 * Returns: whether the report is complete
 */
gboolean todoku_checkup_run (TodokuCatalog *catalog,
                             TodokuDnsFacts *facts,
                             const char *domain,
                             const TodokuCheckupOptions *options,
                             TodokuReport **report);

G_END_DECLS
