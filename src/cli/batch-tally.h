// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/report.h"
#include "cli/options.h"

G_BEGIN_DECLS

/**
 * TodokuBatchTally:
 * @n_read: lines that said something
 * @n_done: those of them that were answered
 * @n_bad: answers that are errors
 * @n_verdicts: the other answers, by verdict
 *
 * What came of a batch so far.
 */
typedef struct
{
  guint n_read;
  guint n_done;
  guint n_bad;
  guint n_verdicts[TODOKU_VERDICT_CHOOSE + 1];
  /*< private >*/
  gint64 last_shown;
} TodokuBatchTally;

/** Counts an answer. @verdict has no meaning for a bad line. */
void todoku_batch_tally_count (TodokuBatchTally *self, gboolean is_bad, TodokuVerdict verdict);

/** Returns: the gravest of all: a bad line, then DNS that failed, then something to do. */
TodokuExit todoku_batch_tally_get_exit (const TodokuBatchTally *self);

/** Shows on stderr how far it is, in a line that is written over and over; for a terminal only. */
void todoku_batch_tally_show (TodokuBatchTally *self);

/** Says on stderr what came of all. */
void todoku_batch_tally_sum_up (TodokuBatchTally *self, gboolean was_interrupted);

G_END_DECLS
