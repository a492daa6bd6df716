// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalog/catalog.h"

#include "catalog/dns-provider.h"
#include "catalog/glob.h"
#include "catalog/host.h"
#include "catalog/parts.h"
#include "catalog/pattern.h"
#include "catalog/sender.h"

G_DEFINE_QUARK (todoku - catalog - error - quark, todoku_catalog_error)

struct _TodokuCatalog
{
  gatomicrefcount references;
  GPtrArray *hosts;
  GPtrArray *dns_providers;
  GPtrArray *senders;
  char **provider_domains;
  GPtrArray *general_steps;
};

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* The files "@kind/….json" of @folder, by name; files that are hidden or of another kind are
 * passed over. */
static char **
list_files (const char *folder, const char *kind, GError **error)
{
  g_autofree char *path = g_build_filename (folder, kind, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, error);

  if (dir == NULL)
    return NULL;

  GPtrArray *files = g_ptr_array_new ();
  const char *name = NULL;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (*name != '.' && g_str_has_suffix (name, ".json"))
      g_ptr_array_add (files, g_build_filename (kind, name, NULL));

  g_ptr_array_sort (files, compare_names);
  g_ptr_array_add (files, NULL);

  return (char **) g_ptr_array_free (files, FALSE);
}

static int
compare_hosts (gconstpointer a, gconstpointer b)
{
  const TodokuMailHost *first = *(const TodokuMailHost *const *) a;
  const TodokuMailHost *second = *(const TodokuMailHost *const *) b;

  if (first->order != second->order)
    return first->order < second->order ? -1 : 1;

  return g_strcmp0 (first->id, second->id);
}

static int
compare_dns_providers (gconstpointer a, gconstpointer b)
{
  const TodokuDnsProvider *first = *(const TodokuDnsProvider *const *) a;
  const TodokuDnsProvider *second = *(const TodokuDnsProvider *const *) b;

  if (first->order != second->order)
    return first->order < second->order ? -1 : 1;

  return g_strcmp0 (first->id, second->id);
}

static gboolean
load_hosts (TodokuCatalog *self, const char *folder, GError **error)
{
  g_auto (GStrv) files = list_files (folder, "hosts", error);

  for (gsize i = 0; files != NULL && files[i] != NULL; i++)
    {
      TodokuMailHost *host = todoku_mail_host_read (folder, files[i], error);

      if (host == NULL)
        return FALSE;
      g_ptr_array_add (self->hosts, host);
    }
  g_ptr_array_sort (self->hosts, compare_hosts);

  return files != NULL;
}

static gboolean
load_general_steps (TodokuCatalog *self,
                    const char *folder,
                    GPtrArray **general_steps,
                    GError **error)
{
  TodokuCatalogText unknown = { NULL, NULL };

  *general_steps = todoku_general_steps_read (folder, &unknown, error);
  if (*general_steps != NULL)
    self->general_steps = todoku_general_steps_for (*general_steps, &unknown);
  todoku_catalog_text_clear (&unknown);

  return *general_steps != NULL;
}

static char **
read_provider_domains (const char *folder, GError **error)
{
  TodokuCatalogReader *reader = todoku_catalog_reader_open (folder, "free-mail.json");
  g_auto (GStrv) domains = todoku_catalog_read_globs (reader, "domains");
  TodokuCatalogSource source = { 0 };

  todoku_catalog_read_source (reader, "source", &source);
  todoku_catalog_source_clear (&source);

  return todoku_catalog_reader_close (reader, error) ? g_steal_pointer (&domains) : NULL;
}

static gboolean
load_dns_providers (TodokuCatalog *self, const char *folder, GError **error)
{
  g_autoptr (GPtrArray) general_steps = NULL;

  if (!load_general_steps (self, folder, &general_steps, error))
    return FALSE;

  g_auto (GStrv) files = list_files (folder, "dns-providers", error);

  for (gsize i = 0; files != NULL && files[i] != NULL; i++)
    {
      TodokuDnsProvider *provider =
        todoku_dns_provider_read (folder, files[i], general_steps, error);

      if (provider == NULL)
        return FALSE;
      g_ptr_array_add (self->dns_providers, provider);
    }
  g_ptr_array_sort (self->dns_providers, compare_dns_providers);

  return files != NULL;
}

/* A host that names a DNS provider must name one that is there. */
static gboolean
check_references (TodokuCatalog *self, GError **error)
{
  for (guint i = 0; i < self->hosts->len; i++)
    {
      const TodokuMailHost *host = g_ptr_array_index (self->hosts, i);

      if (host->dns_provider == NULL
          || todoku_catalog_find_dns_provider (self, host->dns_provider) != NULL)
        continue;

      g_set_error (error, TODOKU_CATALOG_ERROR, TODOKU_CATALOG_ERROR_VALUE,
                   "hosts/%s.json: dns_provider: there is no dns-providers/%s.json", host->id,
                   host->dns_provider);
      return FALSE;
    }

  return TRUE;
}

TodokuCatalog *
todoku_catalog_new_empty (void)
{
  TodokuCatalog *self = g_new0 (TodokuCatalog, 1);

  g_atomic_ref_count_init (&self->references);
  self->hosts = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_mail_host_free);
  self->dns_providers = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_dns_provider_free);
  self->senders = g_ptr_array_new ();

  return self;
}

TodokuCatalog *
todoku_catalog_load (const char *folder, GError **error)
{
  g_autoptr (TodokuCatalog) self = todoku_catalog_new_empty ();

  if (!load_hosts (self, folder, error) || !load_dns_providers (self, folder, error)
      || !check_references (self, error))
    return NULL;

  g_ptr_array_unref (self->senders);
  self->senders = todoku_senders_read (folder, error);
  if (self->senders != NULL)
    self->provider_domains = read_provider_domains (folder, error);
  if (self->provider_domains == NULL)
    return NULL;

  return g_steal_pointer (&self);
}

TodokuCatalog *
todoku_catalog_ref (TodokuCatalog *self)
{
  g_atomic_ref_count_inc (&self->references);

  return self;
}

void
todoku_catalog_unref (TodokuCatalog *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  g_ptr_array_unref (self->hosts);
  g_ptr_array_unref (self->dns_providers);
  g_clear_pointer (&self->senders, g_ptr_array_unref);
  g_clear_pointer (&self->provider_domains, g_strfreev);
  g_clear_pointer (&self->general_steps, g_ptr_array_unref);
  g_free (self);
}

GPtrArray *
todoku_catalog_get_hosts (TodokuCatalog *self)
{
  return self->hosts;
}

GPtrArray *
todoku_catalog_get_dns_providers (TodokuCatalog *self)
{
  return self->dns_providers;
}

GPtrArray *
todoku_catalog_get_general_steps (TodokuCatalog *self)
{
  return self->general_steps;
}

GPtrArray *
todoku_catalog_get_senders (TodokuCatalog *self)
{
  return self->senders;
}

const TodokuMailHost *
todoku_catalog_find_host (TodokuCatalog *self, const char *id)
{
  for (guint i = 0; i < self->hosts->len; i++)
    {
      const TodokuMailHost *host = g_ptr_array_index (self->hosts, i);

      if (g_strcmp0 (host->id, id) == 0)
        return host;
    }

  return NULL;
}

const TodokuSender *
todoku_catalog_find_sender (TodokuCatalog *self, const char *id)
{
  for (guint i = 0; i < self->senders->len; i++)
    {
      const TodokuSender *sender = g_ptr_array_index (self->senders, i);

      if (g_strcmp0 (sender->id, id) == 0)
        return sender;
    }

  return NULL;
}

const TodokuDnsProvider *
todoku_catalog_find_dns_provider (TodokuCatalog *self, const char *id)
{
  for (guint i = 0; i < self->dns_providers->len; i++)
    {
      const TodokuDnsProvider *provider = g_ptr_array_index (self->dns_providers, i);

      if (g_strcmp0 (provider->id, id) == 0)
        return provider;
    }

  return NULL;
}

const TodokuDnsProvider *
todoku_catalog_match_name_server (TodokuCatalog *self, const char *name_server)
{
  for (guint i = 0; i < self->dns_providers->len; i++)
    {
      const TodokuDnsProvider *provider = g_ptr_array_index (self->dns_providers, i);

      if (todoku_catalog_globs_match ((const char *const *) provider->ns, name_server))
        return provider;
    }

  return NULL;
}

const TodokuMailHost *
todoku_catalog_find_server_owner (TodokuCatalog *self, const char *name, GHashTable *values)
{
  for (guint i = 0; i < self->hosts->len; i++)
    {
      const TodokuMailHost *host = g_ptr_array_index (self->hosts, i);

      if (todoku_catalog_patterns_match (host->servers, name, values))
        return host;
    }

  return NULL;
}

gboolean
todoku_catalog_is_provider_domain (TodokuCatalog *self, const char *domain)
{
  return todoku_catalog_globs_match ((const char *const *) self->provider_domains, domain);
}
