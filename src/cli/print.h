// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/diff.h"
#include "base/finding.h"

G_BEGIN_DECLS

/** Returns: (transfer none): what @findings, the worst first, come to: "error", "warning", or, as
 * notes alone are no reason to change anything, "ok"; never translated. */
const char *todoku_cli_findings_get_result (GPtrArray *findings);

/** Prints @findings, one a line, each behind @indent. */
void todoku_cli_findings_print (GPtrArray *findings, const char *indent);

/** Prints what becomes of one term. */
void todoku_cli_diff_entry_print (const TodokuDiffEntry *entry);

/** Prints @texts, numbered, under @title; nothing where there are none. */
void todoku_cli_steps_print (const char *title, char **texts);

G_END_DECLS
