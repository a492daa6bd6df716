// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/field-error.h"

#include "config.h"

static void
mark_invalid (GtkWidget *field, GtkLabel *label, const char *message)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (field);

  gtk_widget_add_css_class (field, "error");
  gtk_accessible_update_state (accessible, GTK_ACCESSIBLE_STATE_INVALID,
                               GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, message, -1);
  gtk_accessible_update_relation (accessible, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE, label, -1);
}

static void
mark_valid (GtkWidget *field)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (field);

  gtk_widget_remove_css_class (field, "error");
  gtk_accessible_reset_state (accessible, GTK_ACCESSIBLE_STATE_INVALID);
  gtk_accessible_reset_property (accessible, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  gtk_accessible_reset_relation (accessible, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE);
}

void
todoku_field_error_show (GtkWidget *field, GtkLabel *label, const char *message)
{
  gtk_label_set_text (label, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (label), message != NULL);
  if (message != NULL)
    mark_invalid (field, label, message);
  else
    mark_valid (field);
}
