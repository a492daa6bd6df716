// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "catalog/catalog.h"

G_BEGIN_DECLS

// By what a company is known: names of servers, and SPF terms.

/**
 * TodokuPatternKind:
 * @TODOKU_PATTERN_MX: names that stand in customers' MX records
 * @TODOKU_PATTERN_SERVER: names of its sending and receiving servers
 * @TODOKU_PATTERN_TERM: terms of customers' SPF records
 */
typedef enum
{
  TODOKU_PATTERN_MX = 1 << 0,
  TODOKU_PATTERN_SERVER = 1 << 1,
  TODOKU_PATTERN_TERM = 1 << 2,
} TodokuPatternKind;

/**
 * TodokuCatalogPattern:
 * @kind: what it is of
 * @host: (nullable): whom it speaks for
 * @literal: (nullable): the one text it matches
 * @regex: (nullable): or else what texts match, whole or in part
 * @fills: (nullable): the placeholder that a match fills: with its first group, or, without
 *   groups, with all that was matched
 * @key: the end that every match has, from the begin of a label on: "xserver.jp"; "" where there
 *   is none
 * @position: its place among all patterns of the catalog
 */
typedef struct
{
  TodokuPatternKind kind;
  const TodokuMailHost *host;
  char *literal;
  GRegex *regex;
  char *fills;
  char *key;
  guint position;
} TodokuCatalogPattern;

/** Returns: (transfer full): a pattern for @text alone. */
TodokuCatalogPattern *todoku_catalog_pattern_new_literal (TodokuPatternKind kind,
                                                          const TodokuMailHost *host,
                                                          const char *text)
  G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_catalog_pattern_new:
 * @expression: a regular expression for octets
 * @fills: (nullable): the placeholder that a match fills
 * @error: return location for a #GRegexError
 *
 * Returns: (transfer full) (nullable): the pattern
 */
TodokuCatalogPattern *todoku_catalog_pattern_new (TodokuPatternKind kind,
                                                  const TodokuMailHost *host,
                                                  const char *expression,
                                                  const char *fills,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
void todoku_catalog_pattern_free (TodokuCatalogPattern *pattern);

/** Returns: (transfer full) (element-type utf8 GPtrArray): an index of no patterns, by their keys.
 */
GHashTable *todoku_pattern_index_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** Adds @pattern, which is borrowed, behind those of @index. */
void todoku_pattern_index_add (GHashTable *index, TodokuCatalogPattern *pattern);

/**
 * todoku_pattern_index_find:
 * @text: a domain name or an SPF term in lower case, from anywhere
 *
 * Costs a few look-ups, however many patterns there are.
 *
 * Returns: (transfer container) (element-type TodokuCatalogPattern): those that @text may match, in
 *   their order; none where it is longer than a domain name can be
 */
GPtrArray *todoku_pattern_index_find (GHashTable *index,
                                      const char *text) G_GNUC_WARN_UNUSED_RESULT;

/** What todoku_catalog_match() found: whom it speaks for, and what of its placeholders it fills. */
typedef struct
{
  const TodokuMailHost *host;
  GHashTable *values;
} TodokuCatalogMatch;

/**
 * todoku_catalog_match:
 * @kinds: which patterns count
 * @text: a domain name or an SPF term in lower case, from anywhere
 *
 * Returns: (transfer full) (element-type TodokuCatalogMatch): the hosts that @text speaks for, in
 *   the order of the catalog
 */
GPtrArray *todoku_catalog_match (TodokuCatalog *catalog,
                                 TodokuPatternKind kinds,
                                 const char *text) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: whether names by which a company is known lie within @domain: sv1234.xserver.jp within
 * xserver.jp. */
gboolean todoku_catalog_has_names_within (TodokuCatalog *catalog, const char *domain);

/**
 * todoku_catalog_glob_matches:
 * @glob: a pattern, as `ns[1-5].xserver.jp` or `*.awsdns-*`: `*` stands for any octets, dots and
 *   none at all included, `?` for one, `[1-5ab]` for one of those listed
 * @name: a domain name
 *
 * Returns: whether the whole of @name matches, whatever the case of ASCII letters
 */
gboolean todoku_catalog_glob_matches (const char *glob, const char *name);

/** Returns: whether @name matches one of @globs, which may be %NULL. */
gboolean todoku_catalog_globs_match (const char *const *globs, const char *name);

G_END_DECLS
