// SPDX-License-Identifier: GPL-3.0-or-later

#include "mail/bounce.h"

#include "catalog/pattern.h"
#include "dns/name.h"
#include "input/domain.h"
#include "dns/suffix.h"
#include "mail/match.h"
#include "mail/message.h"

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

static TodokuBounce *
bounce_new (TodokuRefusals *refusals, TodokuCatalog *catalog)
{
  Counted *counted = g_new0 (Counted, 1);

  g_atomic_ref_count_init (&counted->references);
  counted->bounce.kind = TODOKU_REFUSAL_OTHER;
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
todoku_bounce_unref (TodokuBounce *self)
{
  if (!g_atomic_ref_count_dec (&get_counted (self)->references))
    return;

  g_free (self->code);
  g_free (self->domain);
  g_free (self->sender);
  g_free (self->author);
  g_free (self->recipient_domain);
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

static const TodokuMailHost *
find_server_owner (TodokuCatalog *catalog, const char *domain)
{
  GPtrArray *hosts = todoku_catalog_get_hosts (catalog);

  for (guint i = 0; domain != NULL && i < hosts->len; i++)
    {
      const TodokuMailHost *host = g_ptr_array_index (hosts, i);

      if (todoku_catalog_patterns_match (host->servers, domain, NULL))
        return host;
    }

  return NULL;
}

// Where the receiver names no domain, it is the one that it must have asked (RFC 7208 2.4), or,
// with DMARC, that of From (RFC 7489 3.1.1).
static char *
find_domain (const TodokuBounce *self, const TodokuBounceMatch *match)
{
  char *domain = read_domain (match->domain);

  if (domain == NULL && self->kind == TODOKU_REFUSAL_DMARC)
    domain = read_domain (self->author);
  if (domain == NULL)
    domain = read_domain (self->sender);
  if (domain == NULL)
    domain = read_domain (self->author);

  return domain;
}

static void
take_match (TodokuBounce *self, const TodokuBounceMatch *match)
{
  const TodokuRefusal *refusal = match->refusal;

  self->refusal = refusal;
  self->receiver =
    refusal != NULL && refusal->receiver != NULL ? refusal->receiver : match->receiver;
  if (refusal != NULL)
    {
      self->kind = refusal->kind;
      self->dmarc = refusal->dmarc;
    }
  self->code = g_strdup (match->code);
  self->spf = match->spf;
  self->dkim = match->dkim;
  if (match->ip != NULL)
    todoku_dns_address_parse (match->ip, -1, &self->ip);
}

static gboolean
is_blank (const char *octets, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (octets[i]))
      return FALSE;

  return TRUE;
}

TodokuBounceStatus
todoku_bounce_read (TodokuRefusals *refusals,
                    TodokuCatalog *catalog,
                    const char *octets,
                    gsize length,
                    TodokuBounce **bounce)
{
  g_autoptr (TodokuMailMessage) mail = NULL;
  g_auto (TodokuBounceMatch) match = { 0 };

  *bounce = NULL;
  if (length > TODOKU_BOUNCE_OCTETS_MAX)
    return TODOKU_BOUNCE_TOO_LARGE;
  if (is_blank (octets, length))
    return TODOKU_BOUNCE_EMPTY;

  mail = todoku_mail_message_read (octets, length);
  if (!todoku_bounce_match (refusals, mail, &match))
    return TODOKU_BOUNCE_NONE;

  *bounce = bounce_new (refusals, catalog);
  (*bounce)->sender = g_steal_pointer (&mail->sender);
  (*bounce)->author = g_steal_pointer (&mail->author);
  (*bounce)->recipient_domain = read_domain (mail->recipient);
  take_match (*bounce, &match);
  (*bounce)->domain = find_domain (*bounce, &match);
  (*bounce)->server_owner = find_server_owner (catalog, (*bounce)->domain);

  return TODOKU_BOUNCE_FOUND;
}

static const char *
get_organization (const char *domain)
{
  const char *registrable = todoku_suffix_get_registrable (domain);

  return registrable != NULL ? registrable : domain;
}

gboolean
todoku_bounce_is_foreign (const TodokuBounce *self)
{
  g_autofree char *author = read_domain (self->author);

  if (self->server_owner != NULL)
    return TRUE;
  if (self->domain == NULL || author == NULL)
    return FALSE;

  return !todoku_dns_name_equal (get_organization (self->domain), get_organization (author));
}

int
todoku_bounce_is_fixable (const TodokuBounce *self)
{
  if (self->refusal == NULL)
    return -1;

  return self->refusal->fixable_by_spf && !todoku_bounce_is_foreign (self);
}

const char *
todoku_bounce_get_own_domain (const TodokuBounce *self)
{
  const char *at = self->author != NULL ? strrchr (self->author, '@') : NULL;

  if (todoku_bounce_is_foreign (self) && at != NULL)
    return at + 1;

  return self->domain;
}
