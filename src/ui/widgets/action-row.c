// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/widgets/action-row.h"

#include "ui/widgets/accessible.h"
#include "ui/widgets/rows.h"

struct _TodokuActionRow
{
  GtkListBoxRow parent_instance;

  /* Borrowed: the grid's */
  GtkWidget *activatable_widget;

  /* Borrowed: in the grid, too */
  GtkLabel *title_label;
  GtkLabel *subtitle_label;
};

G_DEFINE_FINAL_TYPE (TodokuActionRow, todoku_action_row, GTK_TYPE_LIST_BOX_ROW)

// What the row says is said where the screen reader stands.
static void
describe (TodokuActionRow *self)
{
  GtkWidget *widget =
    self->activatable_widget != NULL ? self->activatable_widget : GTK_WIDGET (self);

  todoku_accessible_set_description (widget, gtk_label_get_text (self->subtitle_label));
}

void
todoku_action_row_set_subtitle (TodokuActionRow *self, const char *subtitle)
{
  if (subtitle == NULL)
    subtitle = "";
  if (g_str_equal (gtk_label_get_text (self->subtitle_label), subtitle))
    return;

  gtk_label_set_text (self->subtitle_label, subtitle);
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle_label), *subtitle != '\0');
  describe (self);
}

GtkWidget *
todoku_action_row_new (const char *title, const char *subtitle)
{
  TodokuActionRow *self = g_object_new (TODOKU_TYPE_ACTION_ROW, NULL);

  gtk_label_set_text (self->title_label, title);
  todoku_action_row_set_subtitle (self, subtitle);

  return GTK_WIDGET (self);
}

void
todoku_action_row_set_mark (TodokuActionRow *self, GtkWidget *mark)
{
  GtkWidget *grid = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (self));

  gtk_widget_set_halign (mark, GTK_ALIGN_START);
  gtk_grid_attach (GTK_GRID (grid), mark, 1, 1, 1, 1);
}

static void
attach (TodokuActionRow *self, GtkWidget *widget, int column)
{
  GtkWidget *grid = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (self));

  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  gtk_grid_attach (GTK_GRID (grid), widget, column, 0, 1, 1);
}

void
todoku_action_row_set_prefix (TodokuActionRow *self, GtkWidget *prefix)
{
  attach (self, prefix, 0);
}

void
todoku_action_row_set_suffix (TodokuActionRow *self, GtkWidget *suffix)
{
  attach (self, suffix, 2);
}

GtkWidget *
todoku_action_row_get_activatable_widget (TodokuActionRow *self)
{
  return self->activatable_widget;
}

void
todoku_action_row_set_activatable_widget (TodokuActionRow *self, GtkWidget *widget)
{
  self->activatable_widget = widget;
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->title_label, NULL, -1);
  describe (self);
}

gboolean
todoku_action_row_activate (GtkListBoxRow *row)
{
  GtkWidget *widget =
    TODOKU_IS_ACTION_ROW (row) ? TODOKU_ACTION_ROW (row)->activatable_widget : NULL;

  return widget != NULL && gtk_widget_activate (widget);
}

static void
todoku_action_row_class_init (TodokuActionRowClass *class G_GNUC_UNUSED)
{
}

static void
todoku_action_row_init (TodokuActionRow *self)
{
  // Not a box: a box asks texts that wrap how wide they would be at their height.
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *texts = todoku_texts_new ();
  GtkWidget *title = todoku_sentence_label_new (NULL, NULL);
  GtkWidget *subtitle = todoku_sentence_label_new (NULL, "subtitle");

  self->title_label = GTK_LABEL (title);
  self->subtitle_label = GTK_LABEL (subtitle);
  gtk_widget_set_vexpand (title, TRUE);
  gtk_widget_set_visible (subtitle, FALSE);
  gtk_box_append (GTK_BOX (texts), title);
  gtk_box_append (GTK_BOX (texts), subtitle);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_attach (GTK_GRID (grid), texts, 1, 0, 1, 1);
  gtk_widget_set_vexpand (grid, FALSE);
  gtk_widget_add_css_class (grid, "action-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), grid);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY, title,
                                  NULL, -1);
}
