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

  /* Template widgets */
  GtkLabel *title_label;
  GtkLabel *subtitle_label;
};

enum
{
  PROP_TITLE = 1,
  PROP_SUBTITLE,
  PROP_PREFIX,
  PROP_SUFFIX,
  PROP_ACTIVATABLE_WIDGET,
};

G_DEFINE_FINAL_TYPE (TodokuActionRow, todoku_action_row, GTK_TYPE_LIST_BOX_ROW)

GtkWidget *
todoku_action_row_new (const char *title, const char *subtitle)
{
  return g_object_new (TODOKU_TYPE_ACTION_ROW, "title", title, "subtitle", subtitle, NULL);
}

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

static void
attach (TodokuActionRow *self, GtkWidget *widget, int column)
{
  GtkWidget *grid = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (self));

  if (widget == NULL)
    return;

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
  if (widget == NULL)
    return;

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
todoku_action_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  TodokuActionRow *self = TODOKU_ACTION_ROW (object);

  switch (id)
    {
    case PROP_TITLE:
      gtk_label_set_text (self->title_label, g_value_get_string (value));
      break;
    case PROP_SUBTITLE:
      todoku_action_row_set_subtitle (self, g_value_get_string (value));
      break;
    case PROP_PREFIX:
      todoku_action_row_set_prefix (self, g_value_get_object (value));
      break;
    case PROP_SUFFIX:
      todoku_action_row_set_suffix (self, g_value_get_object (value));
      break;
    case PROP_ACTIVATABLE_WIDGET:
      todoku_action_row_set_activatable_widget (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
todoku_action_row_class_init (TodokuActionRowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = todoku_action_row_set_property;

  g_object_class_install_property (object_class, PROP_TITLE,
                                   g_param_spec_string ("title", NULL, NULL, "", flags));
  g_object_class_install_property (object_class, PROP_SUBTITLE,
                                   g_param_spec_string ("subtitle", NULL, NULL, "", flags));
  g_object_class_install_property (object_class, PROP_PREFIX,
                                   g_param_spec_object ("prefix", NULL, NULL, GTK_TYPE_WIDGET,
                                                        flags));
  g_object_class_install_property (object_class, PROP_SUFFIX,
                                   g_param_spec_object ("suffix", NULL, NULL, GTK_TYPE_WIDGET,
                                                        flags));
  g_object_class_install_property (object_class, PROP_ACTIVATABLE_WIDGET,
                                   g_param_spec_object ("activatable-widget", NULL, NULL,
                                                        GTK_TYPE_WIDGET, flags));

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/todoku/Todoku/widgets/action-row.ui");
  gtk_widget_class_bind_template_child (widget_class, TodokuActionRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, TodokuActionRow, subtitle_label);
}

static void
todoku_action_row_init (TodokuActionRow *self)
{
  todoku_template_init (GTK_WIDGET (self));
}
