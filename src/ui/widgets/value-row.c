// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/widgets/value-row.h"

#include "ui/widgets/copy-button.h"
#include "ui/widgets/labels.h"

struct _TodokuValueRow
{
  AdwPreferencesRow parent_instance;
};

G_DEFINE_FINAL_TYPE (TodokuValueRow, todoku_value_row, ADW_TYPE_PREFERENCES_ROW)

static void
todoku_value_row_class_init (TodokuValueRowClass *klass G_GNUC_UNUSED)
{
}

static void
todoku_value_row_init (TodokuValueRow *self)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
}

static GtkWidget *
row_new (const char *title, GtkWidget *content, GtkWidget *suffix)
{
  GtkWidget *row = g_object_new (TODOKU_TYPE_VALUE_ROW, "title", title, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_widget_add_css_class (box, "row-content");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), todoku_sentence_label_new (title, "caption-heading"));
  gtk_box_append (GTK_BOX (texts), content);
  gtk_box_append (GTK_BOX (box), texts);
  if (suffix != NULL)
    gtk_box_append (GTK_BOX (box), suffix);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  return row;
}

GtkWidget *
todoku_value_row_new (const char *title, const char *value)
{
  GtkWidget *button = todoku_copy_button_new ();

  todoku_copy_button_set_text (TODOKU_COPY_BUTTON (button), value);
  todoku_copy_button_set_what (TODOKU_COPY_BUTTON (button), title);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return row_new (title, todoku_code_label_new (value), button);
}

GtkWidget *
todoku_value_row_new_remark (const char *title, const char *remark)
{
  return row_new (title, todoku_sentence_label_new (remark, NULL), NULL);
}
