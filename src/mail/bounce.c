// SPDX-License-Identifier: GPL-3.0-or-later

#include "mail/bounce-private.h"

#include "dns/name.h"
#include "dns/suffix.h"
#include "input/domain.h"
#include "mail/text.h"

#include <string.h>

typedef struct
{
  gatomicrefcount references;
  TodokuBounce bounce;
} Counted;

G_DEFINE_BOXED_TYPE (TodokuBounce, todoku_bounce, todoku_bounce_ref, todoku_bounce_unref)

static Counted *
get_counted (TodokuBounce *self)
{
  return (Counted *) (void *) ((char *) self - G_STRUCT_OFFSET (Counted, bounce));
}

// Takes what @found has.
static TodokuBounce *
bounce_new (TodokuBounce *found, TodokuRefusals *refusals, TodokuCatalog *catalog)
{
  Counted *counted = g_new0 (Counted, 1);

  g_atomic_ref_count_init (&counted->references);
  counted->bounce = *found;
  *found = (TodokuBounce){ 0 };
  counted->bounce.refusals = todoku_refusals_ref (refusals);
  counted->bounce.catalog = todoku_catalog_ref (catalog);

  return &counted->bounce;
}

TodokuBounce *
todoku_bounce_ref (TodokuBounce *self)
{
  g_atomic_ref_count_inc (&get_counted (self)->references);

  return self;
}

void
todoku_bounce_clear (TodokuBounce *self)
{
  g_free (self->code);
  g_free (self->domain);
  g_free (self->sender);
  g_free (self->author);
  g_free (self->recipient_domain);
  g_free (self->forwarder);
}

void
todoku_bounce_unref (TodokuBounce *self)
{
  if (!g_atomic_ref_count_dec (&get_counted (self)->references))
    return;

  todoku_bounce_clear (self);
  todoku_refusals_unref (self->refusals);
  todoku_catalog_unref (self->catalog);
  g_free (get_counted (self));
}

// The domain of @address, or @address itself where it is one, if it is a domain at all.
static char *
read_domain (const char *address)
{
  const char *at = address != NULL ? strrchr (address, '@') : NULL;
  g_autofree char *text =
    address != NULL ? g_strconcat ("@", at != NULL ? at + 1 : address, NULL) : NULL;
  g_autoptr (TodokuDomain) domain = text != NULL ? todoku_domain_parse (text, NULL) : NULL;

  return domain != NULL ? g_strdup (domain->ascii) : NULL;
}

// Where the receiver names no domain, it is the one that it must have asked (RFC 7208 2.4), or,
// with DMARC, that of From (RFC 7489 3.1.1).
static void
find_domain (TodokuBounce *self)
{
  g_autofree char *named = g_steal_pointer (&self->domain);

  self->domain = read_domain (named);
  if (self->domain == NULL && self->kind == TODOKU_REFUSAL_DMARC)
    self->domain = read_domain (self->author);
  if (self->domain == NULL)
    self->domain = read_domain (self->sender);
  if (self->domain == NULL)
    self->domain = read_domain (self->author);
}

static const char *
get_organization (const char *domain)
{
  const char *registrable = todoku_suffix_get_registrable (domain);

  return registrable != NULL ? registrable : domain;
}

static gboolean
is_of_same_organization (const char *domain, const char *address)
{
  g_autofree char *other = read_domain (address);

  return domain != NULL && other != NULL
         && todoku_dns_name_equal (get_organization (domain), get_organization (other));
}

// What the mail tells apart from the server's words, and what follows of both.
static void
complete (TodokuBounce *self, TodokuMailMessage *mail)
{
  self->sender = g_steal_pointer (&mail->sender);
  self->author = g_steal_pointer (&mail->author);
  self->recipient_domain = read_domain (mail->recipient);
  self->forwarder = g_steal_pointer (&mail->forwarder);
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
todoku_bounce_read (TodokuRefusals *refusals,
                    TodokuCatalog *catalog,
                    const char *octets,
                    gsize length,
                    TodokuBounce **bounce)
{
  g_autoptr (TodokuMailMessage) mail = NULL;
  TodokuBounce found = { 0 };
  gsize n_blanks = 0;

  *bounce = NULL;
  if (length > TODOKU_BOUNCE_OCTETS_MAX)
    return TODOKU_BOUNCE_TOO_LARGE;
  while (n_blanks < length && g_ascii_isspace (octets[n_blanks]))
    n_blanks++;
  if (n_blanks == length)
    return TODOKU_BOUNCE_EMPTY;

  mail = todoku_mail_message_read (octets, length);
  if (!todoku_bounce_match (&found, refusals, mail))
    {
      todoku_bounce_clear (&found);
      return TODOKU_BOUNCE_NONE;
    }
  *bounce = bounce_new (&found, refusals, catalog);
  complete (*bounce, mail);

  return TODOKU_BOUNCE_FOUND;
}

// "v2007.coreserver.jp": hosts number their servers, and nobody an address.
static gboolean
is_named_as_server (const char *domain)
{
  return todoku_mail_text_has (domain, "^(?:www|web|sv|srv|server|host|vps|cp|node|v|s|jp|us)"
                                       "-?\\d{1,6}\\.[^.]+\\.");
}

gboolean
todoku_bounce_is_foreign (const TodokuBounce *self)
{
  g_autofree char *author = read_domain (self->author);

  if (self->server_owner != NULL)
    return TRUE;
  if (self->domain == NULL)
    return FALSE;
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
  if (self->refusal == NULL)
    return -1;

  return self->refusal->fixable_by_spf == TODOKU_FIXABLE_YES && !todoku_bounce_is_foreign (self);
}

gboolean
todoku_bounce_needs_record (const TodokuBounce *self)
{
  return self->refusal != NULL && self->refusal->fixable_by_spf == TODOKU_FIXABLE_IF_MISSING
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
