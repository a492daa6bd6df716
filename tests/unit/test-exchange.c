// SPDX-License-Identifier: GPL-3.0-or-later

#include "await.h"
#include "dns/exchange.h"
#include "dns/message.h"
#include "loopback-message.h"
#include "loopback.h"

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

static GBytes *
question_new (const char *name)
{
  return todoku_dns_message_new_question (name, TODOKU_DNS_TYPE_A, 7208, TODOKU_DNS_UDP_SIZE);
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

int
main (int argc, char *argv[])
{
  gpointer udp = GINT_TO_POINTER (TODOKU_DNS_TRANSPORT_UDP);
  gpointer tcp = GINT_TO_POINTER (TODOKU_DNS_TRANSPORT_TCP);

  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/exchange/found-over-udp", udp, test_found);
  g_test_add_data_func ("/exchange/found-over-tcp", tcp, test_found);
  g_test_add_data_func ("/exchange/silence-over-udp", udp, test_silence);
  g_test_add_data_func ("/exchange/silence-over-tcp", tcp, test_silence);
  g_test_add_data_func ("/exchange/nobody-over-udp", udp, test_nobody);
  g_test_add_data_func ("/exchange/nobody-over-tcp", tcp, test_nobody);
  g_test_add_func ("/exchange/cancel", test_cancel);

  return g_test_run ();
}
