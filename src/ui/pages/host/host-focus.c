// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/host/host-focus.h"

#include "ui/pages/host/field-row.h"

static gboolean
is_shown_choice (GtkListBoxRow *row)
{
  return TODOKU_IS_HOST_ROW (row) && gtk_widget_get_visible (GTK_WIDGET (row));
}

static GtkWidget *
get_button (gpointer row)
{
  return GTK_WIDGET (todoku_host_row_get_button (TODOKU_HOST_ROW (row)));
}

// The choice that stands @step rows from @index on, or NULL.
static GtkListBoxRow *
find_choice (GtkListBox *list, int index, int step)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (list, index);

  while (row != NULL && !is_shown_choice (row))
    {
      index += step;
      row = index >= 0 ? gtk_list_box_get_row_at_index (list, index) : NULL;
    }

  return row;
}

static int
count_rows (GtkListBox *list)
{
  int n = 0;

  while (gtk_list_box_get_row_at_index (list, n) != NULL)
    n++;

  return n;
}

void
todoku_host_focus_set_stop (GtkListBox *list, TodokuHostRow *row)
{
  GtkListBoxRow *stop = GTK_LIST_BOX_ROW (row);

  if (stop == NULL || !is_shown_choice (stop))
    stop = find_choice (list, 0, 1);
  // First the new one: a widget that may no longer have the focus loses it.
  if (stop != NULL)
    gtk_widget_set_focusable (get_button (stop), TRUE);
  for (int i = 0; gtk_list_box_get_row_at_index (list, i) != NULL; i++)
    {
      GtkListBoxRow *other = gtk_list_box_get_row_at_index (list, i);

      if (TODOKU_IS_HOST_ROW (other) && other != stop)
        gtk_widget_set_focusable (get_button (other), FALSE);
    }
}

static GtkListBoxRow *
find_target (GtkListBox *list, int index, guint key)
{
  switch (key)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return index > 0 ? find_choice (list, index - 1, -1) : NULL;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return find_choice (list, index + 1, 1);
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      return find_choice (list, 0, 1);
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      return find_choice (list, count_rows (list) - 1, -1);
    default:
      return NULL;
    }
}

static gboolean
is_moving (guint key)
{
  return key == GDK_KEY_Up || key == GDK_KEY_KP_Up || key == GDK_KEY_Down || key == GDK_KEY_KP_Down
         || key == GDK_KEY_Home || key == GDK_KEY_KP_Home || key == GDK_KEY_End
         || key == GDK_KEY_KP_End;
}

gboolean
todoku_host_focus_move (GtkListBox *list, guint key)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (list));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, TODOKU_TYPE_HOST_ROW) : NULL;
  GtkListBoxRow *target = NULL;

  if (row == NULL || !is_moving (key))
    return FALSE;

  target = find_target (list, gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)), key);
  if (target != NULL)
    {
      gtk_widget_set_focusable (get_button (target), TRUE);
      gtk_widget_grab_focus (get_button (target));
      todoku_host_focus_set_stop (list, TODOKU_HOST_ROW (target));
    }

  return TRUE;
}

static gboolean
is_stop (GtkWidget *row)
{
  return gtk_widget_get_visible (row)
         && (!TODOKU_IS_HOST_ROW (row) || gtk_widget_get_focusable (get_button (row)));
}

static GPtrArray *
list_stops (GtkWidget *before, GtkListBox *list)
{
  GPtrArray *stops = g_ptr_array_new ();

  g_ptr_array_add (stops, before);
  for (int i = 0; gtk_list_box_get_row_at_index (list, i) != NULL; i++)
    {
      GtkWidget *row = GTK_WIDGET (gtk_list_box_get_row_at_index (list, i));

      if (is_stop (row))
        g_ptr_array_add (stops, row);
    }

  return stops;
}

// Where among @stops the focus is; just outside of them where it is elsewhere.
static int
find_place (GPtrArray *stops, int step)
{
  GtkRoot *root = gtk_widget_get_root (g_ptr_array_index (stops, 0));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  for (guint i = 0; focus != NULL && i < stops->len; i++)
    {
      GtkWidget *stop = g_ptr_array_index (stops, i);

      if (focus == stop || gtk_widget_is_ancestor (focus, stop))
        return (int) i;
    }

  return step > 0 ? -1 : (int) stops->len;
}

static gboolean
enter (GtkWidget *stop)
{
  if (TODOKU_IS_HOST_ROW (stop))
    return gtk_widget_grab_focus (get_button (stop));
  if (TODOKU_IS_FIELD_ROW (stop))
    return todoku_field_row_focus (TODOKU_FIELD_ROW (stop));

  return gtk_widget_grab_focus (stop);
}

gboolean
todoku_host_focus_tab (GtkWidget *before, GtkListBox *list, GtkDirectionType direction)
{
  g_autoptr (GPtrArray) stops = list_stops (before, list);
  int step = direction == GTK_DIR_TAB_FORWARD ? 1 : -1;

  for (int i = find_place (stops, step) + step; i >= 0 && i < (int) stops->len; i += step)
    {
      if (enter (g_ptr_array_index (stops, i)))
        return TRUE;
    }

  return FALSE;
}
