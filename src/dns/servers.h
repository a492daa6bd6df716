// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/address.h"

G_BEGIN_DECLS

/** The port of DNS servers where nothing else is said (RFC 1035 4.2). */
#define TODOKU_DNS_PORT 53

/** Returns: (transfer full): where a server with @address is asked, as 192.0.2.53:53 or
 * [2001:db8::53]:53; @port: 0 for the usual one. */
char *todoku_dns_server_from_address (const TodokuDnsAddress *address,
                                      guint16 port) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_dns_server_normalize:
 * @text: ADDR, ADDR:PORT, [V6] or [V6]:PORT
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the server as 192.0.2.53:53 or [2001:db8::53]:53, or %NULL
 *   with %G_IO_ERROR_INVALID_ARGUMENT, whose message names @text
 */
char *todoku_dns_server_normalize (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full) (nullable) (array zero-terminated=1): each of @texts as
 * todoku_dns_server_normalize() has it; %NULL where one of them is no server. */
char **todoku_dns_servers_normalize (const char *const *texts,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_dns_server_has_route:
 * @server: a server, normalized
 *
 * Asks this computer, and nobody else, whether it knows a way to the server's address. Where there
 * is none, as to any IPv6 address on a computer without IPv6, asking there says nothing about the
 * server.
 *
 * Returns: whether there is one
 */
gboolean todoku_dns_server_has_route (const char *server);

/**
 * todoku_dns_servers_from_resolv_conf:
 * @text: (nullable): the text of a resolv.conf(5)
 *
 * Returns: (transfer full) (array zero-terminated=1): its name servers, normalized; those of
 *   link-local addresses, as [fe80::1%eth0]:53, only where there are no others, as they may not be
 *   reached; where it names none, the one on this machine
 */
char **todoku_dns_servers_from_resolv_conf (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
