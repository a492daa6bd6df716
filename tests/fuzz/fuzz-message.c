// SPDX-License-Identifier: GPL-3.0-or-later

// DNS messages, as an answer and as a question. The answer is read as one to the question that it
// says it answers, so that it gets past that check.

#include "dns/message.h"
#include "dns/wire.h"
#include "fuzz.h"
#include "loopback-message.h"

#include <string.h>

// Where the type of a question stands among the types Todoku asks for, or TXT.
static TodokuDnsType
known_type (guint type)
{
  static const TodokuDnsType types[] = {
    TODOKU_DNS_TYPE_A,  TODOKU_DNS_TYPE_NS,  TODOKU_DNS_TYPE_CNAME, TODOKU_DNS_TYPE_SOA,
    TODOKU_DNS_TYPE_MX, TODOKU_DNS_TYPE_PTR, TODOKU_DNS_TYPE_AAAA,  TODOKU_DNS_TYPE_SPF,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (types[i] == type)
      return types[i];

  return TODOKU_DNS_TYPE_TXT;
}

static gboolean
is_clean (const char *name)
{
  for (const char *at = name; *at != '\0'; at++)
    if (!g_ascii_isgraph (*at) || g_ascii_isupper (*at))
      return FALSE;

  return TRUE;
}

// What was read can be written, and reads the same again.
static void
check_record (const TodokuDnsRecord *record)
{
  g_autoptr (GByteArray) first = g_byte_array_new ();
  g_autoptr (GByteArray) second = g_byte_array_new ();
  TodokuDnsReader reader;

  g_assert (record->name == NULL || is_clean (record->name));
  g_assert (loopback_write_entry (first, "shop.example", record));
  todoku_dns_reader_init (&reader, first->data, first->len);

  g_autoptr (TodokuDnsEntry) entry = todoku_dns_entry_read (&reader, TRUE);

  g_assert (entry != NULL && entry->record != NULL && reader.offset == first->len);
  g_assert (loopback_write_entry (second, entry->owner, entry->record));
  g_assert (first->len == second->len && memcmp (first->data, second->data, first->len) == 0);
}

static void
check_answer (const uint8_t *octets, size_t length, const char *name, TodokuDnsType type)
{
  g_autofree char *alias = NULL;
  g_autoptr (TodokuDnsAnswer) answer =
    loopback_parse_answer (octets, length, name, type, NULL, &alias);
  TodokuDnsStatus status = todoku_dns_answer_get_status (answer);
  guint n_records = todoku_dns_answer_get_n_records (answer);

  g_assert ((status == TODOKU_DNS_STATUS_FOUND) == (n_records > 0));
  g_assert (alias == NULL || (status == TODOKU_DNS_STATUS_NO_DATA && is_clean (alias)));

  for (guint i = 0; i < n_records; i++)
    {
      const TodokuDnsRecord *record = todoku_dns_answer_get_record (answer, i);

      g_assert (record->type == type);
      check_record (record);
    }
}

static void
check_request (const uint8_t *octets, size_t length)
{
  g_autoptr (LoopbackRequest) request = loopback_request_parse (octets, length);

  if (request == NULL)
    return;

  g_autoptr (GBytes) reply =
    loopback_request_answer (request, TODOKU_DNS_RCODE_NX_DOMAIN, NULL, request->udp_size);
  gsize reply_length;
  const guint8 *reply_octets = g_bytes_get_data (reply, &reply_length);
  g_autoptr (TodokuDnsAnswer) answer =
    loopback_parse_answer (reply_octets, reply_length, request->name, (TodokuDnsType) request->type,
                           NULL, NULL);

  g_assert (reply_length <= request->udp_size);
  g_assert (todoku_dns_answer_get_status (answer) == TODOKU_DNS_STATUS_NX_DOMAIN);
}

int
LLVMFuzzerTestOneInput (const uint8_t *octets, size_t length)
{
  TodokuDnsReader reader;

  todoku_dns_reader_init (&reader, octets, length);
  todoku_dns_reader_read_octets (&reader, TODOKU_DNS_HEADER_LENGTH);

  g_autofree char *name = todoku_dns_reader_read_name (&reader);
  guint16 type = todoku_dns_reader_read_u16 (&reader);

  check_answer (octets, length, name != NULL ? name : "shop.example", known_type (type));
  check_request (octets, length);

  return 0;
}
