// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/diff.h"
#include "base/finding.h"
#include "catalog/catalog.h"
#include "checkup/proof.h"
#include "checkup/requirements.h"
#include "spf/tree.h"

G_BEGIN_DECLS

// The short words that stand beside a report's own sentences. Those that are translated are so in
// the language spoken at the time of the call.

/** Returns: (transfer none): "=", "+", "→" or "−", for the eye; never translated. */
const char *todoku_wording_diff_sign (TodokuDiffOp op);

/** Returns: (transfer full): "Unchanged", "Added", "Moved from record 2", … for a screen reader and
 * beside the sign. */
char *todoku_wording_diff_label (const TodokuDiffEntry *entry) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_wording_diff_sentence:
 * @entry: a step of the diff
 *
 * The whole entry as a screen reader should speak it: what happens, to which term, what the term
 * means and why.
 *
 * Returns: (transfer full): the sentence
 */
char *todoku_wording_diff_sentence (const TodokuDiffEntry *entry) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer none): "Error", "Warning" or "Note", translated; of what is put right that it
 * is. */
const char *todoku_wording_severity (const TodokuFinding *finding);

/**
 * todoku_wording_tree_state:
 * @state: how a term or a record stands
 *
 * Returns: (transfer none) (nullable): what is wrong with it, in a few words; %NULL for nothing
 */
const char *todoku_wording_tree_state (TodokuSpfTreeState state);

/**
 * todoku_wording_lookups:
 * @lookups: DNS terms of a whole record (RFC 7208 4.6.4)
 *
 * Returns: (transfer full): the count against the limit, and by how much it is past it
 */
char *todoku_wording_lookups (guint lookups) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): whose mail @proof is about: a server's name, or "a stranger". */
char *todoku_wording_proof_who (const TodokuProof *proof) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_wording_proof_sentence:
 * @proof: whose mail it is, and what becomes of it
 * @changes: whether a change is proposed
 *
 * Returns: (transfer full): what becomes of the mail today and, where something changes, after
 */
char *todoku_wording_proof_sentence (const TodokuProof *proof,
                                     gboolean changes) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_wording_source:
 * @source: where a fact is from
 *
 * Returns: (transfer full) (nullable): when and where it was checked, and whether only others say
 *   so; %NULL where nothing is known about that
 */
char *todoku_wording_source (const TodokuCatalogSource *source) G_GNUC_WARN_UNUSED_RESULT;

/** @dkim: (nullable). Returns: (transfer none): what the DKIM keys come to, in a short sentence. */
const char *todoku_wording_dkim (const TodokuDkimEvaluation *dkim);

/** Returns: (transfer none): what a key is good for, in a few words. */
const char *todoku_wording_dkim_state (TodokuDkimState state);

/** @dmarc: (nullable). Returns: (transfer none): what it comes to, in a short sentence. */
const char *todoku_wording_dmarc (const TodokuDmarcEvaluation *dmarc);

/** Returns: (transfer none): what the next policy after @policy does, and when to go on to it. */
const char *todoku_wording_dmarc_next (TodokuDmarcPolicy policy);

/** Returns: (transfer none): how a requirement stands, in a word or two. */
const char *todoku_wording_requirement_state (TodokuRequirementState state);

/**
 * todoku_wording_make_visible:
 * @text: (nullable): a text from the DNS or from a person
 *
 * Control characters, and those that turn the direction of writing or cannot be seen, could make
 * a record look like another one. They are replaced by U+FFFD, as is what is not UTF-8.
 *
 * Returns: (transfer full): a text that looks like what it is, on one line
 */
char *todoku_wording_make_visible (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_wording_failure:
 * @answer: an answer that is a failure
 *
 * Returns: (transfer full): which server failed, and how, in one sentence
 */
char *todoku_wording_failure (TodokuDnsAnswer *answer) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
