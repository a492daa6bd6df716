// SPDX-License-Identifier: GPL-3.0-or-later

#include "await.h"
#include "cases.h"
#include "dns/exchange.h"
#include "dns/message.h"
#include "loopback-message.h"
#include "loopback.h"

#include <string.h>

// For servers that answer, and for those that are meant not to, in ms.
#define PATIENT 5000
#define HASTY 40

#define NAME "info+tag.example"

static LoopbackServer *
server_new (void)
{
  return loopback_server_new ("{ \"" NAME "\": { \"A\": [\"192.0.2.1\"] },"
                              "  \"silent+tag.example\": \"TIMEOUT\" }");
}

// Without EDNS a question ends with the question itself.
static guint16 udp_size = TODOKU_DNS_UDP_SIZE;

static GBytes *
question_new (const char *name)
{
  return todoku_dns_message_new_question (name, TODOKU_DNS_TYPE_A, 7208, udp_size);
}

static GBytes *
exchange (const char *server, TodokuDnsTransport transport, const char *name, GError **error)
{
  g_autoptr (GBytes) question = question_new (name);
  g_autoptr (GAsyncResult) result = NULL;

  todoku_dns_exchange_async (server, transport, g_str_has_prefix (name, "silent") ? HASTY : PATIENT,
                             question, NULL, await_cb, &result);
  g_assert_null (result);
  await_result (&result);

  return todoku_dns_exchange_finish (result, error);
}

static void
test_found (gconstpointer data)
{
  g_autoptr (LoopbackServer) practice = server_new ();
  const char *server = loopback_server_get_address (practice);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) octets =
    exchange (server, (TodokuDnsTransport) GPOINTER_TO_INT (data), NAME, &error);
  gsize length;

  g_assert_no_error (error);

  const guint8 *message = g_bytes_get_data (octets, &length);
  g_autoptr (TodokuDnsAnswer) answer =
    loopback_parse_answer (message, length, NAME, TODOKU_DNS_TYPE_A, server, NULL);

  g_assert_cmpint (todoku_dns_answer_get_status (answer), ==, TODOKU_DNS_STATUS_FOUND);
}

// However it came, it is the whole message, and nothing behind it.
static void
test_same_over_both (void)
{
  g_autoptr (LoopbackServer) practice = server_new ();
  const char *server = loopback_server_get_address (practice);
  g_autoptr (GBytes) over_udp = exchange (server, TODOKU_DNS_TRANSPORT_UDP, NAME, NULL);
  g_autoptr (GBytes) over_tcp = exchange (server, TODOKU_DNS_TRANSPORT_TCP, NAME, NULL);

  g_assert_true (g_bytes_equal (over_udp, over_tcp));
}

static void
test_silence (gconstpointer data)
{
  g_autoptr (LoopbackServer) practice = server_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) octets =
    exchange (loopback_server_get_address (practice), (TodokuDnsTransport) GPOINTER_TO_INT (data),
              "silent+tag.example", &error);

  g_assert_null (octets);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
}

static void
test_nobody (gconstpointer data)
{
  g_autoptr (LoopbackServer) practice = server_new ();
  g_autofree char *server = g_strdup (loopback_server_get_address (practice));
  g_autoptr (GError) error = NULL;

  g_clear_object (&practice);

  g_autoptr (GBytes) octets =
    exchange (server, (TodokuDnsTransport) GPOINTER_TO_INT (data), NAME, &error);

  g_assert_null (octets);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
}

static void
test_cancel (void)
{
  g_autoptr (LoopbackServer) practice = server_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GBytes) question = question_new (NAME);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  todoku_dns_exchange_async (loopback_server_get_address (practice), TODOKU_DNS_TRANSPORT_UDP,
                             PATIENT, question, cancellable, await_cb, &result);
  g_cancellable_cancel (cancellable);
  await_result (&result);
  g_assert_null (todoku_dns_exchange_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

// Who is not answered may be cancelled at any time, and who was answered, without any effect.
static void
test_cancel_silent (void)
{
  g_autoptr (LoopbackServer) practice = server_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GBytes) silent = question_new ("silent+tag.example");
  g_autoptr (GBytes) question = question_new (NAME);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) answered = NULL;
  gint64 begin = g_get_monotonic_time ();

  todoku_dns_exchange_async (loopback_server_get_address (practice), TODOKU_DNS_TRANSPORT_UDP,
                             PATIENT, question, cancellable, await_cb, &answered);
  await_result (&answered);

  g_autoptr (GBytes) octets = todoku_dns_exchange_finish (answered, NULL);

  g_assert_nonnull (octets);
  g_clear_object (&answered);
  await_idle ();
  todoku_dns_exchange_async (loopback_server_get_address (practice), TODOKU_DNS_TRANSPORT_UDP,
                             PATIENT, silent, cancellable, await_cb, &result);
  while (loopback_server_get_n_questions (practice) < 2)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (cancellable);
  await_result (&result);
  g_assert_null (todoku_dns_exchange_finish (result, NULL));
  g_assert_cmpint (g_get_monotonic_time () - begin, <, PATIENT / 2 * 1000);
}

// After a turn of the main loop that took long, what has come is read before time is called.
static void
test_answered_meanwhile (void)
{
  g_autoptr (LoopbackServer) practice = server_new ();
  g_autoptr (GBytes) question = question_new (NAME);
  g_autoptr (GAsyncResult) result = NULL;

  todoku_dns_exchange_async (loopback_server_get_address (practice), TODOKU_DNS_TRANSPORT_UDP,
                             HASTY, question, NULL, await_cb, &result);
  while (loopback_server_get_n_questions (practice) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_usleep (2 * HASTY * 1000);
  await_result (&result);

  g_autoptr (GBytes) octets = todoku_dns_exchange_finish (result, NULL);

  g_assert_nonnull (octets);
}

// A server that answers each question four times over: under another number first, to somebody
// else's name, to another type, then to ours, in capitals.
static gboolean
answer_all_cb (GSocket *socket, GIOCondition condition G_GNUC_UNUSED, gpointer user_data)
{
  gsize *name_length = user_data;
  char octets[512];
  g_autoptr (GSocketAddress) peer = NULL;
  gssize length = g_socket_receive_from (socket, &peer, octets, sizeof octets, NULL, NULL);
  char *name = octets + TODOKU_DNS_HEADER_LENGTH;

  g_assert_cmpint (length, >=, TODOKU_DNS_HEADER_LENGTH + *name_length + 4);
  octets[0] ^= 1;
  g_socket_send_to (socket, peer, octets, (gsize) length, NULL, NULL);
  octets[0] ^= 1;
  name[1] ^= 'i' ^ 'x';
  g_socket_send_to (socket, peer, octets, (gsize) length, NULL, NULL);
  name[1] ^= 'i' ^ 'x';
  name[*name_length + 1] ^= 1;
  g_socket_send_to (socket, peer, octets, (gsize) length, NULL, NULL);
  name[*name_length + 1] ^= 1;
  name[1] = 'I';
  g_socket_send_to (socket, peer, octets, (gsize) length, NULL, NULL);

  return G_SOURCE_CONTINUE;
}

// One that could not read the question, and repeats none. What stands behind the header is no name.
static gboolean
answer_nothing_cb (GSocket *socket, GIOCondition condition G_GNUC_UNUSED, gpointer data)
{
  const gsize *length = data;
  char octets[512];
  g_autoptr (GSocketAddress) peer = NULL;

  g_socket_receive_from (socket, &peer, octets, sizeof octets, NULL, NULL);
  octets[4] = octets[5] = 0;
  memset (octets + TODOKU_DNS_HEADER_LENGTH, 0, *length - TODOKU_DNS_HEADER_LENGTH);
  g_socket_send_to (socket, peer, octets, *length, NULL, NULL);

  return G_SOURCE_CONTINUE;
}

// One whose answer was cut off, behind the id or within the question.
static gboolean
answer_cut_cb (GSocket *socket, GIOCondition condition G_GNUC_UNUSED, gpointer data)
{
  const gsize *length = data;
  char octets[512];
  g_autoptr (GSocketAddress) peer = NULL;

  g_socket_receive_from (socket, &peer, octets, sizeof octets, NULL, NULL);
  g_socket_send_to (socket, peer, octets, *length, NULL, NULL);

  return G_SOURCE_CONTINUE;
}

static GBytes *
exchange_with (GSocketSourceFunc answer_cb, gsize *length)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any_port = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocket) socket =
    g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, NULL);
  g_autoptr (GSource) watch = g_socket_create_source (socket, G_IO_IN, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketAddress) address = NULL;
  g_autofree char *server = NULL;
  GBytes *octets;

  g_assert_true (g_socket_bind (socket, any_port, FALSE, NULL));
  address = g_socket_get_local_address (socket, NULL);
  server = g_socket_connectable_to_string (G_SOCKET_CONNECTABLE (address));
  g_source_set_callback (watch, G_SOURCE_FUNC (answer_cb), length, NULL);
  g_source_attach (watch, NULL);
  octets = exchange (server, TODOKU_DNS_TRANSPORT_UDP, NAME, &error);
  g_source_destroy (watch);
  g_assert_no_error (error);

  return octets;
}

static void
test_other_questions (gconstpointer data_size)
{
  gsize name_length = strlen (NAME) + 2;

  udp_size = (guint16) GPOINTER_TO_UINT (data_size);

  g_autoptr (GBytes) octets = exchange_with (answer_all_cb, &name_length);
  const char *data = g_bytes_get_data (octets, NULL);

  g_assert_cmpmem (data + TODOKU_DNS_HEADER_LENGTH, 9, "\010Info+tag", 9);
  g_assert_cmpint (data[TODOKU_DNS_HEADER_LENGTH + name_length + 1], ==, TODOKU_DNS_TYPE_A);
  udp_size = TODOKU_DNS_UDP_SIZE;
}

static void
test_no_question (void)
{
  static gsize lengths[] = { TODOKU_DNS_HEADER_LENGTH, TODOKU_DNS_HEADER_LENGTH + 1, 200 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GBytes) octets = exchange_with (answer_nothing_cb, &lengths[i]);

      g_assert_cmpuint (g_bytes_get_size (octets), ==, lengths[i]);
    }
}

// It is an answer, be it one that cannot be read: nobody has to wait for another.
static void
test_cut (void)
{
  static gsize lengths[] = { 2, TODOKU_DNS_HEADER_LENGTH + 4 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GBytes) octets = exchange_with (answer_cut_cb, &lengths[i]);

      g_assert_cmpuint (g_bytes_get_size (octets), ==, lengths[i]);
    }
}

// What a server that speaks TCP says to whatever question: octets, in the parts in which they go
// out. It hangs up then.
typedef struct
{
  const char *const *parts; // hexadecimal, the last one NULL
  gboolean goes_on;         // with zeros, without an end
} Stream;

static gpointer
stream_thread (gpointer user_data)
{
  gpointer *arguments = user_data;
  GSocketListener *listener = arguments[0];
  const Stream *stream = arguments[1];
  g_autoptr (GSocketConnection) connection = g_socket_listener_accept (listener, NULL, NULL, NULL);
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  char question[512];
  static const char zeros[4096] = { 0 };

  g_input_stream_read (input, question, sizeof question, NULL, NULL);
  for (guint i = 0; stream->parts[i] != NULL; i++)
    {
      g_autoptr (GBytes) octets = case_read_hex (stream->parts[i]);

      g_output_stream_write_all (output, g_bytes_get_data (octets, NULL), g_bytes_get_size (octets),
                                 NULL, NULL, NULL);
      g_usleep (20 * 1000);
    }
  while (stream->goes_on
         && g_output_stream_write_all (output, zeros, sizeof zeros, NULL, NULL, NULL))
    ;

  return NULL;
}

static GBytes *
exchange_stream (const Stream *stream, GError **error)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autofree char *server = g_strdup_printf ("127.0.0.1:%u", port);
  gconstpointer arguments[] = { listener, stream };
  GThread *thread = g_thread_new (NULL, stream_thread, arguments);
  GBytes *octets = exchange (server, TODOKU_DNS_TRANSPORT_TCP, NAME, error);

  g_thread_join (thread);

  return octets;
}

// 7208 is 0x1c28; a server that could not read the question repeats none.
#define HEADER "1c2881810000000000000000"

// A message comes in whatever parts, and one of which the rest is missing is none.
static void
test_stream (void)
{
  static const char *const parts[] = { "00", "0c1c28", "81810000000000000000", NULL };
  static const char *const begun[] = { "000d", HEADER, NULL };
  static const char *const others[] = { "ffff", NULL };
  const Stream whole = { parts, FALSE };
  const Stream cut = { begun, FALSE };
  const Stream endless = { others, TRUE };
  g_autoptr (GError) cut_error = NULL;
  g_autoptr (GError) endless_error = NULL;
  g_autoptr (GBytes) octets = exchange_stream (&whole, NULL);

  g_assert_nonnull (octets);
  g_assert_cmpuint (g_bytes_get_size (octets), ==, TODOKU_DNS_HEADER_LENGTH);
  g_assert_null (exchange_stream (&cut, &cut_error));
  g_assert_error (cut_error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_null (exchange_stream (&endless, &endless_error));
  g_assert_error (endless_error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

int
main (int argc, char *argv[])
{
  gpointer udp = GINT_TO_POINTER (TODOKU_DNS_TRANSPORT_UDP);
  gpointer tcp = GINT_TO_POINTER (TODOKU_DNS_TRANSPORT_TCP);

  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/exchange/found-over-udp", udp, test_found);
  g_test_add_data_func ("/exchange/found-over-tcp", tcp, test_found);
  g_test_add_func ("/exchange/same-over-both", test_same_over_both);
  g_test_add_data_func ("/exchange/silence-over-udp", udp, test_silence);
  g_test_add_data_func ("/exchange/silence-over-tcp", tcp, test_silence);
  g_test_add_data_func ("/exchange/nobody-over-udp", udp, test_nobody);
  g_test_add_data_func ("/exchange/nobody-over-tcp", tcp, test_nobody);
  g_test_add_func ("/exchange/cancel", test_cancel);
  g_test_add_func ("/exchange/cancel-silent", test_cancel_silent);
  g_test_add_func ("/exchange/answered-meanwhile", test_answered_meanwhile);
  g_test_add_data_func ("/exchange/other-questions", GUINT_TO_POINTER (TODOKU_DNS_UDP_SIZE),
                        test_other_questions);
  g_test_add_data_func ("/exchange/other-questions-without-edns", NULL, test_other_questions);
  g_test_add_func ("/exchange/no-question", test_no_question);
  g_test_add_func ("/exchange/cut", test_cut);
  g_test_add_func ("/exchange/stream", test_stream);

  return g_test_run ();
}
