// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/pages/result/lookup-group.h"

#include "ui/pages/result/lookup-row.h"

#include <glib/gi18n-lib.h>

struct _TodokuLookupGroup
{
  AdwPreferencesGroup parent_instance;

  /* Owned */
  TodokuReport *report;

  /* Borrowed */
  TodokuLookupRow *current;
  TodokuLookupRow *proposed;
};

G_DEFINE_FINAL_TYPE (TodokuLookupGroup, todoku_lookup_group, ADW_TYPE_PREFERENCES_GROUP)

static void
todoku_lookup_group_finalize (GObject *object)
{
  TodokuLookupGroup *self = TODOKU_LOOKUP_GROUP (object);

  g_clear_pointer (&self->report, todoku_report_unref);
  G_OBJECT_CLASS (todoku_lookup_group_parent_class)->finalize (object);
}

static void
todoku_lookup_group_class_init (TodokuLookupGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = todoku_lookup_group_finalize;
}

static void
todoku_lookup_group_init (TodokuLookupGroup *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);

  self->current = TODOKU_LOOKUP_ROW (todoku_lookup_row_new ());
  self->proposed = TODOKU_LOOKUP_ROW (todoku_lookup_row_new ());
  adw_preferences_group_add (group, GTK_WIDGET (self->current));
  adw_preferences_group_add (group, GTK_WIDGET (self->proposed));
  adw_preferences_group_set_title (group, _ ("How Often Others Must Ask the DNS"));
  adw_preferences_group_set_description (
    group, _ ("Whoever receives your mail may ask the DNS ten times at most. Past that, even a "
              "right record no longer counts."));
}

void
todoku_lookup_group_set_report (TodokuLookupGroup *self, TodokuReport *report)
{
  TodokuReport *old = NULL;

  g_return_if_fail (TODOKU_IS_LOOKUP_GROUP (self));

  /* The rows look into the trees of the report they show: it goes only after they have let go. */
  old = self->report;
  self->report = todoku_report_ref (report);
  todoku_lookup_row_set_tree (self->current, _ ("The published value"), report->current_tree);
  todoku_lookup_row_set_tree (self->proposed,
                              report->question == TODOKU_QUESTION_REMOVAL
                                ? _ ("Without what you have chosen so far")
                                : _ ("The right value"),
                              report->proposed_tree);
  g_clear_pointer (&old, todoku_report_unref);
  gtk_widget_set_visible (GTK_WIDGET (self),
                          report->current_tree != NULL || report->proposed_tree != NULL);
}
