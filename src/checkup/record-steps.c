// SPDX-License-Identifier: GPL-3.0-or-later

// Where to paste a record that is not SPF.

#include "checkup/record-steps.h"

#include "catalog/template.h"
#include "dns/name.h"
#include "dns/zone-cut.h"

#include <string.h>

#define SPF_BEGIN "v=spf1"

gboolean
todoku_record_steps_find_provider (TodokuCatalog *catalog,
                                   TodokuDnsFacts *facts,
                                   const char *domain,
                                   const TodokuDnsProvider **provider,
                                   const char **zone)
{
  TodokuDnsZoneCut cut;
  gboolean is_known = todoku_dns_zone_cut_find (facts, domain, &cut);
  guint n_servers =
    cut.name_servers != NULL ? todoku_dns_answer_get_n_records (cut.name_servers) : 0;

  *provider = NULL;
  *zone = cut.zone != NULL ? cut.zone : domain;
  for (guint i = 0; i < n_servers && *provider == NULL; i++)
    *provider =
      todoku_catalog_match_name_server (catalog,
                                        todoku_dns_answer_get_record (cut.name_servers, i)->name);

  return is_known;
}

// What stands before the zone, as panels want it.
static char *
make_host_field (const char *name, const char *zone)
{
  if (!todoku_dns_name_is_within (name, zone) || todoku_dns_name_equal (name, zone))
    return g_strdup (name);

  return g_strndup (name, strlen (name) - strlen (zone) - 1);
}

// The begin of the record that the steps speak of, and not the value they give.
static char *
fill (const TodokuCatalogText *step,
      const char *domain,
      const char *host_field,
      const char *begin,
      const char *value)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *filled = todoku_catalog_fill_step (step, domain, host_field, value);

  g_string_assign (text, filled);
  g_string_replace (text, SPF_BEGIN, begin, 0);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

gboolean
todoku_record_steps_list (TodokuCatalog *catalog,
                          TodokuDnsFacts *facts,
                          const char *domain,
                          const char *name,
                          const char *begin,
                          const char *value,
                          char ***steps)
{
  const TodokuDnsProvider *provider;
  const char *zone;
  gboolean is_known = todoku_record_steps_find_provider (catalog, facts, domain, &provider, &zone);
  GPtrArray *texts =
    provider != NULL && provider->steps->len > 0 ? provider->steps : catalog->general_steps;
  g_autofree char *host_field = make_host_field (name, zone);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  *steps = NULL;
  if (!is_known)
    return FALSE;
  for (guint i = 0; i < texts->len; i++)
    {
      g_autofree char *step = fill (g_ptr_array_index (texts, i), domain, host_field, begin, value);

      g_strv_builder_add (builder, step);
    }
  *steps = g_strv_builder_end (builder);

  return TRUE;
}
