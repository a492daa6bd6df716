// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TodokuDnsPracticeStream:
 *
 * The server's end of a TCP connection that carries DNS messages, each behind its length (RFC 1035
 * 4.2.2). It lives until the other side closes it. Ref-counted.
 */
typedef struct _TodokuDnsPracticeStream TodokuDnsPracticeStream;

typedef void (*TodokuDnsPracticeStreamMessage) (TodokuDnsPracticeStream *stream,
                                                const guint8 *octets,
                                                gsize length,
                                                gpointer user_data);

/**
 * todoku_dns_practice_stream_start:
 * @connection: a connection
 * @stop: to end it
 * @message: called from the main loop for each message; never again once @stop is cancelled
 * @user_data: for @message
 */
void todoku_dns_practice_stream_start (GSocketConnection *connection,
                                       GCancellable *stop,
                                       TodokuDnsPracticeStreamMessage message,
                                       gpointer user_data);

TodokuDnsPracticeStream *todoku_dns_practice_stream_ref (TodokuDnsPracticeStream *self);
void todoku_dns_practice_stream_unref (TodokuDnsPracticeStream *self);

/** Sends @message without waiting; what the connection does not take at once is lost. */
void todoku_dns_practice_stream_send (TodokuDnsPracticeStream *self, GBytes *message);

G_END_DECLS
