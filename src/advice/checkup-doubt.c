// SPDX-License-Identifier: GPL-3.0-or-later

// What could not be read, and whether that could change the outcome.

#include "advice/checkup-private.h"

#include "advice/wording.h"
#include "config.h"
#include "spf/record.h"

#include <glib/gi18n-lib.h>

// Whether the verdict follows from who holds the mail, and nobody but the DNS said who does.
static gboolean
rests_on_detection (TodokuCheckup *self)
{
  switch (self->report->verdict)
    {
    case TODOKU_VERDICT_NOT_SPF:
    case TODOKU_VERDICT_UNKNOWN:
    case TODOKU_VERDICT_NO_DOMAIN:
      return FALSE;
    case TODOKU_VERDICT_FINE:
    case TODOKU_VERDICT_ADD:
    case TODOKU_VERDICT_EDIT:
    case TODOKU_VERDICT_MERGE:
    case TODOKU_VERDICT_SWITCH:
    case TODOKU_VERDICT_CHOOSE:
    default:
      return self->choices->host == NULL && self->choices->value == NULL;
    }
}

// With an answer that is missing, another mail host may have been found: neither is the record
// right for sure, nor any proposal.
static gboolean
doubt_host (TodokuCheckup *self)
{
  TodokuReport *report = self->report;
  g_autoptr (TodokuDnsQuestion) question = NULL;

  if (!rests_on_detection (self))
    return FALSE;
  question = todoku_detect_find_failure (self->catalog, self->facts, report->domain,
                                         (const char *const *) report->current);
  if (question == NULL)
    return FALSE;

  todoku_checkup_set_failure (self, question->name, question->type,
                              todoku_dns_facts_peek (self->facts, question->name, question->type));
  self->host_is_in_doubt = TRUE;

  return TRUE;
}

static const TodokuSpfTreeTerm *
find_failed_term (const TodokuSpfTree *tree)
{
  for (guint i = 0; i < tree->terms->len; i++)
    {
      const TodokuSpfTreeTerm *node = g_ptr_array_index (tree->terms, i);
      const TodokuSpfTreeTerm *below = node->child != NULL ? find_failed_term (node->child) : NULL;

      if (below != NULL)
        return below;
      if (node->state == TODOKU_SPF_TREE_DNS_FAILURE && node->failure != NULL)
        return node;
    }

  return NULL;
}

// Whether the person's mail hangs on what could not be read.
static gboolean
proofs_fail (TodokuCheckup *self)
{
  TodokuReport *report = self->report;
  guint n_passing = 0;

  for (guint i = 0; i < report->proofs->len; i++)
    {
      const TodokuProof *proof = g_ptr_array_index (report->proofs, i);

      if (proof->role == TODOKU_PROOF_STRANGER)
        continue;
      if (proof->proposed == TODOKU_SPF_RESULT_TEMPERROR)
        return TRUE;
      n_passing += proof->proposed == TODOKU_SPF_RESULT_PASS;
    }

  // A record is only in order where somebody is known to pass whose mail it is.
  return report->verdict == TODOKU_VERDICT_FINE && (n_passing == 0 || self->wanted->len <= 1);
}

// Receivers give up on a record where they come to what cannot be read.
static gboolean
doubt_record (TodokuCheckup *self)
{
  TodokuReport *report = self->report;
  const TodokuSpfTree *tree =
    report->proposed_tree != NULL ? report->proposed_tree : report->current_tree;
  const TodokuSpfTreeTerm *node;

  if (tree == NULL
      || (report->verdict != TODOKU_VERDICT_FINE && report->verdict != TODOKU_VERDICT_EDIT
          && report->verdict != TODOKU_VERDICT_MERGE))
    return FALSE;
  node = find_failed_term (tree);
  if (node == NULL || !proofs_fail (self))
    return FALSE;

  report->failure = todoku_dns_answer_ref (node->failure);
  report->failed_question = g_strdup (node->term->text);

  return TRUE;
}

gboolean
todoku_checkup_doubt (TodokuCheckup *self)
{
  return doubt_host (self) || doubt_record (self);
}

static gboolean
record_was_read (TodokuCheckup *self)
{
  TodokuDnsAnswer *answer =
    todoku_dns_facts_peek (self->facts, self->report->domain, TODOKU_DNS_TYPE_TXT);

  return answer != NULL && !todoku_dns_status_is_failure (todoku_dns_answer_get_status (answer));
}

char *
todoku_checkup_explain_failure (TodokuCheckup *self)
{
  g_autofree char *failure = todoku_wording_failure (self->report->failure);

  if (!record_was_read (self))
    // Translators: the first argument is a sentence on what failed.
    return g_strdup_printf (
      _ ("%s So nothing can be said about your record yet. Try again in a while."), failure);
  if (self->host_is_in_doubt)
    // Translators: the argument is a sentence on what failed.
    return g_strdup_printf (
      _ ("%s So it is not known for sure where your mail is, and whether your record is right. "
         "Try again in a while, or go back one page and choose your mail host."),
      failure);

  // Translators: the first argument is a term of the record, the second a sentence on what failed.
  return g_strdup_printf (
    _ ("“%s” is a part of your record that could not be read, and receivers may give up on it. %s "
       "Try again in a while. If it stays like this, ask the company it belongs to."),
    self->report->failed_question, failure);
}
