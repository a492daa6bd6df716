// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/collect.h"
#include "spf/tree.h"

G_BEGIN_DECLS

/**
 * TodokuEdit:
 * @proposed: (nullable): the record there should be; %NULL where nothing needs to change
 * @entries: (element-type TodokuDiffEntry): from what is published to @proposed, term by term
 * @questions: (element-type TodokuFinding): terms without a certain meaning, which are not in
 *   @proposed: as long as there is one, that is no proposal
 * @current_tree: (nullable): what the published record costs; %NULL where there is none
 * @proposed_tree: (nullable): what the proposed one costs
 *
 * The smallest edit after which everybody passes who is to.
 */
typedef struct
{
  char *proposed;
  GPtrArray *entries;
  GPtrArray *questions;
  TodokuSpfTree *current_tree;
  TodokuSpfTree *proposed_tree;
} TodokuEdit;

/**
 * todoku_edit_new:
 * @collected: what is known
 * @complete: (out): whether every answer was known
 *
 * What is needed is what does not pass yet: a server that the record lets in by another term, a
 * list or a redirect is not let in twice.
 *
 * Returns: (transfer full): the edit, as far as it can be made
 */
TodokuEdit *todoku_edit_new (const TodokuCollected *collected,
                             gboolean *complete) G_GNUC_WARN_UNUSED_RESULT;
void todoku_edit_free (TodokuEdit *edit);

/** Returns: (transfer none) (nullable): the record there will be: proposed, or published. */
const char *todoku_edit_get_outcome (const TodokuEdit *edit, const TodokuCollected *collected);

/** Returns: (transfer none) (nullable): what that costs. */
const TodokuSpfTree *todoku_edit_get_tree (const TodokuEdit *edit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuEdit, todoku_edit_free)

G_END_DECLS
