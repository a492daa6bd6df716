// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/host/field-row.h"

#include "config.h"

#include "ui/widgets/accessible.h"

#include <glib/gi18n-lib.h>

struct _TodokuFieldRow
{
  GtkListBoxRow parent_instance;

  /* Template widgets */
  GtkLabel *title_label;
  GtkEntry *entry;
  GtkLabel *error_label;
  GtkLabel *help_label;
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_LEFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TodokuFieldRow, todoku_field_row, GTK_TYPE_LIST_BOX_ROW)

static void
entry_activated_cb (TodokuFieldRow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "assistant.next", NULL);
}

static void
entry_changed_cb (TodokuFieldRow *self)
{
  todoku_field_row_set_error (self, NULL);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
entry_left_cb (TodokuFieldRow *self)
{
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

TodokuFieldRow *
todoku_field_row_new (const char *title, const char *help, const char *example)
{
  TodokuFieldRow *self = g_object_new (TODOKU_TYPE_FIELD_ROW, NULL);

  gtk_label_set_text (self->title_label, title);
  gtk_label_set_text (self->help_label, help != NULL ? help : "");
  gtk_widget_set_visible (GTK_WIDGET (self->help_label), help != NULL && *help != '\0');
  if (example != NULL)
    {
      /* Translators: %s is an example of what to type into a field */
      g_autofree char *hint = g_strdup_printf (_ ("e.g. %s"), example);

      gtk_entry_set_placeholder_text (self->entry, hint);
    }

  return self;
}

const char *
todoku_field_row_get_text (TodokuFieldRow *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

void
todoku_field_row_set_text (TodokuFieldRow *self, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text != NULL ? text : "");
}

void
todoku_field_row_set_error (TodokuFieldRow *self, const char *message)
{
  todoku_accessible_set_error (GTK_WIDGET (self->entry), self->error_label, message);
}

gboolean
todoku_field_row_focus (TodokuFieldRow *self)
{
  return gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
todoku_field_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), TODOKU_TYPE_FIELD_ROW);

  G_OBJECT_CLASS (todoku_field_row_parent_class)->dispose (object);
}

static void
todoku_field_row_class_init (TodokuFieldRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = todoku_field_row_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", TODOKU_TYPE_FIELD_ROW, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_LEFT] = g_signal_new ("left", TODOKU_TYPE_FIELD_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/todoku/Todoku/pages/host/field-row.ui");
  gtk_widget_class_bind_template_child (widget_class, TodokuFieldRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, TodokuFieldRow, entry);
  gtk_widget_class_bind_template_child (widget_class, TodokuFieldRow, error_label);
  gtk_widget_class_bind_template_child (widget_class, TodokuFieldRow, help_label);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_left_cb);
}

static void
todoku_field_row_init (TodokuFieldRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
