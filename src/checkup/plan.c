// SPDX-License-Identifier: GPL-3.0-or-later

#include "checkup/plan.h"

#include "checkup/plan-private.h"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

// Behind the version section.
#define FRONT 1

// What the wanted records ask for, by meaning.
typedef struct
{
  const TodokuPlanInput *input;
  TodokuDraft *draft;
  GPtrArray *wanted;       // TodokuSpfRecord
  GHashTable *wanted_keys; // char * → itself
  guint n_front;           // how many were put in front so far
  gboolean had_redirect;   // a record ended in a redirect that had an effect
} Plan;

static guint
length_of (const char *const *strings)
{
  return strings != NULL ? g_strv_length ((char **) strings) : 0;
}

static gboolean
is_wanted_term (const TodokuSpfTerm *term)
{
  return term->error == NULL && todoku_spf_term_is_mechanism (term)
         && term->kind != TODOKU_SPF_TERM_ALL;
}

static void
read_wanted (Plan *plan)
{
  for (guint i = 0; i < length_of (plan->input->wanted); i++)
    {
      TodokuSpfRecord *record = todoku_spf_record_parse (plan->input->wanted[i], -1);

      g_ptr_array_add (plan->wanted, record);
      for (guint j = 0; j < todoku_spf_record_get_n_terms (record); j++)
        {
          const TodokuSpfTerm *term = todoku_spf_record_get_term (record, j);

          if (is_wanted_term (term))
            g_hash_table_add (plan->wanted_keys,
                              todoku_spf_term_get_key (term, plan->input->domain));
        }
    }
}

char *
todoku_plan_key_of_text (const char *text, const char *domain)
{
  g_autofree char *record_text = g_strconcat ("v=spf1 ", text, NULL);
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (record_text, -1);

  if (todoku_spf_record_get_n_terms (record) != 1)
    return g_strdup (text);

  return todoku_spf_term_get_key (todoku_spf_record_get_term (record, 0), domain);
}

// Removes every live term that means one of @terms, unless the host or a service needs it.
static void
remove_terms (Plan *plan, const char *const *terms, const char *why)
{
  for (guint i = 0; i < length_of (terms); i++)
    {
      g_autofree char *key = todoku_plan_key_of_text (terms[i], plan->input->domain);

      if (g_hash_table_contains (plan->wanted_keys, key))
        continue;
      for (guint j = 0; j < plan->draft->items->len; j++)
        {
          TodokuDraftItem *item = todoku_draft_get_item (plan->draft, j);

          if (item->term != NULL && todoku_draft_item_is_live (item)
              && todoku_plan_leads_where (plan->draft, item, key))
            todoku_draft_item_remove (item, g_strdup (why));
        }
    }
}

static char *
explain_wanted (Plan *plan, guint index)
{
  const char *name =
    index < length_of (plan->input->wanted_by) ? plan->input->wanted_by[index] : NULL;

  if (name == NULL || *name == '\0')
    return g_strdup (_ ("You said that it is needed."));

  // Translators: the argument is a company or a service.
  return g_strdup_printf (_ ("%s needs it, so that its servers may send your mail."), name);
}

static gboolean
is_among (GHashTable *keys, const char *key)
{
  return keys != NULL && g_hash_table_contains (keys, key);
}

static gboolean
add_wanted_term (Plan *plan, guint index, TodokuSpfRecord *record, const TodokuSpfTerm *term)
{
  TodokuDraft *draft = plan->draft;
  g_autofree char *key = todoku_spf_term_get_key (term, draft->domain);
  gboolean in_front = is_among (plan->input->front, key);
  guint place = 0;
  TodokuDraftItem *item = todoku_draft_find (draft, key, &place);

  if (plan->input->needed != NULL && !is_among (plan->input->needed, key))
    return FALSE;
  if (item != NULL && item->qualifier != TODOKU_SPF_QUALIFIER_PASS)
    todoku_plan_set_qualifier (item, TODOKU_SPF_QUALIFIER_PASS, explain_wanted (plan, index));
  else if (item != NULL && in_front)
    todoku_draft_item_change (item, g_strdup (item->text),
                              g_strdup (_ ("It works only in front of the others, so it was moved "
                                           "there.")));
  else if (item != NULL || todoku_plan_redirect_covers (draft, key))
    return FALSE;
  else
    {
      place = in_front ? FRONT + plan->n_front++ : todoku_draft_get_mechanisms_end (draft);
      todoku_draft_insert (draft, place, record, term, term->text, explain_wanted (plan, index));
      return TRUE;
    }
  if (in_front && place > FRONT + plan->n_front)
    todoku_draft_move (draft, place, FRONT + plan->n_front);
  plan->n_front += in_front;

  return TRUE;
}

static gboolean
add_wanted (Plan *plan)
{
  gboolean added = FALSE;

  for (guint i = 0; i < plan->wanted->len; i++)
    {
      TodokuSpfRecord *record = g_ptr_array_index (plan->wanted, i);

      for (guint j = 0; j < todoku_spf_record_get_n_terms (record); j++)
        {
          const TodokuSpfTerm *term = todoku_spf_record_get_term (record, j);

          if (is_wanted_term (term) && add_wanted_term (plan, i, record, term))
            added = TRUE;
        }
    }

  return added;
}

// The end of the host's own value where the person had no record at all, and that of the list that
// a redirect led to; else ~all.
static const char *
choose_new_end (Plan *plan)
{
  if (plan->had_redirect && plan->input->redirect_end != NULL)
    return plan->input->redirect_end;
  if (plan->draft->n_sources > 0 || plan->wanted->len == 0)
    return "~all";

  const TodokuSpfTerm *all =
    todoku_spf_record_find (g_ptr_array_index (plan->wanted, 0), TODOKU_SPF_TERM_ALL);

  return all != NULL && all->qualifier == TODOKU_SPF_QUALIFIER_FAIL ? "-all" : "~all";
}

static void
add_missing_end (Plan *plan)
{
  TodokuDraft *draft = plan->draft;

  if (todoku_plan_find_end (draft) >= 0 || todoku_plan_count_used_redirects (draft) > 0)
    return;

  const char *text = choose_new_end (plan);
  g_autofree char *record_text = g_strconcat ("v=spf1 ", text, NULL);
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (record_text, -1);

  todoku_draft_insert (draft, todoku_draft_get_mechanisms_end (draft), record,
                       todoku_spf_record_get_term (record, 0), text,
                       g_strdup (_ ("It ends the list.")));
}

static void
add_missing_version (TodokuDraft *draft)
{
  if (draft->n_sources == 0 && draft->items->len > 0)
    todoku_draft_insert (draft, 0, NULL, NULL, "v=spf1",
                         g_strdup (_ ("Every SPF record begins with it.")));
}

static gboolean
draft_is_unchanged (TodokuDraft *draft)
{
  for (guint i = 0; i < draft->items->len; i++)
    if (todoku_draft_get_item (draft, i)->op != TODOKU_SPF_DIFF_KEEP)
      return FALSE;

  return draft->n_sources <= 1;
}

static GPtrArray *
list_entries (TodokuDraft *draft)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_spf_diff_entry_free);

  for (guint i = 0; i < draft->items->len; i++)
    {
      TodokuDraftItem *item = todoku_draft_get_item (draft, i);
      gboolean removed = item->op == TODOKU_SPF_DIFF_REMOVE;
      gboolean changed = item->op == TODOKU_SPF_DIFF_CHANGE;

      g_ptr_array_add (entries, todoku_spf_diff_entry_new (
                                  item->op, removed && item->was != NULL ? item->was : item->text,
                                  changed ? item->was : NULL, item->why));
    }

  return entries;
}

// What the DNS shows to have been meant goes in the place of what cannot work.
static void
replace_meant (Plan *plan)
{
  for (guint i = 0; plan->input->meant != NULL && i < plan->draft->items->len; i++)
    {
      TodokuDraftItem *item = todoku_draft_get_item (plan->draft, i);
      const char *text = g_hash_table_lookup (plan->input->meant, item->text);

      if (text != NULL && item->term != NULL && todoku_draft_item_is_live (item))
        todoku_draft_item_replace (plan->draft, item, text,
                                   g_strdup (_ ("The DNS shows that this is what was meant.")));
    }
}

static void
make_plan (Plan *plan)
{
  TodokuDraft *draft = plan->draft;

  read_wanted (plan);
  for (guint i = 0; i < length_of (plan->input->current); i++)
    todoku_draft_read (draft, plan->input->current[i], strlen (plan->input->current[i]),
                       plan->input->answers);

  todoku_plan_merge_versions (draft);
  replace_meant (plan);
  remove_terms (plan, plan->input->broken,
                _ ("What it leads to has no SPF record that can be used, and that makes your whole "
                   "record fail."));
  remove_terms (plan, plan->input->empty,
                _ ("It leads to no server at all and only costs look-ups, of which the record has "
                   "too many."));
  remove_terms (plan, plan->input->unwanted, _ ("You said that it is no longer needed."));
  todoku_plan_revive_unreached (draft);
  todoku_plan_remove_duplicates (draft);
  todoku_plan_order_merged (draft);
  todoku_plan_settle_explanations (draft);
  todoku_plan_settle_ignored_redirects (draft);

  // The redirects are judged by the end of their own record, so before the ends become one.
  gboolean added = add_wanted (plan);

  plan->had_redirect = todoku_plan_count_used_redirects (draft) > 0;
  todoku_plan_settle_redirects (draft, added);
  todoku_plan_settle_end (draft);
  add_missing_end (plan);
  add_missing_version (draft);
}

TodokuPlan *
todoku_plan_new (const TodokuPlanInput *input)
{
  g_autoptr (TodokuDraft) draft = todoku_draft_new (input->domain);
  g_autoptr (GPtrArray) wanted =
    g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_spf_record_unref);
  g_autoptr (GHashTable) wanted_keys =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Plan work = { .input = input, .draft = draft, .wanted = wanted, .wanted_keys = wanted_keys };
  TodokuPlan *plan = g_new0 (TodokuPlan, 1);

  if (length_of (input->current) + length_of (input->wanted) > 0)
    make_plan (&work);

  if (draft->items->len > 0 && !draft_is_unchanged (draft))
    plan->proposed = todoku_draft_print (draft);
  plan->entries = list_entries (draft);
  plan->questions = g_ptr_array_ref (draft->questions);

  return plan;
}

void
todoku_plan_free (TodokuPlan *plan)
{
  g_free (plan->proposed);
  g_ptr_array_unref (plan->entries);
  g_ptr_array_unref (plan->questions);
  g_free (plan);
}
