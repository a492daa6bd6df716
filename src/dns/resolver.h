// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/answer.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define TODOKU_TYPE_DNS_RESOLVER (todoku_dns_resolver_get_type ())
G_DECLARE_FINAL_TYPE (TodokuDnsResolver, todoku_dns_resolver, TODOKU, DNS_RESOLVER, GObject)

/** How long one try may take where nothing else is said, in ms. */
#define TODOKU_DNS_TIMEOUT_DEFAULT 2000

/** How many questions a resolver has under way at once, whoever asks; others wait. */
#define TODOKU_DNS_QUESTIONS_MAX 128

/**
 * todoku_dns_resolver_new:
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
TodokuDnsResolver *todoku_dns_resolver_new (const char *const *servers,
                                            guint timeout_ms,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_dns_resolver_new_direct:
 * @server: the server to ask, as todoku_dns_resolver_new() takes it
 * @timeout_ms: how long one try may take, in ms; 0 for %TODOKU_DNS_TIMEOUT_DEFAULT
 * @error: return location for an error
 *
 * As todoku_dns_resolver_new(), for one server and what it knows itself: it is asked without
 * recursion, and where it points to other servers or other names, nobody follows: that is in the
 * answer's detail.
 *
 * Returns: (transfer full) (nullable): a resolver, or %NULL with %G_IO_ERROR_INVALID_ARGUMENT
 */
TodokuDnsResolver *todoku_dns_resolver_new_direct (const char *server,
                                                   guint timeout_ms,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_dns_resolver_new_for_server:
 * @self: a resolver
 * @server: the server to ask instead, as todoku_dns_resolver_new() takes it
 * @is_direct: whether to ask for what it knows itself, as todoku_dns_resolver_new_direct() does
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a resolver as @self for another server, or %NULL with
 *   %G_IO_ERROR_INVALID_ARGUMENT
 */
TodokuDnsResolver *todoku_dns_resolver_new_for_server (TodokuDnsResolver *self,
                                                       const char *server,
                                                       gboolean is_direct,
                                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_dns_resolver_query_async:
 * @self: a resolver
 * @name: a domain name
 * @type: a record type
 * @cancellable: (nullable): to give up
 * @callback: called from the main loop, never from within this call
 * @user_data: for @callback
 */
void todoku_dns_resolver_query_async (TodokuDnsResolver *self,
                                      const char *name,
                                      TodokuDnsType type,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

/**
 * todoku_dns_resolver_query_finish:
 * @self: a resolver
 * @result: what the callback was given
 * @error: return location for an error
 *
 * A question that failed is an answer too: its status says how, and it names the server.
 *
 * Returns: (transfer full) (nullable): the answer, or %NULL with %G_IO_ERROR_CANCELLED
 */
TodokuDnsAnswer *todoku_dns_resolver_query_finish (TodokuDnsResolver *self,
                                                   GAsyncResult *result,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_dns_resolver_get_servers:
 * @self: a resolver
 *
 * Returns: (transfer none) (array zero-terminated=1): the servers it asks, as ADDR:PORT
 */
const char *const *todoku_dns_resolver_get_servers (TodokuDnsResolver *self);

G_END_DECLS
