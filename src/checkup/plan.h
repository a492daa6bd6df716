// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/finding.h"
#include "spf/diff.h"

G_BEGIN_DECLS

/**
 * TodokuPlanInput:
 * @domain: the domain, normalized
 * @current: (array zero-terminated=1): every TXT record that is an SPF record or was meant as one,
 *   each joined; none at all for a domain without one
 * @wanted: (nullable) (array zero-terminated=1): the records of the mail host and the ticked
 *   services, each whole as "v=spf1 include:_spf.lolipop.jp ~all", placeholders filled in. Only
 *   their mechanisms are taken, and the end of the first where the person has none
 * @wanted_by: (nullable) (array zero-terminated=1): for each of @wanted who needs it, as
 *   エックスサーバー; for the reasons that the person reads; "" where she said so herself
 * @needed: (nullable) (element-type utf8): the keys (todoku_spf_term_get_key()) of those terms of
 *   @wanted that have to be added, or to let in; %NULL for all that are not there yet
 * @front: (nullable) (element-type utf8): the keys of those of them that only work in front of
 *   what stands there
 * @meant: (nullable) (element-type utf8 utf8): terms that cannot do what they say, as the DNS
 *   shows, and what was meant: include:mail.example → a:mail.example
 * @redirect_end: (nullable): the end of the list that redirect= leads to, as "-all"
 * @unwanted: (nullable) (array zero-terminated=1): terms the person agreed to let go, as
 *   "include:spf.old.example"; compared by meaning
 * @broken: (nullable) (array zero-terminated=1): terms that make the whole record fail, since what
 *   they lead to has no SPF record that can be used
 * @empty: (nullable) (array zero-terminated=1): terms that match nobody, to be dropped since the
 *   record is over a limit of RFC 7208 (4.6.4)
 * @answers: (nullable) (element-type utf8 utf8): what the person said a term without a certain
 *   meaning was meant to be, as _spf.google.com → include:_spf.google.com; "" for nothing
 *
 * All a plan rests on. Everything else about a plan follows from it.
 */
typedef struct
{
  const char *domain;
  const char *const *current;
  const char *const *wanted;
  const char *const *wanted_by;
  GHashTable *needed;
  GHashTable *front;
  GHashTable *meant;
  const char *redirect_end;
  const char *const *unwanted;
  const char *const *broken;
  const char *const *empty;
  GHashTable *answers;
} TodokuPlanInput;

/**
 * TodokuPlan:
 * @proposed: (nullable): the one record there should be; %NULL where nothing needs to change
 * @entries: (element-type TodokuSpfDiffEntry): the way from @input.current to @proposed, or, where
 *   nothing changes, every term as keep
 * @questions: (element-type TodokuFinding): terms without a certain meaning, each with what it may
 *   have been meant to be; as long as there is one, @proposed is no proposal: a sender may be lost
 *
 * The smallest correct edit: what works stays, in its order; what is needed is added before the
 * end; what is removed is said. Planning on the outcome gives no proposal.
 */
typedef struct
{
  char *proposed;
  GPtrArray *entries;
  GPtrArray *questions;
} TodokuPlan;

/** Returns: (transfer full): the plan. Pure: the same input gives the same plan. */
TodokuPlan *todoku_plan_new (const TodokuPlanInput *input) G_GNUC_WARN_UNUSED_RESULT;
void todoku_plan_free (TodokuPlan *plan);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuPlan, todoku_plan_free)

/** The most octets one character-string of a TXT record holds (RFC 1035 3.3). */
#define TODOKU_TXT_PIECE_MAX 255

/**
 * todoku_plan_split_value:
 * @value: a record
 *
 * Returns: (transfer full) (array zero-terminated=1): @value in pieces of at most 255 octets, cut
 *   after a space where one is near, that give @value again when joined
 */
char **todoku_plan_split_value (const char *value) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
