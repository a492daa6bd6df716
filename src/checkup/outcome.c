// SPDX-License-Identifier: GPL-3.0-or-later

// The outcome in a sentence, and what it means: for the window and the terminal.

#include "checkup/outcome.h"

#include "checkup/instructions.h"
#include "checkup/returned.h"
#include "checkup/synthesized.h"
#include "checkup/wording.h"
#include "config.h"
#include "dns/name.h"
#include "dns/suffix.h"

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

// A name that leads back to its address is the one thing by which a server may be known again.
static char *
ask_for_owner (const TodokuCollected *collected)
{
  g_autofree char *address = todoku_dns_address_to_string (&collected->refused_address);

  if (collected->sending_name != NULL)
    // Translators: the first argument is a server's name, the second its IP address.
    return g_strdup_printf (_ ("Whose server is %s (%s)?"), collected->sending_name, address);

  // Translators: the argument is an IP address.
  return g_strdup_printf (_ ("Whose server is %s?"), address);
}

// Whether anybody is known who is to pass; what a record itself names passes by itself.
static gboolean
knows_sender (const TodokuCollected *collected)
{
  return collected->options->value != NULL
         || (collected->mail.host != NULL && collected->wanted->len > 0);
}

// Whether what is asked about is what the panel left of the record's last part.
static gboolean
asks_about_cut (const TodokuCollected *collected, const TodokuJudgement *judgement)
{
  g_autoptr (TodokuSpfRecord) record = NULL;
  g_autoptr (TodokuSpfRecord) repaired = NULL;

  if (judgement->question != TODOKU_QUESTION_TERM || collected->published->len != 1)
    return FALSE;

  record = todoku_spf_record_parse (g_ptr_array_index (collected->published, 0), -1);
  repaired = todoku_spf_record_parse (collected->repaired[0], -1);

  return todoku_spf_record_is_cut (record, repaired);
}

static char *
ask (const TodokuCollected *collected, const TodokuJudgement *judgement)
{
  static const char *const questions[] = {
    [TODOKU_QUESTION_NONE] = N_ ("Choose the company your email is with"),
    [TODOKU_QUESTION_HOST] = N_ ("Choose the company your email is with"),
    [TODOKU_QUESTION_VALUE] = N_ ("The value of your email provider is needed"),
    [TODOKU_QUESTION_TERM] = N_ ("A part of your SPF record is not clear"),
    [TODOKU_QUESTION_SERVER] = N_ ("Which server sent the email that was refused?"),
    [TODOKU_QUESTION_REMOVAL] = N_ ("Choose what you no longer use"),
    [TODOKU_QUESTION_PROVIDER] = N_ ("Your SPF record does not work as it is"),
    [TODOKU_QUESTION_ALIAS] = N_ ("This name is an alias and cannot have a record of its own"),
  };

  if (judgement->question == TODOKU_QUESTION_REMOVAL && judgement->lets_strangers_in)
    return g_strdup (_ ("Your SPF record lets strangers send"));
  if (judgement->question == TODOKU_QUESTION_SERVER && collected->refused_address.length > 0)
    return ask_for_owner (collected);
  if (judgement->question == TODOKU_QUESTION_VALUE && collected->mail.missing == NULL
      && collected->web.missing != NULL)
    return g_strdup (_ ("The value of your web host is needed"));
  if (judgement->question == TODOKU_QUESTION_PROVIDER && collected->published->len == 0)
    return g_strdup (_ ("The value of your email provider does not work as it is"));
  if (asks_about_cut (collected, judgement))
    return g_strdup (_ ("The end of your SPF record is missing"));

  return g_strdup (_ (questions[judgement->question]));
}

static char *
say_what_is_blamed (const TodokuCollected *collected)
{
  const TodokuBounce *bounce = collected->options->bounce;

  if (bounce != NULL && todoku_returned_is_about_other (bounce, collected->domain))
    return name_other_domain (collected);

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
    return ask (collected, judgement);

  return of_way != NULL ? g_steal_pointer (&of_way) : g_strdup (_ (headlines[judgement->verdict]));
}

static char *
explain_value (const TodokuCollected *collected)
{
  const TodokuCompany *company = collected->mail.missing != NULL || !collected->web_is_sender
                                   ? &collected->mail
                                   : &collected->web;
  const char *name = company->host != NULL ? todoku_catalog_text_get (&company->host->name) : NULL;

  if (collected->value_error != NULL)
    return g_strdup (collected->value_error);
  if (company->missing != NULL)
    // Translators: the first argument is a mail host, the second what its panel calls a part of
    // the value, as a server's name.
    return g_strdup_printf (_ ("One thing is still needed for the value of %s: %s."), name,
                            todoku_catalog_text_get (&company->missing->label));
  if (company->host->url != NULL)
    // Translators: the first argument is a company, the second the address of its help page.
    return g_strdup_printf (_ ("Your email seems to be with %s, whose value is not known here. "
                               "Take it from that company’s own page (%s) and paste it."),
                            name, company->host->url);

  // Translators: the argument is a mail host.
  return g_strdup_printf (_ ("The value of %s is not known here. Paste the one on its help page."),
                          name);
}

// The record fails, and something in it may go.
static const char *
explain_limit (const TodokuEdit *edit, const TodokuJudgement *judgement)
{
  if (todoku_edit_get_tree (edit)->lookups <= TODOKU_SPF_LOOKUPS_MAX)
    return _ ("Too many parts of your SPF record lead to names that are not in the DNS. Receivers "
              "such as Gmail stop there with an error, so email from a server that they have not "
              "found by then may not arrive. Only you can tell which services you no longer send "
              "email with. Choose them, and the new value appears.");
  if (!judgement->was_over_limit)
    return _ ("With what your email provider needs, your SPF record would need more lookups than "
              "SPF allows, and receivers such as Gmail would stop there with an error. Only you "
              "can tell which services you no longer send email with. Choose them, and the new "
              "value appears.");

  return _ ("Your SPF record needs more lookups than SPF allows. Receivers such as Gmail stop "
            "there with an error, so email from a server that they have not found by then may not "
            "arrive. Only you can tell which services you no longer send email with. Choose them, "
            "and the new value appears.");
}

// The service that the person adds, where that makes the record need more lookups than there may
// be.
static const TodokuSender *
find_newcomer (const TodokuCollected *collected,
               const TodokuEdit *edit,
               const TodokuJudgement *judgement)
{
  if (judgement->was_over_limit || todoku_edit_get_tree (edit)->lookups <= TODOKU_SPF_LOOKUPS_MAX)
    return NULL;
  todoku_list_foreach (const TodokuSender, sender, collected->ticked)
    if (!g_ptr_array_find (collected->senders, sender, NULL))
      return sender;

  return NULL;
}

static char *
explain_removal (const TodokuCollected *collected,
                 const TodokuEdit *edit,
                 const TodokuJudgement *judgement)
{
  const TodokuSender *newcomer =
    judgement->over_limit ? find_newcomer (collected, edit, judgement) : NULL;

  if (judgement->lets_strangers_in)
    return g_strdup (
      _ ("A part of the record lets strangers send email in your name, so it protects nothing. "
         "Choose what you do not need, and the new value appears."));
  if (newcomer != NULL)
    return g_strdup_printf (
      // Translators: the argument is a service.
      _ ("With what %1$s needs, your SPF record would need more lookups than SPF allows, and "
         "receivers such as Gmail would stop there with an error. Only you can tell which "
         "services you no longer send email with. Choose them, or leave %1$s out, and the new "
         "value appears."),
      todoku_catalog_text_get (&newcomer->name));
  if (judgement->over_limit)
    return g_strdup (explain_limit (edit, judgement));

  return g_strdup (_ ("At a part of the record, receivers stop with an error, so email may not "
                      "arrive; what is wrong with it is said below. If you no longer need that "
                      "part, remove it, and the new value appears; if you still send email that "
                      "way, tell the company that it belongs to."));
}

// The record fails by just what the chosen companies need.
static char *
explain_provider (const TodokuJudgement *judgement)
{
  if (judgement->lets_strangers_in)
    return g_strdup (_ ("The value of your email provider lets strangers send email in your name, "
                        "so it protects nothing. Check whether the right company is chosen, or ask "
                        "that company for another value."));
  if (judgement->over_limit)
    return g_strdup (
      _ ("What your email provider needs is already more than SPF allows, so "
         "receivers such as Gmail stop there with an error. Check whether the right company is "
         "chosen, or ask that company for a shorter value."));
  if (judgement->blamed->len == 0)
    return g_strdup (
      _ ("Receivers such as Gmail stop with an error, or refuse, before they come to all of the "
         "servers that the record lets in, and putting its parts in another order does not help. "
         "What is wrong with it is said below."));

  return g_strdup (_ (
    "What your email provider needs leads to something that is broken or gone, so receivers stop "
    "there with an error. Check whether the right company is chosen; if it is, tell that "
    "company."));
}

static char *
explain_server (const TodokuCollected *collected)
{
  const TodokuBounce *bounce = collected->options->bounce;
  g_autofree char *address = NULL;

  if (collected->refused_address.length == 0 && bounce != NULL
      && bounce->kind == TODOKU_BOUNCE_KIND_DMARC)
    return g_strdup (_ (
      "The record allows all servers that are known here, but the email was refused because of "
      "DMARC: neither SPF nor DKIM passed for this domain. If it came back before the record was "
      "last changed, send it again. If a service with an envelope sender (Return-Path) of its "
      "own sent it, set DKIM up for your domain in its control panel. Otherwise another company "
      "sent it, such as the one that hosts your website: choose it, and the new value "
      "appears."));

  if (collected->refused_address.length == 0)
    return g_strdup (_ ("The record allows all servers that are known here, but the email was "
                        "still refused because of SPF. If it came back before the record was last "
                        "changed, send it again. Otherwise another company sent it, such as the "
                        "one that hosts your website: choose it, and the new value appears."));

  address = todoku_dns_address_to_string (&collected->refused_address);
  // No term would let that one in alone.
  if (collected->refused_options != NULL && *collected->refused_options == NULL)
    return g_strdup (_ ("Your email program seems to hand email over to your internet provider’s "
                        "server. The record cannot allow that server alone; change the setting of "
                        "the email program instead, as it is said below."));
  if (collected->refused == TODOKU_REFUSED_PASSES)
    // Translators: the argument is an IP address.
    return g_strdup_printf (_ ("Today the server %s passes, by a part of the record that is to be "
                               "removed. If it sent your email, that part is still in use."),
                            address);

  // Translators: the argument is an IP address.
  return g_strdup_printf (
    _ (
      "No part of the record names the server %s, and it could not be found out whose it is. If it "
      "is the server of your website, of a shop or of a service you use, choose it, and the new "
      "value appears. Do not allow a server that you do not know."),
    address);
}

// Whose server takes in the mail, where that is no mail host but a service; or NULL.
static const TodokuSender *
find_receiving_service (const TodokuCollected *collected, const TodokuJudgement *judgement)
{
  todoku_list_foreach (const TodokuProof, proof, judgement->exchanges)
    {
      const TodokuSender *service = todoku_collected_find_service (collected, proof->name);

      if (service != NULL && collected->mail.host == NULL)
        return service;
    }

  return NULL;
}

static char *
explain_service (const TodokuSender *service)
{
  return g_strdup_printf (
    service->receives_only
      // Translators: the argument is a service.
      ? _ ("%s takes in the email to this domain and passes it on, but sends none for you, and it "
           "could not be found out which servers do. Choose the email provider that you send "
           "with, or paste the value that it gives you.")
      // Translators: the argument is a service.
      : _ ("The mail server (MX) of this domain is one of %s. If that service sends the email, "
           "choose it among the services, and the new value appears. Otherwise choose your email "
           "provider, or paste the value that it gives you."),
    todoku_catalog_text_get (&service->name));
}

static char *
explain_host (const TodokuCollected *collected, const TodokuJudgement *judgement)
{
  const TodokuSender *service = find_receiving_service (collected, judgement);

  if (judgement->passes_by_end != NULL)
    // Translators: the argument is the name of a server.
    return g_strdup_printf (
      _ ("Email to this domain is delivered to the server %s. So far it may send only because the "
         "record refuses nobody. Once the record is made stricter, email from there would be "
         "marked as suspicious. Choose your email provider, or paste the value that it gives you, "
         "and the new value appears."),
      judgement->passes_by_end);
  if (service != NULL)
    return explain_service (service);
  if (collected->published->len > 0 && !judgement->lets_somebody_in)
    return g_strdup (
      _ ("The record lets no server send your email, but the domain has an MX record for "
         "email. "
         "Choose your email provider, or paste the value that it gives you."));
  if (todoku_dns_answer_get_n_records (
        todoku_dns_facts_peek (collected->facts, collected->domain, TODOKU_DNS_TYPE_MX))
        > 0
      && collected->receives_mail == FALSE)
    return g_strdup (
      _ ("This domain says that it takes no email (null MX). If no email is sent from it either, "
         "paste the value “v=spf1 -all”: it says so. Otherwise choose your email provider, or "
         "paste the value that it gives you."));
  if (collected->receives_mail == FALSE)
    return g_strdup (
      _ ("This domain has no mail server (MX). If no email is sent from it either, paste the "
         "value “v=spf1 -all”: it says so. Otherwise choose your email provider, or paste the "
         "value that it gives you."));

  return g_strdup (
    _ ("It could not be found out which servers send your email. Choose your email provider, "
       "or paste the value that it gives you."));
}

static char *
explain_alias (const TodokuCollected *collected)
{
  const char *own = todoku_suffix_get_registrable (collected->domain);

  if (own != NULL && todoku_dns_name_is_within (collected->alias, own))
    // Translators: both arguments are domain names.
    return g_strdup_printf (
      _ ("%1$s is an alias of %2$s, so the record at %2$s is the one that counts. That name is "
         "yours, too: check %2$s, and change its record. Leave the alias (CNAME) as it is."),
      collected->domain, collected->alias);

  if (collected->synthesized->len > 0)
    // Translators: both arguments are domain names.
    return g_strdup_printf (
      _ ("%1$s is an alias of %2$s, so the record at %2$s is the one that counts. Only the company "
         "that holds %2$s can change it. The alias comes from the wildcard record (*): a record of "
         "your own at %1$s would end it, and the website there would stop."),
      collected->domain, collected->alias);

  // Translators: both arguments are domain names.
  return g_strdup_printf (
    _ ("%1$s is an alias of %2$s, so the record at %2$s is the one that counts. Only the "
       "company that holds %2$s can change it. To publish a record of your own, remove the "
       "alias (CNAME) first; what it is used for then stops working."),
    collected->domain, collected->alias);
}

static char *
explain_choice (const TodokuCollected *collected,
                const TodokuEdit *edit,
                const TodokuJudgement *judgement)
{
  switch (judgement->question)
    {
    case TODOKU_QUESTION_VALUE:
      return explain_value (collected);
    case TODOKU_QUESTION_TERM:
      if (asks_about_cut (collected, judgement))
        return g_strdup (
          _ ("The record stops after exactly 255 characters, within a part: the control panel "
             "seems to have cut it. Look up the whole value in your notes, or in the instructions "
             "of the services you use, and enter all of it. If there was nothing more, remove the "
             "part that is left, and the new value appears."));
      if (!judgement->fails_today)
        return g_strdup (
          _ ("As it is written, that part does not do what was probably meant. It may name a "
             "server that sends your email, so it is not simply removed. Say what was "
             "meant, and the new value appears."));
      return g_strdup (_ ("Receivers such as Gmail treat the record as an error because of that "
                          "part. It may name a server that sends your email, so it is not simply "
                          "removed. Say what was meant, and the new value appears."));
    case TODOKU_QUESTION_SERVER:
      return explain_server (collected);
    case TODOKU_QUESTION_REMOVAL:
      return explain_removal (collected, edit, judgement);
    case TODOKU_QUESTION_PROVIDER:
      return explain_provider (judgement);
    case TODOKU_QUESTION_ALIAS:
      return explain_alias (collected);
    case TODOKU_QUESTION_HOST:
    case TODOKU_QUESTION_NONE:
    default:
      return explain_host (collected, judgement);
    }
}

static const char *
explain_merge (const TodokuCollected *collected)
{
  guint n_records = 0;

  todoku_list_foreach (const char, text, collected->published)
    n_records += todoku_spf_text_is_record (text, strlen (text));
  if (n_records < 2)
    return _ ("An SPF record lists the servers that may send your email. Receivers read only what "
              "starts with “v=spf1”, so what is in another record counts for nothing. Replace "
              "the first one with the value below and delete the others.");

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
      return add_assurance (collected, explain_merge (collected));
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
      return explain_choice (collected, edit, judgement);
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
