// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/checkup.h"

G_BEGIN_DECLS

/**
 * check_zone:
 * @json: a zone, as todoku_dns_zone_new_from_json() takes it
 *
 * Returns: (transfer full): what the check-up of @domain comes to where @json is all of the DNS
 */
TodokuReport *check_zone (TodokuCatalog *catalog,
                          const char *json,
                          const char *domain,
                          const TodokuCheckupOptions *choices) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
