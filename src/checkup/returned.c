// SPDX-License-Identifier: GPL-3.0-or-later

#include "checkup/returned.h"

#include "config.h"
#include "dns/name.h"

#include <glib/gi18n-lib.h>

static gboolean
asked_elsewhere (const TodokuBounce *bounce, const char *domain)
{
  return bounce->domain != NULL && !todoku_dns_name_equal (bounce->domain, domain);
}

gboolean
todoku_returned_is_about (const TodokuBounce *bounce, const char *domain)
{
  return !todoku_bounce_is_foreign (bounce, domain) && !bounce->forwarded && !bounce->is_internal
         && !asked_elsewhere (bounce, domain);
}

gboolean
todoku_returned_needs_more (const TodokuBounce *bounce, const char *domain)
{
  return todoku_bounce_is_fixable (bounce, domain) == 0
         || !todoku_returned_is_about (bounce, domain);
}

gboolean
todoku_returned_is_about_other (const TodokuBounce *bounce, const char *domain)
{
  return todoku_bounce_is_fixable (bounce, domain) != 0 && asked_elsewhere (bounce, domain);
}

gboolean
todoku_returned_is_about_organization (const TodokuBounce *bounce, const char *domain)
{
  return todoku_alignment_find (bounce->domain, domain) >= TODOKU_ALIGNMENT_RELAXED;
}

// What stands after @ is checked as it is; of anything else that is typed the www. would go.
static char *
explain_other_of_organization (const char *other, const char *domain)
{
  return g_strdup_printf (
    // Translators: the first argument is the domain that was refused, the second the one that is
    // checked, the third “@” or nothing: what has to be typed before the first.
    _ ("The receiver did not check the SPF record of %2$s, but the one of %1$s: that is the "
       "domain of the envelope sender. Check %3$s%1$s instead."),
    other, domain, g_str_has_prefix (other, "www.") ? "@" : "");
}

char *
todoku_returned_explain (const TodokuBounce *bounce, const char *domain)
{
  if (!todoku_returned_is_about_other (bounce, domain))
    return todoku_bounce_describe (bounce, domain);
  if (bounce->is_helo)
    return g_strdup_printf (
      // Translators: the first and third arguments are the name of the server that was refused, the
      // second is the domain that is checked.
      _ ("The receiver did not check the SPF record of %2$s, but the one of %1$s: that is the name "
         "by which the sending server introduces itself (HELO). Check %1$s instead."),
      bounce->domain, domain);
  if (todoku_returned_is_about_organization (bounce, domain))
    return explain_other_of_organization (bounce->domain, domain);

  return g_strdup_printf (
    // Translators: the first argument is the domain that was refused, the second the one that is
    // checked.
    _ ("The receiver did not check the SPF record of %2$s, but the one of %1$s: that is the domain "
       "of the envelope sender. If %1$s is yours as well, check it instead. If a form on your "
       "website sends in the visitor’s name, have it send as an address of %2$s, and put the "
       "visitor’s into Reply-To. If somebody wrote it to you, it was forwarded: let the receiving "
       "mailbox fetch such email itself."),
    bounce->domain, domain);
}

gboolean
todoku_arrived_is_about_other (const TodokuReceived *received, const char *domain)
{
  TodokuReceivedNext next =
    received != NULL ? todoku_received_get_next (received) : TODOKU_RECEIVED_NEXT_NOTHING;

  return next == TODOKU_RECEIVED_NEXT_ENVELOPE
         || (next == TODOKU_RECEIVED_NEXT_SPF && received->spf.domain != NULL
             && !todoku_dns_name_equal (received->spf.domain, domain));
}

gboolean
todoku_arrived_fails (const TodokuReceived *received, const char *domain)
{
  TodokuReceivedNext next =
    received != NULL ? todoku_received_get_next (received) : TODOKU_RECEIVED_NEXT_NOTHING;

  return (next == TODOKU_RECEIVED_NEXT_DKIM || next == TODOKU_RECEIVED_NEXT_DMARC)
         && g_strcmp0 (received->dmarc, "fail") == 0
         && todoku_dns_name_equal (received->domain, domain);
}

static char *
explain_failure (const TodokuReceived *received, const char *domain)
{
  const char *service = todoku_received_get_service (received);
  const char *loss = "";
  g_autofree char *text = NULL;

  if (service == NULL)
    return todoku_received_describe (received);
  if (g_strcmp0 (received->policy, "reject") == 0)
    loss = _ ("Until then, your DMARC record asks receivers to refuse it (“p=reject”).");
  else if (g_strcmp0 (received->policy, "quarantine") == 0)
    loss = _ ("Until then, your DMARC record asks receivers to put it into the spam folder "
              "(“p=quarantine”).");
  text = g_strdup_printf (
    // Translators: the first argument is the domain of a service, the second the person's.
    _ ("The email that arrived did not pass DMARC: it passed for %1$s, the domain of the service "
       "that sent it, and not for %2$s. In the control panel of that service, turn DKIM on for "
       "%2$s; it may be called domain authentication."),
    service, domain);

  return *loss != '\0' ? g_strdup_printf (C_ ("sentences", "%s %s"), text, loss)
                       : g_steal_pointer (&text);
}

char *
todoku_arrived_explain (const TodokuReceived *received, const char *domain)
{
  if (todoku_arrived_fails (received, domain))
    return explain_failure (received, domain);

  return todoku_received_get_next (received) == TODOKU_RECEIVED_NEXT_ENVELOPE
           ? todoku_received_describe_envelope (received, domain)
           : explain_other_of_organization (received->spf.domain, domain);
}
