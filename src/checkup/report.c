// SPDX-License-Identifier: GPL-3.0-or-later

// What is shown.

#include "checkup/report.h"

#include "checkup/instructions.h"
#include "checkup/outcome.h"
#include "checkup/requirements.h"
#include "config.h"

#include <glib/gi18n-lib.h>

G_DEFINE_BOXED_TYPE (TodokuReport, todoku_report, todoku_report_ref, todoku_report_unref)

TodokuReport *
todoku_report_ref (TodokuReport *self)
{
  return g_rc_box_acquire (self);
}

static void
report_clear (gpointer data)
{
  TodokuReport *self = data;

  g_free (self->headline);
  g_free (self->explanation);
  g_strfreev (self->current);
  g_free (self->proposed);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->current_tree, todoku_spf_tree_free);
  g_clear_pointer (&self->proposed_tree, todoku_spf_tree_free);
  g_clear_pointer (&self->proofs, g_ptr_array_unref);
  g_clear_pointer (&self->bounce, todoku_bounce_unref);
  g_clear_pointer (&self->dmarc, todoku_dmarc_evaluation_free);
  g_strfreev (self->notes);
  g_clear_pointer (&self->instructions, todoku_instructions_free);
  g_clear_pointer (&self->dkim_instructions, todoku_instructions_free);
  g_clear_pointer (&self->dmarc_instructions, todoku_instructions_free);
  g_free (self->dmarc_next);
  g_clear_pointer (&self->requirements, g_ptr_array_unref);
  g_clear_pointer (&self->failure, todoku_dns_answer_unref);
  g_free (self->failed_question);
  todoku_collected_free (self->collected);
}

void
todoku_report_unref (TodokuReport *self)
{
  g_rc_box_release_full (self, report_clear);
}

gboolean
todoku_report_waits_for_preset (const TodokuReport *report)
{
  return report->verdict == TODOKU_VERDICT_SWITCH && report->collected->mail.host->switch_is_preset;
}

// Whether something is to be done about DKIM or DMARC.
static gboolean
has_more (const TodokuReport *report)
{
  return report->dkim_instructions != NULL
         || (report->dmarc != NULL && report->dmarc->verdict != TODOKU_DMARC_VERDICT_UNKNOWN
             && !todoku_dmarc_evaluation_is_done (report->dmarc));
}

// ---------------------------------------------------------------------------------------------
// What is taken over

// What is not UTF-8 as U+FFFD.
static char **
list_published (const TodokuCollected *self)
{
  g_autoptr (GStrvBuilder) list = g_strv_builder_new ();

  todoku_list_foreach (const char, text, self->published)
    todoku_strv_take (list, g_utf8_make_valid (text, -1));

  return g_strv_builder_end (list);
}

static void
add_notes (GStrvBuilder *notes, const TodokuMailHost *host)
{
  todoku_list_foreach (const TodokuCatalogNote, note, host->notes)
    g_strv_builder_add (notes, todoku_catalog_text_get (&note->text));
}

// What is to be known of the services that were chosen.
static void
add_notes_of_senders (GStrvBuilder *notes, const TodokuCollected *collected)
{
  todoku_list_foreach (const TodokuSender, sender, collected->ticked)
    if (sender->note.en != NULL)
      /* Translators: a service, then what to know about it. */
      todoku_strv_take (notes,
                        g_strdup_printf (_ ("%s: %s"), todoku_catalog_text_get (&sender->name),
                                         todoku_catalog_text_get (&sender->note)));
}

static char **
list_notes (const TodokuCollected *collected)
{
  g_autoptr (GStrvBuilder) notes = g_strv_builder_new ();
  const TodokuMailHost *other = todoku_collected_get_other_sender (collected);

  if (collected->mail.host != NULL)
    add_notes (notes, collected->mail.host);
  if (other != NULL)
    add_notes (notes, other);
  add_notes_of_senders (notes, collected);

  return g_strv_builder_end (notes);
}

// What there should be is only shown where it is known for sure.
static void
take_edit (TodokuReport *report, TodokuEdit *edit)
{
  gboolean is_open = report->verdict == TODOKU_VERDICT_CHOOSE;
  gboolean is_proposed = !is_open && report->verdict != TODOKU_VERDICT_UNKNOWN
                         && report->verdict != TODOKU_VERDICT_NOT_SPF;

  report->current_tree = g_steal_pointer (&edit->current_tree);
  if (is_proposed)
    report->proposed = g_strdup (edit->proposed);
  // While something is to be let go, it counts what is left.
  if (report->proposed != NULL || report->question == TODOKU_QUESTION_REMOVAL)
    report->proposed_tree = g_steal_pointer (&edit->proposed_tree);
  if (is_proposed || is_open)
    report->entries = g_ptr_array_ref (edit->entries);
  else
    report->entries = g_ptr_array_new ();
  // What would be with a record that is not shown is not said, either.
  todoku_list_foreach (TodokuProof, proof, report->proofs)
    if (report->proposed == NULL)
      proof->proposed = proof->current;
}

static void
take_judgement (TodokuReport *report,
                const TodokuCollected *collected,
                const TodokuJudgement *judgement)
{
  report->verdict = judgement->verdict;
  report->question = judgement->question;
  report->headline = todoku_outcome_make_headline (collected, judgement);
  report->proofs = judgement->verdict == TODOKU_VERDICT_UNKNOWN
                     ? todoku_proofs_new ()
                     : todoku_proofs_choose (judgement->proofs);
  report->passing = judgement->passing;
  report->sends_nothing = judgement->sends_nothing;
  if (judgement->failure != NULL)
    report->failure = todoku_dns_answer_ref (judgement->failure);
  report->failed_question = g_strdup (judgement->failed_question);
}

// A stricter policy costs mail that does not pass: it is offered once SPF and DKIM are in order,
// and no mail at hand shows otherwise.
static char *
find_next_policy (const TodokuReport *report, const TodokuJudgement *judgement)
{
  const TodokuCollected *collected = report->collected;
  const TodokuReceived *received = collected->options->received;

  if (report->verdict != TODOKU_VERDICT_FINE || judgement->sends_nothing || collected->dkim == NULL
      || collected->dkim->verdict != TODOKU_DKIM_VERDICT_FINE || report->dmarc == NULL
      || collected->options->bounce != NULL
      || (received != NULL && !todoku_received_passes (received)))
    return NULL;

  return todoku_dmarc_evaluation_dup_next (report->dmarc, report->domain);
}

TodokuReport *
todoku_report_new (TodokuCollected *collected,
                   TodokuEdit *edit,
                   const TodokuJudgement *judgement,
                   TodokuDmarcEvaluation *dmarc,
                   GPtrArray *findings)
{
  TodokuReport *self = g_rc_box_new0 (TodokuReport);

  self->collected = collected;
  self->domain = collected->domain;
  self->dmarc = dmarc;
  self->findings = g_ptr_array_ref (findings);
  self->current = list_published (collected);
  self->notes = list_notes (collected);
  if (collected->options->bounce != NULL)
    self->bounce = todoku_bounce_ref (collected->options->bounce);
  take_judgement (self, collected, judgement);
  self->dkim_instructions = todoku_instructions_new_for_dkim (collected);
  self->dmarc_instructions = todoku_instructions_new_for_dmarc (collected, dmarc);
  self->explanation = todoku_outcome_explain (collected, edit, judgement, has_more (self));
  take_edit (self, edit);
  self->instructions = todoku_instructions_new (self);
  self->dmarc_next = find_next_policy (self, judgement);
  self->requirements = todoku_requirements_list (self, collected->options);
  // What lives no longer than the rule.
  collected->facts = NULL;
  collected->options = NULL;
  collected->txt = NULL;

  return self;
}
