// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window.h"

#include "config.h"

#include "ui/browser.h"
#include "ui/page.h"
#include "ui/pages/pages.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/busy-spinner.h"
#include "ui/widgets/problem.h"
#include "ui/widgets/rows.h"

#include <glib/gi18n-lib.h>

static gboolean
has_received_mail (TodokuSession *session)
{
  return todoku_session_get_received (session) != NULL;
}

// The flow, in order. A page with a condition is not even made while that does not hold.
static const struct
{
  const char *name;
  GType (*get_type) (void);
  gboolean is_about_standard;
  TodokuStandard standard;
  gboolean (*condition) (TodokuSession *session);
} flow[] = {
  { "start", todoku_start_page_get_type, FALSE, TODOKU_STANDARD_SPF, NULL },
  { "received", todoku_received_page_get_type, FALSE, TODOKU_STANDARD_SPF, has_received_mail },
  { "host", todoku_host_page_get_type, FALSE, TODOKU_STANDARD_SPF, NULL },
  { "result", todoku_result_page_get_type, TRUE, TODOKU_STANDARD_SPF, NULL },
  { "paste", todoku_paste_page_get_type, TRUE, TODOKU_STANDARD_SPF, NULL },
  { "check", todoku_propagation_page_get_type, TRUE, TODOKU_STANDARD_SPF, NULL },
  { "dkim", todoku_standard_page_get_type, TRUE, TODOKU_STANDARD_DKIM, NULL },
  { "dkim-paste", todoku_paste_page_get_type, TRUE, TODOKU_STANDARD_DKIM, NULL },
  { "dkim-check", todoku_propagation_page_get_type, TRUE, TODOKU_STANDARD_DKIM, NULL },
  { "dmarc", todoku_standard_page_get_type, TRUE, TODOKU_STANDARD_DMARC, NULL },
  { "dmarc-paste", todoku_paste_page_get_type, TRUE, TODOKU_STANDARD_DMARC, NULL },
  { "dmarc-check", todoku_propagation_page_get_type, TRUE, TODOKU_STANDARD_DMARC, NULL },
  { "arrival", todoku_arrival_page_get_type, FALSE, TODOKU_STANDARD_DMARC, NULL },
};

#define N_PAGES ((int) G_N_ELEMENTS (flow))
#define NO_PAGE -1

// How many pages after the one in view are made ahead.
#define N_AHEAD 2

/*
 * The frame of the wizard: header, pages, Back and Next. It alone sets its buttons, from the
 * properties of the page that is shown (ui/page.h). A page that is not needed is passed over. When
 * the session loses its domain, or says that there is no such domain, the first page comes back.
 */
#define TODOKU_TYPE_ASSISTANT (todoku_assistant_get_type ())
G_DECLARE_FINAL_TYPE (TodokuAssistant, todoku_assistant, TODOKU, ASSISTANT, AdwBin)

struct _TodokuAssistant
{
  AdwBin parent_instance;

  /* Owned */
  TodokuSession *session;

  /* Borrowed: the stack's, made when they are first needed */
  TodokuPage *pages[G_N_ELEMENTS (flow)];

  int position;
  gboolean walked[G_N_ELEMENTS (flow)]; /* those that led to the one in view */
  guint prepare_id;

  /* Template widgets */
  AdwWindowTitle *window_title;
  GtkMenuButton *menu_button;
  GMenuModel *main_menu;
  GtkWidget *practice_box;
  GtkStack *stack;
  GtkWidget *back_button;
  GtkWidget *busy_box;
  TodokuBusySpinner *spinner;
  GtkButton *next_button;
};

G_DEFINE_FINAL_TYPE (TodokuAssistant, todoku_assistant, ADW_TYPE_BIN)

static void update_frame (TodokuAssistant *self);

static gboolean
holds (TodokuAssistant *self, int position)
{
  return flow[position].condition == NULL || flow[position].condition (self->session);
}

// How the page in view stands.
static TodokuPageState
get_state (TodokuAssistant *self)
{
  return todoku_page_get_state (self->pages[self->position]);
}

static TodokuPage *
get_page (TodokuAssistant *self, int position)
{
  if (self->pages[position] == NULL)
    {
      TodokuPage *page = g_object_new (flow[position].get_type (), "session", self->session,
                                       "standard", flow[position].standard, NULL);

      self->pages[position] = page;
      gtk_accessible_update_state (GTK_ACCESSIBLE (page), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
      gtk_stack_add_named (self->stack, GTK_WIDGET (page), flow[position].name);
    }

  return self->pages[position];
}

// One page a turn of the main loop, so that the person's keys never wait for it.
static gboolean
prepare_cb (gpointer user_data)
{
  TodokuAssistant *self = TODOKU_ASSISTANT (user_data);

  if (todoku_session_load_catalog (self->session))
    return G_SOURCE_CONTINUE;
  for (int i = self->position + 1; i < N_PAGES && i <= self->position + N_AHEAD; i++)
    {
      if (self->pages[i] != NULL || !holds (self, i))
        continue;
      get_page (self, i);
      // It may not be needed, and the one in view the last.
      update_frame (self);
      return G_SOURCE_CONTINUE;
    }
  self->prepare_id = 0;

  return G_SOURCE_REMOVE;
}

// Nothing is made for a person who has only opened the window.
static void
prepare (TodokuAssistant *self)
{
  if (self->prepare_id == 0 && *todoku_session_get_text (self->session) != '\0')
    self->prepare_id = g_idle_add (prepare_cb, self);
}

static gboolean
is_needed (TodokuAssistant *self, int position)
{
  return holds (self, position) && todoku_page_get_state (get_page (self, position)).needed;
}

static int
find_next (TodokuAssistant *self)
{
  for (int i = self->position + 1; i < N_PAGES; i++)
    {
      if (is_needed (self, i))
        return i;
    }

  return NO_PAGE;
}

static int
find_previous (TodokuAssistant *self)
{
  for (int i = self->position - 1; i >= 0; i--)
    {
      if (self->walked[i])
        return i;
    }

  return NO_PAGE;
}

// A page that was not made yet counts: whether it is needed shows later.
static gboolean
may_follow (TodokuAssistant *self, int position)
{
  return self->pages[position] == NULL ? holds (self, position) : is_needed (self, position);
}

// Where she is on the road: how many pages it has shows only on the way.
static void
update_title (TodokuAssistant *self, const char *title)
{
  adw_window_title_set_title (self->window_title, title);
  adw_window_title_set_subtitle (self->window_title,
                                 flow[self->position].is_about_standard
                                   ? todoku_standard_get_label (flow[self->position].standard)
                                   : NULL);
}

static gboolean
is_last (TodokuAssistant *self)
{
  for (int i = self->position + 1; i < N_PAGES; i++)
    {
      if (may_follow (self, i))
        return FALSE;
    }

  return TRUE;
}

// The next page that is about something else than this one: another standard, or none.
static int
find_other (TodokuAssistant *self)
{
  for (int i = self->position + 1; i < N_PAGES; i++)
    {
      gboolean is_same =
        flow[i].is_about_standard && flow[i].standard == flow[self->position].standard;

      if (!is_same && is_needed (self, i))
        return i;
    }

  return NO_PAGE;
}

static const char *
get_label (TodokuAssistant *self, const TodokuPageState *state)
{
  if (state->next_label != NULL)
    return state->next_label;
  if (state->waits && find_other (self) != NO_PAGE)
    return _ ("_Go On Meanwhile");

  return is_last (self) ? _ ("_Finish") : _ ("_Next");
}

static void
update_buttons (TodokuAssistant *self, const TodokuPageState *state)
{
  const char *label = get_label (self, state);

  if (g_strcmp0 (gtk_button_get_label (self->next_button), label) != 0)
    gtk_button_set_label (self->next_button, label);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "assistant.next", state->complete);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "assistant.back", self->position > 0);
  gtk_widget_set_visible (self->busy_box, state->busy);
  todoku_busy_spinner_set_busy (self->spinner, state->busy);
}

static void
update_frame (TodokuAssistant *self)
{
  const TodokuPageState state = get_state (self);

  update_title (self, state.title);
  update_buttons (self, &state);
}

// What is passed over was not walked.
static void
remember_way (TodokuAssistant *self, int position)
{
  for (int i = self->position; i < position; i++)
    self->walked[i] = i == self->position;
}

static void
show_page (TodokuAssistant *self, int position)
{
  TodokuPage *page = get_page (self, position);

  remember_way (self, position);
  self->position = position;
  todoku_accessible_show_page (self->stack, GTK_WIDGET (page));
  todoku_page_shown (page);
  update_frame (self);
  prepare (self);
}

static void
close_window (TodokuAssistant *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (GTK_IS_WINDOW (root))
    gtk_window_close (GTK_WINDOW (root));
}

// Does what Next does.
static void
assistant_go_on (TodokuAssistant *self)
{
  TodokuPage *page = self->pages[self->position];
  int position;

  if (!get_state (self).complete || !todoku_page_apply (page))
    return;

  position = get_state (self).waits ? find_other (self) : find_next (self);
  if (position != NO_PAGE)
    show_page (self, position);
  else
    close_window (self);
}

static void
next_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  assistant_go_on (TODOKU_ASSISTANT (widget));
}

// Leaves out what is left of DKIM, or of DMARC.
static void
skip_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  TodokuAssistant *self = TODOKU_ASSISTANT (widget);
  int position = find_other (self);

  if (position != NO_PAGE)
    show_page (self, position);
}

static void
back_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  TodokuAssistant *self = TODOKU_ASSISTANT (widget);
  int position = find_previous (self);

  if (position != NO_PAGE)
    show_page (self, position);
}

static int
find_name (const char *name)
{
  for (int i = 0; i < N_PAGES; i++)
    {
      if (g_strcmp0 (flow[i].name, name) == 0)
        return i;
    }

  return 0;
}

// The page of that type about @standard, from wherever the person is.
static void
show_page_about (TodokuAssistant *self, GType type, TodokuStandard standard)
{
  for (int i = 0; i < N_PAGES; i++)
    if (flow[i].get_type () == type && flow[i].standard == standard)
      show_page (self, i);
}

static void
show_steps_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *parameter)
{
  show_page_about (TODOKU_ASSISTANT (widget), todoku_paste_page_get_type (),
                   g_variant_get_uint32 (parameter));
}

static void
show_propagation_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *parameter)
{
  show_page_about (TODOKU_ASSISTANT (widget), todoku_propagation_page_get_type (),
                   g_variant_get_uint32 (parameter));
}

// A page that is of no use any more and leads nowhere: the value it was about is gone, as where
// other DNS servers fail. The page before says why.
static void
leave_lost_page (TodokuAssistant *self)
{
  const TodokuPageState state = get_state (self);
  int position = find_previous (self);

  if (!state.needed && !state.complete && position != NO_PAGE)
    show_page (self, position);
}

static void
page_changed_cb (TodokuAssistant *self)
{
  update_frame (self);
  leave_lost_page (self);
}

static void
cancel_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  todoku_session_cancel (TODOKU_ASSISTANT (widget)->session);
}

static void
return_to_start_cb (TodokuAssistant *self)
{
  if (self->position > 0
      && (todoku_session_get_domain (self->session) == NULL
          || todoku_session_get_input_error (self->session) != NULL))
    show_page (self, 0);
}

static void
follow_session (TodokuAssistant *self)
{
  static const char *const watched[] = { "notify::report", "notify::busy", "notify::received" };

  g_signal_connect_object (self->session, "notify::text", G_CALLBACK (prepare), self,
                           G_CONNECT_SWAPPED);
  for (gsize i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_connect_object (self->session, watched[i], G_CALLBACK (page_changed_cb), self,
                             G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (todoku_session_get_monitor (self->session), "changed",
                           G_CALLBACK (page_changed_cb), self, G_CONNECT_SWAPPED);
  g_object_bind_property (self->session, "practice", self->practice_box, "visible",
                          G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->session, "notify::domain", G_CALLBACK (return_to_start_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::input-error", G_CALLBACK (return_to_start_cb),
                           self, G_CONNECT_SWAPPED);
}

// In the language spoken now, at the page of that name, or at the first one for NULL.
static TodokuAssistant *
assistant_new (TodokuSession *session, const char *page)
{
  TodokuAssistant *self = g_object_new (TODOKU_TYPE_ASSISTANT, NULL);

  self->session = g_object_ref (session);
  self->position = find_name (page);
  for (int i = 0; i < self->position; i++)
    self->walked[i] = is_needed (self, i);
  todoku_accessible_show_page (self->stack, GTK_WIDGET (get_page (self, self->position)));
  follow_session (self);

  return self;
}

// The assistant is in its window by now.
static void
assistant_start (TodokuAssistant *self)
{
  todoku_page_shown (self->pages[self->position]);
  update_frame (self);
  prepare (self);
}

static void
todoku_assistant_dispose (GObject *object)
{
  TodokuAssistant *self = TODOKU_ASSISTANT (object);

  g_clear_handle_id (&self->prepare_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), TODOKU_TYPE_ASSISTANT);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (todoku_assistant_parent_class)->dispose (object);
}

static void
todoku_assistant_class_init (TodokuAssistantClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = todoku_assistant_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/todoku/Todoku/assistant.ui");
  gtk_widget_class_bind_template_child (widget_class, TodokuAssistant, window_title);
  gtk_widget_class_bind_template_child (widget_class, TodokuAssistant, menu_button);
  gtk_widget_class_bind_template_child (widget_class, TodokuAssistant, main_menu);
  gtk_widget_class_bind_template_child (widget_class, TodokuAssistant, practice_box);
  gtk_widget_class_bind_template_child (widget_class, TodokuAssistant, stack);
  gtk_widget_class_bind_template_child (widget_class, TodokuAssistant, back_button);
  gtk_widget_class_bind_template_child (widget_class, TodokuAssistant, busy_box);
  gtk_widget_class_bind_template_child (widget_class, TodokuAssistant, spinner);
  gtk_widget_class_bind_template_child (widget_class, TodokuAssistant, next_button);

  gtk_widget_class_install_action (widget_class, "assistant.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "assistant.next", NULL, next_cb);
  gtk_widget_class_install_action (widget_class, "assistant.skip", NULL, skip_cb);
  gtk_widget_class_install_action (widget_class, "assistant.show-steps", "u", show_steps_cb);
  gtk_widget_class_install_action (widget_class, "assistant.show-propagation", "u",
                                   show_propagation_cb);
  gtk_widget_class_install_action (widget_class, "assistant.cancel", NULL, cancel_cb);
}

// Most people never open it.
static void
create_menu_cb (GtkMenuButton *button, gpointer user_data)
{
  if (gtk_menu_button_get_popover (button) != NULL)
    return;

  gtk_menu_button_set_menu_model (button, TODOKU_ASSISTANT (user_data)->main_menu);
  todoku_accessible_name_menu (button);
}

static void
todoku_assistant_init (TodokuAssistant *self)
{
  todoku_template_init (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->menu_button, create_menu_cb, self, NULL);
}

// Tall enough for a first page without scrolling, and for a small laptop's screen.
#define DEFAULT_WIDTH 760
#define DEFAULT_HEIGHT 720

static TodokuAssistant *
get_assistant (GtkWindow *window)
{
  return TODOKU_ASSISTANT (adw_application_window_get_content (ADW_APPLICATION_WINDOW (window)));
}

// Where nothing can be remembered the window would be insensitive as a whole.
static void
remember_size (GtkWindow *window, GSettings *settings)
{
  const GSettingsBindFlags flags = G_SETTINGS_BIND_DEFAULT | G_SETTINGS_BIND_NO_SENSITIVITY;

  g_settings_bind (settings, "window-width", window, "default-width", flags);
  g_settings_bind (settings, "window-height", window, "default-height", flags);
  g_settings_bind (settings, "window-maximized", window, "maximized", flags);
}

static void
history_failed_cb (GtkWindow *window, const char *why)
{
  g_autofree char *text =
    /* Translators: %s is why, as the system says it, perhaps in English. */
    g_strdup_printf (_ ("Todoku cannot write to its history. Before you replace a value, note down "
                        "the old one: you need it to put it back. (%s)"),
                     why);

  todoku_show_problem (window, _ ("The history could not be saved"), text);
}

// Who looks at the window needs to be told nothing by the desktop any more.
static void
active_cb (GtkWindow *window)
{
  GtkApplication *application = gtk_window_get_application (window);

  if (application != NULL && gtk_window_is_active (window))
    g_application_withdraw_notification (G_APPLICATION (application), TODOKU_NOTIFICATION_LIVE);
}

static void
show_assistant (GtkWindow *window, TodokuSession *session, const char *page)
{
  TodokuAssistant *assistant = assistant_new (session, page);

  gtk_window_set_title (window, _ ("Todoku"));
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), GTK_WIDGET (assistant));
  assistant_start (assistant);
}

GtkWindow *
todoku_window_new (GtkApplication *application, TodokuSession *session, GSettings *settings)
{
  GtkWindow *window =
    g_object_new (ADW_TYPE_APPLICATION_WINDOW, "application", application, "default-width",
                  DEFAULT_WIDTH, "default-height", DEFAULT_HEIGHT, "width-request", 360,
                  "height-request", 480, NULL);

  if (todoku_browser_shows (GTK_WIDGET (window)))
    gtk_window_maximize (window);
  else if (settings != NULL)
    remember_size (window, settings);
  g_signal_connect (window, "notify::is-active", G_CALLBACK (active_cb), NULL);
  g_signal_connect_object (session, "history-failed", G_CALLBACK (history_failed_cb), window,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "destroy", G_CALLBACK (todoku_session_cancel), session,
                           G_CONNECT_SWAPPED);
  show_assistant (window, session, NULL);

  return window;
}

void
todoku_window_rebuild (GtkWindow *window)
{
  TodokuAssistant *assistant = get_assistant (window);
  g_autoptr (TodokuSession) session = g_object_ref (assistant->session);

  show_assistant (window, session, flow[assistant->position].name);
}

void
todoku_window_check (GtkWindow *window, const char *text)
{
  TodokuAssistant *assistant = get_assistant (window);

  todoku_session_reset (assistant->session);
  todoku_session_set_text (assistant->session, text);
  assistant_go_on (assistant);
}
