// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/message.h"

G_BEGIN_DECLS

/**
 * TodokuDnsChannel:
 *
 * The way to one server: takes messages there and brings what comes back. Does nothing about what
 * the messages say, not even where an answer was cut.
 */
typedef struct _TodokuDnsChannel TodokuDnsChannel;

/** What carries the messages. */
typedef enum
{
  TODOKU_DNS_TRANSPORT_UDP,
  TODOKU_DNS_TRANSPORT_TCP,
} TodokuDnsTransport;

/**
 * TodokuDnsChannelReply:
 * @status: %TODOKU_DNS_STATUS_FOUND where something came back; otherwise timed out, malformed or
 *   unreachable
 * @message: (nullable): what came back
 * @user_data: the data given to todoku_dns_channel_send()
 */
typedef void (*TodokuDnsChannelReply) (TodokuDnsStatus status,
                                       TodokuDnsMessage *message,
                                       gpointer user_data);

/**
 * todoku_dns_channel_new:
 * @server: the server, as 192.0.2.53:53 or [2001:db8::53]:53
 * @transport: what carries the messages
 * @timeout_ms: how long to wait for an answer, in ms
 * @context: (nullable): the main context to live on
 *
 * Returns: (transfer full): a channel; where there is no way to such a server, one that says of
 *   each question that it is unreachable
 */
TodokuDnsChannel *todoku_dns_channel_new (const char *server,
                                          TodokuDnsTransport transport,
                                          guint timeout_ms,
                                          GMainContext *context) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_dns_channel_close:
 * @self: (transfer full): a channel
 *
 * Gives up whatever is under way, without a reply, and frees the channel. May be called from
 * within a reply.
 */
void todoku_dns_channel_close (TodokuDnsChannel *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuDnsChannel, todoku_dns_channel_close)

/**
 * todoku_dns_channel_send:
 * @self: a channel
 * @question: a DNS message; its id is chosen anew where the library does that
 * @reply: called once from the main loop, never from within this call, unless the channel is
 *   closed before
 * @user_data: for @reply
 * @user_data_free: called for @user_data in any case, after @reply
 *
 * Sends a question, once: there is no second try.
 */
void todoku_dns_channel_send (TodokuDnsChannel *self,
                              GBytes *question,
                              TodokuDnsChannelReply reply,
                              gpointer user_data,
                              GDestroyNotify user_data_free);

G_END_DECLS
