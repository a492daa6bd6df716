// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TodokuDnsAddress:
 * @length: 4 for IPv4, 16 for IPv6, 0 for none
 * @bytes: the address in network order; only the first @length octets count
 *
 * An IP address as a plain value: compare and copy it freely, there is nothing to free.
 */
typedef struct
{
  guint8 length;
  guint8 bytes[16];
} TodokuDnsAddress;

/**
 * todoku_dns_address_parse:
 * @text: an IPv4 or IPv6 address in its usual form, without brackets; need not end in NUL
 * @length: octets of @text, or -1 where it ends in NUL
 * @address: (out): the address; cleared where @text is none
 *
 * Takes what RFC 7208 (12) takes as ip4-network or ip6-network: four decimal numbers without
 * leading zeros, or RFC 4291 (2.2).
 *
 * Returns: whether @text is an address
 */
gboolean todoku_dns_address_parse (const char *text, gssize length, TodokuDnsAddress *address);

/**
 * todoku_dns_address_to_string:
 * @address: an address
 *
 * Returns: (transfer full): the shortest usual form (RFC 5952 for IPv6)
 */
char *todoku_dns_address_to_string (const TodokuDnsAddress *address) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_dns_address_equal:
 * @a: an address
 * @b: another
 *
 * Returns: whether both are the same address of the same family
 */
gboolean todoku_dns_address_equal (const TodokuDnsAddress *a, const TodokuDnsAddress *b);

/** Adds @address to @addresses (element-type TodokuDnsAddress), unless it has no octets or is there
 * already. */
void todoku_dns_addresses_add (GArray *addresses, const TodokuDnsAddress *address);

/**
 * todoku_dns_address_is_within:
 * @address: an address
 * @network: a network's address
 * @prefix: leading bits that must be the same, 0 to 32 or 128
 *
 * Returns: whether @address lies in @network/@prefix; never across families
 */
gboolean todoku_dns_address_is_within (const TodokuDnsAddress *address,
                                       const TodokuDnsAddress *network,
                                       guint prefix);

/** Returns: whether nothing on the public Internet has an address of the block: what a house or a
 *  machine uses within, multicast, and what is kept for later (RFC 6890). */
gboolean todoku_dns_address_is_private (const TodokuDnsAddress *network, guint prefix);

/** Returns: whether the block only stands for one in examples (RFC 5737, RFC 3849, RFC 9637). */
gboolean todoku_dns_address_is_example (const TodokuDnsAddress *network, guint prefix);

/**
 * todoku_dns_address_unmap:
 * @address: an address
 *
 * Returns: the IPv4 address of an IPv4-mapped one (RFC 4291 2.5.5.2), any other as it is
 */
TodokuDnsAddress todoku_dns_address_unmap (const TodokuDnsAddress *address);

/**
 * todoku_dns_address_to_reverse_name:
 * @address: an address
 *
 * Returns: (transfer full): the name to ask PTR for, as 5.113.0.203.in-addr.arpa (RFC 1035 3.5,
 *   RFC 3596 2.5)
 */
char *todoku_dns_address_to_reverse_name (const TodokuDnsAddress *address)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
