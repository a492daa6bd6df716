// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/json.h"
#include "checkup/instructions.h"
#include "checkup/report-json.h"
#include "cli/command.h"
#include "cli/records.h"
#include "cli/terminal.h"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static char *record_text;
static char **selector_texts;

static const GOptionEntry entries[] = {
  { "selector", 0, 0, G_OPTION_ARG_STRING_ARRAY, &selector_texts,
    N_ ("The name of a DKIM key (can be given several times); without it, the names that email "
        "providers use are tried"),
    "S" },
  { "record", 0, 0, G_OPTION_ARG_STRING, &record_text,
    N_ ("Check this DKIM record, without asking the DNS"), "\"v=DKIM1; …\"" },
  G_OPTION_ENTRY_NULL,
};

static gboolean
check_arguments (TodokuCliRecords *records, int argc, char **argv)
{
  if (argc > 2 || (argc == 2) == (record_text != NULL))
    return todoku_terminal_complain (_ ("Give a domain, like shop.example, or --record."));
  if (record_text != NULL)
    return TRUE;

  return todoku_cli_records_read_domain (records, argv[1])
         && todoku_cli_read_selectors (records->options, records->domain->ascii, selector_texts);
}

static void
print_json (const char *domain,
            const TodokuDkimEvaluation *evaluation,
            const TodokuInstructions *instructions)
{
  struct json_object *object = todoku_json_from_dkim (evaluation, instructions);

  if (domain != NULL)
    todoku_json_set_string (object, "domain", domain);
  todoku_terminal_print_json (object);
}

static TodokuExit
get_exit (const TodokuDkimEvaluation *evaluation)
{
  switch (evaluation->verdict)
    {
    case TODOKU_DKIM_VERDICT_FINE:
      return TODOKU_EXIT_NOTHING_TO_DO;
    case TODOKU_DKIM_VERDICT_NO_DOMAIN:
      return TODOKU_EXIT_USAGE;
    case TODOKU_DKIM_VERDICT_UNKNOWN:
      return evaluation->is_unread ? TODOKU_EXIT_DNS : TODOKU_EXIT_SOMETHING_TO_DO;
    case TODOKU_DKIM_VERDICT_ADD:
    case TODOKU_DKIM_VERDICT_FIX:
    default:
      return TODOKU_EXIT_SOMETHING_TO_DO;
    }
}

static TodokuExit
print_record (const TodokuOptions *options)
{
  g_autoptr (TodokuDkimEvaluation) evaluation =
    todoku_dkim_evaluate_record (record_text, strlen (record_text));

  if (options->json)
    print_json (NULL, evaluation, NULL);
  else
    todoku_cli_dkim_print (NULL, evaluation, NULL);

  return get_exit (evaluation);
}

static TodokuExit
print_domain (const TodokuOptions *options, const TodokuCliRecords *records)
{
  const TodokuDkimEvaluation *evaluation = records->report->collected->dkim;
  const TodokuInstructions *instructions = records->report->dkim_instructions;

  if (evaluation->verdict == TODOKU_DKIM_VERDICT_NO_DOMAIN)
    todoku_terminal_complain ("%s", ((TodokuFinding *) evaluation->findings->pdata[0])->message);
  else if (options->json)
    print_json (records->domain->ascii, evaluation, instructions);
  else
    todoku_cli_dkim_print (records->domain->display, evaluation, instructions);

  return get_exit (evaluation);
}

static TodokuExit
run (const TodokuOptions *options, int argc, char **argv)
{
  g_auto (TodokuCliRecords) records = { .options = todoku_checkup_options_new () };
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();

  if (!check_arguments (&records, argc, argv))
    return TODOKU_EXIT_USAGE;
  if (record_text != NULL)
    return print_record (options);
  if (!todoku_command_run_rule (options, facts, todoku_cli_records_check, &records))
    return TODOKU_EXIT_USAGE;

  return print_domain (options, &records);
}

const TodokuCommand todoku_command_dkim = {
  .name = "dkim",
  .summary = N_ ("Check whether a domain’s DKIM keys are there and correct"),
  .usage = "DOMAIN",
  .description = N_ ("Check whether the DKIM keys of a domain are there and correct."),
  .entries = entries,
  .run = run,
};
