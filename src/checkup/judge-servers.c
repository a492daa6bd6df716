// SPDX-License-Identifier: GPL-3.0-or-later

// Who is tried, and how they fare.

#include "checkup/judge-private.h"

#include "checkup/term.h"
#include "dns/name.h"
#include "spf/suggest.h"

// So many mail servers' addresses are enough to see how they fare.
#define EXCHANGES_MAX 10

static void
add_servers_of (TodokuJudge *self, GPtrArray *proofs, TodokuSpfRecord *record)
{
  self->complete &=
    todoku_proofs_add_record (proofs, self->collected->facts, self->collected->domain, record);
}

static void
add_servers_of_text (TodokuJudge *self, GPtrArray *proofs, const char *text)
{
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (text, -1);

  add_servers_of (self, proofs, record);
}

static gboolean
only_receives (TodokuJudge *self, const char *exchange)
{
  const TodokuSender *service =
    exchange != NULL ? todoku_collected_find_service (self->collected, exchange) : NULL;

  return service != NULL && service->receives_only;
}

// The servers that the record itself names, but for those that only forward what comes in.
static void
require_named (TodokuJudge *self)
{
  add_servers_of_text (self, self->required, self->outcome);
  for (guint i = self->required->len; i-- > 0;)
    if (only_receives (self, ((TodokuProof *) self->required->pdata[i])->name))
      g_ptr_array_remove_index (self->required, i);
}

// Nor does what the person says that she meant by a term let in all that the term does; and those
// of an example are nobody's who sends.
static gboolean
is_let_go (TodokuJudge *self, const TodokuSpfTerm *term)
{
  GHashTable *answers = self->collected->options->answers;

  return (answers != NULL && g_hash_table_contains (answers, term->text))
         || (term->value != NULL && todoku_spf_term_has_placeholder (term->text)
             && !todoku_dns_name_equal (term->value, self->collected->domain))
         || todoku_collected_lets_go (self->collected, term);
}

// The servers of a published record, but for the parts that the person lets go.
static void
require_kept (TodokuJudge *self, const char *text)
{
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (text, -1);
  g_autoptr (GString) kept = g_string_new ("v=spf1");

  todoku_spf_record_foreach (record, term)
    if (!is_let_go (self, term))
      g_string_append_printf (kept, " %s", term->text);
  add_servers_of_text (self, self->today, kept->str);
}

static void
list_unknown_exchanges (TodokuJudge *self)
{
  todoku_list_foreach (const TodokuProof, proof, self->judgement->exchanges)
    if (todoku_collected_is_unknown_exchange (self->collected, proof->name)
        && self->unknown_exchanges->len < EXCHANGES_MAX)
      todoku_proofs_add (self->unknown_exchanges, proof->role, &proof->address, proof->name);
}

// Next to the servers of every whole network in @text, the last first.
static void
add_neighbours (TodokuJudge *self, const char *text)
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

// The server that was refused, and those that the person names, but for what is not hers.
static void
add_given (TodokuJudge *self)
{
  const TodokuCollected *collected = self->collected;

  if (collected->refused_address.length > 0 && !todoku_collected_refused_is_foreign (collected))
    todoku_proofs_add (self->given, TODOKU_PROOF_GIVEN, &collected->refused_address,
                       collected->sending_name);
  for (guint i = 0; i < collected->given->len; i++)
    todoku_proofs_add (self->given, TODOKU_PROOF_GIVEN,
                       &g_array_index (collected->given, TodokuDnsAddress, i), NULL);
}

// Who is to pass: the servers of the companies and services; where nobody is known, those that the
// record itself names.
void
todoku_judge_list_servers (TodokuJudge *self)
{
  const TodokuCollected *collected = self->collected;

  add_given (self);
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
  add_servers_of_text (self, self->judgement->exchanges, "v=spf1 mx");
  list_unknown_exchanges (self);
  todoku_proofs_add_strangers (self->strangers);
}

static void
evaluate_list (TodokuJudge *self, GPtrArray *proofs)
{
  self->complete &= todoku_proofs_evaluate (proofs, self->collected->facts, self->collected->domain,
                                            self->edit->proposed);
}

// Where nobody is known, whoever takes in the mail, and passes, is to pass.
static void
require_exchanges (TodokuJudge *self)
{
  todoku_list_foreach (const TodokuProof, proof, self->judgement->exchanges)
    if (self->collected->wanted->len == 0 && proof->proposed == TODOKU_SPF_RESULT_PASS
        && !only_receives (self, proof->name))
      todoku_proofs_add (self->required, proof->role, &proof->address, proof->name);
}

void
todoku_judge_evaluate (TodokuJudge *self)
{
  GPtrArray *const lists[] = { self->given,     self->required,          self->today,
                               self->named,     self->unknown_exchanges, self->strangers,
                               self->neighbours };

  evaluate_list (self, self->judgement->exchanges);
  require_exchanges (self);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    evaluate_list (self, lists[i]);
}

gboolean
todoku_judge_any_has_result (GPtrArray *proofs, TodokuSpfResult result)
{
  todoku_list_foreach (const TodokuProof, proof, proofs)
    if (proof->proposed == result)
      return TRUE;

  return FALSE;
}

gboolean
todoku_judge_all_pass (GPtrArray *proofs)
{
  todoku_list_foreach (const TodokuProof, proof, proofs)
    if (proof->proposed != TODOKU_SPF_RESULT_PASS)
      return FALSE;

  return TRUE;
}

gboolean
todoku_judge_loses_somebody (TodokuJudge *self)
{
  todoku_list_foreach (const TodokuProof, proof, self->today)
    if (proof->current == TODOKU_SPF_RESULT_PASS && proof->proposed != TODOKU_SPF_RESULT_PASS)
      return TRUE;

  return FALSE;
}

gboolean
todoku_judge_end_becomes_stricter (TodokuJudge *self)
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

char *
todoku_judge_find_passing_by_end (TodokuJudge *self)
{
  const TodokuProof *stranger = g_ptr_array_index (self->strangers, 0);

  if (!todoku_judge_end_becomes_stricter (self))
    return NULL;
  todoku_list_foreach (const TodokuProof, proof, self->unknown_exchanges)
    if (proof->current == stranger->current && proof->proposed == stranger->proposed)
      return g_strdup (proof->name);

  return NULL;
}

static gboolean
is_refused (TodokuSpfResult result)
{
  return result == TODOKU_SPF_RESULT_SOFTFAIL || result == TODOKU_SPF_RESULT_FAIL;
}

// Whether another server takes in the mail, and whose it is is let in.
static gboolean
others_are_let_in (TodokuJudge *self)
{
  return self->collected->mail.confidence == TODOKU_CONFIDENCE_HIGH
         || todoku_judge_any_has_result (self->judgement->exchanges, TODOKU_SPF_RESULT_PASS);
}

// What another company runs in front of the mail, or for the case that nothing else answers, only
// receives: the name tells.
char *
todoku_judge_find_refused_exchange (TodokuJudge *self)
{
  const TodokuCollected *collected = self->collected;

  if (self->judgement->passes_by_end != NULL || !others_are_let_in (self))
    return g_strdup (self->judgement->passes_by_end);
  todoku_list_foreach (const TodokuProof, proof, self->unknown_exchanges)
    if (is_refused (proof->proposed)
        && todoku_collected_find_service (collected, proof->name) == NULL
        && (!is_refused (proof->current)
            || todoku_dns_name_is_within (proof->name, collected->domain)))
      return g_strdup (proof->name);

  return NULL;
}

// Keeps those to whom the change makes a difference.
static void
keep_changed (GPtrArray *proofs)
{
  for (guint i = proofs->len; i-- > 0;)
    {
      const TodokuProof *proof = g_ptr_array_index (proofs, i);

      if (proof->current == proof->proposed)
        g_ptr_array_remove_index (proofs, i);
    }
}

void
todoku_judge_collect_proofs (TodokuJudge *self)
{
  GPtrArray *const lists[] = { self->given, self->required,  self->unknown_exchanges, self->today,
                               self->named, self->strangers, self->neighbours };

  // A mail server that is let in no more, or only now, tells what the change is about.
  for (guint i = self->unknown_exchanges->len;
       i-- > 0 && !todoku_judge_end_becomes_stricter (self);)
    {
      const TodokuProof *proof = g_ptr_array_index (self->unknown_exchanges, i);

      if (g_strcmp0 (proof->name, self->judgement->refused_exchange) != 0
          && (proof->proposed != TODOKU_SPF_RESULT_PASS
              || proof->current == TODOKU_SPF_RESULT_PASS))
        g_ptr_array_remove_index (self->unknown_exchanges, i);
    }
  keep_changed (self->today);
  keep_changed (self->named);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    g_ptr_array_extend_and_steal (self->judgement->proofs, g_ptr_array_ref (lists[i]));
}
