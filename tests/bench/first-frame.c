// SPDX-License-Identifier: GPL-3.0-or-later

#include "first-frame.h"

#include <stdio.h>
#include <string.h>

#define REST_MS 1000

static gint64 first_frame = 0;

// The proportional set size: what is shared with other programs is counted in parts.
static guint64
read_pss (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL))
    return 0;

  line = strstr (text, "\nPss:");

  return line != NULL ? g_ascii_strtoull (line + strlen ("\nPss:"), NULL, 10) : 0;
}

static gboolean
report_cb (gpointer user_data)
{
  printf ("{\"first_frame_us\": %" G_GINT64_FORMAT ", \"pss_kib\": %" G_GUINT64_FORMAT "}\n",
          first_frame, read_pss ());
  fflush (stdout);
  g_application_quit (G_APPLICATION (user_data));

  return G_SOURCE_REMOVE;
}

static void
after_paint_cb (GdkFrameClock *clock G_GNUC_UNUSED, gpointer user_data)
{
  GtkWindow *window = GTK_WINDOW (user_data);

  if (first_frame != 0 || !gtk_widget_get_mapped (GTK_WIDGET (window)))
    return;

  first_frame = g_get_monotonic_time ();
  g_timeout_add (REST_MS, report_cb, gtk_window_get_application (window));
}

static void
realize_cb (GtkWidget *window, gpointer user_data G_GNUC_UNUSED)
{
  g_signal_connect_object (gtk_widget_get_frame_clock (window), "after-paint",
                           G_CALLBACK (after_paint_cb), window, 0);
}

static void
window_added_cb (GtkApplication *application G_GNUC_UNUSED,
                 GtkWindow *window,
                 gpointer user_data G_GNUC_UNUSED)
{
  g_signal_connect (window, "realize", G_CALLBACK (realize_cb), NULL);
}

void
first_frame_watch (GtkApplication *application)
{
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), NULL);
}
