// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/toast-names.h"

#include "config.h"

#include "ui/widgets/accessible.h"

#include <glib/gi18n-lib.h>

static void
name_buttons (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) && gtk_button_get_icon_name (GTK_BUTTON (widget)) != NULL)
    todoku_accessible_set_label (widget, _ ("Dismiss this message"));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_buttons (child);
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
        name_buttons (child);
    }
}

void
todoku_toast_names_watch (AdwToastOverlay *overlay)
{
  GListModel *children;

  if (g_object_get_data (G_OBJECT (overlay), "observed-children") != NULL)
    return;

  children = gtk_widget_observe_children (GTK_WIDGET (overlay));
  g_signal_connect (children, "items-changed", G_CALLBACK (children_changed_cb), overlay);
  g_object_set_data_full (G_OBJECT (overlay), "observed-children", children, g_object_unref);
}
