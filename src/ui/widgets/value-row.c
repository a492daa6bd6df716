// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/widgets/value-row.h"

#include "ui/widgets/copy-button.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/row-content.h"

/* Characters that fit beside the button in the narrowest window. */
#define SHORT_VALUE_MAX 16

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
row_new (const char *title, GtkWidget *content)
{
  GtkWidget *row = g_object_new (TODOKU_TYPE_VALUE_ROW, "title", title, NULL);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), content);
  return row;
}

static GtkWidget *
texts_new (GtkWidget *title, GtkWidget *text)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_box_append (GTK_BOX (texts), title);
  gtk_box_append (GTK_BOX (texts), text);
  return texts;
}

static GtkWidget *
button_new (const char *title, const char *value)
{
  GtkWidget *button = todoku_copy_button_new ();

  todoku_copy_button_set_text (TODOKU_COPY_BUTTON (button), value);
  todoku_copy_button_set_what (TODOKU_COPY_BUTTON (button), title);
  return button;
}

/* A long value has the whole width to itself, below its title and button. */
static GtkWidget *
long_value_new (GtkWidget *title, GtkWidget *text, GtkWidget *button)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), button);
  return todoku_row_content_new (NULL, texts_new (head, text), NULL);
}

GtkWidget *
todoku_value_row_new (const char *title, const char *value)
{
  GtkWidget *button = button_new (title, value);
  GtkWidget *title_label = todoku_sentence_label_new (title, "caption-heading");
  GtkWidget *text = todoku_value_label_new (value);

  if (g_utf8_strlen (value, -1) > SHORT_VALUE_MAX)
    return row_new (title, long_value_new (title_label, text, button));
  return row_new (title, todoku_row_content_new (NULL, texts_new (title_label, text), button));
}

GtkWidget *
todoku_value_row_new_remark (const char *title, const char *remark)
{
  GtkWidget *title_label = todoku_sentence_label_new (title, "caption-heading");
  GtkWidget *text = todoku_sentence_label_new (remark, NULL);

  return row_new (title, todoku_row_content_new (NULL, texts_new (title_label, text), NULL));
}
