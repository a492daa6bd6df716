// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "catalog/catalog.h"

G_BEGIN_DECLS

/**
 * TodokuCatalogReader:
 *
 * Reads one JSON file strictly, member by member. It stands in an object or a list of the file,
 * goes into others and comes back. The first thing that is wrong is kept, with the file and the
 * path to the member; from then on everything reads as nothing, so that callers need to look only
 * once, at the end. A member nobody asked for is wrong too, but for `$schema` and `comment`.
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
 * @self: (transfer full): a reader that has come back to the file's object
 * @error: return location for what was wrong
 *
 * Returns: whether all was right
 */
gboolean todoku_catalog_reader_close (TodokuCatalogReader *self, GError **error);

/** Keeps that @member of the place where the reader stands is wrong: @problem says how. */
void todoku_catalog_reader_fail (TodokuCatalogReader *self,
                                 const char *member,
                                 const char *problem);

/** Returns: whether something was wrong so far. */
gboolean todoku_catalog_reader_has_failed (TodokuCatalogReader *self);

/**
 * todoku_catalog_reader_enter:
 * @self: a reader
 * @member: the name of a member
 *
 * Goes into an object. Where it returns %TRUE, todoku_catalog_reader_leave() comes back.
 *
 * Returns: whether @member is there; a %FALSE for a missing one is wrong
 */
gboolean todoku_catalog_reader_enter (TodokuCatalogReader *self, const char *member);

/** As todoku_catalog_reader_enter(), but null is right and gives %FALSE. */
gboolean todoku_catalog_reader_enter_nullable (TodokuCatalogReader *self, const char *member);

/** Goes into a list of at most @max elements. Returns: whether it is there; then leave it. */
gboolean todoku_catalog_reader_enter_list (TodokuCatalogReader *self,
                                           const char *member,
                                           guint max);

/** Goes into the next element of the list, an object. Returns: whether there is one; then leave it.
 */
gboolean todoku_catalog_reader_next (TodokuCatalogReader *self);

/** Comes back from where an enter or next led; members that were not read are wrong. */
void todoku_catalog_reader_leave (TodokuCatalogReader *self);

/**
 * todoku_catalog_reader_read_string:
 * @self: a reader
 * @member: the name of a member
 * @max: the most octets it may have
 *
 * Returns: (transfer full) (nullable): a string of one octet or more, without control or
 *   invisible characters; %NULL where something was wrong
 */
char *todoku_catalog_reader_read_string (TodokuCatalogReader *self,
                                         const char *member,
                                         gsize max) G_GNUC_WARN_UNUSED_RESULT;

/** As todoku_catalog_reader_read_string(), but null is right and gives %NULL. */
char *todoku_catalog_reader_read_nullable (TodokuCatalogReader *self,
                                           const char *member,
                                           gsize max) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): the strings of a list, of at most @max octets each; never %NULL. */
char **todoku_catalog_reader_read_strings (TodokuCatalogReader *self,
                                           const char *member,
                                           gsize max) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: a whole number that is not negative. */
gint64 todoku_catalog_reader_read_integer (TodokuCatalogReader *self, const char *member);

/** Returns: a whole number that is not negative, 0 for null. */
gint64 todoku_catalog_reader_read_nullable_integer (TodokuCatalogReader *self, const char *member);

gboolean todoku_catalog_reader_read_boolean (TodokuCatalogReader *self, const char *member);

/** Returns: -1 for null, 0 for false, 1 for true. */
int todoku_catalog_reader_read_nullable_boolean (TodokuCatalogReader *self, const char *member);

G_END_DECLS
