// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "catalog/catalog.h"
#include "spf/record.h"

G_BEGIN_DECLS

/**
 * todoku_term_explain:
 * @catalog: the catalog, for the names of companies and services
 * @term: a term
 * @domain: the domain whose record it stands in
 *
 * Returns: (transfer full): what the term does, one short sentence in plain words
 */
char *todoku_term_explain (TodokuCatalog *catalog,
                           const TodokuSpfTerm *term,
                           const char *domain) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): the same for a term given as text, as "include:_spf.google.com". */
char *todoku_term_explain_text (TodokuCatalog *catalog,
                                const char *text,
                                const char *domain) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: whether @term is a mechanism without an error, and not `all`, which names nobody. */
gboolean todoku_term_names_servers (const TodokuSpfTerm *term);

/** Returns: whether the record @text lets nobody send, and says nothing else: "v=spf1 -all". */
gboolean todoku_term_is_all_that_refuses (const char *text);

/**
 * todoku_term_find_host:
 *
 * Returns: (transfer none) (nullable): the mail host whose value has @term, or whose server it
 *   names; generic terms (a, mx, all) belong to nobody
 */
const TodokuMailHost *todoku_term_find_host (TodokuCatalog *catalog, const TodokuSpfTerm *term);

/** Returns: (transfer none) (nullable): the service that needs @term, by its term or an older one.
 */
const TodokuSender *todoku_term_find_sender (TodokuCatalog *catalog, const TodokuSpfTerm *term);

G_END_DECLS
