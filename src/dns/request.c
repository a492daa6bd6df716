// SPDX-License-Identifier: GPL-3.0-or-later

#include "dns/request.h"

#include "dns/entry.h"

// What may be sent to a client that says nothing about it (RFC 1035 4.2.1).
#define UDP_SIZE_PLAIN 512

void
todoku_dns_request_free (TodokuDnsRequest *request)
{
  g_free (request->name);
  g_clear_pointer (&request->octets, g_byte_array_unref);
  g_free (request);
}

// What follows the question: nothing, or EDNS.
static void
read_edns (TodokuDnsReader *reader, TodokuDnsRequest *request)
{
  g_free (todoku_dns_reader_read_name (reader));

  guint16 type = todoku_dns_reader_read_u16 (reader);
  guint16 udp_size = todoku_dns_reader_read_u16 (reader);

  if (reader->failed || type != TODOKU_DNS_TYPE_OPT)
    return;

  request->has_edns = TRUE;
  request->udp_size = CLAMP (udp_size, UDP_SIZE_PLAIN, TODOKU_DNS_UDP_SIZE);
}

TodokuDnsRequest *
todoku_dns_request_parse (const guint8 *octets, gsize length)
{
  g_autoptr (TodokuDnsRequest) request = g_new0 (TodokuDnsRequest, 1);
  TodokuDnsReader reader;

  todoku_dns_reader_init (&reader, octets, length);
  todoku_dns_reader_read_u16 (&reader);

  guint16 flags = todoku_dns_reader_read_u16 (&reader);
  guint16 n_questions = todoku_dns_reader_read_u16 (&reader);
  guint32 n_records = todoku_dns_reader_read_u32 (&reader);
  guint16 n_additional = todoku_dns_reader_read_u16 (&reader);

  request->name = todoku_dns_reader_read_name (&reader);
  request->type = todoku_dns_reader_read_u16 (&reader);

  guint16 query_class = todoku_dns_reader_read_u16 (&reader);

  if (reader.failed || (flags & (TODOKU_DNS_FLAG_RESPONSE | TODOKU_DNS_OPCODE_MASK)) != 0
      || n_questions != 1 || n_records != 0 || query_class != TODOKU_DNS_CLASS_IN)
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

// The header and the question again, as the beginning of an answer. Who asks for recursion is
// answered as by a resolver, who does not as by the zone's own server.
static GByteArray *
start_answer (const TodokuDnsRequest *request, guint flags, gsize n_answers)
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
finish_answer (const TodokuDnsRequest *request, GByteArray *message)
{
  if (request->has_edns)
    todoku_dns_write_opt (message, TODOKU_DNS_UDP_SIZE);

  return g_byte_array_free_to_bytes (message);
}

GBytes *
todoku_dns_request_answer (const TodokuDnsRequest *request,
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

      written = todoku_dns_entry_write (message, entry->owner, entry->record);
    }

  if (!written || message->len + opt_length > size_max)
    {
      g_clear_pointer (&message, g_byte_array_unref);
      message = start_answer (request, rcode | TODOKU_DNS_FLAG_TRUNCATED, 0);
    }

  return finish_answer (request, g_steal_pointer (&message));
}

GBytes *
todoku_dns_request_answer_garbage (const TodokuDnsRequest *request)
{
  // A name whose first label says to have 63 octets and has none.
  GByteArray *message = start_answer (request, TODOKU_DNS_RCODE_NO_ERROR, 1);

  todoku_dns_write_u8 (message, 63);

  return g_byte_array_free_to_bytes (message);
}
