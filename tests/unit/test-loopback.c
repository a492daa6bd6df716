// SPDX-License-Identifier: GPL-3.0-or-later

#include "loopback.h"

#include "await.h"
#include "loopback-message.h"
#include "shipped.h"

#include <gio/gio.h>

// A question over TCP, as a client that does not go by the library would ask it.
static void
test_stream (void)
{
  g_autoptr (TodokuDnsZone) zone = shipped_zone_load ();
  g_autoptr (LoopbackServer) server = loopback_server_new_for_zone (zone, NULL);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection =
    g_socket_client_connect_to_host (client, loopback_server_get_address (server), 53, NULL, NULL);
  g_autoptr (GBytes) question =
    todoku_dns_message_new_question ("long.example", TODOKU_DNS_TYPE_TXT, 7, 0);
  guint8 framed[64] = { 0 };
  guint8 reply[8192];
  gsize length = g_bytes_get_size (question);
  gsize n_read = 0;

  g_assert_nonnull (connection);

  GSocket *socket = g_socket_connection_get_socket (connection);

  framed[1] = (guint8) length;
  memcpy (framed + 2, g_bytes_get_data (question, NULL), length);
  g_socket_set_blocking (socket, FALSE);

  // In two parts, as a network may bring them; then the same question twice at once.
  g_assert_cmpint (g_socket_send (socket, (char *) framed, 1, NULL, NULL), ==, 1);
  await_idle ();
  g_socket_send (socket, (char *) framed + 1, length + 1, NULL, NULL);
  g_socket_send (socket, (char *) framed, length + 2, NULL, NULL);

  while (n_read < 2 || n_read < 2 * (2u + ((gsize) reply[0] << 8 | reply[1])))
    {
      gssize n =
        g_socket_receive (socket, (char *) reply + n_read, sizeof reply - n_read, NULL, NULL);

      n_read += n > 0 ? (gsize) n : 0;
      g_main_context_iteration (NULL, FALSE);
    }

  gsize reply_length = (gsize) reply[0] << 8 | reply[1];
  g_autoptr (TodokuDnsAnswer) answer =
    loopback_parse_answer (reply + 2, reply_length, "long.example", TODOKU_DNS_TYPE_TXT, NULL,
                           NULL);

  g_assert_cmpuint (reply_length, >, TODOKU_DNS_UDP_SIZE);
  g_assert_cmpint (todoku_dns_answer_get_status (answer), ==, TODOKU_DNS_STATUS_FOUND);
  g_assert_cmpuint (todoku_dns_answer_get_n_records (answer), ==, 11);
  g_assert_cmpmem (reply, reply_length + 2, reply + reply_length + 2, reply_length + 2);
  g_assert_cmpuint (loopback_server_get_n_questions (server), ==, 2);
}

// The server may go while a connection is open and answers wait for their time.
static void
test_stop (void)
{
  g_autoptr (TodokuDnsZone) zone = shipped_zone_load ();
  LoopbackServer *server = loopback_server_new_for_zone (zone, NULL);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection =
    g_socket_client_connect_to_host (client, loopback_server_get_address (server), 53, NULL, NULL);
  g_autoptr (GBytes) question =
    todoku_dns_message_new_question ("shop.example", TODOKU_DNS_TYPE_TXT, 7, 0);
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  guint8 head[2] = { 0, (guint8) g_bytes_get_size (question) };

  loopback_server_set_delay (server, 10);
  g_output_stream_write_all (output, head, 2, NULL, NULL, NULL);
  g_output_stream_write_all (output, g_bytes_get_data (question, NULL), g_bytes_get_size (question),
                             NULL, NULL, NULL);
  while (loopback_server_get_n_questions (server) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (server);

  gint64 end = g_get_monotonic_time () + 30 * 1000;

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/loopback/stream", test_stream);
  g_test_add_func ("/loopback/stop", test_stop);

  return g_test_run ();
}
