// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/paste/note-row.h"

#include "ui/widgets/accessible.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/row-content.h"
#include "ui/widgets/source-note.h"

GtkWidget *
todoku_note_row_new (const TodokuPanelNote *note)
{
  GtkWidget *row = g_object_new (ADW_TYPE_PREFERENCES_ROW, "activatable", FALSE, NULL);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *source = NULL;

  gtk_box_append (GTK_BOX (texts), todoku_sentence_label_new (note->text, NULL));
  if (note->source != NULL)
    source = todoku_source_note_new (NULL, note->source, NULL);
  if (source != NULL)
    gtk_box_append (GTK_BOX (texts), source);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), todoku_row_content_new (NULL, texts, NULL));
  todoku_accessible_set_label (row, note->text);
  return row;
}
