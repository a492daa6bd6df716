// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "catalog/catalog.h"
#include "dns/zone.h"
#include "mail/rules.h"

G_BEGIN_DECLS

/** Returns: (transfer full): the catalog that comes with the program. */
TodokuCatalog *shipped_catalog_load (void) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): the ways of refusing that come with it. */
TodokuBounceRules *shipped_bounce_rules_load (void) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): the zone of the practice mode. */
TodokuDnsZone *shipped_zone_load (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
