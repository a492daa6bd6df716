// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/menu-names.h"

#include "config.h"

#include "ui/widgets/accessible.h"

static void
let_labels_speak (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget)
      && gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget))
           == GTK_ACCESSIBLE_ROLE_PRESENTATION)
    {
      g_object_set (widget, "accessible-role", GTK_ACCESSIBLE_ROLE_LABEL, NULL);
      todoku_accessible_set_label (widget, gtk_label_get_text (GTK_LABEL (widget)));
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    let_labels_speak (child);
}

void
todoku_menu_names_mend (GtkMenuButton *button)
{
  GtkPopover *popover = gtk_menu_button_get_popover (button);

  if (popover != NULL)
    let_labels_speak (GTK_WIDGET (popover));
}
