// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/stack.h"

#include "config.h"

void
todoku_stack_show (GtkStack *stack, GtkWidget *child)
{
  for (GtkWidget *other = gtk_widget_get_first_child (GTK_WIDGET (stack)); other != NULL;
       other = gtk_widget_get_next_sibling (other))
    gtk_accessible_update_state (GTK_ACCESSIBLE (other), GTK_ACCESSIBLE_STATE_HIDDEN,
                                 other != child, -1);

  gtk_stack_set_visible_child (stack, child);
}
