// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * todoku_catalog_glob_matches:
 * @glob: a pattern, as `ns[1-5].xserver.jp` or `*.awsdns-*`: `*` stands for any octets, dots and
 *   none at all included, `?` for one, `[1-5ab]` for one of those listed
 * @name: a domain name
 *
 * Returns: whether the whole of @name matches, whatever the case of ASCII letters
 */
gboolean todoku_catalog_glob_matches (const char *glob, const char *name);

/**
 * todoku_catalog_glob_is_valid:
 * @glob: a pattern
 *
 * Returns: whether every `[` is closed and nothing but letters, digits, `-`, `.`, `_` and the
 *   signs of a pattern stands in @glob
 */
gboolean todoku_catalog_glob_is_valid (const char *glob);

/** Returns: whether @name matches one of @globs, which may be %NULL. */
gboolean todoku_catalog_globs_match (const char *const *globs, const char *name);

G_END_DECLS
