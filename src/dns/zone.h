// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/answer.h"

#include <json-c/json.h>

G_BEGIN_DECLS

/**
 * TodokuDnsZone:
 *
 * Records held in memory, read from JSON, that answer questions as a resolver would: aliases
 * followed, a missing type told from a missing name, and failures where the file asks for them.
 * Practice mode asks one (dns/resolver-zone.h).
 *
 * The file is an object, a name a member: `{"shop.example": {"MX": ["10 mail.shop.example"],
 * "TXT": ["one piece", ["two ", "pieces"]], "A": ["192.0.2.1"]}, "down.example":
 * "SERVFAIL"}`. A value is a list of records in presentation form, or one of the words SERVFAIL,
 * REFUSED, TIMEOUT, MALFORMED, for one type or for the whole name. A TXT string of more than 255
 * octets is cut into pieces. "DNSSEC": true, beside the types, says that what the name has was
 * checked. A name with records below it exists, and "*.shop.example" stands for those below
 * shop.example that do not. Members that begin with "_comment" are passed over.
 */
typedef struct _TodokuDnsZone TodokuDnsZone;

/** Who a zone's answers say they come from: this machine. */
#define TODOKU_DNS_ZONE_SERVER "127.0.0.1:53"

TodokuDnsZone *todoku_dns_zone_ref (TodokuDnsZone *self);
void todoku_dns_zone_unref (TodokuDnsZone *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuDnsZone, todoku_dns_zone_unref)

/**
 * todoku_dns_zone_new_from_json:
 * @json: the text of the file, ended by NUL
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the zone, or %NULL with %G_IO_ERROR_INVALID_DATA, whose
 *   message names the member at fault
 */
TodokuDnsZone *todoku_dns_zone_new_from_json (const char *json,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** As todoku_dns_zone_new_from_json(), from the file at @path; a #GFileError where it is not read.
 */
TodokuDnsZone *todoku_dns_zone_new_from_file (const char *path,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_dns_zone_answer:
 * @self: a zone
 * @name: a domain name
 * @type: a record type
 *
 * Returns: (transfer full): the answer
 */
TodokuDnsAnswer *todoku_dns_zone_answer (TodokuDnsZone *self,
                                         const char *name,
                                         TodokuDnsType type) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_dns_zone_publish:
 * @self: a zone
 * @name: a domain name
 * @text: a TXT record, as SPF records are
 * @delay_ms: how long the old one stays, in ms
 *
 * Puts @text in the place of all TXT records of @name, as its owner would in a panel.
 */
void todoku_dns_zone_publish (TodokuDnsZone *self,
                              const char *name,
                              const char *text,
                              guint delay_ms);

/**
 * todoku_dns_zone_record_new:
 * @type: the type of the record
 * @value: its value in a zone file: a string in presentation form (RFC 1035 5.1, without quotes);
 *   for TXT and SPF a string, cut into pieces of 255 octets where it is longer, or an array of
 *   strings, one a piece
 *
 * Returns: (transfer full) (nullable): the record, or %NULL where @value is none of its type
 */
TodokuDnsRecord *todoku_dns_zone_record_new (TodokuDnsType type,
                                             struct json_object *value) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
