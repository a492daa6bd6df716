// SPDX-License-Identifier: GPL-3.0-or-later

#include "advice/report.h"

G_DEFINE_BOXED_TYPE (TodokuReport, todoku_report, todoku_report_ref, todoku_report_unref)

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

const char *
todoku_question_get_id (TodokuQuestion question)
{
  static const char *const ids[] = {
    [TODOKU_QUESTION_NONE] = NULL,           [TODOKU_QUESTION_HOST] = "host",
    [TODOKU_QUESTION_VALUE] = "value",       [TODOKU_QUESTION_REMOVAL] = "removal",
    [TODOKU_QUESTION_PROVIDER] = "provider",
  };

  return ids[question];
}

TodokuReport *
todoku_report_new (const char *domain, TodokuCatalog *catalog)
{
  TodokuReport *self = g_rc_box_new0 (TodokuReport);

  self->domain = g_strdup (domain);
  self->catalog = todoku_catalog_ref (catalog);
  self->current = g_new0 (char *, 1);
  self->name_servers = g_new0 (char *, 1);
  self->steps = g_new0 (char *, 1);
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_spf_diff_entry_free);
  self->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_finding_unref);
  self->detections = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_detection_free);
  self->proofs = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_proof_free);
  self->senders = g_ptr_array_new ();

  return self;
}

TodokuReport *
todoku_report_ref (TodokuReport *self)
{
  return g_rc_box_acquire (self);
}

static void
report_clear (gpointer data)
{
  TodokuReport *self = data;

  g_free (self->domain);
  g_free (self->headline);
  g_free (self->explanation);
  g_strfreev (self->current);
  g_free (self->proposed);
  g_strfreev (self->strings);
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->findings);
  g_clear_pointer (&self->current_tree, todoku_spf_tree_free);
  g_clear_pointer (&self->proposed_tree, todoku_spf_tree_free);
  g_ptr_array_unref (self->detections);
  g_ptr_array_unref (self->proofs);
  g_ptr_array_unref (self->senders);
  g_strfreev (self->name_servers);
  g_free (self->zone);
  g_free (self->host_field);
  g_free (self->dmarc);
  g_free (self->dkim_selector);
  g_clear_pointer (&self->bounce, todoku_bounce_unref);
  g_strfreev (self->steps);
  g_clear_pointer (&self->failure, todoku_dns_answer_unref);
  g_free (self->failed_question);
  todoku_catalog_unref (self->catalog);
}

void
todoku_report_unref (TodokuReport *self)
{
  g_rc_box_release_full (self, report_clear);
}
