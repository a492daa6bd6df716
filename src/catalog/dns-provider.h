// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "catalog/catalog.h"

G_BEGIN_DECLS

/**
 * todoku_dns_provider_read:
 * @folder: (type filename): the catalog's folder
 * @file: (type filename): the file in it, as dns-providers/xserver.json
 * @general_steps: (element-type TodokuCatalogText): the steps where a provider has none of its own
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the provider
 */
TodokuDnsProvider *todoku_dns_provider_read (const char *folder,
                                             const char *file,
                                             GPtrArray *general_steps,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
void todoku_dns_provider_free (TodokuDnsProvider *provider);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuDnsProvider, todoku_dns_provider_free)

/**
 * todoku_general_steps_read:
 * @folder: (type filename): the catalog's folder
 * @unknown: (out): what a provider is called that is not known
 * @error: return location for an error
 *
 * Reads general-steps.json.
 *
 * Returns: (transfer full) (nullable) (element-type TodokuCatalogText): the steps, with the word
 *   {provider} in them
 */
GPtrArray *todoku_general_steps_read (const char *folder,
                                      TodokuCatalogText *unknown,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): @general_steps with @name in place of {provider}. */
GPtrArray *todoku_general_steps_for (GPtrArray *general_steps,
                                     const TodokuCatalogText *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
