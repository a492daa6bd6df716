// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/widgets/row-group.h"

#include "ui/widgets/accessible.h"
#include "ui/widgets/focus.h"
#include "ui/widgets/labels.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  /* Owned */
  GPtrArray *rows; /* what the group itself holds */
} TodokuRowGroupPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (TodokuRowGroup, todoku_row_group, ADW_TYPE_PREFERENCES_GROUP)

static GPtrArray *
get_rows (TodokuRowGroup *self)
{
  TodokuRowGroupPrivate *priv = todoku_row_group_get_instance_private (self);

  return priv->rows;
}

static void
todoku_row_group_finalize (GObject *object)
{
  g_ptr_array_unref (get_rows (TODOKU_ROW_GROUP (object)));
  G_OBJECT_CLASS (todoku_row_group_parent_class)->finalize (object);
}

static void
todoku_row_group_class_init (TodokuRowGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = todoku_row_group_finalize;
}

static void
todoku_row_group_init (TodokuRowGroup *self)
{
  TodokuRowGroupPrivate *priv = todoku_row_group_get_instance_private (self);

  priv->rows = g_ptr_array_new ();
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
todoku_row_group_clear (TodokuRowGroup *self)
{
  GPtrArray *rows = NULL;

  g_return_if_fail (TODOKU_IS_ROW_GROUP (self));

  rows = get_rows (self);
  for (guint i = 0; i < rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (rows, i);

      todoku_focus_leave (row);
      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), row);
    }
  g_ptr_array_set_size (rows, 0);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
todoku_row_group_add (TodokuRowGroup *self, GtkWidget *row)
{
  g_return_if_fail (TODOKU_IS_ROW_GROUP (self));

  if (row == NULL)
    return;
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (get_rows (self), row);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static GtkWidget *
text_row_new (const char *text)
{
  GtkWidget *row = g_object_new (ADW_TYPE_PREFERENCES_ROW, "activatable", FALSE, NULL);
  GtkWidget *label = todoku_sentence_label_new (text, "row-content");

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  todoku_accessible_set_label (row, text);

  return row;
}

void
todoku_row_group_add_text (TodokuRowGroup *self, const char *text)
{
  if (text != NULL && *text != '\0')
    todoku_row_group_add (self, text_row_new (text));
}

GtkWidget *
todoku_rest_row_new (guint n_rows)
{
  guint n_more = n_rows - MIN (n_rows, TODOKU_ROWS_MAX);
  /* Translators: %u is how many rows a list would have besides those that are there. */
  g_autofree char *text =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u more is not listed here.",
                                  "%u more are not listed here.", n_more),
                     n_more);

  return n_more > 0 ? text_row_new (text) : NULL;
}

void
todoku_row_group_focus_first (TodokuRowGroup *self)
{
  g_return_if_fail (TODOKU_IS_ROW_GROUP (self));

  if (get_rows (self)->len > 0)
    gtk_widget_grab_focus (g_ptr_array_index (get_rows (self), 0));
}

void
todoku_row_group_set_title (TodokuRowGroup *self, const char *title)
{
  g_autofree char *escaped = g_markup_escape_text (title, -1);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), escaped);
}
