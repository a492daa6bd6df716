// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/diff.h"
#include "base/finding.h"
#include "catalog/detect.h"
#include "checkup/judge.h"
#include "checkup/proof.h"
#include "mail/bounce.h"
#include "spf/tree.h"

G_BEGIN_DECLS

typedef struct _TodokuInstructions TodokuInstructions;

/** What receivers look at, in the order in which it is put right. */
typedef enum
{
  TODOKU_STANDARD_SPF,
  TODOKU_STANDARD_DKIM,
  TODOKU_STANDARD_DMARC,
} TodokuStandard;

#define TODOKU_N_STANDARDS 3

/**
 * TodokuReport:
 * @collected: what is published and who sends; its facts and options are gone
 * @domain: the domain that was checked, normalized
 * @verdict: what there is to do
 * @question: what the person has to say first, where @verdict is choose
 * @headline: the verdict in one short sentence, in the language spoken
 * @explanation: what it means for the person, in one to three sentences
 * @current: (array zero-terminated=1): the SPF records as published, what is not UTF-8 as U+FFFD
 * @proposed: (nullable): the record there should be
 * @entries: (element-type TodokuDiffEntry): from @current to @proposed, term by term
 * @findings: (element-type TodokuFinding): what else was found, the worst first
 * @current_tree: (nullable): what the published record costs; %NULL where there is none
 * @proposed_tree: (nullable): what the proposed one costs; where @question is a removal, what the
 *   record would cost with all that was let go so far
 * @proofs: (element-type TodokuProof): who would pass today and after the change
 * @passing: how many of those who are known to send pass SPF today
 * @sends_nothing: whether the domain is set up to send no mail
 * @bounce: (nullable): the returned mail that the person gave
 * @dmarc: (nullable): the DMARC record, and what it is to be; %NULL while it is not known
 * @notes: (array zero-terminated=1): what to know of the companies whose value is proposed, in the
 *   language spoken
 * @instructions: (nullable): what to do in which panel; %NULL where nothing is proposed
 * @dkim_instructions: (nullable): what to do so that mail is signed; %NULL where it is
 * @dmarc_instructions: (nullable): what to do about the DMARC record
 * @dmarc_next: (nullable): where SPF, DKIM and DMARC are in order: the record with the next
 *   stricter policy, which may follow
 * @requirements: (element-type TodokuRequirement): what Gmail asks for, see checkup/requirements.h
 * @failure: (nullable): the question that failed, where @verdict is unknown
 * @failed_question: (nullable): its name and type, as "shop.example TXT"
 *
 * All that the window and the command line show. Ref-counted, never changed once made.
 */
typedef struct
{
  TodokuCollected *collected;
  const char *domain;
  TodokuVerdict verdict;
  TodokuQuestion question;
  char *headline;
  char *explanation;
  char **current;
  char *proposed;
  GPtrArray *entries;
  GPtrArray *findings;
  TodokuSpfTree *current_tree;
  TodokuSpfTree *proposed_tree;
  GPtrArray *proofs;
  TodokuDmarcPassing passing;
  gboolean sends_nothing;
  TodokuBounce *bounce;
  TodokuDmarcEvaluation *dmarc;
  char **notes;
  TodokuInstructions *instructions;
  TodokuInstructions *dkim_instructions;
  TodokuInstructions *dmarc_instructions;
  char *dmarc_next;
  GPtrArray *requirements;
  TodokuDnsAnswer *failure;
  char *failed_question;
} TodokuReport;

#define TODOKU_TYPE_REPORT (todoku_report_get_type ())
GType todoku_report_get_type (void) G_GNUC_CONST;

/**
 * todoku_report_new:
 * @collected: (transfer full): what is known
 * @edit: what there should be; its trees go into the report
 * @judgement: what follows
 * @dmarc: (transfer full) (nullable): the DMARC record
 * @findings: (element-type TodokuFinding): what else was found
 *
 * Returns: (transfer full): the report
 */
TodokuReport *todoku_report_new (TodokuCollected *collected,
                                 TodokuEdit *edit,
                                 const TodokuJudgement *judgement,
                                 TodokuDmarcEvaluation *dmarc,
                                 GPtrArray *findings) G_GNUC_WARN_UNUSED_RESULT;
/** Returns: whether the value is one that the mail host publishes by itself, and has not. */
gboolean todoku_report_waits_for_preset (const TodokuReport *report);

TodokuReport *todoku_report_ref (TodokuReport *self);
void todoku_report_unref (TodokuReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuReport, todoku_report_unref)

G_END_DECLS
