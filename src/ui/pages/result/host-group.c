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

static void
add_host (TodokuRowGroup *group, const TodokuMailHost *host, const char *about)
{
  for (guint i = 0; i < host->notes->len; i++)
    {
      const TodokuCatalogNote *note = g_ptr_array_index (host->notes, i);

      todoku_row_group_add_text (group, todoku_catalog_text_get (&note->text));
    }
  todoku_row_group_add (group, todoku_source_note_new (about, &host->source, NULL));
}

static const char *
get_name (const TodokuMailHost *host)
{
  return host != NULL ? todoku_catalog_text_get (&host->name) : NULL;
}

static char *
make_title (const TodokuMailHost *host, const TodokuMailHost *web)
{
  if (host != NULL && web != NULL)
    /* Translators: both arguments are names of companies. */
    return g_strdup_printf (_ ("About the values of %s and %s"), get_name (host), get_name (web));

  /* Translators: %s is the name of a company. */
  return g_strdup_printf (_ ("About the value of %s"), get_name (host != NULL ? host : web));
}

void
todoku_host_group_set_report (TodokuHostGroup *self, TodokuReport *report)
{
  TodokuRowGroup *group = TODOKU_ROW_GROUP (self);
  const TodokuMailHost *host = report->host;
  const TodokuMailHost *web =
    report->web_is_sender && report->web_host != host ? report->web_host : NULL;
  g_autofree char *title = NULL;

  g_return_if_fail (TODOKU_IS_HOST_GROUP (self));

  todoku_row_group_clear (group);
  if ((host == NULL && web == NULL) || report->proposed == NULL)
    return;

  title = make_title (host, web);
  todoku_row_group_set_title (group, title);
  if (host != NULL)
    add_host (group, host, web != NULL ? get_name (host) : NULL);
  if (web != NULL)
    add_host (group, web, host != NULL ? get_name (web) : NULL);
}
