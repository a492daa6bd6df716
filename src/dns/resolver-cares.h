// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/resolver.h"

G_BEGIN_DECLS

#define TODOKU_TYPE_DNS_RESOLVER_CARES (todoku_dns_resolver_cares_get_type ())
G_DECLARE_FINAL_TYPE (TodokuDnsResolverCares,
                      todoku_dns_resolver_cares,
                      TODOKU,
                      DNS_RESOLVER_CARES,
                      GObject)

/** How many questions a resolver has under way at once, whoever asks; others wait. */
#define TODOKU_DNS_QUESTIONS_MAX 128

/**
 * todoku_dns_resolver_cares_new:
 * @servers: (nullable) (array zero-terminated=1): the servers to ask, in this order, each as
 *   ADDR, ADDR:PORT, [V6] or [V6]:PORT; %NULL or empty for those of the system
 * @timeout_ms: how long one try may take, in ms; 0 for %TODOKU_DNS_TIMEOUT_DEFAULT
 * @error: return location for an error
 *
 * Makes a resolver on the thread-default main context. It keeps no answers: every question is
 * asked anew. Up to %TODOKU_DNS_QUESTIONS_MAX are under way at once. UDP with EDNS and 1232 octets,
 * then TCP where the answer was cut. A server that says nothing is asked once more; where a server
 * fails the next one is asked, and where all do, the answer's status is that of the first. The
 * system's servers are read here and now: after a change of the network, make another resolver.
 *
 * Returns: (transfer full) (nullable): a resolver, or %NULL with %G_IO_ERROR_INVALID_ARGUMENT
 *   where an address in @servers is none (the message names it)
 */
TodokuDnsResolver *todoku_dns_resolver_cares_new (const char *const *servers,
                                                  guint timeout_ms,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_dns_resolver_cares_get_servers:
 * @self: a resolver
 *
 * Returns: (transfer none) (array zero-terminated=1): the servers it asks, as ADDR:PORT
 */
const char *const *todoku_dns_resolver_cares_get_servers (TodokuDnsResolverCares *self);

G_END_DECLS
