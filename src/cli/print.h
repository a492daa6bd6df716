// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/diff.h"
#include "base/finding.h"
#include "checkup/instructions.h"

G_BEGIN_DECLS

/** Returns: (transfer none): what @findings, the worst first, come to: "error", "warning", or, as
 * notes alone are no reason to change anything, "ok"; never translated. */
const char *todoku_cli_findings_get_result (GPtrArray *findings);

/** Prints @findings, one a line, each behind @indent. */
void todoku_cli_findings_print (GPtrArray *findings, const char *indent);

/** Prints what becomes of one term. */
void todoku_cli_diff_entry_print (const TodokuDiffEntry *entry);

/** Prints @texts, if there are any, one a line under @title. */
void todoku_cli_texts_print (const char *title, const char *const *texts);

/** Prints what is to be done about a record: what can do harm first, then the steps. Nothing for
 * %NULL. */
void todoku_cli_instructions_print (const TodokuInstructions *instructions);

G_END_DECLS
