// SPDX-License-Identifier: GPL-3.0-or-later

#include "checkup/checkup.h"

#include "checkup/collect.h"
#include "checkup/edit.h"
#include "checkup/explain.h"
#include "checkup/findings.h"
#include "checkup/instructions.h"
#include "checkup/judge.h"
#include "checkup/proof.h"

static void
add_notes (GStrvBuilder *notes, const TodokuMailHost *host)
{
  for (guint i = 0; i < host->notes->len; i++)
    {
      const TodokuCatalogNote *note = g_ptr_array_index (host->notes, i);

      g_strv_builder_add (notes, todoku_catalog_text_get (&note->text));
    }
}

static char **
list_notes (const TodokuCollected *collected)
{
  g_autoptr (GStrvBuilder) notes = g_strv_builder_new ();

  if (collected->mail.host != NULL)
    add_notes (notes, collected->mail.host);
  if (collected->web_is_sender && collected->web.host != collected->mail.host)
    add_notes (notes, collected->web.host);

  return g_strv_builder_end (notes);
}

static void
report_take_companies (TodokuReport *report, TodokuCollected *collected)
{
  report->detections = g_ptr_array_ref (collected->mail.detections);
  report->host = collected->mail.host;
  report->confidence = collected->mail.confidence;
  report->web_detections = g_ptr_array_ref (collected->web.detections);
  report->web_host = collected->web.host;
  report->web_confidence = collected->web.confidence;
  report->web_is_sender = collected->web_is_sender;
  report->missing =
    collected->mail.missing != NULL ? collected->mail.missing : collected->web.missing;
  report->missing_of_web = collected->mail.missing == NULL && collected->web.missing != NULL;
  report->senders = g_ptr_array_ref (collected->senders);
}

static void
report_take_zone (TodokuReport *report, TodokuCollected *collected)
{
  report->dns_provider = collected->dns_provider;
  report->name_servers = g_strdupv (collected->name_servers);
  report->zone = g_strdup (collected->zone);
  report->host_field = g_strdup (collected->host_field);
  report->alias = g_strdup (collected->alias);
  report->dmarc = g_strdup (collected->dmarc);
  report->dmarc_found_at = g_strdup (collected->dmarc_found_at);
  report->dmarc_policy = g_strdup (collected->dmarc_policy);
  report->lacks_dmarc = collected->lacks_dmarc;
  report->dkim_selector = g_strdup (collected->dkim_selector);
}

// What there should be is only shown where it is known for sure.
static void
report_take_edit (TodokuReport *report, TodokuEdit *edit)
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
}

static void
report_take_judgement (TodokuReport *report,
                       const TodokuCollected *collected,
                       const TodokuJudgement *judgement)
{
  report->verdict = judgement->verdict;
  report->question = judgement->question;
  report->headline = g_strdup (todoku_checkup_get_headline (judgement));
  report->explanation = todoku_checkup_explain (collected, judgement);
  report->proofs = judgement->verdict == TODOKU_VERDICT_UNKNOWN
                     ? todoku_proofs_new ()
                     : todoku_proofs_choose (judgement->proofs);
  if (judgement->failure != NULL)
    report->failure = todoku_dns_answer_ref (judgement->failure);
  report->failed_question = g_strdup (judgement->failed_question);
}

gboolean
todoku_checkup_run (TodokuCatalog *catalog,
                    TodokuDnsFacts *facts,
                    const char *domain,
                    const TodokuCheckupOptions *options,
                    TodokuReport **report)
{
  g_autoptr (TodokuCollected) collected = todoku_collect (catalog, facts, domain, options);
  g_autoptr (TodokuEdit) edit = NULL;
  g_autoptr (TodokuJudgement) judgement = NULL;
  g_autoptr (TodokuReport) made = NULL;
  gboolean edited, judged, found;

  // Who passes is asked as early as can be, and so is what lint wants to know.
  edit = todoku_edit_new (collected, &edited);
  judgement = todoku_judge (collected, edit, &judged);
  *report = NULL;
  if (collected->txt == NULL)
    return FALSE;

  made = todoku_report_new (domain, catalog);
  if (options->bounce != NULL)
    made->bounce = todoku_bounce_ref (options->bounce);
  report_take_companies (made, collected);
  report_take_zone (made, collected);
  report_take_judgement (made, collected, judgement);
  found = todoku_checkup_list_findings (collected, edit, judgement, &made->findings);
  report_take_edit (made, edit);
  made->current = todoku_collected_list_published (collected);
  made->notes = list_notes (collected);
  made->instructions = todoku_instructions_new (made);

  // Where the domain does not exist, nothing else matters. Where its record cannot be read, the
  // rest is waited for: who holds the mail must not depend on which answer comes first.
  gboolean is_sure = made->verdict == TODOKU_VERDICT_NO_DOMAIN;
  gboolean complete = collected->complete && edited && judged && found;

  *report = g_steal_pointer (&made);

  return complete || is_sure;
}
