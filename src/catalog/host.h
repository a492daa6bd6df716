// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "catalog/catalog.h"

G_BEGIN_DECLS

/**
 * todoku_mail_host_read:
 * @folder: (type filename): the catalog's folder
 * @file: (type filename): the file in it, as hosts/xserver.json
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the host
 */
TodokuMailHost *todoku_mail_host_read (const char *folder,
                                       const char *file,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
void todoku_mail_host_free (TodokuMailHost *host);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuMailHost, todoku_mail_host_free)

/** Returns: (transfer none) (nullable): the placeholder @key of @host. */
const TodokuCatalogPlaceholder *todoku_mail_host_find_placeholder (const TodokuMailHost *host,
                                                                   const char *key);

G_END_DECLS
