// SPDX-License-Identifier: GPL-3.0-or-later

// How a record ends: all, and what stands behind it.

#include "checkup/plan-private.h"

#include "config.h"

#include <glib/gi18n-lib.h>

// Returns the index of the `all` that ends the record of @source, or -1.
int
todoku_plan_find_end_of_source (TodokuDraft *draft, int source)
{
  for (guint i = 0; i < draft->items->len; i++)
    {
      TodokuDraftItem *item = todoku_draft_get_item (draft, i);

      if (item->source == source && item->kind == TODOKU_SPF_TERM_ALL
          && todoku_draft_item_is_live (item))
        return (int) i;
    }

  return -1;
}

int
todoku_plan_find_end (TodokuDraft *draft)
{
  for (int source = 0; source < draft->n_sources; source++)
    {
      int end = todoku_plan_find_end_of_source (draft, source);

      if (end >= 0)
        return end;
    }

  return -1;
}

// What stands behind `all` in the same record was never reached, though it was surely meant to be.
void
todoku_plan_revive_unreached (TodokuDraft *draft)
{
  g_autofree int *ends = g_new (int, draft->n_sources + 1);

  for (int source = 0; source < draft->n_sources; source++)
    ends[source] = todoku_plan_find_end_of_source (draft, source);

  for (guint i = 0; i < draft->items->len; i++)
    {
      TodokuDraftItem *item = todoku_draft_get_item (draft, i);
      int end = item->source >= 0 ? ends[item->source] : -1;

      if (end < 0 || (guint) end >= i || !todoku_draft_item_is_live_mechanism (item))
        continue;
      todoku_draft_item_change (
        item, g_strdup (item->text),
        // Translators: the argument is the term that ends the record, as ~all.
        g_strdup_printf (_ ("It stood behind “%s” and had no effect there. It was moved in front "
                            "of it."),
                         todoku_draft_get_item (draft, (guint) end)->text));
    }
}

static void
remove_other_ends (TodokuDraft *draft, int chosen)
{
  for (guint i = 0; i < draft->items->len; i++)
    {
      TodokuDraftItem *item = todoku_draft_get_item (draft, i);

      if ((int) i != chosen && item->kind == TODOKU_SPF_TERM_ALL
          && todoku_draft_item_is_live (item))
        todoku_draft_item_remove (
          item,
          // Translators: the argument is the term that ends the record, as ~all.
          g_strdup_printf (_ ("A record has one end only; “%s” stays."),
                           todoku_draft_get_item (draft, (guint) chosen)->text));
    }
}

// +all and ?all let everybody send in the person's name.
static void
close_open_end (TodokuDraftItem *end)
{
  if (todoku_plan_get_permissiveness (end->qualifier)
      < todoku_plan_get_permissiveness (TODOKU_SPF_QUALIFIER_NEUTRAL))
    return;

  gboolean pass = end->qualifier == TODOKU_SPF_QUALIFIER_PASS;
  const char *reason = pass ? _ ("“+all” lets anybody in the world send mail in your name. “~all” "
                                 "marks such mail as doubtful.")
                            : _ ("“?all” says nothing about mail from elsewhere, so the record "
                                 "protects nothing. “~all” marks such mail as doubtful.");

  // What was mended in it, or that it is another record's, stays told.
  todoku_plan_set_qualifier (end, TODOKU_SPF_QUALIFIER_SOFTFAIL,
                             end->why != NULL ? g_strdup_printf ("%s %s", end->why, reason)
                                              : g_strdup (reason));
}

// Of several records the kinder end stays, as for every other rule.
static void
merge_ends (TodokuDraft *draft, int chosen)
{
  TodokuDraftItem *end = todoku_draft_get_item (draft, (guint) chosen);

  for (int source = 0; source < draft->n_sources; source++)
    {
      int other = todoku_plan_find_end_of_source (draft, source);
      TodokuDraftItem *second = other >= 0 ? todoku_draft_get_item (draft, (guint) other) : end;

      if (end->qualifier == TODOKU_SPF_QUALIFIER_FAIL
          && todoku_plan_get_permissiveness (second->qualifier)
               > todoku_plan_get_permissiveness (end->qualifier))
        {
          todoku_plan_merge_qualifiers (end, second);
          break;
        }
    }
}

void
todoku_plan_settle_end (TodokuDraft *draft)
{
  int chosen = todoku_plan_find_end (draft);

  if (chosen < 0)
    return;

  merge_ends (draft, chosen);
  close_open_end (todoku_draft_get_item (draft, (guint) chosen));
  remove_other_ends (draft, chosen);

  guint target = todoku_draft_get_mechanisms_end (draft);

  if (target > (guint) chosen)
    todoku_draft_move (draft, (guint) chosen, target);
}
