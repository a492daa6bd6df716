// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/facts.h"

G_BEGIN_DECLS

/**
 * TodokuDnsZoneCut:
 * @zone: (nullable): the zone that holds the name, a part of the same string; %NULL where none was
 *   seen to begin
 * @name_servers: (nullable): its NS records; not %NULL where @zone is not
 * @failed_name: (nullable): where a name could not be read that may be the zone's: that name, a
 *   part of the same string
 * @failed_type: what could not be read there
 * @failure: (nullable): how it failed; not %NULL where @failed_name is not
 *
 * Where a zone begins, or what keeps from knowing it. The answers are those of the facts, and
 * valid as long as they are there.
 */
typedef struct
{
  const char *zone;
  TodokuDnsAnswer *name_servers;
  const char *failed_name;
  TodokuDnsType failed_type;
  TodokuDnsAnswer *failure;
} TodokuDnsZoneCut;

/**
 * todoku_dns_zone_cut_find:
 * @facts: what is known
 * @name: a domain name, normalized; must stay as long as @cut is used
 * @cut: (out caller-allocates): where the zone begins that holds @name, as far as it is known
 *
 * Finds the zone cut (RFC 8499 7, RFC 1034 4.2) that @name lies below: the nearest name at or
 * above it that has NS records of its own. Those that answer for an alias (RFC 1034 3.6.2) are
 * another name's, and the alias itself lies in the zone above. A name that could not be read may
 * be the zone's, so nothing above it is taken instead. A name above @name below which a registry
 * sells (todoku_suffix_is_shared()), or a top-level domain, is nobody's zone, and never found.
 *
 * Asks at once for all it may need.
 *
 * Returns: whether @cut is known
 */
gboolean todoku_dns_zone_cut_find (TodokuDnsFacts *facts, const char *name, TodokuDnsZoneCut *cut);

G_END_DECLS
