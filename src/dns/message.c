// SPDX-License-Identifier: GPL-3.0-or-later

#include "dns/message.h"

#include "dns/entry.h"
#include "dns/name.h"
#include "dns/wire.h"

// What the sections of an answer say.
typedef struct
{
  GPtrArray *answers; // TodokuDnsEntry
  guint16 flags;
  guint rcode; // with the upper bits of EDNS
  char *authority_zone;
  guint32 negative_ttl;
  GPtrArray *delegation; // TodokuDnsEntry
} Message;

static void
message_clear (Message *self)
{
  g_clear_pointer (&self->answers, g_ptr_array_unref);
  g_clear_pointer (&self->authority_zone, g_free);
  g_clear_pointer (&self->delegation, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Message, message_clear)

void
todoku_dns_write_opt (GByteArray *message, guint16 udp_size)
{
  todoku_dns_write_name (message, "");
  todoku_dns_write_u16 (message, TODOKU_DNS_TYPE_OPT);
  todoku_dns_write_u16 (message, udp_size);
  todoku_dns_write_u32 (message, 0);
  todoku_dns_write_u16 (message, 0);
}

static GBytes *
new_question (const char *name, TodokuDnsType type, guint16 id, guint16 udp_size, guint16 flags)
{
  g_autoptr (GByteArray) message = g_byte_array_new ();

  if (!todoku_dns_name_is_valid (name))
    return NULL;

  todoku_dns_write_u16 (message, id);
  todoku_dns_write_u16 (message, flags);
  todoku_dns_write_u16 (message, 1);
  todoku_dns_write_u32 (message, 0);
  todoku_dns_write_u16 (message, udp_size > 0 ? 1 : 0);
  if (!todoku_dns_write_name (message, name))
    return NULL;
  todoku_dns_write_u16 (message, (guint16) type);
  todoku_dns_write_u16 (message, TODOKU_DNS_CLASS_IN);
  if (udp_size > 0)
    todoku_dns_write_opt (message, udp_size);

  return g_byte_array_free_to_bytes (g_steal_pointer (&message));
}

GBytes *
todoku_dns_message_new_question (const char *name, TodokuDnsType type, guint16 id, guint16 udp_size)
{
  return new_question (name, type, id, udp_size,
                       TODOKU_DNS_FLAG_RECURSION_DESIRED | TODOKU_DNS_FLAG_AUTHENTIC_DATA);
}

GBytes *
todoku_dns_message_new_direct_question (const char *name,
                                        TodokuDnsType type,
                                        guint16 id,
                                        guint16 udp_size)
{
  return new_question (name, type, id, udp_size, 0);
}

gboolean
todoku_dns_message_is_format_error (const guint8 *octets, gsize length)
{
  return length >= TODOKU_DNS_HEADER_LENGTH
         && (octets[3] & TODOKU_DNS_RCODE_MASK) == TODOKU_DNS_RCODE_FORMAT_ERROR;
}

gboolean
todoku_dns_message_is_truncated (const guint8 *octets, gsize length)
{
  return length >= TODOKU_DNS_HEADER_LENGTH && (octets[2] & TODOKU_DNS_FLAG_TRUNCATED >> 8) != 0;
}

static TodokuDnsStatus
status_for_rcode (guint rcode)
{
  switch (rcode)
    {
    case TODOKU_DNS_RCODE_NO_ERROR:
      return TODOKU_DNS_STATUS_NO_DATA;
    case TODOKU_DNS_RCODE_NX_DOMAIN:
      return TODOKU_DNS_STATUS_NX_DOMAIN;
    case TODOKU_DNS_RCODE_REFUSED:
      return TODOKU_DNS_STATUS_REFUSED;
    default:
      return TODOKU_DNS_STATUS_SERVER_FAILURE;
    }
}

// The name as a message would bring it, so that both can be compared octet by octet.
static char *
name_to_canonical (const char *name)
{
  g_autoptr (GByteArray) octets = g_byte_array_new ();
  TodokuDnsReader reader;

  if (!todoku_dns_write_name (octets, name))
    return NULL;

  todoku_dns_reader_init (&reader, octets->data, octets->len);

  return todoku_dns_reader_read_name (&reader);
}

static gboolean
read_question (TodokuDnsReader *reader, guint n_questions, const char *name, TodokuDnsType type)
{
  if (n_questions != 1)
    return FALSE;

  g_autofree char *asked = todoku_dns_reader_read_name (reader);
  guint16 asked_type = todoku_dns_reader_read_u16 (reader);
  guint16 asked_class = todoku_dns_reader_read_u16 (reader);

  return !reader->failed && g_strcmp0 (asked, name) == 0 && asked_type == type
         && asked_class == TODOKU_DNS_CLASS_IN;
}

static gboolean
read_answers (TodokuDnsReader *reader, guint n_entries, Message *message)
{
  for (guint i = 0; i < n_entries; i++)
    {
      TodokuDnsEntry *entry = todoku_dns_entry_read (reader, TRUE);

      if (entry == NULL)
        return FALSE;
      g_ptr_array_add (message->answers, entry);
    }

  return TRUE;
}

// For how long "there is none" may be kept: RFC 2308 5.
static void
message_take_authority (Message *message, TodokuDnsEntry *entry)
{
  if (message->authority_zone != NULL)
    return;

  message->authority_zone = g_steal_pointer (&entry->owner);
  if (entry->record != NULL)
    message->negative_ttl = MIN (entry->record->ttl, entry->record->minimum);
}

static gboolean
read_authorities (TodokuDnsReader *reader, guint n_entries, Message *message)
{
  for (guint i = 0; i < n_entries; i++)
    {
      g_autoptr (TodokuDnsEntry) entry = todoku_dns_entry_read (reader, TRUE);

      if (entry == NULL)
        return FALSE;
      if (entry->type == TODOKU_DNS_TYPE_SOA)
        message_take_authority (message, entry);
      if (entry->type == TODOKU_DNS_TYPE_NS && entry->record != NULL)
        g_ptr_array_add (message->delegation, g_steal_pointer (&entry));
    }

  return TRUE;
}

// Of addresses without name servers nobody takes notice.
static gboolean
read_additional (TodokuDnsReader *reader, guint n_entries, Message *message)
{
  gboolean has_name_servers = message->delegation->len > 0;

  for (guint i = 0; i < n_entries; i++)
    {
      g_autoptr (TodokuDnsEntry) entry = todoku_dns_entry_read (reader, has_name_servers);

      if (entry == NULL)
        return FALSE;
      if (entry->type == TODOKU_DNS_TYPE_OPT)
        message->rcode |= entry->ttl >> 24 << 4;
      if (entry->record != NULL
          && (entry->type == TODOKU_DNS_TYPE_A || entry->type == TODOKU_DNS_TYPE_AAAA))
        g_ptr_array_add (message->delegation, g_steal_pointer (&entry));
    }

  return TRUE;
}

// Returns FALSE where the message is none, or answers another question than @name, @type.
static gboolean
message_read (Message *self, TodokuDnsReader *reader, const char *name, TodokuDnsType type)
{
  todoku_dns_reader_read_u16 (reader);
  self->flags = todoku_dns_reader_read_u16 (reader);
  self->rcode = self->flags & TODOKU_DNS_RCODE_MASK;

  guint n_questions = todoku_dns_reader_read_u16 (reader);
  guint n_answers = todoku_dns_reader_read_u16 (reader);
  guint n_authorities = todoku_dns_reader_read_u16 (reader);
  guint n_additional = todoku_dns_reader_read_u16 (reader);

  if (reader->failed || (self->flags & TODOKU_DNS_FLAG_RESPONSE) == 0
      || (self->flags & (TODOKU_DNS_OPCODE_MASK | TODOKU_DNS_FLAG_TRUNCATED)) != 0)
    return FALSE;

  // A server that could not do its work may leave everything but the header out.
  if (n_questions == 0 && todoku_dns_status_is_failure (status_for_rcode (self->rcode)))
    return TRUE;

  return read_question (reader, n_questions, name, type) && read_answers (reader, n_answers, self)
         && read_authorities (reader, n_authorities, self)
         && read_additional (reader, n_additional, self);
}

static TodokuDnsEntry *
find_entry (GPtrArray *entries, const char *owner, guint type)
{
  for (guint i = 0; i < entries->len; i++)
    {
      TodokuDnsEntry *entry = g_ptr_array_index (entries, i);

      if (entry->type == type && entry->record != NULL && g_str_equal (entry->owner, owner))
        return entry;
    }

  return NULL;
}

// Where the aliases that begin at @name end; NULL where they do not end soon enough.
static const char *
follow_aliases (GPtrArray *entries, const char *name, TodokuDnsType type)
{
  for (guint i = 0; i <= TODOKU_DNS_ALIASES_MAX; i++)
    {
      TodokuDnsEntry *alias = find_entry (entries, name, TODOKU_DNS_TYPE_CNAME);

      if (alias == NULL || type == TODOKU_DNS_TYPE_CNAME)
        return name;
      name = alias->record->name;
    }

  return NULL;
}

static GPtrArray *
take_records (GPtrArray *entries, const char *owner, guint type)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_dns_record_free);

  for (guint i = 0; i < entries->len; i++)
    {
      TodokuDnsEntry *entry = g_ptr_array_index (entries, i);

      if (entry->type == type && entry->record != NULL && g_str_equal (entry->owner, owner))
        g_ptr_array_add (records, g_steal_pointer (&entry->record));
    }

  return records;
}

// A server that does not have the name and points to those that may.
static gboolean
message_is_referral (const Message *self)
{
  return self->delegation->len > 0 && self->authority_zone == NULL
         && (self->flags & TODOKU_DNS_FLAG_AUTHORITATIVE) == 0;
}

// An answer without records for @end, to which aliases led from @name.
static TodokuDnsStatus
message_get_empty_status (const Message *self, const char *name, const char *end, char **alias)
{
  gboolean is_alias = !g_str_equal (name, end);
  gboolean is_known =
    self->authority_zone != NULL && todoku_dns_name_is_within (end, self->authority_zone);

  if (self->rcode == TODOKU_DNS_RCODE_NO_ERROR && is_alias && !is_known)
    {
      if (alias != NULL)
        *alias = g_strdup (end);
      return TODOKU_DNS_STATUS_NO_DATA;
    }
  if (self->rcode == TODOKU_DNS_RCODE_NO_ERROR && message_is_referral (self))
    return TODOKU_DNS_STATUS_SERVER_FAILURE;

  return status_for_rcode (self->rcode);
}

static TodokuDnsStatus
message_get_status (const Message *self,
                    const char *name,
                    TodokuDnsType type,
                    GPtrArray **records,
                    char **alias)
{
  TodokuDnsStatus status = status_for_rcode (self->rcode);

  if (todoku_dns_status_is_failure (status))
    return status;

  const char *end = follow_aliases (self->answers, name, type);

  if (end == NULL)
    return TODOKU_DNS_STATUS_MALFORMED;
  if (find_entry (self->answers, end, type) == NULL)
    return message_get_empty_status (self, name, end, alias);
  if (status == TODOKU_DNS_STATUS_NX_DOMAIN)
    return TODOKU_DNS_STATUS_MALFORMED;

  *records = take_records (self->answers, end, type);

  return TODOKU_DNS_STATUS_FOUND;
}

static TodokuDnsDetail
message_take_detail (Message *self, TodokuDnsStatus status)
{
  TodokuDnsDetail detail = { .negative_ttl = TODOKU_DNS_TTL_UNKNOWN };

  if (status == TODOKU_DNS_STATUS_MALFORMED)
    return detail;

  detail.is_authoritative = (self->flags & TODOKU_DNS_FLAG_AUTHORITATIVE) != 0;
  detail.negative_ttl = self->negative_ttl;
  if (self->rcode == TODOKU_DNS_RCODE_NO_ERROR && message_is_referral (self))
    detail.delegation = g_steal_pointer (&self->delegation);

  return detail;
}

TodokuDnsAnswer *
todoku_dns_message_parse_answer (const guint8 *octets,
                                 gsize length,
                                 const char *name,
                                 TodokuDnsType type,
                                 const char *server,
                                 char **alias)
{
  g_autofree char *canonical = name_to_canonical (name);
  g_auto (Message) message = {
    .answers = todoku_dns_entry_array_new (),
    .delegation = todoku_dns_entry_array_new (),
    .negative_ttl = TODOKU_DNS_TTL_UNKNOWN,
  };
  GPtrArray *records = NULL;
  TodokuDnsStatus status = TODOKU_DNS_STATUS_MALFORMED;
  TodokuDnsReader reader;

  if (alias != NULL)
    *alias = NULL;

  todoku_dns_reader_init (&reader, octets, length);
  if (canonical != NULL && message_read (&message, &reader, canonical, type))
    status = message_get_status (&message, canonical, type, &records, alias);

  TodokuDnsAnswer *answer = todoku_dns_answer_new (status, server, records);
  TodokuDnsDetail detail = message_take_detail (&message, status);

  todoku_dns_answer_set_detail (answer, &detail);
  todoku_dns_answer_set_authenticated (answer, (message.flags & TODOKU_DNS_FLAG_AUTHENTIC_DATA) != 0
                                                 && !todoku_dns_status_is_failure (status));

  return answer;
}
