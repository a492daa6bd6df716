// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/widgets/focus.h"

gboolean
todoku_focus_is_within (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

void
todoku_focus_leave (GtkWidget *widget)
{
  if (todoku_focus_is_within (widget))
    gtk_root_set_focus (gtk_widget_get_root (widget), NULL);
}
