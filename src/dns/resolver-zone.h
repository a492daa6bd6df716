// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/resolver.h"
#include "dns/zone.h"

G_BEGIN_DECLS

#define TODOKU_TYPE_DNS_RESOLVER_ZONE (todoku_dns_resolver_zone_get_type ())
G_DECLARE_FINAL_TYPE (TodokuDnsResolverZone,
                      todoku_dns_resolver_zone,
                      TODOKU,
                      DNS_RESOLVER_ZONE,
                      GObject)

/**
 * todoku_dns_resolver_zone_new:
 * @zone: what there is to know
 * @timeout_ms: how long one try would take, in ms; 0 for %TODOKU_DNS_TIMEOUT_DEFAULT
 *
 * Makes a resolver that asks nobody: the zone is all of the DNS, and whatever server is asked
 * answers from it, without a socket. A question that is to time out takes as long as all tries.
 *
 * Returns: (transfer full): a resolver
 */
TodokuDnsResolver *todoku_dns_resolver_zone_new (TodokuDnsZone *zone,
                                                 guint timeout_ms) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
