// SPDX-License-Identifier: GPL-3.0-or-later

// The outcome in a word, a sentence, and what it means.

#include "advice/checkup-private.h"

#include "catalog/glob.h"
#include "config.h"
#include "spf/record.h"

#include <glib/gi18n-lib.h>

gboolean
todoku_checkup_authorizes_somebody (TodokuSpfRecord *record)
{
  for (guint i = 0; i < todoku_spf_record_get_n_terms (record); i++)
    {
      const TodokuSpfTerm *term = todoku_spf_record_get_term (record, i);

      if (term->kind == TODOKU_SPF_TERM_REDIRECT
          || (todoku_spf_term_is_mechanism (term) && term->kind != TODOKU_SPF_TERM_ALL))
        return TRUE;
    }

  return FALSE;
}

static gboolean
proposal_authorizes_somebody (TodokuReport *report)
{
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (report->proposed, -1);

  return todoku_checkup_authorizes_somebody (record);
}

static gboolean
nothing_is_wanted (TodokuCheckup *self)
{
  return self->wanted->len <= 1;
}

static gboolean
name_servers_match (TodokuReport *report, char **globs)
{
  for (guint i = 0; globs != NULL && report->name_servers[i] != NULL; i++)
    for (guint j = 0; globs[j] != NULL; j++)
      if (todoku_catalog_glob_matches (globs[j], report->name_servers[i]))
        return TRUE;

  return FALSE;
}

// A switch writes the host's own value over whatever is there: it is the way only where that is
// just what should stand there.
static gboolean
switch_does_it (TodokuCheckup *self)
{
  TodokuReport *report = self->report;

  return report->host != NULL && self->choices->value == NULL && report->host->switch_steps->len > 0
         && name_servers_match (report, report->host->switch_ns)
         && g_strcmp0 (report->proposed, g_ptr_array_index (self->wanted, 0)) == 0;
}

static gboolean
domain_is_missing (TodokuCheckup *self)
{
  TodokuDnsAnswer *answer =
    todoku_dns_facts_peek (self->facts, self->report->domain, TODOKU_DNS_TYPE_TXT);

  return answer != NULL && todoku_dns_answer_get_status (answer) == TODOKU_DNS_STATUS_NX_DOMAIN;
}

// Something is still wrong that no proposal mends.
static gboolean
record_fails (TodokuReport *report)
{
  TodokuSpfTree *tree = report->current_tree;

  return report->proposed == NULL && tree != NULL
         && (todoku_spf_tree_is_over_a_limit (tree) || todoku_spf_tree_is_broken (tree));
}

// Where nobody is known who should be let in, a record that lets nobody in is no answer.
static TodokuQuestion
find_question (TodokuCheckup *self)
{
  TodokuReport *report = self->report;
  gboolean wanted = !nothing_is_wanted (self);

  if (report->missing != NULL)
    return TODOKU_QUESTION_VALUE;
  if (!wanted
      && (self->choices->value != NULL || (report->host != NULL && report->host->spf == NULL)))
    return TODOKU_QUESTION_VALUE;
  if (!wanted && report->current[0] == NULL)
    return TODOKU_QUESTION_HOST;
  if (!wanted && report->proposed != NULL && !proposal_authorizes_somebody (report))
    return TODOKU_QUESTION_HOST;
  if (report->question == TODOKU_QUESTION_NONE && record_fails (report))
    return TODOKU_QUESTION_PROVIDER;

  return report->question;
}

static TodokuVerdict
judge (TodokuCheckup *self)
{
  TodokuReport *report = self->report;

  if (todoku_checkup_is_not_spf (self))
    return TODOKU_VERDICT_NOT_SPF;
  if (report->failure != NULL)
    return TODOKU_VERDICT_UNKNOWN;
  if (domain_is_missing (self))
    return TODOKU_VERDICT_NO_DOMAIN;
  if (report->question != TODOKU_QUESTION_NONE)
    return TODOKU_VERDICT_CHOOSE;
  if (report->proposed == NULL)
    return TODOKU_VERDICT_FINE;
  if (switch_does_it (self))
    return TODOKU_VERDICT_SWITCH;
  if (report->current[0] == NULL)
    return TODOKU_VERDICT_ADD;

  return report->current[1] != NULL ? TODOKU_VERDICT_MERGE : TODOKU_VERDICT_EDIT;
}

static const char *
headline_for_choice (TodokuQuestion question)
{
  if (question == TODOKU_QUESTION_REMOVAL)
    return _ ("Choose what you no longer use");
  if (question == TODOKU_QUESTION_PROVIDER)
    return _ ("Your SPF record does not work as it is");

  return _ ("Choose where your mail is");
}

static const char *
headline_for (TodokuReport *report)
{
  switch (report->verdict)
    {
    case TODOKU_VERDICT_FINE:
      return _ ("Your SPF record is in order");
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
      return headline_for_choice (report->question);
    }
}

static gboolean
is_over_a_limit (TodokuReport *report)
{
  return todoku_spf_tree_is_over_a_limit (report->current_tree)
         || (report->proposed_tree != NULL
             && todoku_spf_tree_is_over_a_limit (report->proposed_tree));
}

// The record fails, and something in it may go.
static char *
explain_removal (TodokuReport *report)
{
  if (!is_over_a_limit (report))
    return g_strdup (
      _ ("It leads to a list that is broken, and receivers give up on it. If you "
         "still send mail from there, tell the company; otherwise remove it below."));

  return g_strdup (_ ("Your SPF record makes receivers look up more than SPF allows, so Gmail "
                      "and others ignore all of it. Only you can tell which services "
                      "you no longer send mail with. Choose them, and the right value appears."));
}

// The record fails by just what the chosen companies need.
static char *
explain_provider (TodokuReport *report)
{
  if (!is_over_a_limit (report))
    return g_strdup (_ ("It leads to a list that is broken, and receivers give up on it. The list "
                        "belongs to what you have chosen. Go back one page and look whether that "
                        "is right; if it is, tell the company that keeps the list."));

  return g_strdup (_ ("What your mail host needs is by itself more than SPF allows, and receivers "
                      "such as Gmail ignore it. Go back one page and look whether it is "
                      "the right one, or ask that company for a shorter value."));
}

static char *
explain_choice (TodokuReport *report)
{
  if (report->question == TODOKU_QUESTION_REMOVAL)
    return explain_removal (report);
  if (report->question == TODOKU_QUESTION_PROVIDER)
    return explain_provider (report);
  if (report->missing != NULL)
    // Translators: the first argument is a mail host, the second what its panel calls a part of
    // the value, as a server's name.
    return g_strdup_printf (_ (
                              "For the value of %s one thing is still needed: %s. Go back one page "
                              "and fill it in."),
                            todoku_catalog_text_get (&report->host->name),
                            todoku_catalog_text_get (&report->missing->label));
  if (report->host != NULL && report->host->spf == NULL)
    // Translators: the argument is a mail host.
    return g_strdup_printf (_ ("The value of %s is not known here. Go back one page and paste the "
                               "one that its help page gives."),
                            todoku_catalog_text_get (&report->host->name));

  return g_strdup (_ ("Which servers send your mail could not be found out. Go back one page and "
                      "choose your mail host, or paste the value that it gives you."));
}

static char *
explain_fine (TodokuCheckup *self)
{
  TodokuReport *report = self->report;

  if (self->choices->value != NULL)
    return g_strdup (_ ("Everything that the value of your provider asks for is in it. There is "
                        "nothing to do."));
  if (report->host == NULL)
    return g_strdup (_ ("Nothing is wrong with it. Where your mail is could not be found out, "
                        "so whether your mail host is in it could not be checked."));
  // Translators: the argument is a mail host.
  return g_strdup_printf (_ ("The servers of %s may send your mail. There is nothing to do."),
                          todoku_catalog_text_get (&report->host->name));
}

static char *
explain (TodokuCheckup *self)
{
  TodokuReport *report = self->report;

  switch (report->verdict)
    {
    case TODOKU_VERDICT_FINE:
      return explain_fine (self);
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
                              todoku_catalog_text_get (&report->host->name));
    case TODOKU_VERDICT_NOT_SPF:
      return todoku_checkup_explain_bounce (self);
    case TODOKU_VERDICT_UNKNOWN:
      return todoku_checkup_explain_failure (self);
    case TODOKU_VERDICT_NO_DOMAIN:
      // Translators: the argument is a domain name.
      return g_strdup_printf (
        _ (
          "The DNS knows no domain %s. Check the spelling; an expired domain looks like this too."),
        report->domain);
    case TODOKU_VERDICT_CHOOSE:
    default:
      return explain_choice (report);
    }
}

// Nothing is said of what would come of a proposal that cannot be made.
static void
forget_outcome (TodokuReport *report)
{
  g_ptr_array_set_size (report->entries, 0);
  g_ptr_array_set_size (report->proofs, 0);
}

void
todoku_checkup_judge (TodokuCheckup *self)
{
  TodokuReport *report = self->report;

  report->question = find_question (self);
  report->verdict = judge (self);
  if (todoku_checkup_doubt (self))
    report->verdict = TODOKU_VERDICT_UNKNOWN;
  if (report->verdict != TODOKU_VERDICT_CHOOSE)
    report->question = TODOKU_QUESTION_NONE;

  if (report->verdict == TODOKU_VERDICT_CHOOSE || report->verdict == TODOKU_VERDICT_UNKNOWN)
    todoku_checkup_withdraw_proposal (self);
  if (report->verdict == TODOKU_VERDICT_UNKNOWN)
    forget_outcome (report);
  report->headline = g_strdup (headline_for (report));
  report->explanation = explain (self);
}
