// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/draft.h"
#include "checkup/plan.h"

G_BEGIN_DECLS

// The steps of todoku_plan_new(), each a change to the draft. Their order is the plan's.

/** Returns: (transfer full): the meaning of the single term @text in a record of @domain. */
char *todoku_plan_key_of_text (const char *text, const char *domain) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: 0 for fail, up to 3 for pass. */
guint todoku_plan_get_permissiveness (TodokuSpfQualifier qualifier);

/** Writes @item with another qualifier. @why: (transfer full): the reason. */
void todoku_plan_set_qualifier (TodokuDraftItem *item, TodokuSpfQualifier qualifier, char *why);

/** Leaves the kinder qualifier of two items of different records on @first. */
void todoku_plan_merge_qualifiers (TodokuDraftItem *first, const TodokuDraftItem *second);

/** Leaves one version section. */
void todoku_plan_merge_versions (TodokuDraft *draft);

/** Moves what one record lets in to the front of what another refuses (RFC 7208 4.6.2). */
void todoku_plan_order_merged (TodokuDraft *draft);

/** Leaves each meaning once. */
void todoku_plan_remove_duplicates (TodokuDraft *draft);

/** Leaves one exp= (RFC 7208 6). */
void todoku_plan_settle_explanations (TodokuDraft *draft);

/** Returns: the index of the `all` that ends the published record @source, or -1. */
int todoku_plan_find_end_of_source (TodokuDraft *draft, int source);

/** Returns: the index of the `all` that ends the draft, or -1. */
int todoku_plan_find_end (TodokuDraft *draft);

/** Marks what stands behind `all` in its own record as changed: settling the end moves it. */
void todoku_plan_revive_unreached (TodokuDraft *draft);

/** Leaves one `all`, neither + nor ?, behind the last mechanism. */
void todoku_plan_settle_end (TodokuDraft *draft);

/** Returns: whether @item means @key, or is a redirect= to where an include with @key leads. */
gboolean todoku_plan_leads_where (TodokuDraft *draft, const TodokuDraftItem *item, const char *key);

/** Returns: whether a redirect= that is used leads where an include with @key would. */
gboolean todoku_plan_redirect_covers (TodokuDraft *draft, const char *key);

/** Returns: how many redirect= have an effect: those of records without all (RFC 7208 6.1). */
guint todoku_plan_count_used_redirects (TodokuDraft *draft);

/** Turns redirect= into include: where it cannot stay. */
void todoku_plan_settle_redirects (TodokuDraft *draft, gboolean added);

/** Leaves one redirect= of those that have no effect. */
void todoku_plan_settle_ignored_redirects (TodokuDraft *draft);

G_END_DECLS
