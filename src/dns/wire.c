// SPDX-License-Identifier: GPL-3.0-or-later

#include "dns/wire.h"

#include "dns/name.h"

// The octets of the longest name with its lengths and the root (RFC 1035 2.3.4).
#define WIRE_NAME_MAX 255

// The two bits that make a length a pointer (RFC 1035 4.1.4).
#define POINTER_BITS 0xc0

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
      else if (g_ascii_isgraph (octet))
        g_string_append_c (name, octet);
      else
        g_string_append_printf (name, "\\%03u", label[i]);
    }
}

// Goes on reading a name at @target; what was read so far stands at @start and after it.
static void
reader_jump (TodokuDnsReader *self, gsize *start, gsize target)
{
  if (target >= *start)
    self->failed = TRUE;
  *start = target;
  self->offset = target;
}

char *
todoku_dns_reader_read_name (TodokuDnsReader *self)
{
  g_autoptr (GString) name = g_string_new (NULL);
  TodokuDnsReader labels = *self;
  gsize start = self->offset;
  gsize n_octets = 1;
  gboolean jumped = FALSE;

  for (guint length; (length = todoku_dns_reader_read_u8 (&labels)) > 0;)
    {
      gboolean is_pointer = (length & POINTER_BITS) == POINTER_BITS;

      if (is_pointer)
        {
          guint low = todoku_dns_reader_read_u8 (&labels);

          if (!jumped)
            self->offset = labels.offset;
          jumped = TRUE;
          reader_jump (&labels, &start, (length & ~(guint) POINTER_BITS) << 8 | low);
          continue;
        }

      const guint8 *label = todoku_dns_reader_read_octets (&labels, length);

      n_octets += length + 1;
      if (label == NULL || length > TODOKU_DNS_LABEL_MAX || n_octets > WIRE_NAME_MAX)
        {
          self->failed = TRUE;
          return NULL;
        }
      append_label (name, label, length);
    }

  if (!jumped)
    self->offset = labels.offset;
  self->failed = labels.failed;

  return self->failed ? NULL : g_string_free (g_steal_pointer (&name), FALSE);
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
