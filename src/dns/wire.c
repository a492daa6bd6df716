// SPDX-License-Identifier: GPL-3.0-or-later

#include "dns/wire.h"

#include "dns/name.h"

// The octets of the longest name with its lengths and the root (RFC 1035 2.3.4).
#define WIRE_NAME_MAX 255

// The two bits that make a length a pointer (RFC 1035 4.1.4).
#define POINTER_BITS 0xc0

// The most pointers of a name: one behind each label. A chain of pointers to pointers, which every
// record of a long message may begin with, would keep the main loop busy.
#define POINTERS_MAX 127

void
todoku_dns_reader_init (TodokuDnsReader *self, const guint8 *octets, gsize length)
{
  *self = (TodokuDnsReader){ .octets = octets, .length = length };
}

const guint8 *
todoku_dns_reader_read_octets (TodokuDnsReader *self, gsize n)
{
  if (self->failed || n > self->length - self->offset)
    {
      self->failed = TRUE;
      return NULL;
    }

  const guint8 *octets = self->octets + self->offset;

  self->offset += n;

  return octets;
}

guint8
todoku_dns_reader_read_u8 (TodokuDnsReader *self)
{
  const guint8 *octets = todoku_dns_reader_read_octets (self, 1);

  return octets != NULL ? octets[0] : 0;
}

guint16
todoku_dns_reader_read_u16 (TodokuDnsReader *self)
{
  const guint8 *octets = todoku_dns_reader_read_octets (self, 2);

  return octets != NULL ? (guint16) (octets[0] << 8 | octets[1]) : 0;
}

guint32
todoku_dns_reader_read_u32 (TodokuDnsReader *self)
{
  guint32 high = todoku_dns_reader_read_u16 (self);

  return high << 16 | todoku_dns_reader_read_u16 (self);
}

static void
append_label (GString *name, const guint8 *label, gsize length)
{
  if (name->len > 0)
    g_string_append_c (name, '.');

  for (gsize i = 0; i < length; i++)
    {
      char octet = g_ascii_tolower ((char) label[i]);

      if (octet == '.' || octet == '\\')
        g_string_append_printf (name, "\\%c", octet);
      else
        todoku_dns_name_append_octet (name, label[i]);
    }
}

// A name that is being read.
typedef struct
{
  TodokuDnsReader labels; // where its labels stand
  gsize start;            // of those that were read last
  gsize end;              // behind the name or its first pointer
  gsize n_octets;
  guint n_pointers;
  GString *text;
} Name;

// Goes on at the place that the pointer beginning with @length leads to.
static void
name_jump (Name *name, guint length)
{
  gsize target = (length & ~(guint) POINTER_BITS) << 8 | todoku_dns_reader_read_u8 (&name->labels);

  if (name->n_pointers++ == 0)
    name->end = name->labels.offset;
  if (target >= name->start || name->n_pointers > POINTERS_MAX)
    name->labels.failed = TRUE;
  name->start = target;
  name->labels.offset = target;
}

static void
name_read_label (Name *name, guint length)
{
  const guint8 *label = todoku_dns_reader_read_octets (&name->labels, length);

  name->n_octets += length + 1;
  if (label == NULL || length > TODOKU_DNS_LABEL_MAX || name->n_octets > WIRE_NAME_MAX)
    name->labels.failed = TRUE;
  else
    append_label (name->text, label, length);
}

char *
todoku_dns_reader_read_name (TodokuDnsReader *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Name name = { .labels = *self, .start = self->offset, .n_octets = 1, .text = text };

  // Where reading fails, the next length reads as 0.
  for (guint length; (length = todoku_dns_reader_read_u8 (&name.labels)) > 0;)
    if ((length & POINTER_BITS) == POINTER_BITS)
      name_jump (&name, length);
    else
      name_read_label (&name, length);

  self->offset = name.n_pointers > 0 ? name.end : name.labels.offset;
  self->failed = name.labels.failed;

  return self->failed ? NULL : g_string_free (g_steal_pointer (&text), FALSE);
}

void
todoku_dns_write_u8 (GByteArray *message, guint8 value)
{
  g_byte_array_append (message, &value, 1);
}

void
todoku_dns_write_u16 (GByteArray *message, guint16 value)
{
  todoku_dns_write_u8 (message, (guint8) (value >> 8));
  todoku_dns_write_u8 (message, (guint8) value);
}

void
todoku_dns_write_u32 (GByteArray *message, guint32 value)
{
  todoku_dns_write_u16 (message, (guint16) (value >> 16));
  todoku_dns_write_u16 (message, (guint16) value);
}

// Returns FALSE where no label stands at @text, which moves to what follows it.
static gboolean
write_label (GByteArray *message, const char **text)
{
  guint start = message->len;

  todoku_dns_write_u8 (message, 0);
  while (**text != '\0' && **text != '.')
    {
      guint octet = todoku_dns_name_read_octet (text);

      if (octet > G_MAXUINT8)
        return FALSE;
      todoku_dns_write_u8 (message, (guint8) octet);
    }

  guint length = message->len - start - 1;

  if (length == 0 || length > TODOKU_DNS_LABEL_MAX)
    return FALSE;
  message->data[start] = (guint8) length;
  if (**text == '.')
    *text += 1;

  return TRUE;
}

gboolean
todoku_dns_write_name (GByteArray *message, const char *name)
{
  guint start = message->len;
  gboolean written = TRUE;

  if (g_str_equal (name, "."))
    name = "";
  while (written && *name != '\0')
    written = write_label (message, &name);
  todoku_dns_write_u8 (message, 0);

  if (!written || message->len - start > WIRE_NAME_MAX)
    {
      g_byte_array_set_size (message, start);
      return FALSE;
    }

  return TRUE;
}

char *
todoku_dns_canonicalize_name (const char *name)
{
  g_autoptr (GByteArray) octets = g_byte_array_new ();
  TodokuDnsReader reader;

  if (!todoku_dns_write_name (octets, name))
    return NULL;

  todoku_dns_reader_init (&reader, octets->data, octets->len);

  return todoku_dns_reader_read_name (&reader);
}
