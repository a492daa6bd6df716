// SPDX-License-Identifier: GPL-3.0-or-later

#include "checkup/draft.h"

static void
item_free (gpointer data)
{
  TodokuDraftItem *item = data;

  g_clear_pointer (&item->record, todoku_spf_record_unref);
  g_free (item->text);
  g_free (item->was);
  g_free (item->key);
  g_free (item->why);
  g_free (item);
}

TodokuDraft *
todoku_draft_new (const char *domain)
{
  TodokuDraft *draft = g_new0 (TodokuDraft, 1);

  draft->domain = g_strdup (domain);
  draft->items = g_ptr_array_new_with_free_func (item_free);
  draft->questions = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_finding_unref);

  return draft;
}

void
todoku_draft_free (TodokuDraft *draft)
{
  g_free (draft->domain);
  g_ptr_array_unref (draft->items);
  g_ptr_array_unref (draft->questions);
  g_free (draft);
}

TodokuDraftItem *
todoku_draft_get_item (TodokuDraft *draft, guint index)
{
  return g_ptr_array_index (draft->items, index);
}

gboolean
todoku_draft_item_is_live (const TodokuDraftItem *item)
{
  return item->op != TODOKU_SPF_DIFF_REMOVE;
}

gboolean
todoku_draft_item_is_live_mechanism (const TodokuDraftItem *item)
{
  return todoku_draft_item_is_live (item) && item->term != NULL && item->kind != TODOKU_SPF_TERM_ALL
         && item->kind != TODOKU_SPF_TERM_REDIRECT && item->kind != TODOKU_SPF_TERM_EXP
         && item->kind != TODOKU_SPF_TERM_MODIFIER;
}

static void
item_set_why (TodokuDraftItem *item, char *why)
{
  g_free (item->why);
  item->why = why;
}

void
todoku_draft_item_remove (TodokuDraftItem *item, char *why)
{
  item->op = TODOKU_SPF_DIFF_REMOVE;
  item_set_why (item, why);
}

void
todoku_draft_item_change (TodokuDraftItem *item, char *text, char *why)
{
  if (item->op == TODOKU_SPF_DIFF_KEEP)
    item->op = TODOKU_SPF_DIFF_CHANGE;
  g_free (item->text);
  item->text = text;
  item_set_why (item, why);
}

void
todoku_draft_insert (TodokuDraft *draft,
                     guint index,
                     TodokuSpfRecord *record,
                     const TodokuSpfTerm *term,
                     const char *text,
                     char *why)
{
  TodokuDraftItem *item = g_new0 (TodokuDraftItem, 1);

  item->record = record != NULL ? todoku_spf_record_ref (record) : NULL;
  item->term = term;
  item->text = g_strdup (text);
  item->key = term != NULL ? todoku_spf_term_get_key (term, draft->domain) : g_strdup (text);
  item->kind = term != NULL ? term->kind : TODOKU_SPF_TERM_INVALID;
  item->qualifier = term != NULL ? term->qualifier : TODOKU_SPF_QUALIFIER_PASS;
  item->source = -1;
  item->op = TODOKU_SPF_DIFF_ADD;
  item->why = why;
  g_ptr_array_insert (draft->items, (int) index, item);
}

gboolean
todoku_draft_item_replace (TodokuDraft *draft, TodokuDraftItem *item, const char *text, char *why)
{
  g_autofree char *reason = why;
  g_autofree char *record_text = g_strconcat ("v=spf1 ", text, NULL);
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (record_text, -1);

  if (todoku_spf_record_get_error (record) != NULL || todoku_spf_record_get_n_terms (record) != 1)
    return FALSE;

  todoku_draft_item_change (item, g_strdup (text), g_steal_pointer (&reason));
  g_clear_pointer (&item->record, todoku_spf_record_unref);
  item->record = todoku_spf_record_ref (record);
  item->term = todoku_spf_record_get_term (record, 0);
  item->kind = item->term->kind;
  item->qualifier = item->term->qualifier;
  g_free (item->key);
  item->key = todoku_spf_term_get_key (item->term, draft->domain);

  return TRUE;
}

TodokuDraftItem *
todoku_draft_find (TodokuDraft *draft, const char *key, guint *index)
{
  for (guint i = 0; i < draft->items->len; i++)
    {
      TodokuDraftItem *item = g_ptr_array_index (draft->items, i);

      if (!todoku_draft_item_is_live (item) || !g_str_equal (item->key, key))
        continue;
      if (index != NULL)
        *index = i;
      return item;
    }

  return NULL;
}

guint
todoku_draft_get_mechanisms_end (TodokuDraft *draft)
{
  for (guint i = draft->items->len; i > 0; i--)
    if (todoku_draft_item_is_live_mechanism (g_ptr_array_index (draft->items, i - 1)))
      return i;

  return MIN (1, draft->items->len);
}

void
todoku_draft_move (TodokuDraft *draft, guint from, guint to)
{
  TodokuDraftItem *item = g_ptr_array_index (draft->items, from);

  g_ptr_array_steal_index (draft->items, from);
  g_ptr_array_insert (draft->items, (int) (to > from ? to - 1 : to), item);
}

char *
todoku_draft_print (TodokuDraft *draft)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < draft->items->len; i++)
    {
      TodokuDraftItem *item = g_ptr_array_index (draft->items, i);

      if (!todoku_draft_item_is_live (item))
        continue;
      if (text->len > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, item->text);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
