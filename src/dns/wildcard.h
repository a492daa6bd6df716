// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/facts.h"

G_BEGIN_DECLS

/**
 * todoku_dns_wildcard_ask:
 * @facts: what is known
 * @parent: a domain name, normalized
 * @type: a record type
 * @complete: (inout): as of todoku_dns_wildcard_gives()
 *
 * Returns: (transfer none) (nullable): what a name below @parent has that nobody has; %NULL while
 *   that is not known
 */
TodokuDnsAnswer *todoku_dns_wildcard_ask (TodokuDnsFacts *facts,
                                          const char *parent,
                                          TodokuDnsType type,
                                          gboolean *complete);

/**
 * todoku_dns_wildcard_gives:
 * @facts: what is known
 * @name: a domain name, normalized
 * @type: a record type
 * @complete: (inout): cleared while an answer is not known, and otherwise left as it is
 *
 * Whether what stands at @name is not its own but a wildcard's (RFC 4592), which gives it to every
 * name that is not there: one beside it that nobody has gets the same. A name of which the same was
 * published by itself cannot be told from that, and nobody can see a difference.
 *
 * Both names are asked at once; a question that fails shows nothing. An alias' own target is seen
 * with %TODOKU_DNS_TYPE_CNAME; with another type it is what stands at its end that is compared.
 *
 * Returns: whether there are records at @name, and they are a wildcard's; %FALSE while that is not
 *   known
 */
gboolean todoku_dns_wildcard_gives (TodokuDnsFacts *facts,
                                    const char *name,
                                    TodokuDnsType type,
                                    gboolean *complete);

/**
 * todoku_dns_wildcard_covers:
 * @facts: what is known
 * @parent: a domain name, normalized
 * @complete: (inout): as of todoku_dns_wildcard_gives()
 *
 * Whether a name below @parent that nobody has is there all the same, be it without a TXT record.
 * Then that @parent is there says nothing either: one wildcard above it may make up both.
 *
 * Returns: %FALSE while that is not known, or where it could not be read
 */
gboolean todoku_dns_wildcard_covers (TodokuDnsFacts *facts, const char *parent, gboolean *complete);

G_END_DECLS
