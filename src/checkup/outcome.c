// SPDX-License-Identifier: GPL-3.0-or-later

// The outcome in a sentence, and what it means: for the window and the terminal.

#include "checkup/outcome.h"

#include "checkup/instructions.h"
#include "checkup/outcome-private.h"
#include "checkup/returned.h"
#include "checkup/synthesized.h"
#include "checkup/wording.h"
#include "config.h"

#include <glib/gi18n-lib.h>

// Whether a value is to be entered at a company that lets nobody write it.
static gboolean
cannot_be_entered (const TodokuCollected *collected, TodokuVerdict verdict)
{
  return todoku_verdict_has_value (verdict) && collected->dns_provider != NULL
         && !collected->dns_provider->editable;
}

// Where the way is another one than the verdict alone says; or NULL.
static char *
make_headline_of_way (const TodokuCollected *collected, const TodokuJudgement *judgement)
{
  if (cannot_be_entered (collected, judgement->verdict))
    // Translators: the argument is a company.
    return g_strdup_printf (_ ("A new SPF value is needed, which cannot be entered at %s"),
                            todoku_catalog_text_get (&collected->dns_provider->name));
  if (judgement->verdict == TODOKU_VERDICT_SWITCH && collected->mail.host->switch_is_preset)
    return g_strdup (_ ("Your email provider sets SPF, but its value is not there"));

  return NULL;
}

static char *
name_other_domain (const TodokuCollected *collected)
{
  const TodokuBounce *bounce = collected->options->bounce;

  if (todoku_returned_is_about_organization (bounce, collected->domain))
    // Translators: the argument is a domain.
    return g_strdup_printf (_ ("The domain to check is %s"), bounce->domain);

  // Translators: the argument is a domain.
  return g_strdup_printf (_ ("The receiver checked another domain: %s"), bounce->domain);
}

// Whether anybody is known who is to pass; what a record itself names passes by itself.
static gboolean
knows_sender (const TodokuCollected *collected)
{
  return collected->options->value != NULL
         || (collected->mail.host != NULL && collected->wanted->len > 0);
}

static char *
say_what_is_blamed (const TodokuCollected *collected)
{
  const TodokuBounce *bounce = collected->options->bounce;

  if (bounce != NULL && todoku_returned_is_about_other (bounce, collected->domain))
    return name_other_domain (collected);
  if (bounce != NULL && bounce->kind == TODOKU_BOUNCE_KIND_OTHER && !bounce->is_delayed)
    return g_strdup (_ ("Why the email came back is not known"));

  return g_strdup (bounce == NULL || todoku_bounce_is_about_spf (bounce)
                     ? _ ("Your SPF record is not the reason")
                     : _ ("SPF is not the reason"));
}

char *
todoku_outcome_make_headline (const TodokuCollected *collected, const TodokuJudgement *judgement)
{
  static const char *const headlines[] = {
    [TODOKU_VERDICT_FINE] = N_ ("Your SPF record is in order"),
    [TODOKU_VERDICT_ADD] = N_ ("There is no SPF record yet: add one"),
    [TODOKU_VERDICT_EDIT] = N_ ("Your SPF record has to be changed"),
    [TODOKU_VERDICT_MERGE] = N_ ("There are several SPF records: merge them into one"),
    [TODOKU_VERDICT_SWITCH] = N_ ("Your email provider’s control panel sets SPF for you"),
    [TODOKU_VERDICT_UNKNOWN] = N_ ("The DNS could not be read"),
    [TODOKU_VERDICT_NO_DOMAIN] = N_ ("This domain does not exist"),
  };
  g_autofree char *of_way = make_headline_of_way (collected, judgement);

  if (judgement->sends_nothing && judgement->verdict == TODOKU_VERDICT_FINE)
    return g_strdup (_ ("This domain is set up to send no email"));
  if (judgement->verdict == TODOKU_VERDICT_FINE && !knows_sender (collected))
    return g_strdup (_ ("No mistake was found in your SPF record"));
  if (judgement->verdict == TODOKU_VERDICT_NOT_SPF)
    return say_what_is_blamed (collected);
  if (judgement->verdict == TODOKU_VERDICT_CHOOSE)
    return todoku_outcome_ask (collected, judgement);

  return of_way != NULL ? g_steal_pointer (&of_way) : g_strdup (_ (headlines[judgement->verdict]));
}

static const char *
explain_merge (const TodokuCollected *collected, const TodokuEdit *edit)
{
  guint n_records = 0;

  todoku_list_foreach (const char, text, collected->published)
    n_records += todoku_spf_text_is_record (text, strlen (text));
  if (n_records < 2)
    return _ ("An SPF record lists the servers that may send your email. Receivers read only what "
              "starts with “v=spf1”, so what is in another record counts for nothing. Replace "
              "the first one with the value below and delete the others.");
  if (todoku_list_has_text (collected->published, edit->proposed))
    return _ ("An SPF record lists the servers that may send your email. With more than one, "
              "receivers use none of them. One of them already reads like the value below: leave "
              "that one, and delete the others.");

  return _ ("An SPF record lists the servers that may send your email. With more than one, "
            "receivers use none of them. Replace the first one with the value below and delete the "
            "others.");
}

// @has_more: whether something is to be done about DKIM or DMARC.
static char *
add_rest (const char *text, gboolean has_more)
{
  return g_strdup_printf (
    C_ ("sentences", "%s %s"), text,
    has_more ? _ ("Nothing has to be done about SPF; DKIM or DMARC still needs something.")
             : _ ("There is nothing to do."));
}

static char *
explain_fine (const TodokuCollected *collected, const TodokuJudgement *judgement, gboolean has_more)
{
  g_autofree char *text = NULL;

  if (judgement->sends_nothing)
    return add_rest (
      _ ("No server may send email with it, and it has no mail server of its own (MX). That is "
         "right for a domain that is not used for email."),
      has_more);
  if (collected->differing != NULL && collected->other_dns_provider != NULL)
    return g_strdup (_ ("The record that your DNS server gives is in order. But the domain’s own "
                        "name servers do not all have it: what they have, and what to do, is said "
                        "below."));
  if (collected->differing != NULL)
    return g_strdup (
      _ ("The record that your DNS server gives is in order. But the domain’s own name "
         "servers do not all have it: what they have is said below. Check again "
         "later; if it stays like this, add the record again."));
  if (judgement->unread != NULL && collected->wanted->len == 0)
    {
      g_autofree char *address = todoku_dns_address_to_string (&collected->refused_address);

      return g_strdup_printf (
        // Translators: the first argument is an IP address, the second a term of the record.
        _ ("The server %1$s may send your email. But “%2$s” could not be looked up, so nothing is "
           "known of who may send by it. Try again in a while."),
        address, judgement->unread);
    }
  if (judgement->unread != NULL)
    // Translators: the argument is a term of the record.
    return g_strdup_printf (
      _ ("The servers of your email provider may send your email. But “%s” could not be looked up, "
         "so nothing is known of who may send by it. Try again in a while."),
      judgement->unread);
  if (collected->hidden->len > 0)
    return g_strdup (_ ("Nothing has to be done about SPF. But there is neither a website nor a "
                        "mail server at this name: why, and what to do, is said below."));
  if (collected->other_dns_provider != NULL)
    return g_strdup (_ ("Nothing has to be done about SPF. But the domain’s name servers belong to "
                        "two companies: what to do about that is said below."));
  if (collected->options->value != NULL)
    return add_rest (_ ("Everything that the value of your email provider contains is in it."),
                     has_more);
  if (!knows_sender (collected))
    return g_strdup (
      _ ("It is written correctly. But it was not found out which company your email is with, so "
         "it could not be checked whether its servers are in it."));

  todoku_list_foreach (const TodokuWanted, wanted, collected->wanted)
    if (todoku_wanted_is_only_told (wanted) || wanted->is_beside)
      // Translators: both arguments are mail hosts.
      return g_strdup_printf (_ ("The servers of %s may send your email. But it is also delivered "
                                 "to %s: what to do about that is said below."),
                              todoku_catalog_text_get (&collected->mail.host->name), wanted->name);

  // Translators: the argument is a mail host.
  text = g_strdup_printf (_ ("The servers of %s may send your email."),
                          todoku_catalog_text_get (&collected->mail.host->name));

  return add_rest (text, has_more);
}

static char *
explain_failure (const TodokuCollected *collected, const TodokuJudgement *judgement)
{
  g_autofree char *failure = todoku_wording_failure (judgement->failure);

  if (collected->txt == NULL || todoku_dns_status_is_failure (collected->status))
    // Translators: the first argument is a sentence on what failed.
    return g_strdup_printf (
      _ ("%s Nothing can be said about your record yet. Try again in a while."), failure);
  if (judgement->host_is_unsure)
    // Translators: the argument is a sentence on what failed.
    return g_strdup_printf (
      _ ("%s It could not be confirmed which company your email is with, and whether your record "
         "is right. Try again in a while, or choose your email provider."),
      failure);

  // Translators: the first argument is a term of the record, the second a sentence on what failed.
  return g_strdup_printf (
    _ ("“%s” is a part of your record that could not be read, and receivers may stop there. %s Try "
       "again in a while. If it stays like this, ask the company it belongs to."),
    judgement->failed_question, failure);
}

// Not where a slip in the panel can stop the website: what to mind there comes before the steps.
static char *
add_assurance (const TodokuCollected *collected, const char *text)
{
  if (todoku_dns_provider_is_dangerous (collected->dns_provider)
      || todoku_collected_loses_synthesized (collected, TODOKU_STANDARD_SPF))
    return g_strdup (text);

  return g_strdup_printf (C_ ("sentences", "%s %s"), text, _ ("Your website is not affected."));
}

// She reads it before she copies anything.
static char *
explain_no_entry (const TodokuCollected *collected)
{
  // Translators: the argument is a company.
  return g_strdup_printf (
    _ (
      "An SPF record lists the servers that may send your email. It has to be the value below, but "
      "%s, where your DNS is, does not let you enter it by hand. Read all the steps on the next "
      "page before you change anything: if they lead to another DNS, your website and all your "
      "email depend on what is entered there."),
    todoku_catalog_text_get (&collected->dns_provider->name));
}

static char *
explain_switch (const TodokuMailHost *host)
{
  if (host->switch_is_preset)
    // Translators: the argument is a mail host.
    return g_strdup_printf (
      _ (
        "You do not need to paste anything: %s is to publish the value below automatically. Why it "
        "is not there, that company has to find out. What to check and what to ask is on the next "
        "page."),
      todoku_catalog_text_get (&host->name));

  // Translators: the argument is a mail host.
  return g_strdup_printf (
    _ ("You do not need to paste anything: turn it on in the control panel of %s, and the new "
       "value is set automatically. The steps are on the next page."),
    todoku_catalog_text_get (&host->name));
}

// What SPF is asked for behind a server that has taken the mail in, nobody outside can mend.
static char *
explain_receiver (const TodokuCollected *collected)
{
  g_autofree char *address = todoku_dns_address_to_string (&collected->refused_address);

  return g_strdup_printf (
    // Translators: the first argument is the domain of the recipient's address, the second a
    // server.
    _ ("The receiver did not check the server that sent your email, but %2$s: a server that takes "
       "in the email for %1$s, such as a spam filter. No SPF record can fix that; do not allow "
       "that server. Only the recipient’s administrator can have SPF checked in the right place: "
       "contact the recipient some other way, and ask them to show this email to the "
       "administrator."),
    todoku_collected_get_recipient_domain (collected),
    collected->sending_name != NULL ? collected->sending_name : address);
}

static char *
explain_verdict (const TodokuCollected *collected,
                 const TodokuEdit *edit,
                 const TodokuJudgement *judgement,
                 gboolean has_more)
{
  if (cannot_be_entered (collected, judgement->verdict))
    return explain_no_entry (collected);

  switch (judgement->verdict)
    {
    case TODOKU_VERDICT_FINE:
      return explain_fine (collected, judgement, has_more);
    case TODOKU_VERDICT_ADD:
      if (judgement->sends_nothing)
        return add_assurance (
          collected, _ ("The value below says that no server may send email with this domain, so "
                        "receivers such as Gmail can refuse all that is forged. Copy it and add it "
                        "as a TXT record."));
      return add_assurance (collected,
                            _ ("An SPF record lists the servers that may send your email. Without "
                               "one, receivers such as Gmail cannot tell your email from forged "
                               "email. Copy the value below and add it as a TXT record."));
    case TODOKU_VERDICT_EDIT:
      return add_assurance (
        collected,
        _ ("An SPF record lists the servers that may send your email. Copy the value below and "
           "replace the current one with it. Everything that works stays in it."));
    case TODOKU_VERDICT_MERGE:
      return add_assurance (collected, explain_merge (collected, edit));
    case TODOKU_VERDICT_SWITCH:
      return explain_switch (collected->mail.host);
    case TODOKU_VERDICT_NOT_SPF:
      if (collected->refused == TODOKU_REFUSED_RECEIVER)
        return explain_receiver (collected);
      return collected->options->bounce != NULL
               ? todoku_returned_explain (collected->options->bounce, collected->domain)
               : todoku_arrived_explain (collected->options->received, collected->domain);
    case TODOKU_VERDICT_UNKNOWN:
      return explain_failure (collected, judgement);
    case TODOKU_VERDICT_NO_DOMAIN:
      if (collected->alias != NULL)
        // Translators: both arguments are domain names.
        return g_strdup_printf (
          _ (
            "%1$s is an alias of %2$s, and that name is not in the DNS. If it is still needed, ask "
            "the company that %2$s belongs to; if not, remove the alias (CNAME)."),
          collected->domain, collected->alias);
      // Translators: the argument is a domain name.
      return g_strdup_printf (_ ("The domain %s is not in the DNS. Check the spelling; an expired "
                                 "domain looks like this, too."),
                              collected->domain);
    case TODOKU_VERDICT_CHOOSE:
    default:
      return todoku_outcome_explain_question (collected, edit, judgement);
    }
}

char *
todoku_outcome_explain (const TodokuCollected *collected,
                        const TodokuEdit *edit,
                        const TodokuJudgement *judgement,
                        gboolean has_more)
{
  g_autofree char *text = explain_verdict (collected, edit, judgement, has_more);
  g_autofree char *both = todoku_verdict_has_value (judgement->verdict)
                            ? todoku_collected_describe_both (collected)
                            : NULL;

  return both != NULL ? g_strdup_printf (C_ ("sentences", "%s %s"), text, both)
                      : g_steal_pointer (&text);
}
