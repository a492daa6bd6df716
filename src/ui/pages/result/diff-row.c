// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/pages/result/diff-row.h"

#include "checkup/wording.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/row-content.h"

#include <glib/gi18n-lib.h>

struct _TodokuDiffRow
{
  AdwPreferencesRow parent_instance;
};

G_DEFINE_FINAL_TYPE (TodokuDiffRow, todoku_diff_row, ADW_TYPE_PREFERENCES_ROW)

static void
todoku_diff_row_class_init (TodokuDiffRowClass *klass G_GNUC_UNUSED)
{
}

static void
todoku_diff_row_init (TodokuDiffRow *self)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
}

/* The sign tells at a glance what the word beside the term tells in full. */
static GtkWidget *
sign_new (TodokuSpfDiffOp op)
{
  GtkWidget *sign = gtk_label_new (todoku_wording_diff_sign (op));

  gtk_widget_add_css_class (sign, "diff-sign");
  return sign;
}

static GtkWidget *
old_term_new (const char *term)
{
  GtkWidget *label = todoku_code_label_new (term);
  g_autoptr (PangoAttrList) attributes =
    pango_attr_list_copy (gtk_label_get_attributes (GTK_LABEL (label)));

  pango_attr_list_insert (attributes, pango_attr_strikethrough_new (TRUE));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_widget_add_css_class (label, "old-term");
  return label;
}

static GtkWidget *
texts_new (const TodokuSpfDiffEntry *entry)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_box_append (GTK_BOX (box), todoku_sentence_label_new (todoku_wording_diff_label (entry->op),
                                                            "caption-heading"));
  if (entry->op == TODOKU_SPF_DIFF_CHANGE && entry->was != NULL)
    gtk_box_append (GTK_BOX (box), old_term_new (entry->was));
  gtk_box_append (GTK_BOX (box), entry->op == TODOKU_SPF_DIFF_REMOVE
                                   ? old_term_new (entry->term)
                                   : todoku_code_label_new (entry->term));
  if (entry->meaning != NULL)
    gtk_box_append (GTK_BOX (box), todoku_sentence_label_new (entry->meaning, NULL));
  if (entry->why != NULL)
    {
      /* Translators: why a part of the SPF record is added, changed or removed. */
      g_autofree char *why = g_strdup_printf (_ ("Why: %s"), entry->why);

      gtk_box_append (GTK_BOX (box), todoku_sentence_label_new (why, "secondary"));
    }
  return box;
}

GtkWidget *
todoku_diff_row_new (const TodokuSpfDiffEntry *entry)
{
  GtkWidget *row = g_object_new (TODOKU_TYPE_DIFF_ROW, NULL);
  GtkWidget *content = todoku_row_content_new (sign_new (entry->op), texts_new (entry), NULL);
  g_autofree char *spoken = todoku_wording_diff_sentence (entry);

  gtk_widget_add_css_class (row, "diff-row");
  gtk_widget_add_css_class (row, todoku_spf_diff_op_get_id (entry->op));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), content);
  todoku_accessible_set_label (row, spoken);
  return row;
}
