// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/mail-program.h"

#include "ui/widgets/problem.h"

#include <glib/gi18n-lib.h>

// Whoever reads mail in a browser has none.
static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data G_GNUC_UNUSED)
{
  GtkWindow *parent = GTK_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (gtk_show_uri_full_finish (parent, result, &error)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  /* Translators: %s is what the system says, perhaps in English. */
  text =
    g_strdup_printf (_ ("If you use email in a browser, write it there. (%s)"), error->message);
  todoku_show_problem (parent, _ ("No email app could be opened"), text);
}

void
todoku_mail_program_open (GtkWidget *widget, const char *uri)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  if (!GTK_IS_WINDOW (root))
    return;

  g_signal_connect_object (root, "unrealize", G_CALLBACK (g_cancellable_cancel), cancellable,
                           G_CONNECT_SWAPPED);
  gtk_show_uri_full (GTK_WINDOW (root), uri, GDK_CURRENT_TIME, cancellable, opened_cb, NULL);
}
