// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/message.h"

G_BEGIN_DECLS

// DNS messages as a server sees them: see loopback.h.

/**
 * LoopbackRequest:
 * @name: the name asked for
 * @type: the type asked for; any number
 * @udp_size: the octets an answer over UDP may have
 * @octets: the header and the question, as they came
 * @has_edns: whether the question came with EDNS
 *
 * A question as it came from a client.
 */
typedef struct
{
  char *name;
  guint16 type;
  guint16 udp_size;
  GByteArray *octets;
  gboolean has_edns;
} LoopbackRequest;

/**
 * loopback_request_parse:
 * @octets: (array length=length): what came from a client
 * @length: its octets
 *
 * Returns: (transfer full) (nullable): the request, or %NULL where it is no single question in the
 *   class of the Internet
 */
LoopbackRequest *loopback_request_parse (const guint8 *octets,
                                         gsize length) G_GNUC_WARN_UNUSED_RESULT;
void loopback_request_free (LoopbackRequest *request);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LoopbackRequest, loopback_request_free)

/**
 * loopback_request_answer:
 * @request: a request
 * @rcode: how it ended
 * @entries: (nullable) (element-type TodokuDnsEntry): the records of the answer, aliases before
 *   what they lead to
 * @size_max: the octets the answer may have; where it has more it goes without records, and says
 *   that it was cut, so that the client asks again over TCP
 *
 * Returns: (transfer full): the answer
 */
GBytes *loopback_request_answer (const LoopbackRequest *request,
                                 TodokuDnsRcode rcode,
                                 GPtrArray *entries,
                                 gsize size_max) G_GNUC_WARN_UNUSED_RESULT;

/**
 * loopback_request_answer_garbage:
 * @request: a request
 *
 * Returns: (transfer full): an answer to @request that is none: it says that it has a record where
 *   there is only a name without an end
 */
GBytes *loopback_request_answer_garbage (const LoopbackRequest *request) G_GNUC_WARN_UNUSED_RESULT;

/**
 * loopback_entry_new:
 * @owner: whose record it is
 * @record: (transfer none): the record, which is copied
 *
 * Returns: (transfer full): the entry, to be written
 */
TodokuDnsEntry *loopback_entry_new (const char *owner,
                                    const TodokuDnsRecord *record) G_GNUC_WARN_UNUSED_RESULT;

/**
 * loopback_write_entry:
 * @message: the message to add to
 * @owner: whose record it is
 * @record: the record
 *
 * Returns: whether the record could be written; otherwise @message is as it was
 */
gboolean loopback_write_entry (GByteArray *message,
                               const char *owner,
                               const TodokuDnsRecord *record);

/** Returns: (transfer full): what @octets say to the question; todoku_dns_message_take_result(). */
TodokuDnsAnswer *loopback_parse_answer (const guint8 *octets,
                                        gsize length,
                                        const char *name,
                                        TodokuDnsType type,
                                        const char *server,
                                        char **alias) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
