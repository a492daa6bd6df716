// SPDX-License-Identifier: GPL-3.0-or-later

#include "dns/answer.h"

struct _TodokuDnsAnswer
{
  TodokuDnsStatus status;
  char *server;
  GPtrArray *records;
  TodokuDnsDetail detail;
  gpointer memo;
  GDestroyNotify free_memo;
  gboolean is_authenticated;
};

G_DEFINE_BOXED_TYPE (TodokuDnsAnswer,
                     todoku_dns_answer,
                     todoku_dns_answer_ref,
                     todoku_dns_answer_unref)

TodokuDnsRecord *
todoku_dns_record_new (TodokuDnsType type, guint32 ttl)
{
  TodokuDnsRecord *record = g_new0 (TodokuDnsRecord, 1);

  record->type = type;
  record->ttl = ttl;

  return record;
}

void
todoku_dns_record_free (TodokuDnsRecord *record)
{
  g_free (record->name);
  g_clear_pointer (&record->text, g_bytes_unref);
  g_clear_pointer (&record->piece_lengths, g_byte_array_unref);
  g_free (record);
}

void
todoku_dns_record_add_piece (TodokuDnsRecord *record, const char *octets, gsize length)
{
  guint8 piece_length = (guint8) length;

  g_return_if_fail (length <= 255);

  GByteArray *text = record->text != NULL ? g_bytes_unref_to_array (g_steal_pointer (&record->text))
                                          : g_byte_array_new ();

  if (record->piece_lengths == NULL)
    record->piece_lengths = g_byte_array_new ();
  g_byte_array_append (record->piece_lengths, &piece_length, 1);
  g_byte_array_append (text, (const guint8 *) octets, piece_length);
  record->text = g_byte_array_free_to_bytes (text);
}

const char *
todoku_dns_record_get_text (const TodokuDnsRecord *record, gsize *length)
{
  const char *text = record->text != NULL ? g_bytes_get_data (record->text, length) : NULL;

  if (text == NULL)
    *length = 0;

  return text != NULL ? text : "";
}

char *
todoku_dns_record_dup_text (const TodokuDnsRecord *record)
{
  gsize length;
  const char *text = todoku_dns_record_get_text (record, &length);

  return g_utf8_make_valid (text, (gssize) length);
}

TodokuDnsAnswer *
todoku_dns_answer_new (TodokuDnsStatus status, const char *server, GPtrArray *records)
{
  TodokuDnsAnswer *self = g_rc_box_new0 (TodokuDnsAnswer);

  self->status = status;
  self->server = g_strdup (server);
  self->records = records;
  self->detail.negative_ttl = TODOKU_DNS_TTL_UNKNOWN;

  return self;
}

TodokuDnsAnswer *
todoku_dns_answer_copy (TodokuDnsAnswer *self, const char *server)
{
  GPtrArray *records = self->records != NULL ? g_ptr_array_ref (self->records) : NULL;
  TodokuDnsAnswer *copy = todoku_dns_answer_new (self->status, server, records);

  copy->is_authenticated = self->is_authenticated;

  return copy;
}

TodokuDnsAnswer *
todoku_dns_answer_ref (TodokuDnsAnswer *self)
{
  return g_rc_box_acquire (self);
}

static void
detail_clear (TodokuDnsDetail *detail)
{
  g_clear_pointer (&detail->alias, g_free);
  g_clear_pointer (&detail->delegation, g_ptr_array_unref);
}

static void
answer_clear (gpointer data)
{
  TodokuDnsAnswer *self = data;

  if (self->memo != NULL)
    self->free_memo (self->memo);
  detail_clear (&self->detail);
  g_free (self->server);
  g_clear_pointer (&self->records, g_ptr_array_unref);
}

void
todoku_dns_answer_unref (TodokuDnsAnswer *self)
{
  g_rc_box_release_full (self, answer_clear);
}

TodokuDnsStatus
todoku_dns_answer_get_status (TodokuDnsAnswer *self)
{
  return self->status;
}

const char *
todoku_dns_answer_get_server (TodokuDnsAnswer *self)
{
  return self->server;
}

void
todoku_dns_answer_set_detail (TodokuDnsAnswer *self, const TodokuDnsDetail *detail)
{
  detail_clear (&self->detail);
  self->detail = *detail;
}

void
todoku_dns_answer_set_times (TodokuDnsAnswer *self, guint rtt_ms, gint64 received)
{
  self->detail.rtt_ms = rtt_ms;
  self->detail.received = received;
}

const TodokuDnsDetail *
todoku_dns_answer_get_detail (TodokuDnsAnswer *self)
{
  return &self->detail;
}

void
todoku_dns_answer_set_authenticated (TodokuDnsAnswer *self, gboolean authenticated)
{
  self->is_authenticated = authenticated;
}

gboolean
todoku_dns_answer_is_authenticated (TodokuDnsAnswer *self)
{
  return self->is_authenticated;
}

GPtrArray *
todoku_dns_answer_get_records (TodokuDnsAnswer *self)
{
  return self != NULL ? self->records : NULL;
}

gboolean
todoku_dns_answer_is_failure (TodokuDnsAnswer *self)
{
  return todoku_dns_status_is_failure (self->status);
}

gboolean
todoku_dns_answer_is_void (TodokuDnsAnswer *self)
{
  return self != NULL && todoku_dns_status_is_void (self->status);
}

guint
todoku_dns_answer_get_n_records (TodokuDnsAnswer *self)
{
  return self != NULL && self->records != NULL ? self->records->len : 0;
}

const TodokuDnsRecord *
todoku_dns_answer_get_record (TodokuDnsAnswer *self, guint index)
{
  g_return_val_if_fail (index < todoku_dns_answer_get_n_records (self), NULL);

  return g_ptr_array_index (self->records, index);
}

void
todoku_dns_answer_set_memo (TodokuDnsAnswer *self, gpointer memo, GDestroyNotify free_memo)
{
  g_return_if_fail (self->memo == NULL);

  self->memo = memo;
  self->free_memo = free_memo;
}

gpointer
todoku_dns_answer_get_memo (TodokuDnsAnswer *self)
{
  return self->memo;
}

gboolean
todoku_dns_status_is_failure (TodokuDnsStatus status)
{
  return status > TODOKU_DNS_STATUS_NX_DOMAIN;
}

gboolean
todoku_dns_status_is_void (TodokuDnsStatus status)
{
  return status == TODOKU_DNS_STATUS_NO_DATA || status == TODOKU_DNS_STATUS_NX_DOMAIN;
}

const char *
todoku_dns_status_get_id (TodokuDnsStatus status)
{
  static const char *const ids[] = {
    [TODOKU_DNS_STATUS_FOUND] = "found",
    [TODOKU_DNS_STATUS_NO_DATA] = "no-data",
    [TODOKU_DNS_STATUS_NX_DOMAIN] = "nx-domain",
    [TODOKU_DNS_STATUS_SERVER_FAILURE] = "server-failure",
    [TODOKU_DNS_STATUS_REFUSED] = "refused",
    [TODOKU_DNS_STATUS_TIMED_OUT] = "timed-out",
    [TODOKU_DNS_STATUS_MALFORMED] = "malformed",
    [TODOKU_DNS_STATUS_UNREACHABLE] = "unreachable",
  };

  return ids[status];
}

static const struct
{
  TodokuDnsType type;
  const char *name;
} type_names[] = {
  { TODOKU_DNS_TYPE_A, "A" },         { TODOKU_DNS_TYPE_NS, "NS" },
  { TODOKU_DNS_TYPE_CNAME, "CNAME" }, { TODOKU_DNS_TYPE_SOA, "SOA" },
  { TODOKU_DNS_TYPE_PTR, "PTR" },     { TODOKU_DNS_TYPE_MX, "MX" },
  { TODOKU_DNS_TYPE_TXT, "TXT" },     { TODOKU_DNS_TYPE_AAAA, "AAAA" },
  { TODOKU_DNS_TYPE_SPF, "SPF" },
};

const char *
todoku_dns_type_to_string (TodokuDnsType type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (type_names); i++)
    if (type_names[i].type == type)
      return type_names[i].name;

  g_return_val_if_reached ("");
}

gboolean
todoku_dns_type_from_string (const char *text, TodokuDnsType *type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (type_names); i++)
    if (g_ascii_strcasecmp (type_names[i].name, text) == 0)
      {
        *type = type_names[i].type;
        return TRUE;
      }

  return FALSE;
}
