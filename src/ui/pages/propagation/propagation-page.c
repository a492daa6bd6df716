// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/pages/pages.h"

#include "propagation/wording.h"
#include "ui/page.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/copy-button.h"
#include "ui/widgets/focus.h"
#include "ui/widgets/head.h"
#include "ui/widgets/report-sections.h"
#include "ui/widgets/road.h"
#include "ui/widgets/row-group.h"
#include "ui/widgets/rows.h"

#include <glib/gi18n-lib.h>

// The row of a DNS server: what it says of the record, in a sign and in words, and how long an old
// answer can last.
typedef struct
{
  /* Borrowed: the group's, and what is in it */
  GtkWidget *row;
  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *state;
  GtkLabel *value;
  GtkLabel *sentence;
  GtkLabel *time;
} ServerRow;

static void
set_text (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text != NULL ? text : "") != 0)
    gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

// A sign and its colour.
typedef struct
{
  const char *icon;
  const char *css_class;
} Look;

// One for each state; the words beside it say the same.
static const Look signs[] = {
  [TODOKU_PROPAGATION_PENDING] = { "content-loading-symbolic", "dim-label" },
  [TODOKU_PROPAGATION_NEW] = { "emblem-ok-symbolic", "success" },
  [TODOKU_PROPAGATION_OLD] = { "document-open-recent-symbolic", "dim-label" },
  [TODOKU_PROPAGATION_OTHER] = { "dialog-warning-symbolic", "warning" },
  [TODOKU_PROPAGATION_MISSING] = { "list-remove-symbolic", "warning" },
  [TODOKU_PROPAGATION_DELETED] = { "list-remove-symbolic", "warning" },
  [TODOKU_PROPAGATION_ERROR] = { "todoku-question-symbolic", "dim-label" },
};

// Read aloud as a whole; the countdown is left out, else it would be read each second.
static void
set_spoken (ServerRow *self, const char *name, const char *state, const char *sentence)
{
  /* Translators: read aloud: a DNS server, then what it says of the record. */
  g_autofree char *head = g_strdup_printf (_ ("%s: %s."), name, state);
  g_autofree char *spoken = g_strjoin (" ", head, sentence, NULL);

  todoku_accessible_set_label (self->row, spoken);
}

static void
server_row_set_time (ServerRow *self, const TodokuPropagationServer *server)
{
  gint64 left = todoku_propagation_get_seconds_left (server, g_get_monotonic_time ());
  g_autofree char *time = NULL;
  g_autofree char *text = NULL;

  if (left > 0 && server->state != TODOKU_PROPAGATION_NEW)
    {
      time = todoku_propagation_time_left (left);
      /* Translators: %s is a time as "3 min 20 s". */
      text = g_strdup_printf (_ ("This answer can be remembered for another %s."), time);
    }
  set_text (self->time, text);
}

static void
server_row_set_server (ServerRow *self,
                       const TodokuPropagation *propagation,
                       const TodokuPropagationServer *server)
{
  g_autofree char *name = todoku_propagation_server_name (server);
  g_autofree char *sentence = todoku_propagation_server_sentence (propagation, server);
  const char *state = todoku_propagation_state_label (server->state);
  const char *classes[] = { signs[server->state].css_class, NULL };
  gboolean has_value = server->values[0] != NULL && server->state != TODOKU_PROPAGATION_NEW;

  gtk_image_set_from_icon_name (self->icon, signs[server->state].icon);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), classes);
  set_text (self->name, name);
  set_text (self->state, state);
  if (has_value)
    todoku_code_label_set_text (self->value, server->values[0]);
  gtk_widget_set_visible (GTK_WIDGET (self->value), has_value);
  set_text (self->sentence, sentence);
  server_row_set_time (self, server);
  set_spoken (self, name, state, sentence);
}

static GtkLabel *
append_label (GtkWidget *box, GtkWidget *label)
{
  gtk_box_append (GTK_BOX (box), label);

  return GTK_LABEL (label);
}

static ServerRow *
server_row_new (void)
{
  ServerRow *self = g_new0 (ServerRow, 1);
  GtkWidget *texts = todoku_texts_new ();

  self->icon = GTK_IMAGE (todoku_icon_new (NULL, NULL));
  self->name = append_label (texts, todoku_sentence_label_new ("", "caption-heading"));
  self->state = append_label (texts, todoku_sentence_label_new ("", NULL));
  self->value = append_label (texts, todoku_code_label_new (""));
  self->sentence = append_label (texts, todoku_sentence_label_new ("", NULL));
  self->time = append_label (texts, todoku_sentence_label_new ("", "dim-label"));
  self->row =
    todoku_spoken_row_new (todoku_row_content_new (GTK_WIDGET (self->icon), texts, NULL), "");

  return self;
}

// Whether the new record is live: every name server with what it answers, then whose mail passes,
// and what is next.
#define TODOKU_TYPE_PROPAGATION_PAGE (todoku_propagation_page_get_type ())
G_DECLARE_FINAL_TYPE (TodokuPropagationPage,
                      todoku_propagation_page,
                      TODOKU,
                      PROPAGATION_PAGE,
                      TodokuPage)

struct _TodokuPropagationPage
{
  TodokuPage parent_instance;

  /* Owned */
  GPtrArray *rows; /* ServerRow or NULL, as the propagation's servers */
  guint clock;     /* shows the seconds go by, while the page is in view */
  TodokuFocusFollower *focus;

  /* Template */
  TodokuHead *head;
  GtkWidget *value_box;
  GtkWidget *value_title;
  GtkLabel *value;
  GtkWidget *copy_button;
  GtkWidget *steps_button;
  GtkLabel *waiting;
  GtkLabel *route;
  GtkWidget *again_button;
  GtkWidget *close_button;
  TodokuRowGroup *authoritative;
  TodokuRowGroup *resolvers;
  TodokuRowGroup *proofs;
  GtkLabel *road;
};

G_DEFINE_FINAL_TYPE (TodokuPropagationPage, todoku_propagation_page, TODOKU_TYPE_PAGE)

static TodokuPropagationMonitor *
get_monitor (TodokuPropagationPage *self)
{
  return todoku_session_get_monitor (todoku_page_get_session (self));
}

// What is known of the record that this page is about; NULL while another one is monitored.
static const TodokuPropagation *
get_propagation (TodokuPropagationPage *self)
{
  return todoku_session_is_monitored (todoku_page_get_session (self),
                                      todoku_page_get_standard (self))
           ? todoku_propagation_monitor_get_propagation (get_monitor (self))
           : NULL;
}

// Whether the record was found to be right, here or by the check.
static gboolean
is_done (TodokuPropagationPage *self)
{
  TodokuReport *report = todoku_page_get_report (self);
  const TodokuPropagation *propagation = get_propagation (self);

  if (propagation != NULL)
    return propagation->is_live;

  return report != NULL
         && todoku_report_get_standard (report, todoku_page_get_standard (self)).is_done;
}

// What each asks of the person, at first sight; the words say the same.
static const Look looks[] = {
  [TODOKU_PROPAGATION_PROGRESS_WAITING] = { "document-open-recent-symbolic", "accent" },
  [TODOKU_PROPAGATION_PROGRESS_MISTAKEN] = { "dialog-warning-symbolic", "warning" },
  [TODOKU_PROPAGATION_PROGRESS_GONE] = { "dialog-error-symbolic", "error" },
  [TODOKU_PROPAGATION_PROGRESS_SILENT] = { "network-error-symbolic", "dim-label" },
  [TODOKU_PROPAGATION_PROGRESS_LIVE] = { "emblem-ok-symbolic", "success" },
};

// Until the first round is over, silence says nothing.
static gboolean
is_known (TodokuPropagationPage *self, const TodokuPropagation *propagation)
{
  return propagation != NULL
         && (propagation->n_authoritative > 0
             || !todoku_propagation_monitor_get_busy (get_monitor (self)));
}

static TodokuPropagationProgress
get_progress (TodokuPropagationPage *self, const TodokuPropagation *propagation)
{
  if (is_known (self, propagation))
    return todoku_propagation_get_progress (propagation);

  return is_done (self) ? TODOKU_PROPAGATION_PROGRESS_LIVE : TODOKU_PROPAGATION_PROGRESS_WAITING;
}

static gboolean
must_be_pasted (TodokuPropagationProgress progress)
{
  return progress == TODOKU_PROPAGATION_PROGRESS_MISTAKEN
         || progress == TODOKU_PROPAGATION_PROGRESS_GONE;
}

static void
update_head (TodokuPropagationPage *self, const TodokuPropagation *propagation)
{
  const Look *look = &looks[get_progress (self, propagation)];
  g_autofree char *headline = NULL;
  g_autofree char *explanation = NULL;

  todoku_head_set_sign (self->head, look->icon, look->css_class);
  if (is_known (self, propagation))
    {
      headline = todoku_propagation_headline (propagation);
      explanation = todoku_propagation_explanation (propagation);
    }
  else
    headline = g_strdup (is_done (self) ? _ ("The new value is live.")
                                        : _ ("Checking the domain’s name servers…"));
  todoku_head_set_words (self->head, headline, explanation);
  // Who is led to one of them hears why.
  todoku_accessible_set_description (self->copy_button, headline);
  todoku_accessible_set_description (self->steps_button, headline);
  todoku_accessible_set_description (self->again_button, headline);
}

// The steps lead to the report's value: where that is another one, they would contradict what is
// said here. Of a key that nobody has seen yet there is no value.
static void
update_value (TodokuPropagationPage *self, TodokuPropagationProgress progress)
{
  const char *expected = todoku_propagation_monitor_get_expected (get_monitor (self));
  TodokuReport *report = todoku_page_get_report (self);
  gboolean is_key = todoku_page_get_standard (self) == TODOKU_STANDARD_DKIM;
  gboolean is_shown = must_be_pasted (progress);

  if (!is_shown)
    todoku_focus_leave (self->value_box);
  gtk_widget_set_visible (self->value_box, is_shown);
  if (!is_shown)
    return;

  gtk_widget_set_visible (self->value_title, !is_key);
  gtk_widget_set_visible (GTK_WIDGET (self->value), !is_key);
  gtk_widget_set_visible (self->copy_button, !is_key);
  todoku_code_label_set_text (self->value, expected);
  todoku_copy_button_set_text (TODOKU_COPY_BUTTON (self->copy_button), expected);
  gtk_widget_set_visible (
    self->steps_button,
    is_key
      || (report != NULL
          && g_strcmp0 (
               todoku_report_get_standard (report, todoku_page_get_standard (self)).proposed,
               expected)
               == 0));
}

static char *
describe_waiting (TodokuPropagationPage *self, TodokuPropagationProgress progress, int left)
{
  g_autofree char *time = todoku_propagation_time_left (left);

  if (progress != TODOKU_PROPAGATION_PROGRESS_WAITING)
    /* Translators: %s is a time as "3 min 20 s". */
    return g_strdup_printf (_ ("Todoku checks again automatically in %s."), time);
  if (todoku_session_get_practice (todoku_page_get_session (self)))
    /* Translators: %s is a time as "3 min 20 s". */
    return g_strdup_printf (_ ("Todoku checks again in %s, and tells you when it is live. If you "
                               "close this window, the practice ends."),
                            time);

  /* Translators: %s is a time as "3 min 20 s". */
  return g_strdup_printf (
    _ ("Todoku checks again in %s, and tells you when it is live. You can leave this window open "
       "and do something else, or close it: the next time, it offers to check again."),
    time);
}

static void
update_waiting (TodokuPropagationPage *self, const TodokuPropagation *propagation)
{
  TodokuPropagationMonitor *monitor = get_monitor (self);
  int left = propagation != NULL ? todoku_propagation_monitor_get_seconds_left (monitor) : -1;
  g_autofree char *text =
    left >= 0 ? describe_waiting (self, get_progress (self, propagation), left) : NULL;

  set_text (self->waiting, text);
  gtk_widget_set_visible (self->again_button, !is_done (self));
  gtk_widget_set_sensitive (self->again_button, left >= 0);
}

// The rows stay where they are as long as there are the same servers, so that nothing loses the
// focus and a screen reader reads on.
static gboolean
rows_fit (TodokuPropagationPage *self, const TodokuPropagation *propagation)
{
  if (self->rows->len != propagation->servers->len)
    return FALSE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const ServerRow *row = g_ptr_array_index (self->rows, i);
      const TodokuPropagationServer *server = g_ptr_array_index (propagation->servers, i);
      TodokuRowGroup *group = server->is_authoritative ? self->authoritative : self->resolvers;

      if ((row == NULL) != server->lacks_route
          || (row != NULL && !gtk_widget_is_ancestor (row->row, GTK_WIDGET (group))))
        return FALSE;
    }

  return TRUE;
}

static void
ensure_rows (TodokuPropagationPage *self, const TodokuPropagation *propagation)
{
  if (rows_fit (self, propagation))
    return;

  g_ptr_array_set_size (self->rows, 0);
  todoku_row_group_clear (self->authoritative);
  todoku_row_group_clear (self->resolvers);
  todoku_list_foreach (const TodokuPropagationServer, server, propagation->servers)
    {
      ServerRow *row = server->lacks_route ? NULL : server_row_new ();

      g_ptr_array_add (self->rows, row);
      todoku_row_group_add (server->is_authoritative ? self->authoritative : self->resolvers,
                            row != NULL ? row->row : NULL);
    }
}

static void
update_rows (TodokuPropagationPage *self, const TodokuPropagation *propagation)
{
  ensure_rows (self, propagation);
  for (guint i = 0; i < self->rows->len; i++)
    if (g_ptr_array_index (self->rows, i) != NULL)
      server_row_set_server (g_ptr_array_index (self->rows, i), propagation,
                             g_ptr_array_index (propagation->servers, i));
  set_text (self->route, todoku_propagation_route_sentence (propagation));
}

// The proof with the live record: only once it is live.
static void
update_outcome (TodokuPropagationPage *self)
{
  TodokuReport *report = todoku_page_get_report (self);
  gboolean has_proof =
    report != NULL && todoku_page_get_standard (self) == TODOKU_STANDARD_SPF && is_done (self);

  todoku_road_show (self->road, report, todoku_page_get_standard (self));
  gtk_widget_set_visible (GTK_WIDGET (self->proofs), has_proof);
  if (has_proof)
    todoku_proofs_show (self->proofs, report);
}

static GtkWidget *
find_main_widget (TodokuPropagationPage *self)
{
  if (gtk_widget_get_visible (self->value_box))
    return gtk_widget_get_visible (self->copy_button) ? self->copy_button : self->steps_button;

  return gtk_widget_get_visible (self->again_button)
             && gtk_widget_get_sensitive (self->again_button)
           ? self->again_button
           : todoku_head_get_headline (self->head);
}

// On what is to be pressed, or while there is nothing on what is said meanwhile.
static void
update_focus (TodokuPropagationPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && todoku_focus_follower_may_give (self->focus))
    todoku_focus_follower_give (self->focus, find_main_widget (self));
}

static void
todoku_propagation_page_update (TodokuPage *page)
{
  TodokuPropagationPage *self = TODOKU_PROPAGATION_PAGE (page);
  const TodokuPropagation *propagation = get_propagation (self);

  update_head (self, propagation);
  update_value (self, get_progress (self, propagation));
  update_waiting (self, propagation);
  gtk_widget_set_visible (self->close_button,
                          get_progress (self, propagation) != TODOKU_PROPAGATION_PROGRESS_LIVE);
  if (propagation != NULL)
    update_rows (self, propagation);
  update_outcome (self);
  update_focus (self);
}

static gboolean
clock_cb (gpointer user_data)
{
  TodokuPropagationPage *self = user_data;
  const TodokuPropagation *propagation = get_propagation (self);

  update_waiting (self, propagation);
  for (guint i = 0; propagation != NULL && i < self->rows->len; i++)
    if (g_ptr_array_index (self->rows, i) != NULL)
      server_row_set_time (g_ptr_array_index (self->rows, i),
                           g_ptr_array_index (propagation->servers, i));

  return G_SOURCE_CONTINUE;
}

// Who looks at the window sees it there.
static void
notify_person (TodokuPropagationPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GApplication *application = g_application_get_default ();
  g_autoptr (GNotification) notification = NULL;
  g_autofree char *body = NULL;

  if (application == NULL || (GTK_IS_WINDOW (root) && gtk_window_is_active (GTK_WINDOW (root))))
    return;

  /* Translators: a domain, then SPF, DKIM or DMARC. */
  body = g_strdup_printf (_ ("Every name server of %1$s gives the new %2$s record."),
                          todoku_session_get_display_domain (todoku_page_get_session (self)),
                          todoku_standard_get_label (todoku_page_get_standard (self)));
  notification = g_notification_new (_ ("The new value is live."));
  g_notification_set_body (notification, body);
  g_application_send_notification (application, TODOKU_NOTIFICATION_LIVE, notification);
}

static void
live_cb (TodokuPropagationPage *self)
{
  if (todoku_session_is_monitored (todoku_page_get_session (self), todoku_page_get_standard (self)))
    notify_person (self);
}

static void
again_cb (TodokuPropagationPage *self)
{
  todoku_propagation_monitor_ask (get_monitor (self));
  todoku_focus_follower_begin (self->focus);
  todoku_page_update (TODOKU_PAGE (self));
}

// Needed where there is something to wait for, and for as long as that is watched.
static void
todoku_propagation_page_describe (TodokuPage *page, TodokuPageState *state)
{
  TodokuPropagationPage *self = TODOKU_PROPAGATION_PAGE (page);
  TodokuReport *report = todoku_page_get_report (self);
  gboolean is_monitored =
    todoku_session_is_monitored (todoku_page_get_session (self), todoku_page_get_standard (self));
  g_autofree char *name =
    report != NULL ? todoku_report_dup_owner (report, todoku_page_get_standard (self)) : NULL;

  state->needed =
    is_monitored || report == NULL
    || (name != NULL
        && todoku_report_get_standard (report, todoku_page_get_standard (self)).instructions
             != NULL);
  state->complete = is_monitored || report != NULL;
  state->waits = get_progress (self, get_propagation (self)) != TODOKU_PROPAGATION_PROGRESS_LIVE;
}

static void
todoku_propagation_page_shown (TodokuPage *page)
{
  TodokuPropagationPage *self = TODOKU_PROPAGATION_PAGE (page);

  todoku_focus_follower_begin (self->focus);
  // What is awaited since an earlier day goes on.
  if (!todoku_session_is_monitored (todoku_page_get_session (self),
                                    todoku_page_get_standard (self)))
    todoku_session_start_monitor (todoku_page_get_session (self), todoku_page_get_standard (self));
  todoku_page_update (page);
}

static void
todoku_propagation_page_map (GtkWidget *widget)
{
  TodokuPropagationPage *self = TODOKU_PROPAGATION_PAGE (widget);

  todoku_focus_follower_watch (self->focus, gtk_widget_get_root (widget));
  GTK_WIDGET_CLASS (todoku_propagation_page_parent_class)->map (widget);
  self->clock = g_timeout_add_seconds (1, clock_cb, self);
}

static void
todoku_propagation_page_unmap (GtkWidget *widget)
{
  TodokuPropagationPage *self = TODOKU_PROPAGATION_PAGE (widget);

  g_clear_handle_id (&self->clock, g_source_remove);
  todoku_focus_follower_watch (self->focus, NULL);
  GTK_WIDGET_CLASS (todoku_propagation_page_parent_class)->unmap (widget);
}

static void
todoku_propagation_page_constructed (GObject *object)
{
  TodokuPropagationPage *self = TODOKU_PROPAGATION_PAGE (object);

  G_OBJECT_CLASS (todoku_propagation_page_parent_class)->constructed (object);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->steps_button), "u",
                                    todoku_page_get_standard (self));
  g_signal_connect_object (get_monitor (self), "changed", G_CALLBACK (todoku_page_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_monitor (self), "live", G_CALLBACK (live_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
todoku_propagation_page_finalize (GObject *object)
{
  TodokuPropagationPage *self = TODOKU_PROPAGATION_PAGE (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->focus, todoku_focus_follower_free);

  G_OBJECT_CLASS (todoku_propagation_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/todoku/Todoku/pages/propagation/propagation-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TodokuPropagationPage, head);
  gtk_widget_class_bind_template_child (widget_class, TodokuPropagationPage, value_box);
  gtk_widget_class_bind_template_child (widget_class, TodokuPropagationPage, value_title);
  gtk_widget_class_bind_template_child (widget_class, TodokuPropagationPage, value);
  gtk_widget_class_bind_template_child (widget_class, TodokuPropagationPage, copy_button);
  gtk_widget_class_bind_template_child (widget_class, TodokuPropagationPage, steps_button);
  gtk_widget_class_bind_template_child (widget_class, TodokuPropagationPage, waiting);
  gtk_widget_class_bind_template_child (widget_class, TodokuPropagationPage, route);
  gtk_widget_class_bind_template_child (widget_class, TodokuPropagationPage, again_button);
  gtk_widget_class_bind_template_child (widget_class, TodokuPropagationPage, close_button);
  gtk_widget_class_bind_template_child (widget_class, TodokuPropagationPage, authoritative);
  gtk_widget_class_bind_template_child (widget_class, TodokuPropagationPage, resolvers);
  gtk_widget_class_bind_template_child (widget_class, TodokuPropagationPage, proofs);
  gtk_widget_class_bind_template_child (widget_class, TodokuPropagationPage, road);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
}

static void
todoku_propagation_page_class_init (TodokuPropagationPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = todoku_propagation_page_constructed;
  G_OBJECT_CLASS (klass)->finalize = todoku_propagation_page_finalize;
  widget_class->map = todoku_propagation_page_map;
  widget_class->unmap = todoku_propagation_page_unmap;
  TODOKU_PAGE_CLASS (klass)->describe = todoku_propagation_page_describe;
  TODOKU_PAGE_CLASS (klass)->update = todoku_propagation_page_update;
  TODOKU_PAGE_CLASS (klass)->shown = todoku_propagation_page_shown;
  bind_template (widget_class);
}

static void
todoku_propagation_page_init (TodokuPropagationPage *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_free);
  self->focus = todoku_focus_follower_new ();
  todoku_template_init (GTK_WIDGET (self));
}
