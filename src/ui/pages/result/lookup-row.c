// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/pages/result/lookup-row.h"

#include "checkup/wording.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/focus.h"
#include "ui/widgets/row-group.h"

#include <glib/gi18n-lib.h>

struct _TodokuLookupRow
{
  AdwExpanderRow parent_instance;

  /* Owned */
  GPtrArray *rows;

  /* Borrowed */
  TodokuSpfTree *tree;
  GtkLevelBar *meter;
};

G_DEFINE_FINAL_TYPE (TodokuLookupRow, todoku_lookup_row, ADW_TYPE_EXPANDER_ROW)

static void
clear (TodokuLookupRow *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      todoku_focus_leave (row);
      adw_expander_row_remove (ADW_EXPANDER_ROW (self), row);
    }
  g_ptr_array_set_size (self->rows, 0);
}

static void
add_row (TodokuLookupRow *self, GtkWidget *row)
{
  if (row == NULL)
    return;

  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  g_ptr_array_add (self->rows, row);
}

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
    g_dngettext (GETTEXT_PACKAGE, "%u look-up", "%u look-ups", term->lookups), term->lookups);

  if (state == NULL)
    return g_steal_pointer (&cost);
  /* Translators: first "2 look-ups", then what is wrong, as "the name has no address". */
  return g_strdup_printf (_ ("%s; %s"), cost, state);
}

/* It must be known to be no markup before there is a text: with both given to g_object_new() the
 * row would read its text as markup first. */
static GtkWidget *
plain_row_new (GType type, const char *title)
{
  GtkWidget *row = g_object_new (type, NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);

  return row;
}

static GtkWidget *
action_row_new (const char *title, const char *subtitle)
{
  GtkWidget *row = plain_row_new (ADW_TYPE_ACTION_ROW, title);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);

  return row;
}

static GtkWidget *
term_row_new (const TodokuSpfTreeTerm *term)
{
  g_autofree char *title = todoku_wording_make_visible (term->term->text);
  g_autofree char *subtitle = describe_term (term);

  if (term->child != NULL && term->child->record != NULL)
    {
      GtkWidget *row = plain_row_new (TODOKU_TYPE_LOOKUP_ROW, title);

      adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
      TODOKU_LOOKUP_ROW (row)->tree = term->child;
      return row;
    }
  return action_row_new (title, subtitle);
}

static void
add_rest (TodokuLookupRow *self, guint n_free)
{
  g_autofree char *title = NULL;

  if (n_free == 0)
    return;

  title = g_strdup_printf (
    /* Translators: %u is a number of parts of the SPF record that cost nothing. */
    g_dngettext (GETTEXT_PACKAGE, "%u more part that needs no look-up",
                 "%u more parts that need no look-up", n_free),
    n_free);
  add_row (self, action_row_new (title, ""));
}

static void
fill (TodokuLookupRow *self)
{
  guint n_free = 0;
  guint n_worth = 0;

  if (self->tree == NULL || self->rows->len > 0)
    return;

  for (guint i = 0; i < self->tree->terms->len; i++)
    {
      const TodokuSpfTreeTerm *term = g_ptr_array_index (self->tree->terms, i);

      if (!is_worth_a_row (term))
        n_free++;
      else if (n_worth++ < TODOKU_ROWS_MAX)
        add_row (self, term_row_new (term));
    }
  add_row (self, todoku_rest_row_new (n_worth));
  add_rest (self, n_free);
}

static void
expanded_cb (TodokuLookupRow *self)
{
  if (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    fill (self);
}

static void
todoku_lookup_row_finalize (GObject *object)
{
  TodokuLookupRow *self = TODOKU_LOOKUP_ROW (object);

  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (todoku_lookup_row_parent_class)->finalize (object);
}

static void
todoku_lookup_row_class_init (TodokuLookupRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = todoku_lookup_row_finalize;
}

static void
todoku_lookup_row_init (TodokuLookupRow *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  g_signal_connect (self, "notify::expanded", G_CALLBACK (expanded_cb), NULL);
}

static GtkLevelBar *
meter_new (void)
{
  GtkLevelBar *meter = GTK_LEVEL_BAR (gtk_level_bar_new_for_interval (0, TODOKU_SPF_LOOKUPS_MAX));

  /* More is worse here: the bar's own colours say the opposite. */
  gtk_level_bar_remove_offset_value (meter, GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (meter, GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (meter, GTK_LEVEL_BAR_OFFSET_FULL);
  gtk_widget_set_size_request (GTK_WIDGET (meter), 72, -1);
  gtk_widget_set_valign (GTK_WIDGET (meter), GTK_ALIGN_CENTER);
  return meter;
}

GtkWidget *
todoku_lookup_row_new (void)
{
  TodokuLookupRow *self = g_object_new (TODOKU_TYPE_LOOKUP_ROW, NULL);

  self->meter = meter_new ();
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->meter));
  return GTK_WIDGET (self);
}

static void
update_meter (TodokuLookupRow *self, const char *title, const char *count)
{
  guint lookups = self->tree->lookups;
  g_autofree char *spoken = g_strdup_printf ("%s %s", title, count);

  gtk_level_bar_set_value (self->meter, MIN (lookups, TODOKU_SPF_LOOKUPS_MAX));
  if (lookups > TODOKU_SPF_LOOKUPS_MAX)
    gtk_widget_add_css_class (GTK_WIDGET (self->meter), "over");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->meter), "over");
  todoku_accessible_set_label (GTK_WIDGET (self->meter), spoken);
}

void
todoku_lookup_row_set_tree (TodokuLookupRow *self, const char *title, TodokuSpfTree *tree)
{
  g_autofree char *count = NULL;

  g_return_if_fail (TODOKU_IS_LOOKUP_ROW (self));
  g_return_if_fail (self->meter != NULL);

  clear (self);
  self->tree = tree;
  gtk_widget_set_visible (GTK_WIDGET (self), tree != NULL);
  if (tree == NULL)
    return;

  count = todoku_wording_lookups (tree->lookups);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), count);
  update_meter (self, title, count);
  expanded_cb (self);
}
