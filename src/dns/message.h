// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/answer.h"
#include "dns/wire.h"

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
 * TodokuDnsEntry:
 * @owner: whose record it is
 * @type: its type, one of #TodokuDnsType or any other number
 * @ttl: seconds it may be kept; raw for the pseudo-record of EDNS
 * @record: (nullable): the record, where its type and class are known and it was wanted
 *
 * A resource record as it stands in a message (RFC 1035 4.1.3).
 */
typedef struct
{
  char *owner;
  guint16 type;
  guint32 ttl;
  TodokuDnsRecord *record;
} TodokuDnsEntry;

void todoku_dns_entry_free (TodokuDnsEntry *entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuDnsEntry, todoku_dns_entry_free)

/** Returns: (transfer full) (element-type TodokuDnsEntry): an empty array that frees its entries.
 */
GPtrArray *todoku_dns_entry_array_new (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_dns_entry_read:
 * @reader: a reader that stands before a record
 * @with_record: whether to read what the record says, too
 *
 * Returns: (transfer full) (nullable): the entry, or %NULL where none can be read
 */
TodokuDnsEntry *todoku_dns_entry_read (TodokuDnsReader *reader,
                                       gboolean with_record) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_dns_record_read:
 * @type: a record type
 * @ttl: seconds it may be kept
 * @octets: (array length=length): what the record says, as it stands in a message, without pointers
 *   into the rest of it
 * @length: its octets
 *
 * Returns: (transfer full) (nullable): the record, or %NULL where it is none, or of a type that
 *   Todoku does not ask for
 */
TodokuDnsRecord *todoku_dns_record_read (guint type,
                                         guint32 ttl,
                                         const guint8 *octets,
                                         gsize length) G_GNUC_WARN_UNUSED_RESULT;

/** The sections that hold records, in their order (RFC 1035 4.1). */
typedef enum
{
  TODOKU_DNS_SECTION_ANSWER,
  TODOKU_DNS_SECTION_AUTHORITY,
  TODOKU_DNS_SECTION_ADDITIONAL,
  TODOKU_DNS_N_SECTIONS,
} TodokuDnsSection;

/**
 * TodokuDnsMessage:
 * @flags: the header's second 16 bits
 * @is_whole: whether all of it could be read; else only @flags are good for anything
 * @rcode: the response code with the upper bits of EDNS
 * @name: (nullable): the name that the question is for; %NULL where there is no question
 * @type: the type that it is for
 * @answers: (element-type TodokuDnsEntry): the answer section
 * @authority_zone: (nullable): whose SOA record stands in the authority section
 * @negative_ttl: seconds for which "there is none" may be kept, or %TODOKU_DNS_TTL_UNKNOWN
 * @delegation: (element-type TodokuDnsEntry): the NS records in the authority section, and the
 *   addresses beside them
 *
 * What came from a server.
 */
typedef struct
{
  guint16 flags;
  gboolean is_whole;
  guint rcode;
  char *name;
  guint16 type;
  GPtrArray *answers;
  char *authority_zone;
  guint32 negative_ttl;
  GPtrArray *delegation;
} TodokuDnsMessage;

/** Returns: (transfer full): a message without anything but @flags. */
TodokuDnsMessage *todoku_dns_message_new (guint16 flags) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): what stands in @octets, which may be anything. */
TodokuDnsMessage *todoku_dns_message_parse (const guint8 *octets,
                                            gsize length) G_GNUC_WARN_UNUSED_RESULT;
void todoku_dns_message_free (TodokuDnsMessage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuDnsMessage, todoku_dns_message_free)

/**
 * todoku_dns_message_take_entry:
 * @self: a message that is being read
 * @section: where @entry stands; sections come in their order
 * @entry: (transfer full): a record
 */
void todoku_dns_message_take_entry (TodokuDnsMessage *self,
                                    TodokuDnsSection section,
                                    TodokuDnsEntry *entry);

/**
 * todoku_dns_message_take_result:
 * @self: a message, which gives up its records
 * @name: the name that was asked for
 * @type: the type that was asked for
 * @server: (nullable): who answered
 * @alias: (out) (nullable) (transfer full): where aliases lead to a name of which the answer says
 *   nothing: that name, to be asked for next; otherwise %NULL
 *
 * Follows the aliases in the message. What contradicts itself, or answers another question, is
 * malformed. A server that only points to other servers (a referral) has not done its work: it is
 * a server failure, not "no data" (RFC 2308 2.2.1); where it points to is in the answer's detail.
 *
 * Returns: (transfer full): the answer; with an @alias its status is "no data"
 */
TodokuDnsAnswer *todoku_dns_message_take_result (TodokuDnsMessage *self,
                                                 const char *name,
                                                 TodokuDnsType type,
                                                 const char *server,
                                                 char **alias) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
