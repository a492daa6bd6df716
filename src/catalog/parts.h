// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "catalog/reader.h"

G_BEGIN_DECLS

// What several kinds of catalog files have in common: sources, texts, notes, patterns.

/** The most octets of a name, an identifier, a URL and the like. */
#define TODOKU_CATALOG_WORD_MAX 300

/** The most octets of a text that is shown. */
#define TODOKU_CATALOG_TEXT_MAX 1200

/** Reads a text in both languages; null is wrong unless @nullable, then both stay %NULL. */
void todoku_catalog_read_text (TodokuCatalogReader *reader,
                               const char *member,
                               gboolean nullable,
                               TodokuCatalogText *text);

/** Returns: (transfer full) (element-type TodokuCatalogText): a list of texts; never %NULL. */
GPtrArray *todoku_catalog_read_texts (TodokuCatalogReader *reader,
                                      const char *member) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full) (element-type TodokuCatalogNote): a list of notes; never %NULL. */
GPtrArray *todoku_catalog_read_notes (TodokuCatalogReader *reader,
                                      const char *member) G_GNUC_WARN_UNUSED_RESULT;

/** Reads where the words of a panel were seen. They are for whoever checks the catalog: none is
 * kept. */
void todoku_catalog_read_labels (TodokuCatalogReader *reader, const char *member);

/** Reads where a fact is from. */
void todoku_catalog_read_source (TodokuCatalogReader *reader,
                                 const char *member,
                                 TodokuCatalogSource *source);
void todoku_catalog_source_clear (TodokuCatalogSource *source);

/** Returns: (transfer full) (nullable): a public http or https address, or %NULL for null. */
char *todoku_catalog_read_url (TodokuCatalogReader *reader,
                               const char *member) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full) (nullable): the member `id`, which must be the name of the file. */
char *todoku_catalog_read_id (TodokuCatalogReader *reader,
                              const char *file) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: whether @id has lower-case letters, digits, "-" and "_" only. */
gboolean todoku_catalog_id_is_valid (const char *id);

/** Returns: (transfer full) (array zero-terminated=1): a list of globs; never %NULL. */
char **todoku_catalog_read_globs (TodokuCatalogReader *reader,
                                  const char *member) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_catalog_compile:
 * @reader: a reader
 * @member: the member that is wrong where @expression is
 * @expression: (nullable): a regular expression
 *
 * Returns: (transfer full) (nullable): @expression compiled to match octets
 */
GRegex *todoku_catalog_compile (TodokuCatalogReader *reader,
                                const char *member,
                                const char *expression) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
