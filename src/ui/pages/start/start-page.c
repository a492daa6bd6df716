// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/pages/pages.h"

#include "ui/page.h"
#include "ui/pages/start/bounce-box.h"
#include "ui/pages/start/practice-examples.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/mnemonic-button.h"

// Long enough not to find fault with what is still being typed.
#define CHECK_DELAY_MS 600

// Never reached; see ../host/host-row.c.
#define LINES_MAX 12

// One field for the mail address, the domain or an URL; or a returned mail; or the practice mode.
#define TODOKU_TYPE_START_PAGE (todoku_start_page_get_type ())
G_DECLARE_FINAL_TYPE (TodokuStartPage, todoku_start_page, TODOKU, START_PAGE, TodokuPage)

struct _TodokuStartPage
{
  TodokuPage parent_instance;

  guint check_id;
  guint n_examples; /* rows */

  /* Template widgets */
  GtkWidget *offline_box;
  GtkEditable *entry;
  GtkLabel *error_label;
  TodokuBounceBox *bounce_box;
  GtkWidget *offer_box;
  AdwPreferencesGroup *examples_group;
};

G_DEFINE_FINAL_TYPE (TodokuStartPage, todoku_start_page, TODOKU_TYPE_PAGE)

static TodokuSession *
get_session (TodokuStartPage *self)
{
  return todoku_page_get_session (TODOKU_PAGE (self));
}

static gboolean
check_cb (gpointer user_data)
{
  TodokuStartPage *self = TODOKU_START_PAGE (user_data);

  self->check_id = 0;
  if (*todoku_session_get_text (get_session (self)) != '\0')
    todoku_session_check_text (get_session (self));

  return G_SOURCE_REMOVE;
}

static void
entry_activated_cb (TodokuStartPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "assistant.next", NULL);
}

static void
entry_changed_cb (TodokuStartPage *self)
{
  const char *text = gtk_editable_get_text (self->entry);

  if (g_str_equal (text, todoku_session_get_text (get_session (self))))
    return;

  todoku_session_set_text (get_session (self), text);
  g_clear_handle_id (&self->check_id, g_source_remove);
  self->check_id = g_timeout_add (CHECK_DELAY_MS, check_cb, self);
}

static void
show_text (TodokuStartPage *self)
{
  const char *text = todoku_session_get_text (get_session (self));

  if (!g_str_equal (text, gtk_editable_get_text (self->entry)))
    gtk_editable_set_text (self->entry, text);
}

static void
show_error (TodokuStartPage *self)
{
  todoku_accessible_set_error (GTK_WIDGET (self->entry), self->error_label,
                               todoku_session_get_input_error (get_session (self)));
}

static void
example_activated_cb (TodokuStartPage *self, AdwActionRow *row)
{
  todoku_session_set_text (get_session (self),
                           adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  gtk_widget_activate_action (GTK_WIDGET (self), "assistant.next", NULL);
}

static void
add_example (TodokuStartPage *self, TodokuPracticeExample example)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), example.domain);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), example.meaning);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), LINES_MAX);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  todoku_accessible_set_label (row, example.domain);
  todoku_accessible_set_description (row, example.meaning);
  g_signal_connect_swapped (row, "activated", G_CALLBACK (example_activated_cb), self);
  adw_preferences_group_add (self->examples_group, row);
}

static void
show_practice (TodokuStartPage *self)
{
  gboolean practice = todoku_session_get_practice (get_session (self));
  gboolean online = g_network_monitor_get_network_available (g_network_monitor_get_default ());

  // Most people never practise: the rows are made when they are needed.
  while (practice && self->n_examples < todoku_practice_get_n_examples ())
    add_example (self, todoku_practice_get_example (self->n_examples++));
  gtk_widget_set_visible (GTK_WIDGET (self->examples_group), practice);
  gtk_widget_set_visible (self->offline_box, !practice && !online);
  gtk_widget_set_visible (self->offer_box, !practice && online);
}

// The button that was pressed may be gone, and so may the text she was in.
static void
reset_cb (TodokuStartPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
todoku_start_page_shown (TodokuPage *page)
{
  TodokuStartPage *self = TODOKU_START_PAGE (page);

  todoku_bounce_box_update (self->bounce_box);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static gboolean
todoku_start_page_apply (TodokuPage *page)
{
  TodokuStartPage *self = TODOKU_START_PAGE (page);

  g_clear_handle_id (&self->check_id, g_source_remove);
  if (todoku_session_submit (get_session (self)))
    return TRUE;

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));

  return FALSE;
}

static void
todoku_start_page_constructed (GObject *object)
{
  TodokuStartPage *self = TODOKU_START_PAGE (object);
  TodokuSession *session = get_session (self);

  G_OBJECT_CLASS (todoku_start_page_parent_class)->constructed (object);

  g_signal_connect_object (session, "notify::text", G_CALLBACK (show_text), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::input-error", G_CALLBACK (show_error), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::bounce", G_CALLBACK (todoku_bounce_box_update),
                           self->bounce_box, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::practice", G_CALLBACK (show_practice), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "reset", G_CALLBACK (reset_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (g_network_monitor_get_default (), "notify::network-available",
                           G_CALLBACK (show_practice), self, G_CONNECT_SWAPPED);
  todoku_bounce_box_set_session (self->bounce_box, session);
  show_text (self);
  show_error (self);
  show_practice (self);
}

static void
todoku_start_page_dispose (GObject *object)
{
  TodokuStartPage *self = TODOKU_START_PAGE (object);

  g_clear_handle_id (&self->check_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), TODOKU_TYPE_START_PAGE);

  G_OBJECT_CLASS (todoku_start_page_parent_class)->dispose (object);
}

static void
todoku_start_page_class_init (TodokuStartPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  TodokuPageClass *page_class = TODOKU_PAGE_CLASS (class);

  object_class->constructed = todoku_start_page_constructed;
  object_class->dispose = todoku_start_page_dispose;
  page_class->shown = todoku_start_page_shown;
  page_class->apply = todoku_start_page_apply;

  g_type_ensure (TODOKU_TYPE_BOUNCE_BOX);
  g_type_ensure (TODOKU_TYPE_MNEMONIC_BUTTON);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/todoku/Todoku/pages/start/start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TodokuStartPage, offline_box);
  gtk_widget_class_bind_template_child (widget_class, TodokuStartPage, entry);
  gtk_widget_class_bind_template_child (widget_class, TodokuStartPage, error_label);
  gtk_widget_class_bind_template_child (widget_class, TodokuStartPage, bounce_box);
  gtk_widget_class_bind_template_child (widget_class, TodokuStartPage, offer_box);
  gtk_widget_class_bind_template_child (widget_class, TodokuStartPage, examples_group);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
}

static void
todoku_start_page_init (TodokuStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
