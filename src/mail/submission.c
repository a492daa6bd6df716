// SPDX-License-Identifier: GPL-3.0-or-later

// Whether it was the person's own outgoing server that refused a mail, and what its words mean
// then.

#include "mail/submission.h"

#include "mail/received.h"
#include "mail/reply.h"
#include "mail/text.h"

#include <string.h>

// Gmail, where it sends with an address of another company, through that one's server.
#define SEND_AS                                                                                    \
  "'Send mail as' (?:feature|account)|\\bp=CustomFromDenied\\b|rejected by the relay|"             \
  "別の(?:メール)?アドレスまたは(?:別の)?エイリアス"

// Mail programs, and what forms and shops send with.
#define PROGRAM                                                                                    \
  "\\b0x800CCC[0-9A-F]{2}\\b|サーバーの?応答 ?: ?['\"]?[45]\\d\\d|サーバの応答: ?\"|" \
  "SMTPサーバーからの応答: ?[45]\\d\\d|メールサーバーからの応答:|"            \
  "\\bServer Response: ?['\"]|\\bThe mail server responded:|\\bThe server response was: "          \
  "[45]\\d\\d|"                                                                                    \
  "\\bSMTP ?(?:Error|エラー)(?: ?\\([45]\\d\\d\\))?: |\\bSMTP server error: |"                  \
  "\\bCould not instantiate mail function|\\bSMTP connect\\(\\) failed|\\bSMTP code: "             \
  "[45]\\d\\d|SERVER -> CLIENT: [45]\\d\\d|"                                                       \
  "\\bExpected response code [0-9\"/]{3,20} but got code \"[45]\\d\\d\""

gboolean
todoku_submission_is_shown (const char *lines)
{
  return todoku_mail_text_has (lines, SEND_AS "|" PROGRAM);
}

static gboolean
is_of_sender (const TodokuBounce *self, const char *server)
{
  const char *const addresses[] = { self->sender, self->author, self->reader };

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autofree char *domain = todoku_mail_read_domain (addresses[i]);

      if (todoku_alignment_find (domain, server) >= TODOKU_ALIGNMENT_RELAXED
          && todoku_alignment_find (self->recipient_domain, server) == TODOKU_ALIGNMENT_NONE)
        return TRUE;
    }

  return FALSE;
}

// The name of the server that a mail system asked, and that refused.
static char *
find_server (const char *lines)
{
  g_autoptr (GMatchInfo) info = NULL;
  g_autofree char *name = NULL;

  if (!g_regex_match (todoku_mail_regex_get (
                        "(?:(?<!at )\\b(?:host|server|talking to|relay=|Remote-MTA: ?dns;) ?|\\bH=)"
                        "(?<name>(?:[a-z0-9_-]{1,63}\\.){1,10}[a-z]{2,24})(?![a-z0-9@-])"),
                      lines, 0, &info))
    return NULL;
  name = g_match_info_fetch_named (info, "name");

  return g_ascii_strdown (name, -1);
}

// A mail system finds the recipient's server by the MX record, or hands everything to one that is
// set. A provider that gives addresses to everybody has no wrong MX record.
static gboolean
is_own_server (const TodokuBounce *self, const char *server)
{
  const char *recipient = self->recipient_domain;

  if (server != NULL && todoku_bounce_rules_find_server (self->rules, server) != NULL)
    return FALSE;

  return (recipient != NULL && todoku_catalog_is_provider_domain (self->catalog, recipient))
         || (server != NULL
             && (is_of_sender (self, server)
                 || todoku_mail_text_has (
                   server, "^(?:smtp|relay|submission|outgoing)\\d{0,4}[.-](?!in)")));
}

// Postfix says it of any recipient to whoever did not log in.
static gboolean
is_access_denied (const TodokuBounce *self)
{
  return self->rule != NULL && g_str_equal (self->rule->id, "recipient-refused")
         && self->code != NULL && g_str_has_suffix (self->code, "5.7.1");
}

// What the words mean that are shown as its own server's.
static const char *
find_shown (const TodokuBounce *self, const char *lines)
{
  switch (self->kind)
    {
    case TODOKU_BOUNCE_KIND_RELAY:
      return "not-logged-in";
    case TODOKU_BOUNCE_KIND_TLS:
      return "own-tls";
    case TODOKU_BOUNCE_KIND_UNREACHABLE:
      return "own-unreachable";
    case TODOKU_BOUNCE_KIND_OTHER:
      return todoku_mail_text_has (lines, SEND_AS) ? "relay-rejected" : NULL;
    default:
      return is_access_denied (self) ? "not-logged-in" : NULL;
    }
}

static const char *
find_told (const TodokuBounce *self, const char *lines, gboolean is_wrapped)
{
  g_autofree char *server = find_server (lines);

  if (self->kind != TODOKU_BOUNCE_KIND_RELAY && !is_access_denied (self))
    return NULL;
  if (is_own_server (self, server))
    return "not-logged-in";

  return self->kind == TODOKU_BOUNCE_KIND_RELAY && !is_wrapped ? "relay-by-either" : NULL;
}

void
todoku_submission_find (TodokuBounce *self, const TodokuMailMessage *mail, gboolean is_wrapped)
{
  const char *id = todoku_submission_is_shown (mail->lines)
                     ? find_shown (self, mail->lines)
                     : find_told (self, mail->lines, is_wrapped);

  const TodokuBounceRule *rule = id != NULL ? todoku_bounce_rules_find (self->rules, id) : NULL;

  if (rule == NULL)
    return;
  self->rule = rule;
  self->kind = rule->kind;
  self->receiver = NULL;
}
