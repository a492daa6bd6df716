// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "spf/evaluate.h"

G_BEGIN_DECLS

/** One evaluation under way. */
typedef struct
{
  TodokuDnsFacts *facts;       /* what is known */
  const TodokuSpfQuery *query; /* what is judged */
  TodokuDnsAddress address;    /* the client's address, IPv4 where it was mapped */
  /* the whole MAIL FROM address, with postmaster where it has no local part */
  char *sender;
  char *local_part;             /* what stands before its @ */
  const char *sender_domain;    /* what stands after it */
  guint lookups;                /* terms that asked the DNS so far */
  guint void_lookups;           /* void lookups so far */
  TodokuSpfEvaluation *outcome; /* where what led to the result is noted */
} TodokuSpfState;

/**
 * TodokuSpfMatch:
 *
 * What came of one mechanism.
 */
typedef enum
{
  TODOKU_SPF_MATCH_NO,
  TODOKU_SPF_MATCH_YES,
  TODOKU_SPF_MATCH_PENDING,
  TODOKU_SPF_MATCH_TEMPERROR,
  TODOKU_SPF_MATCH_PERMERROR,
} TodokuSpfMatch;

/** Notes what led to the result, with the term at fault and, of a failure, the answer. */
void todoku_spf_state_note (TodokuSpfState *state,
                            TodokuSpfReason reason,
                            const char *domain,
                            const TodokuSpfTerm *term,
                            TodokuDnsAnswer *failure);

/**
 * todoku_spf_state_expand:
 * @domain: the current domain
 * @text: (nullable): a domain-spec; %NULL for @domain itself
 * @is_explanation: whether @text is an explain-string
 * @complete: (out): whether every answer was known: %FALSE while the client's name, for the macro
 *   p, is not
 *
 * Returns: (transfer full) (nullable): @text with its macros expanded; %NULL while not @complete,
 *   and where @text has a fault
 */
char *todoku_spf_state_expand (TodokuSpfState *state,
                               const char *domain,
                               const char *text,
                               gboolean is_explanation,
                               gboolean *complete) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_spf_domain_without_dot:
 * @domain: a domain
 * @copy: (out): what must be freed; unchanged where nothing was copied
 *
 * The dot at the end of a name is not part of the domain that macros stand for (RFC 7208 7.1):
 * "%{d}.example" would have two dots together.
 *
 * Returns: (transfer none): @domain, or *@copy
 */
const char *todoku_spf_domain_without_dot (const char *domain, char **copy);

/** Judges a mechanism other than include and all (RFC 7208 5.3 to 5.7). */
TodokuSpfMatch todoku_spf_match_mechanism (TodokuSpfState *state,
                                           const char *domain,
                                           const TodokuSpfTerm *term,
                                           const char *target);

/**
 * todoku_spf_look_ahead:
 * @domain: the current domain
 * @record: its record
 * @term: (nullable): a term of it
 * @budget: (inout): how many terms may still ask the DNS
 *
 * Asks for what the terms behind @term, or all of them, will need, and forgets the answers: while
 * one term waits for its answer, what the later ones need is asked for, too.
 */
void todoku_spf_look_ahead (TodokuSpfState *state,
                            const char *domain,
                            TodokuSpfRecord *record,
                            const TodokuSpfTerm *term,
                            guint *budget);

G_END_DECLS
