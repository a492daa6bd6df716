// SPDX-License-Identifier: GPL-3.0-or-later

#include "checkup/edit.h"

#include "checkup/meaning.h"
#include "checkup/plan.h"
#include "checkup/proof.h"
#include "spf/macro.h"
#include "spf/select.h"
#include "spf/suggest.h"

#include <string.h>

// One making of an edit: what the plan is given, which grows from try to try.
typedef struct
{
  const TodokuCollected *collected;
  GPtrArray *published; // char *, ends in NULL
  GPtrArray *wanted;    // char *, ends in NULL
  GPtrArray *wanted_by; // char *, ends in NULL
  GPtrArray *unwanted;  // char *, ends in NULL
  GPtrArray *broken;    // char *, ends in NULL
  GPtrArray *empty;     // char *, ends in NULL
  GHashTable *needed;   // the keys of wanted terms that are to be added; NULL for all
  GHashTable *meant;    // what terms were meant to be that lead to nothing
  GHashTable *front;    // the keys of those that go to the front
  const char *redirect_end;
  gboolean complete;
} Edit;

static const char *const *
strings_of (GPtrArray *array)
{
  return (const char *const *) array->pdata;
}

static GPtrArray *
strings_new (GDestroyNotify free_string)
{
  GPtrArray *strings = g_ptr_array_new_with_free_func (free_string);

  g_ptr_array_add (strings, NULL);

  return strings;
}

static void
strings_add (GPtrArray *strings, char *string)
{
  g_ptr_array_insert (strings, (int) strings->len - 1, string);
}

static gboolean
has_published (Edit *self)
{
  return self->published->len > 1;
}

static void
edit_init (Edit *self, const TodokuCollected *collected)
{
  GPtrArray *unwanted = collected->options->unwanted;

  *self = (Edit){
    .collected = collected,
    .published = strings_new (NULL),
    .wanted = strings_new (g_free),
    .wanted_by = strings_new (NULL),
    .unwanted = strings_new (NULL),
    .broken = strings_new (g_free),
    .empty = strings_new (g_free),
    .front = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .meant = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    .complete = TRUE,
  };

  for (guint i = 0; i < collected->published->len; i++)
    strings_add (self->published, collected->published->pdata[i]);
  for (guint i = 0; i < collected->wanted->len; i++)
    {
      const TodokuWanted *wanted = g_ptr_array_index (collected->wanted, i);

      strings_add (self->wanted, g_strdup (wanted->record));
      strings_add (self->wanted_by, wanted->name != NULL ? wanted->name : (char *) "");
    }
  for (guint i = 0; unwanted != NULL && i < unwanted->len; i++)
    strings_add (self->unwanted, unwanted->pdata[i]);
}

static void
edit_clear (Edit *self)
{
  g_ptr_array_unref (self->published);
  g_ptr_array_unref (self->wanted);
  g_ptr_array_unref (self->wanted_by);
  g_ptr_array_unref (self->unwanted);
  g_ptr_array_unref (self->broken);
  g_ptr_array_unref (self->empty);
  g_clear_pointer (&self->needed, g_hash_table_unref);
  g_hash_table_unref (self->front);
  g_hash_table_unref (self->meant);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Edit, edit_clear)

static TodokuPlan *
make_plan (Edit *self)
{
  const TodokuPlanInput input = {
    .domain = self->collected->domain,
    .current = strings_of (self->published),
    .wanted = strings_of (self->wanted),
    .wanted_by = strings_of (self->wanted_by),
    .needed = self->needed,
    .front = self->front,
    .meant = self->meant,
    .redirect_end = self->redirect_end,
    .unwanted = strings_of (self->unwanted),
    .broken = strings_of (self->broken),
    .empty = strings_of (self->empty),
    .answers = self->collected->options->answers,
  };

  return todoku_plan_new (&input);
}

// The record that the plan leads to: proposed or, where nothing changes, the published one.
static const char *
outcome_of (Edit *self, TodokuPlan *plan)
{
  return plan->proposed != NULL ? plan->proposed : g_ptr_array_index (self->published, 0);
}

static TodokuSpfTree *
build_tree (Edit *self, const char *text)
{
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (text, -1);
  gboolean complete;
  TodokuSpfTree *tree =
    todoku_spf_tree_build (self->collected->facts, self->collected->domain, record, &complete);

  self->complete = self->complete && complete;

  return tree;
}

// Lists that are not there: nobody is let in by them, and every evaluation that comes to them
// fails. One that is there and broken may be mended by its owner: that is asked.
static gboolean
is_gone (const TodokuSpfTreeTerm *node)
{
  return node->state == TODOKU_SPF_TREE_NO_RECORD || node->state == TODOKU_SPF_TREE_LOOP;
}

// A term that leads to nothing, whose name leads to something else: the DNS shows what was meant.
static void
find_meant (Edit *self, TodokuSpfTree *tree)
{
  for (guint i = 0; i < tree->terms->len; i++)
    {
      const TodokuSpfTreeTerm *node = g_ptr_array_index (tree->terms, i);
      g_auto (GStrv) meant = NULL;

      if (node->state == TODOKU_SPF_TREE_NO_RECORD || node->state == TODOKU_SPF_TREE_VOID)
        meant = todoku_spf_suggest_by_dns (self->collected->facts, self->collected->domain,
                                           node->term->text, &self->complete);
      if (meant != NULL)
        g_hash_table_insert (self->meant, g_strdup (node->term->text), g_strdup (meant[0]));
    }
}

// Terms that match nobody and only cost look-ups.
static gboolean
is_empty (const TodokuSpfTreeTerm *node)
{
  return node->state == TODOKU_SPF_TREE_VOID;
}

static void
collect_terms (GPtrArray *terms, TodokuSpfTree *tree, gboolean (*test) (const TodokuSpfTreeTerm *))
{
  for (guint i = 0; i < tree->terms->len; i++)
    {
      const TodokuSpfTreeTerm *node = g_ptr_array_index (tree->terms, i);
      const TodokuSpfTerm *term = node->term;

      // As it is found again by meaning, whatever its qualifier.
      if (test (node))
        strings_add (terms, g_strdup (term->has_qualifier ? term->text + 1 : term->text));
    }
}

static TodokuSpfRecord *
record_of_term (const TodokuSpfTerm *term)
{
  g_autofree char *text = g_strdup_printf ("v=spf1 %s ~all", term->text);

  return todoku_spf_record_parse (text, -1);
}

static gboolean
has_term (Edit *self, TodokuSpfRecord *record, const TodokuSpfTerm *term)
{
  g_autofree char *key = todoku_spf_term_get_key (term, self->collected->domain);

  for (guint i = 0; i < todoku_spf_record_get_n_terms (record); i++)
    {
      const TodokuSpfTerm *other = todoku_spf_record_get_term (record, i);
      g_autofree char *other_key = todoku_spf_term_get_key (other, self->collected->domain);

      if (other->qualifier == TODOKU_SPF_QUALIFIER_PASS && g_str_equal (key, other_key))
        return TRUE;
    }

  return FALSE;
}

// Whether @term, for sure, lets nobody in.
static gboolean
is_void (Edit *self, TodokuSpfRecord *term_alone)
{
  gboolean complete;
  g_autoptr (TodokuSpfTree) tree =
    todoku_spf_tree_build (self->collected->facts, self->collected->domain, term_alone, &complete);
  const TodokuSpfTreeTerm *node = g_ptr_array_index (tree->terms, 0);

  self->complete = self->complete && complete;

  return complete && node->state == TODOKU_SPF_TREE_VOID;
}

// Whether the record @text lets in all that @term alone would. Servers that cannot be tried, since
// an answer failed or they depend on the mail, are let in by the very term only.
static gboolean
covers (Edit *self, const char *text, const TodokuSpfTerm *term)
{
  const TodokuCollected *collected = self->collected;
  g_autoptr (TodokuSpfRecord) term_alone = record_of_term (term);
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (text, -1);
  g_autoptr (GPtrArray) servers = todoku_proofs_new ();

  self->complete &=
    todoku_proofs_add_record (servers, collected->facts, collected->domain, term_alone);
  for (guint i = 0; i < servers->len; i++)
    {
      const TodokuProof *server = g_ptr_array_index (servers, i);
      TodokuSpfResult result = TODOKU_SPF_RESULT_PASS;

      if (!todoku_proof_evaluate (collected->facts, collected->domain, &server->address, record,
                                  &result))
        self->complete = FALSE;
      if (result == TODOKU_SPF_RESULT_TEMPERROR)
        return has_term (self, record, term);
      if (result != TODOKU_SPF_RESULT_PASS)
        return FALSE;
    }

  return servers->len > 0 || is_void (self, term_alone) || has_term (self, record, term);
}

static gboolean
is_wanted_term (const TodokuSpfTerm *term)
{
  return term->error == NULL && todoku_spf_term_is_mechanism (term)
         && term->kind != TODOKU_SPF_TERM_ALL;
}

// Adds to @keys those of the wanted terms whose servers do not all pass with @text.
static void
find_uncovered (Edit *self, const char *text, GHashTable *keys)
{
  for (guint i = 0; i + 1 < self->wanted->len; i++)
    {
      g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (self->wanted->pdata[i], -1);

      for (guint j = 0; j < todoku_spf_record_get_n_terms (record); j++)
        {
          const TodokuSpfTerm *term = todoku_spf_record_get_term (record, j);

          if (is_wanted_term (term) && !covers (self, text, term))
            g_hash_table_add (keys, todoku_spf_term_get_key (term, self->collected->domain));
        }
    }
}

static GHashTable *
keys_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

// Whether receivers give up on the record before they come to a server that @term lets in, as on
// look-ups that found nothing by IPv6.
static gboolean
comes_too_late (Edit *self, TodokuSpfRecord *record, const TodokuSpfTerm *term)
{
  const TodokuCollected *collected = self->collected;
  g_autoptr (TodokuSpfRecord) term_alone = record_of_term (term);
  g_autoptr (GPtrArray) servers = todoku_proofs_new ();

  self->complete &=
    todoku_proofs_add_record (servers, collected->facts, collected->domain, term_alone);
  for (guint i = 0; i < servers->len; i++)
    {
      const TodokuDnsAddress *server = &((TodokuProof *) servers->pdata[i])->address;
      TodokuSpfResult result = TODOKU_SPF_RESULT_PASS;
      TodokuSpfResult alone = TODOKU_SPF_RESULT_NONE;

      self->complete &=
        todoku_proof_evaluate (collected->facts, collected->domain, server, record, &result);
      self->complete &=
        todoku_proof_evaluate (collected->facts, collected->domain, server, term_alone, &alone);
      if (result == TODOKU_SPF_RESULT_PERMERROR && alone == TODOKU_SPF_RESULT_PASS)
        return TRUE;
    }

  return FALSE;
}

// The record's own terms are wanted, too: those that come too late go to the front.
static void
want_late_terms (Edit *self, const char *text, GHashTable *keys)
{
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (text, -1);

  for (guint i = 0; i < todoku_spf_record_get_n_terms (record); i++)
    {
      const TodokuSpfTerm *term = todoku_spf_record_get_term (record, i);

      if (!is_wanted_term (term) || term->qualifier != TODOKU_SPF_QUALIFIER_PASS
          || !comes_too_late (self, record, term))
        continue;
      strings_add (self->wanted, g_strdup_printf ("v=spf1 %s ~all", term->text));
      strings_add (self->wanted_by, (char *) "");
      g_hash_table_add (keys, todoku_spf_term_get_key (term, self->collected->domain));
    }
}

// What is published, put in order, and without anything added: who passes with it needs nothing.
static void
find_needed (Edit *self)
{
  g_autoptr (TodokuPlan) base = NULL;
  g_autoptr (GHashTable) needed = keys_new ();

  g_clear_pointer (&self->needed, g_hash_table_unref);
  self->needed = keys_new ();
  base = make_plan (self);
  find_uncovered (self, outcome_of (self, base), needed);
  want_late_terms (self, outcome_of (self, base), needed);
  g_hash_table_unref (self->needed);
  self->needed = g_steal_pointer (&needed);
}

static gboolean
add_keys (GHashTable *keys, GHashTable *more)
{
  GHashTableIter iter;
  gpointer key;
  gboolean added = FALSE;

  g_hash_table_iter_init (&iter, more);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    added |= g_hash_table_add (keys, g_strdup (key));

  return added;
}

// What is added at the end may stand behind what refuses it, or behind what makes the evaluation
// fail before it comes to it: then it goes to the front, and there it may be in the way of others.
static TodokuPlan *
plan_additions (Edit *self)
{
  while (TRUE)
    {
      g_autoptr (TodokuPlan) plan = make_plan (self);
      g_autoptr (GHashTable) uncovered = keys_new ();
      g_autoptr (GHashTable) late = keys_new ();

      if (!has_published (self))
        return g_steal_pointer (&plan);

      find_uncovered (self, outcome_of (self, plan), uncovered);
      want_late_terms (self, outcome_of (self, plan), late);
      if (self->needed != NULL)
        add_keys (self->needed, late);
      if (!(add_keys (self->front, uncovered) | add_keys (self->front, late)))
        return g_steal_pointer (&plan);
    }
}

// Over a limit, what the help page of a company prints and others of its terms cover already is
// not added.
static void
drop_covered_additions (Edit *self)
{
  g_autoptr (GList) keys = g_hash_table_get_keys (self->needed);

  for (const GList *l = keys; l != NULL; l = l->next)
    {
      g_autofree char *key = g_strdup (l->data);
      g_autoptr (TodokuPlan) plan = NULL;
      g_autoptr (GHashTable) uncovered = keys_new ();

      g_hash_table_remove (self->needed, key);
      plan = make_plan (self);
      find_uncovered (self, outcome_of (self, plan), uncovered);
      if (g_hash_table_size (uncovered) > 0)
        g_hash_table_add (self->needed, g_steal_pointer (&key));
    }
}

// The `all` that a receiver comes to behind redirect=, as "-all"; NULL where there is none.
static const char *
find_redirect_end (Edit *self)
{
  const char *text = g_ptr_array_index (self->published, 0);
  g_autoptr (TodokuSpfRecord) first = todoku_spf_record_parse (text != NULL ? text : "", -1);
  TodokuSpfRecord *record = first;

  for (guint depth = 0; depth < TODOKU_SPF_LOOKUPS_MAX; depth++)
    {
      const TodokuSpfTerm *redirect = todoku_spf_record_find_redirect (record);
      const TodokuSpfTerm *all = todoku_spf_record_find_all (record);
      TodokuDnsAnswer *answer;

      if (all != NULL)
        return all->qualifier == TODOKU_SPF_QUALIFIER_FAIL ? "-all" : NULL;
      if (redirect == NULL || redirect->error != NULL
          || !todoku_spf_macro_is_constant (redirect->value))
        return NULL;
      answer = todoku_dns_facts_need (self->collected->facts, redirect->value, TODOKU_DNS_TYPE_TXT,
                                      &self->complete);
      if (answer == NULL || todoku_spf_select (answer)->n_records != 1)
        return NULL;
      record = todoku_spf_select (answer)->record;
    }

  return NULL;
}

// Plans, looks at what the outcome needs from the DNS, and plans again without what cannot work
// and, over a limit, without what matches nobody.
static TodokuPlan *
plan_with_facts (Edit *self)
{
  g_autoptr (TodokuPlan) first = NULL;
  g_autoptr (TodokuSpfTree) tree = NULL;
  g_autoptr (TodokuPlan) plan = NULL;
  g_autoptr (TodokuSpfTree) outcome = NULL;

  self->redirect_end = find_redirect_end (self);
  first = make_plan (self);
  if (outcome_of (self, first) == NULL)
    return g_steal_pointer (&first);

  tree = build_tree (self, outcome_of (self, first));
  find_meant (self, tree);
  collect_terms (self->broken, tree, is_gone);
  if (has_published (self))
    find_needed (self);
  plan = plan_additions (self);
  if (outcome_of (self, plan) == NULL)
    return g_steal_pointer (&plan);

  outcome = build_tree (self, outcome_of (self, plan));
  if (!todoku_spf_tree_is_over_a_limit (outcome))
    return g_steal_pointer (&plan);

  collect_terms (self->empty, outcome, is_empty);
  if (self->needed != NULL)
    drop_covered_additions (self);

  return plan_additions (self);
}

static void
explain_entries (const TodokuCollected *collected, GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      TodokuSpfDiffEntry *entry = g_ptr_array_index (entries, i);

      entry->meaning = todoku_meaning_of_text (collected->catalog, entry->term, collected->domain);
    }
}

static gboolean
can_be_edited (const TodokuCollected *collected)
{
  return collected->txt != NULL && !todoku_dns_status_is_failure (collected->status)
         && collected->status != TODOKU_DNS_STATUS_NX_DOMAIN && collected->alias == NULL
         && collected->mail.missing == NULL && collected->web.missing == NULL;
}

TodokuEdit *
todoku_edit_new (const TodokuCollected *collected, gboolean *complete)
{
  TodokuEdit *edit = g_new0 (TodokuEdit, 1);
  g_auto (Edit) self;
  g_autoptr (TodokuPlan) plan = NULL;

  edit_init (&self, collected);
  if (has_published (&self))
    edit->current_tree = build_tree (&self, g_ptr_array_index (self.published, 0));

  // While a part of a company's value is missing, any proposal would be the wrong one.
  plan = can_be_edited (collected) ? plan_with_facts (&self) : NULL;
  if (plan != NULL)
    {
      edit->proposed = g_strdup (plan->proposed);
      edit->entries = g_ptr_array_ref (plan->entries);
      edit->questions = g_ptr_array_ref (plan->questions);
      explain_entries (collected, edit->entries);
      if (plan->proposed != NULL)
        edit->proposed_tree = build_tree (&self, plan->proposed);
    }
  else
    {
      edit->entries = g_ptr_array_new ();
      edit->questions = g_ptr_array_new ();
    }
  *complete = self.complete;

  return edit;
}

void
todoku_edit_free (TodokuEdit *edit)
{
  g_free (edit->proposed);
  g_ptr_array_unref (edit->entries);
  g_ptr_array_unref (edit->questions);
  g_clear_pointer (&edit->current_tree, todoku_spf_tree_free);
  g_clear_pointer (&edit->proposed_tree, todoku_spf_tree_free);
  g_free (edit);
}

const char *
todoku_edit_get_outcome (const TodokuEdit *edit, const TodokuCollected *collected)
{
  if (edit->proposed != NULL)
    return edit->proposed;

  return collected->published->len > 0 ? g_ptr_array_index (collected->published, 0) : NULL;
}

const TodokuSpfTree *
todoku_edit_get_tree (const TodokuEdit *edit)
{
  return edit->proposed_tree != NULL ? edit->proposed_tree : edit->current_tree;
}
