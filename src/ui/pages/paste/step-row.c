// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/pages/paste/step-row.h"

#include "ui/widgets/accessible.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/row-content.h"

#include <glib/gi18n-lib.h>

GtkWidget *
todoku_step_row_new (guint number, const char *text)
{
  GtkWidget *row = g_object_new (ADW_TYPE_PREFERENCES_ROW, "activatable", FALSE, NULL);
  g_autofree char *digits = g_strdup_printf ("%u", number);
  /* Translators: read aloud: the number of a step, then what to do. */
  g_autofree char *spoken = g_strdup_printf (_ ("Step %u: %s"), number, text);
  GtkWidget *badge = gtk_label_new (digits);

  gtk_widget_add_css_class (badge, "step-number");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row),
                              todoku_row_content_new (badge, todoku_sentence_label_new (text, NULL),
                                                      NULL));
  todoku_accessible_set_label (row, spoken);
  return row;
}
