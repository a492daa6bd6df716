// SPDX-License-Identifier: GPL-3.0-or-later

#include "checkup/judge.h"

#include "catalog/pattern.h"
#include "checkup/proof.h"
#include "checkup/returned.h"
#include "checkup/term.h"

// So many mail servers' addresses are enough to see how they fare.
#define EXCHANGES_MAX 10

// One judging.
typedef struct
{
  const TodokuCollected *collected;
  const TodokuEdit *edit;
  const char *outcome;   // the record there will be; NULL where there is none
  GPtrArray *required;   // TodokuProof: servers that are to pass
  GPtrArray *today;      // TodokuProof: servers that the published records name
  GPtrArray *named;      // TodokuProof: servers that the record names there will be
  GPtrArray *strangers;  // TodokuProof
  GPtrArray *neighbours; // TodokuProof: strangers in the networks that the record lets in
  GPtrArray *given;      // TodokuProof: the refused server
  GPtrArray
    *unknown_exchanges; // TodokuProof: mail servers of the domain that are of no company known
  TodokuJudgement *judgement;
  gboolean complete;
} Judge;

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

// ---------------------------------------------------------------------------------------------
// Who passes

static void
add_servers_of (Judge *self, GPtrArray *proofs, TodokuSpfRecord *record)
{
  self->complete &=
    todoku_proofs_add_record (proofs, self->collected->facts, self->collected->domain, record);
}

static void
add_servers_of_text (Judge *self, GPtrArray *proofs, const char *text)
{
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (text, -1);

  add_servers_of (self, proofs, record);
}

// The servers that the record itself names, but for those that only forward what comes in.
static void
require_named (Judge *self)
{
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (self->outcome, -1);
  g_autoptr (GString) senders = g_string_new ("v=spf1");

  todoku_spf_record_foreach (record, term)
    {
      const TodokuSender *sender = todoku_term_find_sender (self->collected->catalog, term);

      if (sender == NULL || !sender->receives_only)
        g_string_append_printf (senders, " %s", term->text);
    }
  add_servers_of_text (self, self->required, senders->str);
}

// Nor does what the person says that she meant by a term let in all that the term does.
static gboolean
is_let_go (Judge *self, const TodokuSpfTerm *term)
{
  GPtrArray *unwanted = self->collected->options->unwanted;
  GHashTable *answers = self->collected->options->answers;

  if (answers != NULL && g_hash_table_contains (answers, term->text))
    return TRUE;
  todoku_list_foreach (const char, text, unwanted)
    {
      g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse_term (text);
      const TodokuSpfTerm *other = todoku_spf_record_get_only_term (record);

      if (other != NULL && todoku_spf_term_equal (term, other, self->collected->domain))
        return TRUE;
    }

  return FALSE;
}

// The servers of a published record, but for the parts that the person lets go.
static void
require_kept (Judge *self, const char *text)
{
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (text, -1);
  g_autoptr (GString) kept = g_string_new ("v=spf1");

  todoku_spf_record_foreach (record, term)
    if (!is_let_go (self, term))
      g_string_append_printf (kept, " %s", term->text);
  add_servers_of_text (self, self->today, kept->str);
}

static void
list_unknown_exchanges (Judge *self)
{
  const TodokuCollected *collected = self->collected;
  TodokuDnsAnswer *mx = todoku_dns_facts_need (collected->facts, collected->domain,
                                               TODOKU_DNS_TYPE_MX, &self->complete);

  todoku_dns_answer_foreach (mx, exchange)
    {
      g_autofree char *text = g_strdup_printf ("v=spf1 a:%s", exchange->name);

      if (todoku_collected_is_unknown_exchange (collected, exchange->name)
          && self->unknown_exchanges->len < EXCHANGES_MAX)
        add_servers_of_text (self, self->unknown_exchanges, text);
    }
}

// Next to the servers of every whole network in @text, the last first.
static void
add_neighbours (Judge *self, const char *text)
{
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (text, -1);

  todoku_spf_record_foreach (record, term)
    {
      g_autofree char *alone = g_strdup_printf ("v=spf1 %s", term->text);
      g_autoptr (GPtrArray) servers = todoku_proofs_new ();

      if (todoku_spf_term_is_large (term))
        add_servers_of_text (self, servers, alone);
      for (guint j = servers->len; j > 0; j--)
        {
          TodokuDnsAddress address = ((TodokuProof *) servers->pdata[j - 1])->address;

          address.bytes[address.length - 1] ^= 1;
          todoku_proofs_add (self->neighbours, TODOKU_PROOF_STRANGER, &address, NULL);
        }
    }
}

// Who is to pass: the servers of the companies and services; where nobody is known, those that the
// record itself names.
static void
list_servers (Judge *self)
{
  const TodokuCollected *collected = self->collected;

  if (collected->refused_address.length > 0 && collected->refused != TODOKU_REFUSED_STRANGER)
    todoku_proofs_add (self->given, TODOKU_PROOF_GIVEN, &collected->refused_address,
                       collected->sending_name);
  todoku_list_foreach (const TodokuWanted, wanted, collected->wanted)
    add_servers_of (self, self->required, wanted->record);
  todoku_list_foreach (const char, text, collected->published)
    {
      require_kept (self, text);
      add_neighbours (self, text);
    }
  if (self->outcome != NULL)
    {
      add_servers_of_text (self, self->named, self->outcome);
      add_neighbours (self, self->outcome);
    }
  if (collected->wanted->len == 0 && self->outcome != NULL)
    require_named (self);
  list_unknown_exchanges (self);
  add_servers_of_text (self, self->judgement->exchanges, "v=spf1 mx");
  todoku_proofs_add_strangers (self->strangers);
}

static void
evaluate_list (Judge *self, GPtrArray *proofs)
{
  self->complete &= todoku_proofs_evaluate (proofs, self->collected->facts, self->collected->domain,
                                            self->edit->proposed);
}

// Where nobody is known, whoever takes in the mail, and passes, is to pass.
static void
require_exchanges (Judge *self)
{
  todoku_list_foreach (const TodokuProof, proof, self->judgement->exchanges)
    if (self->collected->wanted->len == 0 && proof->proposed == TODOKU_SPF_RESULT_PASS)
      todoku_proofs_add (self->required, proof->role, &proof->address, proof->name);
}

static void
evaluate (Judge *self)
{
  GPtrArray *const lists[] = { self->given,     self->required,          self->today,
                               self->named,     self->unknown_exchanges, self->strangers,
                               self->neighbours };

  evaluate_list (self, self->judgement->exchanges);
  require_exchanges (self);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    evaluate_list (self, lists[i]);
}

static gboolean
any_has_result (GPtrArray *proofs, TodokuSpfResult result)
{
  todoku_list_foreach (const TodokuProof, proof, proofs)
    if (proof->proposed == result)
      return TRUE;

  return FALSE;
}

static gboolean
all_pass (GPtrArray *proofs)
{
  todoku_list_foreach (const TodokuProof, proof, proofs)
    if (proof->proposed != TODOKU_SPF_RESULT_PASS)
      return FALSE;

  return TRUE;
}

static TodokuSpfResult
evaluate_term (Judge *self, const TodokuSpfTerm *term, const TodokuDnsAddress *address)
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
blame (Judge *self, const TodokuDnsAddress *address, TodokuSpfResult result)
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
blame_for (Judge *self, GPtrArray *proofs, TodokuSpfResult result)
{
  todoku_list_foreach (const TodokuProof, proof, proofs)
    if (proof->proposed == result)
      blame (self, &proof->address, result);
}

// The terms that let in more of the Internet than one sender has, wherever the strangers are that
// were tried.
static void
blame_openings (Judge *self, const TodokuSpfTree *tree)
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
something_may_go (Judge *self)
{
  const TodokuSpfTree *tree = todoku_edit_get_tree (self->edit);

  if (tree == NULL)
    return FALSE;

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
ask_for_removal (Judge *self)
{
  return something_may_go (self) ? TODOKU_QUESTION_REMOVAL : TODOKU_QUESTION_PROVIDER;
}

// Everybody who passes today and whom nobody let go.
static gboolean
loses_somebody (Judge *self)
{
  todoku_list_foreach (const TodokuProof, proof, self->today)
    if (proof->current == TODOKU_SPF_RESULT_PASS && proof->proposed != TODOKU_SPF_RESULT_PASS)
      return TRUE;

  return FALSE;
}

// Whether the record becomes stricter with whom nothing in it names; not by an open part that the
// person lets go.
static gboolean
end_becomes_stricter (Judge *self)
{
  const TodokuProof *stranger = g_ptr_array_index (self->strangers, 0);
  const TodokuSpfTree *tree = self->edit->current_tree;
  const TodokuSpfTreeTerm *opening = tree != NULL ? todoku_spf_tree_find_opening (tree) : NULL;

  return (opening == NULL || opening->term->kind == TODOKU_SPF_TERM_ALL)
         && (stranger->current == TODOKU_SPF_RESULT_PASS
             || stranger->current == TODOKU_SPF_RESULT_NEUTRAL)
         && (stranger->proposed == TODOKU_SPF_RESULT_SOFTFAIL
             || stranger->proposed == TODOKU_SPF_RESULT_FAIL);
}

// The first mail server that fares as any stranger does, today and with the record there will be.
static char *
find_passing_by_end (Judge *self)
{
  const TodokuProof *stranger = g_ptr_array_index (self->strangers, 0);

  if (!end_becomes_stricter (self))
    return NULL;
  todoku_list_foreach (const TodokuProof, proof, self->unknown_exchanges)
    if (proof->current == stranger->current && proof->proposed == stranger->proposed)
      return g_strdup (proof->name);

  return NULL;
}

// ---------------------------------------------------------------------------------------------
// What has to be said first

// What keeps the edit from being made at all.
static TodokuQuestion
ask_for_companies (Judge *self)
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
ask_for_record (Judge *self)
{
  const TodokuSpfTree *tree = todoku_edit_get_tree (self->edit);
  TodokuJudgement *judgement = self->judgement;

  if (any_has_result (self->strangers, TODOKU_SPF_RESULT_PASS)
      || (tree != NULL && todoku_spf_tree_find_opening (tree) != NULL))
    {
      judgement->lets_strangers_in = TRUE;
      blame_for (self, self->strangers, TODOKU_SPF_RESULT_PASS);
      blame_openings (self, tree);
      return ask_for_removal (self);
    }
  judgement->over_limit = tree != NULL && todoku_spf_tree_is_over_a_limit (tree);
  judgement->was_over_limit =
    self->edit->current_tree != NULL && todoku_spf_tree_is_over_a_limit (self->edit->current_tree);
  // Receivers give up on it, be it only where none of the person's own servers is.
  if (((TodokuProof *) self->strangers->pdata[0])->proposed == TODOKU_SPF_RESULT_PERMERROR
      || any_has_result (self->required, TODOKU_SPF_RESULT_PERMERROR)
      || any_has_result (self->named, TODOKU_SPF_RESULT_PERMERROR))
    {
      blame_for (self, self->required, TODOKU_SPF_RESULT_PERMERROR);
      blame_for (self, self->named, TODOKU_SPF_RESULT_PERMERROR);
      blame (self, &((TodokuProof *) self->strangers->pdata[0])->address,
             TODOKU_SPF_RESULT_PERMERROR);
      return ask_for_removal (self);
    }
  if (judgement->over_limit || loses_somebody (self))
    return ask_for_removal (self);
  if (self->collected->wanted->len > 0 && !all_pass (self->required)
      && !any_has_result (self->required, TODOKU_SPF_RESULT_TEMPERROR))
    return TODOKU_QUESTION_PROVIDER;

  return TODOKU_QUESTION_NONE;
}

// Who else may have sent what was refused.
static TodokuQuestion
ask_for_server (Judge *self)
{
  if (self->collected->refused == TODOKU_REFUSED_UNNAMED)
    return self->edit->proposed == NULL ? TODOKU_QUESTION_SERVER : TODOKU_QUESTION_NONE;

  return all_pass (self->given) ? TODOKU_QUESTION_NONE : TODOKU_QUESTION_SERVER;
}

// Whether the verdict follows from who holds the mail, and nobody but the DNS said who does.
static gboolean
rests_on_detection (Judge *self)
{
  return self->collected->options->host == NULL && self->collected->options->value == NULL;
}

// Whether the servers of whoever holds the mail are among those that are to pass.
static gboolean
host_is_wanted (const TodokuCollected *collected)
{
  const TodokuMailHost *host = collected->mail.host;
  const char *name = host != NULL ? todoku_catalog_text_get (&host->name) : NULL;

  todoku_list_foreach (const TodokuWanted, wanted, collected->wanted)
    if (g_strcmp0 (wanted->name, name) == 0)
      return collected->options->value != NULL || host != NULL;

  return FALSE;
}

static TodokuQuestion
ask (Judge *self)
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

  // A record that lets nobody in is right only for a domain that has no mail.
  if (!any_has_result (self->required, TODOKU_SPF_RESULT_PASS)
      && !any_has_result (self->required, TODOKU_SPF_RESULT_TEMPERROR)
      && self->collected->receives_mail != FALSE)
    return TODOKU_QUESTION_HOST;
  if (self->judgement->passes_by_end != NULL && rests_on_detection (self)
      && !host_is_wanted (self->collected))
    return TODOKU_QUESTION_HOST;

  return TODOKU_QUESTION_NONE;
}

// A name that is an alias has no record of its own, whatever should stand in it.
static TodokuQuestion
find_question (Judge *self)
{
  TodokuQuestion question = ask (self);

  return question != TODOKU_QUESTION_NONE && self->collected->alias != NULL ? TODOKU_QUESTION_ALIAS
                                                                            : question;
}

// ---------------------------------------------------------------------------------------------
// The verdict

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
// just what should stand there.
static gboolean
switch_does_it (Judge *self)
{
  const TodokuCollected *collected = self->collected;
  const TodokuMailHost *host = collected->mail.host;

  return host != NULL && collected->options->value == NULL && host->switch_steps->len > 0
         && collected->other_dns_provider == NULL && collected->wanted->len > 0
         && name_servers_match (collected, host->switch_ns)
         && g_strcmp0 (self->edit->proposed,
                       todoku_spf_record_get_text (
                         ((TodokuWanted *) collected->wanted->pdata[0])->record))
              == 0;
}

static void
set_failure (Judge *self, TodokuDnsAnswer *failure, char *question)
{
  self->judgement->failure = failure;
  self->judgement->failed_question = question;
}

static TodokuVerdict
find_verdict (Judge *self)
{
  const TodokuCollected *collected = self->collected;

  if (collected->status == TODOKU_DNS_STATUS_NX_DOMAIN)
    return TODOKU_VERDICT_NO_DOMAIN;
  if (todoku_dns_status_is_failure (collected->status))
    {
      set_failure (self, collected->txt, g_strconcat (collected->domain, " TXT", NULL));
      return TODOKU_VERDICT_UNKNOWN;
    }
  self->judgement->question = find_question (self);
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
host_is_in_doubt (Judge *self)
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
  self->judgement->host_is_in_doubt = TRUE;

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
      if (node->state == TODOKU_SPF_TREE_DNS_FAILURE && node->failure != NULL)
        return node;
    }

  return NULL;
}

// Receivers give up on a record where they come to what cannot be read.
static gboolean
record_is_in_doubt (Judge *self)
{
  const TodokuSpfTree *tree = todoku_edit_get_tree (self->edit);
  const TodokuSpfTreeTerm *node = tree != NULL ? find_failed_term (tree) : NULL;

  if (node == NULL)
    return FALSE;
  if (self->collected->wanted->len > 0 && all_pass (self->required))
    {
      self->judgement->unread = g_strdup (node->term->text);
      return FALSE;
    }
  set_failure (self, node->failure, g_strdup (node->term->text));

  return TRUE;
}

static gboolean
is_in_doubt (Judge *self)
{
  TodokuVerdict verdict = self->judgement->verdict;
  gboolean rests_on_record = verdict == TODOKU_VERDICT_FINE || verdict == TODOKU_VERDICT_EDIT
                             || verdict == TODOKU_VERDICT_MERGE;

  if (verdict == TODOKU_VERDICT_UNKNOWN || verdict == TODOKU_VERDICT_NO_DOMAIN)
    return FALSE;

  return host_is_in_doubt (self) || (rests_on_record && record_is_in_doubt (self));
}

// What a returned mail blames beside SPF is the answer, but never hides a record that is missing or
// broken; nor, where the receiver may have meant SPF all the same, one that has to be changed.
static gboolean
is_not_spf (Judge *self)
{
  const TodokuBounce *bounce = self->collected->options->bounce;
  gboolean is_other =
    bounce == NULL
    && todoku_arrived_is_about_other (self->collected->options->received, self->collected->domain);

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
             || (self->edit->proposed == NULL && all_pass (self->given)));
}

// A record lets in whom it names: that says nothing of who sends, where that is not known.
static TodokuDmarcPassing
count_passing (const Judge *self)
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

  return n_passing > 0 && host_is_wanted (self->collected) && question != TODOKU_QUESTION_VALUE
             && question != TODOKU_QUESTION_HOST && question != TODOKU_QUESTION_SERVER
           ? TODOKU_DMARC_PASSING_ALL
           : TODOKU_DMARC_PASSING_UNKNOWN;
}

// All that a person may want to see of it.
static void
collect_proofs (Judge *self)
{
  GPtrArray *const lists[] = { self->given, self->required, self->unknown_exchanges,
                               self->strangers, self->neighbours };

  // A mail server that is let in no more, or only now, tells what the change is about.
  for (guint i = self->unknown_exchanges->len; i-- > 0 && !end_becomes_stricter (self);)
    {
      const TodokuProof *proof = g_ptr_array_index (self->unknown_exchanges, i);

      if (proof->proposed != TODOKU_SPF_RESULT_PASS || proof->current == TODOKU_SPF_RESULT_PASS)
        g_ptr_array_remove_index (self->unknown_exchanges, i);
    }
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    g_ptr_array_extend_and_steal (self->judgement->proofs, g_ptr_array_ref (lists[i]));
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
  Judge self = {
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
  list_servers (&self);
  evaluate (&self);
  judgement->fails_today =
    ((TodokuProof *) strangers->pdata[0])->current == TODOKU_SPF_RESULT_PERMERROR;
  judgement->passes_by_end = find_passing_by_end (&self);
  judgement->lets_somebody_in = any_has_result (named, TODOKU_SPF_RESULT_PASS)
                                || any_has_result (judgement->exchanges, TODOKU_SPF_RESULT_PASS);
  judgement->verdict = find_verdict (&self);
  judgement->passing = count_passing (&self);
  if (is_not_spf (&self))
    judgement->verdict = TODOKU_VERDICT_NOT_SPF;
  else if (is_in_doubt (&self))
    judgement->verdict = TODOKU_VERDICT_UNKNOWN;
  if (judgement->verdict != TODOKU_VERDICT_CHOOSE)
    judgement->question = TODOKU_QUESTION_NONE;
  judgement->sends_nothing =
    judgement->verdict == TODOKU_VERDICT_FINE && !any_has_result (required, TODOKU_SPF_RESULT_PASS);
  collect_proofs (&self);
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
  g_free (judgement->unread);
  g_free (judgement);
}
