// SPDX-License-Identifier: GPL-3.0-or-later

#include "mail/message.h"

#include "mail/charset.h"
#include "mail/html.h"
#include "mail/parts.h"
#include "mail/text.h"

#include <string.h>

// The reason stands near the begin; what is longer is the mail that came back.
#define TEXT_OCTETS_MAX (64 * 1024)

void
todoku_mail_message_free (TodokuMailMessage *mail)
{
  g_free (mail->lines);
  g_free (mail->original);
  g_free (mail->sender);
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

static void
take_text (TodokuMailMessage *mail, const char *text, const char *original)
{
  g_autofree char *head = g_utf8_make_valid (text, (gssize) strnlen (text, TEXT_OCTETS_MAX));
  g_autofree char *copy =
    g_utf8_make_valid (original, (gssize) strnlen (original, TEXT_OCTETS_MAX));

  mail->lines = todoku_mail_text_clean (head);
  mail->original = *copy != '\0' ? todoku_mail_text_clean (copy) : NULL;
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

static char *
read_parts (TodokuMailMessage *mail,
            const char *octets,
            gsize length,
            GString *text,
            GString *original)
{
  g_autofree char *peeled = NULL;
  g_autofree char *restored = NULL;

  if (memchr (octets, '\0', length) != NULL)
    return NULL;

  peeled = peel (octets, length);
  mail->is_mail = begins_with_header (peeled);
  restored = mail->is_mail ? g_steal_pointer (&peeled) : restore_header (peeled);

  return restored != NULL
           ? todoku_mail_parts_read (mail, restored, strlen (restored), text, original)
           : NULL;
}

// In a text without parts, a line tells where the mail that came back begins.
static void
split_original (TodokuMailMessage *mail)
{
  g_autoptr (GMatchInfo) info = NULL;
  int start;

  if (mail->original != NULL
      || !g_regex_match (todoku_mail_regex_get (
                           "\\n(?:-{3,6} (?:Below this line|This) is a copy of the message|"
                           "-{3,5} Original message|Original message headers:|Return-Path:)"),
                         mail->lines, 0, &info))
    return;

  g_match_info_fetch_pos (info, 0, &start, NULL);
  mail->original = g_strdup (mail->lines + start + 1);
  mail->lines[start + 1] = '\0';
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
    "^ ?<?" ADDRESS ">?(?::|[ \n]{1,3}\\((?:expanded|reason))",
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
  static const char *const shapes[] = { "\\(expanded from:?[ \n]{0,3}<?" ADDRESS, NULL };
  static const char *const fields[] = { "X-Original-To", "Delivered-To", "X-Forwarded-For" };
  char *forwarder = find_by_shape (mail->lines, shapes);

  if (forwarder == NULL && mail->recipient != NULL)
    forwarder = find_address_in_field (mail->lines, "Original-Recipient");
  for (gsize i = 0; forwarder == NULL && mail->recipient != NULL && i < G_N_ELEMENTS (fields); i++)
    forwarder = find_address_in_field (mail->original, fields[i]);
  if (forwarder != NULL && have_same_domain (forwarder, mail->recipient))
    g_clear_pointer (&forwarder, g_free);
  if (forwarder == NULL && mail->is_report && mail->sender != NULL && mail->author != NULL)
    forwarder = todoku_mail_text_find_address (to);
  if (forwarder != NULL
      && (have_same_domain (forwarder, mail->sender) || have_same_domain (forwarder, mail->author)))
    g_clear_pointer (&forwarder, g_free);

  return forwarder;
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
    take_if_missing (&mail->sender, todoku_mail_text_find_address (to));
  take_if_missing (&mail->author, find_address_in_field (mail->original, "From"));
  take_if_missing (&mail->recipient, find_address_in_field (lines, "Final-Recipient"));
  take_if_missing (&mail->recipient, find_address_in_field (lines, "X-Failed-Recipients"));
  take_if_missing (&mail->recipient, find_named_recipient (lines));
  mail->forwarder = find_forwarder (mail, to);
}

TodokuMailMessage *
todoku_mail_message_read (const char *octets, gsize length)
{
  TodokuMailMessage *mail = g_new0 (TodokuMailMessage, 1);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) original = g_string_new (NULL);
  g_autofree char *to = read_parts (mail, octets, length, text, original);

  if (text->len > 1)
    take_text (mail, text->str, original->str);
  else
    {
      g_autofree char *whole = todoku_charset_to_utf8 (octets, length, NULL);
      g_autofree char *plain = read_plain (whole);

      take_text (mail, plain, "");
    }
  split_original (mail);
  find_people (mail, to);

  return mail;
}
