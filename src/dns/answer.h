// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/list.h"
#include "dns/address.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * TodokuDnsType:
 *
 * The record types Todoku asks for, by their numbers in the protocol.
 */
typedef enum
{
  TODOKU_DNS_TYPE_A = 1,
  TODOKU_DNS_TYPE_NS = 2,
  TODOKU_DNS_TYPE_CNAME = 5,
  TODOKU_DNS_TYPE_SOA = 6,
  TODOKU_DNS_TYPE_PTR = 12,
  TODOKU_DNS_TYPE_MX = 15,
  TODOKU_DNS_TYPE_TXT = 16,
  TODOKU_DNS_TYPE_AAAA = 28,
  TODOKU_DNS_TYPE_SPF = 99,
} TodokuDnsType;

/**
 * TodokuDnsStatus:
 * @TODOKU_DNS_STATUS_FOUND: there are records
 * @TODOKU_DNS_STATUS_NO_DATA: the name exists, without a record of this type
 * @TODOKU_DNS_STATUS_NX_DOMAIN: the name does not exist
 * @TODOKU_DNS_STATUS_SERVER_FAILURE: the server answered SERVFAIL, or another code that says it
 *   could not do its work
 * @TODOKU_DNS_STATUS_REFUSED: the server answered REFUSED
 * @TODOKU_DNS_STATUS_TIMED_OUT: the server said nothing
 * @TODOKU_DNS_STATUS_MALFORMED: the server said something that is no DNS answer
 * @TODOKU_DNS_STATUS_UNREACHABLE: nothing could be sent: no network, no route, no server there
 *
 * How a question ended. The last five are failures: they say nothing about the record.
 */
typedef enum
{
  TODOKU_DNS_STATUS_FOUND,
  TODOKU_DNS_STATUS_NO_DATA,
  TODOKU_DNS_STATUS_NX_DOMAIN,
  TODOKU_DNS_STATUS_SERVER_FAILURE,
  TODOKU_DNS_STATUS_REFUSED,
  TODOKU_DNS_STATUS_TIMED_OUT,
  TODOKU_DNS_STATUS_MALFORMED,
  TODOKU_DNS_STATUS_UNREACHABLE,
} TodokuDnsStatus;

/** How many aliases (CNAME) in a row are followed; a longer chain is a failure. */
#define TODOKU_DNS_ALIASES_MAX 16

/**
 * TodokuDnsRecord:
 * @type: the type of the record
 * @ttl: seconds it may be kept
 * @name: (nullable): NS, CNAME, PTR: the target; MX: the exchange; SOA: the primary server.
 *   Normalized; escapes as RFC 4343 (2.1) writes them, for octets that are no printable ASCII
 * @preference: MX only
 * @serial: SOA only
 * @minimum: SOA only: seconds for which "there is none" may be kept, at most (RFC 2308 4)
 * @address: A and AAAA only
 * @text: (nullable): TXT and SPF only: all pieces joined, any octets, not ended by NUL; read it
 *   with todoku_dns_record_get_text()
 * @piece_lengths: (nullable) (element-type guint8): TXT and SPF only: the octets of each piece
 *
 * One record of an answer. Read only.
 */
typedef struct
{
  TodokuDnsType type;
  guint32 ttl;
  char *name;
  guint16 preference;
  guint32 serial;
  guint32 minimum;
  TodokuDnsAddress address;
  GBytes *text;
  GByteArray *piece_lengths;
} TodokuDnsRecord;

TodokuDnsRecord *todoku_dns_record_new (TodokuDnsType type, guint32 ttl) G_GNUC_WARN_UNUSED_RESULT;
void todoku_dns_record_free (TodokuDnsRecord *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuDnsRecord, todoku_dns_record_free)

/**
 * todoku_dns_record_add_piece:
 * @record: a TXT record that is being built
 * @octets: (array length=length): the piece
 * @length: its octets, at most 255
 *
 * Adds a character-string (RFC 1035 3.3) to the record.
 */
void todoku_dns_record_add_piece (TodokuDnsRecord *record, const char *octets, gsize length);

/**
 * todoku_dns_record_get_text:
 * @record: a record
 * @length: (out): the octets of its text
 *
 * An empty text is as lawful as any (RFC 1035 3.3.14), and panels leave one behind. The octets of
 * an empty GBytes are %NULL; those of a text never are.
 *
 * Returns: (transfer none) (array length=length): the text, not ended by NUL; "" where it is empty
 *   or there is none
 */
const char *todoku_dns_record_get_text (const TodokuDnsRecord *record, gsize *length);

/**
 * todoku_dns_record_dup_text:
 *
 * Returns: (transfer full): the text of a record as UTF-8, what is none as U+FFFD; "" where it is
 *   empty or there is none
 */
char *todoku_dns_record_dup_text (const TodokuDnsRecord *record) G_GNUC_WARN_UNUSED_RESULT;

/**
 * TodokuDnsAnswer:
 *
 * What came of one question: a status, the server it came from and, where the status is
 * %TODOKU_DNS_STATUS_FOUND, at least one record of the asked type. Aliases have been followed:
 * the records are those at the end of the chain. Ref-counted; nothing changes it once made.
 */
typedef struct _TodokuDnsAnswer TodokuDnsAnswer;

#define TODOKU_TYPE_DNS_ANSWER (todoku_dns_answer_get_type ())
GType todoku_dns_answer_get_type (void) G_GNUC_CONST;

/**
 * todoku_dns_answer_new:
 * @status: how the question ended
 * @server: (nullable): who answered, or was asked and failed, as 192.0.2.53:53 or
 *   [2001:db8::53]:53; several, parted by ", ", where all of them failed
 * @records: (nullable) (transfer full) (element-type TodokuDnsRecord): the records; none unless
 *   @status is found
 *
 * Returns: (transfer full): a new answer
 */
TodokuDnsAnswer *todoku_dns_answer_new (TodokuDnsStatus status,
                                        const char *server,
                                        GPtrArray *records) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_dns_answer_copy:
 * @self: an answer
 * @server: who the copy says has answered
 *
 * Returns: (transfer full): a new answer with the same status and records; without a detail
 */
TodokuDnsAnswer *todoku_dns_answer_copy (TodokuDnsAnswer *self,
                                         const char *server) G_GNUC_WARN_UNUSED_RESULT;
TodokuDnsAnswer *todoku_dns_answer_ref (TodokuDnsAnswer *self);
void todoku_dns_answer_unref (TodokuDnsAnswer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuDnsAnswer, todoku_dns_answer_unref)

TodokuDnsStatus todoku_dns_answer_get_status (TodokuDnsAnswer *self);

/** Returns: (transfer none) (nullable): see todoku_dns_answer_new(). */
const char *todoku_dns_answer_get_server (TodokuDnsAnswer *self);

/** The value of a #TodokuDnsDetail's negative_ttl where the server does not say. */
#define TODOKU_DNS_TTL_UNKNOWN G_MAXUINT32

/**
 * TodokuDnsDetail:
 * @is_authoritative: whether the server says that the zone is its own (AA, RFC 1035 4.1.1)
 * @negative_ttl: seconds for which "there is none" may be kept (RFC 2308 5), or
 *   %TODOKU_DNS_TTL_UNKNOWN
 * @alias: (nullable): where the name is an alias of one that the server says nothing about, and
 *   it was asked directly: that name
 * @delegation: (nullable) (element-type TodokuDnsEntry): where the server only points to those
 *   that may know: their NS records, and the addresses (glue) it gives for them
 * @rtt_ms: how long the answer took, in ms
 * @received: when it came, by g_get_monotonic_time(); 0 where it did not come over a network
 * @lacks_route: where nothing could be sent, and the server was asked directly: whether this
 *   computer has no way to such an address at all
 *
 * What is known about how an answer came, and of what stands beside it.
 */
typedef struct
{
  gboolean is_authoritative;
  guint32 negative_ttl;
  char *alias;
  GPtrArray *delegation;
  guint rtt_ms;
  gint64 received;
  gboolean lacks_route;
} TodokuDnsDetail;

/**
 * todoku_dns_answer_set_detail:
 * @self: an answer that nobody else has seen yet
 * @detail: how it came; what it points to is taken
 */
void todoku_dns_answer_set_detail (TodokuDnsAnswer *self, const TodokuDnsDetail *detail);

/** Says when an answer came, and how long it took; as todoku_dns_answer_set_detail(). */
void todoku_dns_answer_set_times (TodokuDnsAnswer *self, guint rtt_ms, gint64 received);

/** Returns: (transfer none): how the answer came. */
const TodokuDnsDetail *todoku_dns_answer_get_detail (TodokuDnsAnswer *self);

/**
 * todoku_dns_answer_set_authenticated:
 * @self: an answer that nobody else has yet
 * @authenticated: whether the server says that it has checked all of it with DNSSEC (RFC 4035
 *   3.2.3)
 */
void todoku_dns_answer_set_authenticated (TodokuDnsAnswer *self, gboolean authenticated);

/**
 * todoku_dns_answer_is_authenticated:
 *
 * Returns: see todoku_dns_answer_set_authenticated(). %FALSE says little: many servers check
 * nothing
 */
gboolean todoku_dns_answer_is_authenticated (TodokuDnsAnswer *self);

/** Returns: (transfer none) (nullable) (element-type TodokuDnsRecord): the records of @self
 * (nullable), in the order of the packet. */
GPtrArray *todoku_dns_answer_get_records (TodokuDnsAnswer *self);

/** Stands in the place of `for`: @record is one record of @answer (nullable) after the other. */
#define todoku_dns_answer_foreach(answer, record)                                                  \
  todoku_list_foreach (const TodokuDnsRecord, record, todoku_dns_answer_get_records (answer))

/** Returns: whether the DNS failed, so that nothing is known. */
gboolean todoku_dns_answer_is_failure (TodokuDnsAnswer *self);

/** Returns: whether @self (nullable) is known, and there is nothing (RFC 7208 4.6.4). */
gboolean todoku_dns_answer_is_void (TodokuDnsAnswer *self);

/** Returns: how many records @self (nullable) has. */
guint todoku_dns_answer_get_n_records (TodokuDnsAnswer *self);

/** Returns: (transfer none): record @index, counted from 0, in the order of the packet. */
const TodokuDnsRecord *todoku_dns_answer_get_record (TodokuDnsAnswer *self, guint index);

/**
 * todoku_dns_answer_set_memo:
 * @self: an answer
 * @memo: (transfer full): what somebody made of it
 * @free_memo: frees @memo
 *
 * Keeps what reading the answer came to, so that it is read only once however often it is asked
 * for. Of TXT answers that is the SPF record in it (spf/record.h); nobody else uses this.
 */
void todoku_dns_answer_set_memo (TodokuDnsAnswer *self, gpointer memo, GDestroyNotify free_memo);

/** Returns: (transfer none) (nullable): what todoku_dns_answer_set_memo() kept. */
gpointer todoku_dns_answer_get_memo (TodokuDnsAnswer *self);

/**
 * todoku_dns_status_is_failure:
 *
 * Returns: whether @status says nothing about the record, so that asking again may help
 */
gboolean todoku_dns_status_is_failure (TodokuDnsStatus status);

/**
 * todoku_dns_status_is_void:
 *
 * Returns: whether @status makes a void lookup (RFC 7208 4.6.4): no data or no such name
 */
gboolean todoku_dns_status_is_void (TodokuDnsStatus status);

/** Returns: (transfer none): "found", "no-data", "nx-domain", …; never translated. */
const char *todoku_dns_status_get_id (TodokuDnsStatus status);

/** Returns: (transfer none): "TXT", "MX", … */
const char *todoku_dns_type_to_string (TodokuDnsType type);

/** Returns: whether @text, in any case, is the name of a type; then it is in @type. */
gboolean todoku_dns_type_from_string (const char *text, TodokuDnsType *type);

G_END_DECLS
