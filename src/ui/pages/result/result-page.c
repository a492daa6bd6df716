// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/pages/pages.h"

#include "checkup/wording.h"
#include "ui/page.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/action-row.h"
#include "ui/widgets/focus.h"
#include "ui/widgets/head.h"
#include "ui/widgets/report-sections.h"

#include <glib/gi18n-lib.h>

// What came of the check: the verdict in one sentence, the value to copy, what changes term by
// term, what it costs in look-ups, and what else was found.
#define TODOKU_TYPE_RESULT_PAGE (todoku_result_page_get_type ())
G_DECLARE_FINAL_TYPE (TodokuResultPage, todoku_result_page, TODOKU, RESULT_PAGE, TodokuPage)

struct _TodokuResultPage
{
  TodokuPage parent_instance;

  guint n_filled; /* sections that show it */
  guint fill_id;

  /* Owned */
  TodokuReport *shown; /* nullable */
  TodokuFocusFollower *focus;

  /* What may go was the question when the page came into view. */
  gboolean removals_first;

  /* Borrowed, and only compared: what this page made the default of its window */
  GtkWidget *default_widget;

  /* Template */
  GtkStack *stack;
  GtkBox *content;
  GtkWidget *waiting;
  GtkLabel *waiting_label;
  GtkWidget *again_button;
  TodokuHead *verdict;
  GtkLabel *failure;
  GtkWidget *buttons;
  GtkWidget *retry_button;
  GtkWidget *choose_button;
  GtkWidget *domain_button;
  GtkWidget *practice_button;
  TodokuValueCard *value_card;
  TodokuRowGroup *returned;
  TodokuRowGroup *diff;
  TodokuRowGroup *questions;
  TodokuRowGroup *proofs;
  TodokuRowGroup *removals;
  TodokuRowGroup *findings;
  TodokuRowGroup *lookups;
  TodokuRowGroup *hosts;
};

G_DEFINE_FINAL_TYPE (TodokuResultPage, todoku_result_page, TODOKU_TYPE_PAGE)

/* What a verdict looks like. The words say it all; picture and colour only say it again. */
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
  [TODOKU_VERDICT_CHOOSE] = { "todoku-question-symbolic", "warning" },
};

static char *
describe_failure (TodokuReport *report)
{
  const char *server = NULL;
  g_autofree char *text = NULL;

  if (report->failed_question == NULL)
    return g_strdup ("");

  if (report->failure != NULL)
    server = todoku_dns_answer_get_server (report->failure);
  if (server != NULL)
    /* Translators: a DNS question as "shop.example TXT", then the address of a server. */
    text = g_strdup_printf (_ ("Looked up: %s. Server: %s"), report->failed_question, server);
  else
    /* Translators: a DNS question as "shop.example TXT". */
    text = g_strdup_printf (_ ("Looked up: %s"), report->failed_question);

  return todoku_wording_make_visible (text);
}

static gboolean
is_unknown (TodokuReport *report)
{
  return report->verdict == TODOKU_VERDICT_UNKNOWN;
}

static gboolean
is_offline (TodokuReport *report)
{
  return is_unknown (report) && report->failure != NULL
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

static gboolean
leads_to_another_domain (TodokuReport *report)
{
  return report->verdict == TODOKU_VERDICT_FINE || report->verdict == TODOKU_VERDICT_NO_DOMAIN;
}

static void
update_verdict (TodokuResultPage *self, TodokuReport *report)
{
  g_autofree char *failure = describe_failure (report);

  todoku_head_set_sign (self->verdict, looks[report->verdict].icon_name,
                        looks[report->verdict].css_class);
  todoku_head_set_words (self->verdict, report->headline, report->explanation);
  gtk_label_set_text (self->failure, failure);
  gtk_widget_set_visible (GTK_WIDGET (self->failure), *failure != '\0');
  gtk_widget_set_visible (self->retry_button, is_unknown (report));
  gtk_widget_set_visible (self->choose_button, leads_to_companies (report));
  gtk_widget_set_visible (self->domain_button, leads_to_another_domain (report));
  gtk_widget_set_visible (self->practice_button, is_offline (report));
  gtk_widget_set_visible (self->buttons, is_unknown (report) || leads_to_companies (report)
                                           || leads_to_another_domain (report));
  gtk_widget_set_visible (GTK_WIDGET (self->value_card),
                          report->proposed != NULL
                            || (report->current != NULL && report->current[0] != NULL));
}

/* Nothing worth showing has come in yet, what could not be read is being asked again, or what could
 * not be found out is still being looked for. */
static gboolean
is_waiting (TodokuReport *report, gboolean busy)
{
  if (report == NULL || !busy)
    return report == NULL;
  return report->verdict == TODOKU_VERDICT_UNKNOWN
         || (report->verdict == TODOKU_VERDICT_CHOOSE && report->question == TODOKU_QUESTION_HOST);
}

static gboolean
leads_on (TodokuReport *report)
{
  return report->verdict != TODOKU_VERDICT_UNKNOWN && report->verdict != TODOKU_VERDICT_CHOOSE
         && report->verdict != TODOKU_VERDICT_NO_DOMAIN;
}

/* What cannot be gone on from yet is not the end of the way either. */
static const char *
get_next_label (TodokuReport *report)
{
  if (report == NULL || !leads_on (report) || todoku_report_waits_for_preset (report))
    return _ ("_Next");

  if (report->verdict == TODOKU_VERDICT_SWITCH)
    return _ ("See How to _Switch It On");

  return report->proposed != NULL ? _ ("See Where to _Paste It") : NULL;
}

static void
todoku_result_page_describe (TodokuPage *page, TodokuPageState *state)
{
  TodokuReport *report = todoku_page_get_report (page);

  state->busy = todoku_session_get_busy (todoku_page_get_session (page));
  state->complete = !is_waiting (report, state->busy) && leads_on (report);
  state->next_label = get_next_label (report);
}

/* What most people press next, if there is anything to press. */
static GtkWidget *
find_main_button (TodokuResultPage *self, TodokuReport *report)
{
  if (report == NULL)
    return self->again_button;
  if (report->verdict == TODOKU_VERDICT_SWITCH)
    return NULL;
  if (report->proposed != NULL)
    return todoku_value_card_get_copy_button (self->value_card);
  if (is_unknown (report))
    return self->retry_button;
  if (leads_to_companies (report))
    return self->choose_button;

  return report->verdict == TODOKU_VERDICT_NO_DOMAIN ? self->domain_button : NULL;
}

static void
set_default_widget (TodokuResultPage *self, GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (widget != NULL && GTK_IS_WINDOW (root))
    gtk_window_set_default_widget (GTK_WINDOW (root), widget);
  self->default_widget = widget;
}

/* Until the person moves it herself the focus goes where each new report wants it. */
static void
update_focus (TodokuResultPage *self)
{
  TodokuReport *report = todoku_page_get_report (self);
  gboolean busy = todoku_session_get_busy (todoku_page_get_session (self));
  GtkWidget *button = NULL;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || !todoku_focus_follower_may_give (self->focus)
      || (busy && is_waiting (report, busy)))
    return;

  button = find_main_button (self, report);
  // Who is led past the verdict hears it there.
  if (button != NULL && report != NULL)
    todoku_accessible_set_description (button, report->headline);
  todoku_focus_follower_give (self->focus,
                              button != NULL ? button : todoku_head_get_headline (self->verdict));
  todoku_value_card_unselect (self->value_card);
  set_default_widget (self, button);
}

/* Where nothing can be proposed until something is let go, that comes first, and stays there: the
 * list must not run away under the pointer. */
static void
place_removals (TodokuResultPage *self, TodokuReport *report)
{
  GtkWidget *before = NULL;

  self->removals_first |= report->question == TODOKU_QUESTION_REMOVAL;
  before = self->removals_first ? GTK_WIDGET (self->verdict) : GTK_WIDGET (self->findings);

  gtk_box_reorder_child_after (self->content, GTK_WIDGET (self->removals), before);
}

// What is wrong with a record that needs no change is all there is to read.
static void
place_findings (TodokuResultPage *self, TodokuReport *report)
{
  gboolean first = FALSE;

  todoku_list_foreach (const TodokuFinding, finding, report->findings)
    first |= report->verdict == TODOKU_VERDICT_FINE && finding->severity != TODOKU_SEVERITY_NOTE;
  gtk_box_reorder_child_after (self->content, GTK_WIDGET (self->findings),
                               first ? GTK_WIDGET (self->value_card) : GTK_WIDGET (self->proofs));
}

static void
fill_removals (TodokuResultPage *self, TodokuReport *report)
{
  todoku_removals_show (self->removals, report, todoku_page_get_session (self));
  place_removals (self, report);
}

// Where nothing is to be done, and mail still comes back.
static void
fill_returned (TodokuResultPage *self, TodokuReport *report)
{
  gboolean fine = report->verdict == TODOKU_VERDICT_FINE;

  if (fine == (todoku_row_group_get_rows (self->returned)->len > 0))
    return;

  todoku_row_group_clear (self->returned);
  if (!fine)
    return;

  todoku_row_group_add (
    self->returned, todoku_action_row_new (_ ("Just wait"),
                                           _ ("After a change, it can take from a few minutes to a "
                                              "day until every mail server sees it.")));
  todoku_row_group_add (
    self->returned,
    todoku_action_row_new (_ ("Look at the domain in the returned email"),
                           _ ("Email from a form or from a shop system is often sent with another "
                              "domain. Check that domain as well.")));
}

#define N_SECTIONS 8

/* All of them at once would hold up a key for longer than a frame. The first ones are what the
 * person came for; the rest is below them, and mostly out of sight. */
#define N_FIRST_SECTIONS 3

static void
fill_section (TodokuResultPage *self)
{
  TodokuReport *report = todoku_page_get_report (self);

  switch (self->n_filled++)
    {
    case 0:
      todoku_questions_show (self->questions, report, todoku_page_get_session (self));
      break;
    case 1:
      todoku_value_card_set_report (self->value_card, report, TODOKU_STANDARD_SPF);
      fill_returned (self, report);
      break;
    case 2:
      fill_removals (self, report);
      break;
    case 3:
      // What is asked first may change all of it.
      if (report->verdict == TODOKU_VERDICT_CHOOSE && report->question != TODOKU_QUESTION_REMOVAL)
        todoku_row_group_clear (self->diff);
      else
        todoku_diff_show (self->diff, report->entries);
      // The panel writes it, or her choice comes first: she has nothing to compare.
      todoku_row_group_set_folds (self->diff, report->verdict == TODOKU_VERDICT_SWITCH
                                                || report->question == TODOKU_QUESTION_REMOVAL);
      break;
    case 4:
      todoku_proofs_show (self->proofs, report);
      break;
    case 5:
      todoku_findings_show (self->findings, report, TODOKU_STANDARD_SPF);
      break;
    case 6:
      todoku_lookups_show (self->lookups, report);
      // What is to be let go is asked for their sake.
      todoku_row_group_set_folds (self->lookups, !self->removals_first);
      break;
    default:
      todoku_value_card_show_hosts (self->hosts, report);
      break;
    }
}

static gboolean
is_filled (TodokuResultPage *self)
{
  return self->n_filled == N_SECTIONS;
}

/* In each frame one section more. */
static gboolean
fill_cb (GtkWidget *widget,
         GdkFrameClock *frame_clock G_GNUC_UNUSED,
         gpointer user_data G_GNUC_UNUSED)
{
  TodokuResultPage *self = TODOKU_RESULT_PAGE (widget);

  if (!is_filled (self))
    fill_section (self);
  if (!is_filled (self))
    return G_SOURCE_CONTINUE;

  self->fill_id = 0;
  update_focus (self);

  return G_SOURCE_REMOVE;
}

static void
stop_filling (TodokuResultPage *self)
{
  if (self->fill_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->fill_id);
  self->fill_id = 0;
}

// Of another domain nothing is left while the rest is filled.
static void
clear_sections (TodokuResultPage *self)
{
  TodokuRowGroup *const groups[] = { self->diff, self->proofs, self->findings, self->lookups,
                                     self->hosts };

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    todoku_row_group_clear (groups[i]);
}

static void
show_report (TodokuResultPage *self, TodokuReport *report)
{
  if (report != self->shown)
    {
      if (self->shown != NULL && !g_str_equal (report->domain, self->shown->domain))
        clear_sections (self);
      place_findings (self, report);
      g_clear_pointer (&self->shown, todoku_report_unref);
      self->shown = todoku_report_ref (report);
      self->n_filled = 0;
    }
  while (self->n_filled < N_FIRST_SECTIONS)
    fill_section (self);
  if (!is_filled (self) && self->fill_id == 0)
    self->fill_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), fill_cb, NULL, NULL);
}

static void
todoku_result_page_update (TodokuPage *page)
{
  TodokuResultPage *self = TODOKU_RESULT_PAGE (page);
  TodokuReport *report = todoku_page_get_report (self);
  gboolean busy = todoku_session_get_busy (todoku_page_get_session (self));
  gboolean waiting = is_waiting (report, busy);

  gtk_label_set_text (self->waiting_label, busy ? _ ("Checking the DNS of your domain…")
                                                : _ ("Stopped before there was a result."));
  gtk_widget_set_visible (self->again_button, !busy);
  if (report != NULL)
    update_verdict (self, report);
  /* The stack gives the focus to whatever comes first in what it shows. */
  todoku_focus_follower_set_moving (self->focus, TRUE);
  todoku_accessible_show_page (self->stack, waiting ? self->waiting : GTK_WIDGET (self->content));
  todoku_focus_follower_set_moving (self->focus, FALSE);
  if (waiting)
    stop_filling (self);
  else
    show_report (self, report);
  update_focus (self);
}

static void
retry_action_cb (GtkWidget *widget,
                 const char *name G_GNUC_UNUSED,
                 GVariant *parameter G_GNUC_UNUSED)
{
  TodokuResultPage *self = TODOKU_RESULT_PAGE (widget);

  todoku_focus_follower_begin (self->focus);
  todoku_session_retry (todoku_page_get_session (self));
}

static void
practice_action_cb (GtkWidget *widget,
                    const char *name G_GNUC_UNUSED,
                    GVariant *parameter G_GNUC_UNUSED)
{
  TodokuSession *session = todoku_page_get_session (widget);

  todoku_session_set_practice (session, TRUE);
  if (todoku_session_get_practice (session))
    gtk_widget_activate_action (widget, "app.new-check", NULL);
}

static void
todoku_result_page_map (GtkWidget *widget)
{
  TodokuResultPage *self = TODOKU_RESULT_PAGE (widget);

  todoku_focus_follower_watch (self->focus, gtk_widget_get_root (widget));
  if (todoku_page_get_report (self) != NULL)
    place_removals (self, todoku_page_get_report (self));
  GTK_WIDGET_CLASS (todoku_result_page_parent_class)->map (widget);
}

static void
todoku_result_page_unmap (GtkWidget *widget)
{
  TodokuResultPage *self = TODOKU_RESULT_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  stop_filling (self);
  todoku_focus_follower_watch (self->focus, NULL);
  self->removals_first = FALSE;
  if (self->default_widget != NULL && GTK_IS_WINDOW (root)
      && gtk_window_get_default_widget (GTK_WINDOW (root)) == self->default_widget)
    gtk_window_set_default_widget (GTK_WINDOW (root), NULL);
  self->default_widget = NULL;
  GTK_WIDGET_CLASS (todoku_result_page_parent_class)->unmap (widget);
}

static void
todoku_result_page_shown (TodokuPage *page)
{
  todoku_focus_follower_begin (TODOKU_RESULT_PAGE (page)->focus);
  todoku_page_update (page);
}

static void
todoku_result_page_finalize (GObject *object)
{
  g_clear_pointer (&TODOKU_RESULT_PAGE (object)->shown, todoku_report_unref);
  g_clear_pointer (&TODOKU_RESULT_PAGE (object)->focus, todoku_focus_follower_free);

  G_OBJECT_CLASS (todoku_result_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/todoku/Todoku/pages/result/result-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TodokuResultPage, stack);
  gtk_widget_class_bind_template_child (widget_class, TodokuResultPage, content);
  gtk_widget_class_bind_template_child (widget_class, TodokuResultPage, waiting);
  gtk_widget_class_bind_template_child (widget_class, TodokuResultPage, waiting_label);
  gtk_widget_class_bind_template_child (widget_class, TodokuResultPage, again_button);
  gtk_widget_class_bind_template_child (widget_class, TodokuResultPage, verdict);
  gtk_widget_class_bind_template_child (widget_class, TodokuResultPage, failure);
  gtk_widget_class_bind_template_child (widget_class, TodokuResultPage, buttons);
  gtk_widget_class_bind_template_child (widget_class, TodokuResultPage, retry_button);
  gtk_widget_class_bind_template_child (widget_class, TodokuResultPage, choose_button);
  gtk_widget_class_bind_template_child (widget_class, TodokuResultPage, domain_button);
  gtk_widget_class_bind_template_child (widget_class, TodokuResultPage, practice_button);
  gtk_widget_class_bind_template_child (widget_class, TodokuResultPage, value_card);
  gtk_widget_class_bind_template_child (widget_class, TodokuResultPage, diff);
  gtk_widget_class_bind_template_child (widget_class, TodokuResultPage, returned);
  gtk_widget_class_bind_template_child (widget_class, TodokuResultPage, proofs);
  gtk_widget_class_bind_template_child (widget_class, TodokuResultPage, questions);
  gtk_widget_class_bind_template_child (widget_class, TodokuResultPage, removals);
  gtk_widget_class_bind_template_child (widget_class, TodokuResultPage, findings);
  gtk_widget_class_bind_template_child (widget_class, TodokuResultPage, lookups);
  gtk_widget_class_bind_template_child (widget_class, TodokuResultPage, hosts);
}

static void
todoku_result_page_class_init (TodokuResultPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = todoku_result_page_finalize;
  widget_class->map = todoku_result_page_map;
  widget_class->unmap = todoku_result_page_unmap;
  TODOKU_PAGE_CLASS (klass)->describe = todoku_result_page_describe;
  TODOKU_PAGE_CLASS (klass)->update = todoku_result_page_update;
  TODOKU_PAGE_CLASS (klass)->shown = todoku_result_page_shown;
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "result.retry", NULL, retry_action_cb);
  gtk_widget_class_install_action (widget_class, "result.practice", NULL, practice_action_cb);
}

static void
todoku_result_page_init (TodokuResultPage *self)
{
  self->focus = todoku_focus_follower_new ();
  todoku_template_init (GTK_WIDGET (self));
}
