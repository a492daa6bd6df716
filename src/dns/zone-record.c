// SPDX-License-Identifier: GPL-3.0-or-later

#include "dns/zone-record.h"

#include "dns/name.h"

#include <string.h>

// How long the records of a zone file may be kept, in seconds: what most panels preset.
#define ZONE_TTL 3600

#define PIECE_MAX 255

// Returns FALSE where @text is neither a name that can be asked for nor the root.
static gboolean
set_name (TodokuDnsRecord *record, const char *text)
{
  if (!g_str_equal (text, ".") && !todoku_dns_name_is_valid (text))
    return FALSE;

  record->name = todoku_dns_name_normalize (text);

  return TRUE;
}

static gboolean
set_address (TodokuDnsRecord *record, const char *text)
{
  guint8 length = record->type == TODOKU_DNS_TYPE_A ? 4 : 16;

  return todoku_dns_address_parse (text, -1, &record->address) && record->address.length == length;
}

// "10 mx.example"
static gboolean
set_exchange (TodokuDnsRecord *record, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", 2);
  guint64 preference;

  if (g_strv_length (words) != 2
      || !g_ascii_string_to_unsigned (words[0], 10, 0, G_MAXUINT16, &preference, NULL))
    return FALSE;

  record->preference = (guint16) preference;

  return set_name (record, words[1]);
}

// "ns1.example hostmaster.example 2026112401 3600 900 604800 300"; what stands between the serial
// and the last number is for secondary servers and not kept.
static gboolean
set_authority (TodokuDnsRecord *record, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", 8);
  guint n_words = g_strv_length (words);
  guint64 serial;
  guint64 minimum = ZONE_TTL;

  if (n_words < 3 || !g_ascii_string_to_unsigned (words[2], 10, 0, G_MAXUINT32, &serial, NULL))
    return FALSE;
  if (n_words > 6 && !g_ascii_string_to_unsigned (words[6], 10, 0, G_MAXINT32, &minimum, NULL))
    return FALSE;

  record->serial = (guint32) serial;
  record->minimum = (guint32) minimum;

  return set_name (record, words[0]);
}

static void
add_pieces (TodokuDnsRecord *record, const char *octets, gsize length)
{
  do
    {
      gsize piece = MIN (length, PIECE_MAX);

      todoku_dns_record_add_piece (record, octets, piece);
      octets += piece;
      length -= piece;
    }
  while (length > 0);
}

static gboolean
set_pieces (TodokuDnsRecord *record, struct json_object *array)
{
  gsize n_pieces = json_object_array_length (array);

  for (gsize i = 0; i < n_pieces; i++)
    {
      struct json_object *piece = json_object_array_get_idx (array, i);
      gsize length = (gsize) json_object_get_string_len (piece);

      if (!json_object_is_type (piece, json_type_string) || length > PIECE_MAX)
        return FALSE;
      todoku_dns_record_add_piece (record, json_object_get_string (piece), length);
    }

  return n_pieces > 0;
}

static gboolean
set_text (TodokuDnsRecord *record, struct json_object *value)
{
  if (json_object_is_type (value, json_type_array))
    return set_pieces (record, value);
  if (!json_object_is_type (value, json_type_string))
    return FALSE;

  add_pieces (record, json_object_get_string (value), (gsize) json_object_get_string_len (value));

  return TRUE;
}

static gboolean
set_value (TodokuDnsRecord *record, struct json_object *value)
{
  if (record->type == TODOKU_DNS_TYPE_TXT || record->type == TODOKU_DNS_TYPE_SPF)
    return set_text (record, value);
  if (!json_object_is_type (value, json_type_string))
    return FALSE;

  const char *text = json_object_get_string (value);

  switch (record->type)
    {
    case TODOKU_DNS_TYPE_A:
    case TODOKU_DNS_TYPE_AAAA:
      return set_address (record, text);
    case TODOKU_DNS_TYPE_MX:
      return set_exchange (record, text);
    case TODOKU_DNS_TYPE_SOA:
      return set_authority (record, text);
    case TODOKU_DNS_TYPE_NS:
    case TODOKU_DNS_TYPE_CNAME:
    case TODOKU_DNS_TYPE_PTR:
      return set_name (record, text);
    case TODOKU_DNS_TYPE_TXT:
    case TODOKU_DNS_TYPE_SPF:
    default:
      g_return_val_if_reached (FALSE);
    }
}

TodokuDnsRecord *
todoku_dns_zone_record_new (TodokuDnsType type, struct json_object *value)
{
  g_autoptr (TodokuDnsRecord) record = todoku_dns_record_new (type, ZONE_TTL);

  return set_value (record, value) ? g_steal_pointer (&record) : NULL;
}
