// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TodokuDiffOp:
 *
 * What happens to a term between the published record and the proposed one.
 */
typedef enum
{
  TODOKU_DIFF_KEEP,
  TODOKU_DIFF_ADD,
  TODOKU_DIFF_CHANGE,
  TODOKU_DIFF_REMOVE,
} TodokuDiffOp;

/** Returns: (transfer none): "keep", "add", "change" or "remove"; never translated. */
const char *todoku_diff_op_get_id (TodokuDiffOp op);

/**
 * TodokuDiffEntry:
 * @op: what happens
 * @term: the term as it reads in the proposal; for remove, as it read before. The version section
 *   is an entry of its own, the first
 * @was: (nullable): change only: how it read before
 * @meaning: (nullable): what the term does, in plain words, in the language spoken
 * @why: (nullable): why it is added, changed or removed; %NULL for keep
 * @record: where several records become one, which of them it stood in, counted from 1; else 0
 */
typedef struct
{
  TodokuDiffOp op;
  char *term;
  char *was;
  char *meaning;
  char *why;
  guint record;
} TodokuDiffEntry;

/** Returns: what happens to the one record that is left: what is kept of another one is added to
 * it. */
TodokuDiffOp todoku_diff_entry_get_effect (const TodokuDiffEntry *entry);

void todoku_diff_entry_free (TodokuDiffEntry *entry);

TodokuDiffEntry *todoku_diff_entry_new (TodokuDiffOp op,
                                        const char *term,
                                        const char *was,
                                        const char *why) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
