// SPDX-License-Identifier: GPL-3.0-or-later

// Several records become one, and what stands twice goes.

#include "checkup/plan-private.h"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

// One record must do: the version sections of the others go.
void
todoku_plan_merge_versions (TodokuDraft *draft)
{
  gboolean seen = FALSE;

  for (guint i = 0; i < draft->items->len; i++)
    {
      TodokuDraftItem *item = todoku_draft_get_item (draft, i);

      if (item->term != NULL)
        continue;
      if (seen)
        todoku_draft_item_remove (
          item, g_strdup (_ ("A domain may have only one SPF record. Its contents were moved into "
                             "the first one; delete this one.")));
      seen = TRUE;
    }
}

guint
todoku_plan_get_permissiveness (TodokuSpfQualifier qualifier)
{
  switch (qualifier)
    {
    case TODOKU_SPF_QUALIFIER_PASS:
      return 3;
    case TODOKU_SPF_QUALIFIER_NEUTRAL:
      return 2;
    case TODOKU_SPF_QUALIFIER_SOFTFAIL:
      return 1;
    case TODOKU_SPF_QUALIFIER_FAIL:
    default:
      return 0;
    }
}

static char *
text_with_qualifier (const TodokuDraftItem *item, TodokuSpfQualifier qualifier)
{
  const char *text = item->text;

  if (*text != '\0' && strchr ("+-~?", *text) != NULL)
    text++;
  if (qualifier == TODOKU_SPF_QUALIFIER_PASS)
    return g_strdup (text);

  return g_strdup_printf ("%c%s", (char) qualifier, text);
}

void
todoku_plan_set_qualifier (TodokuDraftItem *item, TodokuSpfQualifier qualifier, char *why)
{
  todoku_draft_item_change (item, text_with_qualifier (item, qualifier), why);
  item->qualifier = qualifier;
}

// Two records that judge the same sender differently: the kinder judgement stays, so that no mail
// that got through so far is stopped.
void
todoku_plan_merge_qualifiers (TodokuDraftItem *first, const TodokuDraftItem *second)
{
  if (first->source == second->source
      || todoku_plan_get_permissiveness (second->qualifier)
           <= todoku_plan_get_permissiveness (first->qualifier))
    return;

  todoku_plan_set_qualifier (
    first, second->qualifier,
    // Translators: the argument is a term of the record.
    g_strdup_printf (_ ("Another record said “%s”. The less strict of the two stays, so "
                        "that no mail is stopped."),
                     second->text));
}

static gboolean
is_end (const TodokuDraftItem *item)
{
  return item->kind == TODOKU_SPF_TERM_ALL;
}

void
todoku_plan_remove_duplicates (TodokuDraft *draft)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < draft->items->len; i++)
    {
      TodokuDraftItem *item = todoku_draft_get_item (draft, i);

      if (item->term == NULL || is_end (item) || !todoku_draft_item_is_live (item))
        continue;

      TodokuDraftItem *first = g_hash_table_lookup (seen, item->key);

      if (first == NULL)
        {
          g_hash_table_insert (seen, item->key, item);
          continue;
        }
      todoku_plan_merge_qualifiers (first, item);
      todoku_draft_item_remove (
        item,
        // Translators: the argument is a term of the record.
        g_strdup_printf (_ ("“%s” already stands further ahead; once is enough."), first->text));
    }
}

// exp= may stand once only (RFC 7208 6), and of a merged record at its end.
void
todoku_plan_settle_explanations (TodokuDraft *draft)
{
  int kept = -1;

  for (guint i = 0; i < draft->items->len; i++)
    {
      TodokuDraftItem *item = todoku_draft_get_item (draft, i);

      if (item->kind != TODOKU_SPF_TERM_EXP || !todoku_draft_item_is_live (item))
        continue;
      if (kept >= 0)
        todoku_draft_item_remove (item, g_strdup (_ ("exp= may stand only once.")));
      else
        kept = (int) i;
    }

  if (kept >= 0 && draft->n_sources > 1)
    todoku_draft_move (draft, (guint) kept, draft->items->len);
}

static gboolean
refuses (const TodokuDraftItem *item)
{
  return todoku_draft_item_is_live_mechanism (item) && item->qualifier != TODOKU_SPF_QUALIFIER_PASS;
}

static gboolean
lets_in (const TodokuDraftItem *item)
{
  return todoku_draft_item_is_live_mechanism (item) && item->qualifier == TODOKU_SPF_QUALIFIER_PASS;
}

// The first term that matches decides (RFC 7208 4.6.2): what stood in a record of its own would
// now be behind the refusals of another.
void
todoku_plan_order_merged (TodokuDraft *draft)
{
  for (guint i = 0; i < draft->items->len; i++)
    {
      int source = todoku_draft_get_item (draft, i)->source;
      guint target = i;

      if (!refuses (todoku_draft_get_item (draft, i)))
        continue;
      for (guint j = i + 1; j < draft->items->len; j++)
        {
          TodokuDraftItem *item = todoku_draft_get_item (draft, j);

          if (lets_in (item) && item->source >= 0 && item->source != source)
            todoku_draft_move (draft, j, target++);
        }
      return;
    }
}
