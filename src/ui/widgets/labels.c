// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/widgets/labels.h"

#include "checkup/wording.h"

static GtkWidget *
wrapping_label_new (const char *text)
{
  GtkWidget *label = gtk_label_new (text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  return label;
}

GtkWidget *
todoku_sentence_label_new (const char *text, const char *css_class)
{
  GtkWidget *label = wrapping_label_new (text);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

void
todoku_code_label_set_text (GtkLabel *label, const char *text)
{
  g_autofree char *visible = todoku_wording_make_visible (text);

  gtk_label_set_text (label, visible);
}

GtkWidget *
todoku_code_label_new (const char *text)
{
  GtkWidget *label = wrapping_label_new (NULL);

  todoku_code_label_set_text (GTK_LABEL (label), text);
  gtk_widget_add_css_class (label, "monospace");
  return label;
}

GtkWidget *
todoku_value_label_new (const char *text)
{
  GtkWidget *label = todoku_code_label_new (text);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  return label;
}
