// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/widgets/problem.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

void
todoku_show_problem (GtkWindow *parent, const char *heading, const char *text)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, text);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}
