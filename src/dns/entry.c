// SPDX-License-Identifier: GPL-3.0-or-later

#include "dns/entry.h"

#include "dns/message.h"

#include <string.h>

void
todoku_dns_entry_free (TodokuDnsEntry *entry)
{
  g_free (entry->owner);
  g_clear_pointer (&entry->record, todoku_dns_record_free);
  g_free (entry);
}

GPtrArray *
todoku_dns_entry_array_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_dns_entry_free);
}

static void
read_address (TodokuDnsReader *data, guint8 length, TodokuDnsAddress *address)
{
  const guint8 *octets = todoku_dns_reader_read_octets (data, length);

  if (octets == NULL)
    return;

  address->length = length;
  memcpy (address->bytes, octets, length);
}

// One character-string or more (RFC 1035 3.3.14). Some servers send none at all; that is an empty
// text, and no reason to lose the records beside it.
static void
read_pieces (TodokuDnsReader *data, TodokuDnsRecord *record)
{
  if (data->offset == data->length)
    todoku_dns_record_add_piece (record, "", 0);

  while (!data->failed && data->offset < data->length)
    {
      guint8 length = todoku_dns_reader_read_u8 (data);
      const guint8 *octets = todoku_dns_reader_read_octets (data, length);

      if (octets != NULL)
        todoku_dns_record_add_piece (record, (const char *) octets, length);
    }
}

static void
read_authority (TodokuDnsReader *data, TodokuDnsRecord *record)
{
  record->name = todoku_dns_reader_read_name (data);
  g_free (todoku_dns_reader_read_name (data)); // the mailbox
  record->serial = todoku_dns_reader_read_u32 (data);
  for (guint i = 0; i < 3; i++)
    todoku_dns_reader_read_u32 (data); // how often secondary servers ask
  record->minimum = todoku_dns_reader_read_u32 (data);
}

// Returns FALSE where @type is none that Todoku asks for; @data is then not read.
static gboolean
read_value (TodokuDnsReader *data, TodokuDnsRecord *record)
{
  switch (record->type)
    {
    case TODOKU_DNS_TYPE_A:
      read_address (data, 4, &record->address);
      return TRUE;
    case TODOKU_DNS_TYPE_AAAA:
      read_address (data, 16, &record->address);
      return TRUE;
    case TODOKU_DNS_TYPE_NS:
    case TODOKU_DNS_TYPE_CNAME:
    case TODOKU_DNS_TYPE_PTR:
      record->name = todoku_dns_reader_read_name (data);
      return TRUE;
    case TODOKU_DNS_TYPE_MX:
      record->preference = todoku_dns_reader_read_u16 (data);
      record->name = todoku_dns_reader_read_name (data);
      return TRUE;
    case TODOKU_DNS_TYPE_SOA:
      read_authority (data, record);
      return TRUE;
    case TODOKU_DNS_TYPE_TXT:
    case TODOKU_DNS_TYPE_SPF:
      read_pieces (data, record);
      return TRUE;
    default:
      return FALSE;
    }
}

// Reads the value, which must fill its @data_length octets; @reader moves behind it.
static TodokuDnsRecord *
read_record (TodokuDnsReader *reader, guint type, guint32 ttl, gsize data_length)
{
  g_autoptr (TodokuDnsRecord) record = todoku_dns_record_new ((TodokuDnsType) type, ttl);
  TodokuDnsReader data = *reader;

  if (todoku_dns_reader_read_octets (reader, data_length) == NULL)
    return NULL;

  data.length = reader->offset;
  if (!read_value (&data, record))
    return NULL;

  reader->failed = data.failed || data.offset != data.length;

  return reader->failed ? NULL : g_steal_pointer (&record);
}

TodokuDnsEntry *
todoku_dns_entry_read (TodokuDnsReader *reader, gboolean with_record)
{
  g_autoptr (TodokuDnsEntry) entry = g_new0 (TodokuDnsEntry, 1);

  entry->owner = todoku_dns_reader_read_name (reader);
  entry->type = todoku_dns_reader_read_u16 (reader);

  guint16 record_class = todoku_dns_reader_read_u16 (reader);

  entry->ttl = todoku_dns_reader_read_u32 (reader);

  guint16 data_length = todoku_dns_reader_read_u16 (reader);

  if (with_record && record_class == TODOKU_DNS_CLASS_IN)
    {
      // A TTL with its highest bit set counts as 0 (RFC 2181 8).
      guint32 ttl = entry->ttl > G_MAXINT32 ? 0 : entry->ttl;

      entry->record = read_record (reader, entry->type, ttl, data_length);
    }
  else
    todoku_dns_reader_read_octets (reader, data_length);

  return reader->failed ? NULL : g_steal_pointer (&entry);
}
