// SPDX-License-Identifier: GPL-3.0-or-later

// What the files of the rule share; nobody else includes it.

#pragma once

#include "propagation/propagation.h"

G_BEGIN_DECLS

/**
 * TodokuPropagationRun:
 * @is_complete: whether all was known that was asked for
 *
 * The rule at work.
 */
typedef struct
{
  TodokuDnsFacts *facts;
  const TodokuPropagationInput *input;
  TodokuPropagation *result;
  gboolean is_complete;
} TodokuPropagationRun;

/** Returns: (transfer none) (nullable): what @facts has; where it has nothing, it is needed. */
TodokuDnsAnswer *todoku_propagation_ask (TodokuPropagationRun *run,
                                         TodokuDnsFacts *facts,
                                         const char *name,
                                         TodokuDnsType type);

/** Returns: (transfer full) (array zero-terminated=1): the records of the kind that is wanted,
 * whatever became of them, in UTF-8 and without NUL. */
char **todoku_propagation_list_values (TodokuPropagationRun *run,
                                       TodokuDnsAnswer *answer) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: what @value is. @cause: (out): why it is not the new one */
TodokuPropagationState todoku_propagation_judge_value (TodokuPropagationRun *run,
                                                       const char *value,
                                                       TodokuPropagationCause *cause);

/** Sets found_at and cause of @server where @facts has the record at another name or type. */
void todoku_propagation_look_elsewhere (TodokuPropagationRun *run,
                                        TodokuPropagationServer *server,
                                        TodokuDnsFacts *facts);

G_END_DECLS
