// SPDX-License-Identifier: GPL-3.0-or-later

#include "loopback.h"

#include "dns/name.h"
#include "dns/resolver-cares.h"
#include "loopback-message.h"
#include "loopback-stream.h"

#include <gio/gio.h>

// How often to look for a port that is free for UDP and TCP alike.
#define PORT_TRIES 32

// The longest message over UDP.
#define DATAGRAM_MAX 65535

struct _LoopbackServer
{
  GObject parent_instance;

  TodokuDnsZone *zone;
  GSocket *socket;
  GSource *watch;
  GSocketService *service;
  GCancellable *stop;
  GMainContext *context;
  GHashTable *delayed; // GSource, of answers that wait for their time
  char *address;
  guint16 port;
  guint delay_ms;
  guint n_questions;
};

G_DEFINE_FINAL_TYPE (LoopbackServer, loopback_server, G_TYPE_OBJECT)

// An answer on its way: over UDP to a peer, or into a stream.
typedef struct
{
  LoopbackServer *server; // borrowed; takes the source with it
  GSource *source;
  GSocketAddress *peer;
  LoopbackStream *stream;
  GBytes *message;
} Delivery;

static void
delivery_free (gpointer data)
{
  Delivery *delivery = data;

  g_clear_object (&delivery->peer);
  g_clear_pointer (&delivery->stream, loopback_stream_unref);
  g_clear_pointer (&delivery->message, g_bytes_unref);
  g_free (delivery);
}

static gboolean
deliver_cb (gpointer user_data)
{
  Delivery *delivery = user_data;
  gsize length;
  const char *octets = g_bytes_get_data (delivery->message, &length);

  // Who no longer listens is answered in vain, as on any network.
  if (delivery->stream != NULL)
    loopback_stream_send (delivery->stream, delivery->message);
  else
    g_socket_send_to (delivery->server->socket, delivery->peer, octets, length, NULL, NULL);

  g_hash_table_remove (delivery->server->delayed, delivery->source);

  return G_SOURCE_REMOVE;
}

static void
source_free (gpointer data)
{
  GSource *source = data;

  g_source_destroy (source);
  g_source_unref (source);
}

static void
server_deliver (LoopbackServer *self, GSocketAddress *peer, LoopbackStream *stream, GBytes *message)
{
  Delivery *delivery = g_new0 (Delivery, 1);

  delivery->server = self;
  delivery->source = g_timeout_source_new (self->delay_ms);
  delivery->peer = peer != NULL ? g_object_ref (peer) : NULL;
  delivery->stream = stream != NULL ? loopback_stream_ref (stream) : NULL;
  delivery->message = message;

  g_source_set_callback (delivery->source, deliver_cb, delivery, delivery_free);
  g_source_set_priority (delivery->source, G_PRIORITY_DEFAULT);
  g_source_attach (delivery->source, self->context);
  g_hash_table_add (self->delayed, delivery->source);
}

static void
add_entries (GPtrArray *entries, const char *owner, TodokuDnsAnswer *answer)
{
  for (guint i = 0; i < todoku_dns_answer_get_n_records (answer); i++)
    g_ptr_array_add (entries, loopback_entry_new (owner, todoku_dns_answer_get_record (answer, i)));
}

// The aliases from @name on, each with its owner. Returns where they end.
static char *
add_aliases (LoopbackServer *self, GPtrArray *entries, const char *name)
{
  g_autofree char *end = g_strdup (name);

  for (guint i = 0; i < TODOKU_DNS_ALIASES_MAX; i++)
    {
      g_autoptr (TodokuDnsAnswer) alias =
        todoku_dns_zone_answer (self->zone, end, TODOKU_DNS_TYPE_CNAME);

      if (todoku_dns_answer_get_n_records (alias) == 0)
        break;
      add_entries (entries, end, alias);
      g_free (end);
      end = g_strdup (todoku_dns_answer_get_record (alias, 0)->name);
    }

  return g_steal_pointer (&end);
}

static TodokuDnsRcode
rcode_for_status (TodokuDnsStatus status)
{
  switch (status)
    {
    case TODOKU_DNS_STATUS_FOUND:
    case TODOKU_DNS_STATUS_NO_DATA:
      return TODOKU_DNS_RCODE_NO_ERROR;
    case TODOKU_DNS_STATUS_NX_DOMAIN:
      return TODOKU_DNS_RCODE_NX_DOMAIN;
    case TODOKU_DNS_STATUS_REFUSED:
      return TODOKU_DNS_RCODE_REFUSED;
    case TODOKU_DNS_STATUS_SERVER_FAILURE:
    case TODOKU_DNS_STATUS_TIMED_OUT:
    case TODOKU_DNS_STATUS_MALFORMED:
    case TODOKU_DNS_STATUS_UNREACHABLE:
    default:
      return TODOKU_DNS_RCODE_SERVER_FAILURE;
    }
}

// Returns NULL where nothing is to be said.
static GBytes *
server_answer (LoopbackServer *self, const LoopbackRequest *request, gsize size_max)
{
  g_autoptr (GPtrArray) entries = todoku_dns_entry_array_new ();
  g_autoptr (TodokuDnsAnswer) answer =
    todoku_dns_zone_answer (self->zone, request->name, (TodokuDnsType) request->type);
  TodokuDnsStatus status = todoku_dns_answer_get_status (answer);

  if (status == TODOKU_DNS_STATUS_TIMED_OUT)
    return NULL;
  if (status == TODOKU_DNS_STATUS_MALFORMED)
    return loopback_request_answer_garbage (request);

  if (request->type == TODOKU_DNS_TYPE_CNAME)
    add_entries (entries, request->name, answer);
  else if (!todoku_dns_status_is_failure (status))
    {
      g_autofree char *end = add_aliases (self, entries, request->name);

      add_entries (entries, end, answer);
    }

  return loopback_request_answer (request, rcode_for_status (status), entries, size_max);
}

// @octets is what somebody asks, over UDP or over a stream.
static void
server_take (LoopbackServer *self,
             const guint8 *octets,
             gsize length,
             GSocketAddress *peer,
             LoopbackStream *stream)
{
  g_autoptr (LoopbackRequest) request = loopback_request_parse (octets, length);

  if (request == NULL)
    return;

  self->n_questions++;

  GBytes *message = server_answer (self, request, stream != NULL ? G_MAXUINT16 : request->udp_size);

  if (message != NULL)
    server_deliver (self, peer, stream, message);
}

static gboolean
server_receive (LoopbackServer *self, GSocket *socket)
{
  g_autofree guint8 *octets = g_malloc (DATAGRAM_MAX);
  g_autoptr (GSocketAddress) peer = NULL;
  gssize length = g_socket_receive_from (socket, &peer, (char *) octets, DATAGRAM_MAX, NULL, NULL);

  if (length > 0)
    server_take (self, octets, (gsize) length, peer, NULL);

  return length > 0;
}

// All that is there at once: where the main loop has much to do, one each turn would be late.
static gboolean
readable_cb (GSocket *socket, GIOCondition condition G_GNUC_UNUSED, gpointer user_data)
{
  while (server_receive (user_data, socket))
    ;

  return G_SOURCE_CONTINUE;
}

static void
stream_message_cb (LoopbackStream *stream, const guint8 *octets, gsize length, gpointer user_data)
{
  server_take (user_data, octets, length, NULL, stream);
}

static gboolean
incoming_cb (GSocketService *service G_GNUC_UNUSED,
             GSocketConnection *connection,
             GObject *source G_GNUC_UNUSED,
             gpointer user_data)
{
  LoopbackServer *self = user_data;

  loopback_stream_start (connection, self->stop, stream_message_cb, self);

  return TRUE;
}

static GSocket *
open_datagram_socket (GError **error)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any_port = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocket) socket =
    g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, error);

  if (socket == NULL || !g_socket_bind (socket, any_port, FALSE, error))
    return NULL;

  g_socket_set_blocking (socket, FALSE);

  return g_steal_pointer (&socket);
}

// Takes a port that is free for UDP, if it is for TCP, too.
static gboolean
server_open (LoopbackServer *self, GError **error)
{
  g_autoptr (GSocket) socket = open_datagram_socket (error);
  g_autoptr (GSocketAddress) address = NULL;

  if (socket != NULL)
    address = g_socket_get_local_address (socket, error);
  if (address == NULL
      || !g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), address,
                                         G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, NULL,
                                         error))
    return FALSE;

  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
  self->address = g_strdup_printf ("127.0.0.1:%u", self->port);
  self->socket = g_steal_pointer (&socket);

  return TRUE;
}

static void
server_start (LoopbackServer *self)
{
  self->watch = g_socket_create_source (self->socket, G_IO_IN, NULL);
  g_source_set_callback (self->watch, G_SOURCE_FUNC (readable_cb), self, NULL);
  g_source_attach (self->watch, self->context);
  g_signal_connect (self->service, "incoming", G_CALLBACK (incoming_cb), self);
}

LoopbackServer *
loopback_server_new_for_zone (TodokuDnsZone *zone, GError **error)
{
  g_autoptr (LoopbackServer) self = g_object_new (LOOPBACK_TYPE_SERVER, NULL);
  g_autoptr (GError) problem = NULL;

  self->zone = todoku_dns_zone_ref (zone);
  for (guint i = 0; i < PORT_TRIES && self->socket == NULL; i++)
    {
      g_clear_error (&problem);
      server_open (self, &problem);
    }
  if (self->socket == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  server_start (self);

  return g_steal_pointer (&self);
}

void
loopback_server_set_delay (LoopbackServer *self, guint delay_ms)
{
  self->delay_ms = delay_ms;
}

const char *
loopback_server_get_address (LoopbackServer *self)
{
  return self->address;
}

guint
loopback_server_get_n_questions (LoopbackServer *self)
{
  return self->n_questions;
}

static void
loopback_server_finalize (GObject *object)
{
  LoopbackServer *self = LOOPBACK_SERVER (object);

  g_cancellable_cancel (self->stop);
  g_clear_pointer (&self->watch, source_free);
  g_clear_pointer (&self->delayed, g_hash_table_unref);
  g_signal_handlers_disconnect_by_data (self->service, self);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_clear_object (&self->service);
  g_clear_object (&self->socket);
  g_clear_object (&self->stop);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->zone, todoku_dns_zone_unref);
  g_clear_pointer (&self->address, g_free);

  G_OBJECT_CLASS (loopback_server_parent_class)->finalize (object);
}

static void
loopback_server_class_init (LoopbackServerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = loopback_server_finalize;
}

static void
loopback_server_init (LoopbackServer *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->service = g_socket_service_new ();
  self->stop = g_cancellable_new ();
  self->delayed = g_hash_table_new_full (NULL, NULL, source_free, NULL);
}

LoopbackServer *
loopback_server_new (const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TodokuDnsZone) zone = todoku_dns_zone_new_from_json (json, &error);
  LoopbackServer *server = NULL;

  g_assert_no_error (error);
  server = loopback_server_new_for_zone (zone, &error);
  g_assert_no_error (error);

  return server;
}

TodokuDnsResolver *
loopback_resolver_new (const char *first, const char *second, guint timeout_ms)
{
  const char *servers[] = { first, second, NULL };
  g_autoptr (GError) error = NULL;
  TodokuDnsResolver *resolver = todoku_dns_resolver_cares_new (servers, timeout_ms, &error);

  g_assert_no_error (error);

  return resolver;
}
