// SPDX-License-Identifier: GPL-3.0-or-later

// The one file that knows GMime.

#include "mail/parts.h"

#include "mail/charset.h"
#include "mail/html.h"

#include <gmime/gmime.h>
#include <string.h>

// More than any mail has, and little enough not to wear the machine out.
#define DEPTH_MAX 16
#define PARTS_MAX 200
#define BOUNDARIES_MAX 64
#define PART_OCTETS_MAX (1024 * 1024)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeStream, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeParser, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeMessage, g_object_unref)

typedef struct
{
  TodokuMailMessage *mail;
  GString *text;
  GString *original;
  char *to;
  guint n_parts;
} Reader;

static void read_object (Reader *reader, GMimeObject *object, guint depth);

// The content with its transfer encoding undone.
static GByteArray *
decode_content (GMimePart *part)
{
  GMimeDataWrapper *content = g_mime_part_get_content (part);
  GByteArray *octets = g_byte_array_new ();
  g_autoptr (GMimeStream) stream = g_mime_stream_mem_new_with_byte_array (octets);

  g_mime_stream_mem_set_owner (GMIME_STREAM_MEM (stream), FALSE);
  if (content != NULL)
    g_mime_data_wrapper_write_to_stream (content, stream);
  if (octets->len > PART_OCTETS_MAX)
    g_byte_array_set_size (octets, PART_OCTETS_MAX);

  return octets;
}

static char *
read_text (GMimePart *part)
{
  g_autoptr (GByteArray) octets = decode_content (part);
  const char *charset = g_mime_object_get_content_type_parameter (GMIME_OBJECT (part), "charset");

  return todoku_charset_to_utf8 ((const char *) octets->data, octets->len, charset);
}

static void
append_text (GString *all, const char *text)
{
  g_string_append (all, text);
  g_string_append_c (all, '\n');
}

// RFC 3464 2.3.3: a report may also say that the mail arrived.
static gboolean
says_failed (const char *status)
{
  return strcasestr (status, "action:") == NULL || strcasestr (status, "failed") != NULL
         || strcasestr (status, "delayed") != NULL;
}

static void
read_part (Reader *reader, GMimePart *part)
{
  GMimeContentType *type = g_mime_object_get_content_type (GMIME_OBJECT (part));
  gboolean is_html = g_mime_content_type_is_type (type, "text", "html");
  gboolean is_text = g_mime_content_type_is_type (type, "text", "*");
  gboolean is_status = g_mime_content_type_is_type (type, "message", "delivery-status")
                       || g_mime_content_type_is_type (type, "message", "global-delivery-status");
  g_autofree char *text = NULL;

  if (!is_text && !is_status)
    return;

  text = read_text (part);
  if (g_mime_content_type_is_type (type, "text", "rfc822-headers"))
    append_text (reader->original, text);
  else if (is_html)
    {
      g_autofree char *plain = todoku_html_to_text (text);

      append_text (reader->text, plain);
    }
  else
    append_text (reader->text, text);
  if (is_status)
    {
      reader->mail->is_report = says_failed (text);
      reader->mail->is_other_report = !reader->mail->is_report;
    }
}

static gboolean
is_mail_system (GMimeObject *message)
{
  const char *from = g_mime_object_get_header (message, "From");

  return from != NULL
         && (strcasestr (from, "mailer-daemon") != NULL || strcasestr (from, "postmaster@") != NULL
             || strcasestr (from, "Mail Delivery S") != NULL);
}

static void
read_message (Reader *reader, GMimeMessage *message, guint depth)
{
  GMimeObject *part = g_mime_message_get_mime_part (message);

  // What came back belongs to the report around it; a report may be forwarded within a mail.
  if (depth > 0 && reader->mail->is_report)
    {
      g_autofree char *head = g_mime_object_get_headers (GMIME_OBJECT (message), NULL);
      g_autofree char *text = todoku_charset_to_utf8 (head, strlen (head), NULL);

      append_text (reader->original, text);
      return;
    }

  if (is_mail_system (GMIME_OBJECT (message)))
    reader->mail->is_report = TRUE;
  if (part != NULL)
    read_object (reader, part, depth + 1);
  if (reader->mail->is_report && reader->to == NULL)
    reader->to = g_strdup (g_mime_object_get_header (GMIME_OBJECT (message), "To"));
}

static void
read_report_type (Reader *reader, GMimeObject *multipart)
{
  const char *type = g_mime_object_get_content_type_parameter (multipart, "report-type");

  if (type == NULL)
    return;
  if (g_ascii_strcasecmp (type, "delivery-status") == 0)
    reader->mail->is_report = TRUE;
  else
    reader->mail->is_other_report = TRUE;
}

static void
read_multipart (Reader *reader, GMimeMultipart *multipart, guint depth)
{
  int n = g_mime_multipart_get_count (multipart);

  read_report_type (reader, GMIME_OBJECT (multipart));
  for (int i = 0; i < n; i++)
    read_object (reader, g_mime_multipart_get_part (multipart, i), depth + 1);
}

static void
read_object (Reader *reader, GMimeObject *object, guint depth)
{
  if (depth > DEPTH_MAX || ++reader->n_parts > PARTS_MAX)
    return;

  if (GMIME_IS_MULTIPART (object))
    read_multipart (reader, GMIME_MULTIPART (object), depth);
  else if (GMIME_IS_MESSAGE_PART (object))
    {
      GMimeMessage *message = g_mime_message_part_get_message (GMIME_MESSAGE_PART (object));

      if (message != NULL)
        read_message (reader, message, depth + 1);
    }
  else if (GMIME_IS_PART (object))
    read_part (reader, GMIME_PART (object));
}

// GMime looks for every boundary in every line.
static gboolean
is_reasonable (const char *octets, gsize length)
{
  const char *end = octets + length;
  guint n = 0;

  for (const char *at = octets; n <= BOUNDARIES_MAX; n++, at += strlen ("boundary"))
    {
      at = memmem (at, (gsize) (end - at), "boundary", strlen ("boundary"));
      if (at == NULL)
        return TRUE;
    }

  return FALSE;
}

static GMimeMessage *
parse (const char *octets, gsize length)
{
  g_autoptr (GMimeStream) stream = g_mime_stream_mem_new_with_buffer (octets, length);
  g_autoptr (GMimeParser) parser = g_mime_parser_new_with_stream (stream);

  return g_mime_parser_construct_message (parser, NULL);
}

char *
todoku_mail_parts_read (TodokuMailMessage *mail,
                        const char *octets,
                        gsize length,
                        GString *text,
                        GString *original)
{
  static GMutex mutex;
  static gsize ready;
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  g_autoptr (GMimeMessage) message = NULL;
  Reader reader = { .mail = mail, .text = text, .original = original };

  if (!is_reasonable (octets, length))
    return NULL;
  if (g_once_init_enter (&ready))
    {
      g_mime_init ();
      g_once_init_leave (&ready, 1);
    }
  message = parse (octets, length);
  if (message != NULL)
    read_message (&reader, message, 0);

  return reader.to;
}
