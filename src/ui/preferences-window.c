// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/dialogs.h"

#include "ui/server-list.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/rows.h"

#include <adwaita.h>

#define TODOKU_TYPE_PREFERENCES_WINDOW (todoku_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (TodokuPreferencesWindow,
                      todoku_preferences_window,
                      TODOKU,
                      PREFERENCES_WINDOW,
                      AdwPreferencesWindow)

struct _TodokuPreferencesWindow
{
  AdwPreferencesWindow parent_instance;

  /* Owned */
  TodokuSession *session;
  GSettings *settings;

  /* Template widgets */
  GtkWidget *servers_row;
  GtkLabel *error_label;
};

G_DEFINE_FINAL_TYPE (TodokuPreferencesWindow,
                     todoku_preferences_window,
                     ADW_TYPE_PREFERENCES_WINDOW)

static void
servers_applied_cb (TodokuPreferencesWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) servers =
    todoku_server_list_split (gtk_editable_get_text (GTK_EDITABLE (self->servers_row)));

  if (todoku_session_set_servers (self->session, (const char *const *) servers, &error)
      && self->settings != NULL)
    g_settings_set_strv (self->settings, "dns-servers", (const char *const *) servers);
  todoku_accessible_set_error (self->servers_row, self->error_label,
                               error != NULL ? error->message : NULL);
}

static void
servers_changed_cb (TodokuPreferencesWindow *self)
{
  todoku_accessible_set_error (self->servers_row, self->error_label, NULL);
}

GtkWindow *
todoku_preferences_window_new (TodokuSession *session, GSettings *settings)
{
  TodokuPreferencesWindow *self = g_object_new (TODOKU_TYPE_PREFERENCES_WINDOW, NULL);
  const char *const *servers = todoku_session_get_servers (session);
  g_autofree char *text = servers != NULL ? g_strjoinv (", ", (char **) servers) : NULL;

  self->session = g_object_ref (session);
  g_set_object (&self->settings, settings);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->servers_row), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->servers_row), text != NULL ? text : "");
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->servers_row), TRUE);

  return GTK_WINDOW (self);
}

static void
todoku_preferences_window_dispose (GObject *object)
{
  TodokuPreferencesWindow *self = TODOKU_PREFERENCES_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), TODOKU_TYPE_PREFERENCES_WINDOW);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (todoku_preferences_window_parent_class)->dispose (object);
}

static void
todoku_preferences_window_class_init (TodokuPreferencesWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = todoku_preferences_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/todoku/Todoku/preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, TodokuPreferencesWindow, servers_row);
  gtk_widget_class_bind_template_child (widget_class, TodokuPreferencesWindow, error_label);
  gtk_widget_class_bind_template_callback (widget_class, servers_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, servers_changed_cb);
}

static void
todoku_preferences_window_init (TodokuPreferencesWindow *self)
{
  todoku_template_init (GTK_WIDGET (self));
}
