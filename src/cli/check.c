// SPDX-License-Identifier: GPL-3.0-or-later

#include "checkup/checkup.h"

#include "base/list.h"
#include "checkup/instructions.h"
#include "checkup/options.h"
#include "checkup/print.h"
#include "checkup/report-json.h"
#include "checkup/wording.h"
#include "cli/command.h"
#include "cli/html.h"
#include "cli/print.h"
#include "cli/records.h"
#include "cli/terminal.h"
#include "cli/unused.h"
#include "config.h"

#include <glib/gi18n-lib.h>

static void
print_current (TodokuReport *report)
{
  todoku_terminal_print ("\n%s\n", _ ("Current value:"));
  if (report->current[0] == NULL)
    todoku_terminal_print ("  %s\n", _ ("(no SPF record)"));
  for (guint i = 0; report->current[i] != NULL; i++)
    {
      if (report->current[1] != NULL)
        // Translators: %u is the number of one of several SPF records.
        todoku_terminal_print (_ ("  Record %u:\n"), i + 1);
      todoku_terminal_print_line ("  %s", report->current[i]);
    }
}

static gboolean
stays (const TodokuDiffEntry *entry)
{
  return todoku_diff_entry_get_effect (entry) == TODOKU_DIFF_KEEP;
}

// What stays comes behind what changes.
static void
print_diff (GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    if (!stays (g_ptr_array_index (entries, i)))
      todoku_cli_diff_entry_print (g_ptr_array_index (entries, i));
  for (guint i = 0; i < entries->len; i++)
    if (stays (g_ptr_array_index (entries, i)))
      todoku_cli_diff_entry_print (g_ptr_array_index (entries, i));
}

static void
print_cautions (const TodokuReport *report)
{
  g_auto (GStrv) cautions = todoku_report_list_cautions (report);

  if (cautions[0] != NULL)
    todoku_terminal_print ("\n");
  for (guint i = 0; cautions[i] != NULL; i++)
    todoku_terminal_print_line ("  %s", cautions[i]);
}

static void
print_proposal (TodokuReport *report)
{
  if (report->proposed == NULL)
    return;

  todoku_terminal_print ("\n%s\n", _ ("What changes:"));
  print_diff (report->entries);
  print_cautions (report);
  todoku_terminal_print ("\n%s\n", _ ("New value:"));
  todoku_terminal_print_line ("  %s", report->proposed);
  if (report->instructions->strings[1] != NULL)
    {
      todoku_terminal_print (
        "\n%s\n", _ ("The same in pieces, for control panels that take at most 255 characters:"));
      for (guint i = 0; report->instructions->strings[i] != NULL; i++)
        todoku_terminal_print_line ("  \"%s\"", report->instructions->strings[i]);
    }
}

// What is said on the command line to answer; the same in every language.
static void
print_answers (const TodokuReport *report, const TodokuFinding *finding)
{
  if (g_str_equal (finding->id, "web-host-not-allowed")
      || (g_str_equal (finding->id, "other-mail-host")
          && todoku_collected_only_tells_of (report->collected, report->collected->web.host)))
    todoku_terminal_print_line ("    --web-host %s", report->collected->web.host->id);
  if (g_str_equal (finding->id, "removable-term"))
    todoku_terminal_print_line ("    --remove '%s'", finding->term);
  if (finding->options == NULL && !g_str_equal (finding->id, "unclear-term"))
    return;
  for (guint i = 0; finding->options != NULL && finding->options[i] != NULL; i++)
    todoku_terminal_print_line ("    --answer '%s=%s'", finding->term, finding->options[i]);
  // Translators: behind an option of the command line: what it means.
  todoku_terminal_print_line ("    --answer '%s='   %s", finding->term, _ ("(leave it out)"));
}

static void
print_findings (TodokuReport *report)
{
  if (report->findings->len > 0)
    todoku_terminal_print ("\n%s\n", _ ("Found:"));
  todoku_list_foreach (const TodokuFinding, finding, report->findings)
    {
      todoku_terminal_print_line ("  %s: %s", todoku_wording_severity (finding), finding->message);
      print_answers (report, finding);
    }
}

static void
print_lookups (TodokuReport *report)
{
  if (report->current_tree != NULL)
    // Translators: %u is a number of look-ups, 10 is the limit.
    todoku_terminal_print (_ ("Lookups now: %u of 10\n"), report->current_tree->lookups);
  if (report->proposed_tree != NULL)
    // Translators: %u is a number of look-ups, 10 is the limit.
    todoku_terminal_print (_ ("Lookups after the change: %u of 10\n"),
                           report->proposed_tree->lookups);
}

// How sure it is who a company is, behind its name.
static const char *
describe_confidence (TodokuConfidence confidence)
{
  return confidence == TODOKU_CONFIDENCE_LOW ? _ (" (not sure)") : "";
}

static void
print_places (TodokuReport *report)
{
  todoku_terminal_print ("\n");
  if (report->collected->mail.host != NULL)
    // Translators: the first argument is a company, the second " (not sure)" or nothing.
    todoku_terminal_print (_ ("Email provider: %s%s\n"),
                           todoku_catalog_text_get (&report->collected->mail.host->name),
                           describe_confidence (report->collected->mail.confidence));
  if (report->collected->web.host != NULL)
    // Translators: the first argument is a company, the second " (not sure)" or nothing.
    todoku_terminal_print (_ ("Web host: %s%s\n"),
                           todoku_catalog_text_get (&report->collected->web.host->name),
                           describe_confidence (report->collected->web.confidence));
  if (report->collected->dns_provider != NULL)
    // Translators: the argument is a company.
    todoku_terminal_print (_ ("DNS provider: %s\n"),
                           todoku_catalog_text_get (&report->collected->dns_provider->name));
  print_lookups (report);
}

static void
print_proofs (TodokuReport *report)
{
  if (report->proofs->len > 0)
    todoku_terminal_print ("\n%s\n", _ ("Who gets through:"));
  todoku_list_foreach (const TodokuProof, proof, report->proofs)
    {
      g_autofree char *address = todoku_dns_address_to_string (&proof->address);
      g_autofree char *who = todoku_wording_proof_who (proof);
      g_autofree char *sentence = todoku_wording_proof_sentence (proof, report->proposed != NULL);

      todoku_terminal_print_line ("  %s (%s): %s", who, address, sentence);
    }
}

// The options that answer what the person is asked, where no finding names them.
static void
print_question (TodokuReport *report)
{
  const TodokuCollected *collected = report->collected;
  const TodokuCatalogPlaceholder *missing =
    collected->mail.missing != NULL ? collected->mail.missing : collected->web.missing;

  switch (report->question)
    {
    case TODOKU_QUESTION_HOST:
      todoku_terminal_print ("  --host ID | --value \"v=spf1 …\" | --sender ID   "
                             "(todoku-cli hosts, senders)\n");
      break;
    case TODOKU_QUESTION_VALUE:
      if (missing != NULL)
        todoku_terminal_print_line ("  --set %s=%s", missing->key,
                                    missing->example != NULL ? missing->example : "…");
      else
        todoku_terminal_print ("  --value \"v=spf1 …\"\n");
      break;
    case TODOKU_QUESTION_SERVER:
      todoku_terminal_print ("  --web-host ID | --sender ID   (todoku-cli hosts, senders)\n");
      break;
    case TODOKU_QUESTION_PROVIDER:
      todoku_terminal_print ("  --host ID | --value \"v=spf1 …\"\n");
      break;
    case TODOKU_QUESTION_NONE:
    case TODOKU_QUESTION_TERM:
    case TODOKU_QUESTION_REMOVAL:
    case TODOKU_QUESTION_ALIAS:
    default:
      break;
    }
}

static void
print_requirements (TodokuReport *report)
{
  if (report->requirements->len > 0)
    todoku_terminal_print ("\n%s\n", _ ("What Gmail asks for:"));
  todoku_list_foreach (const TodokuRequirement, requirement, report->requirements)
    {
      const char *whom =
        requirement->is_for_bulk ? _ (" (only for 5,000 emails or more a day)") : "";

      todoku_terminal_print_line ("  [%s] %s%s",
                                  todoku_wording_requirement_state (requirement->state),
                                  requirement->message, whom);
    }
}

// What comes after SPF.
static void
print_further (TodokuReport *report)
{
  const TodokuCollected *collected = report->collected;

  if (collected->dkim != NULL)
    {
      todoku_terminal_print ("\n");
      todoku_cli_dkim_print ("DKIM", collected->dkim, report->dkim_instructions);
    }
  if (report->dmarc != NULL)
    {
      todoku_terminal_print ("\n");
      todoku_cli_dmarc_print ("DMARC", report->dmarc, report->dmarc_instructions,
                              report->dmarc_next);
    }
  print_requirements (report);
}

static void
print_report (TodokuReport *report)
{
  todoku_terminal_print ("%s — %s\n%s\n", report->domain, report->headline, report->explanation);
  print_question (report);
  print_current (report);
  print_proposal (report);
  print_places (report);
  print_proofs (report);
  print_findings (report);
  todoku_cli_instructions_print (report->instructions);
  todoku_cli_texts_print (_ ("Good to know:"), (const char *const *) report->notes);
  print_further (report);
}

static char *bounce_path;
static char *received_path;
static char **selectors;
static char *report_address;
static gboolean as_html;

static const GOptionEntry entries[] = {
  { "bounce", 0, 0, G_OPTION_ARG_FILENAME, &bounce_path,
    N_ ("The returned email (a file or its text); INPUT can then be left out"), "FILE" },
  { "received", 0, 0, G_OPTION_ARG_FILENAME, &received_path,
    N_ ("An email of yours that arrived (a file or its source); INPUT can then be left out"),
    "FILE" },
  { "selector", 0, 0, G_OPTION_ARG_STRING_ARRAY, &selectors,
    N_ ("The name of a DKIM key (can be given several times); without it, the names that email "
        "providers use are tried"),
    "S" },
  { "rua", 0, 0, G_OPTION_ARG_STRING, &report_address,
    N_ ("An email address that receivers may send DMARC reports to"), "ADDR" },
  { "html", 0, 0, G_OPTION_ARG_NONE, &as_html,
    N_ ("Print a page in HTML, to keep or to print for a client"), NULL },
  G_OPTION_ENTRY_NULL,
};

// The domain that the mail at hand is from.
static const char *
find_own_domain (const TodokuCheckupOptions *choices)
{
  const char *own = choices->bounce != NULL ? todoku_bounce_get_own_domain (choices->bounce) : NULL;

  return own == NULL && choices->received != NULL ? choices->received->domain : own;
}

static gboolean
find_domain (TodokuCliRecords *check, const char *input)
{
  const char *own = input == NULL ? find_own_domain (check->options) : NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (input == NULL && own == NULL)
    return todoku_terminal_complain (_ ("The email does not name your domain: give it as well, "
                                        "like todoku-cli check info@shop.example."));

  // As it stands behind @, so that nothing is taken away from it.
  text = own != NULL ? g_strconcat ("@", own, NULL) : g_strdup (input);
  check->domain = todoku_own_domain_parse (text, check->catalog, &error);

  return check->domain != NULL || todoku_terminal_complain ("%s", error->message);
}

static gboolean
read_mails (TodokuCliRecords *check)
{
  TodokuCheckupOptions *choices = check->options;

  return (bounce_path == NULL
          || (todoku_command_read_bounce (bounce_path, check->catalog, &choices->bounce)
              && choices->bounce != NULL))
         && (received_path == NULL
             || (todoku_command_read_received (received_path, check->catalog, &choices->received)
                 && choices->received != NULL));
}

// A mail of another domain says nothing of this one.
static gboolean
check_received (const TodokuCliRecords *check)
{
  const TodokuReceived *received = check->options->received;

  return received == NULL || received->domain == NULL
         || g_str_equal (received->domain, check->domain->ascii)
         || g_str_equal (todoku_received_get_spf_domain (received), check->domain->ascii)
         // Translators: both arguments are domains.
         || todoku_terminal_complain (_ ("The email that arrived is from %s, not from %s."),
                                      received->domain, check->domain->display);
}

// Whether all that was given is right.
static gboolean
prepare (TodokuCliRecords *check, const char *input)
{
  check->catalog = todoku_command_load_catalog ();
  if (check->catalog != NULL)
    check->options = todoku_choices_make (check->catalog);

  return check->options != NULL && read_mails (check) && find_domain (check, input)
         && check_received (check)
         && todoku_cli_read_selectors (check->options, check->domain->ascii, selectors)
         && todoku_cli_read_report_address (check->options, report_address);
}

static gboolean
check_rule (TodokuDnsFacts *facts, gpointer user_data)
{
  TodokuCliRecords *check = user_data;

  g_clear_pointer (&check->report, todoku_report_unref);

  return todoku_checkup_run (check->catalog, facts, check->domain->ascii, check->options,
                             &check->report);
}

static void
print_html (TodokuReport *report)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GPtrArray) paper = todoku_report_list_blocks (report, now);
  g_autofree char *page = todoku_html_write (paper);

  todoku_terminal_print ("%s", page);
}

static TodokuExit
print_outcome (const TodokuCliRecords *check, gboolean as_json)
{
  TodokuReport *report = check->report;
  const TodokuFinding *bad_value = todoku_command_find_bad_value (report);
  TodokuExit status =
    bad_value != NULL ? TODOKU_EXIT_USAGE : todoku_command_get_exit (report->verdict);

  if (status == TODOKU_EXIT_USAGE || status == TODOKU_EXIT_DNS)
    todoku_terminal_complain ("%s", bad_value != NULL ? bad_value->message : report->explanation);
  if (status == TODOKU_EXIT_USAGE)
    return status;

  if (as_json)
    todoku_terminal_print_json (todoku_cli_report_to_json (report, check->options));
  else if (as_html)
    print_html (report);
  else if (status != TODOKU_EXIT_DNS)
    print_report (report);

  return status;
}

static TodokuExit
run (const TodokuOptions *options, int argc, char **argv)
{
  g_auto (TodokuCliRecords) check = { 0 };
  g_autoptr (GPtrArray) unused = NULL;
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();

  if (argc > 2 || (argc < 2 && bounce_path == NULL && received_path == NULL))
    {
      todoku_terminal_complain (
        _ ("Give one email address, domain or URL, like info@shop.example."));
      return TODOKU_EXIT_USAGE;
    }
  if (as_html && options->json)
    {
      todoku_terminal_complain (_ ("--html and --json do not go together."));
      return TODOKU_EXIT_USAGE;
    }
  if (!prepare (&check, argv[1]) || !todoku_command_run_rule (options, facts, check_rule, &check))
    return TODOKU_EXIT_USAGE;

  unused = todoku_cli_list_unused (check.report, check.options);
  todoku_list_foreach (const char, sentence, unused)
    todoku_terminal_complain ("%s", sentence);

  return print_outcome (&check, options->json);
}

const TodokuCommand todoku_command_check = {
  .name = "check",
  .summary = N_ ("Find out what a domain’s SPF record must say"),
  .usage = "INPUT",
  .description = N_ (
    "Find out what a domain’s SPF record must say. INPUT is an email address, a domain or a URL."),
  .choices = TRUE,
  .entries = entries,
  .run = run,
};
