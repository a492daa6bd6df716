// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/answer.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TodokuDnsResolver:
 *
 * Whom to ask: DNS servers, by c-ares (dns/resolver-cares.h), or a zone in memory
 * (dns/resolver-zone.h).
 */
#define TODOKU_TYPE_DNS_RESOLVER (todoku_dns_resolver_get_type ())
G_DECLARE_INTERFACE (TodokuDnsResolver, todoku_dns_resolver, TODOKU, DNS_RESOLVER, GObject)

/** How long one try may take where nothing else is said, in ms. */
#define TODOKU_DNS_TIMEOUT_DEFAULT 2000

/** How often a server that says nothing is asked. */
#define TODOKU_DNS_TRIES 2

/**
 * TodokuDnsResolverInterface:
 * @query_async: see todoku_dns_resolver_query_async(); its #GTask returns a #TodokuDnsAnswer
 * @new_for_server: see todoku_dns_resolver_new_for_server()
 */
struct _TodokuDnsResolverInterface
{
  GTypeInterface parent_interface;

  void (*query_async) (TodokuDnsResolver *self,
                       const char *name,
                       TodokuDnsType type,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data);
  TodokuDnsResolver *(*new_for_server) (TodokuDnsResolver *self,
                                        const char *server,
                                        gboolean is_direct,
                                        GError **error);
};

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
 * todoku_dns_resolver_new_for_server:
 * @self: a resolver
 * @server: the server to ask instead, as ADDR, ADDR:PORT, [V6] or [V6]:PORT
 * @is_direct: whether to ask for what it knows itself, without recursion: where it points to other
 *   servers or other names, nobody follows, and that is in the answer's detail
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a resolver as @self for another server, or %NULL with
 *   %G_IO_ERROR_INVALID_ARGUMENT
 */
TodokuDnsResolver *todoku_dns_resolver_new_for_server (TodokuDnsResolver *self,
                                                       const char *server,
                                                       gboolean is_direct,
                                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
