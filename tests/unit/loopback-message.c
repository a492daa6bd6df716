// SPDX-License-Identifier: GPL-3.0-or-later

#include "loopback-message.h"

#include "dns/wire.h"

// What may be sent to a client that says nothing about it (RFC 1035 4.2.1).
#define UDP_SIZE_PLAIN 512

void
loopback_request_free (LoopbackRequest *request)
{
  g_free (request->name);
  g_clear_pointer (&request->octets, g_byte_array_unref);
  g_free (request);
}

// What follows the question: nothing, or EDNS.
static void
read_edns (TodokuDnsReader *reader, LoopbackRequest *request)
{
  g_free (todoku_dns_reader_read_name (reader));

  guint16 type = todoku_dns_reader_read_u16 (reader);
  guint16 udp_size = todoku_dns_reader_read_u16 (reader);

  if (reader->failed || type != TODOKU_DNS_TYPE_OPT)
    return;

  request->has_edns = TRUE;
  request->udp_size = CLAMP (udp_size, UDP_SIZE_PLAIN, TODOKU_DNS_UDP_SIZE);
}

// Whether @name takes @length octets of a message, and so none of them points elsewhere: what
// stands in the header is another in the reply.
static gboolean
is_written_out (const char *name, gsize length)
{
  g_autoptr (GByteArray) written = g_byte_array_new ();

  return todoku_dns_write_name (written, name) && written->len == length;
}

LoopbackRequest *
loopback_request_parse (const guint8 *octets, gsize length)
{
  g_autoptr (LoopbackRequest) request = g_new0 (LoopbackRequest, 1);
  TodokuDnsReader reader;

  todoku_dns_reader_init (&reader, octets, length);
  todoku_dns_reader_read_u16 (&reader);

  guint16 flags = todoku_dns_reader_read_u16 (&reader);
  guint16 n_questions = todoku_dns_reader_read_u16 (&reader);
  guint32 n_records = todoku_dns_reader_read_u32 (&reader);
  guint16 n_additional = todoku_dns_reader_read_u16 (&reader);

  request->name = todoku_dns_reader_read_name (&reader);
  gsize name_length = reader.offset - TODOKU_DNS_HEADER_LENGTH;

  request->type = todoku_dns_reader_read_u16 (&reader);

  guint16 query_class = todoku_dns_reader_read_u16 (&reader);

  if (reader.failed || (flags & (TODOKU_DNS_FLAG_RESPONSE | TODOKU_DNS_OPCODE_MASK)) != 0
      || n_questions != 1 || n_records != 0 || query_class != TODOKU_DNS_CLASS_IN
      || !is_written_out (request->name, name_length))
    return NULL;

  request->octets = g_byte_array_new ();
  g_byte_array_append (request->octets, octets, (guint) reader.offset);
  request->udp_size = UDP_SIZE_PLAIN;
  if (n_additional > 0)
    read_edns (&reader, request);

  return g_steal_pointer (&request);
}

static void
put_u16 (GByteArray *message, guint offset, guint value)
{
  message->data[offset] = (guint8) (value >> 8);
  message->data[offset + 1] = (guint8) value;
}

static void
write_pieces (GByteArray *message, const TodokuDnsRecord *record)
{
  const guint8 *text = g_bytes_get_data (record->text, NULL);

  for (guint i = 0; i < record->piece_lengths->len; i++)
    {
      guint8 length = record->piece_lengths->data[i];

      todoku_dns_write_u8 (message, length);
      if (length == 0)
        continue; // a text of empty pieces has no octets to point at
      g_byte_array_append (message, text, length);
      text += length;
    }
}

static gboolean
write_authority (GByteArray *message, const TodokuDnsRecord *record)
{
  // What a record does not keep: the mailbox, and how often secondary servers ask.
  gboolean written =
    todoku_dns_write_name (message, record->name) && todoku_dns_write_name (message, "");

  todoku_dns_write_u32 (message, record->serial);
  for (guint i = 0; i < 3; i++)
    todoku_dns_write_u32 (message, record->ttl);
  todoku_dns_write_u32 (message, record->minimum);

  return written;
}

static gboolean
write_value (GByteArray *message, const TodokuDnsRecord *record)
{
  switch (record->type)
    {
    case TODOKU_DNS_TYPE_A:
    case TODOKU_DNS_TYPE_AAAA:
      g_byte_array_append (message, record->address.bytes, record->address.length);
      return TRUE;
    case TODOKU_DNS_TYPE_MX:
      todoku_dns_write_u16 (message, record->preference);
      return todoku_dns_write_name (message, record->name);
    case TODOKU_DNS_TYPE_NS:
    case TODOKU_DNS_TYPE_CNAME:
    case TODOKU_DNS_TYPE_PTR:
      return todoku_dns_write_name (message, record->name);
    case TODOKU_DNS_TYPE_SOA:
      return write_authority (message, record);
    case TODOKU_DNS_TYPE_TXT:
    case TODOKU_DNS_TYPE_SPF:
      write_pieces (message, record);
      return TRUE;
    default:
      g_return_val_if_reached (FALSE);
    }
}

gboolean
loopback_write_entry (GByteArray *message, const char *owner, const TodokuDnsRecord *record)
{
  guint start = message->len;
  gboolean written = todoku_dns_write_name (message, owner);

  todoku_dns_write_u16 (message, (guint16) record->type);
  todoku_dns_write_u16 (message, TODOKU_DNS_CLASS_IN);
  todoku_dns_write_u32 (message, record->ttl);
  todoku_dns_write_u16 (message, 0);

  guint data = message->len;

  written = written && write_value (message, record);

  gsize data_length = message->len - data;

  if (!written || data_length > G_MAXUINT16)
    {
      g_byte_array_set_size (message, start);
      return FALSE;
    }

  message->data[data - 2] = (guint8) (data_length >> 8);
  message->data[data - 1] = (guint8) data_length;

  return TRUE;
}

// The header and the question again, as the beginning of an answer. Who asks for recursion is
// answered as by a resolver, who does not as by the zone's own server.
static GByteArray *
start_answer (const LoopbackRequest *request, guint flags, gsize n_answers)
{
  GByteArray *message = g_byte_array_new ();
  guint asked = (guint) request->octets->data[2] << 8 & TODOKU_DNS_FLAG_RECURSION_DESIRED;
  guint role = asked != 0 ? TODOKU_DNS_FLAG_RECURSION_AVAILABLE : TODOKU_DNS_FLAG_AUTHORITATIVE;

  g_byte_array_append (message, request->octets->data, request->octets->len);
  put_u16 (message, 2, asked | role | flags | TODOKU_DNS_FLAG_RESPONSE);
  put_u16 (message, 6, (guint) n_answers);
  put_u16 (message, 10, request->has_edns ? 1 : 0);

  return message;
}

static GBytes *
finish_answer (const LoopbackRequest *request, GByteArray *message)
{
  if (request->has_edns)
    todoku_dns_write_opt (message, TODOKU_DNS_UDP_SIZE);

  return g_byte_array_free_to_bytes (message);
}

GBytes *
loopback_request_answer (const LoopbackRequest *request,
                         TodokuDnsRcode rcode,
                         GPtrArray *entries,
                         gsize size_max)
{
  guint n_entries = entries != NULL ? entries->len : 0;
  g_autoptr (GByteArray) message = start_answer (request, rcode, n_entries);
  gsize opt_length = request->has_edns ? TODOKU_DNS_OPT_LENGTH : 0;
  gboolean written = TRUE;

  for (guint i = 0; i < n_entries && written; i++)
    {
      const TodokuDnsEntry *entry = g_ptr_array_index (entries, i);

      written = loopback_write_entry (message, entry->owner, entry->record);
    }

  if (!written || message->len + opt_length > size_max)
    {
      g_clear_pointer (&message, g_byte_array_unref);
      message = start_answer (request, rcode | TODOKU_DNS_FLAG_TRUNCATED, 0);
    }

  return finish_answer (request, g_steal_pointer (&message));
}

GBytes *
loopback_request_answer_garbage (const LoopbackRequest *request)
{
  // A name whose first label says to have 63 octets and has none.
  GByteArray *message = start_answer (request, TODOKU_DNS_RCODE_NO_ERROR, 1);

  todoku_dns_write_u8 (message, 63);

  return g_byte_array_free_to_bytes (message);
}

static TodokuDnsRecord *
record_copy (const TodokuDnsRecord *record)
{
  TodokuDnsRecord *copy = todoku_dns_record_new (record->type, record->ttl);

  copy->name = g_strdup (record->name);
  copy->preference = record->preference;
  copy->serial = record->serial;
  copy->minimum = record->minimum;
  copy->address = record->address;
  copy->text = record->text != NULL ? g_bytes_ref (record->text) : NULL;
  copy->piece_lengths =
    record->piece_lengths != NULL ? g_byte_array_ref (record->piece_lengths) : NULL;

  return copy;
}

TodokuDnsEntry *
loopback_entry_new (const char *owner, const TodokuDnsRecord *record)
{
  TodokuDnsEntry *entry = g_new0 (TodokuDnsEntry, 1);

  entry->owner = g_strdup (owner);
  entry->type = (guint16) record->type;
  entry->ttl = record->ttl;
  entry->record = record_copy (record);

  return entry;
}

TodokuDnsAnswer *
loopback_parse_answer (const guint8 *octets,
                       gsize length,
                       const char *name,
                       TodokuDnsType type,
                       const char *server,
                       char **alias)
{
  g_autoptr (TodokuDnsMessage) message = todoku_dns_message_parse (octets, length);
  g_autofree char *unwanted = NULL;

  return todoku_dns_message_take_result (message, name, type, server,
                                         alias != NULL ? alias : &unwanted);
}
