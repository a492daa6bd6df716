// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "input/domain.h"

#include <gio/gio.h>

G_BEGIN_DECLS

// What was found and what was replaced, by domain and date, in one JSON file of the person's:
// nothing that somebody replaces is lost. Several programs may use it at once.

/**
 * TodokuHistoryKind:
 * @TODOKU_HISTORY_CHECK: a domain was checked
 * @TODOKU_HISTORY_REPLACED: a new record was taken along to replace what was published
 * @TODOKU_HISTORY_LIVE: a new record had arrived at every name server
 */
typedef enum
{
  TODOKU_HISTORY_CHECK,
  TODOKU_HISTORY_REPLACED,
  TODOKU_HISTORY_LIVE,
} TodokuHistoryKind;

/**
 * TodokuHistoryEntry:
 * @kind: what happened
 * @time: when, in seconds since 1970, UTC
 * @domain: the domain, normalized; of DKIM and DMARC the record's owner
 * @verdict: (nullable): check only: the id of the verdict
 * @records: (array zero-terminated=1): the SPF records that were published then; live: the new one
 * @proposed: (nullable): the record that was proposed; of a DKIM key, which a company makes, only
 *   how any begins
 *
 * One line of the history. Ref-counted, never changed, for any thread.
 */
typedef struct
{
  TodokuHistoryKind kind;
  gint64 time;
  char *domain;
  char *verdict;
  char **records;
  char *proposed;
} TodokuHistoryEntry;

/**
 * todoku_history_entry_new:
 * @records: (nullable) (array zero-terminated=1): the records
 *
 * Returns: (transfer full): an entry of now
 */
TodokuHistoryEntry *todoku_history_entry_new (TodokuHistoryKind kind,
                                              const char *domain,
                                              const char *verdict,
                                              const char *const *records,
                                              const char *proposed) G_GNUC_WARN_UNUSED_RESULT;
TodokuHistoryEntry *todoku_history_entry_ref (TodokuHistoryEntry *entry);
void todoku_history_entry_unref (TodokuHistoryEntry *entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuHistoryEntry, todoku_history_entry_unref)

/** Returns: (transfer full) (nullable): the domain that @entry is about: what it names, without
 * what stands before it for DKIM (RFC 6376, 3.6.2.1) and DMARC; %NULL where that is none, as
 * whatever may stand in the file. */
TodokuDomain *todoku_history_entry_dup_domain (const TodokuHistoryEntry *entry)
  G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): when it was, here, as g_date_time_format() writes @format. */
char *todoku_history_entry_format_time (const TodokuHistoryEntry *entry,
                                        const char *format) G_GNUC_WARN_UNUSED_RESULT;

/** The most entries that are kept. The oldest checks go first, then what else is oldest. */
#define TODOKU_HISTORY_ENTRIES_MAX 2000

/** How long a program waits for another one that has the file, in seconds. */
#define TODOKU_HISTORY_WAIT_MAX 10

/** Returns: (transfer full) (type filename): `todoku/history.json` in the user's data directory. */
char *todoku_history_get_path (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_history_add:
 * @path: the file; it and its folder are made where they are missing
 * @entry: what happened
 * @error: return location for an error
 *
 * Adds an entry and writes the file anew: to another file that then takes its place, so that it is
 * whole at any time. Waits up to %TODOKU_HISTORY_WAIT_MAX for other programs that write it, then
 * fails with %G_IO_ERROR_TIMED_OUT. A check that says the same as the
 * domain's last one, less than an hour ago, is not told again. A damaged file is kept beside as
 * history-damaged-DATE.json, and what can be read of it stays in the history. Blocks.
 *
 * Returns: whether the entry is kept
 */
gboolean todoku_history_add (const char *path, TodokuHistoryEntry *entry, GError **error);

/**
 * todoku_history_load:
 * @path: the file
 * @error: return location for an error
 *
 * Waits, and mends a damaged file, as todoku_history_add(). Blocks.
 *
 * Returns: (transfer full) (nullable) (element-type TodokuHistoryEntry): the entries, the newest
 *   first; none where there is no file
 */
GPtrArray *todoku_history_load (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** How long a record that was taken along counts as awaited, in seconds. */
#define TODOKU_HISTORY_AWAITED_MAX (30 * 24 * 60 * 60)

/**
 * todoku_history_list_awaited:
 * @entries: (element-type TodokuHistoryEntry): entries, the newest first
 * @now: seconds since 1970, UTC
 *
 * Returns: (transfer container) (element-type TodokuHistoryEntry): for each name what was taken
 *   along last to replace a record, unless it was seen since, or that is longer ago than
 *   %TODOKU_HISTORY_AWAITED_MAX; the newest first
 */
GPtrArray *todoku_history_list_awaited (GPtrArray *entries, gint64 now) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_history_list_newest:
 * @entries: (element-type TodokuHistoryEntry): entries, the newest first
 *
 * Returns: (transfer full) (element-type TodokuHistoryEntry): the newest entry of each domain, the
 *   newest first
 */
GPtrArray *todoku_history_list_newest (GPtrArray *entries) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_history_forget:
 * @path: the file
 * @error: return location for an error
 *
 * Deletes the file, and the damaged ones that are kept beside it. Waits as todoku_history_add().
 * Blocks.
 *
 * Returns: whether nothing of it is left
 */
gboolean todoku_history_forget (const char *path, GError **error);

/**
 * todoku_history_export:
 * @entries: (element-type TodokuHistoryEntry): entries
 *
 * Returns: (transfer full): the text of a file with these entries, which todoku_history_load()
 *   reads
 */
char *todoku_history_export (GPtrArray *entries) G_GNUC_WARN_UNUSED_RESULT;

// The same without blocking, in another thread.
void todoku_history_add_async (const char *path,
                               TodokuHistoryEntry *entry,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean todoku_history_add_finish (GAsyncResult *result, GError **error);
void todoku_history_load_async (const char *path,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GPtrArray *todoku_history_load_finish (GAsyncResult *result,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
void todoku_history_forget_async (const char *path,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean todoku_history_forget_finish (GAsyncResult *result, GError **error);

G_END_DECLS
