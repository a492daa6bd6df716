// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/pages/result/result-page.h"

#include "ui/pages/result/diff-group.h"
#include "ui/pages/result/finding-group.h"
#include "ui/pages/result/host-group.h"
#include "ui/pages/result/lookup-group.h"
#include "ui/pages/result/proof-group.h"
#include "ui/pages/result/question-group.h"
#include "ui/pages/result/removal-group.h"
#include "ui/pages/result/value-card.h"
#include "ui/pages/result/verdict-view.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/busy-spinner.h"
#include "ui/widgets/focus-follower.h"
#include "ui/widgets/mnemonic-button.h"

#include <glib/gi18n-lib.h>

struct _TodokuResultPage
{
  TodokuPage parent_instance;

  guint n_filled; /* parts that show the newest report */
  guint fill_id;
  /* The report has changed since it was last shown. */
  gboolean stale;

  /* Owned */
  TodokuFocusFollower *focus;

  /* What may go was the question when the page came into view. */
  gboolean removals_first;

  /* Borrowed, and only compared: what this page made the default of its window */
  GtkWidget *default_widget;

  /* Template */
  GtkStack *stack;
  GtkBox *content;
  GtkWidget *clamp;
  TodokuBusySpinner *spinner;
  GtkLabel *waiting_label;
  GtkProgressBar *progress_bar;
  GtkWidget *again_button;
  TodokuVerdictView *verdict;
  TodokuValueCard *value_card;
  GtkWidget *next_steps;
  TodokuDiffGroup *diff;
  TodokuQuestionGroup *questions;
  TodokuProofGroup *proofs;
  TodokuRemovalGroup *removals;
  TodokuFindingGroup *findings;
  TodokuLookupGroup *lookups;
  TodokuHostGroup *host;
};

G_DEFINE_FINAL_TYPE (TodokuResultPage, todoku_result_page, TODOKU_TYPE_PAGE)

static TodokuSession *
get_session (TodokuResultPage *self)
{
  return todoku_page_get_session (TODOKU_PAGE (self));
}

/* Nothing worth showing has come in yet, what could not be read is being asked again, or what could
 * not be found out is still being looked for. */
static gboolean
is_waiting (TodokuResultPage *self, TodokuReport *report)
{
  if (report == NULL || !todoku_session_get_busy (get_session (self)))
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
  if (report == NULL || !leads_on (report))
    return _ ("_Next");

  return report->proposed != NULL ? _ ("See Where to _Paste It") : NULL;
}

static void
update_properties (TodokuResultPage *self)
{
  TodokuPage *page = TODOKU_PAGE (self);
  TodokuReport *report = todoku_session_get_report (get_session (self));
  gboolean waiting = is_waiting (self, report);

  todoku_page_set_busy (page, todoku_session_get_busy (get_session (self)));
  todoku_page_set_complete (page, !waiting && leads_on (report));
  todoku_page_set_next_label (page, get_next_label (report));
}

/* What most people press next, if there is anything to press. */
static GtkWidget *
find_main_button (TodokuResultPage *self, TodokuReport *report)
{
  if (report == NULL)
    return self->again_button;
  if (report->proposed != NULL)
    return todoku_value_card_get_copy_button (self->value_card);

  return todoku_verdict_view_get_main_button (self->verdict);
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
  TodokuReport *report = todoku_session_get_report (get_session (self));
  gboolean busy = todoku_session_get_busy (get_session (self));
  GtkWidget *button = NULL;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || !todoku_focus_follower_may_give (self->focus)
      || (busy && is_waiting (self, report)))
    return;

  button = find_main_button (self, report);
  todoku_focus_follower_give (self->focus, button != NULL
                                             ? button
                                             : todoku_verdict_view_get_headline (self->verdict));
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

static void
fill_verdict (TodokuResultPage *self, TodokuReport *report)
{
  todoku_verdict_view_set_report (self->verdict, report,
                                  todoku_session_get_busy (get_session (self)));
}

static void
fill_value (TodokuResultPage *self, TodokuReport *report)
{
  todoku_value_card_set_report (self->value_card, report);
  gtk_widget_set_visible (GTK_WIDGET (self->value_card),
                          report->proposed != NULL
                            || (report->current != NULL && report->current[0] != NULL));
}

static void
fill_next_steps (TodokuResultPage *self, TodokuReport *report)
{
  gtk_widget_set_visible (self->next_steps, report->verdict == TODOKU_VERDICT_FINE);
}

static void
fill_diff (TodokuResultPage *self, TodokuReport *report)
{
  todoku_diff_group_set_report (self->diff, report);
}

static void
fill_questions (TodokuResultPage *self, TodokuReport *report)
{
  todoku_question_group_set_report (self->questions, get_session (self), report);
}

static void
fill_proofs (TodokuResultPage *self, TodokuReport *report)
{
  todoku_proof_group_set_report (self->proofs, report);
}

static void
fill_removals (TodokuResultPage *self, TodokuReport *report)
{
  todoku_removal_group_set_report (self->removals, get_session (self), report);
  place_removals (self, report);
}

static void
fill_findings (TodokuResultPage *self, TodokuReport *report)
{
  todoku_finding_group_set_report (self->findings, report);
}

static void
fill_lookups (TodokuResultPage *self, TodokuReport *report)
{
  todoku_lookup_group_set_report (self->lookups, report);
}

static void
fill_host (TodokuResultPage *self, TodokuReport *report)
{
  todoku_host_group_set_report (self->host, report);
}

/* All of them at once would hold up a key for longer than a frame. The first ones are what the
 * person came for; the rest is below them, and mostly out of sight. */
static void (*const parts[]) (TodokuResultPage *self, TodokuReport *report) = {
  fill_verdict, fill_questions, fill_value,    fill_next_steps, fill_removals,
  fill_diff,    fill_proofs,    fill_findings, fill_lookups,    fill_host,
};

#define N_FIRST_PARTS 5

static void
fill_part (TodokuResultPage *self)
{
  TodokuReport *report = todoku_session_get_report (get_session (self));

  parts[self->n_filled++](self, report);
}

static gboolean
is_filled (TodokuResultPage *self)
{
  return self->n_filled == G_N_ELEMENTS (parts);
}

/* In each frame one part more. */
static gboolean
fill_cb (GtkWidget *widget,
         GdkFrameClock *frame_clock G_GNUC_UNUSED,
         gpointer user_data G_GNUC_UNUSED)
{
  TodokuResultPage *self = TODOKU_RESULT_PAGE (widget);

  if (!is_filled (self))
    fill_part (self);
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

static void
show_report (TodokuResultPage *self)
{
  while (self->n_filled < N_FIRST_PARTS)
    fill_part (self);
  if (!is_filled (self) && self->fill_id == 0)
    self->fill_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), fill_cb, NULL, NULL);
}

/* Waiting, or given up before there was anything to show. */
static void
update_waiting (TodokuResultPage *self, gboolean waiting)
{
  gboolean busy = todoku_session_get_busy (get_session (self));
  const char *text = busy ? _ ("Looking at what the DNS says about your domain…")
                          : _ ("Stopped before there was a result.");

  todoku_busy_spinner_set_busy (self->spinner, waiting && busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_widget_set_visible (GTK_WIDGET (self->progress_bar), busy);
  gtk_widget_set_visible (self->again_button, !busy);
  gtk_label_set_text (self->waiting_label, text);
  todoku_accessible_set_label (GTK_WIDGET (self->progress_bar), text);
  /* The stack gives the focus to whatever comes first in what it shows. */
  todoku_focus_follower_set_moving (self->focus, TRUE);
  todoku_accessible_show_page (self->stack,
                               gtk_stack_get_child_by_name (self->stack,
                                                            waiting ? "waiting" : "result"));
  todoku_focus_follower_set_moving (self->focus, FALSE);
}

static void
update_content (TodokuResultPage *self)
{
  TodokuReport *report = todoku_session_get_report (get_session (self));
  gboolean waiting = is_waiting (self, report);

  self->stale = FALSE;
  update_waiting (self, waiting);
  if (waiting)
    stop_filling (self);
  else
    show_report (self);
  update_focus (self);
}

/* While the person is still on an earlier page, reports come and go that nobody sees. */
static void
session_changed_cb (TodokuResultPage *self)
{
  update_properties (self);
  self->stale = TRUE;
  self->n_filled = 0;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    update_content (self);
}

static void
progress_cb (TodokuResultPage *self)
{
  gtk_progress_bar_set_fraction (self->progress_bar,
                                 todoku_session_get_progress (get_session (self)));
}

static void
retry_action_cb (GtkWidget *widget,
                 const char *name G_GNUC_UNUSED,
                 GVariant *parameter G_GNUC_UNUSED)
{
  TodokuResultPage *self = TODOKU_RESULT_PAGE (widget);

  todoku_focus_follower_begin (self->focus);
  todoku_session_retry (get_session (self));
}

static void
practice_action_cb (GtkWidget *widget,
                    const char *name G_GNUC_UNUSED,
                    GVariant *parameter G_GNUC_UNUSED)
{
  TodokuSession *session = get_session (TODOKU_RESULT_PAGE (widget));

  todoku_session_set_practice (session, TRUE);
  if (todoku_session_get_practice (session))
    gtk_widget_activate_action (widget, "app.new-check", NULL);
}

static void
todoku_result_page_map (GtkWidget *widget)
{
  TodokuResultPage *self = TODOKU_RESULT_PAGE (widget);

  todoku_focus_follower_watch (self->focus, gtk_widget_get_root (widget));
  if (self->stale)
    update_content (self);
  else if (todoku_session_get_report (get_session (self)) != NULL)
    place_removals (self, todoku_session_get_report (get_session (self)));
  GTK_WIDGET_CLASS (todoku_result_page_parent_class)->map (widget);
  update_focus (self);
}

static void
todoku_result_page_unmap (GtkWidget *widget)
{
  TodokuResultPage *self = TODOKU_RESULT_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  stop_filling (self);
  self->stale |= !is_filled (self);
  todoku_focus_follower_watch (self->focus, NULL);
  self->removals_first = FALSE;
  if (self->default_widget != NULL && GTK_IS_WINDOW (root)
      && gtk_window_get_default_widget (GTK_WINDOW (root)) == self->default_widget)
    gtk_window_set_default_widget (GTK_WINDOW (root), NULL);
  self->default_widget = NULL;
  GTK_WIDGET_CLASS (todoku_result_page_parent_class)->unmap (widget);
}

/* What the DNS has yet to say may still change all of it. */
static gboolean
todoku_result_page_prepare (TodokuPage *page)
{
  TodokuResultPage *self = TODOKU_RESULT_PAGE (page);
  TodokuSession *session = get_session (self);

  if (todoku_session_get_busy (session) || todoku_session_get_report (session) == NULL
      || is_filled (self))
    return FALSE;

  fill_part (self);
  todoku_page_measure (page, self->clamp);

  return TRUE;
}

static void
todoku_result_page_shown (TodokuPage *page)
{
  TodokuResultPage *self = TODOKU_RESULT_PAGE (page);

  todoku_focus_follower_begin (self->focus);
  if (self->stale)
    update_content (self);
  else
    update_focus (self);
}

static void
todoku_result_page_constructed (GObject *object)
{
  TodokuResultPage *self = TODOKU_RESULT_PAGE (object);
  TodokuSession *session = get_session (self);

  G_OBJECT_CLASS (todoku_result_page_parent_class)->constructed (object);
  todoku_page_set_title (TODOKU_PAGE (self), _ ("Result"));
  g_signal_connect_object (session, "notify::report", G_CALLBACK (session_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::busy", G_CALLBACK (session_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::progress", G_CALLBACK (progress_cb), self,
                           G_CONNECT_SWAPPED);
  session_changed_cb (self);
}

static void
todoku_result_page_finalize (GObject *object)
{
  g_clear_pointer (&TODOKU_RESULT_PAGE (object)->focus, todoku_focus_follower_free);

  G_OBJECT_CLASS (todoku_result_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (TODOKU_TYPE_BUSY_SPINNER);
  g_type_ensure (TODOKU_TYPE_MNEMONIC_BUTTON);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/todoku/Todoku/pages/result/result-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TodokuResultPage, stack);
  gtk_widget_class_bind_template_child (widget_class, TodokuResultPage, content);
  gtk_widget_class_bind_template_child (widget_class, TodokuResultPage, clamp);
  gtk_widget_class_bind_template_child (widget_class, TodokuResultPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, TodokuResultPage, waiting_label);
  gtk_widget_class_bind_template_child (widget_class, TodokuResultPage, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, TodokuResultPage, again_button);
  gtk_widget_class_bind_template_child (widget_class, TodokuResultPage, verdict);
  gtk_widget_class_bind_template_child (widget_class, TodokuResultPage, value_card);
  gtk_widget_class_bind_template_child (widget_class, TodokuResultPage, next_steps);
  gtk_widget_class_bind_template_child (widget_class, TodokuResultPage, diff);
  gtk_widget_class_bind_template_child (widget_class, TodokuResultPage, proofs);
  gtk_widget_class_bind_template_child (widget_class, TodokuResultPage, questions);
  gtk_widget_class_bind_template_child (widget_class, TodokuResultPage, removals);
  gtk_widget_class_bind_template_child (widget_class, TodokuResultPage, findings);
  gtk_widget_class_bind_template_child (widget_class, TodokuResultPage, lookups);
  gtk_widget_class_bind_template_child (widget_class, TodokuResultPage, host);
}

static void
todoku_result_page_class_init (TodokuResultPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = todoku_result_page_constructed;
  G_OBJECT_CLASS (klass)->finalize = todoku_result_page_finalize;
  widget_class->map = todoku_result_page_map;
  widget_class->unmap = todoku_result_page_unmap;
  TODOKU_PAGE_CLASS (klass)->prepare = todoku_result_page_prepare;
  TODOKU_PAGE_CLASS (klass)->shown = todoku_result_page_shown;
  g_type_ensure (TODOKU_TYPE_DIFF_GROUP);
  g_type_ensure (TODOKU_TYPE_FINDING_GROUP);
  g_type_ensure (TODOKU_TYPE_HOST_GROUP);
  g_type_ensure (TODOKU_TYPE_LOOKUP_GROUP);
  g_type_ensure (TODOKU_TYPE_PROOF_GROUP);
  g_type_ensure (TODOKU_TYPE_QUESTION_GROUP);
  g_type_ensure (TODOKU_TYPE_REMOVAL_GROUP);
  g_type_ensure (TODOKU_TYPE_VALUE_CARD);
  g_type_ensure (TODOKU_TYPE_VERDICT_VIEW);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "result.retry", NULL, retry_action_cb);
  gtk_widget_class_install_action (widget_class, "result.practice", NULL, practice_action_cb);
}

static void
todoku_result_page_init (TodokuResultPage *self)
{
  self->focus = todoku_focus_follower_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

TodokuPage *
todoku_result_page_new (TodokuSession *session)
{
  return g_object_new (TODOKU_TYPE_RESULT_PAGE, "session", session, NULL);
}
