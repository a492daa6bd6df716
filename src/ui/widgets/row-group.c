// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/widgets/row-group.h"

#include "ui/widgets/accessible.h"
#include "ui/widgets/focus.h"
#include "ui/widgets/rows.h"

#include <glib/gi18n-lib.h>

struct _TodokuRowGroup
{
  GtkBox parent_instance;

  /* Owned */
  GPtrArray *rows; /* what the list and the box hold */
  GPtrArray *open; /* the names of those that were open when all were taken out */

  gboolean folds;

  /* Template widgets */
  GtkLabel *title_label;
  GtkExpander *expander;
  GtkBox *content;
  GtkLabel *description_label;
  GtkListBox *list;
};

enum
{
  PROP_TITLE = 1,
  PROP_DESCRIPTION,
  PROP_FOLDS,
};

G_DEFINE_FINAL_TYPE (TodokuRowGroup, todoku_row_group, GTK_TYPE_BOX)

static void
set_words (GtkLabel *label, const char *words)
{
  gtk_label_set_text (label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (label), words != NULL && *words != '\0');
}

static void
update_folded (TodokuRowGroup *self)
{
  gboolean is_open = !self->folds || gtk_expander_get_expanded (self->expander);

  if (!is_open && todoku_focus_is_within (GTK_WIDGET (self->content)))
    gtk_widget_grab_focus (GTK_WIDGET (self->expander));
  gtk_widget_set_visible (GTK_WIDGET (self->content), is_open);
}

// What folds has its title on the button that opens it.
static void
update_title (TodokuRowGroup *self)
{
  const char *title = gtk_label_get_text (self->title_label);

  gtk_widget_set_visible (GTK_WIDGET (self->title_label), !self->folds && *title != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->expander), self->folds);
  todoku_accessible_set_label (GTK_WIDGET (self->expander), title);
  update_folded (self);
}

void
todoku_row_group_set_title (TodokuRowGroup *self, const char *title)
{
  gtk_label_set_text (self->title_label, title != NULL ? title : "");
  update_title (self);
}

void
todoku_row_group_set_folds (TodokuRowGroup *self, gboolean folds)
{
  self->folds = folds;
  update_title (self);
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
    gtk_box_remove (self->content, row);
  update_visible (self);
}

static gboolean
is_open (GtkWidget *row)
{
  return ADW_IS_EXPANDER_ROW (row) && adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row));
}

void
todoku_row_group_clear (TodokuRowGroup *self)
{
  g_ptr_array_set_size (self->open, 0);
  for (guint i = 0; i < self->rows->len; i++)
    if (is_open (self->rows->pdata[i]))
      g_ptr_array_add (self->open, g_strdup (gtk_widget_get_name (self->rows->pdata[i])));
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
    gtk_box_append (self->content, row);
  g_ptr_array_add (self->rows, row);
  if (ADW_IS_EXPANDER_ROW (row)
      && g_ptr_array_find_with_equal_func (self->open, gtk_widget_get_name (row), g_str_equal,
                                           NULL))
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
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
  TodokuRowGroup *self = TODOKU_ROW_GROUP (widget);
  GtkWidget *content = GTK_WIDGET (self->content);
  GtkWidget *title = GTK_WIDGET (self->expander);

  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return GTK_WIDGET_CLASS (todoku_row_group_parent_class)->focus (widget, direction);

  // The title that opens it is a stop of its own, before the rows.
  if (self->folds && direction == GTK_DIR_TAB_FORWARD && !todoku_focus_is_within (widget))
    return gtk_widget_grab_focus (title);
  if (self->folds && direction == GTK_DIR_TAB_BACKWARD)
    return !todoku_focus_is_within (title)
           && (todoku_focus_move_by_tab (content, direction) || gtk_widget_grab_focus (title));

  return todoku_focus_move_by_tab (content, direction);
}

static void
todoku_row_group_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  TodokuRowGroup *self = TODOKU_ROW_GROUP (object);

  switch (id)
    {
    case PROP_TITLE:
      todoku_row_group_set_title (self, g_value_get_string (value));
      break;
    case PROP_DESCRIPTION:
      todoku_row_group_set_description (self, g_value_get_string (value));
      break;
    case PROP_FOLDS:
      todoku_row_group_set_folds (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      break;
    }
}

static void
todoku_row_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), TODOKU_TYPE_ROW_GROUP);
  g_clear_pointer (&TODOKU_ROW_GROUP (object)->rows, g_ptr_array_unref);
  g_clear_pointer (&TODOKU_ROW_GROUP (object)->open, g_ptr_array_unref);

  G_OBJECT_CLASS (todoku_row_group_parent_class)->dispose (object);
}

static void
todoku_row_group_class_init (TodokuRowGroupClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = todoku_row_group_set_property;
  object_class->dispose = todoku_row_group_dispose;
  widget_class->focus = todoku_row_group_focus;

  g_object_class_install_property (object_class, PROP_TITLE,
                                   g_param_spec_string ("title", NULL, NULL, NULL, flags));
  g_object_class_install_property (object_class, PROP_DESCRIPTION,
                                   g_param_spec_string ("description", NULL, NULL, NULL, flags));
  g_object_class_install_property (object_class, PROP_FOLDS,
                                   g_param_spec_boolean ("folds", NULL, NULL, FALSE, flags));

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/todoku/Todoku/widgets/row-group.ui");
  gtk_widget_class_bind_template_child (widget_class, TodokuRowGroup, title_label);
  gtk_widget_class_bind_template_child (widget_class, TodokuRowGroup, description_label);
  gtk_widget_class_bind_template_child (widget_class, TodokuRowGroup, expander);
  gtk_widget_class_bind_template_child (widget_class, TodokuRowGroup, content);
  gtk_widget_class_bind_template_child (widget_class, TodokuRowGroup, list);
  gtk_widget_class_bind_template_callback (widget_class, update_folded);
}

static void
todoku_row_group_init (TodokuRowGroup *self)
{
  self->rows = g_ptr_array_new ();
  self->open = g_ptr_array_new_with_free_func (g_free);
  todoku_template_init (GTK_WIDGET (self));
}
