// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/facts.h"
#include "spf/record.h"

G_BEGIN_DECLS

/** The results of check_host() (RFC 7208 2.6). */
typedef enum
{
  TODOKU_SPF_RESULT_NONE,
  TODOKU_SPF_RESULT_NEUTRAL,
  TODOKU_SPF_RESULT_PASS,
  TODOKU_SPF_RESULT_FAIL,
  TODOKU_SPF_RESULT_SOFTFAIL,
  TODOKU_SPF_RESULT_TEMPERROR,
  TODOKU_SPF_RESULT_PERMERROR,
} TodokuSpfResult;

/** Returns: (transfer none): "none", "neutral", …; never translated. */
const char *todoku_spf_result_get_id (TodokuSpfResult result);

/**
 * TodokuSpfQuery:
 * @address: the client's address; an IPv4 address mapped into IPv6 counts as IPv4
 * @helo: (nullable): the HELO or EHLO name
 * @mail_from: (nullable): the MAIL FROM address, with or without local part; empty or %NULL to
 *   check the HELO identity (RFC 7208 2.3)
 * @receiver: (nullable): the name of the host that checks
 * @timestamp: seconds since 1970, for the macro t
 * @record: (nullable): a record to take in place of the published one, as one that is proposed
 *
 * Whether this mail may come from there.
 */
typedef struct
{
  TodokuDnsAddress address;
  const char *helo;
  const char *mail_from;
  const char *receiver;
  gint64 timestamp;
  TodokuSpfRecord *record;
} TodokuSpfQuery;

/**
 * TodokuSpfReason:
 *
 * What led to the result; todoku_spf_evaluation_get_reason() says it in words.
 */
typedef enum
{
  TODOKU_SPF_REASON_MATCH,            /* a mechanism matched */
  TODOKU_SPF_REASON_NO_MATCH,         /* none matched, and there is no redirect */
  TODOKU_SPF_REASON_NO_RECORD,        /* the domain has no record */
  TODOKU_SPF_REASON_BAD_DOMAIN,       /* there is no such domain, or it cannot be one */
  TODOKU_SPF_REASON_SEVERAL_RECORDS,  /* more than one record */
  TODOKU_SPF_REASON_SYNTAX,           /* a record with an error */
  TODOKU_SPF_REASON_LOOKUP_LIMIT,     /* more than 10 terms that ask the DNS (4.6.4) */
  TODOKU_SPF_REASON_VOID_LIMIT,       /* more than 2 void lookups (4.6.4) */
  TODOKU_SPF_REASON_NAME_LIMIT,       /* an mx with more than 10 exchanges (4.6.4) */
  TODOKU_SPF_REASON_TARGET_NO_RECORD, /* include or redirect to a domain without a record */
  TODOKU_SPF_REASON_DNS_FAILURE,      /* an answer is missing because the DNS failed */
} TodokuSpfReason;

/**
 * TodokuSpfEvaluation:
 * @result: the result
 * @reason: what led to it
 * @domain: the domain whose record decided
 * @term: (nullable): the term that decided, or is at fault
 * @explanation: (nullable): for a fail, the text that the domain gives (RFC 7208 6.2)
 * @lookups: terms that asked the DNS
 * @void_lookups: void lookups
 * @failure: (nullable): the answer that failed
 */
typedef struct
{
  TodokuSpfResult result;
  TodokuSpfReason reason;
  char *domain;
  char *term;
  char *explanation;
  guint lookups;
  guint void_lookups;
  TodokuDnsAnswer *failure;
} TodokuSpfEvaluation;

void todoku_spf_evaluation_free (TodokuSpfEvaluation *evaluation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuSpfEvaluation, todoku_spf_evaluation_free)

/** Returns: (transfer full): why the result is what it is, one sentence in the language spoken. */
char *todoku_spf_evaluation_get_reason (const TodokuSpfEvaluation *evaluation)
  G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_spf_evaluate:
 * @facts: what is known
 * @query: what to judge
 *
 * check_host() of RFC 7208, as a rule over facts. While an answer is missing, everything that the
 * later terms need is asked for as well, as far as the limits let one evaluation go, so that it
 * costs as many round trips as the longest chain.
 *
 * Returns: (transfer full) (nullable): the outcome; %NULL while an answer is missing
 */
TodokuSpfEvaluation *todoku_spf_evaluate (TodokuDnsFacts *facts,
                                          const TodokuSpfQuery *query) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
