// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "advice/checkup.h"

G_BEGIN_DECLS

/**
 * TodokuCheckup:
 * @catalog: the catalog
 * @facts: what is known
 * @choices: what the person said
 * @report: the report that is being made
 * @published: (element-type utf8): the SPF records as published, also broken ones
 * @wanted: (element-type utf8): the records of the host and the services
 * @wanted_by: (element-type utf8): who needs each of them
 * @complete: whether every answer was known so far
 * @host_is_in_doubt: whether what could not be read may speak for another mail host
 *
 * One run of the rule. Its steps are in files of their own.
 */
typedef struct
{
  TodokuCatalog *catalog;
  TodokuDnsFacts *facts;
  const TodokuChoices *choices;
  TodokuReport *report;
  GPtrArray *published;
  GPtrArray *wanted;
  GPtrArray *wanted_by;
  gboolean complete;
  gboolean host_is_in_doubt;
} TodokuCheckup;

/** Asks; clears @complete and returns %NULL while the answer is not known. */
TodokuDnsAnswer *todoku_checkup_ask (TodokuCheckup *self, const char *name, TodokuDnsType type);

/** Says in the report that the question for @name and @type failed, unless another one did. */
void todoku_checkup_set_failure (TodokuCheckup *self,
                                 const char *name,
                                 TodokuDnsType type,
                                 TodokuDnsAnswer *answer);

/** @message: (transfer full): the message. */
void todoku_checkup_add_finding (TodokuCheckup *self,
                                 const char *id,
                                 TodokuSeverity severity,
                                 const char *term,
                                 int position,
                                 char *message);

/** Who serves the zone: zone, name_servers, dns_provider, host_field. */
void todoku_checkup_find_zone (TodokuCheckup *self);

/** Takes the mail host's own panel where the name servers tell nobody's: dns_provider. */
void todoku_checkup_guess_provider (TodokuCheckup *self);

/** Who holds the mail, and what it needs: detections, host, confidence, missing; @wanted. */
void todoku_checkup_find_host (TodokuCheckup *self);

/** What the published record costs, where nothing is to be proposed: current_tree. */
void todoku_checkup_look_at_record (TodokuCheckup *self);

/** What should be published: proposed, strings, entries, both trees. */
void todoku_checkup_make_proposal (TodokuCheckup *self);

/** Takes back what cannot be proposed before the person has answered: proposed, strings, and the
 *  tree, unless what may go is the question. */
void todoku_checkup_withdraw_proposal (TodokuCheckup *self);

/** DMARC and DKIM, as far as known: dmarc, dkim_selector. */
void todoku_checkup_look_at_mail_auth (TodokuCheckup *self);

/** Whether DMARC is missing: a finding. */
void todoku_checkup_review_mail_auth (TodokuCheckup *self);

/** Who would pass today and after the change: proofs. */
void todoku_checkup_prove (TodokuCheckup *self);

/** What is to be said about both trees and earlier hosts: findings. Over a limit, asks what may go,
 *  and proposes nothing: question. */
void todoku_checkup_review (TodokuCheckup *self);

/** Returns: whether @record has a term that may let somebody send. */
gboolean todoku_checkup_authorizes_somebody (TodokuSpfRecord *record);

/** Returns: whether the returned mail blames something that SPF of the domain cannot mend. */
gboolean todoku_checkup_is_not_spf (TodokuCheckup *self);

/** Returns: (transfer full): what it blames, and what to do; where todoku_checkup_is_not_spf(). */
char *todoku_checkup_explain_bounce (TodokuCheckup *self) G_GNUC_WARN_UNUSED_RESULT;

/** Whether the server that was refused passes: a finding. */
void todoku_checkup_review_bounce (TodokuCheckup *self);

/**
 * todoku_checkup_doubt:
 *
 * Looks whether something could not be read that may change the verdict: failure, failed_question.
 * What could not be read and changes nothing stands among the findings.
 *
 * Returns: whether the verdict cannot stand
 */
gboolean todoku_checkup_doubt (TodokuCheckup *self);

/** Returns: (transfer full): what could not be read, and what is not known for that reason. */
char *todoku_checkup_explain_failure (TodokuCheckup *self) G_GNUC_WARN_UNUSED_RESULT;

/** The outcome: verdict, headline, explanation. */
void todoku_checkup_judge (TodokuCheckup *self);

/** What to do in which panel: steps. */
void todoku_checkup_list_steps (TodokuCheckup *self);

G_END_DECLS
