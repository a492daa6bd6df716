// SPDX-License-Identifier: GPL-3.0-or-later

// What goes into which field of the panel.

#include "config.h"

#include "checkup/panel.h"

#include <glib/gi18n-lib.h>

static void
free_field (TodokuPanelField *field)
{
  g_free (field->label);
  g_free (field->value);
  g_free (field->remark);
  g_free (field);
}

static void
add_field (GPtrArray *fields, const char *label, const char *value, const char *remark)
{
  TodokuPanelField *field = g_new0 (TodokuPanelField, 1);

  field->label = g_strdup (label);
  field->value = g_strdup (value);
  field->remark = g_strdup (remark);
  g_ptr_array_add (fields, field);
}

/* The panel's own name of a field, or the one that most panels use. */
static const char *
choose_label (const TodokuCatalogText *own, const char *usual)
{
  const char *label = own != NULL ? todoku_catalog_text_get (own) : NULL;

  return label != NULL && *label != '\0' ? label : usual;
}

static void
add_host_field (GPtrArray *fields, const TodokuReport *report)
{
  const TodokuDnsProvider *provider = report->dns_provider;
  const char *label =
    choose_label (provider != NULL ? &provider->host_label : NULL, _ ("Host name"));

  if (report->host_field == NULL)
    add_field (fields, label, NULL,
               _ ("Leave it blank, or enter @ where the panel's help says so"));
  else if (*report->host_field == '\0')
    add_field (fields, label, NULL, _ ("Leave it blank"));
  else
    add_field (fields, label, report->host_field, NULL);
}

/* A value in the quotes that some panels want: each piece in its own. */
static char *
quote (char **pieces)
{
  g_autofree char *inner = g_strjoinv ("\" \"", pieces);

  return g_strdup_printf ("\"%s\"", inner);
}

static void
add_value_field (GPtrArray *fields, const TodokuReport *report)
{
  const TodokuDnsProvider *provider = report->dns_provider;
  const char *label = choose_label (provider != NULL ? &provider->value_label : NULL, _ ("Value"));
  g_autofree char *quoted = NULL;

  if (provider != NULL && provider->quotes == 1 && report->strings != NULL)
    quoted = quote (report->strings);
  add_field (fields, label, quoted != NULL ? quoted : report->proposed, NULL);
}

/* There is no field to fill in: the value is there to compare, or for another company. */
static gboolean
has_no_fields (const TodokuReport *report)
{
  if (report->verdict == TODOKU_VERDICT_SWITCH && report->host != NULL
      && report->host->switch_is_preset)
    return TRUE;

  return report->dns_provider != NULL && !report->dns_provider->editable;
}

GPtrArray *
todoku_panel_list_fields (const TodokuReport *report)
{
  GPtrArray *fields = g_ptr_array_new_with_free_func ((GDestroyNotify) free_field);
  const TodokuDnsProvider *provider = report->dns_provider;

  if (report->proposed == NULL)
    return fields;
  if (has_no_fields (report))
    {
      add_field (fields, _ ("Value"), report->proposed, NULL);
      return fields;
    }

  add_host_field (fields, report);
  add_field (fields, choose_label (provider != NULL ? &provider->type_label : NULL, _ ("Type")),
             "TXT", NULL);
  add_field (fields, _ ("TTL"), NULL, _ ("Leave it as it is"));
  add_value_field (fields, report);

  return fields;
}

static const char *
get_change_without_fields (const TodokuReport *report)
{
  if (report->verdict == TODOKU_VERDICT_SWITCH)
    return _ ("What is published once it is set. There is nothing to enter by hand.");
  return _ ("This company's DNS takes no such record by hand. Keep the value for the place that "
            "the steps lead to.");
}

const char *
todoku_panel_get_change (const TodokuReport *report)
{
  if (has_no_fields (report))
    return get_change_without_fields (report);

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
