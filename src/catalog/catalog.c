// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalog/catalog.h"

#include "base/language.h"
#include "base/list.h"
#include "catalog/pattern.h"
#include "dns/name.h"

G_DEFINE_QUARK (todoku - catalog - error - quark, todoku_catalog_error)

const char *
todoku_catalog_text_get (const TodokuCatalogText *text)
{
  if (text == NULL)
    return NULL;

  return todoku_language_get () == TODOKU_LANGUAGE_JA ? text->ja : text->en;
}

void
todoku_catalog_text_clear (TodokuCatalogText *text)
{
  g_clear_pointer (&text->ja, g_free);
  g_clear_pointer (&text->en, g_free);
}

gboolean
todoku_catalog_source_is_weak (const TodokuCatalogSource *source)
{
  return source->grade == 'T' || source->grade == 'B';
}

void
todoku_catalog_source_clear (TodokuCatalogSource *source)
{
  g_clear_pointer (&source->url, g_free);
  g_clear_pointer (&source->checked, g_free);
}

// The files may be broken anywhere, so that any member may be missing.

static void
panel_clear (TodokuCatalogPanel *panel)
{
  g_clear_pointer (&panel->steps, g_ptr_array_unref);
  todoku_catalog_text_clear (&panel->make);
  todoku_catalog_text_clear (&panel->make_short);
  todoku_catalog_text_clear (&panel->show);
  g_clear_pointer (&panel->after, g_ptr_array_unref);
  todoku_catalog_source_clear (&panel->source);
}

static void
dkim_clear (TodokuCatalogDkim *dkim)
{
  g_strfreev (dkim->selectors);
  todoku_catalog_source_clear (&dkim->source);
  panel_clear (&dkim->panel);
}

static void
mail_host_free (gpointer data)
{
  TodokuMailHost *host = data;

  g_free (host->id);
  todoku_catalog_text_clear (&host->name);
  todoku_catalog_text_clear (&host->company);
  g_free (host->spf);
  g_clear_pointer (&host->placeholders, g_ptr_array_unref);
  g_clear_pointer (&host->switch_steps, g_ptr_array_unref);
  g_strfreev (host->switch_ns);
  todoku_catalog_source_clear (&host->switch_source);
  g_free (host->dns_provider);
  g_clear_pointer (&host->notes, g_ptr_array_unref);
  g_free (host->url);
  g_free (host->sign_in);
  todoku_catalog_source_clear (&host->source);
  dkim_clear (&host->dkim);
  panel_clear (&host->dmarc);
  g_clear_pointer (&host->patterns, g_ptr_array_unref);
  g_strfreev (host->addresses);
  g_free (host);
}

static void
dns_provider_free (gpointer data)
{
  TodokuDnsProvider *provider = data;

  g_free (provider->id);
  todoku_catalog_text_clear (&provider->name);
  g_strfreev (provider->ns);
  g_clear_pointer (&provider->steps, g_ptr_array_unref);
  g_free (provider->host_field);
  todoku_catalog_text_clear (&provider->host_label);
  todoku_catalog_text_clear (&provider->type_label);
  todoku_catalog_text_clear (&provider->value_label);
  todoku_catalog_text_clear (&provider->wait);
  g_clear_pointer (&provider->line, g_free);
  g_clear_pointer (&provider->alias, g_free);
  g_clear_pointer (&provider->dangers, g_ptr_array_unref);
  g_clear_pointer (&provider->traps, g_ptr_array_unref);
  g_free (provider->url);
  g_free (provider->sign_in);
  todoku_catalog_source_clear (&provider->source);
  g_free (provider);
}

static void
sender_free (gpointer data)
{
  TodokuSender *sender = data;

  g_free (sender->id);
  todoku_catalog_text_clear (&sender->name);
  g_free (sender->term);
  g_strfreev (sender->aliases);
  todoku_catalog_text_clear (&sender->note);
  todoku_catalog_source_clear (&sender->source);
  dkim_clear (&sender->dkim);
  g_free (sender);
}

static void
keys_free (gpointer data)
{
  dkim_clear (data);
  g_free (data);
}

TodokuCatalog *
todoku_catalog_new_empty (void)
{
  TodokuCatalog *self = g_atomic_rc_box_new0 (TodokuCatalog);

  self->hosts = g_ptr_array_new_with_free_func (mail_host_free);
  self->dns_providers = g_ptr_array_new_with_free_func (dns_provider_free);
  self->senders = g_ptr_array_new_with_free_func (sender_free);
  self->keys = g_ptr_array_new_with_free_func (keys_free);
  self->patterns = todoku_pattern_index_new ();

  return self;
}

TodokuCatalog *
todoku_catalog_ref (TodokuCatalog *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
catalog_clear (gpointer data)
{
  TodokuCatalog *self = data;

  g_hash_table_unref (self->patterns);
  g_ptr_array_unref (self->hosts);
  g_ptr_array_unref (self->dns_providers);
  g_ptr_array_unref (self->senders);
  g_ptr_array_unref (self->keys);
  g_clear_pointer (&self->general_steps, g_ptr_array_unref);
  g_strfreev (self->provider_domains);
  g_strfreev (self->line_domains);
}

void
todoku_catalog_unref (TodokuCatalog *self)
{
  g_atomic_rc_box_release_full (self, catalog_clear);
}

/* Every element begins with what it is found by. */
static gconstpointer
find_by_id (GPtrArray *array, const char *id)
{
  for (guint i = 0; i < array->len; i++)
    if (g_strcmp0 (*(char *const *) g_ptr_array_index (array, i), id) == 0)
      return g_ptr_array_index (array, i);

  return NULL;
}

static void
add_selectors (GPtrArray *selectors, const TodokuCatalogDkim *dkim)
{
  for (guint i = 0; dkim->selectors[i] != NULL; i++)
    if (!g_ptr_array_find_with_equal_func (selectors, dkim->selectors[i], g_str_equal, NULL))
      g_ptr_array_add (selectors, g_strdup (dkim->selectors[i]));
}

char **
todoku_catalog_list_dkim_selectors (TodokuCatalog *self, gboolean has_host)
{
  GPtrArray *selectors = g_ptr_array_new ();

  for (guint i = 0; i < self->hosts->len; i++)
    add_selectors (selectors, &((const TodokuMailHost *) self->hosts->pdata[i])->dkim);
  for (guint i = 0; i < self->senders->len; i++)
    add_selectors (selectors, &((const TodokuSender *) self->senders->pdata[i])->dkim);
  for (guint i = 0; has_host && i < self->keys->len; i++)
    add_selectors (selectors, self->keys->pdata[i]);
  g_ptr_array_add (selectors, NULL);

  return (char **) g_ptr_array_free (selectors, FALSE);
}

const TodokuMailHost *
todoku_catalog_find_host (TodokuCatalog *self, const char *id)
{
  return find_by_id (self->hosts, id);
}

const TodokuSender *
todoku_catalog_find_sender (TodokuCatalog *self, const char *id)
{
  return find_by_id (self->senders, id);
}

const TodokuDnsProvider *
todoku_catalog_find_dns_provider (TodokuCatalog *self, const char *id)
{
  return find_by_id (self->dns_providers, id);
}

const TodokuCatalogPlaceholder *
todoku_mail_host_find_placeholder (const TodokuMailHost *host, const char *key)
{
  return find_by_id (host->placeholders, key);
}

gboolean
todoku_mail_host_is_akin (const TodokuMailHost *host, const TodokuMailHost *other)
{
  return host == other
         || (other != NULL && host->company.ja != NULL
             && g_strcmp0 (host->company.ja, other->company.ja) == 0);
}

const TodokuDnsProvider *
todoku_catalog_match_name_server (TodokuCatalog *self, const char *name_server)
{
  todoku_list_foreach (const TodokuDnsProvider, provider, self->dns_providers)
    if (todoku_catalog_globs_match ((const char *const *) provider->ns, name_server))
      return provider;

  return NULL;
}

gboolean
todoku_dns_provider_is_dangerous (const TodokuDnsProvider *provider)
{
  return provider != NULL
         && (!provider->editable || (provider->dangers != NULL && provider->dangers->len > 0));
}

const TodokuMailHost *
todoku_catalog_find_server_owner (TodokuCatalog *self, const char *name)
{
  g_autoptr (GPtrArray) matches = todoku_catalog_match (self, TODOKU_PATTERN_SERVER, name);

  return matches->len > 0 ? ((TodokuCatalogMatch *) matches->pdata[0])->host : NULL;
}

gboolean
todoku_catalog_is_provider_domain (TodokuCatalog *self, const char *domain)
{
  return todoku_catalog_globs_match ((const char *const *) self->provider_domains, domain);
}

const char *
todoku_catalog_find_provider_above (TodokuCatalog *self, const char *name)
{
  char **const lists[] = { self->provider_domains, self->line_domains };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    for (char **glob = lists[i]; glob != NULL && *glob != NULL; glob++)
      {
        const char *domain = g_str_has_prefix (*glob, "*.") ? *glob + 2 : *glob;

        if (todoku_dns_name_is_within (name, domain) && !todoku_dns_name_equal (name, domain))
          return domain;
      }

  return NULL;
}
