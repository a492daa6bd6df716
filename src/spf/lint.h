// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/finding.h"
#include "dns/facts.h"
#include "spf/tree.h"

G_BEGIN_DECLS

/**
 * TodokuSpfLintKind:
 * @TODOKU_SPF_LINT_SYNTAX: how the record is written, which todoku_spf_repair() may repair
 * @TODOKU_SPF_LINT_SEMANTICS: what the terms come to
 * @TODOKU_SPF_LINT_STYLE: what could be shorter or clearer, and does no harm
 * @TODOKU_SPF_LINT_DNS: what the DNS says to it
 */
typedef enum
{
  TODOKU_SPF_LINT_SYNTAX,
  TODOKU_SPF_LINT_SEMANTICS,
  TODOKU_SPF_LINT_STYLE,
  TODOKU_SPF_LINT_DNS,
} TodokuSpfLintKind;

/**
 * TodokuSpfLintRule:
 * @id: the id of its findings, as "plus-all"
 * @severity: how bad what it finds is
 * @kind: what it looks at
 *
 * One rule. What each of them says is in the sources, by id.
 */
typedef struct
{
  const char *id;
  TodokuSeverity severity;
  TodokuSpfLintKind kind;
} TodokuSpfLintRule;

/** Returns: (transfer none) (nullable): rule @index, counted from 0; %NULL behind the last. */
const TodokuSpfLintRule *todoku_spf_lint_get_rule (guint index);

/** Returns: (transfer none) (nullable): the rule whose findings have @id. */
const TodokuSpfLintRule *todoku_spf_lint_find_rule (const char *id);

/**
 * todoku_spf_lint_text:
 * @text: (array length=length): a record as published or pasted; any octets
 * @length: its octets
 * @domain: (nullable): the domain it belongs to, so that `a` and `a:own.example` are the same
 *
 * Everything that can be said of a record without asking the DNS. Positions are octets from the
 * start of @text.
 *
 * Returns: (transfer full) (element-type TodokuFinding): all findings, the worst first and then in
 *   the order of the record; empty for a record that is right
 */
GPtrArray *todoku_spf_lint_text (const char *text,
                                 gsize length,
                                 const char *domain) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_spf_lint_domain:
 * @facts: what is known
 * @domain: a domain
 * @text: (array length=length) (nullable): a record to take in place of all that are published
 * @length: its octets
 * @findings: (out) (transfer full) (nullable) (element-type TodokuFinding): as
 *   todoku_spf_lint_text() gives them; %NULL while an answer is missing
 *
 * Everything that can be said of a domain's record, as a rule over facts: what it leads to, and
 * what else the domain publishes.
 *
 * Returns: whether every answer was known
 */
gboolean todoku_spf_lint_domain (TodokuDnsFacts *facts,
                                 const char *domain,
                                 const char *text,
                                 gsize length,
                                 GPtrArray **findings);

/**
 * todoku_spf_lint_published:
 * @facts: what is known
 * @domain: a domain
 * @port: the port of the name servers; 0 for the usual one
 * @findings: (out) (transfer full) (nullable) (element-type TodokuFinding): as
 *   todoku_spf_lint_domain() gives them
 *
 * Everything that can be said of the record that a domain publishes, and besides whether all name
 * servers of its zone give the same. One that does not answer is no difference.
 *
 * Returns: whether every answer was known
 */
gboolean todoku_spf_lint_published (TodokuDnsFacts *facts,
                                    const char *domain,
                                    guint16 port,
                                    GPtrArray **findings);

G_END_DECLS
