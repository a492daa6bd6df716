// SPDX-License-Identifier: GPL-3.0-or-later

// The verdict.

#include "catalog/pattern.h"
#include "checkup/judge-private.h"
#include "checkup/returned.h"
#include "checkup/term.h"

const char *
todoku_verdict_get_id (TodokuVerdict verdict)
{
  static const char *const ids[] = {
    [TODOKU_VERDICT_FINE] = "fine",       [TODOKU_VERDICT_ADD] = "add",
    [TODOKU_VERDICT_EDIT] = "edit",       [TODOKU_VERDICT_MERGE] = "merge",
    [TODOKU_VERDICT_SWITCH] = "switch",   [TODOKU_VERDICT_NOT_SPF] = "not-spf",
    [TODOKU_VERDICT_UNKNOWN] = "unknown", [TODOKU_VERDICT_NO_DOMAIN] = "no-domain",
    [TODOKU_VERDICT_CHOOSE] = "choose",
  };

  return ids[verdict];
}

gboolean
todoku_verdict_has_value (TodokuVerdict verdict)
{
  return verdict == TODOKU_VERDICT_ADD || verdict == TODOKU_VERDICT_EDIT
         || verdict == TODOKU_VERDICT_MERGE;
}

const char *
todoku_question_get_id (TodokuQuestion question)
{
  static const char *const ids[] = {
    [TODOKU_QUESTION_NONE] = NULL,           [TODOKU_QUESTION_HOST] = "host",
    [TODOKU_QUESTION_VALUE] = "value",       [TODOKU_QUESTION_TERM] = "term",
    [TODOKU_QUESTION_SERVER] = "server",     [TODOKU_QUESTION_REMOVAL] = "removal",
    [TODOKU_QUESTION_PROVIDER] = "provider", [TODOKU_QUESTION_ALIAS] = "alias",
  };

  return ids[question];
}

static gboolean
name_servers_match (const TodokuCollected *collected, char **globs)
{
  for (guint i = 0; globs != NULL && collected->name_servers[i] != NULL; i++)
    for (guint j = 0; globs[j] != NULL; j++)
      if (todoku_catalog_glob_matches (globs[j], collected->name_servers[i]))
        return TRUE;

  return FALSE;
}

// A switch writes the host's own value over whatever is there: it is the way only where that is
// just what should stand there, and does not already, beside another one.
static gboolean
switch_does_it (TodokuJudge *self)
{
  const TodokuCollected *collected = self->collected;
  const TodokuMailHost *host = collected->mail.host;

  return host != NULL && collected->options->value == NULL && host->switch_steps->len > 0
         && collected->other_dns_provider == NULL && collected->wanted->len > 0
         && name_servers_match (collected, host->switch_ns)
         && (host->switch_is_preset
             || !todoku_list_has_text (collected->published, self->edit->proposed))
         && g_strcmp0 (self->edit->proposed,
                       todoku_spf_record_get_text (
                         ((TodokuWanted *) collected->wanted->pdata[0])->record))
              == 0;
}

static void
set_failure (TodokuJudge *self, TodokuDnsAnswer *failure, char *question)
{
  self->judgement->failure = failure;
  self->judgement->failed_question = question;
}

static TodokuVerdict
find_verdict (TodokuJudge *self)
{
  const TodokuCollected *collected = self->collected;

  if (collected->status == TODOKU_DNS_STATUS_NX_DOMAIN)
    return TODOKU_VERDICT_NO_DOMAIN;
  if (todoku_dns_status_is_failure (collected->status))
    {
      set_failure (self, collected->txt, g_strconcat (collected->domain, " TXT", NULL));
      return TODOKU_VERDICT_UNKNOWN;
    }
  self->judgement->question = todoku_judge_find_question (self);
  if (self->judgement->question != TODOKU_QUESTION_NONE)
    return TODOKU_VERDICT_CHOOSE;
  if (self->edit->proposed == NULL)
    return TODOKU_VERDICT_FINE;
  if (switch_does_it (self))
    return TODOKU_VERDICT_SWITCH;
  if (collected->published->len == 0)
    return TODOKU_VERDICT_ADD;

  return collected->published->len > 1 ? TODOKU_VERDICT_MERGE : TODOKU_VERDICT_EDIT;
}

// With an answer that is missing, another mail host may have been found, where nobody but the DNS
// said who holds the mail: neither is the record right for sure, nor any proposal.
static gboolean
host_is_unsure (TodokuJudge *self)
{
  const TodokuCollected *collected = self->collected;
  g_autoptr (TodokuDnsQuestion) question = NULL;

  if (collected->options->host != NULL || collected->options->value != NULL)
    return FALSE;
  question = todoku_detect_find_failure (collected->catalog, collected->facts, collected->domain,
                                         (const char *const *) collected->repaired);
  if (question == NULL)
    return FALSE;

  set_failure (self, todoku_dns_facts_peek (collected->facts, question->name, question->type),
               g_strdup_printf ("%s %s", question->name,
                                todoku_dns_type_to_string (question->type)));
  self->judgement->host_is_unsure = TRUE;

  return TRUE;
}

static const TodokuSpfTreeTerm *
find_failed_term (const TodokuSpfTree *tree)
{
  todoku_list_foreach (const TodokuSpfTreeTerm, node, tree->terms)
    {
      const TodokuSpfTreeTerm *below = node->child != NULL ? find_failed_term (node->child) : NULL;

      if (below != NULL)
        return below;
      if (node->state == TODOKU_SPF_TREE_DNS_FAILURE)
        return node;
    }

  return NULL;
}

// Receivers give up on a record where they come to what cannot be read.
static gboolean
record_is_unsure (TodokuJudge *self)
{
  const TodokuSpfTree *tree = todoku_edit_get_tree (self->edit);
  const TodokuSpfTreeTerm *node = tree != NULL ? find_failed_term (tree) : NULL;
  // Where nobody is to be let in, the one who is known to send is the server that was refused.
  GPtrArray *known = self->collected->wanted->len > 0 ? self->required : self->given;
  const TodokuProof *stranger = g_ptr_array_index (self->strangers, 0);
  // What has no effect so far, as behind the end, is not given one that nobody has seen.
  gboolean is_new = stranger->proposed == TODOKU_SPF_RESULT_TEMPERROR
                    && stranger->current != TODOKU_SPF_RESULT_NONE
                    && stranger->current != TODOKU_SPF_RESULT_TEMPERROR
                    && stranger->current != TODOKU_SPF_RESULT_PERMERROR;

  if (node == NULL)
    return FALSE;
  if (!is_new && known->len > 0 && todoku_judge_all_pass (known))
    {
      self->judgement->unread = g_strdup (node->term->text);
      return FALSE;
    }
  set_failure (self, node->failure, g_strdup (node->term->text));

  return TRUE;
}

static gboolean
is_unsure (TodokuJudge *self)
{
  TodokuVerdict verdict = self->judgement->verdict;
  gboolean rests_on_record = verdict == TODOKU_VERDICT_FINE || verdict == TODOKU_VERDICT_ADD
                             || verdict == TODOKU_VERDICT_EDIT || verdict == TODOKU_VERDICT_MERGE;

  if (verdict == TODOKU_VERDICT_UNKNOWN || verdict == TODOKU_VERDICT_NO_DOMAIN)
    return FALSE;

  return host_is_unsure (self) || (rests_on_record && record_is_unsure (self));
}

// What a returned mail blames beside SPF is the answer, but never hides a record that is missing or
// broken; nor, where the receiver may have meant SPF all the same, one that has to be changed.
static gboolean
is_not_spf (TodokuJudge *self)
{
  const TodokuBounce *bounce = self->collected->options->bounce;
  gboolean is_other = self->collected->refused == TODOKU_REFUSED_RECEIVER
                      || (bounce == NULL
                          && todoku_arrived_is_about_other (self->collected->options->received,
                                                            self->collected->domain));

  if (bounce == NULL && self->judgement->verdict == TODOKU_VERDICT_FINE
      && todoku_arrived_fails (self->collected->options->received, self->collected->domain))
    return TRUE;
  if ((bounce == NULL && !is_other) || self->judgement->verdict == TODOKU_VERDICT_NO_DOMAIN)
    return FALSE;
  if (!is_other && !todoku_returned_needs_more (bounce, self->collected->domain))
    return self->judgement->verdict == TODOKU_VERDICT_FINE
           && self->collected->refused == TODOKU_REFUSED_NONE;
  if (self->judgement->verdict == TODOKU_VERDICT_UNKNOWN)
    return TRUE;

  // Nor does one of several do anything for anybody.
  return self->collected->published->len == 1 && !self->judgement->fails_today
         && (is_other || !todoku_bounce_needs_record (bounce)
             || (self->edit->proposed == NULL && todoku_judge_all_pass (self->given)));
}

// A record lets in whom it names: that says nothing of who sends, where that is not known.
static TodokuDmarcPassing
count_passing (const TodokuJudge *self)
{
  GPtrArray *const lists[] = { self->given, self->required };
  TodokuQuestion question = self->judgement->question;
  guint n_passing = 0;
  guint n_failing = 0;

  if (todoku_dns_status_is_failure (self->collected->status))
    return TODOKU_DMARC_PASSING_UNKNOWN;
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    todoku_list_foreach (const TodokuProof, proof, lists[i])
      {
        TodokuSpfResult result = proof->current;

        if (result == TODOKU_SPF_RESULT_TEMPERROR)
          return TODOKU_DMARC_PASSING_UNKNOWN;
        n_passing += result == TODOKU_SPF_RESULT_PASS ? 1 : 0;
        n_failing += result != TODOKU_SPF_RESULT_PASS ? 1 : 0;
      }
  if (n_passing == 0
      && (n_failing > 0 || self->collected->published->len != 1 || self->judgement->fails_today))
    return TODOKU_DMARC_PASSING_NONE;
  if (n_failing > 0)
    return TODOKU_DMARC_PASSING_SOME;

  return n_passing > 0 && todoku_judge_host_is_wanted (self->collected)
             && question != TODOKU_QUESTION_VALUE && question != TODOKU_QUESTION_HOST
             && question != TODOKU_QUESTION_SERVER
           ? TODOKU_DMARC_PASSING_ALL
           : TODOKU_DMARC_PASSING_UNKNOWN;
}

static gboolean
sends_nothing (TodokuJudge *self)
{
  return (self->judgement->verdict == TODOKU_VERDICT_FINE
          && !todoku_judge_any_has_result (self->required, TODOKU_SPF_RESULT_PASS))
         || (todoku_verdict_has_value (self->judgement->verdict)
             && self->collected->receives_mail == FALSE
             && todoku_term_is_all_that_refuses (self->outcome));
}

TodokuJudgement *
todoku_judge (const TodokuCollected *collected, const TodokuEdit *edit, gboolean *complete)
{
  TodokuJudgement *judgement = g_new0 (TodokuJudgement, 1);
  g_autoptr (GPtrArray) required = todoku_proofs_new ();
  g_autoptr (GPtrArray) today = todoku_proofs_new ();
  g_autoptr (GPtrArray) named = todoku_proofs_new ();
  g_autoptr (GPtrArray) strangers = todoku_proofs_new ();
  g_autoptr (GPtrArray) neighbours = todoku_proofs_new ();
  g_autoptr (GPtrArray) given = todoku_proofs_new ();
  g_autoptr (GPtrArray) unknown_exchanges = todoku_proofs_new ();
  TodokuJudge self = {
    .collected = collected,
    .edit = edit,
    .outcome = todoku_edit_get_outcome (edit, collected),
    .required = required,
    .today = today,
    .named = named,
    .strangers = strangers,
    .neighbours = neighbours,
    .given = given,
    .unknown_exchanges = unknown_exchanges,
    .judgement = judgement,
    .complete = TRUE,
  };

  judgement->proofs = todoku_proofs_new ();
  judgement->blamed = g_ptr_array_new_with_free_func (g_free);
  judgement->exchanges = todoku_proofs_new ();
  todoku_judge_list_servers (&self);
  todoku_judge_evaluate (&self);
  judgement->fails_today =
    ((TodokuProof *) strangers->pdata[0])->current == TODOKU_SPF_RESULT_PERMERROR;
  judgement->passes_by_end = todoku_judge_find_passing_by_end (&self);
  judgement->refused_exchange = todoku_judge_find_refused_exchange (&self);
  judgement->lets_somebody_in =
    todoku_judge_any_has_result (named, TODOKU_SPF_RESULT_PASS)
    || todoku_judge_any_has_result (judgement->exchanges, TODOKU_SPF_RESULT_PASS);
  judgement->verdict = find_verdict (&self);
  judgement->passing = count_passing (&self);
  if (is_not_spf (&self))
    judgement->verdict = TODOKU_VERDICT_NOT_SPF;
  else if (is_unsure (&self))
    judgement->verdict = TODOKU_VERDICT_UNKNOWN;
  if (judgement->verdict != TODOKU_VERDICT_CHOOSE)
    judgement->question = TODOKU_QUESTION_NONE;
  judgement->sends_nothing = sends_nothing (&self);
  todoku_judge_collect_proofs (&self);
  *complete = self.complete;

  return judgement;
}

void
todoku_judgement_free (TodokuJudgement *judgement)
{
  g_ptr_array_unref (judgement->proofs);
  g_ptr_array_unref (judgement->blamed);
  g_ptr_array_unref (judgement->exchanges);
  g_free (judgement->failed_question);
  g_free (judgement->passes_by_end);
  g_free (judgement->refused_exchange);
  g_free (judgement->unread);
  g_free (judgement);
}
