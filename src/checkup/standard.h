// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/instructions.h"

G_BEGIN_DECLS

/**
 * TodokuStandardReport:
 * @is_done: whether nothing is left to do
 * @headline: what it comes to, in one short sentence
 * @explanation: what that means for the person
 * @current: (array zero-terminated=1): the records as published; none of DKIM
 * @proposed: (nullable): the record there should be; %NULL for none, and where a company makes it
 * @entries: (nullable) (element-type TodokuDiffEntry): from @current to @proposed
 * @findings: (nullable) (element-type TodokuFinding): what else was found, the worst first
 * @instructions: (nullable): what to do in which panel
 *
 * What a report says of one of the standards. Everything is the report's.
 */
typedef struct
{
  gboolean is_done;
  const char *headline;
  const char *explanation;
  char **current;
  const char *proposed;
  GPtrArray *entries;
  GPtrArray *findings;
  const TodokuInstructions *instructions;
} TodokuStandardReport;

/** Returns: (transfer none): "SPF", "DKIM" or "DMARC". */
const char *todoku_standard_get_label (TodokuStandard standard);

/** Returns: whose record stands at @name: at `_dmarc.…` (RFC 9989), below `_domainkey` (RFC 6376,
 * 3.6.2.1), or at the domain itself. */
TodokuStandard todoku_standard_from_owner (const char *name);

/** Returns: what @report says of @standard, as long as @report lives. */
TodokuStandardReport todoku_report_get_standard (const TodokuReport *report,
                                                 TodokuStandard standard);

/** Returns: whether @finding of @report is among its cautions, and told nowhere else. */
gboolean todoku_report_is_caution (const TodokuReport *report, const TodokuFinding *finding);

/** Returns: (transfer full) (array zero-terminated=1): what to know before the SPF value that
 * @report proposes is copied, as that a company's value is only told by others. */
char **todoku_report_list_cautions (const TodokuReport *report) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_report_dup_owner:
 * @report: what was found
 * @standard: whose record is meant
 *
 * Returns: (transfer full) (nullable): the name at which the record is to appear; %NULL where that
 *   is not known, as that of a DKIM key whose selector nobody has named
 */
char *todoku_report_dup_owner (const TodokuReport *report,
                               TodokuStandard standard) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
