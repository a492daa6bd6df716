// SPDX-License-Identifier: GPL-3.0-or-later

// The mail, and how it is read.

#include "mail/received.h"

#include "base/list.h"
#include "dns/name.h"
#include "dns/suffix.h"
#include "mail/bounce.h"
#include "mail/forwarding.h"
#include "mail/message.h"
#include "mail/received-header.h"
#include "mail/received-private.h"
#include "mail/received-trace.h"
#include "mail/text.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (TodokuReceived, todoku_received, todoku_received_ref, todoku_received_unref)

static void
check_clear (TodokuReceivedCheck *check)
{
  g_free (check->domain);
  g_free (check->selector);
}

static void
check_free (gpointer data)
{
  check_clear (data);
  g_free (data);
}

static TodokuReceived *
received_new (void)
{
  TodokuReceived *self = g_atomic_rc_box_new0 (TodokuReceived);

  self->tls = -1;
  self->dkim = g_ptr_array_new_with_free_func (check_free);

  return self;
}

TodokuReceived *
todoku_received_ref (TodokuReceived *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
received_clear (TodokuReceived *self)
{
  g_free (self->from);
  g_free (self->domain);
  g_free (self->mail_from);
  g_free (self->recipient_domain);
  g_free (self->addressee);
  g_free (self->receiver);
  check_clear (&self->spf);
  g_ptr_array_unref (self->dkim);
  g_clear_pointer (&self->catalog, todoku_catalog_unref);
}

void
todoku_received_unref (TodokuReceived *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) received_clear);
}

static const char *
get_organization (const char *domain)
{
  const char *registrable = todoku_suffix_get_registrable (domain);

  return registrable != NULL ? registrable : domain;
}

TodokuAlignment
todoku_alignment_find (const char *domain, const char *author)
{
  if (domain == NULL || author == NULL)
    return TODOKU_ALIGNMENT_UNKNOWN;
  if (todoku_dns_name_equal (domain, author))
    return TODOKU_ALIGNMENT_STRICT;

  return todoku_dns_name_equal (get_organization (domain), get_organization (author))
           ? TODOKU_ALIGNMENT_RELAXED
           : TODOKU_ALIGNMENT_NONE;
}

const char *
todoku_alignment_get_id (TodokuAlignment alignment)
{
  static const char *const ids[] = {
    [TODOKU_ALIGNMENT_UNKNOWN] = NULL,
    [TODOKU_ALIGNMENT_NONE] = "none",
    [TODOKU_ALIGNMENT_RELAXED] = "relaxed",
    [TODOKU_ALIGNMENT_STRICT] = "strict",
  };

  return ids[alignment];
}

gboolean
todoku_received_check_passes (const TodokuReceivedCheck *self)
{
  return g_strcmp0 (self->result, "pass") == 0 && self->alignment >= TODOKU_ALIGNMENT_RELAXED;
}

// What a server sends on of its own domain's mail is still that domain's to mend.
static gboolean
is_sent_on (const TodokuReceived *self, const TodokuMailTrace *trace)
{
  g_autofree char *domain = todoku_mail_read_domain (trace->forwarder);
  const char *asked = self->spf.domain != NULL ? self->spf.domain : self->domain;

  return trace->forwarder != NULL
         && todoku_alignment_find (domain, asked) < TODOKU_ALIGNMENT_RELAXED;
}

// The address in From, without names and comments, which may hold others.
static char *
read_author (const char *value)
{
  g_autofree char *text =
    value == NULL ? NULL
                  : g_regex_replace (todoku_mail_regex_get (
                                       "\"(?:[^\"\\\\]|\\\\.){0,1000}\"|\\([^()]{0,1000}\\)"),
                                     value, -1, 0, " ", 0, NULL);
  const char *open = text != NULL ? strrchr (text, '<') : NULL;
  char *address = todoku_mail_text_find_address (open);

  return address != NULL ? address : todoku_mail_text_find_address (text);
}

static void
find_author (TodokuReceived *self, const GPtrArray *fields)
{
  for (guint i = 0; i < fields->len && self->from == NULL; i++)
    {
      const TodokuMailField *field = g_ptr_array_index (fields, i);

      if (todoku_mail_field_is (field, "From"))
        self->from = read_author (field->value);
    }
}

// Who wrote what a list sent on, where it has an address of its own in From.
static void
find_author_of_list (TodokuReceived *self, const GPtrArray *fields)
{
  static const char *const names[] = { "X-Original-From", "X-Original-Sender", "Reply-To" };
  const char *from = todoku_mail_header_find (fields, "From");
  gboolean has_words = from != NULL && todoku_mail_text_has (from, "[^<]\\bvia [^<>]{1,200}<");

  if (todoku_mail_find_forwarding (fields, NULL) != TODOKU_FORWARDING_LIST)
    return;
  for (gsize i = 0; has_words && i < G_N_ELEMENTS (names) && !self->is_rewritten; i++)
    {
      g_autofree char *author = read_author (todoku_mail_header_find (fields, names[i]));

      if (author == NULL || self->from == NULL || g_ascii_strcasecmp (author, self->from) == 0)
        continue;
      g_free (self->from);
      self->from = g_steal_pointer (&author);
      self->is_rewritten = TRUE;
    }
}

static void
read_header (TodokuReceived *self, const GPtrArray *fields, TodokuBounceRules *rules)
{
  g_autoptr (TodokuMailTrace) trace = todoku_mail_trace_read (fields, rules);
  g_autofree char *recipient = NULL;

  self->has_hops = trace->has_hops;
  recipient = trace->recipient != NULL
                ? g_strdup (trace->recipient)
                : todoku_mail_text_find_address (todoku_mail_header_find (fields, "To"));
  self->recipient_domain = todoku_mail_read_domain (recipient);
  self->receiver = g_strdup (trace->receiver);
  self->ip = trace->address;
  self->tls = trace->tls;
  self->mail_from = todoku_received_read_sender (todoku_mail_header_find (fields, "Return-Path"));
  find_author (self, fields);
  find_author_of_list (self, fields);
  self->domain = todoku_mail_read_domain (self->from);
  if (trace->proof == TODOKU_MAIL_PROOF_UNSURE)
    self->proof = TODOKU_RECEIVED_PROOF_UNSURE;
  else if (trace->proof == TODOKU_MAIL_PROOF_SURE)
    {
      todoku_received_take_results (self, fields, trace);
      if (self->spf.result != NULL || self->dkim->len > 0 || self->dmarc != NULL)
        self->proof = TODOKU_RECEIVED_PROOF_RECEIVER;
    }
  self->is_forwarded = is_sent_on (self, trace);
}

// Without a signature, nothing was checked, whatever a receiver calls that: "neutral (no sig)".
static void
drop_results_without_signature (TodokuReceived *self)
{
  for (guint i = 0; i < self->dkim->len && !self->is_signed; i++)
    {
      TodokuReceivedCheck *check = g_ptr_array_index (self->dkim, i);

      if (g_strcmp0 (check->result, "neutral") == 0 || g_strcmp0 (check->result, "unknown") == 0)
        check->result = "none";
    }
}

// Who got a mail that somebody else wrote has a form that sends in its visitors' names, or was
// deceived.
static void
find_addressee (TodokuReceived *self, const GPtrArray *fields, TodokuCatalog *catalog)
{
  g_autofree char *to = todoku_mail_text_find_address (todoku_mail_header_find (fields, "To"));
  g_autofree char *domain = todoku_mail_read_domain (to);

  if (todoku_alignment_find (domain, self->domain) == TODOKU_ALIGNMENT_NONE
      && !todoku_catalog_is_provider_domain (catalog, domain))
    self->addressee = g_steal_pointer (&domain);
}

static void
complete (TodokuReceived *self, const GPtrArray *fields, TodokuCatalog *catalog)
{
  if (self->domain == NULL)
    self->domain = todoku_mail_read_domain (self->from);
  find_addressee (self, fields, catalog);
  todoku_received_take_signatures (self, fields);
  drop_results_without_signature (self);
  self->spf.alignment = todoku_alignment_find (self->spf.domain, self->domain);
  todoku_list_foreach (TodokuReceivedCheck, check, self->dkim)
    check->alignment = todoku_alignment_find (check->domain, self->domain);
  self->is_forwarded |=
    todoku_mail_find_forwarding (fields, self->mail_from) != TODOKU_FORWARDING_NONE;
  self->is_provider_domain =
    self->domain != NULL && todoku_catalog_is_provider_domain (catalog, self->domain);
  self->is_envelope_of_provider =
    self->spf.domain != NULL && todoku_catalog_is_provider_domain (catalog, self->spf.domain);
  self->catalog = todoku_catalog_ref (catalog);
  if (self->proof == TODOKU_RECEIVED_PROOF_RECEIVER && !self->is_provider_domain
      && todoku_alignment_find (self->receiver, self->domain) >= TODOKU_ALIGNMENT_RELAXED)
    self->proof = TODOKU_RECEIVED_PROOF_OWN;
}

// Only mail systems write without an envelope sender (RFC 5321 4.5.5); people may be postmaster,
// too.
static gboolean
is_returned (const TodokuReceived *self,
             TodokuBounceRules *rules,
             TodokuCatalog *catalog,
             const char *octets,
             gsize length)
{
  g_autoptr (TodokuMailMessage) mail = NULL;
  g_autoptr (TodokuBounce) bounce = NULL;

  if (self->from != NULL && g_ascii_strncasecmp (self->from, "mailer-daemon@", 14) == 0)
    return TRUE;
  mail = todoku_mail_message_read (octets, length);
  if (mail->is_report)
    return self->mail_from == NULL || *self->mail_from == '\0';

  return self->proof == TODOKU_RECEIVED_PROOF_NONE
         && todoku_bounce_read (rules, catalog, octets, length, &bounce) == TODOKU_BOUNCE_FOUND;
}

TodokuReceivedStatus
todoku_received_read (TodokuBounceRules *rules,
                      TodokuCatalog *catalog,
                      const char *octets,
                      gsize length,
                      TodokuReceived **received)
{
  g_autoptr (TodokuReceived) self = received_new ();
  g_autoptr (GPtrArray) fields = NULL;
  g_autofree char *before = NULL;
  gsize n_blanks = 0;

  *received = NULL;
  if (length > TODOKU_BOUNCE_OCTETS_MAX)
    return TODOKU_RECEIVED_TOO_LARGE;
  while (n_blanks < length && g_ascii_isspace (octets[n_blanks]))
    n_blanks++;
  if (n_blanks == length)
    return TODOKU_RECEIVED_EMPTY;

  fields = todoku_mail_header_read (octets, length, &before);
  read_header (self, fields, rules);
  if (self->proof < TODOKU_RECEIVED_PROOF_PAGE && todoku_received_read_page (self, before))
    self->proof = TODOKU_RECEIVED_PROOF_PAGE;
  complete (self, fields, catalog);
  if (is_returned (self, rules, catalog, octets, length))
    return TODOKU_RECEIVED_RETURNED;
  if (self->proof == TODOKU_RECEIVED_PROOF_NONE && (fields->len == 0 || self->from == NULL))
    return TODOKU_RECEIVED_NONE;
  *received = g_steal_pointer (&self);

  return TODOKU_RECEIVED_FOUND;
}
