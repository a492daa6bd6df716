// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "spf/lint.h"
#include "spf/record.h"
#include "spf/tree.h"

G_BEGIN_DECLS

/**
 * TodokuSpfLint:
 * @rule: the rule that is run
 * @text: (array length=length) (nullable): the record; %NULL where the domain has none
 * @domain: (nullable): the domain it belongs to
 * @record: (nullable): @text, parsed
 * @repaired: (nullable): @text as it was meant, parsed
 * @repairs: (nullable) (element-type TodokuSpfRepair): what was repaired
 * @facts: (nullable): what is known; %NULL where the DNS is not to be asked
 * @asks_servers: whether the zone's own servers are to be asked, too
 * @port: the port of the name servers; 0 for the usual one
 * @published: (nullable): the TXT records of @domain, where they could be read
 * @source: (nullable): the one of them that @text is from
 * @is_proposed: whether @text is to take the place of what is published
 * @tree: (nullable): @record with all below it
 * @through: (nullable): the term of @record that leads to the node that is looked at; %NULL where
 *   that is one of @record's own
 * @n_meanings: for how many terms without a certain meaning one was looked for
 * @complete: whether every answer was known so far
 * @shown: (element-type utf8): texts that messages show
 * @findings: (element-type TodokuFinding): what was found
 *
 * One run of all rules.
 */
typedef struct
{
  const TodokuSpfLintRule *rule;
  const char *text;
  gsize length;
  const char *domain;
  TodokuSpfRecord *record;
  TodokuSpfRecord *repaired;
  GPtrArray *repairs;
  TodokuDnsFacts *facts;
  gboolean asks_servers;
  guint16 port;
  TodokuDnsAnswer *published;
  const TodokuDnsRecord *source;
  gboolean is_proposed;
  TodokuSpfTree *tree;
  const TodokuSpfTerm *through;
  guint n_meanings;
  gboolean complete;
  GPtrArray *shown;
  GPtrArray *findings;
} TodokuSpfLint;

/** Adds a finding of the rule that is run. @term and @position as in TodokuFinding. */
void todoku_spf_lint_add (TodokuSpfLint *lint,
                          const char *term,
                          int position,
                          const char *format,
                          ...) G_GNUC_PRINTF (4, 5);

/** Returns: (transfer none): @text as a message shows it; valid as long as @lint. */
const char *todoku_spf_lint_show (TodokuSpfLint *lint, const char *text);

/** Asks; clears @complete and returns %NULL while the answer is not known. */
TodokuDnsAnswer *todoku_spf_lint_ask (TodokuSpfLint *lint, const char *name, TodokuDnsType type);

/** Returns: (transfer full) (nullable): what the DNS, or how it is written, says that @text is
 * meant to be. */
char *todoku_spf_lint_find_meant (TodokuSpfLint *lint, const char *text);

/** Returns: whether it is known that the domain does not exist. */
gboolean todoku_spf_lint_domain_is_gone (TodokuSpfLint *lint);

/** Returns: how many terms the record has; 0 where there is none. */
guint todoku_spf_lint_get_n_terms (TodokuSpfLint *lint);

/** Returns: (transfer none) (nullable): term @index, or %NULL where it has an error, or is a piece
 * of one that a space parts. */
const TodokuSpfTerm *todoku_spf_lint_get_term (TodokuSpfLint *lint, guint index);

/** Returns: (transfer none) (nullable): the first `all` that is right, or %NULL. */
const TodokuSpfTerm *todoku_spf_lint_find_all (TodokuSpfLint *lint);

// The rules, by what they look at. Each of them may find anything from nothing to many things. A
// term that is given has no error.

/* Characters: lint-characters.c */
void todoku_spf_lint_check_quotes (TodokuSpfLint *lint);
void todoku_spf_lint_check_non_ascii (TodokuSpfLint *lint);
void todoku_spf_lint_check_control (TodokuSpfLint *lint);
void todoku_spf_lint_check_spaces (TodokuSpfLint *lint);
void todoku_spf_lint_check_long_string (TodokuSpfLint *lint);
void todoku_spf_lint_check_long_record (TodokuSpfLint *lint);

/* How terms are written: lint-writing.c */
void todoku_spf_lint_check_version (TodokuSpfLint *lint);
void todoku_spf_lint_check_errors (TodokuSpfLint *lint);
void todoku_spf_lint_check_separators (TodokuSpfLint *lint);
void todoku_spf_lint_check_macros_in_addresses (TodokuSpfLint *lint);
void todoku_spf_lint_check_mechanism_as_modifier (TodokuSpfLint *lint, const TodokuSpfTerm *term);
void todoku_spf_lint_check_misspelt_modifier (TodokuSpfLint *lint, const TodokuSpfTerm *term);
void todoku_spf_lint_check_repairs (TodokuSpfLint *lint);
void todoku_spf_lint_check_placeholders (TodokuSpfLint *lint);
void todoku_spf_lint_check_impossible_names (TodokuSpfLint *lint, const TodokuSpfTerm *term);

/* ip4 and ip6: lint-network.c */
void todoku_spf_lint_check_host_bits (TodokuSpfLint *lint, const TodokuSpfTerm *term);
void todoku_spf_lint_check_wide_networks (TodokuSpfLint *lint, const TodokuSpfTerm *term);
void todoku_spf_lint_check_private_addresses (TodokuSpfLint *lint, const TodokuSpfTerm *term);
void todoku_spf_lint_check_example_addresses (TodokuSpfLint *lint, const TodokuSpfTerm *term);
void todoku_spf_lint_check_default_prefixes (TodokuSpfLint *lint, const TodokuSpfTerm *term);
void todoku_spf_lint_check_repeated_networks (TodokuSpfLint *lint);
void todoku_spf_lint_check_unreachable_networks (TodokuSpfLint *lint);

/* What terms come to: lint-terms.c */
void todoku_spf_lint_check_repeated_mechanisms (TodokuSpfLint *lint);
void todoku_spf_lint_check_repeated_includes (TodokuSpfLint *lint);
void todoku_spf_lint_check_unknown_modifiers (TodokuSpfLint *lint, const TodokuSpfTerm *term);
void todoku_spf_lint_check_ptr (TodokuSpfLint *lint, const TodokuSpfTerm *term);
void todoku_spf_lint_check_default_qualifiers (TodokuSpfLint *lint, const TodokuSpfTerm *term);
void todoku_spf_lint_check_early_modifiers (TodokuSpfLint *lint, const TodokuSpfTerm *term);
void todoku_spf_lint_check_own_servers (TodokuSpfLint *lint);
void todoku_spf_lint_check_macros (TodokuSpfLint *lint, const TodokuSpfTerm *term);

/* How the record ends: lint-end.c */
void todoku_spf_lint_check_plus_all (TodokuSpfLint *lint);
void todoku_spf_lint_check_neutral_all (TodokuSpfLint *lint);
void todoku_spf_lint_check_no_all (TodokuSpfLint *lint);
void todoku_spf_lint_check_terms_after_all (TodokuSpfLint *lint);
void todoku_spf_lint_check_several_alls (TodokuSpfLint *lint);
void todoku_spf_lint_check_ignored_redirect (TodokuSpfLint *lint, const TodokuSpfTerm *term);
void todoku_spf_lint_check_unused_exp (TodokuSpfLint *lint, const TodokuSpfTerm *term);

/* What the domain publishes: lint-domain.c */
void todoku_spf_lint_check_no_domain (TodokuSpfLint *lint);
void todoku_spf_lint_check_no_record (TodokuSpfLint *lint);
void todoku_spf_lint_check_several_records (TodokuSpfLint *lint);
void todoku_spf_lint_check_other_names (TodokuSpfLint *lint);
void todoku_spf_lint_check_spf_type (TodokuSpfLint *lint);
void todoku_spf_lint_check_sender_id (TodokuSpfLint *lint);
void todoku_spf_lint_check_large_answer (TodokuSpfLint *lint);
void todoku_spf_lint_check_broken_split (TodokuSpfLint *lint);
void todoku_spf_lint_check_parked (TodokuSpfLint *lint);
void todoku_spf_lint_check_no_dmarc (TodokuSpfLint *lint);
void todoku_spf_lint_check_fail_with_dmarc (TodokuSpfLint *lint);
void todoku_spf_lint_check_no_dnssec (TodokuSpfLint *lint);

/* What the zone's servers say: lint-servers.c */
void todoku_spf_lint_check_servers (TodokuSpfLint *lint);

/* What the record leads to: lint-tree.c */
void todoku_spf_lint_check_many_lookups (TodokuSpfLint *lint);
void todoku_spf_lint_check_lookups_near_limit (TodokuSpfLint *lint);
void todoku_spf_lint_check_void_lookups (TodokuSpfLint *lint);
void todoku_spf_lint_check_void_lookups6 (TodokuSpfLint *lint);
void todoku_spf_lint_check_states (TodokuSpfLint *lint,
                                   const TodokuSpfTreeTerm *node,
                                   int position);
void todoku_spf_lint_check_wrong_mechanism (TodokuSpfLint *lint,
                                            const TodokuSpfTreeTerm *node,
                                            int position);
void todoku_spf_lint_check_constant_exists (TodokuSpfLint *lint,
                                            const TodokuSpfTreeTerm *node,
                                            int position);
void todoku_spf_lint_check_own_failure (TodokuSpfLint *lint);
void todoku_spf_lint_check_failures (TodokuSpfLint *lint,
                                     const TodokuSpfTreeTerm *node,
                                     int position);
void todoku_spf_lint_check_broken_targets (TodokuSpfLint *lint,
                                           const TodokuSpfTreeTerm *node,
                                           int position);
void todoku_spf_lint_check_null_mx (TodokuSpfLint *lint, const TodokuSpfTerm *term);
void todoku_spf_lint_check_open_targets (TodokuSpfLint *lint,
                                         const TodokuSpfTreeTerm *node,
                                         int position);
void todoku_spf_lint_check_lax_redirect (TodokuSpfLint *lint,
                                         const TodokuSpfTreeTerm *node,
                                         int position);
void todoku_spf_lint_check_exp_target (TodokuSpfLint *lint, const TodokuSpfTerm *term);

G_END_DECLS
