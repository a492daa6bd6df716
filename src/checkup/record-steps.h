// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "catalog/catalog.h"
#include "dns/facts.h"

G_BEGIN_DECLS

/**
 * todoku_record_steps_list:
 * @catalog: the catalog
 * @facts: what is known
 * @domain: a domain, normalized
 * @name: the name of the record that is to be changed, @domain or below it or above
 * @begin: what the record begins with, as v=DMARC1
 * @value: what is to be pasted
 * @steps: (out) (transfer full) (nullable) (array zero-terminated=1): how to get there and paste,
 *   at the company that serves the zone, in the language spoken; %NULL while an answer is missing
 *
 * A rule over facts. The catalog's steps are about SPF; they say the same of other records.
 *
 * Returns: whether every answer was known
 */
gboolean todoku_record_steps_list (TodokuCatalog *catalog,
                                   TodokuDnsFacts *facts,
                                   const char *domain,
                                   const char *name,
                                   const char *begin,
                                   const char *value,
                                   char ***steps);

/**
 * todoku_record_steps_find_provider:
 * @catalog: the catalog
 * @facts: what is known
 * @domain: a domain, normalized
 * @provider: (out) (transfer none) (nullable): who serves its zone
 * @zone: (out) (transfer none): the zone, a part of @domain; @domain where that is not known
 *
 * Returns: whether every answer was known
 */
gboolean todoku_record_steps_find_provider (TodokuCatalog *catalog,
                                            TodokuDnsFacts *facts,
                                            const char *domain,
                                            const TodokuDnsProvider **provider,
                                            const char **zone);

G_END_DECLS
