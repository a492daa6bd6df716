// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/collect.h"
#include "checkup/edit.h"
#include "dmarc/evaluate.h"

G_BEGIN_DECLS

/**
 * TodokuVerdict:
 * @TODOKU_VERDICT_FINE: nothing to do
 * @TODOKU_VERDICT_ADD: there is no record: add one
 * @TODOKU_VERDICT_EDIT: there is a record: change it
 * @TODOKU_VERDICT_MERGE: there are several: make them one
 * @TODOKU_VERDICT_SWITCH: the mail host's own panel has a button for it
 * @TODOKU_VERDICT_NOT_SPF: SPF cannot mend what was refused
 * @TODOKU_VERDICT_UNKNOWN: the DNS could not be read
 * @TODOKU_VERDICT_NO_DOMAIN: the domain does not exist
 * @TODOKU_VERDICT_CHOOSE: nothing can be proposed until the person answers a question
 *
 * What there is to do.
 */
typedef enum
{
  TODOKU_VERDICT_FINE,
  TODOKU_VERDICT_ADD,
  TODOKU_VERDICT_EDIT,
  TODOKU_VERDICT_MERGE,
  TODOKU_VERDICT_SWITCH,
  TODOKU_VERDICT_NOT_SPF,
  TODOKU_VERDICT_UNKNOWN,
  TODOKU_VERDICT_NO_DOMAIN,
  TODOKU_VERDICT_CHOOSE,
} TodokuVerdict;

/** Returns: (transfer none): "fine", "add", … "no-domain", "choose"; never translated. */
const char *todoku_verdict_get_id (TodokuVerdict verdict);

/** Returns: whether there is a value to be entered: add, edit, merge. */
gboolean todoku_verdict_has_value (TodokuVerdict verdict);

/**
 * TodokuQuestion:
 * @TODOKU_QUESTION_NONE: nothing
 * @TODOKU_QUESTION_HOST: where the mail is
 * @TODOKU_QUESTION_VALUE: a part of a company's value, or the whole of it
 * @TODOKU_QUESTION_TERM: what a term was meant to be
 * @TODOKU_QUESTION_SERVER: whose the refused server is
 * @TODOKU_QUESTION_REMOVAL: which parts of the record may go: it is over a limit, or a part makes
 *   it fail, or lets everybody in
 * @TODOKU_QUESTION_PROVIDER: whether what was chosen is right, as just what it needs makes the
 *   record fail, and nothing else may go
 * @TODOKU_QUESTION_ALIAS: what to do with a name that is an alias and can have no record
 *
 * What only the person can say.
 */
typedef enum
{
  TODOKU_QUESTION_NONE,
  TODOKU_QUESTION_HOST,
  TODOKU_QUESTION_VALUE,
  TODOKU_QUESTION_TERM,
  TODOKU_QUESTION_SERVER,
  TODOKU_QUESTION_REMOVAL,
  TODOKU_QUESTION_PROVIDER,
  TODOKU_QUESTION_ALIAS,
} TodokuQuestion;

/** Returns: (transfer none) (nullable): "host", "value", … "alias"; never translated. */
const char *todoku_question_get_id (TodokuQuestion question);

/**
 * TodokuJudgement:
 * @verdict: what there is to do
 * @question: what the person has to say first, where @verdict is choose
 * @proofs: (element-type TodokuProof): who passes today and after the change
 * @passing: how many of those who are known to send pass today
 * @passes_by_end: (nullable): a server that receives the domain's mail, of no company that is
 * known, and that passes, or is at least not refused, only by the end that is to become stricter
 * @refused_exchange: (nullable): one that the record there will be refuses, and that may well send
 * @unread: (nullable): a term of the record that could not be looked up, where the record is in
 *   order all the same
 * @blamed: (element-type utf8): the terms of the record that make it fail, or let everybody in
 * @fails_today: whether receivers give up on the published record
 * @over_limit: whether the record needs more than RFC 7208 (4.6.4) allows
 * @was_over_limit: whether the published one does
 * @exchanges: (element-type TodokuProof): the servers that take in the domain's mail
 * @lets_somebody_in: whether any server is known that passes with the record there will be
 * @lets_strangers_in: whether anybody at all may send
 * @sends_nothing: whether the domain is set up to send no mail, or will be with the new value
 * @host_is_unsure: where @verdict is unknown: whether what could not be read may speak for
 *   another mail host
 * @failure: (nullable) (transfer none): the answer that failed, where @verdict is unknown
 * @failed_question: (nullable): its name and type, as "shop.example TXT"
 *
 * What follows from the proofs.
 */
typedef struct
{
  TodokuVerdict verdict;
  TodokuQuestion question;
  GPtrArray *proofs;
  TodokuDmarcPassing passing;
  GPtrArray *blamed;
  gboolean fails_today;
  gboolean over_limit;
  gboolean was_over_limit;
  GPtrArray *exchanges;
  gboolean lets_somebody_in;
  gboolean lets_strangers_in;
  gboolean sends_nothing;
  gboolean host_is_unsure;
  TodokuDnsAnswer *failure;
  char *failed_question;
  char *passes_by_end;
  char *refused_exchange;
  char *unread;
} TodokuJudgement;

/**
 * todoku_judge:
 * @collected: what is known
 * @edit: what there should be
 * @complete: (out): whether every answer was known
 *
 * Fine is only what lets in everybody who is known to send and whom a returned mail names, and no
 * stranger. Proposed is only what does so, and lets in all that pass today. All else is asked.
 *
 * Returns: (transfer full): the judgement
 */
TodokuJudgement *todoku_judge (const TodokuCollected *collected,
                               const TodokuEdit *edit,
                               gboolean *complete) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: whether one of the servers passes by @alone that the person named, or that a mail at
 * hand does. */
gboolean todoku_collected_lets_given_in (const TodokuCollected *collected, TodokuSpfRecord *alone);

/** Returns: whether one of the servers that take in the domain's mail passes by @term alone. */
gboolean todoku_judgement_rests_on (const TodokuJudgement *judgement,
                                    const TodokuCollected *collected,
                                    const TodokuEdit *edit,
                                    const TodokuSpfTerm *term);
void todoku_judgement_free (TodokuJudgement *judgement);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuJudgement, todoku_judgement_free)

G_END_DECLS
