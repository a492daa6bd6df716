// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/answer.h"
#include "dns/wire.h"

G_BEGIN_DECLS

/**
 * TodokuDnsEntry:
 * @owner: whose record it is
 * @type: its type, one of #TodokuDnsType or any other number
 * @ttl: seconds it may be kept; raw for the pseudo-record of EDNS
 * @record: (nullable): the record, where its type and class are known and it was wanted
 *
 * A resource record as it stands in a message (RFC 1035 4.1.3).
 */
typedef struct
{
  char *owner;
  guint16 type;
  guint32 ttl;
  TodokuDnsRecord *record;
} TodokuDnsEntry;

void todoku_dns_entry_free (TodokuDnsEntry *entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuDnsEntry, todoku_dns_entry_free)

/** Returns: (transfer full) (element-type TodokuDnsEntry): an empty array that frees its entries.
 */
GPtrArray *todoku_dns_entry_array_new (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_dns_entry_read:
 * @reader: a reader that stands before a record
 * @with_record: whether to read what the record says, too
 *
 * Returns: (transfer full) (nullable): the entry, or %NULL where none can be read
 */
TodokuDnsEntry *todoku_dns_entry_read (TodokuDnsReader *reader,
                                       gboolean with_record) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
