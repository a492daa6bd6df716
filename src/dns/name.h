// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

// Domain names in presentation form. Throughout Todoku a normalized name is in lower case, without
// a trailing dot; the root is the empty string. A backslash makes what follows it an octet of the
// label, as RFC 4343 (2.1) writes it: \. is a dot that parts no labels, \009 a tabulator.

/** The most octets of a name, dots between labels included, without a trailing one (RFC 1035
 * 2.3.4); an escape is one octet. */
#define TODOKU_DNS_NAME_MAX 253

/** The most characters of such a name: every octet may be written with four. */
#define TODOKU_DNS_NAME_ESCAPED_MAX (4 * TODOKU_DNS_NAME_MAX)

/** The longest label (RFC 1035 2.3.4). */
#define TODOKU_DNS_LABEL_MAX 63

/**
 * todoku_dns_name_get_length:
 * @name: a domain name
 *
 * Returns: the characters of @name without a trailing dot
 */
gsize todoku_dns_name_get_length (const char *name);

/**
 * todoku_dns_name_normalize:
 * @name: a domain name
 *
 * Lowers ASCII letters, takes one trailing dot away, and escapes what cannot be seen; checks
 * nothing.
 *
 * Returns: (transfer full): the normalized name
 */
char *todoku_dns_name_normalize (const char *name) G_GNUC_WARN_UNUSED_RESULT;

/** Appends an octet as it stands in a normalized name, but for a dot or backslash of a label. */
void todoku_dns_name_append_octet (GString *name, guint8 octet);

/**
 * todoku_dns_name_read_octet:
 * @text: (inout): where an octet of a label stands, escaped or not; moves behind it
 *
 * Returns: the octet; over 255 where an escape is none
 */
guint todoku_dns_name_read_octet (const char **text);

/**
 * todoku_dns_name_is_valid:
 * @name: a domain name, with or without a trailing dot
 *
 * Returns: whether @name can be asked for: one label or more, each of 1 to 63 octets, all
 *   together at most 253. Any octet may stand in a label (RFC 2181 11).
 */
gboolean todoku_dns_name_is_valid (const char *name);

/**
 * todoku_dns_name_equal:
 * @a: a domain name
 * @b: another
 *
 * Returns: whether both name the same, whatever their case and trailing dot
 */
gboolean todoku_dns_name_equal (const char *a, const char *b);

/**
 * todoku_dns_name_is_within:
 * @name: a domain name
 * @zone: a domain name
 *
 * Returns: whether @name is @zone or stands below it
 */
gboolean todoku_dns_name_is_within (const char *name, const char *zone);

/**
 * todoku_dns_name_unglue:
 * @name: a domain name
 * @zone: a domain name
 *
 * Control panels add the domain to what was a whole name already: aspmx.l.google.com.shop.example.
 *
 * Returns: (transfer full) (nullable): what stands before @zone, where it may be a whole name
 */
char *todoku_dns_name_unglue (const char *name, const char *zone) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_dns_name_get_parent:
 * @name: a domain name
 *
 * Returns: (transfer none) (nullable): what follows the first label of @name, a part of the same
 *   string, or %NULL where it has one label only
 */
const char *todoku_dns_name_get_parent (const char *name);

/**
 * todoku_dns_name_show:
 * @text: what was given in place of a name, or of what belongs to one; any octets
 *
 * Returns: (transfer full): its first 64 characters, in UTF-8 and without control characters, fit
 *   to be shown
 */
char *todoku_dns_name_show (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
