// SPDX-License-Identifier: GPL-3.0-or-later

// What a returned mail means, and what to do next, for people and as JSON.

#include "mail/bounce.h"

#include "base/json.h"
#include "config.h"
#include "mail/forwarding.h"
#include "mail/received.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const char *
todoku_bounce_status_describe (TodokuBounceStatus status)
{
  switch (status)
    {
    case TODOKU_BOUNCE_EMPTY:
      return _ ("There is nothing to read. Copy the whole text of the returned email.");
    case TODOKU_BOUNCE_TOO_LARGE:
      return _ ("This is too large to be read: a returned email has 16 MiB at most. Copy only its "
                "text, without attachments.");
    case TODOKU_BOUNCE_NONE:
      return _ ("This does not look like a returned email. Copy all of it: the lines in English "
                "say why it came back.");
    case TODOKU_BOUNCE_REPORT:
      return _ ("This is a report on email that arrived, as a DMARC report, a read receipt or a "
                "complaint, and not an email that came back: nothing has to be changed because of "
                "it.");
    case TODOKU_BOUNCE_FOUND:
    default:
      return _ ("This is a returned email.");
    }
}

// What is wrong with the record itself says more than that SPF did not pass. Where the domain is
// known, the step says it.
static const char *const trouble_meanings[] = {
  [TODOKU_SPF_TROUBLE_NONE] = NULL,
  [TODOKU_SPF_TROUBLE_MISSING] = NULL,
  [TODOKU_SPF_TROUBLE_BROKEN] =
    N_ ("The receiving server did not accept the email: it found the SPF record broken."),
  [TODOKU_SPF_TROUBLE_LOOKUPS] =
    N_ ("The receiving server did not accept the email: the SPF record needs more DNS lookups than "
        "the 10 that are allowed."),
  [TODOKU_SPF_TROUBLE_SEVERAL] =
    N_ ("The receiving server did not accept the email: it found several SPF records, where only "
        "one is allowed."),
  [TODOKU_SPF_TROUBLE_UNREAD] =
    N_ ("The receiving server did not accept the email: it could not read the SPF record just "
        "then."),
};

// What failed to prove who sent it, and was refused only for the moment (RFC 5321 4.2.1): some of
// it arrives.
static gboolean
is_refused_for_now (const TodokuBounce *self)
{
  return self->rule != NULL && self->kind <= TODOKU_BOUNCE_KIND_TLS
         && self->spf_trouble != TODOKU_SPF_TROUBLE_UNREAD && self->rule->next.en == NULL
         && self->code != NULL && *self->code == '4';
}

char *
todoku_bounce_describe_meaning (const TodokuBounce *self)
{
  const char *late = _ ("This is a warning that the email is late: the server keeps trying.");
  const char *meaning = self->rule != NULL ? todoku_catalog_text_get (&self->rule->meaning) : NULL;

  if (trouble_meanings[self->spf_trouble] != NULL
      && (self->domain == NULL || self->spf_trouble == TODOKU_SPF_TROUBLE_UNREAD))
    meaning = _ (trouble_meanings[self->spf_trouble]);
  if (self->is_delayed && meaning != NULL)
    return g_strdup_printf (C_ ("sentences", "%s %s"), late, meaning);
  if (self->is_delayed)
    return g_strdup (late);

  if (meaning != NULL && is_refused_for_now (self))
    return g_strdup_printf (
      C_ ("sentences", "%s %s"), meaning,
      _ (
        "This refusal (its code starts with 4) is only for the moment: some of these emails arrive "
        "when the server tries again. Unless the reason is fixed, they may be refused for good."));

  return g_strdup (
    meaning != NULL ? meaning : _ ("This email came back for a reason that Todoku does not know."));
}

// The person's own address, as far as the mail tells it.
static const char *
get_own_address (const TodokuBounce *self)
{
  return todoku_bounce_get_settable_domain (self, self->author) != NULL ? self->author : NULL;
}

// The name that a server gives itself (RFC 7208 2.3) has nothing to do with the sender's address.
static char *
describe_helo (const TodokuBounce *self)
{
  return g_strdup_printf (
    // Translators: the argument is a server's name.
    _ ("The receiver did not check your domain, but %s, the name by which the sending server "
       "introduces itself (HELO). Neither your SPF record nor the sender’s address changes that: "
       "the server’s name has to be set right, or gets an SPF record of its own. Send this email "
       "to the support of the company that runs the server."),
    self->domain);
}

// Nothing was asked at all.
static char *
describe_nameless (void)
{
  return g_strdup (
    _ ("The envelope sender (Return-Path) of the email names no domain: no SPF record can help. "
       "Ask the person who made the form, or the author of the WordPress plugin, to set it to an "
       "address of your own domain, or to send through your email provider’s SMTP server."));
}

static char *
describe_form (const TodokuBounce *self)
{
  const char *own = get_own_address (self);
  // Translators: the argument is a mail address, behind a word.
  g_autofree char *named = own != NULL ? g_strdup_printf (_ (" (%s)"), own) : g_strdup ("");
  g_autofree char *server = NULL;

  if (self->server_owner != NULL)
    // Translators: the first argument is a server's name, the second a mail host.
    server = g_strdup_printf (_ ("%s (%s)"), self->domain,
                              todoku_catalog_text_get (&self->server_owner->name));

  return g_strdup_printf (
    // Translators: the first argument is a domain, perhaps with its owner, the second is empty, or
    // a mail address in brackets.
    _ ("The receiver did not check your domain, but %s: that name is in the envelope sender "
       "(Return-Path), as in email from a contact form. Changing your SPF record would not help. "
       "Ask the person who made the form, or the author of the WordPress plugin, to set the "
       "envelope sender to an address of your own domain%s, or to send through your email "
       "provider’s SMTP server."),
    server != NULL ? server : self->domain, named);
}

static const char *
get_domain_of (const char *address)
{
  return strrchr (address, '@') + 1;
}

char *
todoku_bounce_describe_author (const TodokuBounce *self)
{
  return g_strdup_printf (
    // Translators: the first argument is a mail address, the second a domain.
    _ ("The address in From (%s) is of another domain. If a form on your website puts the "
       "visitor’s address there, have it put an address of %s there, and the visitor’s into "
       "Reply-To."),
    self->author, self->domain);
}

// Written in a mailbox that a company gives to everybody, with the person's own address in From.
static char *
describe_mailbox (const TodokuBounce *self)
{
  return g_strdup_printf (
    // Translators: the first argument is a mail address, as of gmail.com, the second a domain.
    _ (
      "This email was sent from the mailbox %1$s with an address of %2$s in From: no SPF record of "
      "%2$s can help. Where that mailbox lets you set up the address of %2$s as a sender, enter "
      "the SMTP server of the email provider of %2$s there, so that the email goes out through "
      "it; or write it in the mailbox of %2$s itself."),
    self->sender, self->domain);
}

// DMARC refused it, and SPF was looked up at the envelope sender's domain.
static char *
describe_unaligned (const TodokuBounce *self, const char *own)
{
  const char *envelope = get_domain_of (self->sender);

  // The company's signature tells that its own servers sent it.
  if (todoku_catalog_is_provider_domain (self->catalog, envelope)
      && todoku_alignment_find (self->signer, envelope) >= TODOKU_ALIGNMENT_RELAXED)
    return describe_mailbox (self);
  if (own != NULL && todoku_alignment_find (own, envelope) >= TODOKU_ALIGNMENT_RELAXED)
    return g_strdup_printf (
      // Translators: the first argument is a domain that is not the person's, the second is hers.
      _ ("From has an address of %1$s, which has to pass DMARC: no SPF record of %2$s can help. If "
         "a form on your website puts the visitor’s address there, have it put an address of %2$s "
         "there, and the visitor’s into Reply-To."),
      self->domain, envelope);
  if (own != NULL || !todoku_bounce_is_of_two (self))
    return g_strdup_printf (
      // Translators: the first argument is a domain that is not the person's, the second is hers.
      _ (
        "The envelope sender (Return-Path) is an address of %1$s, so receivers look for SPF there: "
        "no SPF record of %2$s can help. If a service sends this email for you, set DKIM up for "
        "%2$s in its control panel (domain authentication); if a form on your website does, have "
        "its envelope sender set to an address of %2$s."),
      envelope, self->domain);

  return g_strdup_printf (
    // Translators: both arguments are domains.
    _ ("The envelope sender (Return-Path) is an address of %1$s, and From has one of %2$s: as they "
       "differ, no SPF record can help. If %2$s is yours, and a service sends this email for you, "
       "set DKIM up for %2$s in its control panel (domain authentication). If %1$s is yours, and a "
       "form on your website puts the visitor’s address into From, have it put an address of %1$s "
       "there, and the visitor’s into Reply-To."),
    envelope, self->domain);
}

// Nobody can tell from the mail whose of the two it is.
static char *
describe_two (const TodokuBounce *self)
{
  return g_strdup_printf (
    // Translators: both arguments are domains.
    _ (
      "The receiver checked %1$s, the domain of the envelope sender (Return-Path), and From has an "
      "address of %2$s. If %1$s is yours, check its SPF record, and if a form on your website puts "
      "the visitor’s address into From, have it put an address of %1$s there, and the visitor’s "
      "into Reply-To. If %2$s is yours, changing its SPF record would not help: have the envelope "
      "sender set to an address of %2$s."),
    self->domain, get_domain_of (self->author));
}

// Whose the domain is, the mail does not tell.
static char *
describe_unconfirmed (const TodokuBounce *self)
{
  return g_strdup_printf (
    // Translators: the argument is a domain, as that of a customer's account at a web host.
    _ ("The receiver checked %1$s. If that is a name that your web host or a mailing service uses, "
       "and not your own domain, changing your SPF record would not help: have the envelope sender "
       "(Return-Path) set to an address of your own domain. If %1$s is yours, check its SPF "
       "record."),
    self->domain);
}

// It was sent with an envelope sender of the service's own.
static char *
describe_service (const TodokuBounce *self, const TodokuSender *service)
{
  return g_strdup_printf (
    // Translators: the first argument is a domain, the second the service that it belongs to.
    _ ("The receiver did not check your domain, but %1$s, which belongs to %2$s: that name is in "
       "the "
       "envelope sender (Return-Path). Changing your SPF record would not help. Set DKIM up for "
       "your own domain in the control panel of %2$s (domain authentication)."),
    self->domain, todoku_catalog_text_get (&service->name));
}

static char *
describe_list (const TodokuBounce *self)
{
  return g_strdup_printf (
    // Translators: the argument is a mail address.
    _ ("This email came through a mailing list (%s), which left its author’s address in From. The "
       "receiver therefore checks the author’s domain, which does not know the list’s server: "
       "changing your SPF record does not help. Have the list’s program put the list’s own address "
       "into From; its setting may be called DMARC mitigation."),
    self->forwarder);
}

// It is asked for its own envelope sender, and by DMARC for the author's domain all the same.
static char *
describe_rewriting (void)
{
  return g_strdup (
    _ ("This is forwarded email: a server passed on what somebody else had written, and left its "
       "author’s address in From. The receiver therefore checks the author’s domain as well, which "
       "does not know that server: changing your SPF record does not help. Instead of forwarding, "
       "let the receiving mailbox fetch the email itself (by POP, or by Gmail’s import)."));
}

// The person wrote it, and can neither change what the recipient does, nor has to let its server
// in. A signature stays what it is on the way (RFC 6376 1).
static char *
describe_forwarding_by_other (const char *who, const char *domain)
{
  return g_strdup_printf (
    // Translators: the first argument is one sentence, the others are a domain.
    _ ("%1$s The receiver therefore checks %2$s, whose SPF record does not know that server, and "
       "need not: changing it does not help. Turn DKIM on for %2$s at your email provider, unless "
       "it is on: a DKIM signature stays valid when email is forwarded. Until then, ask the "
       "recipient for the address where the email ends up, and write there directly."),
    who, domain);
}

static char *
describe_forwarding (const TodokuBounce *self, const char *own)
{
  const char *forwarder =
    self->forwarder != NULL && !g_str_has_prefix (self->forwarder, "postmaster@") ? self->forwarder
                                                                                  : NULL;
  g_autofree char *who =
    forwarder != NULL
      // Translators: the argument is a mail address.
      ? g_strdup_printf (_ ("This is forwarded email: a server passed on what came for %s, and "
                            "kept its author’s address as the sender."),
                         forwarder)
      : g_strdup (_ ("This is forwarded email: a server passed on what somebody else had written, "
                     "and kept its author’s address as the sender."));

  if (self->is_list)
    return describe_list (self);
  if (todoku_mail_is_rewritten (self->sender))
    return describe_rewriting ();
  if (todoku_bounce_is_forwarded_by_other (self, own))
    return describe_forwarding_by_other (who, self->domain);

  // Translators: the argument is one sentence.
  return g_strdup_printf (
    _ ("%s The receiver therefore checks the author’s domain, which does not know that server: "
       "changing your SPF record does not help. Instead of forwarding, let the receiving mailbox "
       "fetch the email itself (by POP, or by Gmail’s import), or ask your email provider for "
       "forwarding with SRS or ARC."),
    who);
}

static char *
describe_provider (const TodokuBounce *self)
{
  return g_strdup_printf (
    // Translators: the argument is a domain, as gmail.com.
    _ ("%s belongs to the company that provides its addresses, and only that company can change "
       "its settings. Such an address can only send through that company’s own servers: use an "
       "address of your own domain as the sender."),
    self->domain);
}

// What is wrong with the record itself, as far as the receiver told.
static const char *const trouble_steps[] = {
  [TODOKU_SPF_TROUBLE_NONE] = NULL,
  // Translators: the argument is a domain.
  [TODOKU_SPF_TROUBLE_MISSING] = N_ ("The receiver found no SPF record of %s: it needs one."),
  [TODOKU_SPF_TROUBLE_BROKEN] =
    // Translators: the argument is a domain.
  N_ ("The receiver found the SPF record of %s broken, and lets nobody through by it: check it."),
  [TODOKU_SPF_TROUBLE_LOOKUPS] =
    // Translators: the argument is a domain.
  N_ ("The SPF record of %s needs more DNS lookups than the 10 that are allowed, so that the "
      "receiver gives up on it: check it."),
  [TODOKU_SPF_TROUBLE_SEVERAL] =
    // Translators: the argument is a domain.
  N_ ("%s has several SPF records, where only one is allowed: merge them into one."),
  [TODOKU_SPF_TROUBLE_UNREAD] = NULL,
};

static char *
describe_trouble (const TodokuBounce *self)
{
  const char *step = trouble_steps[self->spf_trouble];
  g_autoptr (GString) sentence = g_string_new (_ (step));

  g_string_replace (sentence, "%s", self->domain, 1);

  return g_strdup (sentence->str);
}

static char *
describe_spf_step (const TodokuBounce *self)
{
  g_autofree char *ip = todoku_dns_address_to_string (&self->ip);

  if (self->domain != NULL && trouble_steps[self->spf_trouble] != NULL)
    return describe_trouble (self);
  if (self->domain == NULL)
    return g_strdup (_ ("Check the SPF record of the domain in your email address."));
  if (*ip == '\0')
    // Translators: the argument is a domain.
    return g_strdup_printf (_ ("Check the SPF record of %s."), self->domain);

  // Translators: the first argument is a domain, the second an IP address.
  return g_strdup_printf (_ ("Check the SPF record of %s: it has to let the server %s send."),
                          self->domain, ip);
}

char *
todoku_bounce_describe_record (const TodokuBounce *self, const char *own)
{
  const TodokuSender *service =
    self->domain != NULL ? todoku_bounce_find_service (self, self->domain) : NULL;
  g_autofree char *step = NULL;
  g_autofree char *author = NULL;

  if (self->is_local && self->domain == NULL)
    return describe_nameless ();
  if (self->is_helo && todoku_bounce_is_foreign (self, own))
    return describe_helo (self);
  if (todoku_bounce_is_foreign (self, own))
    return service != NULL ? describe_service (self, service) : describe_form (self);
  if (own == NULL && todoku_bounce_is_of_two (self))
    return describe_two (self);
  if (own == NULL && todoku_bounce_is_unconfirmed (self))
    return describe_unconfirmed (self);
  step = describe_spf_step (self);
  if (!todoku_bounce_is_from_elsewhere (self))
    return g_steal_pointer (&step);
  author = todoku_bounce_describe_author (self);

  // Translators: two sentences, one after the other.
  return g_strdup_printf (C_ ("sentences", "%s %s"), step, author);
}

// Both hold for several kinds.
#define HOST_STEP                                                                                  \
  N_ ("SPF cannot fix this, and neither can you: only the company that runs the sending "          \
      "server can. Send this email to your email provider’s support.")
#define NO_STEP                                                                                    \
  N_ ("It says nothing about SPF. Show it to your email provider’s support, or to the person "   \
      "who manages the recipient’s email.")

// What to do where SPF does not help, by kind.
static const char *const other_steps[] = {
  [TODOKU_BOUNCE_KIND_PTR] = HOST_STEP,
  [TODOKU_BOUNCE_KIND_TLS] = HOST_STEP,
  [TODOKU_BOUNCE_KIND_DKIM] =
    N_ ("SPF cannot fix this. Turn DKIM on in your email provider’s control panel; if your DNS is "
        "at another company, copy the key record there."),
  [TODOKU_BOUNCE_KIND_ALIGNMENT] =
    N_ ("SPF alone cannot fix this. Turn DKIM on for your own domain, or send through the "
        "server of your own domain."),
  [TODOKU_BOUNCE_KIND_DMARC] =
    N_ ("SPF cannot fix this. Add a TXT record for _dmarc with the value v=DMARC1; "
        "p=none."),
  [TODOKU_BOUNCE_KIND_SPAM] =
    N_ ("SPF cannot fix this. Write to fewer people at once, look at the text and the links of the "
        "email, and ask your email provider’s support whether its server is on a block list."),
  [TODOKU_BOUNCE_KIND_USER_UNKNOWN] =
    N_ ("First check the recipient’s address for typing errors. If it is right, it may be in use "
        "no longer: ask the recipient some other way, for example by phone, for the present one."),
  [TODOKU_BOUNCE_KIND_MAILBOX_FULL] =
    N_ ("SPF has nothing to do with it. Ask the recipient some other way to make room, and send "
        "the email again later."),
  [TODOKU_BOUNCE_KIND_RELAY] =
    N_ ("SPF has nothing to do with it. Tell the recipient some other way, for example by phone."),
  [TODOKU_BOUNCE_KIND_SENDER_UNKNOWN] =
    N_ ("Check the domain of your email address: the receiver did not find it in the DNS. It may "
        "be misspelled in your email app, or it may have expired."),
  [TODOKU_BOUNCE_KIND_CONTENT] = N_ ("SPF has nothing to do with it. Send the email again without "
                                     "the attachment, or worded differently."),
  [TODOKU_BOUNCE_KIND_UNREACHABLE] =
    N_ ("SPF has nothing to do with it. Check the part after the @ in the recipient’s address for "
        "typing errors. If it is right, tell the recipient some other way, for example by phone, "
        "that email does not get through, and send it again later."),
  [TODOKU_BOUNCE_KIND_LATER] =
    N_ ("SPF has nothing to do with it. The server that sent it tries again by itself for some "
        "days: there is nothing to do. If this email says that it gave up, send yours again."),
  [TODOKU_BOUNCE_KIND_LOCAL] = NO_STEP,
  [TODOKU_BOUNCE_KIND_SUBMISSION] = NO_STEP,
  [TODOKU_BOUNCE_KIND_UNAUTHENTICATED] = NO_STEP,
  [TODOKU_BOUNCE_KIND_SPF] = NO_STEP,
  [TODOKU_BOUNCE_KIND_OTHER] = NO_STEP,
};

#define OWN_MX_STEP                                                                                \
  N_ ("SPF has nothing to do with it. The recipient’s address is of your own domain: check "     \
      "whether its MX record names the company that keeps your mailboxes.")

// What to do instead where the recipient is of the person's own domain: nobody else is to be asked.
static const char *const own_steps[TODOKU_BOUNCE_KIND_OTHER + 1] = {
  [TODOKU_BOUNCE_KIND_USER_UNKNOWN] =
    N_ ("The recipient’s address is of your own domain. Check it for typing errors. If it is "
        "right, look in the control panel of the company that keeps your mailboxes whether this "
        "one exists."),
  [TODOKU_BOUNCE_KIND_MAILBOX_FULL] =
    N_ ("SPF has nothing to do with it. The mailbox is of your own domain: delete old email there, "
        "and send the email again."),
  [TODOKU_BOUNCE_KIND_RELAY] = OWN_MX_STEP,
  [TODOKU_BOUNCE_KIND_UNREACHABLE] = OWN_MX_STEP,
};

static gboolean
is_about_authentication (const TodokuBounce *self)
{
  return self->kind <= TODOKU_BOUNCE_KIND_DKIM || self->spf == TODOKU_AUTH_FAIL
         || self->dmarc == TODOKU_AUTH_FAIL;
}

// What is left to do where SPF passed.
static TodokuBounceKind
find_step_beside_spf (const TodokuBounce *self)
{
  if (self->dkim != TODOKU_AUTH_PASS)
    return TODOKU_BOUNCE_KIND_DKIM;

  return self->has_no_dmarc ? TODOKU_BOUNCE_KIND_DMARC : TODOKU_BOUNCE_KIND_ALIGNMENT;
}

static char *
describe_dkim_step (const TodokuBounce *self)
{
  gboolean is_signed = todoku_alignment_find (self->signer, self->domain) > TODOKU_ALIGNMENT_NONE;
  TodokuDkimTrouble trouble = self->dkim_trouble == TODOKU_DKIM_TROUBLE_NONE && is_signed
                                ? TODOKU_DKIM_TROUBLE_SIGNATURE
                                : self->dkim_trouble;
  char *step =
    todoku_dkim_trouble_describe (trouble, self->signer != NULL ? self->signer : self->domain,
                                  self->selector);

  return step != NULL ? step : g_strdup (_ (other_steps[TODOKU_BOUNCE_KIND_DKIM]));
}

char *
todoku_bounce_describe_next (const TodokuBounce *self, const char *own)
{
  const TodokuBounceRule *rule = self->rule;

  if (self->forwarded && is_about_authentication (self))
    return describe_forwarding (self, own);
  if (self->is_internal)
    return g_strdup (_ (
      "The receiver checked the address of a server in its own network instead of the one that "
      "sent your email. No SPF record can fix that, only the receiver’s administrator can: contact "
      "the recipient some other way, and ask them to show this email to the administrator."));
  if (self->is_provider_domain && is_about_authentication (self))
    return describe_provider (self);
  if (todoku_bounce_is_unaligned (self))
    return describe_unaligned (self, own);
  if (self->spf_trouble == TODOKU_SPF_TROUBLE_UNREAD)
    return g_strdup (_ ("If the SPF record is in order, nothing has to be changed: send the email "
                        "again."));
  if (rule != NULL && rule->fixable_by_spf == TODOKU_FIXABLE_YES && self->spf == TODOKU_AUTH_PASS)
    return find_step_beside_spf (self) == TODOKU_BOUNCE_KIND_DKIM
             ? describe_dkim_step (self)
             : g_strdup (_ (other_steps[find_step_beside_spf (self)]));
  if (rule != NULL && rule->fixable_by_spf == TODOKU_FIXABLE_YES)
    return todoku_bounce_describe_record (self, own);
  if (rule != NULL && rule->next.en != NULL)
    return g_strdup (todoku_catalog_text_get (&rule->next));

  if ((rule == NULL || self->kind == TODOKU_BOUNCE_KIND_LATER) && self->is_delayed)
    return g_strdup (_ ("There is no need to send it again: if it cannot be delivered in the end, "
                        "another email says why."));
  if (self->kind == TODOKU_BOUNCE_KIND_DKIM)
    return describe_dkim_step (self);
  // The same words stand for the recipient's filter.
  if (self->kind == TODOKU_BOUNCE_KIND_USER_UNKNOWN && todoku_bounce_needs_record (self))
    return g_strdup (
      _ ("First check the recipient’s address for typing errors. If it is right, contact the "
         "recipient some other way, for example by phone, and ask them to accept email from your "
         "domain."));
  if (own_steps[self->kind] != NULL && todoku_bounce_is_to_own_domain (self, own))
    return g_strdup (_ (own_steps[self->kind]));
  if (self->names_checks && g_str_equal (other_steps[self->kind], NO_STEP))
    return g_strdup (_ ("It mentions SPF, DKIM or DMARC, but does not say that one of them is the "
                        "reason. Show it to your email provider’s support, or to the person who "
                        "manages the recipient’s email."));

  return g_strdup (_ (other_steps[self->kind]));
}

char *
todoku_bounce_describe (const TodokuBounce *self, const char *own)
{
  const TodokuBounceRule *local = todoku_bounce_find_local (self, own);
  g_autofree char *meaning = local != NULL ? g_strdup (todoku_catalog_text_get (&local->meaning))
                                           : todoku_bounce_describe_meaning (self);
  g_autofree char *next = local != NULL ? g_strdup (todoku_catalog_text_get (&local->next))
                                        : todoku_bounce_describe_next (self, own);

  // Translators: two sentences, one after the other.
  return g_strdup_printf (C_ ("sentences", "%s %s"), meaning, next);
}

struct json_object *
todoku_bounce_to_json (const TodokuBounce *bounce)
{
  static const TodokuBounce none;
  // As RFC 7208 (2.6) calls them.
  static const char *const spf_results[] = {
    [TODOKU_SPF_TROUBLE_NONE] = NULL,           [TODOKU_SPF_TROUBLE_MISSING] = "none",
    [TODOKU_SPF_TROUBLE_BROKEN] = "permerror",  [TODOKU_SPF_TROUBLE_LOOKUPS] = "permerror",
    [TODOKU_SPF_TROUBLE_SEVERAL] = "permerror", [TODOKU_SPF_TROUBLE_UNREAD] = "temperror",
  };
  const TodokuBounce *self = bounce != NULL ? bounce : &none;
  g_autofree char *ip = todoku_dns_address_to_string (&self->ip);
  g_autofree char *message = bounce != NULL ? todoku_bounce_describe (bounce, NULL) : NULL;
  const TodokuMailHost *owner = self->server_owner;
  int fixable = bounce != NULL ? todoku_bounce_is_fixable (bounce, NULL) : -1;
  struct json_object *object = json_object_new_object ();

  todoku_json_set_string (object, "kind",
                          bounce != NULL ? todoku_bounce_kind_get_id (bounce->kind) : NULL);
  todoku_json_set_string (object, "variant", self->rule != NULL ? self->rule->id : NULL);
  todoku_json_set_string (object, "code", self->code);
  todoku_json_set_string (object, "provider", self->receiver != NULL ? self->receiver->id : NULL);
  todoku_json_set_string (object, "domain", self->domain);
  todoku_json_set_string (object, "ip", self->ip.length > 0 ? ip : NULL);
  todoku_json_set_string (object, "spf", todoku_auth_result_get_id (self->spf));
  todoku_json_set_string (object, "spf_result", spf_results[self->spf_trouble]);
  todoku_json_set_string (object, "dkim", todoku_auth_result_get_id (self->dkim));
  todoku_json_set_string (object, "dkim_reason", todoku_dkim_trouble_get_id (self->dkim_trouble));
  todoku_json_set_string (object, "dmarc", todoku_auth_result_get_id (self->dmarc));
  json_object_object_add (object, "fixable_by_spf",
                          fixable >= 0 ? json_object_new_boolean (fixable) : NULL);
  json_object_object_add (object, "forwarded",
                          bounce != NULL ? json_object_new_boolean (bounce->forwarded) : NULL);
  todoku_json_set_string (object, "sender", self->sender);
  todoku_json_set_string (object, "author", self->author);
  todoku_json_set_string (object, "recipient_domain", self->recipient_domain);
  todoku_json_set_string (object, "server_owner", owner != NULL ? owner->id : NULL);
  todoku_json_set_string (object, "message", message);

  return object;
}
