// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "history/history.h"
#include "ui/application-private.h"
#include "ui/history-window.h"
#include "ui/preferences-window.h"
#include "ui/settings.h"
#include "ui/version.h"

#include <glib/gi18n-lib.h>

static GPtrArray *
list_windows (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  GPtrArray *windows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    g_ptr_array_add (windows, g_list_model_get_item (toplevels, i));

  return windows;
}

// Before the window they stand over: GTK 4.8 would leave one of them that is at work, as the one in
// which Ctrl+Q was pressed, with the address of a parent that is no more.
static void
close_others (TodokuApplication *self)
{
  g_autoptr (GPtrArray) windows = list_windows ();

  for (guint i = 0; i < windows->len; i++)
    {
      GtkWindow *window = g_ptr_array_index (windows, i);

      if (gtk_window_get_transient_for (window) != GTK_WINDOW (self->window))
        continue;
      gtk_window_set_transient_for (window, NULL);
      gtk_window_destroy (window);
    }
}

static void
quit_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer user_data)
{
  TodokuApplication *self = TODOKU_APPLICATION (user_data);

  // Closed rather than torn down, so that it remembers its size.
  if (self->window != NULL)
    {
      close_others (self);
      gtk_window_close (GTK_WINDOW (self->window));
    }
  else
    g_application_quit (G_APPLICATION (self));
}

static void
about_cb (GSimpleAction *action G_GNUC_UNUSED,
          GVariant *parameter G_GNUC_UNUSED,
          gpointer user_data)
{
  TodokuApplication *self = TODOKU_APPLICATION (user_data);
  g_autofree char *versions = todoku_version_describe ();

  adw_show_about_window (GTK_WINDOW (self->window), "application-icon", TODOKU_APPLICATION_ID,
                         "application-name", _ ("Todoku"), "version", TODOKU_VERSION,
                         "license-type", GTK_LICENSE_GPL_3_0, "comments",
                         _ (
                           "Finds out why mail to Gmail comes back, and says what to paste where."),
                         "debug-info", versions, NULL);
}

// It has the program's keys, as Ctrl+Q, and goes with the window it lies over.
static void
take_window (TodokuApplication *self, GtkWindow **slot, GtkWindow *window)
{
  g_set_weak_pointer (slot, window);
  gtk_window_set_application (window, GTK_APPLICATION (self));
  gtk_window_set_transient_for (window, GTK_WINDOW (self->window));
  gtk_window_set_destroy_with_parent (window, TRUE);
}

static void
show_preferences (TodokuApplication *self)
{
  if (self->preferences == NULL)
    take_window (self, &self->preferences,
                 todoku_preferences_window_new (self->session, self->settings));
  gtk_window_present (self->preferences);
}

static void
preferences_cb (GSimpleAction *action G_GNUC_UNUSED,
                GVariant *parameter G_GNUC_UNUSED,
                gpointer user_data)
{
  show_preferences (TODOKU_APPLICATION (user_data));
}

// Built anew for each language, unlike a help overlay, which GTK builds once with the window.
static void
show_shortcuts (TodokuApplication *self)
{
  if (self->shortcuts == NULL)
    {
      g_autoptr (GtkBuilder) builder =
        gtk_builder_new_from_resource ("/io/github/todoku/Todoku/shortcuts-window.ui");

      take_window (self, &self->shortcuts,
                   GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts_window")));
    }
  gtk_window_present (self->shortcuts);
}

static void
shortcuts_cb (GSimpleAction *action G_GNUC_UNUSED,
              GVariant *parameter G_GNUC_UNUSED,
              gpointer user_data)
{
  show_shortcuts (TODOKU_APPLICATION (user_data));
}

static void
show_history (TodokuApplication *self)
{
  g_autofree char *path = todoku_history_get_path ();

  if (self->window == NULL)
    return;
  if (self->history == NULL)
    take_window (self, &self->history,
                 todoku_history_window_new (path, self->session, self->window));
  gtk_window_present (self->history);
}

static void
history_cb (GSimpleAction *action G_GNUC_UNUSED,
            GVariant *parameter G_GNUC_UNUSED,
            gpointer user_data)
{
  show_history (TODOKU_APPLICATION (user_data));
}

// What lies over the window would hide that it begins anew.
static void
new_check_cb (GSimpleAction *action G_GNUC_UNUSED,
              GVariant *parameter G_GNUC_UNUSED,
              gpointer user_data)
{
  TodokuApplication *self = TODOKU_APPLICATION (user_data);

  if (self->window != NULL)
    close_others (self);
  todoku_session_reset (self->session);
}

static void
language_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter, gpointer user_data)
{
  TodokuApplication *self = TODOKU_APPLICATION (user_data);
  TodokuLanguage language;

  if (!todoku_language_from_id (g_variant_get_string (parameter, NULL), &language)
      || language == todoku_language_get ())
    return;

  todoku_settings_set_language (self->settings, todoku_language_get_id (language));
  todoku_application_set_language (self, language);
}

// Builds anew a window over the window, where it is open.
static void
rebuild_window (TodokuApplication *self, GtkWindow **slot, void (*show) (TodokuApplication *self))
{
  if (*slot == NULL)
    return;

  gtk_window_destroy (*slot);
  g_clear_weak_pointer (slot);
  show (self);
}

void
todoku_application_set_language (TodokuApplication *self, TodokuLanguage language)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "language");

  todoku_language_set (language);
  g_simple_action_set_state (G_SIMPLE_ACTION (action),
                             g_variant_new_string (todoku_language_get_id (language)));
  todoku_session_refresh (self->session);
  if (self->window != NULL)
    todoku_window_rebuild (self->window);
  rebuild_window (self, &self->history, show_history);
  rebuild_window (self, &self->shortcuts, show_shortcuts);
  // The one the language is chosen in stays uppermost.
  rebuild_window (self, &self->preferences, show_preferences);
}

static void
add_language_action (TodokuApplication *self)
{
  const char *id = todoku_language_get_id (todoku_language_get ());
  g_autoptr (GSimpleAction) action =
    g_simple_action_new_stateful ("language", G_VARIANT_TYPE_STRING, g_variant_new_string (id));

  g_signal_connect (action, "activate", G_CALLBACK (language_cb), self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
}

static void
set_accelerators (GtkApplication *application)
{
  const struct
  {
    const char *action;
    const char *accelerators[3];
  } keys[] = {
    { "app.quit", { "<Control>q", NULL } },
    { "app.new-check", { "<Control>n", NULL } },
    { "app.history", { "<Control>h", NULL } },
    { "app.preferences", { "<Control>comma", NULL } },
    { "app.shortcuts", { "F1", "<Control>question", NULL } },
    { "window.close", { "<Control>w", NULL } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (application, keys[i].action, keys[i].accelerators);
}

void
todoku_application_add_actions (TodokuApplication *self)
{
  const GActionEntry entries[] = {
    { .name = "quit", .activate = quit_cb },
    { .name = "about", .activate = about_cb },
    { .name = "preferences", .activate = preferences_cb },
    { .name = "shortcuts", .activate = shortcuts_cb },
    { .name = "new-check", .activate = new_check_cb },
    { .name = "history", .activate = history_cb },
  };
  g_autoptr (GPropertyAction) practice =
    g_property_action_new ("practice", self->session, "practice");

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (practice));
  add_language_action (self);
  set_accelerators (GTK_APPLICATION (self));
}
