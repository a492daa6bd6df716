// SPDX-License-Identifier: GPL-3.0-or-later

// What Gmail asks of senders, and how it stands, as far as that is seen from outside.

#include "checkup/requirements.h"

#include "config.h"
#include "mail/received.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MET TODOKU_REQUIREMENT_MET
#define NOT_MET TODOKU_REQUIREMENT_NOT_MET
#define UNKNOWN TODOKU_REQUIREMENT_UNKNOWN

const char *
todoku_requirement_state_get_id (TodokuRequirementState state)
{
  static const char *const ids[] = { [MET] = "met", [NOT_MET] = "not-met", [UNKNOWN] = "unknown" };

  return ids[state];
}

// Whether every server that is known to send passes with the record as it is today.
static TodokuRequirementState
look_at_spf (const TodokuReport *report, G_GNUC_UNUSED const TodokuCheckupOptions *options)
{
  if (report->passing == TODOKU_DMARC_PASSING_UNKNOWN)
    return UNKNOWN;

  return report->passing == TODOKU_DMARC_PASSING_ALL ? MET : NOT_MET;
}

static TodokuRequirementState
look_at_dkim (const TodokuReport *report, G_GNUC_UNUSED const TodokuCheckupOptions *options)
{
  const TodokuDkimEvaluation *dkim = report->collected->dkim;

  if (dkim == NULL || dkim->verdict == TODOKU_DKIM_VERDICT_UNKNOWN
      || todoku_dkim_evaluation_lacks_one (dkim))
    return UNKNOWN;

  return dkim->verdict == TODOKU_DKIM_VERDICT_FINE ? MET : NOT_MET;
}

// A record that needs mending may count all the same.
static TodokuRequirementState
look_at_dmarc (const TodokuReport *report, G_GNUC_UNUSED const TodokuCheckupOptions *options)
{
  const TodokuDmarcEvaluation *dmarc = report->dmarc;

  if (dmarc == NULL || dmarc->verdict == TODOKU_DMARC_VERDICT_UNKNOWN)
    return UNKNOWN;

  return dmarc->policy != TODOKU_DMARC_POLICY_UNSET ? MET : NOT_MET;
}

static gboolean
is_aligned (const char *domain, const char *author)
{
  return todoku_alignment_find (domain, author) >= TODOKU_ALIGNMENT_RELAXED;
}

// Whether a mail of the person's came back for @kind.
static gboolean
is_blamed (const TodokuBounce *bounce, TodokuBounceKind kind)
{
  return bounce != NULL && bounce->kind == kind && !bounce->forwarded && !bounce->is_internal;
}

static TodokuRequirementState
look_at_returned (const TodokuBounce *bounce)
{
  const char *at = bounce->author != NULL ? strrchr (bounce->author, '@') : NULL;

  if (is_blamed (bounce, TODOKU_BOUNCE_KIND_ALIGNMENT))
    return NOT_MET;
  if (at == NULL || bounce->domain == NULL || bounce->forwarded)
    return UNKNOWN;
  if ((bounce->spf == TODOKU_AUTH_PASS && is_aligned (bounce->domain, at + 1))
      || (bounce->dkim == TODOKU_AUTH_PASS && is_aligned (bounce->signer, at + 1)))
    return MET;

  return is_aligned (bounce->domain, at + 1) || is_aligned (bounce->signer, at + 1) ? UNKNOWN
                                                                                    : NOT_MET;
}

// Whoever sent on a mail did so with a domain of its own.
static TodokuRequirementState
look_at_received (const TodokuReceived *received)
{
  const TodokuReceivedCheck *dkim = todoku_received_get_dkim (received);

  if (todoku_received_check_passes (&received->spf)
      || (dkim != NULL && todoku_received_check_passes (dkim)))
    return MET;

  return received->spf.result == NULL || received->is_forwarded ? UNKNOWN : NOT_MET;
}

static TodokuRequirementState
look_at_alignment (G_GNUC_UNUSED const TodokuReport *report, const TodokuCheckupOptions *options)
{
  if (options->received != NULL)
    return look_at_received (options->received);

  return options->bounce != NULL ? look_at_returned (options->bounce) : UNKNOWN;
}

static TodokuRequirementState
look_at_ptr (const TodokuReport *report, const TodokuCheckupOptions *options)
{
  if (report->collected->has_matching_ptr < 0)
    return is_blamed (options->bounce, TODOKU_BOUNCE_KIND_PTR) ? NOT_MET : UNKNOWN;

  return report->collected->has_matching_ptr == 1 ? MET : NOT_MET;
}

static TodokuRequirementState
look_at_tls (G_GNUC_UNUSED const TodokuReport *report, const TodokuCheckupOptions *options)
{
  if (options->received == NULL || options->received->tls < 0)
    return is_blamed (options->bounce, TODOKU_BOUNCE_KIND_TLS) ? NOT_MET : UNKNOWN;

  return options->received->tls == 1 ? MET : NOT_MET;
}

static TodokuRequirementState
look_at_nothing (G_GNUC_UNUSED const TodokuReport *report,
                 G_GNUC_UNUSED const TodokuCheckupOptions *options)
{
  return UNKNOWN;
}

typedef struct
{
  const char *id;
  gboolean is_for_bulk;
  TodokuRequirementState (*look) (const TodokuReport *report, const TodokuCheckupOptions *options);
  const char *messages[3]; /* by state */
} Rule;

// clang-format off
static const Rule rules[] = {
  { "spf", FALSE, look_at_spf, {
    [MET] = N_ ("SPF: the servers that send your email pass."),
    [NOT_MET] = N_ ("SPF: not every server that sends your email passes yet."),
    [UNKNOWN] = N_ ("SPF: it is not known whether the servers that send your email pass.") } },
  { "dkim", TRUE, look_at_dkim, {
    [MET] = N_ ("DKIM: the key is published."),
    [NOT_MET] = N_ ("DKIM: there is no key that works. Gmail asks senders of few emails only for SPF or DKIM, but has refused some emails because of this."),
    [UNKNOWN] = N_ ("DKIM: it is not known whether your email is signed.") } },
  { "dmarc", TRUE, look_at_dmarc, {
    [MET] = N_ ("DMARC: there is a record."),
    [NOT_MET] = N_ ("DMARC: there is no valid record."),
    [UNKNOWN] = N_ ("DMARC: it could not be read.") } },
  { "alignment", TRUE, look_at_alignment, {
    [MET] = N_ ("The domain in the sender’s address (From) is the one that passed SPF or DKIM."),
    [NOT_MET] = N_ ("The email you gave did not pass with the domain in its sender’s address (From): it was sent and signed with another one."),
    [UNKNOWN] = N_ ("The domain in the sender’s address (From) has to be the one that passes SPF or DKIM. An email that arrived shows that.") } },
  { "ptr", FALSE, look_at_ptr, {
    [MET] = N_ ("The sending server has a name (PTR) that leads back to its address."),
    [NOT_MET] = N_ ("The sending server has no name (PTR) that leads back to its address. Only the company that runs it can change that: tell that company."),
    [UNKNOWN] = N_ ("The sending server needs a name (PTR) that leads back to its address. The company that runs it takes care of that; a returned email that names the server’s address shows it.") } },
  { "tls", FALSE, look_at_tls, {
    [MET] = N_ ("The email that arrived was sent over an encrypted connection (TLS)."),
    [NOT_MET] = N_ ("The email you gave was not sent over an encrypted connection (TLS). Tell the company whose server sends it."),
    [UNKNOWN] = N_ ("Email has to be sent over an encrypted connection (TLS). Your email provider takes care of that; an email that arrived shows it.") } },
  { "spam-rate", FALSE, look_at_nothing, {
    [UNKNOWN] = N_ ("Fewer than 3 emails in 1,000 may be reported as spam. Google’s Postmaster Tools show this to those who send a lot.") } },
  { "unsubscribe", TRUE, look_at_nothing, {
    [UNKNOWN] = N_ ("Advertising needs a link that unsubscribes with one click.") } },
};
// clang-format on

// A policy of one's own asks for it from the first mail on.
static gboolean
is_lost (const TodokuReport *report, const char *id)
{
  return g_str_equal (id, "alignment") && report->dmarc != NULL
         && report->dmarc->policy > TODOKU_DMARC_POLICY_NONE;
}

GPtrArray *
todoku_requirements_list (const TodokuReport *report, const TodokuCheckupOptions *options)
{
  GPtrArray *requirements = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; !report->sends_nothing && i < G_N_ELEMENTS (rules); i++)
    {
      TodokuRequirement *requirement = g_new0 (TodokuRequirement, 1);

      requirement->id = rules[i].id;
      requirement->state = rules[i].look (report, options);
      requirement->is_for_bulk =
        rules[i].is_for_bulk && (requirement->state != NOT_MET || !is_lost (report, rules[i].id));
      requirement->message = _ (rules[i].messages[requirement->state]);
      g_ptr_array_add (requirements, requirement);
    }

  return requirements;
}
