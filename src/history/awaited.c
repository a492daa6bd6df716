// SPDX-License-Identifier: GPL-3.0-or-later

#include "history/history.h"

#include "base/list.h"

static gboolean
was_seen (const TodokuHistoryEntry *entry)
{
  return entry->kind == TODOKU_HISTORY_LIVE
         || (entry->kind == TODOKU_HISTORY_CHECK && g_strcmp0 (entry->verdict, "fine") == 0);
}

static gboolean
is_awaited (const TodokuHistoryEntry *entry, gint64 now)
{
  return entry->kind == TODOKU_HISTORY_REPLACED && entry->proposed != NULL
         && now - entry->time <= TODOKU_HISTORY_AWAITED_MAX;
}

GPtrArray *
todoku_history_list_awaited (GPtrArray *entries, gint64 now)
{
  g_autoptr (GHashTable) settled = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *awaited = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_history_entry_unref);

  todoku_list_foreach (TodokuHistoryEntry, entry, entries)
    {
      if (g_hash_table_contains (settled, entry->domain))
        continue;
      if (is_awaited (entry, now))
        g_ptr_array_add (awaited, todoku_history_entry_ref (entry));
      // Of a name only what was taken along last counts.
      if (was_seen (entry) || entry->kind == TODOKU_HISTORY_REPLACED)
        g_hash_table_add (settled, entry->domain);
    }

  return awaited;
}
