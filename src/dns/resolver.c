// SPDX-License-Identifier: GPL-3.0-or-later

#include "dns/resolver.h"

G_DEFINE_INTERFACE (TodokuDnsResolver, todoku_dns_resolver, G_TYPE_OBJECT)

static void
todoku_dns_resolver_default_init (TodokuDnsResolverInterface *iface G_GNUC_UNUSED)
{
}

void
todoku_dns_resolver_query_async (TodokuDnsResolver *self,
                                 const char *name,
                                 TodokuDnsType type,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  TODOKU_DNS_RESOLVER_GET_IFACE (self)->query_async (self, name, type, cancellable, callback,
                                                     user_data);
}

TodokuDnsAnswer *
todoku_dns_resolver_query_finish (TodokuDnsResolver *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

TodokuDnsResolver *
todoku_dns_resolver_new_for_server (TodokuDnsResolver *self,
                                    const char *server,
                                    gboolean is_direct,
                                    GError **error)
{
  return TODOKU_DNS_RESOLVER_GET_IFACE (self)->new_for_server (self, server, is_direct, error);
}
