// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/widgets/row-content.h"

GtkWidget *
todoku_row_content_new (GtkWidget *prefix, GtkWidget *texts, GtkWidget *suffix)
{
  /* Not a box: a box gives texts that wrap the width they would like for the row's height, and
   * that can be more than there is. */
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_widget_add_css_class (grid, "row-content");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_grid_attach (GTK_GRID (grid), texts, 1, 0, 1, 1);
  if (prefix != NULL)
    {
      gtk_widget_set_valign (prefix, GTK_ALIGN_START);
      gtk_grid_attach (GTK_GRID (grid), prefix, 0, 0, 1, 1);
    }
  if (suffix != NULL)
    {
      gtk_widget_set_valign (suffix, GTK_ALIGN_CENTER);
      /* Only where it can matter: what is not to fill its place is measured again each time that it
       * is given one, by trying out one width after the other for its texts. */
      gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
      gtk_grid_attach (GTK_GRID (grid), suffix, 2, 0, 1, 1);
    }
  return grid;
}
