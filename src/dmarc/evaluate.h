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
 * TodokuDmarcEvaluation:
 * @verdict: what it comes to
 * @current: (array zero-terminated=1): what is published at @name, as it is; several where none
 *   counts, and one that does not count where it only needs mending
 * @found_at: (nullable): the name of the record that applies, as _dmarc.shop.example
 * @policy: what applies to the domain; unset where there is no record that counts
 * @name: the name that @proposal is for
 * @proposal: (nullable): what the record is to be; %NULL where that is not known
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
  TodokuDmarcProposal *proposal;
  GPtrArray *findings;
} TodokuDmarcEvaluation;

/**
 * todoku_dmarc_evaluation_dup_next:
 * @evaluation: what applies
 * @domain: the domain it is about
 *
 * The way from “none” leads over “quarantine” to “reject”, one step at a time.
 *
 * Returns: (transfer full) (nullable): the published record with the next stricter policy; %NULL
 *   where there is none, where the record is another domain's, or is to be mended first
 */
char *todoku_dmarc_evaluation_dup_next (const TodokuDmarcEvaluation *evaluation,
                                        const char *domain) G_GNUC_WARN_UNUSED_RESULT;

void todoku_dmarc_evaluation_free (TodokuDmarcEvaluation *evaluation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuDmarcEvaluation, todoku_dmarc_evaluation_free)

/**
 * todoku_dmarc_evaluate:
 * @facts: what is known
 * @domain: a domain, normalized
 * @address: (nullable): a mail address that reports are to go to
 * @evaluation: (out) (transfer full) (nullable): what is published and what should be; %NULL while
 *   an answer is missing
 *
 * A rule over facts. Where the record is that of a domain above, it is that which is mended.
 *
 * Returns: whether every answer was known
 */
gboolean todoku_dmarc_evaluate (TodokuDnsFacts *facts,
                                const char *domain,
                                const char *address,
                                TodokuDmarcEvaluation **evaluation);

G_END_DECLS
