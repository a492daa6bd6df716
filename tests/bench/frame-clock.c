// SPDX-License-Identifier: GPL-3.0-or-later
//
// Drives the real window from the first page to the result, and measures how long the main loop is
// busy between two looks at its events: while it is, no key is heard and no frame is drawn.

#include "base/language.h"
#include "busy-time.h"
#include "loopback.h"
#include "ui/application.h"

#include <stdio.h>

#define DELAY_MS 50
#define TICK_MS 20
#define PATIENCE_TICKS 1000 // 20 s
#define START_TICKS 50
#define REST_TICKS 15
#define RESULT_TICKS 100
#define N_NEXT 2

typedef struct
{
  GMainContext *context;
  GMainLoop *loop;
  LoopbackServer *server;
  const char *zone_file;
  char *address;
  GMutex mutex;
  GCond started;
} Server;

typedef struct
{
  GtkApplication *application;
  const char *domain;
  int ticks;
  int rest;
  int n_next;
  gboolean typed;
} Driver;

// The server stands for the network, so its work must not count: it has a thread of its own.
static gpointer
serve (gpointer user_data)
{
  Server *server = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TodokuDnsZone) zone = NULL;

  g_main_context_push_thread_default (server->context);
  zone = todoku_dns_zone_new_from_file (server->zone_file, &error);
  if (zone != NULL)
    server->server = loopback_server_new_for_zone (zone, &error);
  if (server->server == NULL)
    g_error ("%s", error->message);
  loopback_server_set_delay (server->server, DELAY_MS);

  g_mutex_lock (&server->mutex);
  server->address = g_strdup (loopback_server_get_address (server->server));
  g_cond_signal (&server->started);
  g_mutex_unlock (&server->mutex);

  g_main_loop_run (server->loop);
  g_clear_object (&server->server);
  g_main_context_pop_thread_default (server->context);

  return NULL;
}

static GThread *
start_server (Server *server, const char *zone_file)
{
  GThread *thread;

  server->context = g_main_context_new ();
  server->loop = g_main_loop_new (server->context, FALSE);
  server->zone_file = zone_file;
  g_mutex_init (&server->mutex);
  g_cond_init (&server->started);
  thread = g_thread_new ("server", serve, server);

  g_mutex_lock (&server->mutex);
  while (server->address == NULL)
    g_cond_wait (&server->started, &server->mutex);
  g_mutex_unlock (&server->mutex);

  return thread;
}

typedef gboolean (*Predicate) (GtkWidget *widget);

static GtkWidget *
find_widget (GtkWidget *widget, Predicate is_wanted)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (is_wanted (widget))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, is_wanted);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
is_field (GtkWidget *widget)
{
  return GTK_IS_TEXT (widget) && gtk_editable_get_editable (GTK_EDITABLE (widget));
}

static gboolean
is_next (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget)
         && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), "assistant.next")
              == 0;
}

static gboolean
type_domain (Driver *driver, GtkWidget *window)
{
  GtkWidget *field = find_widget (window, is_field);

  if (field == NULL)
    return FALSE;

  gtk_editable_set_text (GTK_EDITABLE (field), driver->domain);

  return TRUE;
}

static gboolean
press_next (GtkWidget *window)
{
  GtkWidget *next = find_widget (window, is_next);

  if (next == NULL || !gtk_widget_is_sensitive (next))
    return FALSE;

  g_signal_emit_by_name (next, "clicked");

  return TRUE;
}

static gboolean
finish (Driver *driver)
{
  busy_time_stop ();
  if (driver->n_next < N_NEXT)
    g_error ("the window did not get to the result");
  g_application_quit (G_APPLICATION (driver->application));

  return G_SOURCE_REMOVE;
}

// What a person does, with a rest between any two things.
static gboolean
tick_cb (gpointer user_data)
{
  Driver *driver = user_data;
  GtkWindow *window = gtk_application_get_active_window (driver->application);

  if (++driver->ticks > PATIENCE_TICKS)
    return finish (driver);
  if (window == NULL || driver->rest-- > 0)
    return G_SOURCE_CONTINUE;
  if (driver->n_next == N_NEXT)
    return finish (driver);

  driver->rest = REST_TICKS;
  busy_time_start (gtk_widget_get_frame_clock (GTK_WIDGET (window)));
  if (!driver->typed)
    {
      busy_time_set_phase ("typing");
      driver->typed = type_domain (driver, GTK_WIDGET (window));
      return G_SOURCE_CONTINUE;
    }

  busy_time_set_phase (driver->n_next == 0 ? "to the page of the hosts" : "to the result");
  if (press_next (GTK_WIDGET (window)) && ++driver->n_next == N_NEXT)
    driver->rest = RESULT_TICKS;

  return G_SOURCE_CONTINUE;
}

static void
stop_server (Server *server, GThread *thread)
{
  g_main_loop_quit (server->loop);
  g_thread_join (thread);
  g_main_loop_unref (server->loop);
  g_main_context_unref (server->context);
  g_mutex_clear (&server->mutex);
  g_cond_clear (&server->started);
  g_free (server->address);
}

int
main (int argc, char **argv)
{
  Server server = { 0 };

  if (argc != 3)
    {
      fprintf (stderr, "usage: %s ZONE-FILE DOMAIN\n", argv[0]);
      return 2;
    }

  g_autoptr (GThread) thread = start_server (&server, argv[1]);

  busy_time_install ();
  gtk_disable_setlocale ();
  todoku_language_init (TODOKU_LANGUAGE_JA);

  g_autoptr (TodokuApplication) application = todoku_application_new ();
  Driver driver = { .application = GTK_APPLICATION (application),
                    .domain = argv[2],
                    .rest = START_TICKS };
  char *arguments[] = { argv[0], (char *) "--dns-server", server.address, NULL };

  g_timeout_add (TICK_MS, tick_cb, &driver);
  int status = g_application_run (G_APPLICATION (application), 3, arguments);

  busy_time_print ();
  stop_server (&server, g_steal_pointer (&thread));

  return status;
}
