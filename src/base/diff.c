// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/diff.h"

const char *
todoku_diff_op_get_id (TodokuDiffOp op)
{
  static const char *const ids[] = {
    [TODOKU_DIFF_KEEP] = "keep",
    [TODOKU_DIFF_ADD] = "add",
    [TODOKU_DIFF_CHANGE] = "change",
    [TODOKU_DIFF_REMOVE] = "remove",
  };

  return ids[op];
}

TodokuDiffEntry *
todoku_diff_entry_new (TodokuDiffOp op, const char *term, const char *was, const char *why)
{
  TodokuDiffEntry *entry = g_new0 (TodokuDiffEntry, 1);

  entry->op = op;
  entry->term = g_strdup (term);
  entry->was = g_strdup (was);
  entry->why = g_strdup (why);

  return entry;
}

TodokuDiffOp
todoku_diff_entry_get_effect (const TodokuDiffEntry *entry)
{
  return entry->op == TODOKU_DIFF_KEEP && entry->record > 1 ? TODOKU_DIFF_ADD : entry->op;
}

void
todoku_diff_entry_free (TodokuDiffEntry *entry)
{
  g_free (entry->term);
  g_free (entry->was);
  g_free (entry->meaning);
  g_free (entry->why);
  g_free (entry);
}
