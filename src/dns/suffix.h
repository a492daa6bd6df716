// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * todoku_suffix_is_shared:
 * @name: a domain name in A-labels, lower case
 *
 * Returns: whether a registry sells names below @name (co.jp), so that it is nobody's own domain.
 *   Suffixes a company lets its customers use (github.io) are that company's, and do not count.
 */
gboolean todoku_suffix_is_shared (const char *name);

/**
 * todoku_suffix_may_be_owned:
 * @name: a domain name in A-labels, lower case
 *
 * Returns: whether @name may be somebody's own domain, or lie within one: it is neither a top-level
 *   domain nor todoku_suffix_is_shared()
 */
gboolean todoku_suffix_may_be_owned (const char *name);

/**
 * todoku_suffix_is_known:
 * @label: the last label of a domain name, UTF-8
 *
 * Returns: whether domains end in @label: a top-level domain, or one of the names kept for
 *   examples and tests (RFC 6761)
 */
gboolean todoku_suffix_is_known (const char *label);

/**
 * todoku_suffix_is_of_other:
 * @name: what stands as a domain name, in A-labels
 * @domain: a domain
 *
 * Returns: whether @name may be somebody else's: domains end like it, and it is not within the
 *   organizational domain of @domain
 */
gboolean todoku_suffix_is_of_other (const char *name, const char *domain);

/**
 * todoku_suffix_get_registrable:
 * @name: a domain name in A-labels, lower case
 *
 * Returns: (transfer none) (nullable): the end of @name that was registered, a part of the same
 *   string; %NULL where @name is itself a public suffix
 */
const char *todoku_suffix_get_registrable (const char *name);

/**
 * todoku_suffix_get_registered:
 * @name: a domain name in A-labels, lower case
 *
 * As todoku_suffix_get_registrable(), by the registries' suffixes alone: those that companies have
 * their customers use come and go from one release of the list to the next.
 *
 * Returns: (transfer none) (nullable): the end of @name that was registered at a registry, a part
 *   of the same string: sakura.ne.jp of shop.sakura.ne.jp
 */
const char *todoku_suffix_get_registered (const char *name);

/** Returns: (transfer none) (nullable): the same as todoku_suffix_get_registrable(); where there is
 * none, @name (nullable) itself. */
const char *todoku_suffix_get_organization (const char *name);

G_END_DECLS
