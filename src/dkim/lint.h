// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/finding.h"
#include "dkim/record.h"

G_BEGIN_DECLS

/** Returns: (transfer none) (nullable): the rule whose findings have @id. */
const TodokuRule *todoku_dkim_lint_find_rule (const char *id);

/** Adds a finding of the rule with @id; what follows is as in todoku_findings_add(). */
#define todoku_dkim_lint_add(findings, id, ...)                                                    \
  todoku_findings_add (findings, todoku_dkim_lint_find_rule (id), __VA_ARGS__)

/**
 * todoku_dkim_lint_record:
 * @record: a record
 * @selector: (nullable): where it is published; for the term of findings about the whole
 * @is_mended: whether the value that it was meant to be is known
 * @findings: (element-type TodokuFinding): gets what is found
 *
 * Everything that can be said of a record by itself.
 */
void todoku_dkim_lint_record (TodokuDkimRecord *record,
                              const char *selector,
                              gboolean is_mended,
                              GPtrArray *findings);

G_END_DECLS
