// SPDX-License-Identifier: GPL-3.0-or-later
//
// The least a Japanese libadwaita program can be: a window of the same size with a header bar and
// nothing in it. What the wizard costs is measured against it. The header bar has a title and a
// subtitle in Japanese, so that both programs open the fonts that any Japanese window opens, bold
// and regular.

#include "first-frame.h"

#include <adwaita.h>

static void
activate_cb (GtkApplication *application, gpointer user_data G_GNUC_UNUSED)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header_bar = adw_header_bar_new ();

  gtk_box_append (GTK_BOX (box), header_bar);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header_bar),
                                   adw_window_title_new ("とどく", "空のウィンドウ"));
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), 760, 720);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application =
    adw_application_new ("io.github.todoku.EmptyWindow", G_APPLICATION_DEFAULT_FLAGS);

  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  first_frame_watch (GTK_APPLICATION (application));

  return g_application_run (G_APPLICATION (application), argc, argv);
}
