// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/practice.h"
#include "dns/resolver.h"

G_BEGIN_DECLS

/** Returns: (transfer full): a server of the zone in @json, as todoku_dns_zone_new_from_json(). */
TodokuDnsPractice *loopback_server_new (const char *json) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): a resolver that asks @first and, where it is not %NULL, @second. */
TodokuDnsResolver *loopback_resolver_new (const char *first,
                                          const char *second,
                                          guint timeout_ms) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
