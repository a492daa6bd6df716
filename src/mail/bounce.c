// SPDX-License-Identifier: GPL-3.0-or-later

#include "mail/reply.h"

#include "base/list.h"
#include "base/tag-list.h"
#include "dns/name.h"
#include "dns/suffix.h"
#include "mail/received.h"
#include "mail/submission.h"
#include "mail/text.h"

#include <string.h>

// How mail systems name a recipient before what that one's server says.
#define RECIPIENT                                                                                  \
  "^ ?(?:(?:Final|Original)-Recipient: ?rfc822; ?)?"                                               \
  "<?([^ <>@;\n]{1,64}@[^ <>@;\n]{3,255})>?(?::|$)"

G_DEFINE_BOXED_TYPE (TodokuBounce, todoku_bounce, todoku_bounce_ref, todoku_bounce_unref)

TodokuBounce *
todoku_bounce_ref (TodokuBounce *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
todoku_bounce_clear (TodokuBounce *self)
{
  g_free (self->code);
  g_free (self->domain);
  g_clear_pointer (&self->ips, g_array_unref);
  g_free (self->sender);
  g_free (self->author);
  g_free (self->signer);
  g_free (self->selector);
  g_free (self->recipient_domain);
  g_free (self->forwarder);
  g_free (self->reader);
  g_clear_pointer (&self->rules, todoku_bounce_rules_unref);
  g_clear_pointer (&self->catalog, todoku_catalog_unref);
}

void
todoku_bounce_unref (TodokuBounce *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) todoku_bounce_clear);
}

// Where the receiver names no domain, it is the one that it must have asked (RFC 7208 2.4), or,
// with DMARC, that of From (RFC 7489 3.1.1).
static void
find_domain (TodokuBounce *self)
{
  g_autofree char *named = NULL;

  if (self->is_local)
    return;
  named = g_steal_pointer (&self->domain);
  self->domain = todoku_mail_read_domain (named);
  if (self->domain == NULL && self->kind == TODOKU_BOUNCE_KIND_DMARC)
    self->domain = todoku_mail_read_domain (self->author);
  if (self->domain == NULL)
    self->domain = todoku_mail_read_domain (self->sender);
  if (self->domain == NULL)
    self->domain = todoku_mail_read_domain (self->author);
}

// What was not read, but made of a mail that arrived, knows no rules.
static const TodokuMachines *
find_machines (const TodokuBounce *self, const char *domain)
{
  return self->rules != NULL && domain != NULL
           ? todoku_bounce_rules_find_machines (self->rules, domain)
           : NULL;
}

static gboolean
are_of_same_organization (const char *domain, const char *other)
{
  return todoku_alignment_find (domain, other) >= TODOKU_ALIGNMENT_RELAXED;
}

static gboolean
is_of_same_organization (const char *domain, const char *address)
{
  g_autofree char *other = todoku_mail_read_domain (address);

  return are_of_same_organization (domain, other);
}

// A report goes to the envelope sender (RFC 3464 2), or to whoever minds the server that sent.
// Which of the two, the receiver tells that names the domain; and a server that names whom it
// forwarded for knows it better.
static void
find_sender (TodokuBounce *self)
{
  gboolean is_guess = self->domain == NULL && self->forwarder == NULL;

  if (self->sender == NULL && self->reader != NULL
      && (is_guess || is_of_same_organization (self->domain, self->reader)))
    self->sender = g_strdup (self->reader);
}

static void
read_signature (TodokuBounce *self, const char *original)
{
  g_autofree char *field =
    original != NULL ? todoku_mail_text_find_field (original, "DKIM-Signature") : NULL;
  g_autoptr (GPtrArray) tags = NULL;
  const TodokuTag *signer, *selector;

  if (field == NULL)
    return;
  tags = todoku_tag_list_parse (field, strlen (field));
  signer = todoku_tag_list_find (tags, "d");
  selector = todoku_tag_list_find (tags, "s");
  self->signer = signer != NULL ? todoku_mail_read_domain (signer->value) : NULL;
  self->selector = selector != NULL ? todoku_mail_read_selector (selector->value) : NULL;
}

// Of several recipients, the one whose server gave the reason.
static void
find_recipient (TodokuBounce *self, const TodokuMailMessage *mail)
{
  g_autoptr (GMatchInfo) info = NULL;

  self->recipient_domain = todoku_mail_read_domain (mail->recipient);
  if (self->rule == NULL || self->rule->receiver == NULL)
    return;

  for (g_regex_match (todoku_mail_regex_get (RECIPIENT), mail->lines, 0, &info);
       g_match_info_matches (info); g_match_info_next (info, NULL))
    {
      g_autofree char *address = g_match_info_fetch (info, 1);
      g_autofree char *domain = todoku_mail_read_domain (address);

      if (domain == NULL
          || todoku_bounce_rules_find_server (self->rules, domain) != self->rule->receiver)
        continue;
      g_free (self->recipient_domain);
      self->recipient_domain = g_steal_pointer (&domain);
      return;
    }
}

gboolean
todoku_bounce_is_to_own_domain (const TodokuBounce *self, const char *own)
{
  const char *recipient = self->recipient_domain;

  return recipient != NULL && !todoku_catalog_is_provider_domain (self->catalog, recipient)
         && (are_of_same_organization (recipient, own)
             || is_of_same_organization (recipient, self->sender)
             || is_of_same_organization (recipient, self->author));
}

// A rule with a step of its own knows more, as that the domain is not in the DNS.
const TodokuBounceRule *
todoku_bounce_find_local (const TodokuBounce *self, const char *own)
{
  return self->kind == TODOKU_BOUNCE_KIND_USER_UNKNOWN && self->is_own_server
             && self->rule->next.en == NULL && todoku_bounce_is_to_own_domain (self, own)
           ? todoku_bounce_find_rule (self->rules, TODOKU_BOUNCE_KIND_LOCAL)
           : NULL;
}

static void
find_local_delivery (TodokuBounce *self)
{
  const TodokuBounceRule *rule = todoku_bounce_find_local (self, NULL);

  if (rule == NULL)
    return;
  self->kind = rule->kind;
  self->rule = rule;
}

// What the mail tells apart from the server's words, and what follows of both.
static void
complete (TodokuBounce *self, const TodokuMailMessage *mail)
{
  self->sender = g_strdup (mail->sender);
  self->author = g_strdup (mail->author);
  find_recipient (self, mail);
  self->forwarder = g_strdup (mail->forwarder);
  self->is_list = mail->is_list;
  self->reader = g_strdup (mail->reader);
  find_sender (self);
  read_signature (self, mail->original);
  find_domain (self);
  find_local_delivery (self);
  todoku_submission_find (self, mail, todoku_bounce_is_wrapped (mail));
  if (self->domain != NULL)
    self->server_owner = todoku_catalog_find_server_owner (self->catalog, self->domain);
  self->is_provider_domain =
    self->domain != NULL && todoku_catalog_is_provider_domain (self->catalog, self->domain);
  // What a server sends on of its own domain's mail is still that domain's to mend.
  self->forwarded =
    self->forwarder != NULL && !is_of_same_organization (self->domain, self->forwarder);
}

// NULL for what is no returned mail.
static TodokuBounce *
read_message (TodokuBounceRules *rules, TodokuCatalog *catalog, const TodokuMailMessage *mail)
{
  g_autoptr (TodokuBounce) self = g_atomic_rc_box_new0 (TodokuBounce);

  if (!todoku_bounce_match (self, rules, mail))
    return NULL;
  self->rules = todoku_bounce_rules_ref (rules);
  self->catalog = todoku_catalog_ref (catalog);
  complete (self, mail);

  return g_steal_pointer (&self);
}

// Of what @other says, only the servers count that were refused for the same domain.
static void
merge (TodokuBounce *self, const TodokuBounce *other)
{
  g_autoptr (GArray) addresses = g_array_new (FALSE, FALSE, sizeof (TodokuDnsAddress));
  const TodokuBounce *const both[] = { self, other };

  if (!todoku_dns_name_equal (self->domain, other->domain) || self->ip.length == 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      todoku_dns_addresses_add (addresses, &both[i]->ip);
      for (guint j = 0; both[i]->ips != NULL && j < both[i]->ips->len; j++)
        todoku_dns_addresses_add (addresses, &g_array_index (both[i]->ips, TodokuDnsAddress, j));
    }
  g_clear_pointer (&self->ips, g_array_unref);
  if (addresses->len > 1)
    self->ips = g_steal_pointer (&addresses);
}

// Of several recipients, one may have been refused for the record of the person's domain, and
// another for something else: as what the recipient's server had sent on.
static TodokuBounce *
find_fixable (TodokuBounceRules *rules, TodokuCatalog *catalog, const TodokuMailMessage *mail)
{
  g_autoptr (GPtrArray) parts = todoku_mail_message_split (mail);
  g_autoptr (TodokuBounce) first = NULL;

  todoku_list_foreach (TodokuMailMessage, part, parts)
    {
      g_autoptr (TodokuBounce) found = read_message (rules, catalog, part);

      if (found == NULL || found->domain == NULL || todoku_bounce_is_fixable (found, NULL) != 1)
        continue;
      if (first == NULL)
        first = g_steal_pointer (&found);
      else
        merge (first, found);
    }

  return g_steal_pointer (&first);
}

// An aggregate report of DMARC (RFC 7489 7.2), or one of ARF (RFC 5965), without the mail around
// it.
#define REPORT "^ ?Subject: ?Report domain:|\\bDMARC aggregate report\\b|^ ?Feedback-Type: "

TodokuBounceStatus
todoku_bounce_read (TodokuBounceRules *rules,
                    TodokuCatalog *catalog,
                    const char *octets,
                    gsize length,
                    TodokuBounce **bounce)
{
  g_autoptr (TodokuMailMessage) mail = NULL;
  g_autoptr (TodokuBounce) found = NULL;
  g_autoptr (TodokuBounce) fixable = NULL;
  gsize n_blanks = 0;

  *bounce = NULL;
  if (length > TODOKU_BOUNCE_OCTETS_MAX)
    return TODOKU_BOUNCE_TOO_LARGE;
  while (n_blanks < length && g_ascii_isspace (octets[n_blanks]))
    n_blanks++;
  if (n_blanks == length)
    return TODOKU_BOUNCE_EMPTY;

  mail = todoku_mail_message_read (octets, length);
  found = read_message (rules, catalog, mail);
  if (found == NULL)
    return mail->is_other_report
               || memmem (octets, length, "<feedback", strlen ("<feedback")) != NULL
               || todoku_mail_text_has (mail->lines, REPORT)
             ? TODOKU_BOUNCE_REPORT
             : TODOKU_BOUNCE_NONE;
  if (found->ips != NULL || todoku_bounce_is_fixable (found, NULL) == 0)
    fixable = find_fixable (rules, catalog, mail);
  *bounce = fixable != NULL ? g_steal_pointer (&fixable) : g_steal_pointer (&found);

  return TODOKU_BOUNCE_FOUND;
}

// Whether the address stands in the name: "203.0.113.5.host.example", "ip-5-113-0-203.example".
static gboolean
has_address (const char *domain, const TodokuDnsAddress *address)
{
  g_autofree char *dots = todoku_dns_address_to_string (address);
  g_autofree char *hyphens = g_strdelimit (g_strdup (dots), ".", '-');
  g_autofree char *reverse = g_strdup_printf ("%u.%u.%u.%u", address->bytes[3], address->bytes[2],
                                              address->bytes[1], address->bytes[0]);
  g_autofree char *back = g_strdelimit (g_strdup (reverse), ".", '-');

  return address->length == 4
         && (strstr (domain, dots) != NULL || strstr (domain, hyphens) != NULL
             || strstr (domain, reverse) != NULL || strstr (domain, back) != NULL);
}

// "v2007.coreserver.jp", "ip-203-0-113-5.example": hosts number their servers, and nobody an
// address.
static gboolean
is_named_as_server (const TodokuBounce *self)
{
  return has_address (self->domain, &self->ip)
         || todoku_mail_text_has (self->domain,
                                  "^(?:(?:www|web|svr?|srv|server|host|vps|cp|node|v|s|jp|us)"
                                  "-?\\d{1,6}|www\\d{1,6}[a-z]{1,3}|[a-z]{1,4}\\d{0,3}"
                                  "(?:-\\d{1,6}){2,6})\\.[^.]+\\.");
}

// A server that was never given a name for the outside.
static gboolean
is_local_name (const char *domain)
{
  return todoku_mail_text_has (domain, "\\.(?:local(?:domain|host)?|internal|lan)$|^[^.]+$");
}

gboolean
todoku_bounce_is_from_elsewhere (const TodokuBounce *self)
{
  g_autofree char *author = todoku_mail_read_domain (self->author);

  return todoku_alignment_find (self->domain, author) == TODOKU_ALIGNMENT_NONE;
}

const TodokuSender *
todoku_bounce_find_service (const TodokuBounce *self, const char *domain)
{
  GPtrArray *senders = self->catalog->senders;
  const TodokuMachines *machines = find_machines (self, domain);

  if (machines != NULL && machines->sender != NULL)
    return todoku_catalog_find_sender (self->catalog, machines->sender);
  todoku_list_foreach (const TodokuSender, sender, senders)
    {
      const char *value = strchr (sender->term, ':');

      if (value != NULL && are_of_same_organization (value + 1, domain))
        return sender;
    }

  return NULL;
}

gboolean
todoku_bounce_is_foreign (const TodokuBounce *self, const char *own)
{
  if (self->domain == NULL)
    return self->is_local;
  if (self->server_owner != NULL || is_local_name (self->domain)
      || find_machines (self, self->domain) != NULL)
    return TRUE;
  if (are_of_same_organization (self->domain, own))
    return FALSE;
  if ((self->is_helo || is_named_as_server (self))
      && !is_of_same_organization (self->domain, self->author)
      && (todoku_bounce_is_from_elsewhere (self)
          || !is_of_same_organization (self->domain, self->sender)))
    return TRUE;
  if (todoku_bounce_find_service (self, self->domain) != NULL
      && !is_of_same_organization (self->domain, self->author))
    return TRUE;

  return is_of_same_organization (own, self->author);
}

gboolean
todoku_bounce_is_unaligned (const TodokuBounce *self)
{
  g_autofree char *sender = todoku_mail_read_domain (self->sender);
  gboolean names_author =
    self->kind == TODOKU_BOUNCE_KIND_DMARC || self->kind == TODOKU_BOUNCE_KIND_ALIGNMENT
    || (self->kind == TODOKU_BOUNCE_KIND_UNAUTHENTICATED && self->spf != TODOKU_AUTH_FAIL);

  return names_author && todoku_alignment_find (self->domain, sender) == TODOKU_ALIGNMENT_NONE;
}

gboolean
todoku_bounce_is_of_two (const TodokuBounce *self)
{
  const char *at = self->author != NULL ? strrchr (self->author, '@') : NULL;

  if (todoku_bounce_is_unaligned (self))
    {
      const char *envelope = strrchr (self->sender, '@') + 1;

      return todoku_bounce_find_service (self, envelope) == NULL
             && !todoku_catalog_is_provider_domain (self->catalog, envelope);
    }

  // What stands in From of a provider's domain was typed into a form.
  return !todoku_bounce_is_foreign (self, NULL) && todoku_bounce_is_from_elsewhere (self)
         && !todoku_catalog_is_provider_domain (self->catalog, at + 1);
}

// The envelope sender is no second witness: that is what the receiver asked about.
gboolean
todoku_bounce_is_unconfirmed (const TodokuBounce *self)
{
  return self->domain != NULL && todoku_suffix_get_registered (self->domain) != self->domain
         && !todoku_bounce_is_foreign (self, NULL)
         && !is_of_same_organization (self->domain, self->author)
         && !are_of_same_organization (self->domain, self->recipient_domain);
}

gboolean
todoku_bounce_is_forwarded_by_other (const TodokuBounce *self, const char *own)
{
  return self->forwarded && !self->is_list && !self->is_provider_domain
         && (own != NULL ? are_of_same_organization (self->domain, own)
                         : is_of_same_organization (self->domain, self->reader));
}

gboolean
todoku_bounce_is_about_spf (const TodokuBounce *self)
{
  return self->spf == TODOKU_AUTH_FAIL
         || (self->rule != NULL && self->rule->fixable_by_spf == TODOKU_FIXABLE_YES);
}

int
todoku_bounce_is_fixable (const TodokuBounce *self, const char *own)
{
  if (self->forwarded || self->is_internal || self->is_provider_domain)
    return 0;
  if (self->rule == NULL)
    return -1;
  if (self->spf_trouble == TODOKU_SPF_TROUBLE_UNREAD)
    return 0;
  // What the receiver says to have passed needs no mending.
  if (self->rule->fixable_by_spf != TODOKU_FIXABLE_YES || self->spf == TODOKU_AUTH_PASS
      || todoku_bounce_is_foreign (self, own) || todoku_bounce_is_unaligned (self))
    return 0;

  if (own == NULL && (todoku_bounce_is_of_two (self) || todoku_bounce_is_unconfirmed (self)))
    return -1;

  return 1;
}

gboolean
todoku_bounce_needs_record (const TodokuBounce *self)
{
  return self->rule != NULL && self->rule->fixable_by_spf == TODOKU_FIXABLE_IF_MISSING
         && !self->forwarded && !self->is_provider_domain;
}

const char *
todoku_bounce_get_settable_domain (const TodokuBounce *self, const char *address)
{
  const char *at = address != NULL ? strrchr (address, '@') : NULL;

  return at != NULL && !todoku_catalog_is_provider_domain (self->catalog, at + 1)
             && todoku_catalog_find_server_owner (self->catalog, at + 1) == NULL
             && find_machines (self, at + 1) == NULL
           ? at + 1
           : NULL;
}

const char *
todoku_bounce_get_own_domain (const TodokuBounce *self)
{
  const char *author = todoku_bounce_get_settable_domain (self, self->author);

  if (self->forwarded && !todoku_bounce_is_forwarded_by_other (self, NULL))
    return strrchr (self->forwarder, '@') + 1;
  if (todoku_bounce_is_of_two (self))
    return NULL;
  if (!todoku_bounce_is_foreign (self, NULL) && !self->is_provider_domain
      && !todoku_bounce_is_unconfirmed (self))
    return self->domain;

  return author != NULL ? author : todoku_bounce_get_settable_domain (self, self->reader);
}
