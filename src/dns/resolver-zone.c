// SPDX-License-Identifier: GPL-3.0-or-later

#include "dns/resolver-zone.h"

#include "dns/servers.h"

// How often a silent server is asked (dns/resolver-cares.h).
struct _TodokuDnsResolverZone
{
  GObject parent_instance;

  TodokuDnsZone *zone;
  char *server;
  guint timeout_ms;
  gboolean is_direct;
};

static void resolver_iface_init (TodokuDnsResolverInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TodokuDnsResolverZone,
                               todoku_dns_resolver_zone,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TODOKU_TYPE_DNS_RESOLVER,
                                                      resolver_iface_init))

static TodokuDnsResolver *
resolver_new (TodokuDnsZone *zone, char *server, guint timeout_ms, gboolean is_direct)
{
  TodokuDnsResolverZone *self = g_object_new (TODOKU_TYPE_DNS_RESOLVER_ZONE, NULL);

  self->zone = todoku_dns_zone_ref (zone);
  self->server = server;
  self->timeout_ms = timeout_ms;
  self->is_direct = is_direct;

  return TODOKU_DNS_RESOLVER (self);
}

TodokuDnsResolver *
todoku_dns_resolver_zone_new (TodokuDnsZone *zone, guint timeout_ms)
{
  return resolver_new (zone, g_strdup (TODOKU_DNS_ZONE_SERVER),
                       timeout_ms > 0 ? timeout_ms : TODOKU_DNS_TIMEOUT_DEFAULT, FALSE);
}

static TodokuDnsResolver *
new_for_server (TodokuDnsResolver *resolver, const char *server, gboolean is_direct, GError **error)
{
  TodokuDnsResolverZone *self = TODOKU_DNS_RESOLVER_ZONE (resolver);
  char *normalized = todoku_dns_server_normalize (server, error);

  return normalized != NULL ? resolver_new (self->zone, normalized, self->timeout_ms, is_direct)
                            : NULL;
}

static gboolean
answer_cb (gpointer user_data)
{
  GTask *task = user_data;
  TodokuDnsResolverZone *self = g_task_get_source_object (task);
  TodokuDnsAnswer *answer = todoku_dns_answer_copy (g_task_get_task_data (task), self->server);
  TodokuDnsDetail detail = *todoku_dns_answer_get_detail (answer);

  detail.is_authoritative = self->is_direct;
  detail.received = g_get_monotonic_time ();
  todoku_dns_answer_set_detail (answer, &detail);
  g_task_return_pointer (task, answer, (GDestroyNotify) todoku_dns_answer_unref);

  return G_SOURCE_REMOVE;
}

// Fires after @delay_ms, or as soon as it is cancelled.
static GSource *
delay_source_new (guint delay_ms, GCancellable *cancellable)
{
  GSource *source = g_timeout_source_new (delay_ms);

  if (cancellable != NULL)
    {
      g_autoptr (GSource) cancelled = g_cancellable_source_new (cancellable);

      g_source_set_dummy_callback (cancelled);
      g_source_add_child_source (source, cancelled);
    }

  return source;
}

static void
query_async (TodokuDnsResolver *resolver,
             const char *name,
             TodokuDnsType type,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  TodokuDnsResolverZone *self = TODOKU_DNS_RESOLVER_ZONE (resolver);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  TodokuDnsAnswer *answer = todoku_dns_zone_answer (self->zone, name, type);
  gboolean is_silent = todoku_dns_answer_get_status (answer) == TODOKU_DNS_STATUS_TIMED_OUT;
  g_autoptr (GSource) source =
    delay_source_new (is_silent ? TODOKU_DNS_TRIES * self->timeout_ms : 0, cancellable);

  g_task_set_source_tag (task, query_async);
  g_task_set_task_data (task, answer, (GDestroyNotify) todoku_dns_answer_unref);
  g_task_attach_source (task, source, answer_cb);
}

static void
resolver_iface_init (TodokuDnsResolverInterface *iface)
{
  iface->query_async = query_async;
  iface->new_for_server = new_for_server;
}

static void
todoku_dns_resolver_zone_finalize (GObject *object)
{
  TodokuDnsResolverZone *self = TODOKU_DNS_RESOLVER_ZONE (object);

  todoku_dns_zone_unref (self->zone);
  g_free (self->server);

  G_OBJECT_CLASS (todoku_dns_resolver_zone_parent_class)->finalize (object);
}

static void
todoku_dns_resolver_zone_class_init (TodokuDnsResolverZoneClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = todoku_dns_resolver_zone_finalize;
}

static void
todoku_dns_resolver_zone_init (TodokuDnsResolverZone *self G_GNUC_UNUSED)
{
}
