// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/finding.h"
#include "dkim/record.h"

G_BEGIN_DECLS

/** Returns: how many rules there are. */
guint todoku_dkim_lint_get_n_rules (void);

/** Returns: (transfer none): the id of rule @index, counted from 0, which its findings have. */
const char *todoku_dkim_lint_get_rule (guint index);

/**
 * todoku_dkim_lint_add:
 * @findings: (element-type TodokuFinding): gets the finding
 * @id: the rule; it says how bad it is
 * @term: (nullable): as in TodokuFinding; here a tag, or a selector
 * @position: as in TodokuFinding
 * @format: what is found, in the language spoken, and what it takes
 */
void todoku_dkim_lint_add (GPtrArray *findings,
                           const char *id,
                           const char *term,
                           int position,
                           const char *format,
                           ...) G_GNUC_PRINTF (5, 6);

/**
 * todoku_dkim_lint_record:
 * @record: a record
 * @selector: (nullable): where it is published; for the term of findings about the whole
 * @findings: (element-type TodokuFinding): gets what is found
 *
 * Everything that can be said of a record by itself.
 */
void todoku_dkim_lint_record (TodokuDkimRecord *record, const char *selector, GPtrArray *findings);

G_END_DECLS
