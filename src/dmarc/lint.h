// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/finding.h"
#include "dmarc/discovery.h"
#include "dmarc/record.h"

G_BEGIN_DECLS

/** Returns: (transfer none) (nullable): the rule whose findings have @id. */
const TodokuRule *todoku_dmarc_lint_find_rule (const char *id);

/** Adds a finding of the rule with @id; what follows is as in todoku_findings_add(). */
#define todoku_dmarc_lint_add(findings, id, ...)                                                   \
  todoku_findings_add (findings, todoku_dmarc_lint_find_rule (id), __VA_ARGS__)

/**
 * todoku_dmarc_lint_text:
 * @text: (array length=length): a record as published or pasted; any octets
 * @length: its octets
 *
 * Everything that can be said of a record without asking the DNS. Positions are octets from the
 * start of @text.
 *
 * Returns: (transfer full) (element-type TodokuFinding): all findings, the worst first
 */
GPtrArray *todoku_dmarc_lint_text (const char *text, gsize length) G_GNUC_WARN_UNUSED_RESULT;

/**
 * TodokuDmarcPlace:
 * @name: (nullable): where a record stands by mistake
 * @text: (nullable): what it says
 * @alias: (nullable): what the name where it belongs is an alias (CNAME) of, by itself
 *
 * A DMARC record that nobody looks for, and what keeps one from being where it belongs.
 */
typedef struct
{
  char *name;
  char *text;
  char *alias;
} TodokuDmarcPlace;

void todoku_dmarc_place_clear (TodokuDmarcPlace *place);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TodokuDmarcPlace, todoku_dmarc_place_clear)

/**
 * todoku_dmarc_lint_domain:
 * @facts: what is known
 * @domain: a domain, normalized
 * @discovery: which record applies to it
 * @place: (out caller-allocates): a record in a wrong place, where @discovery has none; an alias
 * @findings: (element-type TodokuFinding): gets what is found, in no order
 *
 * Everything that can be said of the record that applies to a domain, as a rule over facts: the
 * record itself, what else is published, and who gets its reports (RFC 9990 4).
 *
 * Returns: whether every answer was known
 */
gboolean todoku_dmarc_lint_domain (TodokuDnsFacts *facts,
                                   const char *domain,
                                   const TodokuDmarcDiscovery *discovery,
                                   TodokuDmarcPlace *place,
                                   GPtrArray *findings);

/**
 * todoku_dmarc_lint_proposal:
 * @facts: what is known
 * @domain: a domain, normalized
 * @discovery: which record applies to it
 * @text: the record that is to be there
 * @findings: (element-type TodokuFinding): gets what will be found of it that is not found of the
 *   one that is there: addresses to which nobody will send reports
 *
 * Returns: whether every answer was known
 */
gboolean todoku_dmarc_lint_proposal (TodokuDnsFacts *facts,
                                     const char *domain,
                                     const TodokuDmarcDiscovery *discovery,
                                     const char *text,
                                     GPtrArray *findings);

G_END_DECLS
