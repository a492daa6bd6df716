// SPDX-License-Identifier: GPL-3.0-or-later

#include "checkup/own-domain.h"

#include "config.h"

#include <glib/gi18n-lib.h>

TodokuDomain *
todoku_own_domain_parse (const char *text, TodokuCatalog *catalog, GError **error)
{
  g_autoptr (TodokuDomain) domain = todoku_domain_parse (text, error);

  if (domain == NULL || !todoku_catalog_is_provider_domain (catalog, domain->ascii))
    return g_steal_pointer (&domain);

  g_set_error (error, TODOKU_DOMAIN_ERROR, TODOKU_DOMAIN_ERROR_PROVIDER,
               // Translators: the argument is a domain, as gmail.com.
               _ ("%s belongs to the company that gives out its addresses, and nobody else can set "
                  "anything there: please enter a domain of your own, as in info@shop.example."),
               domain->display);

  return NULL;
}
