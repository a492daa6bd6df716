// SPDX-License-Identifier: GPL-3.0-or-later

#include "checkup/report.h"

#include "checkup/instructions.h"

G_DEFINE_BOXED_TYPE (TodokuReport, todoku_report, todoku_report_ref, todoku_report_unref)

TodokuReport *
todoku_report_new (const char *domain, TodokuCatalog *catalog)
{
  TodokuReport *self = g_rc_box_new0 (TodokuReport);

  self->domain = g_strdup (domain);
  self->catalog = todoku_catalog_ref (catalog);

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
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->current_tree, todoku_spf_tree_free);
  g_clear_pointer (&self->proposed_tree, todoku_spf_tree_free);
  g_clear_pointer (&self->detections, g_ptr_array_unref);
  g_clear_pointer (&self->web_detections, g_ptr_array_unref);
  g_clear_pointer (&self->proofs, g_ptr_array_unref);
  g_clear_pointer (&self->senders, g_ptr_array_unref);
  g_strfreev (self->name_servers);
  g_free (self->alias);
  g_free (self->zone);
  g_free (self->host_field);
  g_free (self->dmarc);
  g_free (self->dmarc_found_at);
  g_free (self->dmarc_policy);
  g_free (self->dkim_selector);
  g_clear_pointer (&self->bounce, todoku_bounce_unref);
  g_strfreev (self->notes);
  g_clear_pointer (&self->instructions, todoku_instructions_free);
  g_clear_pointer (&self->failure, todoku_dns_answer_unref);
  g_free (self->failed_question);
  todoku_catalog_unref (self->catalog);
}

void
todoku_report_unref (TodokuReport *self)
{
  g_rc_box_release_full (self, report_clear);
}
