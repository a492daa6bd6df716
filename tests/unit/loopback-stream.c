// SPDX-License-Identifier: GPL-3.0-or-later

#include "loopback-stream.h"

#include "dns/wire.h"

struct _LoopbackStream
{
  GSocketConnection *connection;
  GCancellable *stop;
  LoopbackStreamMessage message;
  gpointer user_data;
  guint8 length[2];
  guint8 octets[G_MAXUINT16];
};

static void
stream_clear (gpointer data)
{
  LoopbackStream *self = data;

  g_clear_object (&self->connection);
  g_clear_object (&self->stop);
}

LoopbackStream *
loopback_stream_ref (LoopbackStream *self)
{
  return g_rc_box_acquire (self);
}

void
loopback_stream_unref (LoopbackStream *self)
{
  g_rc_box_release_full (self, stream_clear);
}

static void read_length (LoopbackStream *self);

static gsize
finish_reading (GObject *source, GAsyncResult *result)
{
  gsize n_read = 0;

  if (!g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &n_read, NULL))
    return 0;

  return n_read;
}

static gsize
stream_get_length (LoopbackStream *self)
{
  return (gsize) self->length[0] << 8 | self->length[1];
}

static void
octets_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LoopbackStream *self = user_data;
  gsize length = stream_get_length (self);

  if (finish_reading (source, result) == length)
    {
      self->message (self, self->octets, length, self->user_data);
      read_length (self);
    }
  loopback_stream_unref (self);
}

static void
length_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LoopbackStream *self = user_data;

  if (finish_reading (source, result) == sizeof self->length && stream_get_length (self) > 0)
    g_input_stream_read_all_async (G_INPUT_STREAM (source), self->octets, stream_get_length (self),
                                   G_PRIORITY_DEFAULT, self->stop, octets_read_cb,
                                   g_rc_box_acquire (self));
  loopback_stream_unref (self);
}

static void
read_length (LoopbackStream *self)
{
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (self->connection));

  g_input_stream_read_all_async (input, self->length, sizeof self->length, G_PRIORITY_DEFAULT,
                                 self->stop, length_read_cb, g_rc_box_acquire (self));
}

void
loopback_stream_start (GSocketConnection *connection,
                       GCancellable *stop,
                       LoopbackStreamMessage message,
                       gpointer user_data)
{
  LoopbackStream *self = g_rc_box_new0 (LoopbackStream);

  self->connection = g_object_ref (connection);
  self->stop = g_object_ref (stop);
  self->message = message;
  self->user_data = user_data;
  read_length (self);
  loopback_stream_unref (self);
}

void
loopback_stream_send (LoopbackStream *self, GBytes *message)
{
  g_autoptr (GByteArray) framed = g_byte_array_new ();
  GSocket *socket = g_socket_connection_get_socket (self->connection);
  gsize length;
  const guint8 *octets = g_bytes_get_data (message, &length);

  todoku_dns_write_u16 (framed, (guint16) length);
  g_byte_array_append (framed, octets, (guint) length);
  g_socket_send_with_blocking (socket, (const char *) framed->data, framed->len, FALSE, NULL, NULL);
}
