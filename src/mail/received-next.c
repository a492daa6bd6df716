// SPDX-License-Identifier: GPL-3.0-or-later

// What a mail that arrived comes to, and what is next.

#include "mail/received.h"

#include "base/list.h"

#include <string.h>

const TodokuReceivedCheck *
todoku_received_get_dkim (const TodokuReceived *self)
{
  const TodokuReceivedCheck *best = NULL;
  int most = -1;

  todoku_list_foreach (const TodokuReceivedCheck, check, self->dkim)
    {
      int is_pass = g_strcmp0 (check->result, "pass") == 0;
      int is_aligned = check->alignment >= TODOKU_ALIGNMENT_RELAXED;
      int worth = 4 * (is_pass && is_aligned) + 2 * is_aligned + is_pass;

      if (worth > most)
        {
          best = check;
          most = worth;
        }
    }

  return best;
}

gboolean
todoku_received_check_passes_elsewhere (const TodokuReceivedCheck *self)
{
  return g_strcmp0 (self->result, "pass") == 0 && self->alignment == TODOKU_ALIGNMENT_NONE;
}

gboolean
todoku_received_is_unread (const TodokuReceived *self)
{
  const TodokuReceivedCheck *dkim = todoku_received_get_dkim (self);

  return g_strcmp0 (self->spf.result, "temperror") == 0
         && (dkim == NULL || dkim->result == NULL || g_str_equal (dkim->result, "temperror"))
         && (self->dmarc == NULL || g_str_equal (self->dmarc, "temperror"));
}

// Where SPF passed for the organization of From, it is the person's own company that signs with
// another name.
const char *
todoku_received_get_service (const TodokuReceived *self)
{
  const TodokuReceivedCheck *dkim = todoku_received_get_dkim (self);
  const char *domain = self->spf.domain;

  if (todoku_received_check_passes (&self->spf) || g_strcmp0 (self->dmarc, "pass") == 0
      || self->is_envelope_of_provider)
    return NULL;
  if (dkim != NULL && todoku_received_check_passes_elsewhere (dkim))
    domain = dkim->domain;
  else if (!todoku_received_check_passes_elsewhere (&self->spf))
    return NULL;

  return todoku_catalog_find_server_owner (self->catalog, domain) == NULL ? domain : NULL;
}

gboolean
todoku_received_passes (const TodokuReceived *self)
{
  const TodokuReceivedCheck *dkim = todoku_received_get_dkim (self);

  return self->proof == TODOKU_RECEIVED_PROOF_RECEIVER && !self->is_rewritten
         && todoku_received_check_passes (&self->spf) && dkim != NULL
         && todoku_received_check_passes (dkim) && g_strcmp0 (self->dmarc, "pass") == 0;
}

// Whether SPF was not asked for the organization of From: the envelope sender is of another, or of
// none.
static gboolean
has_foreign_envelope (const TodokuReceived *self)
{
  gboolean is_of_none = self->spf.domain == NULL && self->mail_from != NULL
                        && (*self->mail_from == '\0' || strchr (self->mail_from, '@') != NULL);

  return self->spf.result != NULL && (is_of_none || self->spf.alignment == TODOKU_ALIGNMENT_NONE);
}

// A program that runs on a web host's server, as a form, sends with the server's name where nobody
// set an envelope sender; whatever SPF came to for that name.
static gboolean
is_sent_by_program (const TodokuReceived *self)
{
  return !self->is_signed && self->spf.domain != NULL && self->mail_from != NULL
         && *self->mail_from != '\0'
         && todoku_catalog_find_server_owner (self->catalog, self->spf.domain) != NULL;
}

const char *
todoku_received_get_spf_domain (const TodokuReceived *self)
{
  return self->spf.alignment >= TODOKU_ALIGNMENT_RELAXED ? self->spf.domain : self->domain;
}

TodokuReceivedNext
todoku_received_get_next (const TodokuReceived *self)
{
  const TodokuReceivedCheck *dkim = todoku_received_get_dkim (self);
  gboolean has_passed_dkim = dkim != NULL && todoku_received_check_passes (dkim);
  gboolean has_passed_spf = g_strcmp0 (self->spf.result, "pass") == 0;

  if (todoku_received_passes (self))
    return TODOKU_RECEIVED_NEXT_NOTHING;
  if (self->proof < TODOKU_RECEIVED_PROOF_PAGE)
    return TODOKU_RECEIVED_NEXT_SOURCE;
  if (self->is_provider_domain)
    return TODOKU_RECEIVED_NEXT_DOMAIN;
  if (todoku_received_is_unread (self))
    return TODOKU_RECEIVED_NEXT_SOURCE;
  if (self->is_forwarded)
    return TODOKU_RECEIVED_NEXT_DIRECT;
  if (has_foreign_envelope (self) && !has_passed_dkim
      && (!has_passed_spf || self->is_envelope_of_provider || is_sent_by_program (self)))
    return TODOKU_RECEIVED_NEXT_ENVELOPE;
  if (!has_passed_spf && !has_foreign_envelope (self))
    return TODOKU_RECEIVED_NEXT_SPF;
  if (self->tells_only_spf)
    return TODOKU_RECEIVED_NEXT_SOURCE;
  if (!has_passed_dkim)
    return TODOKU_RECEIVED_NEXT_DKIM;
  // What the receiver could not read, another mail will tell.
  if (g_strcmp0 (self->dmarc, "temperror") == 0)
    return TODOKU_RECEIVED_NEXT_SOURCE;
  if (g_strcmp0 (self->dmarc, "pass") != 0)
    return TODOKU_RECEIVED_NEXT_DMARC;

  return self->spf.alignment == TODOKU_ALIGNMENT_UNKNOWN ? TODOKU_RECEIVED_NEXT_SOURCE
                                                         : TODOKU_RECEIVED_NEXT_ALIGNMENT;
}
