// SPDX-License-Identifier: GPL-3.0-or-later

// What the person is asked, in a sentence, and what the question is about.

#include "checkup/outcome-private.h"

#include "checkup/proof.h"
#include "config.h"
#include "dns/name.h"
#include "dns/suffix.h"

#include <glib/gi18n-lib.h>

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

char *
todoku_outcome_ask (const TodokuCollected *collected, const TodokuJudgement *judgement)
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

// ---------------------------------------------------------------------------------------------
// What it is about

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

char *
todoku_outcome_explain_question (const TodokuCollected *collected,
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
