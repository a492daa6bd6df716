// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/widgets/row-group.h"

#include "ui/widgets/focus.h"
#include "ui/widgets/rows.h"

#include <glib/gi18n-lib.h>

struct _TodokuRowGroup
{
  GtkBox parent_instance;

  /* Owned */
  GPtrArray *rows; /* what the list and the box hold */

  /* Template widgets */
  GtkLabel *title_label;
  GtkLabel *description_label;
  GtkListBox *list;
};

enum
{
  PROP_TITLE = 1,
  PROP_DESCRIPTION,
  N_PROPERTIES,
};

G_DEFINE_FINAL_TYPE (TodokuRowGroup, todoku_row_group, GTK_TYPE_BOX)

static void
set_words (GtkLabel *label, const char *words)
{
  gtk_label_set_text (label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (label), words != NULL && *words != '\0');
}

void
todoku_row_group_set_title (TodokuRowGroup *self, const char *title)
{
  set_words (self->title_label, title);
}

void
todoku_row_group_set_description (TodokuRowGroup *self, const char *description)
{
  set_words (self->description_label, description);
}

GPtrArray *
todoku_row_group_get_rows (TodokuRowGroup *self)
{
  return self->rows;
}

static void
update_visible (TodokuRowGroup *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->list),
                          gtk_list_box_get_row_at_index (self->list, 0) != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
}

void
todoku_row_group_remove (TodokuRowGroup *self, GtkWidget *row)
{
  todoku_focus_leave (row);
  g_ptr_array_remove (self->rows, row);
  if (GTK_IS_LIST_BOX_ROW (row))
    gtk_list_box_remove (self->list, row);
  else
    gtk_box_remove (GTK_BOX (self), row);
  update_visible (self);
}

void
todoku_row_group_clear (TodokuRowGroup *self)
{
  while (self->rows->len > 0)
    todoku_row_group_remove (self, self->rows->pdata[self->rows->len - 1]);
}

void
todoku_row_group_add (TodokuRowGroup *self, GtkWidget *row)
{
  if (row == NULL)
    return;

  if (GTK_IS_LIST_BOX_ROW (row))
    gtk_list_box_append (self->list, row);
  else
    gtk_box_append (GTK_BOX (self), row);
  g_ptr_array_add (self->rows, row);
  update_visible (self);
}

static GtkWidget *
text_row_new (const char *text)
{
  return todoku_spoken_row_new (todoku_sentence_label_new (text, "row-content"), text);
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
  // Translators: %u is how many rows a list would have besides those that are there.
  g_autofree char *text =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u more is not listed here.",
                                  "%u more are not listed here.", n_more),
                     n_more);

  return n_more > 0 ? text_row_new (text) : NULL;
}

void
todoku_row_group_focus_first (TodokuRowGroup *self)
{
  if (self->rows->len > 0)
    gtk_widget_grab_focus (self->rows->pdata[0]);
}

static gboolean
todoku_row_group_focus (GtkWidget *widget, GtkDirectionType direction)
{
  if (direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD)
    return todoku_focus_move_by_tab (widget, direction);

  return GTK_WIDGET_CLASS (todoku_row_group_parent_class)->focus (widget, direction);
}

static GtkLabel *
get_label (TodokuRowGroup *self, guint id)
{
  return id == PROP_TITLE ? self->title_label : self->description_label;
}

static void
todoku_row_group_get_property (GObject *object,
                               guint id,
                               GValue *value,
                               GParamSpec *pspec G_GNUC_UNUSED)
{
  g_value_set_string (value, gtk_label_get_text (get_label (TODOKU_ROW_GROUP (object), id)));
}

static void
todoku_row_group_set_property (GObject *object,
                               guint id,
                               const GValue *value,
                               GParamSpec *pspec G_GNUC_UNUSED)
{
  set_words (get_label (TODOKU_ROW_GROUP (object), id), g_value_get_string (value));
}

static void
todoku_row_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), TODOKU_TYPE_ROW_GROUP);
  g_clear_pointer (&TODOKU_ROW_GROUP (object)->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (todoku_row_group_parent_class)->dispose (object);
}

static void
todoku_row_group_class_init (TodokuRowGroupClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = todoku_row_group_get_property;
  object_class->set_property = todoku_row_group_set_property;
  object_class->dispose = todoku_row_group_dispose;
  widget_class->focus = todoku_row_group_focus;

  g_object_class_install_property (object_class, PROP_TITLE,
                                   g_param_spec_string ("title", NULL, NULL, NULL, flags));
  g_object_class_install_property (object_class, PROP_DESCRIPTION,
                                   g_param_spec_string ("description", NULL, NULL, NULL, flags));

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/todoku/Todoku/widgets/row-group.ui");
  gtk_widget_class_bind_template_child (widget_class, TodokuRowGroup, title_label);
  gtk_widget_class_bind_template_child (widget_class, TodokuRowGroup, description_label);
  gtk_widget_class_bind_template_child (widget_class, TodokuRowGroup, list);
}

static void
todoku_row_group_init (TodokuRowGroup *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
