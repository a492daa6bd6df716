// SPDX-License-Identifier: GPL-3.0-or-later

// Who serves the zone that holds the domain.

#include "checkup/collect-private.h"

#include "dns/zone-cut.h"

#include <string.h>

static char **
list_name_servers (TodokuDnsAnswer *answer)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < todoku_dns_answer_get_n_records (answer); i++)
    g_strv_builder_add (names, todoku_dns_answer_get_record (answer, i)->name);

  return g_strv_builder_end (names);
}

static const TodokuDnsProvider *
match_provider (TodokuCatalog *catalog, char **name_servers)
{
  for (guint i = 0; name_servers[i] != NULL; i++)
    {
      const TodokuDnsProvider *provider =
        todoku_catalog_match_name_server (catalog, name_servers[i]);

      if (provider != NULL)
        return provider;
    }

  return NULL;
}

// What a panel wants in its host field for @domain: what stands before the zone, or what the
// panel takes for the zone itself.
static char *
make_host_field (const TodokuDnsProvider *provider, const char *domain, const char *zone)
{
  gsize length = strlen (domain) - strlen (zone);

  if (length > 0)
    return g_strndup (domain, length - 1);

  return provider != NULL ? g_strdup (provider->host_field) : NULL;
}

static void
set_zone (TodokuCollected *self, const char *zone, TodokuDnsAnswer *answer)
{
  self->zone = g_strdup (zone);
  g_strfreev (self->name_servers);
  self->name_servers = list_name_servers (answer);
  self->dns_provider = match_provider (self->catalog, self->name_servers);
  self->host_field = make_host_field (self->dns_provider, self->domain, zone);
}

void
todoku_collected_find_zone (TodokuCollected *self)
{
  TodokuDnsZoneCut cut;

  if (!todoku_dns_zone_cut_find (self->facts, self->domain, &cut))
    self->complete = FALSE;
  if (cut.zone != NULL)
    set_zone (self, cut.zone, cut.name_servers);
}

// Some companies' name servers are not known; their customers' zones are most likely with them.
void
todoku_collected_guess_provider (TodokuCollected *self)
{
  const TodokuDnsProvider *provider;

  if (self->dns_provider != NULL || self->zone == NULL || self->mail.host == NULL
      || self->mail.host->dns_provider == NULL || self->mail.confidence != TODOKU_CONFIDENCE_HIGH)
    return;
  provider = todoku_catalog_find_dns_provider (self->catalog, self->mail.host->dns_provider);
  // Where they are known, a zone on other ones is with somebody else.
  if (provider->ns[0] != NULL)
    return;

  self->dns_provider = provider;
  g_free (self->host_field);
  self->host_field = make_host_field (self->dns_provider, self->domain, self->zone);
}
