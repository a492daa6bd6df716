// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/field-error.h"

#include "config.h"

#include "ui/widgets/accessible.h"

// Newer releases of GTK take a list of labels where older ones take one; each says itself which.
static void
name_error_message (GtkAccessible *accessible, GtkLabel *label)
{
  GtkAccessibleRelation relation = GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE;
  g_auto (GValue) value = G_VALUE_INIT;

  gtk_accessible_relation_init_value (relation, &value);
  if (G_VALUE_HOLDS_OBJECT (&value))
    g_value_set_object (&value, label);
  else
    g_value_set_pointer (&value, g_list_append (NULL, label)); // GTK keeps the list
  gtk_accessible_update_relation_value (accessible, 1, &relation, &value);
}

// What has the focus: in a row of newer libadwaita that is the text within.
static GtkWidget *
get_text_box (GtkWidget *field)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (field));

  if (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (text)) == GTK_ACCESSIBLE_ROLE_TEXT_BOX)
    return GTK_WIDGET (text);

  return field;
}

static void
mark_invalid (GtkWidget *field, GtkLabel *label, const char *message)
{
  GtkWidget *box = get_text_box (field);
  GtkAccessible *accessible = GTK_ACCESSIBLE (box);

  gtk_widget_add_css_class (field, "error");
  gtk_accessible_update_state (accessible, GTK_ACCESSIBLE_STATE_INVALID,
                               GTK_ACCESSIBLE_INVALID_TRUE, -1);
  todoku_accessible_set_description (box, message);
  name_error_message (accessible, label);
}

static void
mark_valid (GtkWidget *field)
{
  GtkWidget *box = get_text_box (field);
  GtkAccessible *accessible = GTK_ACCESSIBLE (box);

  gtk_widget_remove_css_class (field, "error");
  gtk_accessible_reset_state (accessible, GTK_ACCESSIBLE_STATE_INVALID);
  todoku_accessible_set_description (box, NULL);
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
