// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/pages/result/finding-group.h"

#include "ui/pages/result/finding-row.h"
#include "ui/pages/result/question-group.h"
#include "ui/pages/result/removal-group.h"
#include "ui/pages/result/value-card.h"

#include <glib/gi18n-lib.h>

struct _TodokuFindingGroup
{
  TodokuRowGroup parent_instance;
};

G_DEFINE_FINAL_TYPE (TodokuFindingGroup, todoku_finding_group, TODOKU_TYPE_ROW_GROUP)

static void
todoku_finding_group_class_init (TodokuFindingGroupClass *klass G_GNUC_UNUSED)
{
}

static void
todoku_finding_group_init (TodokuFindingGroup *self)
{
  todoku_row_group_set_title (TODOKU_ROW_GROUP (self), _ ("What Was Noticed"));
}

void
todoku_finding_group_set_report (TodokuFindingGroup *self, TodokuReport *report)
{
  TodokuRowGroup *group = TODOKU_ROW_GROUP (self);
  guint n_rows = 0;

  g_return_if_fail (TODOKU_IS_FINDING_GROUP (self));

  todoku_row_group_clear (group);
  // The worst come first.
  for (guint i = 0; i < report->findings->len; i++)
    {
      const TodokuFinding *finding = g_ptr_array_index (report->findings, i);

      if (todoku_removal_group_takes (finding) || todoku_question_group_takes (finding)
          || todoku_value_card_takes (report, finding))
        continue;
      if (n_rows++ < TODOKU_ROWS_MAX)
        todoku_row_group_add (group, todoku_finding_row_new (finding));
    }
  todoku_row_group_add (group, todoku_rest_row_new (n_rows));
}
