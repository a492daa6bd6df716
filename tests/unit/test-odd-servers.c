// SPDX-License-Identifier: GPL-3.0-or-later

// What the resolver makes of servers that misbehave, or say what the practice server never says.

#include "await.h"
#include "dns/message.h"
#include "dns/resolver-cares.h"
#include "loopback-message.h"
#include "loopback.h"

#include <string.h>

// For servers that answer, and for those that are meant not to, in ms.
#define PATIENT 5000
#define HASTY 40

typedef GBytes *(*Manner) (const guint8 *octets, gsize length);

typedef struct
{
  GSocket *socket;
  GSource *watch;
  Manner manner;
  char *address;
} OddServer;

static gboolean
odd_server_cb (GSocket *socket, GIOCondition condition G_GNUC_UNUSED, gpointer user_data)
{
  OddServer *server = user_data;
  g_autoptr (GSocketAddress) peer = NULL;
  guint8 octets[1500];
  gssize length = g_socket_receive_from (socket, &peer, (char *) octets, sizeof octets, NULL, NULL);
  g_autoptr (GBytes) reply = server->manner (octets, (gsize) length);

  g_socket_send_to (socket, peer, g_bytes_get_data (reply, NULL), g_bytes_get_size (reply), NULL,
                    NULL);

  return G_SOURCE_CONTINUE;
}

// Returns FALSE where this machine does not speak @family.
static gboolean
odd_server_start_for_family (OddServer *server, Manner manner, GSocketFamily family)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (family);
  g_autoptr (GSocketAddress) any_port = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) address = NULL;

  server->manner = manner;
  server->socket = g_socket_new (family, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, NULL);
  if (server->socket == NULL || !g_socket_bind (server->socket, any_port, FALSE, NULL))
    return FALSE;

  address = g_socket_get_local_address (server->socket, NULL);
  server->address = g_socket_connectable_to_string (G_SOCKET_CONNECTABLE (address));
  server->watch = g_socket_create_source (server->socket, G_IO_IN, NULL);
  g_source_set_callback (server->watch, G_SOURCE_FUNC (odd_server_cb), server, NULL);
  g_source_attach (server->watch, NULL);

  return TRUE;
}

static void
odd_server_start (OddServer *server, Manner manner)
{
  g_assert_true (odd_server_start_for_family (server, manner, G_SOCKET_FAMILY_IPV4));
}

static void
odd_server_stop (OddServer *server)
{
  if (server->watch != NULL)
    g_source_destroy (server->watch);
  g_clear_pointer (&server->watch, g_source_unref);
  g_clear_object (&server->socket);
  g_free (server->address);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OddServer, odd_server_stop)

static GBytes *
answer_record (const LoopbackRequest *request, TodokuDnsType type, const char *value)
{
  g_autoptr (GPtrArray) entries = todoku_dns_entry_array_new ();
  g_autoptr (TodokuDnsRecord) record = todoku_dns_record_new (type, 60);

  if (type == TODOKU_DNS_TYPE_CNAME)
    record->name = g_strdup (value);
  else
    todoku_dns_address_parse (value, -1, &record->address);
  g_ptr_array_add (entries, loopback_entry_new (request->name, record));

  return loopback_request_answer (request, TODOKU_DNS_RCODE_NO_ERROR, entries, 1232);
}

static void
count_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint *n_found = user_data;
  g_autoptr (TodokuDnsAnswer) answer =
    todoku_dns_resolver_query_finish (TODOKU_DNS_RESOLVER (source), result, NULL);

  g_assert_cmpint (todoku_dns_answer_get_status (answer), ==, TODOKU_DNS_STATUS_FOUND);
  *n_found += 1;
}

static GBytes *
noise_manner (const guint8 *octets G_GNUC_UNUSED, gsize length G_GNUC_UNUSED)
{
  return g_bytes_new_static ("220 mail.example ESMTP ready\r\n", 30);
}

static GBytes *
other_question_manner (const guint8 *octets, gsize length)
{
  g_autofree guint8 *copy = g_memdup2 (octets, length);

  // The second octet of the name, so that abc.example becomes xbc.example.
  copy[TODOKU_DNS_HEADER_LENGTH + 1] = 'x';

  g_autoptr (LoopbackRequest) request = loopback_request_parse (copy, length);

  return answer_record (request, TODOKU_DNS_TYPE_A, "192.0.2.66");
}

static GBytes *
not_implemented_manner (const guint8 *octets, gsize length)
{
  g_autoptr (LoopbackRequest) request = loopback_request_parse (octets, length);

  return loopback_request_answer (request, 4, NULL, 512);
}

static GBytes *
old_manner (const guint8 *octets, gsize length)
{
  g_autoptr (LoopbackRequest) request = loopback_request_parse (octets, length);

  if (!request->has_edns)
    return answer_record (request, TODOKU_DNS_TYPE_A, "192.0.2.4");

  request->has_edns = FALSE;

  return loopback_request_answer (request, TODOKU_DNS_RCODE_FORMAT_ERROR, NULL, 512);
}

// a5.example is an alias of a4.example and so on; a0.example has an address. Never says more than
// one of it at a time.
static GBytes *
one_step_manner (const guint8 *octets, gsize length)
{
  g_autoptr (LoopbackRequest) request = loopback_request_parse (octets, length);
  guint64 n = g_ascii_strtoull (request->name + 1, NULL, 10);
  g_autofree char *next = g_strdup_printf ("a%u.example", (guint) n - 1);

  return n == 0 ? answer_record (request, TODOKU_DNS_TYPE_A, "192.0.2.5")
                : answer_record (request, TODOKU_DNS_TYPE_CNAME, next);
}

static void
assert_odd_status (Manner manner, const char *name, TodokuDnsStatus status, guint timeout_ms)
{
  g_auto (OddServer) server = { 0 };

  odd_server_start (&server, manner);

  g_autoptr (TodokuDnsResolver) resolver = loopback_resolver_new (server.address, NULL, timeout_ms);

  await_status (resolver, name, status, server.address);
  await_status (resolver, name, status, server.address);
}

static void
test_odd_servers (void)
{
  assert_odd_status (other_question_manner, "abc.example", TODOKU_DNS_STATUS_TIMED_OUT, HASTY);
  assert_odd_status (not_implemented_manner, "a.example", TODOKU_DNS_STATUS_SERVER_FAILURE,
                     PATIENT);
  assert_odd_status (old_manner, "a.example", TODOKU_DNS_STATUS_FOUND, PATIENT);
  assert_odd_status (one_step_manner, "a3.example", TODOKU_DNS_STATUS_FOUND, PATIENT);
  assert_odd_status (one_step_manner, "a16.example", TODOKU_DNS_STATUS_FOUND, PATIENT);
  assert_odd_status (one_step_manner, "a17.example", TODOKU_DNS_STATUS_SERVER_FAILURE, PATIENT);
}

// What does not even repeat the number of the question may be anybody's: some releases of c-ares
// wait on for the answer.
static void
test_noise (void)
{
  g_auto (OddServer) server = { 0 };

  odd_server_start (&server, noise_manner);

  g_autoptr (TodokuDnsResolver) resolver = loopback_resolver_new (server.address, NULL, HASTY);
  g_autoptr (TodokuDnsAnswer) answer = await_answer (resolver, "a.example", TODOKU_DNS_TYPE_A);
  TodokuDnsStatus status = todoku_dns_answer_get_status (answer);

  g_assert_true (status == TODOKU_DNS_STATUS_TIMED_OUT || status == TODOKU_DNS_STATUS_MALFORMED);
}

static GBytes *
plain_manner (const guint8 *octets, gsize length)
{
  g_autoptr (LoopbackRequest) request = loopback_request_parse (octets, length);

  return answer_record (request, TODOKU_DNS_TYPE_A, "192.0.2.6");
}

static void
test_ipv6_server (void)
{
  g_auto (OddServer) server = { 0 };

  if (!odd_server_start_for_family (&server, plain_manner, G_SOCKET_FAMILY_IPV6))
    {
      g_test_skip ("This machine has no IPv6");
      return;
    }

  g_autoptr (TodokuDnsResolver) resolver = loopback_resolver_new (server.address, NULL, PATIENT);

  g_assert_true (g_str_has_prefix (server.address, "[::1]:"));
  await_status (resolver, "a.example", TODOKU_DNS_STATUS_FOUND, server.address);
}

static GBytes *
cut_text_manner (const guint8 *octets, gsize length)
{
  g_autoptr (LoopbackRequest) request = loopback_request_parse (octets, length);

  if (request->type == TODOKU_DNS_TYPE_TXT)
    return loopback_request_answer (request, TODOKU_DNS_FLAG_TRUNCATED, NULL, 512);

  return plain_manner (octets, length);
}

// Answers one question, on a thread of its own, and hangs up.
static gboolean
one_question_cb (GThreadedSocketService *service G_GNUC_UNUSED,
                 GSocketConnection *connection,
                 GObject *source G_GNUC_UNUSED,
                 gpointer user_data G_GNUC_UNUSED)
{
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_autoptr (GPtrArray) entries = todoku_dns_entry_array_new ();
  g_autoptr (TodokuDnsRecord) record = todoku_dns_record_new (TODOKU_DNS_TYPE_TXT, 60);
  guint8 octets[512];

  g_input_stream_read_all (input, octets, 2, NULL, NULL, NULL);
  g_input_stream_read_all (input, octets, octets[1], NULL, NULL, NULL);

  g_autoptr (LoopbackRequest) request = loopback_request_parse (octets, sizeof octets);

  todoku_dns_record_add_piece (record, "long", 4);
  g_ptr_array_add (entries, loopback_entry_new (request->name, record));

  g_autoptr (GBytes) reply =
    loopback_request_answer (request, TODOKU_DNS_RCODE_NO_ERROR, entries, 512);
  guint8 length[2] = { 0, (guint8) g_bytes_get_size (reply) };

  g_output_stream_write_all (output, length, 2, NULL, NULL, NULL);
  g_output_stream_write_all (output, g_bytes_get_data (reply, NULL), length[1], NULL, NULL, NULL);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);

  return TRUE;
}

// What such a server does to one connection is no matter to the other questions.
static void
test_server_hangs_up (void)
{
  g_auto (OddServer) server = { 0 };

  odd_server_start (&server, cut_text_manner);

  g_autoptr (GSocketAddress) address = g_socket_get_local_address (server.socket, NULL);
  g_autoptr (GSocketService) service = g_threaded_socket_service_new (10);
  g_autoptr (TodokuDnsResolver) resolver = loopback_resolver_new (server.address, NULL, PATIENT);
  guint n_found = 0;

  g_signal_connect (service, "run", G_CALLBACK (one_question_cb), NULL);
  g_assert_true (g_socket_listener_add_address (G_SOCKET_LISTENER (service), address,
                                                G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL,
                                                NULL, NULL));
  for (guint i = 0; i < 20; i++)
    todoku_dns_resolver_query_async (resolver, "shop.example",
                                     i % 2 ? TODOKU_DNS_TYPE_A : TODOKU_DNS_TYPE_TXT, NULL,
                                     count_cb, &n_found);
  while (n_found < 20)
    g_main_context_iteration (NULL, TRUE);

  g_socket_service_stop (service);
  g_socket_listener_close (G_SOCKET_LISTENER (service));
}

// One that can read no question at all.
static GBytes *
unable_manner (const guint8 *octets, gsize length)
{
  g_autoptr (LoopbackRequest) request = loopback_request_parse (octets, length);

  request->has_edns = FALSE;

  return loopback_request_answer (request, TODOKU_DNS_RCODE_FORMAT_ERROR, NULL, 512);
}

// It is asked in one other way, and no more.
static void
test_unable_server (void)
{
  assert_odd_status (unable_manner, "a.example", TODOKU_DNS_STATUS_SERVER_FAILURE, PATIENT);
}

// As one_step_manner(), checked with DNSSEC but for what is said of a1.example.
static GBytes *
checked_manner (const guint8 *octets, gsize length)
{
  g_autoptr (LoopbackRequest) request = loopback_request_parse (octets, length);
  g_autoptr (GBytes) plain = one_step_manner (octets, length);
  GByteArray *reply = g_bytes_unref_to_array (g_steal_pointer (&plain));

  if (!g_str_equal (request->name, "a1.example"))
    reply->data[3] |= TODOKU_DNS_FLAG_AUTHENTIC_DATA;

  return g_byte_array_free_to_bytes (reply);
}

// What a chain of aliases leads to was checked where all of it was.
static void
test_checked (void)
{
  static const struct
  {
    const char *name;
    gboolean is_authenticated;
  } cases[] = { { "a0.example", TRUE }, { "a1.example", FALSE }, { "a2.example", FALSE } };
  g_auto (OddServer) server = { 0 };

  odd_server_start (&server, checked_manner);

  g_autoptr (TodokuDnsResolver) resolver = loopback_resolver_new (server.address, NULL, PATIENT);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TodokuDnsAnswer) answer =
        await_answer (resolver, cases[i].name, TODOKU_DNS_TYPE_A);

      g_assert_cmpint (todoku_dns_answer_get_status (answer), ==, TODOKU_DNS_STATUS_FOUND);
      g_assert_cmpint (todoku_dns_answer_is_authenticated (answer), ==, cases[i].is_authenticated);
    }
}

// One that has nothing, and says who may.
static GBytes *
referring_manner (const guint8 *octets, gsize length)
{
  g_autoptr (LoopbackRequest) request = loopback_request_parse (octets, length);
  g_autoptr (GPtrArray) entries = todoku_dns_entry_array_new ();
  g_autoptr (TodokuDnsRecord) record = todoku_dns_record_new (TODOKU_DNS_TYPE_NS, 60);

  record->name = g_strdup ("ns1.example");
  g_ptr_array_add (entries, loopback_entry_new (request->name, record));

  g_autoptr (GBytes) answer =
    loopback_request_answer (request, TODOKU_DNS_RCODE_NO_ERROR, entries, 1232);
  GByteArray *reply = g_bytes_unref_to_array (g_steal_pointer (&answer));

  // The record stands in the section of the authority, and the server has none.
  reply->data[2] &= (guint8) ~(TODOKU_DNS_FLAG_AUTHORITATIVE >> 8);
  reply->data[7] = 0;
  reply->data[9] = 1;

  return g_byte_array_free_to_bytes (reply);
}

// Whom a server points to is known, and stays so as long as its answer.
static void
test_referral (void)
{
  g_auto (OddServer) server = { 0 };

  odd_server_start (&server, referring_manner);

  g_autoptr (TodokuDnsResolver) resolver = loopback_resolver_new (server.address, NULL, PATIENT);
  g_autoptr (TodokuDnsResolver) direct =
    todoku_dns_resolver_new_for_server (resolver, server.address, TRUE, NULL);
  g_autoptr (TodokuDnsAnswer) answer = await_answer (direct, "shop.example", TODOKU_DNS_TYPE_A);
  GPtrArray *delegation = todoku_dns_answer_get_detail (answer)->delegation;

  g_assert_nonnull (delegation);
  g_assert_cmpuint (delegation->len, ==, 1);
  g_assert_cmpstr (((TodokuDnsEntry *) delegation->pdata[0])->record->name, ==, "ns1.example");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/odd-servers/odd-servers", test_odd_servers);
  g_test_add_func ("/odd-servers/noise", test_noise);
  g_test_add_func ("/odd-servers/ipv6-server", test_ipv6_server);
  g_test_add_func ("/odd-servers/server-hangs-up", test_server_hangs_up);
  g_test_add_func ("/odd-servers/unable-server", test_unable_server);
  g_test_add_func ("/odd-servers/checked", test_checked);
  g_test_add_func ("/odd-servers/referral", test_referral);

  return g_test_run ();
}
