// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/pages/result/verdict-view.h"

#include "ui/widgets/busy-spinner.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/mnemonic-button.h"

#include <glib/gi18n-lib.h>

struct _TodokuVerdictView
{
  AdwBin parent_instance;

  /* Borrowed */
  const char *css_class;

  gboolean domain_needed; /* the only way on leads over another domain */

  /* Template */
  GtkImage *icon;
  GtkLabel *headline;
  GtkLabel *explanation;
  GtkLabel *failure;
  GtkBox *waiting;
  TodokuBusySpinner *spinner;
  GtkBox *buttons;
  GtkWidget *retry_button;
  GtkWidget *choose_button;
  GtkWidget *domain_button;
  GtkWidget *practice_button;
};

G_DEFINE_FINAL_TYPE (TodokuVerdictView, todoku_verdict_view, ADW_TYPE_BIN)

/* How a verdict looks. The words say it all; picture and colour only say it again. */
static const struct
{
  const char *icon_name;
  const char *css_class;
} looks[] = {
  [TODOKU_VERDICT_FINE] = { "emblem-ok-symbolic", "success" },
  [TODOKU_VERDICT_ADD] = { "list-add-symbolic", "accent" },
  [TODOKU_VERDICT_EDIT] = { "document-edit-symbolic", "accent" },
  [TODOKU_VERDICT_MERGE] = { "document-edit-symbolic", "accent" },
  [TODOKU_VERDICT_SWITCH] = { "emblem-system-symbolic", "accent" },
  [TODOKU_VERDICT_NOT_SPF] = { "dialog-information-symbolic", "warning" },
  [TODOKU_VERDICT_UNKNOWN] = { "network-error-symbolic", "error" },
  [TODOKU_VERDICT_NO_DOMAIN] = { "dialog-error-symbolic", "error" },
  [TODOKU_VERDICT_CHOOSE] = { "dialog-question-symbolic", "warning" },
};

static void
todoku_verdict_view_class_init (TodokuVerdictViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (TODOKU_TYPE_BUSY_SPINNER);
  g_type_ensure (TODOKU_TYPE_MNEMONIC_BUTTON);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/todoku/Todoku/pages/result/verdict-view.ui");
  gtk_widget_class_bind_template_child (widget_class, TodokuVerdictView, icon);
  gtk_widget_class_bind_template_child (widget_class, TodokuVerdictView, headline);
  gtk_widget_class_bind_template_child (widget_class, TodokuVerdictView, explanation);
  gtk_widget_class_bind_template_child (widget_class, TodokuVerdictView, failure);
  gtk_widget_class_bind_template_child (widget_class, TodokuVerdictView, waiting);
  gtk_widget_class_bind_template_child (widget_class, TodokuVerdictView, spinner);
  gtk_widget_class_bind_template_child (widget_class, TodokuVerdictView, buttons);
  gtk_widget_class_bind_template_child (widget_class, TodokuVerdictView, retry_button);
  gtk_widget_class_bind_template_child (widget_class, TodokuVerdictView, choose_button);
  gtk_widget_class_bind_template_child (widget_class, TodokuVerdictView, domain_button);
  gtk_widget_class_bind_template_child (widget_class, TodokuVerdictView, practice_button);
}

static void
todoku_verdict_view_init (TodokuVerdictView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
update_look (TodokuVerdictView *self, TodokuVerdict verdict)
{
  if (self->css_class != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), self->css_class);
  self->css_class = looks[verdict].css_class;
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), self->css_class);
  gtk_image_set_from_icon_name (self->icon, looks[verdict].icon_name);
}

static void
update_failure (TodokuVerdictView *self, TodokuReport *report)
{
  const char *server = NULL;
  g_autofree char *text = NULL;

  if (report->failure != NULL)
    server = todoku_dns_answer_get_server (report->failure);
  if (report->failed_question != NULL && server != NULL)
    /* Translators: a DNS question as "shop.example TXT", then the address of a server. */
    text = g_strdup_printf (_ ("Asked for: %s. Server: %s"), report->failed_question, server);
  else if (report->failed_question != NULL)
    /* Translators: a DNS question as "shop.example TXT". */
    text = g_strdup_printf (_ ("Asked for: %s"), report->failed_question);

  todoku_code_label_set_text (self->failure, text);
  gtk_widget_set_visible (GTK_WIDGET (self->failure), text != NULL);
}

static gboolean
is_offline (TodokuReport *report)
{
  return report->failure != NULL
         && todoku_dns_answer_get_status (report->failure) == TODOKU_DNS_STATUS_UNREACHABLE;
}

/* Where the answer is on the page of the companies. */
static gboolean
leads_to_companies (TodokuReport *report)
{
  return report->question == TODOKU_QUESTION_HOST || report->question == TODOKU_QUESTION_VALUE
         || report->question == TODOKU_QUESTION_SERVER
         || report->question == TODOKU_QUESTION_PROVIDER;
}

static void
update_buttons (TodokuVerdictView *self, TodokuReport *report)
{
  TodokuVerdict verdict = report->verdict;
  gboolean offline = verdict == TODOKU_VERDICT_UNKNOWN && is_offline (report);

  gtk_widget_set_visible (self->retry_button, verdict == TODOKU_VERDICT_UNKNOWN);
  gtk_widget_set_visible (self->choose_button, leads_to_companies (report));
  self->domain_needed = verdict == TODOKU_VERDICT_NO_DOMAIN;
  gtk_widget_set_visible (self->domain_button,
                          self->domain_needed || verdict == TODOKU_VERDICT_FINE);
  gtk_widget_set_visible (self->practice_button, offline);
  gtk_widget_set_visible (GTK_WIDGET (self->buttons),
                          verdict == TODOKU_VERDICT_FINE
                            || todoku_verdict_view_get_main_button (self) != NULL);
}

void
todoku_verdict_view_set_report (TodokuVerdictView *self, TodokuReport *report, gboolean busy)
{
  g_return_if_fail (TODOKU_IS_VERDICT_VIEW (self));
  g_return_if_fail (report->verdict < G_N_ELEMENTS (looks));

  update_look (self, report->verdict);
  gtk_label_set_text (self->headline, report->headline != NULL ? report->headline : "");
  gtk_label_set_text (self->explanation, report->explanation != NULL ? report->explanation : "");
  gtk_widget_set_visible (GTK_WIDGET (self->explanation), report->explanation != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->waiting), busy);
  todoku_busy_spinner_set_busy (self->spinner, busy);
  update_failure (self, report);
  update_buttons (self, report);
}

GtkWidget *
todoku_verdict_view_get_main_button (TodokuVerdictView *self)
{
  g_return_val_if_fail (TODOKU_IS_VERDICT_VIEW (self), NULL);

  if (gtk_widget_get_visible (self->retry_button))
    return self->retry_button;
  if (gtk_widget_get_visible (self->choose_button))
    return self->choose_button;
  return self->domain_needed ? self->domain_button : NULL;
}

GtkWidget *
todoku_verdict_view_get_headline (TodokuVerdictView *self)
{
  g_return_val_if_fail (TODOKU_IS_VERDICT_VIEW (self), NULL);

  return GTK_WIDGET (self->headline);
}
