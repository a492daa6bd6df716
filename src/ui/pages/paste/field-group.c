// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/pages/paste/field-group.h"

#include "checkup/panel.h"
#include "ui/widgets/pieces-row.h"
#include "ui/widgets/value-row.h"

#include <glib/gi18n-lib.h>

struct _TodokuFieldGroup
{
  TodokuRowGroup parent_instance;
};

G_DEFINE_FINAL_TYPE (TodokuFieldGroup, todoku_field_group, TODOKU_TYPE_ROW_GROUP)

static void
todoku_field_group_class_init (TodokuFieldGroupClass *klass G_GNUC_UNUSED)
{
}

static void
todoku_field_group_init (TodokuFieldGroup *self)
{
  todoku_row_group_set_title (TODOKU_ROW_GROUP (self), _ ("What Goes into the Fields"));
}

static GtkWidget *
field_row_new (const TodokuPanelField *field)
{
  if (field->value == NULL)
    return todoku_value_row_new_remark (field->label, field->remark);
  return todoku_value_row_new (field->label, field->value);
}

static void
add_pieces (TodokuRowGroup *group, TodokuReport *report)
{
  GtkWidget *row = NULL;

  if (report->strings == NULL || g_strv_length (report->strings) < 2)
    return;
  row = todoku_pieces_row_new ();
  todoku_pieces_row_set_pieces (TODOKU_PIECES_ROW (row), (const char *const *) report->strings);
  todoku_row_group_add (group, row);
}

void
todoku_field_group_set_report (TodokuFieldGroup *self, TodokuReport *report)
{
  TodokuRowGroup *group = TODOKU_ROW_GROUP (self);
  g_autoptr (GPtrArray) fields = NULL;

  g_return_if_fail (TODOKU_IS_FIELD_GROUP (self));

  todoku_row_group_clear (group);
  fields = todoku_panel_list_fields (report);
  if (fields->len == 0)
    return;

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self),
                                         todoku_panel_get_change (report));
  for (guint i = 0; i < fields->len; i++)
    todoku_row_group_add (group, field_row_new (g_ptr_array_index (fields, i)));
  add_pieces (group, report);
}
