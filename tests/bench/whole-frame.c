// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the renderer itself needs to draw a window of the wizard's size anew, with nothing in it but
// its background: no frame of the wizard that changes the whole window can be quicker.

#include "busy-time.h"

#include <adwaita.h>

#define REST_MS 200
#define N_WARM_UP 3 // the first frames also find room for the picture
#define N_FRAMES 12

typedef struct
{
  GtkWindow *window;
  GtkWidget *area;
  int n_frames;
} Redraw;

static gboolean
redraw_cb (gpointer user_data)
{
  Redraw *redraw = user_data;

  if (redraw->n_frames++ == N_FRAMES)
    {
      busy_time_stop ();
      gtk_window_destroy (redraw->window);
      return G_SOURCE_REMOVE;
    }

  busy_time_set_phase ("drawing the whole window");
  if (redraw->n_frames > N_WARM_UP)
    busy_time_start (gtk_widget_get_frame_clock (GTK_WIDGET (redraw->window)));
  if (gtk_widget_has_css_class (redraw->area, "view"))
    gtk_widget_remove_css_class (redraw->area, "view");
  else
    gtk_widget_add_css_class (redraw->area, "view");

  return G_SOURCE_CONTINUE;
}

static void
activate_cb (GtkApplication *application, gpointer user_data)
{
  Redraw *redraw = user_data;

  redraw->area = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  redraw->window = GTK_WINDOW (adw_application_window_new (application));
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (redraw->window), redraw->area);
  gtk_window_set_default_size (redraw->window, 760, 720);
  gtk_window_present (redraw->window);
  g_timeout_add (REST_MS, redraw_cb, redraw);
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application =
    adw_application_new ("io.github.todoku.WholeFrame", G_APPLICATION_DEFAULT_FLAGS);
  Redraw redraw = { 0 };

  busy_time_install ();
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), &redraw);
  int status = g_application_run (G_APPLICATION (application), argc, argv);

  busy_time_print ();

  return status;
}
