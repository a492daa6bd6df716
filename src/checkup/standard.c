// SPDX-License-Identifier: GPL-3.0-or-later

#include "checkup/standard.h"

#include "checkup/wording.h"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static char *no_records[] = { NULL };

const char *
todoku_standard_get_label (TodokuStandard standard)
{
  static const char *const labels[] = {
    [TODOKU_STANDARD_SPF] = "SPF",
    [TODOKU_STANDARD_DKIM] = "DKIM",
    [TODOKU_STANDARD_DMARC] = "DMARC",
  };

  return labels[standard];
}

TodokuStandard
todoku_standard_from_owner (const char *name)
{
  if (g_str_has_prefix (name, "_dmarc."))
    return TODOKU_STANDARD_DMARC;

  return strstr (name, "._domainkey.") != NULL ? TODOKU_STANDARD_DKIM : TODOKU_STANDARD_SPF;
}

static const char *
explain_dkim (const TodokuDkimEvaluation *dkim)
{
  static const char *const explanations[] = {
    [TODOKU_DKIM_VERDICT_FINE] = N_ ("DKIM is a signature on each of your emails. The key that "
                                     "receivers check it with is published."),
    [TODOKU_DKIM_VERDICT_ADD] =
      N_ ("DKIM is a signature on each of your emails, which shows receivers that it is yours. You "
          "turn it on at your email provider."),
    [TODOKU_DKIM_VERDICT_FIX] =
      N_ ("DKIM is a signature on each of your emails. The key that receivers check it with is "
          "published, but not as it should be."),
    [TODOKU_DKIM_VERDICT_UNKNOWN] =
      N_ ("DKIM is a signature on each of your emails. Receivers check it with a key, whose name "
          "(the selector) is not known here. Your email provider’s control panel shows it, and so "
          "does an email of yours that arrived."),
    [TODOKU_DKIM_VERDICT_NO_DOMAIN] = "",
  };

  if (dkim == NULL || dkim->is_unread)
    return _ ("This says nothing about your email. Try again in a while.");
  if (dkim->is_needless)
    return _ ("DKIM is a signature on each email. This domain is set up to send no email, so there "
              "is nothing to sign.");
  if (dkim->may_be_needless)
    return _ ("DKIM is a signature on each email. Nothing shows that email is sent from this "
              "domain. Say under SPF who sends it, or that nobody does, and it is known here what "
              "has to be done.");

  return _ (explanations[dkim->verdict]);
}

static const char *
explain_dmarc (const TodokuDmarcEvaluation *dmarc)
{
  static const char *const explanations[] = {
    [TODOKU_DMARC_VERDICT_FINE] =
      N_ ("DMARC tells receivers what to do with email that others send in your name."),
    [TODOKU_DMARC_VERDICT_ADD] =
      N_ ("DMARC tells receivers what to do with email that others send in your name. Gmail "
          "requires it from those who send a lot. The value below is the mildest there is: no "
          "email is treated worse than today."),
    [TODOKU_DMARC_VERDICT_EDIT] =
      N_ ("DMARC tells receivers what to do with email that others send in your name. Something in "
          "the record prevents it from being read as intended. Copy the value below and replace "
          "the current one with it."),
    [TODOKU_DMARC_VERDICT_UNKNOWN] =
      N_ ("This says nothing about your email. Try again in a while."),
    [TODOKU_DMARC_VERDICT_NO_DOMAIN] = "",
  };

  // Nothing but what a domain sends that sends nothing is refused from the first day on.
  if (dmarc != NULL && dmarc->verdict == TODOKU_DMARC_VERDICT_ADD
      && dmarc->proposal->policy == TODOKU_DMARC_POLICY_REJECT)
    return _ ("DMARC tells receivers what to do with email that others send in your name. This "
              "domain is set up to send no email, so the value below has receivers refuse all "
              "email that claims to come from it.");
  if (dmarc != NULL && dmarc->verdict == TODOKU_DMARC_VERDICT_EDIT && dmarc->proposal == NULL)
    return _ (
      "DMARC tells receivers what to do with email that others send in your name. Something "
      "in the record prevents it from being read as intended. Only the company that "
      "keeps it can change it.");
  if (dmarc != NULL && dmarc->verdict == TODOKU_DMARC_VERDICT_EDIT
      && dmarc->proposal->policy < dmarc->policy)
    return _ ("DMARC tells receivers what to do with email that others send in your name. Your own "
              "does not pass it today. Copy the value below and replace the current one with it, "
              "until it does.");

  return _ (explanations[dmarc != NULL ? dmarc->verdict : TODOKU_DMARC_VERDICT_UNKNOWN]);
}

static TodokuStandardReport
get_spf (const TodokuReport *report)
{
  return (TodokuStandardReport){
    .is_done = report->verdict == TODOKU_VERDICT_FINE,
    .headline = report->headline,
    .explanation = report->explanation,
    .current = report->current,
    .proposed = report->proposed,
    .entries = report->entries,
    .findings = report->findings,
    .instructions = report->instructions,
  };
}

static TodokuStandardReport
get_dkim (const TodokuReport *report)
{
  const TodokuDkimEvaluation *dkim = report->collected->dkim;
  TodokuDkimVerdict verdict = dkim != NULL ? dkim->verdict : TODOKU_DKIM_VERDICT_UNKNOWN;

  return (TodokuStandardReport){
    .is_done = verdict == TODOKU_DKIM_VERDICT_FINE,
    .headline = todoku_wording_dkim (dkim),
    .explanation = explain_dkim (dkim),
    .current = no_records,
    .findings = dkim != NULL ? dkim->findings : NULL,
    .instructions = report->dkim_instructions,
  };
}

static TodokuStandardReport
get_dmarc (const TodokuReport *report)
{
  const TodokuDmarcEvaluation *dmarc = report->dmarc;
  const TodokuDmarcProposal *proposal = dmarc != NULL ? dmarc->proposal : NULL;

  return (TodokuStandardReport){
    .is_done = dmarc != NULL && todoku_dmarc_evaluation_is_done (dmarc),
    .headline = todoku_wording_dmarc (dmarc),
    .explanation = explain_dmarc (dmarc),
    .current = dmarc != NULL ? dmarc->current : no_records,
    .proposed = proposal != NULL ? proposal->text : NULL,
    .entries = proposal != NULL ? proposal->entries : NULL,
    .findings = dmarc != NULL ? dmarc->findings : NULL,
    .instructions = report->dmarc_instructions,
  };
}

TodokuStandardReport
todoku_report_get_standard (const TodokuReport *report, TodokuStandard standard)
{
  switch (standard)
    {
    case TODOKU_STANDARD_DKIM:
      return get_dkim (report);
    case TODOKU_STANDARD_DMARC:
      return get_dmarc (report);
    case TODOKU_STANDARD_SPF:
    default:
      return get_spf (report);
    }
}

gboolean
todoku_report_is_caution (const TodokuReport *report, const TodokuFinding *finding)
{
  static const char *const cautions[] = {
    "cut-record",      "lives-by-wildcard",     "mail-server-refused",
    "other-mail-host", "refused-server-placed", "resolver-differs",
    "resolver-stale",  "two-mail-hosts",        NULL
  };

  return report->proposed != NULL && g_strv_contains (cautions, finding->id);
}

static void
warn_where_weak (GStrvBuilder *cautions, const TodokuMailHost *host)
{
  g_autofree char *source = NULL;

  if (host == NULL || !todoku_catalog_source_is_weak (&host->source))
    return;
  source = todoku_wording_source (&host->source);
  if (source != NULL)
    /* Translators: first the name of a company, then when its facts were checked. */
    todoku_strv_take (cautions, g_strdup_printf (_ ("%s: %s"),
                                                 todoku_catalog_text_get (&host->name), source));
}

char **
todoku_report_list_cautions (const TodokuReport *report)
{
  g_autoptr (GStrvBuilder) cautions = g_strv_builder_new ();

  todoku_list_foreach (const TodokuFinding, finding, report->findings)
    if (todoku_report_is_caution (report, finding))
      g_strv_builder_add (cautions, finding->message);
  if (report->proposed != NULL)
    {
      warn_where_weak (cautions, report->collected->mail.host);
      warn_where_weak (cautions, todoku_collected_get_other_sender (report->collected));
    }

  return g_strv_builder_end (cautions);
}

// The selector under which a key is still to appear: the one at fault, unless it is to stay beside
// a second one, whose name nobody knows yet; one that was asked for by name; one of the mail
// host's.
static const char *
find_selector (const TodokuReport *report)
{
  const TodokuDkimEvaluation *dkim = report->collected->dkim;
  const TodokuMailHost *host = report->collected->mail.host;

  if (dkim != NULL && dkim->fault != NULL)
    return dkim->fault->remedy != TODOKU_DKIM_REMEDY_SECOND_KEY ? dkim->fault->name : NULL;
  todoku_list_foreach (const TodokuDkimSelector, selector, dkim != NULL ? dkim->selectors : NULL)
    if (selector->is_given && selector->state != TODOKU_DKIM_STATE_VALID)
      return selector->name;

  return host != NULL ? host->dkim.selectors[0] : NULL;
}

char *
todoku_report_dup_owner (const TodokuReport *report, TodokuStandard standard)
{
  const TodokuDmarcEvaluation *dmarc = report->dmarc;
  const char *selector;

  if (standard == TODOKU_STANDARD_SPF)
    return g_strdup (report->domain);
  if (standard == TODOKU_STANDARD_DMARC)
    return dmarc != NULL ? g_strdup (dmarc->name) : NULL;

  selector = find_selector (report);

  return selector != NULL ? g_strconcat (selector, "._domainkey.", report->domain, NULL) : NULL;
}
