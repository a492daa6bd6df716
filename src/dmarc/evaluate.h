// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dmarc/discovery.h"
#include "dmarc/propose.h"

G_BEGIN_DECLS

/**
 * TodokuDmarcVerdict:
 * @TODOKU_DMARC_VERDICT_FINE: a record applies, and nothing is wrong with it
 * @TODOKU_DMARC_VERDICT_ADD: there is none
 * @TODOKU_DMARC_VERDICT_EDIT: what is there needs mending
 * @TODOKU_DMARC_VERDICT_UNKNOWN: the DNS could not be read
 * @TODOKU_DMARC_VERDICT_NO_DOMAIN: the domain does not exist
 */
typedef enum
{
  TODOKU_DMARC_VERDICT_FINE,
  TODOKU_DMARC_VERDICT_ADD,
  TODOKU_DMARC_VERDICT_EDIT,
  TODOKU_DMARC_VERDICT_UNKNOWN,
  TODOKU_DMARC_VERDICT_NO_DOMAIN,
} TodokuDmarcVerdict;

/** Returns: (transfer none): "fine", "add", "edit", "unknown", "no-domain"; never translated. */
const char *todoku_dmarc_verdict_get_id (TodokuDmarcVerdict verdict);

/**
 * TodokuDmarcPassing:
 *
 * How many of those who are known to send for a domain pass SPF today.
 */
typedef enum
{
  TODOKU_DMARC_PASSING_UNKNOWN,
  TODOKU_DMARC_PASSING_NONE,
  TODOKU_DMARC_PASSING_SOME,
  TODOKU_DMARC_PASSING_ALL,
} TodokuDmarcPassing;

/**
 * TodokuDmarcSenders:
 * @address: (nullable): a mail address that reports are to go to
 * @sends_nothing: whether the domain is set up to send no mail
 * @spf: how many pass SPF; where there is a key, of those who do not sign with it
 * @has_key: whether there is a DKIM key of whoever holds the mail: 1 yes, 0 no, -1 where that is
 *   not known
 * @is_repairable: whether there is an SPF record, be it one that is asked for, with which they pass
 * @unsigned_service: (nullable): a service that sends, and whose key is not there
 * @subdomain_service: (nullable): a service that usually sends from a subdomain
 *
 * Who sends for a domain, and what becomes of that.
 */
typedef struct
{
  const char *address;
  gboolean sends_nothing;
  TodokuDmarcPassing spf;
  int has_key;
  gboolean is_repairable;
  const char *unsigned_service;
  const char *subdomain_service;
} TodokuDmarcSenders;

/**
 * TodokuDmarcEvaluation:
 * @verdict: what it comes to
 * @current: (array zero-terminated=1): what is published at @name, as it is; several where none
 *   counts, and one that does not count where it only needs mending
 * @found_at: (nullable): the name of the record that applies, as _dmarc.shop.example
 * @policy: what applies to the domain; unset where there is no record that counts
 * @name: the name that @proposal is for
 * @alias: (nullable): what @name is an alias (CNAME) of: beside it there can be no record
 * @misplaced: (nullable): where it is, at a name at which nobody looks for it
 * @proposal: (nullable): what the record is to be; %NULL where that is not known, and where it is
 *   kept at @alias
 * @may_tighten: whether nobody is known whose mail a stricter policy would cost for sure
 * @findings: (element-type TodokuFinding): what is found, the worst first
 *
 * What a domain says of mail that fails.
 */
typedef struct
{
  TodokuDmarcVerdict verdict;
  char **current;
  char *found_at;
  TodokuDmarcPolicy policy;
  char *name;
  char *alias;
  char *misplaced;
  TodokuDmarcProposal *proposal;
  gboolean may_tighten;
  GPtrArray *findings;
} TodokuDmarcEvaluation;

/** Returns: whether there is nothing to do about it: the record is in order, and no mail is lost by
 * it. */
gboolean todoku_dmarc_evaluation_is_done (const TodokuDmarcEvaluation *evaluation);

/**
 * todoku_dmarc_evaluation_dup_next:
 * @evaluation: what applies
 * @domain: the domain it is about
 *
 * The way from “none” leads over “quarantine” to “reject”, one step at a time.
 *
 * Returns: (transfer full) (nullable): the published record with the next stricter policy; %NULL
 *   where there is none, where the record is another domain's, or is to be mended first, or
 * somebody would lose mail
 */
char *todoku_dmarc_evaluation_dup_next (const TodokuDmarcEvaluation *evaluation,
                                        const char *domain) G_GNUC_WARN_UNUSED_RESULT;

void todoku_dmarc_evaluation_free (TodokuDmarcEvaluation *evaluation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuDmarcEvaluation, todoku_dmarc_evaluation_free)

/**
 * todoku_dmarc_evaluate:
 * @facts: what is known
 * @domain: a domain, normalized
 * @senders: who sends
 * @evaluation: (out) (transfer full) (nullable): what is published and what should be; %NULL while
 *   an answer is missing
 *
 * A rule over facts. Where the record is that of a domain above, it is that which is mended. Of
 * @senders only the address has anything asked.
 *
 * Returns: whether every answer was known
 */
gboolean todoku_dmarc_evaluate (TodokuDnsFacts *facts,
                                const char *domain,
                                const TodokuDmarcSenders *senders,
                                TodokuDmarcEvaluation **evaluation);

G_END_DECLS
