// SPDX-License-Identifier: GPL-3.0-or-later

// What should be published, and what both records cost.

#include "advice/checkup-private.h"

#include "advice/meaning.h"
#include "spf/record.h"

#include <string.h>

static const char *const *
strings_of (GPtrArray *array)
{
  return (const char *const *) array->pdata;
}

// The term as it is to be found again by meaning, whatever its qualifier.
static char *
text_without_qualifier (const TodokuSpfTerm *term)
{
  return g_strdup (term->has_qualifier ? term->text + 1 : term->text);
}

// Terms that never let anybody in and make every evaluation that comes to them fail, for sure: not
// for want of an answer. What is broken further below may have let somebody in before that.
static gboolean
is_broken (const TodokuSpfTreeTerm *node)
{
  return node->state == TODOKU_SPF_TREE_NO_RECORD || node->state == TODOKU_SPF_TREE_SEVERAL_RECORDS
         || node->state == TODOKU_SPF_TREE_LOOP
         || (node->child != NULL && node->child->state == TODOKU_SPF_TREE_SYNTAX_ERROR);
}

// Terms that match nobody and only cost look-ups.
static gboolean
is_empty (const TodokuSpfTreeTerm *node)
{
  return node->state == TODOKU_SPF_TREE_VOID;
}

static void
collect (GPtrArray *terms, TodokuSpfTree *tree, gboolean (*test) (const TodokuSpfTreeTerm *))
{
  for (guint i = 0; i < tree->terms->len; i++)
    {
      const TodokuSpfTreeTerm *node = g_ptr_array_index (tree->terms, i);

      if (test (node))
        g_ptr_array_add (terms, text_without_qualifier (node->term));
    }
}

static TodokuSpfTree *
build_tree (TodokuCheckup *self, const char *text)
{
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (text, -1);
  gboolean complete;
  TodokuSpfTree *tree =
    todoku_spf_tree_build (self->facts, self->report->domain, record, &complete);

  if (!complete)
    self->complete = FALSE;

  return tree;
}

static TodokuPlan *
make_plan (TodokuCheckup *self, GPtrArray *broken, GPtrArray *empty)
{
  g_autoptr (GPtrArray) unwanted = g_ptr_array_new ();
  GPtrArray *chosen = self->choices->unwanted;
  TodokuPlanInput input = {
    .domain = self->report->domain,
    .current = strings_of (self->published),
    .wanted = strings_of (self->wanted),
    .wanted_by = strings_of (self->wanted_by),
    .broken = strings_of (broken),
    .empty = strings_of (empty),
    .answers = self->choices->answers,
  };

  for (guint i = 0; chosen != NULL && i < chosen->len; i++)
    g_ptr_array_add (unwanted, g_ptr_array_index (chosen, i));
  g_ptr_array_add (unwanted, NULL);
  input.unwanted = strings_of (unwanted);

  return todoku_plan_new (&input);
}

// The record the plan leads to, be it proposed or, where nothing changes, the published one.
static const char *
outcome_of (TodokuCheckup *self, TodokuPlan *plan)
{
  if (plan->proposed != NULL)
    return plan->proposed;

  return self->published->len > 1 ? g_ptr_array_index (self->published, 0) : NULL;
}

// Plans, looks at what the outcome needs from the DNS, and plans again without what cannot work
// and, over a limit, without what matches nobody.
static TodokuPlan *
plan_with_facts (TodokuCheckup *self)
{
  g_autoptr (GPtrArray) broken = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) empty = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (TodokuPlan) first = NULL;
  g_autoptr (TodokuSpfTree) tree = NULL;

  g_ptr_array_add (none, NULL);
  first = make_plan (self, none, none);
  if (outcome_of (self, first) == NULL)
    return g_steal_pointer (&first);

  tree = build_tree (self, outcome_of (self, first));
  collect (broken, tree, is_broken);
  if (todoku_spf_tree_is_over_a_limit (tree))
    collect (empty, tree, is_empty);
  if (broken->len + empty->len == 0)
    return g_steal_pointer (&first);

  g_ptr_array_add (broken, NULL);
  g_ptr_array_add (empty, NULL);

  return make_plan (self, broken, empty);
}

static void
explain_entries (TodokuCheckup *self)
{
  GPtrArray *entries = self->report->entries;

  for (guint i = 0; i < entries->len; i++)
    {
      TodokuSpfDiffEntry *entry = g_ptr_array_index (entries, i);

      entry->meaning = todoku_meaning_of_text (self->catalog, entry->term, self->report->domain);
    }
}

void
todoku_checkup_look_at_record (TodokuCheckup *self)
{
  // The arrays are handed on as string vectors, which end in NULL.
  g_ptr_array_add (self->published, NULL);
  g_ptr_array_add (self->wanted, NULL);
  g_ptr_array_add (self->wanted_by, NULL);

  if (g_ptr_array_index (self->published, 0) != NULL)
    self->report->current_tree = build_tree (self, g_ptr_array_index (self->published, 0));
}

void
todoku_checkup_make_proposal (TodokuCheckup *self)
{
  TodokuReport *report = self->report;
  g_autoptr (TodokuPlan) plan = NULL;

  todoku_checkup_look_at_record (self);

  // While a part of the host's value is missing, any proposal would be the wrong one.
  if (report->missing != NULL)
    return;

  plan = plan_with_facts (self);
  if (plan->proposed != NULL)
    {
      report->proposed = g_strdup (plan->proposed);
      report->strings = todoku_plan_split_value (plan->proposed);
      report->proposed_tree = build_tree (self, plan->proposed);
    }

  g_ptr_array_unref (report->entries);
  report->entries = g_ptr_array_ref (plan->entries);
  explain_entries (self);
  for (guint i = 0; i < plan->findings->len; i++)
    g_ptr_array_add (report->findings, todoku_finding_ref (plan->findings->pdata[i]));
}

void
todoku_checkup_withdraw_proposal (TodokuCheckup *self)
{
  TodokuReport *report = self->report;

  g_clear_pointer (&report->proposed, g_free);
  g_clear_pointer (&report->strings, g_strfreev);
  if (report->question != TODOKU_QUESTION_REMOVAL)
    g_clear_pointer (&report->proposed_tree, todoku_spf_tree_free);
}

static const TodokuDnsAddress *
get_given_address (const TodokuChoices *choices)
{
  if (choices->ip.length > 0)
    return &choices->ip;
  if (choices->bounce != NULL && choices->bounce->ip.length > 0)
    return &choices->bounce->ip;

  return NULL;
}

// Who must pass: the servers of the host and the services; where nobody is known, those that the
// record lets in.
void
todoku_checkup_prove (TodokuCheckup *self)
{
  TodokuReport *report = self->report;
  const char *outcome = report->proposed;
  const char *own[2] = { NULL, NULL };
  const char *const *senders = strings_of (self->wanted);

  if (outcome == NULL)
    outcome = g_ptr_array_index (self->published, 0);
  if (senders[0] == NULL)
    {
      own[0] = outcome;
      senders = own;
    }

  g_ptr_array_unref (report->proofs);
  if (!todoku_proof_run (self->facts, report->domain, senders, get_given_address (self->choices),
                         report->proposed, &report->proofs))
    self->complete = FALSE;
}
