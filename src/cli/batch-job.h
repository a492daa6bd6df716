// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/checkup.h"
#include "cli/line-reader.h"
#include "dns/resolver.h"

G_BEGIN_DECLS

/**
 * TodokuBatchAnswer:
 * @json: what to print
 * @is_bad: whether the line was no domain, or one that does not exist
 * @verdict: what there is to do; no meaning where @is_bad
 */
typedef struct
{
  char *json;
  gboolean is_bad;
  TodokuVerdict verdict;
} TodokuBatchAnswer;

void todoku_batch_answer_free (TodokuBatchAnswer *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuBatchAnswer, todoku_batch_answer_free)

/**
 * todoku_batch_job_async:
 * @resolver: whom to ask
 * @catalog: the catalog
 * @choices: what was said for all domains; must stay until @callback
 * @line: (transfer full): the line
 * @cancellable: (nullable): to give up
 * @callback: called from the main loop, never from within this call
 * @user_data: for @callback
 *
 * Checks the domain of one line. What was learnt for it is forgotten with it.
 */
void todoku_batch_job_async (TodokuDnsResolver *resolver,
                             TodokuCatalog *catalog,
                             const TodokuCheckupOptions *choices,
                             TodokuLine *line,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);

/** Returns: (transfer full) (nullable): the answer; %NULL where it was given up. */
TodokuBatchAnswer *todoku_batch_job_finish (TodokuDnsResolver *resolver,
                                            GAsyncResult *result) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
