// SPDX-License-Identifier: GPL-3.0-or-later

#include "dns/exchange.h"

#include "dns/message.h"

#include <string.h>

// The longest message there can be, with its length before it (RFC 1035 4.2.2).
#define MESSAGE_MAX (2 + G_MAXUINT16)
#define ID_LENGTH 2

typedef struct
{
  TodokuDnsTransport transport;
  GBytes *question;
  GBytes *sent;         // the same, as it goes over the wire
  GByteArray *received; // over TCP: all until now
  GSocketConnection *connection;
  GCancellable *giving_up; // when time is over, or with the caller's own
  gulong cancelled_id;
  GSource *timer;
  gboolean timed_out;
} Exchange;

static void
exchange_free (gpointer data)
{
  Exchange *exchange = data;

  g_source_unref (exchange->timer);
  g_bytes_unref (exchange->question);
  g_bytes_unref (exchange->sent);
  g_byte_array_unref (exchange->received);
  g_clear_object (&exchange->connection);
  g_object_unref (exchange->giving_up);
  g_free (exchange);
}

static void
exchange_return (GTask *task, GBytes *answer, GError *error)
{
  Exchange *exchange = g_task_get_task_data (task);

  g_cancellable_disconnect (g_task_get_cancellable (task), exchange->cancelled_id);
  g_source_destroy (exchange->timer);
  if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify) g_bytes_unref);
  else if (exchange->timed_out)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "no answer in time");
  else
    g_task_return_error (task, g_steal_pointer (&error));
  g_clear_error (&error);
  g_object_unref (task);
}

// Whether a message that can be read to there asks something else than @question, be it written in
// capitals. One without a question is the answer of a server that could not read ours.
static gboolean
asks_otherwise (const guint8 *data, gsize length, GBytes *question)
{
  gsize question_length;
  const guint8 *own = g_bytes_get_data (question, &question_length);
  gsize end = TODOKU_DNS_HEADER_LENGTH;

  if (length < TODOKU_DNS_HEADER_LENGTH || (data[4] == 0 && data[5] == 0))
    return FALSE;
  while (end < question_length && own[end] != 0)
    end += own[end] + 1u;
  end += 1 + 4; // the root, type and class

  if (end > question_length || end > length)
    return FALSE;

  for (gsize i = TODOKU_DNS_HEADER_LENGTH; i < end; i++)
    if (g_ascii_tolower ((char) data[i]) != g_ascii_tolower ((char) own[i]))
      return TRUE;

  return FALSE;
}

// Another id is that of an answer to somebody else, and so is another question (RFC 5452 9.1).
static GBytes *
take_message (Exchange *exchange, GBytes *octets)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (octets, &length);
  gboolean is_ours = length >= ID_LENGTH
                     && memcmp (data, g_bytes_get_data (exchange->question, NULL), ID_LENGTH) == 0
                     && !asks_otherwise (data, length, exchange->question);

  return is_ours ? g_bytes_ref (octets) : NULL;
}

static GBytes *
take_part (Exchange *exchange, GBytes *octets)
{
  GByteArray *all = exchange->received;
  gsize length;
  const guint8 *data = g_bytes_get_data (octets, &length);

  g_byte_array_append (all, data, (guint) length);
  if (all->len < 2 || all->len - 2 < ((guint) all->data[0] << 8 | all->data[1]))
    return NULL;

  g_autoptr (GBytes) message =
    g_bytes_new (all->data + 2, (gsize) all->data[0] << 8 | all->data[1]);

  return take_message (exchange, message);
}

static void receive (GTask *task);

static void
received_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  gboolean is_tcp = exchange->transport == TODOKU_DNS_TRANSPORT_TCP;
  GError *error = NULL;
  g_autoptr (GBytes) octets =
    g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  GBytes *answer = NULL;

  if (octets != NULL)
    answer = is_tcp ? take_part (exchange, octets) : take_message (exchange, octets);
  if (octets != NULL && answer == NULL && is_tcp
      && (g_bytes_get_size (octets) == 0 || exchange->received->len >= MESSAGE_MAX))
    error = g_error_new (G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "the answer is not whole");

  if (answer != NULL || error != NULL)
    exchange_return (task, answer, error);
  else
    receive (task);
}

static void
receive (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (exchange->connection));

  g_input_stream_read_bytes_async (input, MESSAGE_MAX, G_PRIORITY_DEFAULT, exchange->giving_up,
                                   received_cb, task);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    receive (user_data);
  else
    exchange_return (user_data, NULL, error);
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  GError *error = NULL;

  exchange->connection = g_socket_client_connect_finish (G_SOCKET_CLIENT (source), result, &error);
  if (exchange->connection == NULL)
    {
      exchange_return (task, NULL, error);
      return;
    }

  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (exchange->connection));
  gsize length;
  const void *octets = g_bytes_get_data (exchange->sent, &length);

  g_output_stream_write_all_async (output, octets, length, G_PRIORITY_DEFAULT, exchange->giving_up,
                                   sent_cb, task);
}

static gboolean
timer_cb (gpointer user_data)
{
  Exchange *exchange = user_data;

  exchange->timed_out = TRUE;
  g_cancellable_cancel (exchange->giving_up);

  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (GCancellable *cancellable G_GNUC_UNUSED, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

// Over TCP the length of the message stands before it.
static GBytes *
frame (TodokuDnsTransport transport, GBytes *question)
{
  gsize length;
  const guint8 *octets = g_bytes_get_data (question, &length);
  GByteArray *framed = g_byte_array_new ();
  guint8 head[] = { (guint8) (length >> 8), (guint8) length };

  if (transport == TODOKU_DNS_TRANSPORT_TCP)
    g_byte_array_append (framed, head, sizeof head);
  g_byte_array_append (framed, octets, (guint) length);

  return g_byte_array_free_to_bytes (framed);
}

static Exchange *
exchange_new (TodokuDnsTransport transport, guint timeout_ms, GBytes *question)
{
  Exchange *exchange = g_new0 (Exchange, 1);

  exchange->transport = transport;
  exchange->sent = frame (transport, question);
  exchange->question = g_bytes_ref (question);
  exchange->received = g_byte_array_new ();
  exchange->giving_up = g_cancellable_new ();
  exchange->timer = g_timeout_source_new (timeout_ms);
  // As with c-ares: what has come is read before time is called.
  g_source_set_priority (exchange->timer, G_PRIORITY_DEFAULT + 1);
  g_source_set_callback (exchange->timer, timer_cb, exchange, NULL);

  return exchange;
}

static GSocketClient *
client_new (TodokuDnsTransport transport)
{
  gboolean is_tcp = transport == TODOKU_DNS_TRANSPORT_TCP;

  return g_object_new (G_TYPE_SOCKET_CLIENT, "enable-proxy", FALSE, "type",
                       is_tcp ? G_SOCKET_TYPE_STREAM : G_SOCKET_TYPE_DATAGRAM, "protocol",
                       is_tcp ? G_SOCKET_PROTOCOL_TCP : G_SOCKET_PROTOCOL_UDP, NULL);
}

void
todoku_dns_exchange_async (const char *server,
                           TodokuDnsTransport transport,
                           guint timeout_ms,
                           GBytes *question,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GSocketClient) client = client_new (transport);
  GError *error = NULL;
  g_autoptr (GSocketConnectable) address = g_network_address_parse (server, 53, &error);

  g_return_if_fail (g_bytes_get_size (question) >= ID_LENGTH);

  Exchange *exchange = exchange_new (transport, timeout_ms, question);

  g_task_set_source_tag (task, todoku_dns_exchange_async);
  g_task_set_task_data (task, exchange, exchange_free);
  g_source_attach (exchange->timer, g_task_get_context (task));
  if (cancellable != NULL)
    exchange->cancelled_id =
      g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), exchange->giving_up, NULL);
  if (address != NULL)
    g_socket_client_connect_async (client, address, exchange->giving_up, connected_cb, task);
  else
    exchange_return (task, NULL, error);
}

GBytes *
todoku_dns_exchange_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
