// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TodokuDnsReader:
 * @octets: the whole message
 * @length: where reading ends; no octet at or after it is looked at
 * @offset: where it goes on
 * @failed: whether something could not be read; nothing can be read any more then, and every
 *   number reads as 0
 *
 * The one way octets from the network are read. May be copied, and @length made smaller, to read a
 * part of a message.
 */
typedef struct
{
  const guint8 *octets;
  gsize length;
  gsize offset;
  gboolean failed;
} TodokuDnsReader;

void todoku_dns_reader_init (TodokuDnsReader *self, const guint8 *octets, gsize length);

guint8 todoku_dns_reader_read_u8 (TodokuDnsReader *self);
guint16 todoku_dns_reader_read_u16 (TodokuDnsReader *self);
guint32 todoku_dns_reader_read_u32 (TodokuDnsReader *self);

/**
 * todoku_dns_reader_read_octets:
 *
 * Returns: (transfer none) (array length=n): the next @n octets, in the message itself, or %NULL
 *   where there are fewer
 */
const guint8 *todoku_dns_reader_read_octets (TodokuDnsReader *self, gsize n);

/**
 * todoku_dns_reader_read_name:
 * @self: a reader
 *
 * Reads a domain name (RFC 1035 3.1), compressed or not (4.1.4). A pointer must lead backwards,
 * and a name has at most 127 of them, so that reading always ends, and soon.
 *
 * Returns: (transfer full) (nullable): the name, normalized, escaped as RFC 4343 (2.1) writes it;
 *   %NULL where there is none
 */
char *todoku_dns_reader_read_name (TodokuDnsReader *self) G_GNUC_WARN_UNUSED_RESULT;

// Numbers in network order, added to the end of a message.
void todoku_dns_write_u8 (GByteArray *message, guint8 value);
void todoku_dns_write_u16 (GByteArray *message, guint16 value);
void todoku_dns_write_u32 (GByteArray *message, guint32 value);

/**
 * todoku_dns_write_name:
 * @message: the message to add to
 * @name: a domain name, with or without escapes and a trailing dot; "" for the root
 *
 * Returns: whether @name can be written; otherwise @message is as it was
 */
gboolean todoku_dns_write_name (GByteArray *message, const char *name);

/**
 * todoku_dns_canonicalize_name:
 * @name: a domain name, with or without escapes and a trailing dot
 *
 * Returns: (transfer full) (nullable): the name as todoku_dns_reader_read_name() gives it, so that
 *   both can be compared octet by octet; %NULL where it is none
 */
char *todoku_dns_canonicalize_name (const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
