// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/json.h"
#include "checkup/instructions.h"
#include "checkup/report-json.h"
#include "cli/command.h"
#include "cli/print.h"
#include "cli/records.h"
#include "cli/terminal.h"
#include "config.h"
#include "dmarc/lint.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static char *record_text;
static char *address_text;

static const GOptionEntry entries[] = {
  { "rua", 0, 0, G_OPTION_ARG_STRING, &address_text,
    N_ ("An email address that receivers may send reports to"), "ADDR" },
  { "record", 0, 0, G_OPTION_ARG_STRING, &record_text,
    N_ ("Check this DMARC record, without asking the DNS"), "\"v=DMARC1; …\"" },
  G_OPTION_ENTRY_NULL,
};

static gboolean
check_arguments (TodokuCliRecords *records, int argc, char **argv)
{
  if (argc > 2 || (argc == 2) == (record_text != NULL))
    return todoku_terminal_complain (_ ("Give a domain, like shop.example, or --record."));
  if (!todoku_cli_read_report_address (records->options, address_text))
    return FALSE;
  if (record_text != NULL)
    return TRUE;

  return todoku_cli_records_read_domain (records, argv[1]);
}

static TodokuExit
print_record (const TodokuOptions *options)
{
  gsize length = strlen (record_text);
  g_autoptr (GPtrArray) findings = todoku_dmarc_lint_text (record_text, length);
  g_autoptr (TodokuDmarcRecord) record = todoku_dmarc_record_parse (record_text, length);
  const char *result = todoku_cli_findings_get_result (findings);
  const char *policy = record->is_record ? todoku_dmarc_policy_get_id (
                         todoku_dmarc_record_get_policy (record, TODOKU_DMARC_SUBJECT_DOMAIN))
                                         : NULL;

  if (options->json)
    {
      struct json_object *object = json_object_new_object ();

      todoku_json_set_string (object, "result", result);
      todoku_json_set_string (object, "policy", policy);
      json_object_object_add (object, "findings", todoku_json_from_findings (findings));
      todoku_terminal_print_json (object);
    }
  else
    {
      if (policy != NULL)
        // Translators: the argument is none, quarantine or reject.
        todoku_terminal_print (_ ("Policy: %s\n"), policy);
      if (findings->len == 0)
        todoku_terminal_print ("%s\n", _ ("Nothing is wrong with this record."));
      todoku_cli_findings_print (findings, "");
    }

  return g_str_equal (result, "ok") ? TODOKU_EXIT_NOTHING_TO_DO : TODOKU_EXIT_SOMETHING_TO_DO;
}

static TodokuExit
get_exit (TodokuDmarcVerdict verdict)
{
  switch (verdict)
    {
    case TODOKU_DMARC_VERDICT_FINE:
      return TODOKU_EXIT_NOTHING_TO_DO;
    case TODOKU_DMARC_VERDICT_UNKNOWN:
      return TODOKU_EXIT_DNS;
    case TODOKU_DMARC_VERDICT_NO_DOMAIN:
      return TODOKU_EXIT_USAGE;
    case TODOKU_DMARC_VERDICT_ADD:
    case TODOKU_DMARC_VERDICT_EDIT:
    default:
      return TODOKU_EXIT_SOMETHING_TO_DO;
    }
}

static void
print_domain (const TodokuOptions *options, const TodokuCliRecords *records)
{
  const TodokuDmarcEvaluation *evaluation = records->report->dmarc;
  const TodokuInstructions *instructions = records->report->dmarc_instructions;
  struct json_object *object;

  if (evaluation->verdict == TODOKU_DMARC_VERDICT_NO_DOMAIN)
    todoku_terminal_complain ("%s", ((TodokuFinding *) evaluation->findings->pdata[0])->message);
  else if (options->json)
    {
      object = todoku_json_from_dmarc (evaluation, instructions, NULL);
      todoku_json_set_string (object, "domain", records->domain->ascii);
      todoku_terminal_print_json (object);
    }
  else
    todoku_cli_dmarc_print (records->domain->display, evaluation, instructions, NULL);
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

  print_domain (options, &records);

  return get_exit (records.report->dmarc->verdict);
}

const TodokuCommand todoku_command_dmarc = {
  .name = "dmarc",
  .summary = N_ ("Find out what a domain’s DMARC record must say"),
  .usage = "DOMAIN",
  .description = N_ ("Find out what a domain’s DMARC record must say."),
  .entries = entries,
  .run = run,
};
