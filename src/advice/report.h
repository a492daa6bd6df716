// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "advice/bounce.h"
#include "advice/plan.h"
#include "advice/proof.h"
#include "base/finding.h"
#include "catalog/detect.h"
#include "spf/tree.h"

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

/**
 * TodokuQuestion:
 * @TODOKU_QUESTION_NONE: nothing
 * @TODOKU_QUESTION_HOST: where the mail is
 * @TODOKU_QUESTION_VALUE: a part of the host's value, or the whole of it
 * @TODOKU_QUESTION_REMOVAL: which parts of the record may go, as it is over a limit
 * @TODOKU_QUESTION_PROVIDER: whether what was chosen is right, as just what it needs makes the
 * record fail, and nothing else may go
 *
 * What only the person can say.
 */
typedef enum
{
  TODOKU_QUESTION_NONE,
  TODOKU_QUESTION_HOST,
  TODOKU_QUESTION_VALUE,
  TODOKU_QUESTION_REMOVAL,
  TODOKU_QUESTION_PROVIDER,
} TodokuQuestion;

/** Returns: (transfer none) (nullable): "host", "value", "removal" or "provider"; never translated.
 */
const char *todoku_question_get_id (TodokuQuestion question);

/**
 * TodokuReport:
 * @domain: the domain that was checked, normalized
 * @verdict: what there is to do
 * @question: what the person has to say first, where @verdict is choose
 * @headline: the verdict in one short sentence, in the language spoken
 * @explanation: what it means for the person, in one to three sentences
 * @current: (array zero-terminated=1): the SPF records as published, what is not UTF-8 as U+FFFD
 * @proposed: (nullable): the record there should be
 * @strings: (nullable) (array zero-terminated=1): @proposed in pieces of at most 255 octets
 * @entries: (element-type TodokuSpfDiffEntry): from @current to @proposed, term by term
 * @findings: (element-type TodokuFinding): what else was found, the worst first
 * @current_tree: (nullable): what the published record costs; %NULL where there is none
 * @proposed_tree: (nullable): what the proposed one costs; where @question is a removal, what the
 *   record would cost with all that was let go so far
 * @proofs: (element-type TodokuProof): who would pass today and after the change
 * @detections: (element-type TodokuDetection): who may hold the mail, the likeliest first
 * @host: (nullable): the mail host that was chosen, or the detected one
 * @confidence: how sure @host is; none where the person chose against what was found
 * @missing: (nullable): the first placeholder of @host's value that nobody could fill in
 * @senders: (element-type TodokuSender): the catalog's services that stand in the published record
 * @dns_provider: (nullable): who serves the zone
 * @name_servers: (array zero-terminated=1): the zone's name servers
 * @zone: (nullable): the domain whose NS these are: @domain itself or one above it
 * @host_field: (nullable): what goes into the provider's host field for @domain: blank, "@", or
 *   the labels below @zone
 * @dmarc: (nullable): the DMARC record
 * @dkim_selector: (nullable): the DKIM selector under which a key was found
 * @bounce: (nullable): the returned mail that the person gave
 * @steps: (array zero-terminated=1): what to do in the panel, in order, in the language spoken
 * @failure: (nullable): the question that failed, where @verdict is unknown
 * @failed_question: (nullable): its name and type, as "shop.example TXT"
 *
 * All that the window and the command line show. Ref-counted, never changed once made.
 */
typedef struct
{
  char *domain;
  TodokuVerdict verdict;
  TodokuQuestion question;
  char *headline;
  char *explanation;
  char **current;
  char *proposed;
  char **strings;
  GPtrArray *entries;
  GPtrArray *findings;
  TodokuSpfTree *current_tree;
  TodokuSpfTree *proposed_tree;
  GPtrArray *proofs;
  GPtrArray *detections;
  const TodokuMailHost *host;
  TodokuConfidence confidence;
  const TodokuCatalogPlaceholder *missing;
  GPtrArray *senders;
  const TodokuDnsProvider *dns_provider;
  char **name_servers;
  char *zone;
  char *host_field;
  char *dmarc;
  char *dkim_selector;
  TodokuBounce *bounce;
  char **steps;
  TodokuDnsAnswer *failure;
  char *failed_question;
  /*< private >*/
  TodokuCatalog *catalog; /* keeps the pointers into it valid */
} TodokuReport;

#define TODOKU_TYPE_REPORT (todoku_report_get_type ())
GType todoku_report_get_type (void) G_GNUC_CONST;

/** Returns: (transfer full): an empty report about @domain, to be filled by its maker. */
TodokuReport *todoku_report_new (const char *domain,
                                 TodokuCatalog *catalog) G_GNUC_WARN_UNUSED_RESULT;
TodokuReport *todoku_report_ref (TodokuReport *self);
void todoku_report_unref (TodokuReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuReport, todoku_report_unref)

G_END_DECLS
