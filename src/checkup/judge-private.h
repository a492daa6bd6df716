// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/judge.h"
#include "checkup/proof.h"

G_BEGIN_DECLS

/** One judging. The lists are of TodokuProof. */
typedef struct
{
  const TodokuCollected *collected;
  const TodokuEdit *edit;
  const char *outcome;          /* (nullable): the record there will be */
  GPtrArray *required;          /* servers that are to pass */
  GPtrArray *today;             /* servers that the published records name */
  GPtrArray *named;             /* servers that the record names there will be */
  GPtrArray *strangers;         /* nobody's servers; at least one */
  GPtrArray *neighbours;        /* strangers in the networks that the record lets in */
  GPtrArray *given;             /* the refused server */
  GPtrArray *unknown_exchanges; /* mail servers of the domain that are of no company known */
  TodokuJudgement *judgement;
  gboolean complete; /* whether every answer was known */
} TodokuJudge;

// judge-servers.c

/** Fills the lists. */
void todoku_judge_list_servers (TodokuJudge *self);

/** Says what receivers do with mail from each of them, today and with the record there will be. */
void todoku_judge_evaluate (TodokuJudge *self);

/** Returns: whether one of @proofs has @result with the record there will be. */
gboolean todoku_judge_any_has_result (GPtrArray *proofs, TodokuSpfResult result);

/** Returns: whether all of @proofs pass with it. */
gboolean todoku_judge_all_pass (GPtrArray *proofs);

/** Returns: whether somebody passes today, whom nobody let go, and will not. */
gboolean todoku_judge_loses_somebody (TodokuJudge *self);

/** Returns: whether the record becomes stricter with strangers, by other than an open part that the
 * person lets go. */
gboolean todoku_judge_end_becomes_stricter (TodokuJudge *self);

/** Returns: (transfer full) (nullable): the first mail server that fares as any stranger does,
 * where the record becomes stricter with strangers. */
char *todoku_judge_find_passing_by_end (TodokuJudge *self);

/** Returns: (transfer full) (nullable): the first mail server that is refused, while the others are
 * let in, and that may well send: its name is of the domain, or nothing refuses it today. */
char *todoku_judge_find_refused_exchange (TodokuJudge *self);

/** Fills the proofs of the judgement: all that a person may want to see. */
void todoku_judge_collect_proofs (TodokuJudge *self);

// judge-questions.c

/** Returns: what has to be said first. */
TodokuQuestion todoku_judge_find_question (TodokuJudge *self);

/** Returns: whether the servers of whoever holds the mail are among those that are to pass. */
gboolean todoku_judge_host_is_wanted (const TodokuCollected *collected);

G_END_DECLS
