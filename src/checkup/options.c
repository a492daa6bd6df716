// SPDX-License-Identifier: GPL-3.0-or-later

#include "checkup/options.h"

#include "config.h"

#include <glib/gi18n-lib.h>

TodokuCheckupOptions *
todoku_checkup_options_new (void)
{
  TodokuCheckupOptions *self = g_new0 (TodokuCheckupOptions, 1);

  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->senders = g_ptr_array_new_with_free_func (g_free);
  self->unwanted = g_ptr_array_new_with_free_func (g_free);
  self->selectors = g_ptr_array_new_with_free_func (g_free);
  self->ips = g_array_new (FALSE, FALSE, sizeof (TodokuDnsAddress));

  return self;
}

void
todoku_checkup_options_free (TodokuCheckupOptions *self)
{
  g_free (self->host);
  g_free (self->web_host);
  g_free (self->value);
  g_clear_pointer (&self->values, g_hash_table_unref);
  g_clear_pointer (&self->answers, g_hash_table_unref);
  g_clear_pointer (&self->senders, g_ptr_array_unref);
  g_clear_pointer (&self->unwanted, g_ptr_array_unref);
  g_clear_pointer (&self->bounce, todoku_bounce_unref);
  g_clear_pointer (&self->received, todoku_received_unref);
  g_clear_pointer (&self->selectors, g_ptr_array_unref);
  g_array_unref (self->ips);
  g_free (self->report_address);
  g_free (self);
}

TodokuDomain *
todoku_own_domain_parse (const char *text, TodokuCatalog *catalog, GError **error)
{
  g_autoptr (TodokuDomain) domain = todoku_domain_parse (text, error);

  if (domain == NULL || !todoku_catalog_is_provider_domain (catalog, domain->ascii))
    return g_steal_pointer (&domain);

  g_set_error (error, TODOKU_DOMAIN_ERROR, TODOKU_DOMAIN_ERROR_PROVIDER,
               // Translators: the argument is a domain, as gmail.com.
               _ (
                 "%s belongs to the company that provides its addresses, and only that company can "
                 "change its settings. Please enter a domain of your own, like info@shop.example."),
               domain->display);

  return NULL;
}
