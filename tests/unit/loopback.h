// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/resolver.h"
#include "dns/zone.h"

G_BEGIN_DECLS

#define LOOPBACK_TYPE_SERVER (loopback_server_get_type ())
G_DECLARE_FINAL_TYPE (LoopbackServer, loopback_server, LOOPBACK, SERVER, GObject)

/**
 * loopback_server_new_for_zone:
 * @zone: what to serve
 * @error: return location for an error
 *
 * A DNS server, on a free port of 127.0.0.1, over UDP and TCP, on the
 * thread-default main context. It stops with its last reference.
 *
 * Returns: (transfer full) (nullable): a server that is listening, or %NULL with a #GIOErrorEnum
 */
LoopbackServer *loopback_server_new_for_zone (TodokuDnsZone *zone,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * loopback_server_set_delay:
 * @self: a server
 * @delay_ms: how long it waits before it answers, in ms
 */
void loopback_server_set_delay (LoopbackServer *self, guint delay_ms);

/** Returns: (transfer none): where it listens, as 127.0.0.1:PORT. */
const char *loopback_server_get_address (LoopbackServer *self);

/** Returns: how many questions it has been asked so far. */
guint loopback_server_get_n_questions (LoopbackServer *self);

/** Returns: (transfer full): a server of the zone in @json, as todoku_dns_zone_new_from_json(). */
LoopbackServer *loopback_server_new (const char *json) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): a resolver that asks @first and, where it is not %NULL, @second. */
TodokuDnsResolver *loopback_resolver_new (const char *first,
                                          const char *second,
                                          guint timeout_ms) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
