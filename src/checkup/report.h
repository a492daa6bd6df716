// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/finding.h"
#include "catalog/detect.h"
#include "checkup/judge.h"
#include "checkup/proof.h"
#include "mail/bounce.h"
#include "spf/diff.h"
#include "spf/tree.h"

G_BEGIN_DECLS

typedef struct _TodokuInstructions TodokuInstructions;

/**
 * TodokuReport:
 * @domain: the domain that was checked, normalized
 * @verdict: what there is to do
 * @question: what the person has to say first, where @verdict is choose
 * @headline: the verdict in one short sentence, in the language spoken
 * @explanation: what it means for the person, in one to three sentences
 * @current: (array zero-terminated=1): the SPF records as published, what is not UTF-8 as U+FFFD
 * @proposed: (nullable): the record there should be
 * @entries: (element-type TodokuSpfDiffEntry): from @current to @proposed, term by term
 * @findings: (element-type TodokuFinding): what else was found, the worst first
 * @current_tree: (nullable): what the published record costs; %NULL where there is none
 * @proposed_tree: (nullable): what the proposed one costs; where @question is a removal, what the
 *   record would cost with all that was let go so far
 * @proofs: (element-type TodokuProof): who would pass today and after the change
 * @detections: (element-type TodokuDetection): who may hold the mail, the likeliest first
 * @host: (nullable): the mail host that was chosen, or the detected one
 * @confidence: how sure @host is; none where the person chose against what was found
 * @web_detections: (element-type TodokuDetection): who may hold the web site, the likeliest first
 * @web_host: (nullable): who holds the web site
 * @web_confidence: how sure @web_host is
 * @web_is_sender: whether the servers of @web_host are to be let in
 * @missing: (nullable): the first placeholder of a company's value that nobody could fill in
 * @missing_of_web: whether @missing is one of @web_host, not of @host
 * @senders: (element-type TodokuSender): the catalog's services that stand in the published record
 * @dns_provider: (nullable): who serves the zone
 * @name_servers: (array zero-terminated=1): the zone's name servers
 * @alias: (nullable): the name that @domain is an alias (CNAME) of
 * @zone: (nullable): the domain whose NS these are: @domain itself or one above it
 * @host_field: (nullable): what goes into the provider's host field for @domain: blank, "@", or
 *   the labels below @zone
 * @dmarc: (nullable): the DMARC record that applies to @domain
 * @dmarc_found_at: (nullable): the domain that has it: @domain itself or one above it
 * @dmarc_policy: (nullable): what it wants for @domain: "none", "quarantine" or "reject"
 * @lacks_dmarc: whether it is known that there is none
 * @dkim_selector: (nullable): the DKIM selector under which a key was found
 * @bounce: (nullable): the returned mail that the person gave
 * @notes: (array zero-terminated=1): what to know of the companies whose value is proposed, in the
 *   language spoken
 * @instructions: (nullable): what to do in which panel; %NULL where nothing is proposed
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
  GPtrArray *entries;
  GPtrArray *findings;
  TodokuSpfTree *current_tree;
  TodokuSpfTree *proposed_tree;
  GPtrArray *proofs;
  GPtrArray *detections;
  const TodokuMailHost *host;
  TodokuConfidence confidence;
  GPtrArray *web_detections;
  const TodokuMailHost *web_host;
  TodokuConfidence web_confidence;
  gboolean web_is_sender;
  const TodokuCatalogPlaceholder *missing;
  gboolean missing_of_web;
  GPtrArray *senders;
  const TodokuDnsProvider *dns_provider;
  char **name_servers;
  char *alias;
  char *zone;
  char *host_field;
  char *dmarc;
  char *dmarc_found_at;
  char *dmarc_policy;
  gboolean lacks_dmarc;
  char *dkim_selector;
  TodokuBounce *bounce;
  char **notes;
  TodokuInstructions *instructions;
  TodokuDnsAnswer *failure;
  char *failed_question;
  /*< private >*/
  TodokuCatalog *catalog; /* keeps the pointers into it valid */
} TodokuReport;

#define TODOKU_TYPE_REPORT (todoku_report_get_type ())
GType todoku_report_get_type (void) G_GNUC_CONST;

/**
 * todoku_report_new:
 * @collected: what is known
 * @edit: what there should be; its trees go into the report
 * @judgement: what follows
 * @findings: (element-type TodokuFinding): what else was found
 *
 * Returns: (transfer full): the report
 */
TodokuReport *todoku_report_new (const TodokuCollected *collected,
                                 TodokuEdit *edit,
                                 const TodokuJudgement *judgement,
                                 GPtrArray *findings) G_GNUC_WARN_UNUSED_RESULT;
TodokuReport *todoku_report_ref (TodokuReport *self);
void todoku_report_unref (TodokuReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuReport, todoku_report_unref)

G_END_DECLS
