// SPDX-License-Identifier: GPL-3.0-or-later

// What a returned mail means, and what to do next.

#include "mail/bounce.h"

#include "config.h"

#include <glib/gi18n-lib.h>

const char *
todoku_bounce_status_describe (TodokuBounceStatus status)
{
  switch (status)
    {
    case TODOKU_BOUNCE_EMPTY:
      return _ ("There is nothing to read. Copy the whole text of the returned mail.");
    case TODOKU_BOUNCE_TOO_LARGE:
      return _ ("This is too large to be read: a returned mail has 16 MiB at most. Copy only its "
                "text, without attachments.");
    case TODOKU_BOUNCE_NONE:
      return _ ("This does not look like a returned mail. Copy the whole of it, with the lines in "
                "English and the number that begins with 550 or 5.7.");
    case TODOKU_BOUNCE_FOUND:
    default:
      return _ ("This is a returned mail.");
    }
}

char *
todoku_bounce_describe_meaning (const TodokuBounce *self)
{
  if (self->refusal == NULL)
    return g_strdup (_ ("This mail came back for a reason that Todoku does not know."));

  return g_strdup (todoku_catalog_text_get (&self->refusal->meaning));
}

static char *
describe_form (const TodokuBounce *self)
{
  const char *own = self->author != NULL ? self->author : "info@shop.example";
  g_autofree char *name = NULL;

  if (self->server_owner != NULL)
    // Translators: the first argument is a server's name, the second a mail host.
    name = g_strdup_printf (_ ("%s, a server of %s"), self->domain,
                            todoku_catalog_text_get (&self->server_owner->name));

  return g_strdup_printf (
    // Translators: the first argument is a domain, perhaps with its owner, the second a mail
    // address.
    _ ("The receiver did not ask your domain, but %s: its name stands in the envelope sender "
       "(Return-Path), as in mail from a contact form. A change of your SPF record would not help. "
       "Ask whoever made the form, or the author of the WordPress plugin, to set the envelope "
       "sender to an address of your domain (%s), or to send through the SMTP server of your mail "
       "host."),
    name != NULL ? name : self->domain, own);
}

static char *
describe_spf_step (const TodokuBounce *self)
{
  g_autofree char *ip = todoku_dns_address_to_string (&self->ip);

  if (self->domain == NULL)
    return g_strdup (_ ("Check the SPF record of the domain in your mail address."));
  if (*ip == '\0')
    // Translators: the argument is a domain.
    return g_strdup_printf (_ ("Check the SPF record of %s."), self->domain);

  // Translators: the first argument is a domain, the second an IP address.
  return g_strdup_printf (_ ("Check the SPF record of %s: it has to let the server %s send."),
                          self->domain, ip);
}

static const char *
get_other_step (TodokuRefusalKind kind)
{
  switch (kind)
    {
    case TODOKU_REFUSAL_PTR:
    case TODOKU_REFUSAL_TLS:
      return _ ("SPF cannot fix this, and neither can you: only the company that runs the sending "
                "server can. Send this mail to the support of your mail host.");
    case TODOKU_REFUSAL_DKIM:
      return _ ("SPF cannot fix this. Turn DKIM on in the panel of your mail host; where your DNS "
                "is with another company, copy the key record there.");
    case TODOKU_REFUSAL_ALIGNMENT:
      return _ ("SPF alone cannot fix this. Turn DKIM on for your own domain, or send through the "
                "server of your own domain.");
    case TODOKU_REFUSAL_DMARC:
      return _ ("SPF cannot fix this. Add a TXT record for _dmarc with the value v=DMARC1; "
                "p=none.");
    case TODOKU_REFUSAL_SPAM:
      return _ (
        "SPF cannot fix this. Write to fewer people at once, look at the text and the links "
        "of the mail, and ask the support of your mail host whether its server is on a "
        "block list.");
    case TODOKU_REFUSAL_USER_UNKNOWN:
      return _ ("First check the recipient's address for typing errors. If it is right, ask the "
                "recipient in another way to let mail from your domain in.");
    case TODOKU_REFUSAL_MAILBOX_FULL:
      return _ ("SPF has nothing to do with it. Ask the recipient in another way to make room, and "
                "send the mail again later.");
    case TODOKU_REFUSAL_UNAUTHENTICATED:
    case TODOKU_REFUSAL_SPF:
    case TODOKU_REFUSAL_OTHER:
    default:
      return _ ("If other mail comes back, too, check the SPF record of your domain.");
    }
}

char *
todoku_bounce_describe_next (const TodokuBounce *self)
{
  if (self->refusal == NULL || !self->refusal->fixable_by_spf)
    return g_strdup (get_other_step (self->kind));

  return todoku_bounce_is_foreign (self) ? describe_form (self) : describe_spf_step (self);
}

char *
todoku_bounce_describe (const TodokuBounce *self)
{
  g_autofree char *meaning = todoku_bounce_describe_meaning (self);
  g_autofree char *next = todoku_bounce_describe_next (self);

  // Translators: two sentences, one after the other.
  return g_strdup_printf (C_ ("sentences", "%s %s"), meaning, next);
}
