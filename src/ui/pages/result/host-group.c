// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/pages/result/host-group.h"

#include "ui/widgets/source-note.h"

#include <glib/gi18n-lib.h>

struct _TodokuHostGroup
{
  TodokuRowGroup parent_instance;
};

G_DEFINE_FINAL_TYPE (TodokuHostGroup, todoku_host_group, TODOKU_TYPE_ROW_GROUP)

static void
todoku_host_group_class_init (TodokuHostGroupClass *klass G_GNUC_UNUSED)
{
}

static void
todoku_host_group_init (TodokuHostGroup *self G_GNUC_UNUSED)
{
}

void
todoku_host_group_set_report (TodokuHostGroup *self, TodokuReport *report)
{
  TodokuRowGroup *group = TODOKU_ROW_GROUP (self);
  const TodokuMailHost *host = report->host;
  g_autofree char *title = NULL;

  g_return_if_fail (TODOKU_IS_HOST_GROUP (self));

  todoku_row_group_clear (group);
  if (host == NULL || report->proposed == NULL)
    return;

  /* Translators: %s is the name of a company. */
  title = g_strdup_printf (_ ("About the value of %s"), todoku_catalog_text_get (&host->name));
  todoku_row_group_set_title (group, title);
  for (guint i = 0; i < host->notes->len; i++)
    todoku_row_group_add_text (group, todoku_catalog_text_get (g_ptr_array_index (host->notes, i)));
  todoku_row_group_add (group, todoku_source_note_new (NULL, &host->source, NULL));
}
