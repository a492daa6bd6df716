// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "catalog/catalog.h"
#include "input/domain.h"

G_BEGIN_DECLS

/**
 * todoku_own_domain_parse:
 * @text: what a person typed or pasted, UTF-8; see todoku_domain_parse()
 * @catalog: the catalog
 * @error: return location for an error
 *
 * As todoku_domain_parse(), for a domain whose owner is asking: one that belongs to a provider of
 * mail addresses (gmail.com) is %TODOKU_DOMAIN_ERROR_PROVIDER.
 *
 * Returns: (transfer full) (nullable): the domain, or %NULL with %TODOKU_DOMAIN_ERROR
 */
TodokuDomain *todoku_own_domain_parse (const char *text,
                                       TodokuCatalog *catalog,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
