// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/answer.h"

G_BEGIN_DECLS

// DNS messages (RFC 1035 4) as the side that asks sees them.

/** The header's octets; every message has at least these. */
#define TODOKU_DNS_HEADER_LENGTH 12

/** The class of the Internet, the only one Todoku speaks. */
#define TODOKU_DNS_CLASS_IN 1

/** The pseudo-record of EDNS (RFC 6891). */
#define TODOKU_DNS_TYPE_OPT 41

/** Its octets where it holds no options. */
#define TODOKU_DNS_OPT_LENGTH 11

/** The most octets asked for over UDP: what passes every network in one piece. */
#define TODOKU_DNS_UDP_SIZE 1232

// The header's second 16 bits.
#define TODOKU_DNS_FLAG_RESPONSE 0x8000
#define TODOKU_DNS_FLAG_AUTHORITATIVE 0x0400
#define TODOKU_DNS_FLAG_TRUNCATED 0x0200
#define TODOKU_DNS_FLAG_RECURSION_DESIRED 0x0100
#define TODOKU_DNS_FLAG_RECURSION_AVAILABLE 0x0080
#define TODOKU_DNS_FLAG_AUTHENTIC_DATA 0x0020
#define TODOKU_DNS_OPCODE_MASK 0x7800
#define TODOKU_DNS_RCODE_MASK 0x000f

/** The response codes Todoku tells apart (RFC 1035 4.1.1). */
typedef enum
{
  TODOKU_DNS_RCODE_NO_ERROR = 0,
  TODOKU_DNS_RCODE_FORMAT_ERROR = 1,
  TODOKU_DNS_RCODE_SERVER_FAILURE = 2,
  TODOKU_DNS_RCODE_NX_DOMAIN = 3,
  TODOKU_DNS_RCODE_REFUSED = 5,
} TodokuDnsRcode;

/**
 * todoku_dns_write_opt:
 * @message: the message to add to
 * @udp_size: the octets that may be sent over UDP
 *
 * Adds the pseudo-record of EDNS; it is for the last section.
 */
void todoku_dns_write_opt (GByteArray *message, guint16 udp_size);

/**
 * todoku_dns_message_new_question:
 * @name: a domain name
 * @type: a record type
 * @id: the number that the answer will repeat
 * @udp_size: the octets an answer over UDP may have, said with EDNS; 0 for a question without EDNS
 *
 * Asks the server to find the answer wherever it is, and to say whether it was checked with DNSSEC
 * (RFC 6840 5.7).
 *
 * Returns: (transfer full) (nullable): the message, or %NULL where @name cannot be asked for
 */
GBytes *todoku_dns_message_new_question (const char *name,
                                         TodokuDnsType type,
                                         guint16 id,
                                         guint16 udp_size) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_dns_message_new_direct_question:
 *
 * As todoku_dns_message_new_question(), for what the server knows itself: without recursion.
 */
GBytes *todoku_dns_message_new_direct_question (const char *name,
                                                TodokuDnsType type,
                                                guint16 id,
                                                guint16 udp_size) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_dns_message_is_format_error:
 * @octets: (array length=length): what came from a server
 * @length: its octets
 *
 * Returns: whether the server says that it does not understand the question: an old one does so
 *   where it meets EDNS (RFC 6891 7)
 */
gboolean todoku_dns_message_is_format_error (const guint8 *octets, gsize length);

/**
 * todoku_dns_message_is_truncated:
 * @octets: (array length=length): what came from a server
 * @length: its octets
 *
 * Returns: whether the server says that it had more to say than goes over UDP
 */
gboolean todoku_dns_message_is_truncated (const guint8 *octets, gsize length);

/**
 * todoku_dns_message_parse_answer:
 * @octets: (array length=length): what came from a server
 * @length: its octets
 * @name: the name that was asked for
 * @type: the type that was asked for
 * @server: (nullable): who answered
 * @alias: (out) (optional) (nullable) (transfer full): where aliases lead to a name of which the
 *   answer says nothing: that name, to be asked for next; otherwise %NULL
 *
 * Follows the aliases in the message. What contradicts itself, or answers another question, is
 * malformed. A server that only points to other servers (a referral) has not done its work: it is
 * a server failure, not "no data" (RFC 2308 2.2.1); where it points to is in the answer's detail.
 *
 * Returns: (transfer full): the answer; with an @alias its status is "no data"
 */
TodokuDnsAnswer *todoku_dns_message_parse_answer (const guint8 *octets,
                                                  gsize length,
                                                  const char *name,
                                                  TodokuDnsType type,
                                                  const char *server,
                                                  char **alias) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
