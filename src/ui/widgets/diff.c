// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "checkup/wording.h"
#include "ui/widgets/report-sections.h"
#include "ui/widgets/rows.h"

#include <glib/gi18n-lib.h>

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
texts_new (const TodokuDiffEntry *entry, const char *why_before)
{
  GtkBox *box = GTK_BOX (todoku_texts_new ());
  g_autofree char *label = todoku_wording_diff_label (entry);

  gtk_box_append (box, todoku_sentence_label_new (label, "caption-heading"));
  if (entry->op == TODOKU_DIFF_CHANGE && entry->was != NULL)
    gtk_box_append (box, old_term_new (entry->was));
  gtk_box_append (box, entry->op == TODOKU_DIFF_REMOVE ? old_term_new (entry->term)
                                                       : todoku_code_label_new (entry->term));
  if (entry->meaning != NULL)
    gtk_box_append (box, todoku_sentence_label_new (entry->meaning, NULL));
  if (entry->why != NULL && g_strcmp0 (entry->why, why_before) != 0)
    {
      /* Translators: why a part of the SPF record is added, changed or removed. */
      g_autofree char *why = g_strdup_printf (_ ("Why: %s"), entry->why);

      gtk_box_append (box, todoku_sentence_label_new (why, "secondary"));
    }
  return GTK_WIDGET (box);
}

/* @why_before (nullable) is what the row above says: for the eye that is once enough. */
static GtkWidget *
diff_row_new (const TodokuDiffEntry *entry, const char *why_before)
{
  /* The sign tells at a glance what the word beside the term tells in full. */
  TodokuDiffOp effect = todoku_diff_entry_get_effect (entry);
  GtkWidget *sign = gtk_label_new (todoku_wording_diff_sign (effect));
  g_autofree char *spoken = todoku_wording_diff_sentence (entry);
  GtkWidget *row =
    todoku_spoken_row_new (todoku_row_content_new (sign, texts_new (entry, why_before), NULL),
                           spoken);

  gtk_widget_add_css_class (sign, "diff-sign");
  gtk_widget_add_css_class (row, "diff-row");
  gtk_widget_add_css_class (row, todoku_diff_op_get_id (effect));
  return row;
}

static gboolean
stays (const TodokuDiffEntry *entry)
{
  return todoku_diff_entry_get_effect (entry) == TODOKU_DIFF_KEEP;
}

static guint
count_kept (GPtrArray *entries)
{
  guint n_kept = 0;

  for (guint i = 0; i < entries->len; i++)
    n_kept += stays (g_ptr_array_index (entries, i));

  return n_kept;
}

static AdwExpanderRow *
kept_row_new (guint n_kept)
{
  /* Translators: %u is the number of parts of the SPF record. */
  g_autofree char *title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Stays as it is: %u part",
                                                         "Stays as it is: %u parts", n_kept),
                                            n_kept);
  GtkWidget *row = todoku_expander_row_new (title, NULL);

  gtk_widget_set_name (row, "kept");

  return ADW_EXPANDER_ROW (row);
}

/* What stays is folded away below what changes, with all of it counted. */
static void
add_rows (TodokuRowGroup *group, GPtrArray *entries, AdwExpanderRow *kept)
{
  GtkWidget *rest_of_kept = NULL;
  guint n_kept = 0;
  guint n_others = 0;
  const char *why_before = NULL;

  todoku_list_foreach (const TodokuDiffEntry, entry, entries)
    {
      gboolean is_folded = kept != NULL && stays (entry);
      guint n_before = is_folded ? n_kept++ : n_others++;

      if (n_before >= TODOKU_ROWS_MAX)
        continue;
      if (is_folded)
        {
          adw_expander_row_add_row (kept, diff_row_new (entry, NULL));
          continue;
        }
      todoku_row_group_add (group, diff_row_new (entry, why_before));
      why_before = entry->why;
    }
  todoku_row_group_add (group, todoku_rest_row_new (n_others));
  rest_of_kept = todoku_rest_row_new (n_kept);
  if (rest_of_kept != NULL)
    adw_expander_row_add_row (kept, rest_of_kept);
}

void
todoku_diff_show (TodokuRowGroup *group, GPtrArray *entries)
{
  guint n_kept = count_kept (entries);
  gboolean changes = n_kept < entries->len;
  AdwExpanderRow *kept = changes && n_kept > 0 ? kept_row_new (n_kept) : NULL;

  todoku_row_group_clear (group);
  todoku_row_group_set_title (group, changes ? _ ("What Changes, Part by Part")
                                             : _ ("What It Says, Part by Part"));
  add_rows (group, entries, kept);
  todoku_row_group_add (group, (GtkWidget *) kept);
}
