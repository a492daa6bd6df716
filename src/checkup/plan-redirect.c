// SPDX-License-Identifier: GPL-3.0-or-later

// redirect=, which has to become an include once anything is added.

#include "checkup/plan-private.h"

#include "config.h"

#include <glib/gi18n-lib.h>

// A redirect has an effect only in a record without all (RFC 7208 6.1).
static gboolean
redirect_is_used (TodokuDraft *draft, const TodokuDraftItem *item)
{
  return item->kind == TODOKU_SPF_TERM_REDIRECT && todoku_draft_item_is_live (item)
         && todoku_plan_find_end_of_source (draft, item->source) < 0;
}

static char *
include_key (const TodokuDraftItem *redirect, const char *domain)
{
  g_autofree char *text = g_strconcat ("include:", redirect->term->value, NULL);

  return todoku_plan_key_of_text (text, domain);
}

gboolean
todoku_plan_leads_where (TodokuDraft *draft, const TodokuDraftItem *item, const char *key)
{
  g_autofree char *included = NULL;

  if (g_str_equal (item->key, key))
    return TRUE;
  if (item->kind != TODOKU_SPF_TERM_REDIRECT)
    return FALSE;

  included = include_key (item, draft->domain);
  return g_str_equal (included, key);
}

// Whether what @key means is there already, be it by a redirect.
gboolean
todoku_plan_redirect_covers (TodokuDraft *draft, const char *key)
{
  for (guint i = 0; i < draft->items->len; i++)
    {
      TodokuDraftItem *item = todoku_draft_get_item (draft, i);

      if (redirect_is_used (draft, item) && todoku_plan_leads_where (draft, item, key))
        return TRUE;
    }

  return FALSE;
}

static void
redirect_to_include (TodokuDraft *draft, guint index)
{
  TodokuDraftItem *item = todoku_draft_get_item (draft, index);
  g_autofree char *key = include_key (item, draft->domain);
  guint target;

  if (todoku_draft_find (draft, key, NULL) != NULL)
    {
      todoku_draft_item_remove (item, g_strdup (_ ("An include to the same place stands there "
                                                   "already.")));
      return;
    }

  todoku_draft_item_change (
    item, g_strconcat ("include:", item->term->value, NULL),
    g_strdup (_ ("With redirect= nothing else can be added. “include:” fetches the same list and "
                 "leaves room for more.")));
  item->kind = TODOKU_SPF_TERM_INCLUDE;
  g_free (item->key);
  item->key = g_steal_pointer (&key);

  target = todoku_draft_get_mechanisms_end (draft);
  if (target > index + 1)
    todoku_draft_move (draft, index, target);
}

guint
todoku_plan_count_used_redirects (TodokuDraft *draft)
{
  guint n_used = 0;

  for (guint i = 0; i < draft->items->len; i++)
    if (redirect_is_used (draft, todoku_draft_get_item (draft, i)))
      n_used++;

  return n_used;
}

// Whether the used redirects can no longer stand: something was added, or another record brought
// its own terms or end.
static gboolean
redirects_must_go (TodokuDraft *draft, gboolean added)
{
  guint n_used = todoku_plan_count_used_redirects (draft);

  return n_used > 1 || (n_used == 1 && (added || draft->n_sources > 1));
}

void
todoku_plan_settle_redirects (TodokuDraft *draft, gboolean added)
{
  if (!redirects_must_go (draft, added))
    return;

  // Each one moves behind the mechanisms, so that they keep their order.
  for (guint i = 0; i < draft->items->len;)
    if (redirect_is_used (draft, todoku_draft_get_item (draft, i)))
      redirect_to_include (draft, i);
    else
      i++;
}

// Whether @item is a redirect= that does nothing; more than one redirect= would make the record
// fail all the same (6).
static gboolean
redirect_is_ignored (TodokuDraft *draft, const TodokuDraftItem *item)
{
  return item->kind == TODOKU_SPF_TERM_REDIRECT && todoku_draft_item_is_live (item)
         && !redirect_is_used (draft, item);
}

void
todoku_plan_settle_ignored_redirects (TodokuDraft *draft)
{
  gboolean seen = FALSE;

  for (guint i = 0; i < draft->items->len; i++)
    {
      TodokuDraftItem *item = todoku_draft_get_item (draft, i);

      if (!redirect_is_ignored (draft, item))
        continue;
      if (seen)
        todoku_draft_item_remove (item, g_strdup (_ ("redirect= may stand only once.")));
      seen = TRUE;
    }
}
