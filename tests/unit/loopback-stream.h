// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LoopbackStream:
 *
 * The server's end of a TCP connection that carries DNS messages, each behind its length (RFC 1035
 * 4.2.2). It lives until the other side closes it. Ref-counted.
 */
typedef struct _LoopbackStream LoopbackStream;

typedef void (*LoopbackStreamMessage) (LoopbackStream *stream,
                                       const guint8 *octets,
                                       gsize length,
                                       gpointer user_data);

/**
 * loopback_stream_start:
 * @connection: a connection
 * @stop: to end it
 * @message: called from the main loop for each message; never again once @stop is cancelled
 * @user_data: for @message
 */
void loopback_stream_start (GSocketConnection *connection,
                            GCancellable *stop,
                            LoopbackStreamMessage message,
                            gpointer user_data);

LoopbackStream *loopback_stream_ref (LoopbackStream *self);
void loopback_stream_unref (LoopbackStream *self);

/** Sends @message without waiting; what the connection does not take at once is lost. */
void loopback_stream_send (LoopbackStream *self, GBytes *message);

G_END_DECLS
