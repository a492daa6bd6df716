// SPDX-License-Identifier: GPL-3.0-or-later

// The outcome in a sentence, and what it means. What is said holds for the window and the terminal.

#include "checkup/explain.h"

#include "checkup/wording.h"
#include "config.h"

#include <glib/gi18n-lib.h>

static const char *
headline_for_choice (const TodokuJudgement *judgement)
{
  switch (judgement->question)
    {
    case TODOKU_QUESTION_TERM:
      return _ ("A part of your SPF record is not clear");
    case TODOKU_QUESTION_SERVER:
      return _ ("Whose server sent the mail that was refused?");
    case TODOKU_QUESTION_REMOVAL:
      return judgement->lets_strangers_in ? _ ("Your SPF record lets anybody send")
                                          : _ ("Choose what you no longer use");
    case TODOKU_QUESTION_PROVIDER:
      return _ ("Your SPF record does not work as it is");
    case TODOKU_QUESTION_ALIAS:
      return _ ("This name is an alias and has no record of its own");
    case TODOKU_QUESTION_HOST:
    case TODOKU_QUESTION_VALUE:
    case TODOKU_QUESTION_NONE:
    default:
      return _ ("Choose where your mail is");
    }
}

const char *
todoku_checkup_get_headline (const TodokuJudgement *judgement)
{
  switch (judgement->verdict)
    {
    case TODOKU_VERDICT_FINE:
      return judgement->sends_nothing ? _ ("This domain is set up to send no mail")
                                      : _ ("Your SPF record is in order");
    case TODOKU_VERDICT_ADD:
      return _ ("There is no SPF record yet: add one");
    case TODOKU_VERDICT_EDIT:
      return _ ("Your SPF record has to be changed");
    case TODOKU_VERDICT_MERGE:
      return _ ("There are several SPF records: merge them into one");
    case TODOKU_VERDICT_SWITCH:
      return _ ("Your mail host's panel sets SPF for you");
    case TODOKU_VERDICT_NOT_SPF:
      return _ ("SPF is not the reason");
    case TODOKU_VERDICT_UNKNOWN:
      return _ ("The DNS could not be read");
    case TODOKU_VERDICT_NO_DOMAIN:
      return _ ("This domain does not exist");
    case TODOKU_VERDICT_CHOOSE:
    default:
      return headline_for_choice (judgement);
    }
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
    return g_strdup_printf (_ ("For the value of %s one thing is still needed: %s."), name,
                            todoku_catalog_text_get (&company->missing->label));
  if (company->host->url != NULL)
    // Translators: the first argument is a company, the second the address of its help page.
    return g_strdup_printf (_ ("Your mail seems to be at %s, whose value is not known here. Take "
                               "it from that company's own page (%s) and paste it."),
                            name, company->host->url);

  // Translators: the argument is a mail host.
  return g_strdup_printf (_ ("The value of %s is not known here. Paste the one that its help page "
                             "gives."),
                          name);
}

// The record fails, and something in it may go.
static char *
explain_removal (const TodokuJudgement *judgement)
{
  if (judgement->lets_strangers_in)
    return g_strdup (_ ("A part of the record lets every server in the world send mail in your "
                        "name, so it protects nothing. Choose what you do not need, and the right "
                        "value appears."));
  if (judgement->over_limit)
    return g_strdup (_ ("Your SPF record makes receivers look up more than SPF allows, so Gmail "
                        "and others ignore all of it. Only you can tell which services "
                        "you no longer send mail with. Choose them, and the right value appears."));

  return g_strdup (_ ("A part of the record leads to something that is broken or gone, and "
                      "receivers give up on all of it. If you still send mail that way, tell the "
                      "company; otherwise let that part go, and the right value appears."));
}

// The record fails by just what the chosen companies need.
static char *
explain_provider (const TodokuJudgement *judgement)
{
  if (judgement->over_limit)
    return g_strdup (_ ("What your mail host needs is by itself more than SPF allows, and "
                        "receivers such as Gmail ignore it. Look whether the right company is "
                        "chosen, or ask it for a shorter value."));

  return g_strdup (_ ("What your mail host needs leads to something that is broken or gone, and "
                      "receivers give up on the record. Look whether the right company is chosen; "
                      "if it is, tell it."));
}

static char *
explain_server (const TodokuCollected *collected)
{
  g_autofree char *address = NULL;

  if (collected->refused_address.length == 0)
    return g_strdup (
      _ ("The record lets in all servers that are known here, and still the mail was "
         "refused for SPF. If it came back before the record was last changed, send "
         "it again. Otherwise another company sent it, such as the one that holds "
         "your web site: choose it, and the right value appears."));

  address = todoku_dns_address_to_string (&collected->refused_address);

  // Translators: the argument is an IP address.
  return g_strdup_printf (_ ("The record does not let the server %s in, and whose it is could not "
                             "be found out. If it is the server of your web site, of a shop or of "
                             "a service you use, choose it, and the right value appears. Do not "
                             "let in a server that you do not know."),
                          address);
}

static char *
explain_choice (const TodokuCollected *collected, const TodokuJudgement *judgement)
{
  switch (judgement->question)
    {
    case TODOKU_QUESTION_VALUE:
      return explain_value (collected);
    case TODOKU_QUESTION_TERM:
      return g_strdup (_ ("Receivers such as Gmail give up on the record because of that part. It "
                          "may stand for a server that sends your mail, so it is not simply left "
                          "out. Say what was meant, and the right value appears."));
    case TODOKU_QUESTION_SERVER:
      return explain_server (collected);
    case TODOKU_QUESTION_REMOVAL:
      return explain_removal (judgement);
    case TODOKU_QUESTION_PROVIDER:
      return explain_provider (judgement);
    case TODOKU_QUESTION_ALIAS:
      // Translators: both arguments are domain names.
      return g_strdup_printf (_ ("%1$s points to %2$s, and what is published there counts. Only "
                                 "the company that holds %2$s can change it. To publish a record "
                                 "of your own, the alias (CNAME) has to be removed first, and with "
                                 "it what it is there for."),
                              collected->domain, collected->alias);
    case TODOKU_QUESTION_HOST:
    case TODOKU_QUESTION_NONE:
    default:
      return g_strdup (_ ("Which servers send your mail could not be found out. Choose your mail "
                          "host, or paste the value that it gives you."));
    }
}

static char *
explain_fine (const TodokuCollected *collected, const TodokuJudgement *judgement)
{
  if (judgement->sends_nothing)
    return g_strdup (_ ("No server may send mail with it, and no mail is delivered to it. That is "
                        "right for a domain that is not used for mail. There is nothing to do."));
  if (collected->options->value != NULL)
    return g_strdup (_ ("Everything that the value of your provider asks for is in it. There is "
                        "nothing to do."));
  if (collected->mail.host == NULL)
    return g_strdup (_ ("It is written correctly. Where your mail is could not be found out, so "
                        "whether your mail host is in it could not be checked."));

  // Translators: the argument is a mail host.
  return g_strdup_printf (_ ("The servers of %s may send your mail. There is nothing to do."),
                          todoku_catalog_text_get (&collected->mail.host->name));
}

static gboolean
record_was_read (const TodokuCollected *collected)
{
  return collected->txt != NULL && !todoku_dns_status_is_failure (collected->status);
}

static char *
explain_failure (const TodokuCollected *collected, const TodokuJudgement *judgement)
{
  g_autofree char *failure = todoku_wording_failure (judgement->failure);

  if (!record_was_read (collected))
    // Translators: the first argument is a sentence on what failed.
    return g_strdup_printf (
      _ ("%s So nothing can be said about your record yet. Try again in a while."), failure);
  if (judgement->host_is_in_doubt)
    // Translators: the argument is a sentence on what failed.
    return g_strdup_printf (
      _ ("%s So it is not known for sure where your mail is, and whether your record is right. "
         "Try again in a while, or choose your mail host."),
      failure);

  // Translators: the first argument is a term of the record, the second a sentence on what failed.
  return g_strdup_printf (
    _ ("“%s” is a part of your record that could not be read, and receivers may give up on it. %s "
       "Try again in a while. If it stays like this, ask the company it belongs to."),
    judgement->failed_question, failure);
}

char *
todoku_checkup_explain (const TodokuCollected *collected, const TodokuJudgement *judgement)
{
  switch (judgement->verdict)
    {
    case TODOKU_VERDICT_FINE:
      return explain_fine (collected, judgement);
    case TODOKU_VERDICT_ADD:
      return g_strdup (
        _ ("An SPF record lists the servers that may send your mail. Without one, receivers such "
           "as Gmail cannot tell your mail from forged mail. Copy the value below and add it as a "
           "TXT record. Your website is not affected."));
    case TODOKU_VERDICT_EDIT:
      return g_strdup (_ ("An SPF record lists the servers that may send your mail. Copy the value "
                          "below and put it in place of the old one. Everything that works stays "
                          "in it, and your website is not affected."));
    case TODOKU_VERDICT_MERGE:
      return g_strdup (_ ("An SPF record lists the servers that may send your mail. With more than "
                          "one, receivers use none of them. Replace the first one with the value "
                          "below and delete the others. Your website is not affected."));
    case TODOKU_VERDICT_SWITCH:
      // Translators: the argument is a mail host.
      return g_strdup_printf (_ ("Nothing needs to be pasted: %s writes the right value by itself. "
                                 "The steps are on the next page."),
                              todoku_catalog_text_get (&collected->mail.host->name));
    case TODOKU_VERDICT_NOT_SPF:
      return todoku_returned_explain (collected->options->bounce, collected->domain);
    case TODOKU_VERDICT_UNKNOWN:
      return explain_failure (collected, judgement);
    case TODOKU_VERDICT_NO_DOMAIN:
      // Translators: the argument is a domain name.
      return g_strdup_printf (
        _ (
          "The DNS knows no domain %s. Check the spelling; an expired domain looks like this too."),
        collected->domain);
    case TODOKU_VERDICT_CHOOSE:
    default:
      return explain_choice (collected, judgement);
    }
}
