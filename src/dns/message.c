// SPDX-License-Identifier: GPL-3.0-or-later

#include "dns/message.h"

#include "dns/name.h"
#include "dns/wire.h"

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

TodokuDnsRecord *
todoku_dns_record_read (guint type, guint32 ttl, const guint8 *octets, gsize length)
{
  TodokuDnsReader reader;

  todoku_dns_reader_init (&reader, octets, length);

  return read_record (&reader, type, ttl, length);
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

TodokuDnsMessage *
todoku_dns_message_new (guint16 flags)
{
  TodokuDnsMessage *self = g_new0 (TodokuDnsMessage, 1);

  self->flags = flags;
  self->rcode = flags & TODOKU_DNS_RCODE_MASK;
  self->answers = todoku_dns_entry_array_new ();
  self->delegation = todoku_dns_entry_array_new ();
  self->negative_ttl = TODOKU_DNS_TTL_UNKNOWN;

  return self;
}

void
todoku_dns_message_free (TodokuDnsMessage *self)
{
  g_free (self->name);
  g_ptr_array_unref (self->answers);
  g_free (self->authority_zone);
  g_clear_pointer (&self->delegation, g_ptr_array_unref); // an answer may have taken it
  g_free (self);
}

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

// For how long "there is none" may be kept: RFC 2308 5.
static void
message_take_authority (TodokuDnsMessage *self, TodokuDnsEntry *entry)
{
  if (self->authority_zone != NULL)
    return;

  self->authority_zone = g_steal_pointer (&entry->owner);
  if (entry->record != NULL)
    self->negative_ttl = MIN (entry->record->ttl, entry->record->minimum);
}

void
todoku_dns_message_take_entry (TodokuDnsMessage *self,
                               TodokuDnsSection section,
                               TodokuDnsEntry *taken)
{
  g_autoptr (TodokuDnsEntry) entry = taken;
  guint type = entry->type;
  gboolean is_address = type == TODOKU_DNS_TYPE_A || type == TODOKU_DNS_TYPE_AAAA;

  if (section == TODOKU_DNS_SECTION_ANSWER)
    g_ptr_array_add (self->answers, g_steal_pointer (&entry));
  else if (section == TODOKU_DNS_SECTION_AUTHORITY && type == TODOKU_DNS_TYPE_SOA)
    message_take_authority (self, entry);
  else if (entry->record == NULL)
    return;
  else if (section == TODOKU_DNS_SECTION_AUTHORITY && type == TODOKU_DNS_TYPE_NS)
    g_ptr_array_add (self->delegation, g_steal_pointer (&entry));
  // Of addresses without name servers nobody takes notice.
  else if (section == TODOKU_DNS_SECTION_ADDITIONAL && is_address && self->delegation->len > 0)
    g_ptr_array_add (self->delegation, g_steal_pointer (&entry));
}

static gboolean
read_question (TodokuDnsReader *reader, TodokuDnsMessage *message)
{
  message->name = todoku_dns_reader_read_name (reader);
  message->type = todoku_dns_reader_read_u16 (reader);

  return todoku_dns_reader_read_u16 (reader) == TODOKU_DNS_CLASS_IN && !reader->failed;
}

static gboolean
read_section (TodokuDnsReader *reader,
              guint n_entries,
              TodokuDnsSection section,
              TodokuDnsMessage *message)
{
  gboolean with_record = section != TODOKU_DNS_SECTION_ADDITIONAL || message->delegation->len > 0;

  for (guint i = 0; i < n_entries; i++)
    {
      TodokuDnsEntry *entry = todoku_dns_entry_read (reader, with_record);

      if (entry == NULL)
        return FALSE;
      if (section == TODOKU_DNS_SECTION_ADDITIONAL && entry->type == TODOKU_DNS_TYPE_OPT)
        message->rcode |= entry->ttl >> 24 << 4;
      todoku_dns_message_take_entry (message, section, entry);
    }

  return TRUE;
}

// A server that could not do its work may leave everything but the header out.
static gboolean
may_lack_question (const TodokuDnsMessage *message)
{
  return todoku_dns_status_is_failure (status_for_rcode (message->rcode));
}

static gboolean
read_sections (TodokuDnsReader *reader, TodokuDnsMessage *message)
{
  guint n_questions = todoku_dns_reader_read_u16 (reader);
  guint n_entries[TODOKU_DNS_N_SECTIONS];

  for (guint i = 0; i < TODOKU_DNS_N_SECTIONS; i++)
    n_entries[i] = todoku_dns_reader_read_u16 (reader);

  if (n_questions == 0)
    return may_lack_question (message);
  if (n_questions != 1 || !read_question (reader, message))
    return FALSE;

  for (guint i = 0; i < TODOKU_DNS_N_SECTIONS; i++)
    if (!read_section (reader, n_entries[i], (TodokuDnsSection) i, message))
      return FALSE;

  return TRUE;
}

TodokuDnsMessage *
todoku_dns_message_parse (const guint8 *octets, gsize length)
{
  TodokuDnsReader reader;

  if (length < TODOKU_DNS_HEADER_LENGTH)
    return todoku_dns_message_new (0);

  todoku_dns_reader_init (&reader, octets, length);
  todoku_dns_reader_read_u16 (&reader); // the id

  TodokuDnsMessage *self = todoku_dns_message_new (todoku_dns_reader_read_u16 (&reader));

  self->is_whole = read_sections (&reader, self);

  return self;
}

// Whether it is an answer to a question for @name, @type, which is in the form of a message.
static gboolean
message_answers (const TodokuDnsMessage *self, const char *name, TodokuDnsType type)
{
  if (!self->is_whole || (self->flags & TODOKU_DNS_FLAG_RESPONSE) == 0
      || (self->flags & (TODOKU_DNS_OPCODE_MASK | TODOKU_DNS_FLAG_TRUNCATED)) != 0)
    return FALSE;
  if (self->name == NULL)
    return may_lack_question (self);

  return g_str_equal (self->name, name) && self->type == type;
}

static TodokuDnsEntry *
find_entry (GPtrArray *entries, const char *owner, guint type)
{
  todoku_list_foreach (TodokuDnsEntry, entry, entries)
    if (entry->type == type && entry->record != NULL && g_str_equal (entry->owner, owner))
      return entry;

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

  todoku_list_foreach (TodokuDnsEntry, entry, entries)
    if (entry->type == type && entry->record != NULL && g_str_equal (entry->owner, owner))
      g_ptr_array_add (records, g_steal_pointer (&entry->record));

  return records;
}

// A server that does not have the name and points to those that may.
static gboolean
message_is_referral (const TodokuDnsMessage *self)
{
  return self->delegation->len > 0 && self->authority_zone == NULL
         && (self->flags & TODOKU_DNS_FLAG_AUTHORITATIVE) == 0;
}

// An answer without records for @end, to which aliases led from @name.
static TodokuDnsStatus
message_get_empty_status (const TodokuDnsMessage *self,
                          const char *name,
                          const char *end,
                          char **alias)
{
  gboolean is_alias = !g_str_equal (name, end);
  gboolean is_known =
    self->authority_zone != NULL && todoku_dns_name_is_within (end, self->authority_zone);

  if (self->rcode == TODOKU_DNS_RCODE_NO_ERROR && is_alias && !is_known)
    {
      *alias = g_strdup (end);
      return TODOKU_DNS_STATUS_NO_DATA;
    }
  if (self->rcode == TODOKU_DNS_RCODE_NO_ERROR && message_is_referral (self))
    return TODOKU_DNS_STATUS_SERVER_FAILURE;

  return status_for_rcode (self->rcode);
}

static TodokuDnsStatus
message_get_status (const TodokuDnsMessage *self,
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
message_take_detail (TodokuDnsMessage *self, TodokuDnsStatus status)
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
todoku_dns_message_take_result (TodokuDnsMessage *self,
                                const char *name,
                                TodokuDnsType type,
                                const char *server,
                                char **alias)
{
  g_autofree char *canonical = todoku_dns_canonicalize_name (name);
  GPtrArray *records = NULL;
  TodokuDnsStatus status = TODOKU_DNS_STATUS_MALFORMED;

  *alias = NULL;
  if (canonical != NULL && message_answers (self, canonical, type))
    status = message_get_status (self, canonical, type, &records, alias);

  TodokuDnsAnswer *answer = todoku_dns_answer_new (status, server, records);
  TodokuDnsDetail detail = message_take_detail (self, status);

  todoku_dns_answer_set_detail (answer, &detail);
  todoku_dns_answer_set_authenticated (answer, (self->flags & TODOKU_DNS_FLAG_AUTHENTIC_DATA) != 0
                                                 && !todoku_dns_status_is_failure (status));

  return answer;
}
