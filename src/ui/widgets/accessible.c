// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/widgets/accessible.h"

#include <glib/gi18n-lib.h>

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
todoku_accessible_set_error (GtkWidget *field, GtkLabel *label, const char *message)
{
  gtk_label_set_text (label, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (label), message != NULL);
  if (message != NULL)
    mark_invalid (field, label, message);
  else
    mark_valid (field);
}

void
todoku_accessible_show_page (GtkStack *stack, GtkWidget *child)
{
  for (GtkWidget *other = gtk_widget_get_first_child (GTK_WIDGET (stack)); other != NULL;
       other = gtk_widget_get_next_sibling (other))
    gtk_accessible_update_state (GTK_ACCESSIBLE (other), GTK_ACCESSIBLE_STATE_HIDDEN,
                                 other != child, -1);

  gtk_stack_set_visible_child (stack, child);
}

static void
name_dismiss_buttons (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) && gtk_button_get_icon_name (GTK_BUTTON (widget)) != NULL)
    todoku_accessible_set_label (widget, _ ("Dismiss this message"));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_dismiss_buttons (child);
}

static void
children_changed_cb (GListModel *children,
                     guint position,
                     guint n_removed G_GNUC_UNUSED,
                     guint n_added,
                     gpointer user_data)
{
  AdwToastOverlay *overlay = ADW_TOAST_OVERLAY (user_data);

  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr (GtkWidget) child = g_list_model_get_item (children, i);

      if (child != adw_toast_overlay_get_child (overlay))
        name_dismiss_buttons (child);
    }
}

void
todoku_accessible_name_toasts (AdwToastOverlay *overlay)
{
  GListModel *children;

  if (g_object_get_data (G_OBJECT (overlay), "observed-children") != NULL)
    return;

  children = gtk_widget_observe_children (GTK_WIDGET (overlay));
  g_signal_connect (children, "items-changed", G_CALLBACK (children_changed_cb), overlay);
  g_object_set_data_full (G_OBJECT (overlay), "observed-children", children, g_object_unref);
}

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
todoku_accessible_name_menu (GtkMenuButton *button)
{
  GtkPopover *popover = gtk_menu_button_get_popover (button);

  if (popover != NULL)
    let_labels_speak (GTK_WIDGET (popover));
}
