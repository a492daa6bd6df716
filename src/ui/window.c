// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window.h"

#include "config.h"

#include "ui/assistant.h"

#include <glib/gi18n-lib.h>

// Tall enough for a first page without scrolling, and for a small laptop's screen.
#define DEFAULT_WIDTH 760
#define DEFAULT_HEIGHT 720

struct _TodokuWindow
{
  AdwApplicationWindow parent_instance;

  /* Owned */
  TodokuSession *session;
};

G_DEFINE_FINAL_TYPE (TodokuWindow, todoku_window, ADW_TYPE_APPLICATION_WINDOW)

static TodokuAssistant *
get_assistant (TodokuWindow *self)
{
  return TODOKU_ASSISTANT (adw_application_window_get_content (ADW_APPLICATION_WINDOW (self)));
}

static void
remember_size (TodokuWindow *self, GSettings *settings)
{
  g_settings_bind (settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
}

static void
show_assistant (TodokuWindow *self, const char *page)
{
  TodokuAssistant *assistant = todoku_assistant_new (self->session, page);

  gtk_window_set_title (GTK_WINDOW (self), _ ("Todoku"));
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self), GTK_WIDGET (assistant));
  todoku_assistant_start (assistant);
}

TodokuWindow *
todoku_window_new (GtkApplication *application, TodokuSession *session, GSettings *settings)
{
  TodokuWindow *self = g_object_new (TODOKU_TYPE_WINDOW, "application", application, NULL);

  self->session = g_object_ref (session);
  if (settings != NULL)
    remember_size (self, settings);
  show_assistant (self, NULL);

  return self;
}

void
todoku_window_rebuild (TodokuWindow *self)
{
  g_autofree char *page = g_strdup (todoku_assistant_get_page_name (get_assistant (self)));

  show_assistant (self, page);
}

void
todoku_window_check (TodokuWindow *self, const char *text)
{
  todoku_session_reset (self->session);
  todoku_session_set_text (self->session, text);
  todoku_assistant_go_on (get_assistant (self));
}

static void
todoku_window_dispose (GObject *object)
{
  TodokuWindow *self = TODOKU_WINDOW (object);

  if (self->session != NULL)
    todoku_session_cancel (self->session);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (todoku_window_parent_class)->dispose (object);
}

static void
todoku_window_class_init (TodokuWindowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = todoku_window_dispose;
}

static void
todoku_window_init (TodokuWindow *self)
{
  gtk_window_set_default_size (GTK_WINDOW (self), DEFAULT_WIDTH, DEFAULT_HEIGHT);
  gtk_widget_set_size_request (GTK_WIDGET (self), 360, 480);
}
