// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/facts.h"
#include "spf/record.h"

G_BEGIN_DECLS

/**
 * TodokuSpfTreeState:
 * @TODOKU_SPF_TREE_OK: the term, or the record, is right as far as the DNS goes
 * @TODOKU_SPF_TREE_SYNTAX_ERROR: the record has an error (todoku_spf_record_get_error())
 * @TODOKU_SPF_TREE_NO_RECORD: an include or redirect to a domain without an SPF record: permerror
 * @TODOKU_SPF_TREE_SEVERAL_RECORDS: a domain with more than one: permerror
 * @TODOKU_SPF_TREE_VOID: the name has no address, no MX, or does not exist
 * @TODOKU_SPF_TREE_LOOP: the target stands above itself; not followed
 * @TODOKU_SPF_TREE_TOO_MANY_NAMES: an mx with more than ten exchanges (4.6.4)
 * @TODOKU_SPF_TREE_DNS_FAILURE: an answer is missing because the DNS failed: temperror
 * @TODOKU_SPF_TREE_MACRO: depends on the mail (macros but for %{d}, ptr); not followed
 */
typedef enum
{
  TODOKU_SPF_TREE_OK,
  TODOKU_SPF_TREE_SYNTAX_ERROR,
  TODOKU_SPF_TREE_NO_RECORD,
  TODOKU_SPF_TREE_SEVERAL_RECORDS,
  TODOKU_SPF_TREE_VOID,
  TODOKU_SPF_TREE_LOOP,
  TODOKU_SPF_TREE_TOO_MANY_NAMES,
  TODOKU_SPF_TREE_DNS_FAILURE,
  TODOKU_SPF_TREE_MACRO,
} TodokuSpfTreeState;

/** Returns: (transfer none): "ok", "void-lookup", …; never translated. */
const char *todoku_spf_tree_state_get_id (TodokuSpfTreeState state);

typedef struct _TodokuSpfTree TodokuSpfTree;

/**
 * TodokuSpfTreeTerm:
 * @term: the term
 * @state: how it stands
 * @lookups: DNS terms it costs, itself and all below it (4.6.4); 0 for ip4, ip6, all
 * @void_lookups: void lookups of an IPv4 client, itself and all below it
 * @void_lookups6: void lookups of an IPv6 client
 * @child: (nullable): the record that include or redirect leads to
 * @failure: (nullable): the answer that failed; never %NULL with %TODOKU_SPF_TREE_DNS_FAILURE
 */
typedef struct
{
  const TodokuSpfTerm *term;
  TodokuSpfTreeState state;
  guint lookups;
  guint void_lookups;
  guint void_lookups6;
  TodokuSpfTree *child;
  TodokuDnsAnswer *failure;
} TodokuSpfTreeTerm;

/**
 * TodokuSpfTree:
 * @domain: the domain of the record
 * @record: (nullable): its record; %NULL where there is none
 * @state: how it stands
 * @lookups: DNS terms of the whole tree, also past the limit
 * @void_lookups: void lookups of the whole tree for an IPv4 client
 * @void_lookups6: the same for an IPv6 client
 * @terms: (element-type TodokuSpfTreeTerm): a node for each term of @record, in its order
 *
 * A whole record with everything below it and what each term costs: not one evaluation, which
 * stops at the first match, but all of it, also past the limits and where something is broken.
 */
struct _TodokuSpfTree
{
  char *domain;
  TodokuSpfRecord *record;
  TodokuSpfTreeState state;
  guint lookups;
  guint void_lookups;
  guint void_lookups6;
  GPtrArray *terms;
};

void todoku_spf_tree_free (TodokuSpfTree *tree);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuSpfTree, todoku_spf_tree_free)

/**
 * todoku_spf_tree_is_broken:
 * @tree: a tree
 *
 * Returns: whether an evaluation that goes through all of @tree ends in a permerror, whatever the
 *   counts: a record with an error, or a target without one that can be used, anywhere in it
 */
gboolean todoku_spf_tree_is_broken (const TodokuSpfTree *tree);

/** Returns: whether @node is an exists: that is the same for every mail, and finds something. */
gboolean todoku_spf_tree_term_always_matches (const TodokuSpfTreeTerm *node);

/** Returns: whether @node, once it is reached, lets strangers in: everybody, or more of the
 * Internet than one sender has (todoku_spf_term_is_wide()), by itself or through a list. */
gboolean todoku_spf_tree_term_is_opening (const TodokuSpfTreeTerm *node);

/** Returns: (nullable): the first term of @tree that is reached and does so; none in a broken one.
 */
const TodokuSpfTreeTerm *todoku_spf_tree_find_opening (const TodokuSpfTree *tree);

/** Returns: whether the counts are past a limit (4.6.4), for an IPv4 client. */
gboolean todoku_spf_tree_is_over_a_limit (const TodokuSpfTree *tree);

/**
 * todoku_spf_tree_build:
 * @facts: what is known
 * @domain: the domain the record belongs to
 * @record: the record, published or only proposed
 * @complete: (out): whether every answer was known; while %FALSE the rest is wanted from @facts
 *
 * Asks for all that the whole tree needs as early as it can be known, so that it costs as many
 * round trips as its longest chain.
 *
 * Returns: (transfer full): the tree as far as it is known
 */
TodokuSpfTree *todoku_spf_tree_build (TodokuDnsFacts *facts,
                                      const char *domain,
                                      TodokuSpfRecord *record,
                                      gboolean *complete) G_GNUC_WARN_UNUSED_RESULT;

struct json_object;

/** Returns: (transfer full): @tree with all below it, as `todoku-cli eval --json` prints it. */
struct json_object *todoku_spf_tree_to_json (const TodokuSpfTree *tree) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
