// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/pages/result/removal-group.h"

#include "ui/pages/result/finding-row.h"
#include "ui/widgets/focus.h"

#include <glib/gi18n-lib.h>

struct _TodokuRemovalGroup
{
  AdwPreferencesGroup parent_instance;

  /* Owned */
  TodokuSession *session;
  GHashTable *rows; /* term → row, which the group owns */
};

G_DEFINE_FINAL_TYPE (TodokuRemovalGroup, todoku_removal_group, ADW_TYPE_PREFERENCES_GROUP)

static void
todoku_removal_group_dispose (GObject *object)
{
  TodokuRemovalGroup *self = TODOKU_REMOVAL_GROUP (object);

  g_clear_object (&self->session);
  g_hash_table_remove_all (self->rows);
  G_OBJECT_CLASS (todoku_removal_group_parent_class)->dispose (object);
}

static void
todoku_removal_group_finalize (GObject *object)
{
  TodokuRemovalGroup *self = TODOKU_REMOVAL_GROUP (object);

  g_hash_table_unref (self->rows);
  G_OBJECT_CLASS (todoku_removal_group_parent_class)->finalize (object);
}

static void
todoku_removal_group_class_init (TodokuRemovalGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = todoku_removal_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = todoku_removal_group_finalize;
}

static void
todoku_removal_group_init (TodokuRemovalGroup *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);

  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  adw_preferences_group_set_title (group, _ ("Services You May No Longer Use"));
}

gboolean
todoku_removal_group_takes (const TodokuFinding *finding)
{
  return finding->term != NULL && g_str_equal (finding->id, "removable-term");
}

static void
toggled_cb (GtkCheckButton *check, TodokuRemovalGroup *self)
{
  const char *term = g_object_get_data (G_OBJECT (check), "term");

  todoku_session_set_unwanted (self->session, term, gtk_check_button_get_active (check));
}

static void
add_row (TodokuRemovalGroup *self, const TodokuFinding *finding)
{
  GtkWidget *row = todoku_finding_row_new (finding);
  GtkCheckButton *check = todoku_finding_row_add_check (TODOKU_FINDING_ROW (row), finding->term);

  g_object_set_data_full (G_OBJECT (check), "term", g_strdup (finding->term), g_free);
  g_object_set_data (G_OBJECT (row), "check", check);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_hash_table_insert (self->rows, g_strdup (finding->term), row);
}

static void
add_missing_rows (TodokuRemovalGroup *self, TodokuReport *report, GHashTable *terms)
{
  for (guint i = 0; i < report->findings->len; i++)
    {
      const TodokuFinding *finding = g_ptr_array_index (report->findings, i);

      if (!todoku_removal_group_takes (finding))
        continue;
      g_hash_table_add (terms, finding->term);
      if (!g_hash_table_contains (self->rows, finding->term))
        add_row (self, finding);
    }
}

/* What was let go is no finding of the new report any more, but still needs its way back. */
static void
add_removed_rows (TodokuRemovalGroup *self, TodokuReport *report, GHashTable *terms)
{
  for (guint i = 0; i < report->entries->len; i++)
    {
      const TodokuSpfDiffEntry *entry = g_ptr_array_index (report->entries, i);
      TodokuFinding *finding = NULL;

      if (entry->op != TODOKU_SPF_DIFF_REMOVE
          || !todoku_session_get_unwanted (self->session, entry->term))
        continue;
      g_hash_table_add (terms, entry->term);
      if (g_hash_table_contains (self->rows, entry->term))
        continue;
      finding = todoku_finding_new ("removable-term", TODOKU_SEVERITY_NOTE, entry->term, -1,
                                    g_strdup (entry->why != NULL ? entry->why : ""));
      add_row (self, finding);
      todoku_finding_unref (finding);
    }
}

static void
remove_stale_rows (TodokuRemovalGroup *self, GHashTable *terms)
{
  GHashTableIter iter;
  gpointer term, row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &term, &row))
    {
      if (g_hash_table_contains (terms, term))
        continue;
      g_hash_table_iter_remove (&iter);
      todoku_focus_leave (row);
      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), row);
    }
}

/* It is also chosen on the page of the mail hosts, and forgotten with the domain. */
static void
update_checks (TodokuRemovalGroup *self)
{
  GHashTableIter iter;
  gpointer term, row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &term, &row))
    gtk_check_button_set_active (g_object_get_data (row, "check"),
                                 todoku_session_get_unwanted (self->session, term));
}

static char *
describe_surplus (TodokuReport *report)
{
  TodokuSpfTree *tree =
    report->proposed_tree != NULL ? report->proposed_tree : report->current_tree;

  if (tree->lookups <= TODOKU_SPF_LOOKUPS_MAX)
    return g_strdup (_ ("Choose only what you no longer use. As soon as the record is within the "
                        "limits, the right value appears."));

  return g_strdup_printf (
    /* Translators: the first %u is how many look-ups a record takes, the second how many of them
     * are too many. */
    _ ("A receiver asks the DNS ten times at most, and this record needs %u look-ups: %u too many. "
       "Choose only what you no longer use; when enough is chosen, the right value appears."),
    tree->lookups, tree->lookups - TODOKU_SPF_LOOKUPS_MAX);
}

void
todoku_removal_group_set_report (TodokuRemovalGroup *self,
                                 TodokuSession *session,
                                 TodokuReport *report)
{
  g_autoptr (GHashTable) terms = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *description = NULL;

  g_return_if_fail (TODOKU_IS_REMOVAL_GROUP (self));

  g_set_object (&self->session, session);
  description = report->question == TODOKU_QUESTION_REMOVAL
                  ? describe_surplus (report)
                  : g_strdup (_ ("If you are not sure, leave them in: nothing breaks by that."));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), description);
  add_missing_rows (self, report, terms);
  add_removed_rows (self, report, terms);
  remove_stale_rows (self, terms);
  update_checks (self);
  gtk_widget_set_visible (GTK_WIDGET (self), g_hash_table_size (self->rows) > 0);
}
