// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/facts.h"

G_BEGIN_DECLS

/**
 * TodokuSpfStatement:
 * @answer: what the first of @servers answers
 * @servers: (element-type TodokuDnsAuthorityServer): who gives the same SPF records
 *
 * What name servers of a zone say alike.
 */
typedef struct
{
  TodokuDnsAnswer *answer;
  GPtrArray *servers;
} TodokuSpfStatement;

/**
 * todoku_spf_answers_agree:
 * @a: an answer to a question for TXT
 * @b: another one
 *
 * Returns: whether both have the same texts that are, or were meant as, SPF records, in whatever
 *   order
 */
gboolean todoku_spf_answers_agree (TodokuDnsAnswer *a, TodokuDnsAnswer *b);

/** Returns: whether @answer has a text that is, or was meant as, an SPF record. */
gboolean todoku_spf_answer_has_records (TodokuDnsAnswer *answer);

/**
 * todoku_spf_statements_collect:
 * @facts: what is known
 * @servers: (element-type TodokuDnsAuthorityServer): name servers; must stay as long as what is
 *   returned
 * @domain: whose records are meant
 * @patience_ms: how long to wait for a server, as todoku_dns_facts_need_within() takes it
 * @complete: (inout): cleared while an answer is missing
 *
 * Asks each of @servers itself. One that does not answer, or does not serve the zone, says nothing
 * of the record; nor does one that points elsewhere.
 *
 * Returns: (transfer full) (element-type TodokuSpfStatement): who says what
 */
GPtrArray *todoku_spf_statements_collect (TodokuDnsFacts *facts,
                                          GPtrArray *servers,
                                          const char *domain,
                                          guint patience_ms,
                                          gboolean *complete) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_spf_statement_list_servers:
 * @self: one of @statements
 *
 * Returns: (transfer full): "ns1.example, ns2.example"; with its address where a name stands for
 *   servers that do not agree
 */
char *todoku_spf_statement_list_servers (const TodokuSpfStatement *self,
                                         GPtrArray *statements) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): who says what, in the language spoken. */
char *todoku_spf_statements_describe (GPtrArray *statements) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
