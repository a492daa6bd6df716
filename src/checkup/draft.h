// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/finding.h"
#include "spf/diff.h"
#include "spf/record.h"
#include "spf/repair.h"

G_BEGIN_DECLS

/**
 * TodokuDraftItem:
 * @term: (nullable): the parsed term as it will stand; %NULL for the version section
 * @record: (nullable): keeps @term valid
 * @text: as it will stand in the record
 * @was: (nullable): as it stood before; %NULL for what is added
 * @key: what it means, without qualifier (todoku_spf_term_get_key()); "v=spf1" for the version
 * @kind: what it is; %TODOKU_SPF_TERM_INVALID for the version section
 * @qualifier: its qualifier
 * @source: which published record it is from, counted from 0; -1 for what is added
 * @op: what happens to it
 * @why: (nullable): why, sentences in the language spoken
 *
 * A term on its way from the published records to the proposed one.
 */
typedef struct
{
  const TodokuSpfTerm *term;
  TodokuSpfRecord *record;
  char *text;
  char *was;
  char *key;
  TodokuSpfTermKind kind;
  TodokuSpfQualifier qualifier;
  int source;
  TodokuSpfDiffOp op;
  char *why;
} TodokuDraftItem;

/**
 * TodokuDraft:
 * @domain: the domain the record is for
 * @items: (element-type TodokuDraftItem): in the order of the record to be; removed ones stay in
 *   place, for the diff
 * @questions: (element-type TodokuFinding): terms without a certain meaning that nobody has
 *   explained yet; they stand among @items as removed
 * @n_sources: how many published records were read
 *
 * A record while the plan works on it.
 */
typedef struct
{
  char *domain;
  GPtrArray *items;
  GPtrArray *questions;
  int n_sources;
} TodokuDraft;

TodokuDraft *todoku_draft_new (const char *domain) G_GNUC_WARN_UNUSED_RESULT;
void todoku_draft_free (TodokuDraft *draft);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuDraft, todoku_draft_free)

/**
 * todoku_draft_read:
 * @draft: the draft
 * @text: (array length=length): a published record, any octets
 * @length: their number
 * @answers: (nullable) (element-type utf8 utf8): what the person said terms without a certain
 *   meaning were meant to be
 *
 * Repairs and parses a published record and appends its version section and terms: those that
 * stand as they were as kept, repaired ones as changed, those without a certain meaning as
 * removed.
 */
void todoku_draft_read (TodokuDraft *draft, const char *text, gsize length, GHashTable *answers);

/** Returns: (transfer none): item @index, counted from 0. */
TodokuDraftItem *todoku_draft_get_item (TodokuDraft *draft, guint index);

/** Whether @item is in the record to be. */
gboolean todoku_draft_item_is_live (const TodokuDraftItem *item);

/** Whether @item is a mechanism other than all, and in the record to be. */
gboolean todoku_draft_item_is_live_mechanism (const TodokuDraftItem *item);

/** Marks @item as removed. @why: (transfer full): the reason. */
void todoku_draft_item_remove (TodokuDraftItem *item, char *why);

/** Gives @item another text. @text and @why: (transfer full). */
void todoku_draft_item_change (TodokuDraftItem *item, char *text, char *why);

/**
 * todoku_draft_insert:
 * @index: where, from 0
 * @term: a term of @record
 * @text: as it will stand
 * @why: (transfer full): the reason
 *
 * Adds a term that stood nowhere before.
 */
void todoku_draft_insert (TodokuDraft *draft,
                          guint index,
                          TodokuSpfRecord *record,
                          const TodokuSpfTerm *term,
                          const char *text,
                          char *why);

/**
 * todoku_draft_item_replace:
 * @draft: the draft
 * @item: one of its items
 * @text: another term
 * @why: (transfer full): the reason
 *
 * Puts another term in the place of @item.
 *
 * Returns: whether @text is a term; nothing is changed where it is none
 */
gboolean todoku_draft_item_replace (TodokuDraft *draft,
                                    TodokuDraftItem *item,
                                    const char *text,
                                    char *why);

/**
 * todoku_draft_find:
 * @draft: the draft
 * @key: the meaning of a term
 * @index: (out) (optional): its place
 *
 * Returns: (transfer none) (nullable): the first live item with @key
 */
TodokuDraftItem *todoku_draft_find (TodokuDraft *draft, const char *key, guint *index);

/** Returns: the place behind the last live mechanism that is not all; 1 where there is none. */
guint todoku_draft_get_mechanisms_end (TodokuDraft *draft);

/** Moves the item at @from so that it stands at @to, counted before the move. */
void todoku_draft_move (TodokuDraft *draft, guint from, guint to);

/** Returns: (transfer full): the record to be. */
char *todoku_draft_print (TodokuDraft *draft) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
