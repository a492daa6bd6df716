// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "checkup/wording.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/action-row.h"
#include "ui/widgets/report-sections.h"

#include <glib/gi18n-lib.h>

/* Terms that ask nothing and have no fault are only counted. */
static gboolean
is_worth_a_row (const TodokuSpfTreeTerm *term)
{
  return term->lookups > 0 || term->state != TODOKU_SPF_TREE_OK;
}

static char *
describe_term (const TodokuSpfTreeTerm *term)
{
  const char *state = todoku_wording_tree_state (term->state);
  g_autofree char *cost = g_strdup_printf (
    /* Translators: how many DNS look-ups a part of the SPF record costs. */
    g_dngettext (GETTEXT_PACKAGE, "%u lookup", "%u lookups", term->lookups), term->lookups);

  if (state == NULL)
    return g_steal_pointer (&cost);
  /* Translators: first "2 look-ups", then what is wrong, as "the name has no address". */
  return g_strdup_printf (_ ("%s; %s"), cost, state);
}

static void expanded_cb (AdwExpanderRow *row);

/* Opens to the terms one level down, which are made only then: a record can lead to hundreds of
 * others. */
static GtkWidget *
tree_row_new (TodokuReport *report, TodokuSpfTree *tree, const char *title, const char *subtitle)
{
  GtkWidget *row = todoku_expander_row_new (title, subtitle);

  g_object_set_data_full (G_OBJECT (row), "report", todoku_report_ref (report),
                          (GDestroyNotify) todoku_report_unref);
  g_object_set_data (G_OBJECT (row), "tree", tree);
  g_signal_connect (row, "notify::expanded", G_CALLBACK (expanded_cb), NULL);
  return row;
}

static void
add_term (AdwExpanderRow *row, const TodokuSpfTreeTerm *term)
{
  g_autofree char *title = todoku_wording_make_visible (term->term->text);
  g_autofree char *subtitle = describe_term (term);

  if (term->child != NULL && term->child->record != NULL)
    adw_expander_row_add_row (row, tree_row_new (g_object_get_data (G_OBJECT (row), "report"),
                                                 term->child, title, subtitle));
  else
    adw_expander_row_add_row (row, todoku_action_row_new (title, subtitle));
}

static void
add_rest (AdwExpanderRow *row, guint n_worth, guint n_free)
{
  GtkWidget *rest = todoku_rest_row_new (n_worth);
  g_autofree char *title = g_strdup_printf (
    /* Translators: %u is a number of parts of the SPF record that cost nothing. */
    g_dngettext (GETTEXT_PACKAGE, "%u more part that needs no lookup",
                 "%u more parts that need no lookup", n_free),
    n_free);

  if (rest != NULL)
    adw_expander_row_add_row (row, rest);
  if (n_free > 0)
    adw_expander_row_add_row (row, todoku_action_row_new (title, NULL));
}

static void
expanded_cb (AdwExpanderRow *row)
{
  TodokuSpfTree *tree = g_object_get_data (G_OBJECT (row), "tree");
  guint n_worth = 0;

  g_signal_handlers_disconnect_by_func (row, expanded_cb, NULL);
  todoku_list_foreach (const TodokuSpfTreeTerm, term, tree->terms)
    if (is_worth_a_row (term) && n_worth++ < TODOKU_ROWS_MAX)
      add_term (row, term);
  add_rest (row, n_worth, tree->terms->len - n_worth);
}

static GtkWidget *
meter_new (guint lookups, const char *spoken)
{
  GtkWidget *meter = gtk_level_bar_new_for_interval (0, TODOKU_SPF_LOOKUPS_MAX);
  GtkLevelBar *bar = GTK_LEVEL_BAR (meter);

  /* More is worse here: the bar's own colours say the opposite. */
  gtk_level_bar_remove_offset_value (bar, GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (bar, GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (bar, GTK_LEVEL_BAR_OFFSET_FULL);
  gtk_level_bar_set_value (bar, MIN (lookups, TODOKU_SPF_LOOKUPS_MAX));
  if (lookups > TODOKU_SPF_LOOKUPS_MAX)
    gtk_widget_add_css_class (meter, "over");
  gtk_widget_set_size_request (meter, 72, -1);
  gtk_widget_set_valign (meter, GTK_ALIGN_CENTER);
  todoku_accessible_set_label (meter, spoken);
  return meter;
}

static GtkWidget *
record_row_new (TodokuReport *report, TodokuSpfTree *tree, const char *name, const char *title)
{
  g_autofree char *count = todoku_wording_lookups (tree->lookups);
  g_autofree char *spoken = g_strdup_printf ("%s %s", title, count);
  AdwExpanderRow *row = ADW_EXPANDER_ROW (tree_row_new (report, tree, title, count));

  adw_expander_row_add_action (row, meter_new (tree->lookups, spoken));
  gtk_widget_set_name (GTK_WIDGET (row), name);

  return GTK_WIDGET (row);
}

/* The rows look into the trees of the report they show, and keep it. */
void
todoku_lookups_show (TodokuRowGroup *group, TodokuReport *report)
{
  const char *title = report->question == TODOKU_QUESTION_REMOVAL
                        ? _ ("Without what you have chosen so far")
                        : _ ("New value");

  todoku_row_group_clear (group);
  if (report->current_tree != NULL)
    todoku_row_group_add (group, record_row_new (report, report->current_tree, "current",
                                                 _ ("Current value")));
  if (report->proposed_tree != NULL)
    todoku_row_group_add (group, record_row_new (report, report->proposed_tree, "proposed", title));
}
