// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "catalog/catalog.h"

G_BEGIN_DECLS

/**
 * todoku_catalog_regex_new:
 * @expression: a regular expression for octets
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): @expression, compiled
 */
GRegex *todoku_catalog_regex_new (const char *expression, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): a pattern that fills the placeholder @fills, which may be %NULL. */
TodokuCatalogPattern *todoku_catalog_pattern_new (GRegex *regex,
                                                  const char *fills) G_GNUC_WARN_UNUSED_RESULT;
void todoku_catalog_pattern_free (TodokuCatalogPattern *pattern);

/**
 * todoku_catalog_patterns_match:
 * @patterns: (element-type TodokuCatalogPattern): patterns
 * @text: a domain name or an SPF term in lower case, from anywhere
 * @values: (nullable) (element-type utf8 utf8): gets the placeholders that a match fills; what it
 *   has already stays
 *
 * What is longer than a domain name can be matches nothing.
 *
 * Returns: whether one of @patterns matches @text
 */
gboolean todoku_catalog_patterns_match (GPtrArray *patterns, const char *text, GHashTable *values);

G_END_DECLS
