// SPDX-License-Identifier: GPL-3.0-or-later

#include "mail/forwarding.h"

#include "mail/received-header.h"
#include "mail/text.h"

static gboolean
has (const GPtrArray *fields, const char *name, const char *expression)
{
  const char *value = todoku_mail_header_find (fields, name);

  return value != NULL && todoku_mail_text_has (value, expression);
}

// Newsletters have a List-Id and a way out as well, but there is nowhere to write to (RFC
// 2369 3.4).
static gboolean
is_from_list (const GPtrArray *fields)
{
  static const char *const names[] = { "Mailing-List", "X-Mailing-List", "X-BeenThere",
                                       "X-ML-Name" };

  if (has (fields, "List-Post", "@") || has (fields, "Sender", "-bounces(?:\\+[^@ ]{1,200})?@"))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (todoku_mail_header_find (fields, names[i]) != NULL)
      return TRUE;

  return todoku_mail_header_find (fields, "List-Id") != NULL
         && todoku_mail_header_find (fields, "List-Unsubscribe") == NULL;
}

gboolean
todoku_mail_is_rewritten (const char *mail_from)
{
  // The second is that of Microsoft 365.
  return mail_from != NULL && todoku_mail_text_has (mail_from, "^SRS[01][=+-]|\\+SRS=");
}

TodokuForwarding
todoku_mail_find_forwarding (const GPtrArray *fields, const char *mail_from)
{
  // Web servers know an X-Forwarded-For, too, and forms write it into their mail.
  static const char *const names[] = { "X-Forwarded-For", "X-Forwarded-To", "Resent-From" };

  if (is_from_list (fields))
    return TODOKU_FORWARDING_LIST;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (has (fields, names[i], "@"))
      return TODOKU_FORWARDING_SERVER;

  // That of Gmail is as "info+caf_=taro=example.com@shop.example".
  return todoku_mail_is_rewritten (mail_from)
             || (mail_from != NULL && todoku_mail_text_has (mail_from, "\\+caf_="))
           ? TODOKU_FORWARDING_SERVER
           : TODOKU_FORWARDING_NONE;
}
