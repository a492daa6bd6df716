// SPDX-License-Identifier: GPL-3.0-or-later

// Who passes with a record, tried with the facts, and who is to be let in for that.

#include "checkup/edit-private.h"

#include "checkup/proof.h"
#include "checkup/term.h"

GHashTable *
todoku_edit_keys_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

TodokuSpfRecord *
todoku_edit_run_parse_outcome (TodokuEditRun *self, const TodokuEdit *edit)
{
  return todoku_spf_record_parse (todoku_edit_get_outcome (edit, self->collected), -1);
}

TodokuSpfTree *
todoku_edit_run_build_tree (TodokuEditRun *self, const char *text)
{
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (text, -1);
  gboolean complete;
  TodokuSpfTree *tree =
    todoku_spf_tree_build (self->collected->facts, self->collected->domain, record, &complete);

  self->complete &= complete;

  return tree;
}

// The servers that the one term of @term_alone lets in.
static GPtrArray *
list_servers (TodokuEditRun *self, TodokuSpfRecord *term_alone)
{
  GPtrArray *servers = todoku_proofs_new ();

  self->complete &=
    todoku_proofs_add_record (servers, self->collected->facts, self->collected->domain, term_alone);

  return servers;
}

// What a receiver says of mail from @server; @unknown while an answer is missing.
static TodokuSpfResult
evaluate (TodokuEditRun *self,
          const TodokuProof *server,
          TodokuSpfRecord *record,
          TodokuSpfResult unknown)
{
  TodokuSpfResult result = unknown;

  self->complete &= todoku_proof_evaluate (self->collected->facts, self->collected->domain,
                                           &server->address, record, &result);

  return result;
}

static gboolean
has_term (TodokuEditRun *self, TodokuSpfRecord *record, const TodokuSpfTerm *term)
{
  todoku_spf_record_foreach (record, other)
    if (other->qualifier == TODOKU_SPF_QUALIFIER_PASS
        && todoku_spf_term_equal (term, other, self->collected->domain))
      return TRUE;

  return FALSE;
}

// Whether @term, for sure, lets nobody in.
static gboolean
is_void (TodokuEditRun *self, TodokuSpfRecord *term_alone)
{
  gboolean complete;
  g_autoptr (TodokuSpfTree) tree =
    todoku_spf_tree_build (self->collected->facts, self->collected->domain, term_alone, &complete);
  const TodokuSpfTreeTerm *node = g_ptr_array_index (tree->terms, 0);

  self->complete &= complete;

  return complete && node->state == TODOKU_SPF_TREE_VOID;
}

// What the first term of @record that matches @server says of it, however many lookups come before:
// over the limit, who passes would depend on the order of the terms.
static TodokuSpfResult
evaluate_without_limit (TodokuEditRun *self, const TodokuProof *server, TodokuSpfRecord *record)
{
  todoku_spf_record_foreach (record, term)
    {
      g_autoptr (TodokuSpfRecord) alone =
        todoku_spf_record_parse_term (term->text + term->has_qualifier);
      TodokuSpfResult result = evaluate (self, server, alone, TODOKU_SPF_RESULT_PASS);

      if (result == TODOKU_SPF_RESULT_PASS && term->qualifier != TODOKU_SPF_QUALIFIER_PASS)
        return TODOKU_SPF_RESULT_FAIL;
      if (result == TODOKU_SPF_RESULT_PASS || result == TODOKU_SPF_RESULT_TEMPERROR
          || result == TODOKU_SPF_RESULT_PERMERROR)
        return result;
    }

  return TODOKU_SPF_RESULT_NEUTRAL;
}

// Whether @record lets in all that @term alone would. Servers that cannot be tried, since an answer
// failed or they depend on the mail, are let in by the very term only.
gboolean
todoku_edit_run_covers (TodokuEditRun *self, TodokuSpfRecord *record, const TodokuSpfTerm *term)
{
  g_autoptr (TodokuSpfRecord) term_alone = todoku_spf_record_parse_term (term->text);
  g_autoptr (GPtrArray) servers = list_servers (self, term_alone);

  for (guint i = 0; i < servers->len; i++)
    {
      TodokuSpfResult result = evaluate (self, servers->pdata[i], record, TODOKU_SPF_RESULT_PASS);

      if (result == TODOKU_SPF_RESULT_PERMERROR)
        result = evaluate_without_limit (self, servers->pdata[i], record);
      if (result == TODOKU_SPF_RESULT_TEMPERROR)
        return has_term (self, record, term);
      if (result != TODOKU_SPF_RESULT_PASS)
        return FALSE;
    }

  return servers->len > 0 || is_void (self, term_alone) || has_term (self, record, term);
}

// Adds to @keys those of the wanted terms whose servers do not all pass with the outcome of @edit.
void
todoku_edit_run_find_uncovered (TodokuEditRun *self, const TodokuEdit *edit, GHashTable *keys)
{
  g_autoptr (TodokuSpfRecord) record = todoku_edit_run_parse_outcome (self, edit);

  todoku_list_foreach (const TodokuWanted, wanted, self->input.wanted)
    todoku_spf_record_foreach (wanted->record, term)
      if (todoku_term_names_servers (term) && !todoku_edit_run_covers (self, record, term))
        g_hash_table_add (keys, todoku_spf_term_get_key (term, self->collected->domain));
}

// Whether @term lets in its servers in vain: receivers give up on the record before they come to
// one of them, as on look-ups that found nothing by IPv6; or what stands before it refuses them
// all. Of a list, some may be refused on purpose.
static gboolean
comes_too_late (TodokuEditRun *self, TodokuSpfRecord *record, const TodokuSpfTerm *term)
{
  g_autoptr (TodokuSpfRecord) term_alone = todoku_spf_record_parse_term (term->text);
  g_autoptr (GPtrArray) servers = list_servers (self, term_alone);
  guint n_passing = 0;
  guint n_refused = 0;
  guint n_failing = 0;

  todoku_list_foreach (const TodokuProof, server, servers)
    {
      TodokuSpfResult result = evaluate (self, server, record, TODOKU_SPF_RESULT_PASS);
      TodokuSpfResult alone = evaluate (self, server, term_alone, TODOKU_SPF_RESULT_NONE);

      if (alone != TODOKU_SPF_RESULT_PASS)
        continue;
      if (result == TODOKU_SPF_RESULT_PERMERROR)
        n_failing++;
      else if (result == TODOKU_SPF_RESULT_PASS || result == TODOKU_SPF_RESULT_TEMPERROR)
        n_passing++;
      else
        n_refused++;
    }

  return n_refused > 0 ? n_passing + n_failing == 0 : n_failing > 0;
}

// The record's own terms are wanted, too: those that come too late go to the front. Where it
// refuses one by its own name before it lets it in, it does not say which is meant: neither is
// taken for the other.
void
todoku_edit_run_want_late_terms (TodokuEditRun *self, const TodokuEdit *edit, GHashTable *keys)
{
  g_autoptr (TodokuSpfRecord) record = todoku_edit_run_parse_outcome (self, edit);
  g_autoptr (GHashTable) refused = todoku_edit_keys_new ();

  todoku_spf_record_foreach (record, term)
    {
      g_autofree char *key = todoku_spf_term_get_key (term, self->collected->domain);
      g_autofree char *text = NULL;

      if (term->qualifier != TODOKU_SPF_QUALIFIER_PASS)
        g_hash_table_add (refused, g_steal_pointer (&key));
      else if (todoku_term_names_servers (term) && !g_hash_table_contains (refused, key)
               && comes_too_late (self, record, term))
        {
          text = g_strdup_printf ("v=spf1 %s ~all", term->text);
          g_ptr_array_add (self->input.wanted, todoku_wanted_new (text, NULL));
          g_hash_table_add (keys, g_steal_pointer (&key));
        }
    }
}

static void
add_own_servers (GString *text, TodokuSpfRecord *record)
{
  todoku_spf_record_foreach (record, term)
    if (term->kind == TODOKU_SPF_TERM_IP4 || term->kind == TODOKU_SPF_TERM_IP6
        || term->kind == TODOKU_SPF_TERM_A || term->kind == TODOKU_SPF_TERM_MX)
      g_string_append_printf (text, " %s", term->text);
}

// What the records themselves name, without their lists and their end; also what the person let go
// before, and nobody left out.
static TodokuSpfRecord *
parse_own_servers (TodokuEditRun *self)
{
  g_autoptr (GString) text = g_string_new ("v=spf1");

  for (char **repaired = self->collected->repaired; *repaired != NULL; repaired++)
    {
      g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (*repaired, -1);

      add_own_servers (text, record);
    }
  todoku_list_foreach (const char, unwanted, self->input.unwanted)
    {
      g_autoptr (TodokuSpfRecord) record = todoku_edit_parse_term (unwanted);

      if (record != NULL)
        add_own_servers (text, record);
    }

  return todoku_spf_record_parse (text->str, -1);
}

// Of a server that receives the mail the record may name one address alone: it sends from its
// others, too, as by IPv6. What the record refuses by name is meant so.
static gboolean
is_half_named (TodokuEditRun *self,
               const char *name,
               TodokuSpfRecord *own,
               TodokuSpfRecord *outcome)
{
  g_autofree char *text = g_strdup_printf ("v=spf1 a:%s", name);
  g_autoptr (TodokuSpfRecord) whole = todoku_spf_record_parse (text, -1);
  g_autoptr (GPtrArray) servers = list_servers (self, whole);
  gboolean is_named = FALSE;
  gboolean is_left_out = FALSE;

  todoku_list_foreach (const TodokuProof, server, servers)
    {
      TodokuSpfResult result = evaluate (self, server, own, TODOKU_SPF_RESULT_NONE);

      is_named |= result == TODOKU_SPF_RESULT_PASS;
      is_left_out |=
        result == TODOKU_SPF_RESULT_NEUTRAL
        && evaluate (self, server, outcome, TODOKU_SPF_RESULT_PASS) != TODOKU_SPF_RESULT_PASS;
    }

  return is_named && is_left_out;
}

void
todoku_edit_run_want_half_named (TodokuEditRun *self, const TodokuEdit *edit, GHashTable *keys)
{
  const TodokuCollected *collected = self->collected;
  TodokuDnsAnswer *mx = todoku_dns_facts_need (collected->facts, collected->domain,
                                               TODOKU_DNS_TYPE_MX, &self->complete);
  g_autoptr (TodokuSpfRecord) own = parse_own_servers (self);
  g_autoptr (TodokuSpfRecord) outcome = todoku_edit_run_parse_outcome (self, edit);
  g_autoptr (TodokuSpfTree) tree =
    todoku_edit_run_build_tree (self, todoku_spf_record_get_text (outcome));

  todoku_dns_answer_foreach (mx, exchange)
    {
      TodokuWanted *wanted;

      if (!todoku_collected_is_unknown_exchange (collected, exchange->name)
          || tree->lookups >= TODOKU_SPF_LOOKUPS_MAX
          || !is_half_named (self, exchange->name, own, outcome))
        continue;
      wanted = todoku_wanted_new ("v=spf1 mx ~all", collected->domain);
      g_ptr_array_add (self->input.wanted, wanted);
      g_hash_table_add (keys,
                        todoku_spf_term_get_key (todoku_spf_record_get_next (wanted->record, NULL),
                                                 collected->domain));
      return;
    }
}
