// SPDX-License-Identifier: GPL-3.0-or-later

// What has to be said first: what is wrong with the record there will be, and who has to be asked.

#include "checkup/judge-private.h"

#include "checkup/term.h"

static TodokuSpfResult
evaluate_term (TodokuJudge *self, const TodokuSpfTerm *term, const TodokuDnsAddress *address)
{
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse_term (term->text);
  TodokuSpfResult result = TODOKU_SPF_RESULT_NONE;

  if (!todoku_proof_evaluate (self->collected->facts, self->collected->domain, address, record,
                              &result))
    self->complete = FALSE;

  return result;
}

// The terms that by themselves have the outcome @result for @address.
static void
blame (TodokuJudge *self, const TodokuDnsAddress *address, TodokuSpfResult result)
{
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (self->outcome, -1);
  GPtrArray *blamed = self->judgement->blamed;

  todoku_spf_record_foreach (record, term)
    {
      if (term->kind == TODOKU_SPF_TERM_EXP || term->kind == TODOKU_SPF_TERM_MODIFIER
          || term->kind == TODOKU_SPF_TERM_ALL || todoku_list_has_text (blamed, term->text))
        continue;
      if (evaluate_term (self, term, address) == result)
        g_ptr_array_add (blamed, g_strdup (term->text));
    }
}

static void
blame_for (TodokuJudge *self, GPtrArray *proofs, TodokuSpfResult result)
{
  todoku_list_foreach (const TodokuProof, proof, proofs)
    if (proof->proposed == result)
      blame (self, &proof->address, result);
}

// The terms that let in more of the Internet than one sender has, wherever the strangers are that
// were tried.
static void
blame_openings (TodokuJudge *self, const TodokuSpfTree *tree)
{
  if (tree == NULL)
    return;

  todoku_list_foreach (const TodokuSpfTreeTerm, node, tree->terms)
    if (todoku_spf_tree_term_is_opening (node) && node->term->kind != TODOKU_SPF_TERM_ALL)
      todoku_list_add_text (self->judgement->blamed, node->term->text);
}

// What the record is without @term.
static TodokuSpfRecord *
parse_without (const char *text, const TodokuSpfTerm *term)
{
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (text, -1);
  g_autoptr (GString) rest = g_string_new ("v=spf1");

  todoku_spf_record_foreach (record, other)
    if (other->position != term->position)
      g_string_append_printf (rest, " %s", other->text);

  return todoku_spf_record_parse (rest->str, -1);
}

static gboolean
lets_in (const TodokuCollected *collected, TodokuSpfRecord *alone, const TodokuDnsAddress *address)
{
  TodokuSpfResult result;

  return address->length > 0
         && todoku_proof_evaluate (collected->facts, collected->domain, address, alone, &result)
         && result == TODOKU_SPF_RESULT_PASS;
}

static gboolean
lets_any_in (const TodokuCollected *collected, TodokuSpfRecord *alone, GArray *addresses)
{
  for (guint i = 0; addresses != NULL && i < addresses->len; i++)
    if (lets_in (collected, alone, &g_array_index (addresses, TodokuDnsAddress, i)))
      return TRUE;

  return FALSE;
}

gboolean
todoku_collected_lets_given_in (const TodokuCollected *collected, TodokuSpfRecord *alone)
{
  const TodokuBounce *bounce = collected->options->bounce;
  const TodokuReceived *received = collected->options->received;

  if (todoku_collected_refused_is_foreign (collected))
    return FALSE;

  return lets_in (collected, alone, &collected->refused_address)
         || lets_any_in (collected, alone, collected->options->ips)
         || (bounce != NULL && lets_any_in (collected, alone, bounce->ips))
         || (bounce != NULL && lets_in (collected, alone, &bounce->ip))
         || (received != NULL && lets_in (collected, alone, &received->ip));
}

// Whether the server of the web site passes by it: who runs that need not be known.
static gboolean
lets_web_site_in (const TodokuCollected *collected, TodokuSpfRecord *alone)
{
  g_autoptr (TodokuSpfRecord) site = todoku_spf_record_parse ("v=spf1 a ~all", -1);
  g_autoptr (GPtrArray) servers = todoku_proofs_new ();

  todoku_proofs_add_record (servers, collected->facts, collected->domain, site);
  todoku_list_foreach (const TodokuProof, proof, servers)
    if (lets_in (collected, alone, &proof->address))
      return TRUE;

  return FALSE;
}

// Whether it is known that somebody sends by @term.
static gboolean
is_in_use (const TodokuCollected *collected, const TodokuSpfTerm *term, TodokuSpfRecord *alone)
{
  const TodokuSender *sender = todoku_term_find_sender (collected->catalog, term);

  return (sender != NULL && g_ptr_array_find (collected->ticked, sender, NULL))
         || todoku_collected_lets_given_in (collected, alone)
         || lets_web_site_in (collected, alone);
}

// What cannot be said yet is taken for yes: nobody is to lock herself out.
gboolean
todoku_judgement_rests_on (const TodokuJudgement *judgement,
                           const TodokuCollected *collected,
                           const TodokuEdit *edit,
                           const TodokuSpfTerm *term)
{
  const char *outcome = todoku_edit_get_outcome (edit, collected);
  g_autoptr (TodokuSpfRecord) alone = todoku_spf_record_parse_term (term->text);
  g_autoptr (TodokuSpfRecord) without = NULL;

  if (is_in_use (collected, term, alone))
    return TRUE;
  todoku_list_foreach (const TodokuProof, proof, judgement->exchanges)
    {
      TodokuSpfResult result;

      if (proof->proposed != TODOKU_SPF_RESULT_PASS
          || (todoku_proof_evaluate (collected->facts, collected->domain, &proof->address, alone,
                                     &result)
              && result != TODOKU_SPF_RESULT_PASS))
        continue;
      if (without == NULL)
        without = parse_without (outcome, term);
      if (!todoku_proof_evaluate (collected->facts, collected->domain, &proof->address, without,
                                  &result)
          || result != TODOKU_SPF_RESULT_PASS)
        return TRUE;
    }

  return FALSE;
}

// Whether something in the record may go so that it works: not what the companies need.
static gboolean
something_may_go (TodokuJudge *self)
{
  const TodokuSpfTree *tree = todoku_edit_get_tree (self->edit);

  todoku_list_foreach (const TodokuSpfTreeTerm, node, tree->terms)
    {
      gboolean is_blamed = todoku_list_has_text (self->judgement->blamed, node->term->text);
      gboolean relieves =
        self->judgement->over_limit && node->lookups > 0
        && todoku_spf_term_is_mechanism (node->term)
        && !todoku_judgement_rests_on (self->judgement, self->collected, self->edit, node->term);

      if ((is_blamed || relieves) && !todoku_collected_wants (self->collected, node->term))
        return TRUE;
    }

  return FALSE;
}

static TodokuQuestion
ask_for_removal (TodokuJudge *self)
{
  return something_may_go (self) ? TODOKU_QUESTION_REMOVAL : TODOKU_QUESTION_PROVIDER;
}

// What keeps the edit from being made at all.
static TodokuQuestion
ask_for_companies (TodokuJudge *self)
{
  const TodokuCollected *collected = self->collected;
  const TodokuMailHost *host = collected->mail.host;

  if (collected->mail.missing != NULL || collected->web.missing != NULL
      || collected->value_error != NULL)
    return TODOKU_QUESTION_VALUE;
  if (collected->web_is_sender && collected->web.host->spf == NULL)
    return TODOKU_QUESTION_VALUE;
  if (host != NULL && host->spf == NULL && self->collected->wanted->len == 0)
    return TODOKU_QUESTION_VALUE;
  if (self->collected->wanted->len == 0
      && collected->published->len + collected->misplaced->len == 0)
    return TODOKU_QUESTION_HOST;

  return TODOKU_QUESTION_NONE;
}

// What the proofs show to be wrong with the record there will be.
static TodokuQuestion
ask_for_record (TodokuJudge *self)
{
  const TodokuSpfTree *tree = todoku_edit_get_tree (self->edit);
  TodokuJudgement *judgement = self->judgement;

  if (todoku_judge_any_has_result (self->strangers, TODOKU_SPF_RESULT_PASS)
      || (tree != NULL && todoku_spf_tree_find_opening (tree) != NULL))
    {
      judgement->lets_strangers_in = TRUE;
      blame_for (self, self->strangers, TODOKU_SPF_RESULT_PASS);
      blame_openings (self, tree);
      return ask_for_removal (self);
    }
  judgement->over_limit = todoku_spf_tree_is_over_a_limit (tree);
  judgement->was_over_limit =
    self->edit->current_tree != NULL && todoku_spf_tree_is_over_a_limit (self->edit->current_tree);
  // Receivers give up on it, be it only where none of the person's own servers is.
  if (((TodokuProof *) self->strangers->pdata[0])->proposed == TODOKU_SPF_RESULT_PERMERROR
      || todoku_judge_any_has_result (self->required, TODOKU_SPF_RESULT_PERMERROR)
      || todoku_judge_any_has_result (self->named, TODOKU_SPF_RESULT_PERMERROR))
    {
      blame_for (self, self->required, TODOKU_SPF_RESULT_PERMERROR);
      blame_for (self, self->named, TODOKU_SPF_RESULT_PERMERROR);
      blame (self, &((TodokuProof *) self->strangers->pdata[0])->address,
             TODOKU_SPF_RESULT_PERMERROR);
      return ask_for_removal (self);
    }
  if (judgement->over_limit || todoku_judge_loses_somebody (self))
    return ask_for_removal (self);
  if (self->collected->wanted->len > 0 && !todoku_judge_all_pass (self->required)
      && !todoku_judge_any_has_result (self->required, TODOKU_SPF_RESULT_TEMPERROR))
    return TODOKU_QUESTION_PROVIDER;

  return TODOKU_QUESTION_NONE;
}

// Whether the person chose somebody beside the mail host, who is let in.
static gboolean
has_chosen_sender (const TodokuCollected *collected)
{
  todoku_list_foreach (const TodokuSender, sender, collected->ticked)
    {
      g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse_term (sender->term);

      if (todoku_collected_wants (collected, todoku_spf_record_get_only_term (record)))
        return TRUE;
    }

  return collected->options->web_host != NULL;
}

// Who else may have sent what was refused; an answer stays one once it is in the record.
static TodokuQuestion
ask_for_server (TodokuJudge *self)
{
  if (self->collected->refused == TODOKU_REFUSED_UNNAMED)
    return self->edit->proposed == NULL && !has_chosen_sender (self->collected)
             ? TODOKU_QUESTION_SERVER
             : TODOKU_QUESTION_NONE;

  return todoku_judge_all_pass (self->given) ? TODOKU_QUESTION_NONE : TODOKU_QUESTION_SERVER;
}

// Whether the verdict follows from who holds the mail, and nobody but the DNS said who does.
static gboolean
rests_on_detection (TodokuJudge *self)
{
  return self->collected->options->host == NULL && self->collected->options->value == NULL;
}

gboolean
todoku_judge_host_is_wanted (const TodokuCollected *collected)
{
  const TodokuMailHost *host = collected->mail.host;
  const char *name = host != NULL ? todoku_catalog_text_get (&host->name) : NULL;

  todoku_list_foreach (const TodokuWanted, wanted, collected->wanted)
    if (g_strcmp0 (wanted->name, name) == 0)
      return collected->options->value != NULL || host != NULL;

  return FALSE;
}

static TodokuQuestion
ask (TodokuJudge *self)
{
  TodokuQuestion question = ask_for_companies (self);

  if (question != TODOKU_QUESTION_NONE)
    return question;
  if (self->edit->questions->len > 0)
    return TODOKU_QUESTION_TERM;
  // Something is always proposed where there is nothing, but for an alias.
  if (self->outcome == NULL)
    return self->collected->alias != NULL ? TODOKU_QUESTION_ALIAS : TODOKU_QUESTION_NONE;
  question = ask_for_record (self);
  if (question == TODOKU_QUESTION_NONE)
    question = ask_for_server (self);
  if (question != TODOKU_QUESTION_NONE)
    return question;

  // A record that lets nobody in is right only for a domain that has no mail; and where the record
  // refused nobody so far, the site may send, and nobody but the person knows.
  if (!todoku_judge_any_has_result (self->required, TODOKU_SPF_RESULT_PASS)
      && !todoku_judge_any_has_result (self->required, TODOKU_SPF_RESULT_TEMPERROR)
      && (self->collected->receives_mail != FALSE
          || (rests_on_detection (self) && todoku_judge_end_becomes_stricter (self))))
    return TODOKU_QUESTION_HOST;
  if (self->judgement->passes_by_end != NULL && rests_on_detection (self)
      && !todoku_judge_host_is_wanted (self->collected))
    return TODOKU_QUESTION_HOST;

  return TODOKU_QUESTION_NONE;
}

// A name that is an alias has no record of its own, whatever should stand in it.
TodokuQuestion
todoku_judge_find_question (TodokuJudge *self)
{
  TodokuQuestion question = ask (self);

  return question != TODOKU_QUESTION_NONE && self->collected->alias != NULL ? TODOKU_QUESTION_ALIAS
                                                                            : question;
}
