// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/widgets/accessible.h"

static void
set_text (GtkWidget *widget,
          GtkAccessibleRelation relation,
          GtkAccessibleProperty property,
          const char *text)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  gtk_accessible_reset_relation (accessible, relation);
  if (text != NULL)
    gtk_accessible_update_property (accessible, property, text, -1);
  else
    gtk_accessible_reset_property (accessible, property);
}

void
todoku_accessible_set_label (GtkWidget *widget, const char *label)
{
  set_text (widget, GTK_ACCESSIBLE_RELATION_LABELLED_BY, GTK_ACCESSIBLE_PROPERTY_LABEL, label);
}

void
todoku_accessible_set_description (GtkWidget *widget, const char *description)
{
  set_text (widget, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
            description);
}
