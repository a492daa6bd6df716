// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/answer.h"

#include <json-c/json.h>

G_BEGIN_DECLS

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
