// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/pages/result/diff-group.h"

#include "ui/pages/result/diff-row.h"
#include "ui/widgets/focus.h"

#include <glib/gi18n-lib.h>

/* More rows than these that stay as they are would hide those that change. */
#define KEPT_SHOWN_MAX 3

struct _TodokuDiffGroup
{
  TodokuRowGroup parent_instance;

  /* Owned */
  GPtrArray *kept_rows;
  AdwExpanderRow *kept;
};

G_DEFINE_FINAL_TYPE (TodokuDiffGroup, todoku_diff_group, TODOKU_TYPE_ROW_GROUP)

static void
todoku_diff_group_finalize (GObject *object)
{
  TodokuDiffGroup *self = TODOKU_DIFF_GROUP (object);

  g_ptr_array_unref (self->kept_rows);
  g_object_unref (self->kept);
  G_OBJECT_CLASS (todoku_diff_group_parent_class)->finalize (object);
}

static void
todoku_diff_group_class_init (TodokuDiffGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = todoku_diff_group_finalize;
}

static void
todoku_diff_group_init (TodokuDiffGroup *self)
{
  self->kept_rows = g_ptr_array_new ();
  self->kept = g_object_ref_sink (ADW_EXPANDER_ROW (adw_expander_row_new ()));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->kept), FALSE);
}

static void
clear (TodokuDiffGroup *self)
{
  for (guint i = 0; i < self->kept_rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->kept_rows, i);

      todoku_focus_leave (row);
      adw_expander_row_remove (self->kept, row);
    }
  g_ptr_array_set_size (self->kept_rows, 0);
  todoku_row_group_clear (TODOKU_ROW_GROUP (self));
}

static guint
count_kept (GPtrArray *entries)
{
  guint n_kept = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const TodokuSpfDiffEntry *entry = g_ptr_array_index (entries, i);

      n_kept += entry->op == TODOKU_SPF_DIFF_KEEP;
    }
  return n_kept;
}

static void
add_kept (TodokuDiffGroup *self, GtkWidget *row)
{
  if (row == NULL)
    return;

  adw_expander_row_add_row (self->kept, row);
  g_ptr_array_add (self->kept_rows, row);
}

static void
add_folded (TodokuDiffGroup *self, GPtrArray *entries)
{
  guint n_kept = 0;
  guint n_others = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const TodokuSpfDiffEntry *entry = g_ptr_array_index (entries, i);
      gboolean is_kept = entry->op == TODOKU_SPF_DIFF_KEEP;
      guint n_before = is_kept ? n_kept++ : n_others++;

      if (n_before >= TODOKU_ROWS_MAX)
        continue;
      if (is_kept)
        add_kept (self, todoku_diff_row_new (entry));
      else
        todoku_row_group_add (TODOKU_ROW_GROUP (self), todoku_diff_row_new (entry));
    }
  add_kept (self, todoku_rest_row_new (n_kept));
  todoku_row_group_add (TODOKU_ROW_GROUP (self), todoku_rest_row_new (n_others));
  todoku_row_group_add (TODOKU_ROW_GROUP (self), GTK_WIDGET (self->kept));
}

static void
add_all (TodokuDiffGroup *self, GPtrArray *entries)
{
  for (guint i = 0; i < MIN (entries->len, TODOKU_ROWS_MAX); i++)
    todoku_row_group_add (TODOKU_ROW_GROUP (self),
                          todoku_diff_row_new (g_ptr_array_index (entries, i)));
  todoku_row_group_add (TODOKU_ROW_GROUP (self), todoku_rest_row_new (entries->len));
}

static void
update_words (TodokuDiffGroup *self, gboolean changes, guint n_kept)
{
  /* Translators: %u is the number of parts of the SPF record. */
  g_autofree char *kept = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Stays as it is: %u part",
                                                        "Stays as it is: %u parts", n_kept),
                                           n_kept);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->kept), kept);
  todoku_row_group_set_title (TODOKU_ROW_GROUP (self), changes ? _ ("What Changes, Part by Part")
                                                               : _ ("What It Says, Part by Part"));
}

void
todoku_diff_group_set_report (TodokuDiffGroup *self, TodokuReport *report)
{
  guint n_kept = 0;
  gboolean changes = FALSE;

  g_return_if_fail (TODOKU_IS_DIFF_GROUP (self));

  clear (self);
  n_kept = count_kept (report->entries);
  changes = n_kept < report->entries->len;
  update_words (self, changes, n_kept);
  if (changes && n_kept > KEPT_SHOWN_MAX)
    add_folded (self, report->entries);
  else
    add_all (self, report->entries);
}
