// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/application.h"

#include "config.h"

#include "base/paths.h"
#include "history/history.h"
#include "todoku-resource.h"
#include "ui/application-private.h"
#include "ui/settings.h"

G_DEFINE_FINAL_TYPE (TodokuApplication, todoku_application, ADW_TYPE_APPLICATION)

TodokuApplication *
todoku_application_new (void)
{
  return g_object_new (TODOKU_TYPE_APPLICATION, "application-id", TODOKU_APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE, "resource-base-path",
                       "/io/github/todoku/Todoku", NULL);
}

static void
follow_remembered_language (TodokuApplication *self)
{
  g_autofree char *id = todoku_settings_dup_language (self->settings);
  TodokuLanguage language;

  if (todoku_language_from_id (id, &language))
    todoku_language_set (language);
}

static void
follow_remembered_servers (TodokuApplication *self)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) servers = todoku_settings_dup_servers (self->settings);

  if (!todoku_session_set_servers (self->session, (const char *const *) servers, &error))
    g_warning ("The remembered DNS servers are not used: %s", error->message);
}

static TodokuSession *
make_session (void)
{
  const char *data_dir = todoku_paths_get_data_dir ();
  g_autofree char *catalog = g_build_filename (data_dir, "catalog", NULL);
  g_autofree char *practice_zone = g_build_filename (data_dir, "practice-zone.json", NULL);

  return todoku_session_new (catalog, practice_zone);
}

static void
keep_history (TodokuApplication *self)
{
  g_autofree char *path = todoku_history_get_path ();

  todoku_session_set_history (self->session, path);
}

// Where nothing is installed, the icon is found beside the sources.
static void
add_icons (void)
{
  g_autofree char *folder = g_build_filename (todoku_paths_get_data_dir (), "icons", NULL);

  if (!todoku_paths_is_installed ())
    gtk_icon_theme_add_search_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    folder);
  gtk_window_set_default_icon_name (TODOKU_APPLICATION_ID);
}

TodokuWindow *
todoku_application_ensure_window (TodokuApplication *self)
{
  if (self->window == NULL)
    {
      TodokuWindow *window =
        todoku_window_new (GTK_APPLICATION (self), self->session, self->settings);

      g_set_weak_pointer (&self->window, window);
    }

  return self->window;
}

static void
todoku_application_startup (GApplication *application)
{
  TodokuApplication *self = TODOKU_APPLICATION (application);

  self->settings = todoku_settings_new ();
  follow_remembered_language (self);

  G_APPLICATION_CLASS (todoku_application_parent_class)->startup (application);

  add_icons ();
  self->session = make_session ();
  follow_remembered_servers (self);
  keep_history (self);
  todoku_application_add_actions (self);
}

static void
todoku_application_activate (GApplication *application)
{
  gtk_window_present (
    GTK_WINDOW (todoku_application_ensure_window (TODOKU_APPLICATION (application))));
}

static void
todoku_application_shutdown (GApplication *application)
{
  TodokuApplication *self = TODOKU_APPLICATION (application);

  if (self->session != NULL)
    todoku_session_cancel (self->session);

  G_APPLICATION_CLASS (todoku_application_parent_class)->shutdown (application);
}

static void
todoku_application_finalize (GObject *object)
{
  TodokuApplication *self = TODOKU_APPLICATION (object);

  g_clear_weak_pointer (&self->window);
  g_clear_weak_pointer (&self->preferences);
  g_clear_weak_pointer (&self->history);
  g_clear_weak_pointer (&self->shortcuts);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (todoku_application_parent_class)->finalize (object);
}

static void
todoku_application_class_init (TodokuApplicationClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GApplicationClass *application_class = G_APPLICATION_CLASS (class);

  object_class->finalize = todoku_application_finalize;
  application_class->startup = todoku_application_startup;
  application_class->activate = todoku_application_activate;
  application_class->shutdown = todoku_application_shutdown;
  application_class->handle_local_options = todoku_application_handle_local_options;
  application_class->command_line = todoku_application_command_line;
}

static void
todoku_application_init (TodokuApplication *self)
{
  todoku_register_resource ();
  todoku_application_add_options (self);
}
