// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/facts.h"

G_BEGIN_DECLS

/**
 * TodokuDnsAuthorityServer:
 * @name: the name server's name
 * @address: its address; of length 0 where none is known
 * @server: (nullable): where it is asked, as ADDR:PORT; %NULL where no address is known
 * @is_delegated: whether the parent zone names it
 * @is_own: whether the zone itself names it
 * @failure: (nullable): where no address is known because the DNS failed: how
 *
 * One address of a zone's name servers.
 */
typedef struct
{
  char *name;
  TodokuDnsAddress address;
  char *server;
  gboolean is_delegated;
  gboolean is_own;
  TodokuDnsAnswer *failure;
} TodokuDnsAuthorityServer;

/**
 * TodokuDnsAuthority:
 * @zone: (nullable): the zone that holds the domain; %NULL where it was not found
 * @parent: (nullable): the zone above it that was asked whose it is
 * @knows_delegation: whether the parent's own servers said so; otherwise nobody can tell what is
 *   delegated, and every server counts as delegated
 * @knows_own: whether the zone's own servers said who serves it; otherwise every server counts as
 *   the zone's own
 * @servers: (element-type TodokuDnsAuthorityServer): by name; a name without an address stands
 *   there once
 * @failure: (nullable): where @zone is %NULL because the DNS failed: how
 *
 * Who serves a zone.
 */
typedef struct
{
  char *zone;
  char *parent;
  gboolean knows_delegation;
  gboolean knows_own;
  GPtrArray *servers;
  TodokuDnsAnswer *failure;
} TodokuDnsAuthority;

void todoku_dns_authority_free (TodokuDnsAuthority *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuDnsAuthority, todoku_dns_authority_free)

/**
 * todoku_dns_authority_list_first:
 * @facts: what is known
 * @name_servers: (nullable): the NS records of a zone
 * @port: the port of the name servers; 0 for the usual one
 * @complete: (inout): cleared while an address is missing
 *
 * Some of a zone's servers, for a question to which one answer is enough: the first two by name
 * that have an IPv4 address, which the resolver says; where they are of several companies, one each
 * of two. A name of which it cannot say that counts as one of the two, so that nobody waits for all
 * of them in turn.
 *
 * Returns: (transfer full) (element-type TodokuDnsAuthorityServer): those of which the address is
 *   known
 */
GPtrArray *todoku_dns_authority_list_first (TodokuDnsFacts *facts,
                                            TodokuDnsAnswer *name_servers,
                                            guint16 port,
                                            gboolean *complete) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_dns_authority_find:
 * @facts: what is known
 * @domain: a domain, normalized
 * @port: the port of the name servers; 0 for the usual one
 * @authority: (out) (transfer full): who serves the zone, as far as it is known
 *
 * A rule that finds the servers of the zone that holds @domain from the parent down: the resolver
 * says where the zone may begin; two servers of the zone above are asked whom they hand it to, and
 * with which addresses (glue); these are asked who serves the zone, and whoever they name
 * besides belongs to it, too. At most 13 names and 4 addresses each.
 *
 * Returns: whether all is known
 */
gboolean todoku_dns_authority_find (TodokuDnsFacts *facts,
                                    const char *domain,
                                    guint16 port,
                                    TodokuDnsAuthority **authority);

/**
 * todoku_dns_authority_servers_are_apart:
 * @facts: what is known
 * @zone: the zone that both serve
 * @a: one of its servers, with an address
 * @b: another one, with an address
 * @complete: (inout): cleared while an answer is missing
 *
 * What is entered at one server reaches those that copy the zone from it, which name the same
 * primary server (RFC 1035 3.3.13). Two that name different ones, and are called after different
 * organizations, are kept by two companies, and neither knows of the other.
 *
 * Returns: whether that is so
 */
gboolean todoku_dns_authority_servers_are_apart (TodokuDnsFacts *facts,
                                                 const char *zone,
                                                 const TodokuDnsAuthorityServer *a,
                                                 const TodokuDnsAuthorityServer *b,
                                                 gboolean *complete);

G_END_DECLS
