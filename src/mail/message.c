// SPDX-License-Identifier: GPL-3.0-or-later

// The one file that knows GMime.

#include "mail/message.h"

#include "base/charset.h"
#include "mail/forwarding.h"
#include "mail/received-header.h"
#include "mail/received-trace.h"
#include "mail/text.h"

#include <gmime/gmime.h>
#include <string.h>

// More than any mail has, and little enough not to wear the machine out.
#define DEPTH_MAX 16
#define PARTS_MAX 200
#define BOUNDARIES_MAX 64
#define PART_OCTETS_MAX (1024 * 1024)

// The reason stands near the begin; what is longer is the mail that came back.
#define TEXT_OCTETS_MAX (64 * 1024)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeStream, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeParser, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeMessage, g_object_unref)

// A mail that is being read.
typedef struct
{
  TodokuMailMessage *mail;
  GString *text;     // what people and mail systems wrote, one part after the other, in UTF-8
  GString *original; // the head of the mail that came back, in UTF-8
  GString *copied;   // the same, as the mail system copied it into what it wrote
  char *to;          // to whom a report goes: the sender of what came back (RFC 3464 2)
  guint n_parts;
} Reader;

static void read_object (Reader *reader, GMimeObject *object, guint depth);

// The content with its transfer encoding undone.
static char *
read_text (GMimePart *part)
{
  GMimeDataWrapper *content = g_mime_part_get_content (part);
  const char *charset = g_mime_object_get_content_type_parameter (GMIME_OBJECT (part), "charset");
  g_autoptr (GMimeStream) stream = g_mime_stream_mem_new ();
  GByteArray *octets = g_mime_stream_mem_get_byte_array (GMIME_STREAM_MEM (stream));

  if (content != NULL)
    g_mime_data_wrapper_write_to_stream (content, stream);

  return todoku_charset_to_utf8 ((const char *) octets->data, MIN (octets->len, PART_OCTETS_MAX),
                                 charset);
}

// Where the mail begins that came back, in a text that has it below what the mail system says; -1
// for one without it. A title says so, or, behind what a server said, a header's first field.
static int
find_original (const char *text)
{
  static const char titles[] =
    "^[ \\t]{0,8}(?:-{3,6} (?:Below this line|This) is a copy of the message|"
    "-{3,5} Original message\\b|Original message headers:?[ \\t]*$|Message Hops[ \\t]*$|"
    "元の(?:メッセージ|メール) ?ヘッダー|メッセージ ?ホップ)|^Return-Path:";
  static const char fields[] =
    "^[ \\t]{0,8}(?:(?:ARC-)?Authentication-Results|Received-SPF|Received|Return-Path): ";
  g_autoptr (GMatchInfo) info = NULL;
  g_autoptr (GMatchInfo) code = NULL;
  int start, end = 0;

  if (g_regex_match (todoku_mail_regex_get (titles), text, 0, &info)
      && g_match_info_fetch_pos (info, 0, &start, NULL) && start > 0)
    return start;
  if (g_regex_match (todoku_mail_regex_get ("(?<![0-9a-z.])[45]\\d\\d[ -]"), text, 0, &code))
    g_match_info_fetch_pos (code, 0, NULL, &end);
  g_clear_pointer (&info, g_match_info_unref);
  if (end == 0
      || !g_regex_match_full (todoku_mail_regex_get (fields), text, -1, end, 0, &info, NULL))
    return -1;
  g_match_info_fetch_pos (info, 0, &start, NULL);

  return start;
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
  gboolean is_status = g_mime_content_type_is_type (type, "message", "delivery-status")
                       || g_mime_content_type_is_type (type, "message", "global-delivery-status");
  g_autofree char *text = NULL;

  if (!is_status && !g_mime_content_type_is_type (type, "text", "*"))
    return;

  text = read_text (part);
  if (g_mime_content_type_is_type (type, "text", "html"))
    {
      g_autofree char *html = g_steal_pointer (&text);

      text = todoku_html_to_text (html);
    }
  if (g_mime_content_type_is_type (type, "text", "rfc822-headers"))
    append_text (reader->original, text);
  else
    {
      int start = is_status ? -1 : find_original (text);

      if (start >= 0)
        {
          append_text (reader->copied, text + start);
          text[start] = '\0';
        }
      append_text (reader->text, text);
    }
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
read_multipart (Reader *reader, GMimeMultipart *multipart, guint depth)
{
  const char *type =
    g_mime_object_get_content_type_parameter (GMIME_OBJECT (multipart), "report-type");
  int n = g_mime_multipart_get_count (multipart);

  if (type != NULL && g_ascii_strcasecmp (type, "delivery-status") == 0)
    reader->mail->is_report = TRUE;
  else if (type != NULL)
    reader->mail->is_other_report = TRUE;
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

static void
read_mime (Reader *reader, const char *octets, gsize length)
{
  static GMutex mutex;
  static gsize ready;
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  g_autoptr (GMimeStream) stream = NULL;
  g_autoptr (GMimeParser) parser = NULL;
  g_autoptr (GMimeMessage) message = NULL;

  if (!is_reasonable (octets, length))
    return;
  if (g_once_init_enter (&ready))
    {
      g_mime_init ();
      g_once_init_leave (&ready, 1);
    }
  stream = g_mime_stream_mem_new_with_buffer (octets, length);
  parser = g_mime_parser_new_with_stream (stream);
  message = g_mime_parser_construct_message (parser, NULL);
  if (message != NULL)
    read_message (reader, message, 0);
}

void
todoku_mail_message_free (TodokuMailMessage *mail)
{
  g_free (mail->lines);
  g_free (mail->original);
  g_free (mail->sender);
  g_free (mail->reader);
  g_free (mail->author);
  g_free (mail->recipient);
  g_free (mail->forwarder);
  g_free (mail);
}

// A mail's header has at least one of these near its top.
static gboolean
begins_with_header (const char *text)
{
  return todoku_mail_text_has (text,
                               "\\A(?:[a-z0-9-]{1,76}:.*\n(?:[ \t].*\n)*+){0,19}?"
                               "(?:From|Return-Path|Received|Content-Type|Subject|MIME-Version|"
                               "Delivered-To|Message-ID):");
}

// A mail whose begin was not copied: "--boundary" and the head of a part. Gives it one.
static char *
restore_header (const char *text)
{
  g_autoptr (GMatchInfo) info = NULL;
  g_autofree char *boundary = NULL;

  if (!g_regex_match (todoku_mail_regex_get ("^--([^\\r\\n\"\\\\]{3,200})\\r?\\nContent-"), text, 0,
                      &info))
    return NULL;

  boundary = g_match_info_fetch (info, 1);

  return g_strdup_printf ("Content-Type: multipart/mixed; boundary=\"%s\"\n\n%s",
                          g_strchomp (boundary), text);
}

static gboolean
is_quoted_printable (const char *text)
{
  return strstr (text, "=3D") != NULL || strstr (text, "=3d") != NULL
         || (strstr (text, "=\n") != NULL && strstr (text, "=E") != NULL);
}

// The body of a part in base64 (RFC 2045 6.8), copied without its head. NULL where it is none.
static char *
decode_base64 (const char *text)
{
  g_autofree guchar *octets = NULL;
  gsize length = 0;

  if (!todoku_mail_text_has (text, "\\A\\s*+(?:[a-z0-9+/]{40,76}+\\r?\\n)++"
                                   "(?:[a-z0-9+/]{1,76}+={0,2}+)?+\\s*+\\z"))
    return NULL;
  octets = g_base64_decode (text, &length);

  return todoku_charset_to_utf8 ((const char *) octets, length, NULL);
}

// What was copied as text, out of a program or out of a mail's source.
static char *
read_plain (const char *text)
{
  g_autofree char *octets = is_quoted_printable (text)
                              ? todoku_mail_text_decode (text, "=\\r?\\n|=(?<hex>[0-9a-f]{2})")
                              : NULL;
  g_autofree char *decoded = todoku_charset_to_utf8 (octets != NULL ? octets : text,
                                                     strlen (octets != NULL ? octets : text), NULL);

  return todoku_html_is_likely (decoded) ? todoku_html_to_text (decoded)
                                         : g_steal_pointer (&decoded);
}

static char *
clean_start (const char *text)
{
  g_autofree char *start = g_utf8_make_valid (text, (gssize) strnlen (text, TEXT_OCTETS_MAX));

  return todoku_mail_text_clean (start);
}

// The quotation marks that the octets of a whole mail may have, and a line of an mbox file.
static char *
peel (const char *octets, gsize length)
{
  gboolean has_mark = length >= 3 && memcmp (octets, "\xef\xbb\xbf", 3) == 0;
  g_autofree char *text = g_strndup (octets + (has_mark ? 3 : 0), length - (has_mark ? 3 : 0));
  const char *start = text + strspn (text, " \t\r\n");
  const char *line = strchr (start, '\n');

  if (*start == '>')
    return g_regex_replace (todoku_mail_regex_get ("^> ?"), start, -1, 0, "", 0, NULL);
  if (g_str_has_prefix (start, "From ") && line != NULL && begins_with_header (line + 1))
    start = line + 1;

  return g_strdup (start);
}

static void
read_parts (Reader *reader, const char *octets, gsize length)
{
  g_autofree char *peeled = NULL;
  g_autofree char *restored = NULL;

  if (memchr (octets, '\0', length) != NULL)
    return;

  peeled = peel (octets, length);
  reader->mail->is_mail = begins_with_header (peeled);
  restored = reader->mail->is_mail ? g_steal_pointer (&peeled) : restore_header (peeled);
  if (restored != NULL)
    read_mime (reader, restored, strlen (restored));
}

// In a text without parts, a line tells where the mail that came back begins.
static void
split_original (TodokuMailMessage *mail)
{
  int start = mail->original == NULL ? find_original (mail->lines) : -1;

  if (start < 0)
    return;
  mail->original = g_strdup (mail->lines + start);
  mail->lines[start] = '\0';
}

static char *
find_address_in_field (const char *lines, const char *name)
{
  g_autofree char *value = lines != NULL ? todoku_mail_text_find_field (lines, name) : NULL;

  return todoku_mail_text_find_address (value);
}

#define ADDRESS "(?<address>[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9.-]{3,253})"

static char *
find_by_shape (const char *lines, const char *const *shapes)
{
  for (; *shapes != NULL; shapes++)
    {
      g_autoptr (GMatchInfo) info = NULL;

      if (g_regex_match (todoku_mail_regex_get (*shapes), lines, 0, &info))
        {
          g_autofree char *address = g_match_info_fetch_named (info, "address");

          return todoku_mail_text_find_address (address);
        }
    }

  return NULL;
}

// How mail systems name whom they could not reach.
static char *
find_named_recipient (const char *lines)
{
  static const char *const shapes[] = {
    "^ ?<?" ADDRESS ">?(?::|[ \n]{1,3}\\((?:expanded|(?:ultimately )?generated|reason))",
    "(?:address(?:es|\\(es\\)) failed|recipients? (?:failed permanently|did not receive this "
    "message)):\n{1,3} ?<?" ADDRESS,
    "<" ADDRESS ">\\.\\.\\. ",
    "\\b(?:RCPT TO:|to=|recipient:|unknown user|user unknown:?|no such user|mail data) "
    "?[<(]?" ADDRESS,
    "<" ADDRESS ">:? (?:user unknown|recipient address|relay)",
    ADDRESS "[>)]? ?\xe3\x81\xb8\xe3\x81\xae\xe3\x83\xa1\xe3\x83\xbc\xe3\x83\xab", // へのメール
    NULL,
  };

  return find_by_shape (lines, shapes);
}

static gboolean
have_same_domain (const char *address, const char *other)
{
  const char *one = strrchr (address, '@');
  const char *two = other != NULL ? strrchr (other, '@') : NULL;

  return one != NULL && two != NULL && g_ascii_strcasecmp (one, two) == 0;
}

// Whose mail a server sent on: it says so itself, or the mail that came back had arrived before, or
// its failure is told to somebody who neither wrote nor sent it.
static char *
find_forwarder (const TodokuMailMessage *mail, const char *to)
{
  static const char *const shapes[] = {
    "\\((?:expanded|(?:ultimately )?generated) from:?[ \n]{0,3}<?" ADDRESS,
    "\\borig_to=<?" ADDRESS,
    NULL,
  };
  static const char *const fields[] = { "X-Original-To", "Delivered-To", "X-Forwarded-For" };
  g_autoptr (GPtrArray) header =
    todoku_mail_header_split (mail->original != NULL ? mail->original : "");
  char *forwarder = find_by_shape (mail->lines, shapes);

  if (forwarder == NULL && mail->recipient != NULL)
    forwarder = find_address_in_field (mail->lines, "Original-Recipient");
  for (gsize i = 0; forwarder == NULL && mail->recipient != NULL && i < G_N_ELEMENTS (fields); i++)
    forwarder = find_address_in_field (mail->original, fields[i]);
  if (forwarder == NULL && mail->recipient != NULL)
    forwarder = todoku_mail_trace_find_other_recipient (header, mail->recipient);
  if (forwarder != NULL && have_same_domain (forwarder, mail->recipient))
    g_clear_pointer (&forwarder, g_free);
  if (forwarder == NULL && mail->is_report && mail->sender != NULL && mail->author != NULL)
    forwarder = todoku_mail_text_find_address (to);
  if (forwarder != NULL
      && (have_same_domain (forwarder, mail->sender) || have_same_domain (forwarder, mail->author)))
    g_clear_pointer (&forwarder, g_free);

  return forwarder;
}

// The address of its own that the envelope sender was made of, "info+caf_=taro=example.com@…" by
// Gmail.
static char *
undo_rewriting (const char *sender)
{
  return g_regex_replace (todoku_mail_regex_get ("\\+caf_=[^@]{1,200}"), sender, -1, 0, "", 0,
                          NULL);
}

// Where a list or a forwarding server put itself into the envelope, it is told of the failure.
static void
find_rewriter (TodokuMailMessage *mail)
{
  g_autoptr (GPtrArray) fields =
    todoku_mail_header_split (mail->original != NULL ? mail->original : "");
  TodokuForwarding forwarding = todoku_mail_find_forwarding (fields, mail->sender);
  g_autofree char *sender = forwarding == TODOKU_FORWARDING_LIST && mail->sender == NULL
                              ? find_address_in_field (mail->original, "Sender")
                              : g_strdup (mail->sender);

  if (forwarding == TODOKU_FORWARDING_NONE || sender == NULL || mail->author == NULL
      || have_same_domain (sender, mail->author))
    return;
  mail->is_list = forwarding == TODOKU_FORWARDING_LIST;
  if (mail->forwarder == NULL)
    mail->forwarder = undo_rewriting (sender);
}

static gboolean
is_daemon (const char *address)
{
  return g_ascii_strncasecmp (address, "mailer-daemon@", strlen ("mailer-daemon@")) == 0
         || g_ascii_strncasecmp (address, "postmaster@", strlen ("postmaster@")) == 0;
}

static void
take_if_missing (char **member, char *address)
{
  if (*member == NULL && address != NULL && !is_daemon (address))
    *member = address;
  else
    g_free (address);
}

static void
find_people (TodokuMailMessage *mail, const char *to)
{
  const char *lines = mail->lines;

  take_if_missing (&mail->sender, find_address_in_field (mail->original, "Return-Path"));
  take_if_missing (&mail->sender, find_address_in_field (lines, "X-Postfix-Sender"));
  if (mail->is_report)
    take_if_missing (&mail->reader, todoku_mail_text_find_address (to));
  take_if_missing (&mail->author, find_address_in_field (mail->original, "From"));
  take_if_missing (&mail->recipient, find_address_in_field (lines, "Final-Recipient"));
  take_if_missing (&mail->recipient, find_address_in_field (lines, "X-Failed-Recipients"));
  take_if_missing (&mail->recipient, find_named_recipient (lines));
  mail->forwarder = find_forwarder (mail, to);
  find_rewriter (mail);
}

TodokuMailMessage *
todoku_mail_message_read (const char *octets, gsize length)
{
  TodokuMailMessage *mail = g_new0 (TodokuMailMessage, 1);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) original = g_string_new (NULL);
  g_autoptr (GString) copied = g_string_new (NULL);
  Reader reader = { .mail = mail, .text = text, .original = original, .copied = copied };

  read_parts (&reader, octets, length);
  if (text->len > 1)
    {
      mail->lines = clean_start (text->str);
      if (original->len == 0)
        g_string_assign (original, copied->str);
      mail->original = original->len > 0 ? clean_start (original->str) : NULL;
    }
  else
    {
      g_autofree char *whole = todoku_charset_to_utf8 (octets, length, NULL);
      g_autofree char *body = decode_base64 (whole);
      g_autofree char *plain = read_plain (body != NULL ? body : whole);

      mail->lines = clean_start (plain);
    }
  split_original (mail);
  find_people (mail, reader.to);
  g_free (reader.to);

  return mail;
}

// How mail systems begin what they say of one recipient (RFC 3464 2.3).
#define RECIPIENT                                                                                  \
  "^ ?(?:Original-Recipient:[^\n]{0,400}\n ?)?(?:Final-Recipient: ?rfc822; ?)?"                    \
  "<?(?<recipient>[^ <>@;:\n]{1,64}@[^ <>@;:\n]{3,255})>?"                                         \
  "(?:[ \n]{1,3}\\((?:expanded|(?:ultimately )?generated) [^)\n]{1,400}\\))?(?::|$)"
#define RECIPIENTS_MAX 20
// In front of them stand a few lines, which are read again with each.
#define FRONT_OCTETS_MAX 4096

static GString *
get_part (GHashTable *parts,
          GPtrArray *recipients,
          char *recipient,
          const char *front,
          gsize length)
{
  GString *part = g_hash_table_lookup (parts, recipient);

  if (part != NULL)
    {
      g_free (recipient);
      return part;
    }
  part = g_string_new_len (front, (gssize) length);
  g_hash_table_insert (parts, recipient, part);
  g_ptr_array_add (recipients, recipient);

  return part;
}

static void
free_part (gpointer part)
{
  g_string_free (part, TRUE);
}

// What is said of each recipient, behind what stands in front of all of them.
static GHashTable *
split_lines (const char *lines, GPtrArray *recipients)
{
  GHashTable *parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_part);
  g_autoptr (GMatchInfo) info = NULL;
  GString *part = NULL;
  int front = 0, start = 0, end;

  for (g_regex_match (todoku_mail_regex_get (RECIPIENT), lines, 0, &info);
       g_match_info_matches (info) && recipients->len < RECIPIENTS_MAX;
       g_match_info_next (info, NULL))
    {
      g_autofree char *recipient = g_match_info_fetch_named (info, "recipient");

      g_match_info_fetch_pos (info, 0, &end, NULL);
      if (part != NULL)
        g_string_append_len (part, lines + start, end - start);
      else
        front = end <= FRONT_OCTETS_MAX ? end : 0;
      start = end;
      part = get_part (parts, recipients, g_ascii_strdown (recipient, -1), lines, (gsize) front);
    }
  if (part != NULL)
    g_string_append (part, lines + start);

  return parts;
}

GPtrArray *
todoku_mail_message_split (const TodokuMailMessage *mail)
{
  GPtrArray *messages = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_mail_message_free);
  g_autoptr (GPtrArray) recipients = g_ptr_array_new ();
  g_autoptr (GHashTable) parts = split_lines (mail->lines, recipients);

  for (guint i = 0; recipients->len > 1 && i < recipients->len; i++)
    {
      const GString *part = g_hash_table_lookup (parts, recipients->pdata[i]);
      TodokuMailMessage *message = g_new0 (TodokuMailMessage, 1);

      message->lines = g_strdup (part->str);
      message->original = g_strdup (mail->original);
      message->is_report = mail->is_report;
      message->is_mail = mail->is_mail;
      find_people (message, mail->reader);
      g_ptr_array_add (messages, message);
    }

  return messages;
}
