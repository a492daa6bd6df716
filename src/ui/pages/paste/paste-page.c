// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/pages/paste/paste-page.h"

#include "advice/letter.h"
#include "ui/pages/paste/field-group.h"
#include "ui/pages/paste/step-row.h"
#include "ui/widgets/copy-button.h"
#include "ui/widgets/focus.h"
#include "ui/widgets/source-note.h"
#include "ui/widgets/value-row.h"

#include <glib/gi18n-lib.h>

struct _TodokuPastePage
{
  TodokuPage parent_instance;

  /* The report has changed since it was last shown. */
  gboolean stale;

  /* Template */
  GtkLabel *headline;
  GtkLabel *explanation;
  TodokuRowGroup *steps;
  TodokuFieldGroup *fields;
  TodokuRowGroup *traps;
  TodokuRowGroup *assurances;
  TodokuRowGroup *old_values;
  TodokuCopyButton *letter_button;
  TodokuRowGroup *source;
};

G_DEFINE_FINAL_TYPE (TodokuPastePage, todoku_paste_page, TODOKU_TYPE_PAGE)

static TodokuReport *
get_report (TodokuPastePage *self)
{
  return todoku_session_get_report (todoku_page_get_session (TODOKU_PAGE (self)));
}

static gboolean
is_pasting (TodokuReport *report)
{
  return report->proposed != NULL
         && (report->verdict == TODOKU_VERDICT_ADD || report->verdict == TODOKU_VERDICT_EDIT
             || report->verdict == TODOKU_VERDICT_MERGE
             || report->verdict == TODOKU_VERDICT_SWITCH);
}

static char *
describe_place (TodokuReport *report)
{
  g_autofree char *servers = NULL;

  if (report->name_servers == NULL || report->name_servers[0] == NULL)
    return g_strdup (
      _ ("Paste it where you pay for the domain, or where its DNS is looked after."));

  servers = g_strjoinv (", ", report->name_servers);
  if (report->dns_provider == NULL)
    return g_strdup_printf (
      /* Translators: the first %s is a domain, the second are names of servers. */
      _ ("The DNS of %s is kept by these name servers: %s. Their names often tell the company; "
         "it may be another one than that of your mail. If you do not know it, look for the bill "
         "for your domain: that company can tell."),
      report->zone != NULL ? report->zone : report->domain, servers);
  return g_strdup_printf (
    /* Translators: the first %s is a domain, the second are names of servers. */
    _ ("The DNS of %s is kept there, as its name servers tell (%s). That may be another company "
       "than that of your mail."),
    report->zone != NULL ? report->zone : report->domain, servers);
}

static char *
describe_target (TodokuReport *report)
{
  const char *name = NULL;

  if (report->verdict == TODOKU_VERDICT_SWITCH && report->host != NULL)
    {
      name = todoku_catalog_text_get (&report->host->name);
      /* Translators: %s is a company; its panel has a switch for SPF. */
      return g_strdup_printf (_ ("Turn on SPF at %s"), name);
    }
  if (report->dns_provider == NULL)
    return g_strdup (_ ("Paste the value where your DNS is kept"));
  name = todoku_catalog_text_get (&report->dns_provider->name);
  /* Translators: %s is a company. */
  return g_strdup_printf (_ ("Paste the value at %s"), name);
}

static void
update_head (TodokuPastePage *self, TodokuReport *report)
{
  g_autofree char *headline = describe_target (report);
  g_autofree char *explanation = describe_place (report);

  gtk_label_set_text (self->headline, headline);
  gtk_label_set_text (self->explanation, explanation);
}

static void
update_steps (TodokuPastePage *self, TodokuReport *report)
{
  todoku_row_group_clear (self->steps);
  for (guint i = 0; report->steps != NULL && report->steps[i] != NULL; i++)
    todoku_row_group_add (self->steps, todoku_step_row_new (i + 1, report->steps[i]));
}

static void
update_traps (TodokuPastePage *self, TodokuReport *report)
{
  const TodokuDnsProvider *provider = report->dns_provider;

  todoku_row_group_clear (self->traps);
  if (provider == NULL)
    return;
  if (provider->quotes == 1)
    todoku_row_group_add_text (
      self->traps, _ ("This panel wants the value in quotes: copy it together with them."));
  for (guint i = 0; provider->traps != NULL && i < provider->traps->len; i++)
    todoku_row_group_add_text (self->traps,
                               todoku_catalog_text_get (g_ptr_array_index (provider->traps, i)));
}

static void
update_assurances (TodokuPastePage *self, TodokuReport *report)
{
  const char *wait = NULL;

  if (report->dns_provider != NULL)
    wait = todoku_catalog_text_get (&report->dns_provider->wait);

  todoku_row_group_clear (self->assurances);
  todoku_row_group_add_text (self->assurances, _ ("Your site's pages are not affected by this."));
  todoku_row_group_add_text (
    self->assurances,
    _ ("Leave all other records as they are, also TXT records that do not begin with v=spf1."));
  if (wait != NULL)
    {
      /* Translators: %s is a sentence or a time of the company, as "about an hour". */
      g_autofree char *text = g_strdup_printf (_ ("Until it is seen everywhere: %s"), wait);

      todoku_row_group_add_text (self->assurances, text);
    }
  else
    {
      todoku_row_group_add_text (self->assurances,
                                 _ ("It can take from some minutes to a day or two until it is "
                                    "seen everywhere. Until then some mail may still come back."));
    }
}

static void
update_old_values (TodokuPastePage *self, TodokuReport *report)
{
  guint n_records = report->current != NULL ? g_strv_length (report->current) : 0;

  todoku_row_group_clear (self->old_values);
  for (guint i = 0; i < n_records; i++)
    {
      /* Translators: %u counts several records. */
      g_autofree char *numbered = g_strdup_printf (_ ("Old value %u"), i + 1);

      todoku_row_group_add (self->old_values,
                            todoku_value_row_new (n_records > 1 ? numbered : _ ("Old value"),
                                                  report->current[i]));
    }
}

static void
update_source (TodokuPastePage *self, TodokuReport *report)
{
  const TodokuDnsProvider *provider = report->dns_provider;

  todoku_row_group_clear (self->source);
  if (provider != NULL)
    todoku_row_group_add (self->source,
                          todoku_source_note_new (todoku_catalog_text_get (&provider->name),
                                                  &provider->source, provider->url));
}

static void
update_letter (TodokuPastePage *self, TodokuReport *report)
{
  g_autofree char *letter = todoku_letter_new (report);

  todoku_copy_button_set_text (self->letter_button, letter);
}

static void
update_content (TodokuPastePage *self)
{
  TodokuReport *report = get_report (self);

  gboolean had_focus = todoku_focus_is_within (GTK_WIDGET (self));

  self->stale = FALSE;
  if (report == NULL || !is_pasting (report))
    return;
  update_head (self, report);
  update_steps (self, report);
  todoku_field_group_set_report (self->fields, report);
  update_traps (self, report);
  update_assurances (self, report);
  update_old_values (self, report);
  update_letter (self, report);
  update_source (self, report);
  if (had_focus && !todoku_focus_is_within (GTK_WIDGET (self)))
    todoku_row_group_focus_first (self->steps);
}

static void
report_cb (TodokuPastePage *self)
{
  TodokuReport *report = get_report (self);
  gboolean needed = report == NULL || is_pasting (report);

  todoku_page_set_needed (TODOKU_PAGE (self), needed);
  todoku_page_set_complete (TODOKU_PAGE (self), report != NULL && needed);
  self->stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    update_content (self);
}

static void
todoku_paste_page_map (GtkWidget *widget)
{
  TodokuPastePage *self = TODOKU_PASTE_PAGE (widget);

  if (self->stale)
    update_content (self);
  GTK_WIDGET_CLASS (todoku_paste_page_parent_class)->map (widget);
}

static void
todoku_paste_page_shown (TodokuPage *page)
{
  TodokuPastePage *self = TODOKU_PASTE_PAGE (page);

  if (self->stale)
    update_content (self);
  todoku_row_group_focus_first (self->steps);
}

static void
todoku_paste_page_constructed (GObject *object)
{
  TodokuPastePage *self = TODOKU_PASTE_PAGE (object);

  G_OBJECT_CLASS (todoku_paste_page_parent_class)->constructed (object);
  todoku_page_set_title (TODOKU_PAGE (self), _ ("Where to paste it"));
  todoku_copy_button_set_what (self->letter_button, _ ("message with all values"));
  g_signal_connect_object (todoku_page_get_session (TODOKU_PAGE (self)), "notify::report",
                           G_CALLBACK (report_cb), self, G_CONNECT_SWAPPED);
  report_cb (self);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/todoku/Todoku/pages/paste/paste-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TodokuPastePage, headline);
  gtk_widget_class_bind_template_child (widget_class, TodokuPastePage, explanation);
  gtk_widget_class_bind_template_child (widget_class, TodokuPastePage, steps);
  gtk_widget_class_bind_template_child (widget_class, TodokuPastePage, fields);
  gtk_widget_class_bind_template_child (widget_class, TodokuPastePage, traps);
  gtk_widget_class_bind_template_child (widget_class, TodokuPastePage, assurances);
  gtk_widget_class_bind_template_child (widget_class, TodokuPastePage, old_values);
  gtk_widget_class_bind_template_child (widget_class, TodokuPastePage, letter_button);
  gtk_widget_class_bind_template_child (widget_class, TodokuPastePage, source);
}

static void
todoku_paste_page_class_init (TodokuPastePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = todoku_paste_page_constructed;
  widget_class->map = todoku_paste_page_map;
  TODOKU_PAGE_CLASS (klass)->shown = todoku_paste_page_shown;
  g_type_ensure (TODOKU_TYPE_COPY_BUTTON);
  g_type_ensure (TODOKU_TYPE_FIELD_GROUP);
  g_type_ensure (TODOKU_TYPE_ROW_GROUP);
  bind_template (widget_class);
}

static void
todoku_paste_page_init (TodokuPastePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

TodokuPage *
todoku_paste_page_new (TodokuSession *session)
{
  return g_object_new (TODOKU_TYPE_PASTE_PAGE, "session", session, NULL);
}
