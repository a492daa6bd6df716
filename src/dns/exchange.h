// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/channel.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * todoku_dns_exchange_async:
 * @server: the server, as 192.0.2.53:53 or [2001:db8::53]:53
 * @transport: what carries the messages
 * @timeout_ms: how long to wait for an answer, in ms
 * @question: a DNS message
 * @cancellable: (nullable): a cancellable
 * @callback: called with the result
 * @user_data: for @callback
 *
 * Takes one message to a server and brings what it answers (RFC 1035 4.2), on a socket of its own,
 * without c-ares: newer releases refuse names that are no host names, which SPF may well ask for,
 * and some say nothing of an answer that they cannot read.
 */
void todoku_dns_exchange_async (const char *server,
                                TodokuDnsTransport transport,
                                guint timeout_ms,
                                GBytes *question,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

/**
 * todoku_dns_exchange_finish:
 * @result: what the callback was given
 * @error: (nullable): %G_IO_ERROR_TIMED_OUT where nothing came in time, %G_IO_ERROR_INVALID_DATA
 *   where a connection ended within the answer, or why the server could not be reached
 *
 * Returns: (transfer full) (nullable): the answer, which has the id of the question
 */
GBytes *todoku_dns_exchange_finish (GAsyncResult *result, GError **error);

G_END_DECLS
