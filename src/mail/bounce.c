// SPDX-License-Identifier: GPL-3.0-or-later

#include "mail/reply.h"

#include "base/tag-list.h"
#include "dns/name.h"
#include "mail/received.h"
#include "mail/text.h"

#include <string.h>

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
  g_free (self->sender);
  g_free (self->author);
  g_free (self->signer);
  g_free (self->selector);
  g_free (self->recipient_domain);
  g_free (self->forwarder);
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
  g_autofree char *named = g_steal_pointer (&self->domain);

  self->domain = todoku_mail_read_domain (named);
  if (self->domain == NULL && self->kind == TODOKU_BOUNCE_KIND_DMARC)
    self->domain = todoku_mail_read_domain (self->author);
  if (self->domain == NULL)
    self->domain = todoku_mail_read_domain (self->sender);
  if (self->domain == NULL)
    self->domain = todoku_mail_read_domain (self->author);
}

static gboolean
is_of_same_organization (const char *domain, const char *address)
{
  g_autofree char *other = todoku_mail_read_domain (address);

  return todoku_alignment_find (domain, other) >= TODOKU_ALIGNMENT_RELAXED;
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
  self->selector = selector != NULL ? g_strdup (selector->value) : NULL;
}

// What the mail tells apart from the server's words, and what follows of both.
static void
complete (TodokuBounce *self, TodokuMailMessage *mail)
{
  self->sender = g_steal_pointer (&mail->sender);
  self->author = g_steal_pointer (&mail->author);
  self->recipient_domain = todoku_mail_read_domain (mail->recipient);
  self->forwarder = g_steal_pointer (&mail->forwarder);
  read_signature (self, mail->original);
  find_domain (self);
  if (self->domain != NULL)
    self->server_owner = todoku_catalog_find_server_owner (self->catalog, self->domain);
  self->is_provider_domain =
    self->domain != NULL && todoku_catalog_is_provider_domain (self->catalog, self->domain);
  // What a server sends on of its own domain's mail is still that domain's to mend.
  self->forwarded =
    self->forwarder != NULL && !is_of_same_organization (self->domain, self->forwarder);
}

TodokuBounceStatus
todoku_bounce_read (TodokuBounceRules *rules,
                    TodokuCatalog *catalog,
                    const char *octets,
                    gsize length,
                    TodokuBounce **bounce)
{
  g_autoptr (TodokuMailMessage) mail = NULL;
  g_autoptr (TodokuBounce) found = NULL;
  gsize n_blanks = 0;

  *bounce = NULL;
  if (length > TODOKU_BOUNCE_OCTETS_MAX)
    return TODOKU_BOUNCE_TOO_LARGE;
  while (n_blanks < length && g_ascii_isspace (octets[n_blanks]))
    n_blanks++;
  if (n_blanks == length)
    return TODOKU_BOUNCE_EMPTY;

  mail = todoku_mail_message_read (octets, length);
  found = g_atomic_rc_box_new0 (TodokuBounce);
  if (!todoku_bounce_match (found, rules, mail))
    return TODOKU_BOUNCE_NONE;
  found->rules = todoku_bounce_rules_ref (rules);
  found->catalog = todoku_catalog_ref (catalog);
  complete (found, mail);
  *bounce = g_steal_pointer (&found);

  return TODOKU_BOUNCE_FOUND;
}

// "v2007.coreserver.jp", "ip-203-0-113-5.example": hosts number their servers, and nobody an
// address.
static gboolean
is_named_as_server (const char *domain)
{
  return todoku_mail_text_has (domain, "^(?:(?:www|web|svr?|srv|server|host|vps|cp|node|v|s|jp|us)"
                                       "-?\\d{1,6}|www\\d{1,6}[a-z]{1,3}|[a-z]{1,4}\\d{0,3}"
                                       "(?:-\\d{1,6}){2,6})\\.[^.]+\\.");
}

// A server that was never given a name for the outside.
static gboolean
is_local_name (const char *domain)
{
  return todoku_mail_text_has (domain, "\\.(?:local(?:domain|host)?|internal|lan)$");
}

gboolean
todoku_bounce_is_foreign (const TodokuBounce *self)
{
  g_autofree char *author = todoku_mail_read_domain (self->author);

  if (self->server_owner != NULL)
    return TRUE;
  if (self->domain == NULL)
    return FALSE;
  if (is_local_name (self->domain))
    return TRUE;
  if ((self->is_helo || is_named_as_server (self->domain))
      && !is_of_same_organization (self->domain, self->sender)
      && !is_of_same_organization (self->domain, self->author))
    return TRUE;

  return author != NULL && !is_of_same_organization (self->domain, author);
}

int
todoku_bounce_is_fixable (const TodokuBounce *self)
{
  if (self->forwarded || self->is_internal || self->is_provider_domain)
    return 0;
  if (self->rule == NULL)
    return -1;

  return self->rule->fixable_by_spf == TODOKU_FIXABLE_YES && !todoku_bounce_is_foreign (self);
}

gboolean
todoku_bounce_needs_record (const TodokuBounce *self)
{
  return self->rule != NULL && self->rule->fixable_by_spf == TODOKU_FIXABLE_IF_MISSING
         && !self->forwarded && !self->is_provider_domain;
}

const char *
todoku_bounce_get_own_domain (const TodokuBounce *self)
{
  const char *at;

  if (self->forwarded)
    return strrchr (self->forwarder, '@') + 1;
  if (!todoku_bounce_is_foreign (self) && !self->is_provider_domain)
    return self->domain;

  at = self->author != NULL ? strrchr (self->author, '@') : NULL;
  if (at == NULL)
    return self->is_provider_domain ? NULL : self->domain;

  return todoku_catalog_is_provider_domain (self->catalog, at + 1) ? NULL : at + 1;
}
