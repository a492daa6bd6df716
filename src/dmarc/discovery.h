// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dmarc/record.h"
#include "dns/facts.h"

G_BEGIN_DECLS

/**
 * TodokuDmarcDiscovery:
 * @found_at: (nullable): the domain whose DMARC record applies, a part of the same string: the
 *   domain itself, or one above it; %NULL where none was seen
 * @record: (nullable): the record, at "_dmarc." before @found_at; the first of several, of which
 *   none counts
 * @n_records: how many records are there
 * @is_inherited: whether @found_at is another domain
 * @failed_at: (nullable): where what could not be read may be the record: the domain whose it is, a
 *   part of the same string
 * @failure: (nullable): how it failed; not %NULL where @failed_at is not
 *
 * Which DMARC record applies to a domain. What it points to is in the facts, and valid as long as
 * they are there.
 */
typedef struct
{
  const char *found_at;
  const TodokuDnsRecord *record;
  guint n_records;
  gboolean is_inherited;
  const char *failed_at;
  TodokuDnsAnswer *failure;
} TodokuDmarcDiscovery;

/**
 * todoku_dmarc_discover:
 * @facts: what is known
 * @domain: a domain, normalized; must stay as long as @discovery is used
 * @discovery: (out caller-allocates): which record applies, as far as it is known
 *
 * Finds the policy of @domain (RFC 9989 4.10): its own record, or else that of its organizational
 * domain, which is the one nearest to the root that has a record, or that psd=n, or psd=y above it,
 * tells. Asks at once for all it may need. What registries publish for all below them is left
 * aside, as nobody there knows of it.
 *
 * Returns: whether @discovery is known
 */
gboolean todoku_dmarc_discover (TodokuDnsFacts *facts,
                                const char *domain,
                                TodokuDmarcDiscovery *discovery);

/** Returns: (transfer full) (nullable): @record, parsed. */
TodokuDmarcRecord *todoku_dmarc_discovery_parse (const TodokuDmarcDiscovery *self)
  G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_dmarc_discovery_get_policy:
 * @self: which record applies
 * @exists: whether the domain that was asked about exists
 *
 * Returns: what receivers are to do with mail of the domain that fails (RFC 9989 4.7); unset where
 *   there is no record, or several
 */
TodokuDmarcPolicy todoku_dmarc_discovery_get_policy (const TodokuDmarcDiscovery *self,
                                                     gboolean exists);

/** Returns: (transfer full) (nullable): todoku_dmarc_discovery_get_policy() of a domain that
 * exists, as its id. */
char *todoku_dmarc_discovery_dup_policy (const TodokuDmarcDiscovery *self)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
