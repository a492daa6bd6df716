// SPDX-License-Identifier: GPL-3.0-or-later

#include "spf/diff.h"

const char *
todoku_spf_diff_op_get_id (TodokuSpfDiffOp op)
{
  static const char *const ids[] = {
    [TODOKU_SPF_DIFF_KEEP] = "keep",
    [TODOKU_SPF_DIFF_ADD] = "add",
    [TODOKU_SPF_DIFF_CHANGE] = "change",
    [TODOKU_SPF_DIFF_REMOVE] = "remove",
  };

  return ids[op];
}

TodokuSpfDiffEntry *
todoku_spf_diff_entry_new (TodokuSpfDiffOp op, const char *term, const char *was, const char *why)
{
  TodokuSpfDiffEntry *entry = g_new0 (TodokuSpfDiffEntry, 1);

  entry->op = op;
  entry->term = g_strdup (term);
  entry->was = g_strdup (was);
  entry->why = g_strdup (why);

  return entry;
}

void
todoku_spf_diff_entry_free (TodokuSpfDiffEntry *entry)
{
  g_free (entry->term);
  g_free (entry->was);
  g_free (entry->meaning);
  g_free (entry->why);
  g_free (entry);
}
