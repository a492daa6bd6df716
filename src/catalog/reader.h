// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "catalog/catalog.h"

G_BEGIN_DECLS

/**
 * TodokuCatalogReader:
 *
 * Reads one JSON file, member by member. It stands in an object or a list of the file, goes into
 * others and comes back. The first thing that is wrong is kept, with the file and the path to the
 * member; from then on everything reads as nothing, so that callers need to look only once, at the
 * end.
 */
typedef struct _TodokuCatalogReader TodokuCatalogReader;

/**
 * todoku_catalog_reader_open:
 * @folder: (type filename): the catalog's folder
 * @file: (type filename): the file in it, as hosts/xserver.json
 *
 * Returns: (transfer full): a reader that stands in the file's object; never %NULL, a file that
 *   cannot be read is the first thing that is wrong
 */
TodokuCatalogReader *todoku_catalog_reader_open (const char *folder,
                                                 const char *file) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_catalog_reader_close:
 * @self: (transfer full): a reader
 * @error: return location for what was wrong
 *
 * Returns: whether all was right
 */
gboolean todoku_catalog_reader_close (TodokuCatalogReader *self, GError **error);

/** Keeps that @member of the place where the reader stands is wrong: @problem says how. */
void todoku_catalog_reader_fail (TodokuCatalogReader *self,
                                 const char *member,
                                 const char *problem);

/** Goes into an object; null is right where @nullable. Returns: whether it is there; then leave it.
 */
gboolean todoku_catalog_reader_enter (TodokuCatalogReader *self,
                                      const char *member,
                                      gboolean nullable);

/** As todoku_catalog_reader_enter(), but a member that is not there is right and gives %FALSE. */
gboolean todoku_catalog_reader_enter_optional (TodokuCatalogReader *self, const char *member);

/** Goes into a list, before its first element. */
void todoku_catalog_reader_enter_list (TodokuCatalogReader *self, const char *member);

/** Goes from one element of the list to the next, an object. Returns: whether there is one; if not,
 * the list is left. */
gboolean todoku_catalog_reader_next (TodokuCatalogReader *self);

/** Comes back from where an enter led. */
void todoku_catalog_reader_leave (TodokuCatalogReader *self);

/**
 * Returns: (transfer full) (nullable): a string of one octet or more, without control or invisible
 *   characters; %NULL where something was wrong
 */
char *todoku_catalog_reader_read_string (TodokuCatalogReader *self,
                                         const char *member) G_GNUC_WARN_UNUSED_RESULT;

/** As todoku_catalog_reader_read_string(), but null is right and gives %NULL. */
char *todoku_catalog_reader_read_nullable (TodokuCatalogReader *self,
                                           const char *member) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): the strings of a list; never %NULL. */
char **todoku_catalog_reader_read_strings (TodokuCatalogReader *self,
                                           const char *member) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: a whole number; 0 for null, which is right where @nullable. */
gint64 todoku_catalog_reader_read_integer (TodokuCatalogReader *self,
                                           const char *member,
                                           gboolean nullable);

/** Returns: 0 for false, 1 for true, -1 for null, which is right where @nullable. */
int todoku_catalog_reader_read_boolean (TodokuCatalogReader *self,
                                        const char *member,
                                        gboolean nullable);

// What several kinds of files have in common.

/** Reads a text in both languages; null is right where @nullable, then both stay %NULL. */
void todoku_catalog_read_text (TodokuCatalogReader *self,
                               const char *member,
                               gboolean nullable,
                               TodokuCatalogText *text);

/** Returns: (transfer full) (element-type TodokuCatalogText): a list of texts; never %NULL. */
GPtrArray *todoku_catalog_read_texts (TodokuCatalogReader *self,
                                      const char *member) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full) (element-type TodokuCatalogStep): a list of steps; never %NULL. */
GPtrArray *todoku_catalog_read_steps (TodokuCatalogReader *self,
                                      const char *member) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: whether there is such a member, be it null. */
gboolean todoku_catalog_reader_has (TodokuCatalogReader *self, const char *member);

/** Returns: (transfer full) (element-type TodokuCatalogNote): a list of notes; never %NULL. */
GPtrArray *todoku_catalog_read_notes (TodokuCatalogReader *self,
                                      const char *member) G_GNUC_WARN_UNUSED_RESULT;

/** Reads where a fact is from. */
void todoku_catalog_read_source (TodokuCatalogReader *self,
                                 const char *member,
                                 TodokuCatalogSource *source);

G_END_DECLS
