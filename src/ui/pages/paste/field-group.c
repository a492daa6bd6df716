// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/pages/paste/field-group.h"

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
  todoku_row_group_set_title (TODOKU_ROW_GROUP (self), _ ("What goes into the fields"));
}

/* The panel's own name of a field, or the one that most panels use. */
static const char *
get_label (const TodokuDnsProvider *provider, const TodokuCatalogText *label, const char *usual)
{
  const char *own = provider != NULL ? todoku_catalog_text_get (label) : NULL;

  return own != NULL && *own != '\0' ? own : usual;
}

static GtkWidget *
host_row_new (TodokuReport *report)
{
  const TodokuDnsProvider *provider = report->dns_provider;
  const char *label =
    get_label (provider, provider != NULL ? &provider->host_label : NULL, _ ("Host name"));

  if (report->host_field == NULL)
    return todoku_value_row_new_remark (
      label, _ ("Leave it blank, or enter @ where the panel's help says so"));
  if (*report->host_field == '\0')
    return todoku_value_row_new_remark (label, _ ("Leave it blank"));
  return todoku_value_row_new (label, report->host_field);
}

/* A value in the quotes that some panels want: each piece in its own. */
static char *
quote (char **pieces)
{
  g_autofree char *inner = g_strjoinv ("\" \"", pieces);

  return g_strdup_printf ("\"%s\"", inner);
}

static GtkWidget *
value_row_new (TodokuReport *report)
{
  const TodokuDnsProvider *provider = report->dns_provider;
  const char *label =
    get_label (provider, provider != NULL ? &provider->value_label : NULL, _ ("Value"));
  g_autofree char *quoted = NULL;

  if (provider != NULL && provider->quotes == 1 && report->strings != NULL)
    quoted = quote (report->strings);
  return todoku_value_row_new (label, quoted != NULL ? quoted : report->proposed);
}

static const char *
get_advice (TodokuReport *report)
{
  switch (report->verdict)
    {
    case TODOKU_VERDICT_ADD:
      return _ ("Add one record with these values.");
    case TODOKU_VERDICT_EDIT:
      return _ ("Change the value of the record that begins with v=spf1. Do not add a second one: "
                "with two, neither counts.");
    case TODOKU_VERDICT_MERGE:
      return _ ("Change one of the records that begin with v=spf1 to this value, and delete the "
                "others: with several, none counts.");
    case TODOKU_VERDICT_SWITCH:
      return _ ("Only where the panel has no such switch: enter these values by hand.");
    case TODOKU_VERDICT_FINE:
    case TODOKU_VERDICT_NOT_SPF:
    case TODOKU_VERDICT_UNKNOWN:
    case TODOKU_VERDICT_NO_DOMAIN:
    case TODOKU_VERDICT_CHOOSE:
    default:
      return NULL;
    }
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
  const TodokuDnsProvider *provider = report->dns_provider;

  g_return_if_fail (TODOKU_IS_FIELD_GROUP (self));

  todoku_row_group_clear (group);
  if (report->proposed == NULL)
    return;

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), get_advice (report));
  todoku_row_group_add (group, host_row_new (report));
  todoku_row_group_add (
    group,
    todoku_value_row_new (get_label (provider, provider != NULL ? &provider->type_label : NULL,
                                     _ ("Type")),
                          "TXT"));
  todoku_row_group_add (group, todoku_value_row_new_remark (_ ("TTL"), _ ("Leave it as it is")));
  todoku_row_group_add (group, value_row_new (report));
  add_pieces (group, report);
}
