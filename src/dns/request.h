// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/message.h"

G_BEGIN_DECLS

// DNS messages as a server sees them: see dns/practice.h.

/**
 * TodokuDnsRequest:
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
} TodokuDnsRequest;

/**
 * todoku_dns_request_parse:
 * @octets: (array length=length): what came from a client
 * @length: its octets
 *
 * Returns: (transfer full) (nullable): the request, or %NULL where it is no single question in the
 *   class of the Internet
 */
TodokuDnsRequest *todoku_dns_request_parse (const guint8 *octets,
                                            gsize length) G_GNUC_WARN_UNUSED_RESULT;
void todoku_dns_request_free (TodokuDnsRequest *request);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuDnsRequest, todoku_dns_request_free)

/**
 * todoku_dns_request_answer:
 * @request: a request
 * @rcode: how it ended
 * @entries: (nullable) (element-type TodokuDnsEntry): the records of the answer, aliases before
 *   what they lead to
 * @size_max: the octets the answer may have; where it has more it goes without records, and says
 *   that it was cut, so that the client asks again over TCP
 *
 * Returns: (transfer full): the answer
 */
GBytes *todoku_dns_request_answer (const TodokuDnsRequest *request,
                                   TodokuDnsRcode rcode,
                                   GPtrArray *entries,
                                   gsize size_max) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_dns_request_answer_garbage:
 * @request: a request
 *
 * Returns: (transfer full): an answer to @request that is none: it says that it has a record where
 *   there is only a name without an end
 */
GBytes *todoku_dns_request_answer_garbage (const TodokuDnsRequest *request)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
