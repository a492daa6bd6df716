// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/json.h"
#include "checkup/options.h"
#include "checkup/record-steps.h"
#include "checkup/report-json.h"
#include "cli/command.h"
#include "cli/findings.h"
#include "cli/terminal.h"
#include "config.h"
#include "dmarc/evaluate.h"
#include "dmarc/lint.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static char *record_text;
static char *address_text;

static const GOptionEntry entries[] = {
  { "rua", 0, 0, G_OPTION_ARG_STRING, &address_text,
    N_ ("A mail address that receivers may send reports to"), "ADDR" },
  { "record", 0, 0, G_OPTION_ARG_STRING, &record_text,
    N_ ("A DMARC record to judge, without asking the DNS"), "\"v=DMARC1; …\"" },
  G_OPTION_ENTRY_NULL,
};

typedef struct
{
  const char *address;
  TodokuCatalog *catalog;
  TodokuDomain *domain;
  TodokuDmarcEvaluation *evaluation;
  char **steps;
} Dmarc;

static void
dmarc_clear (Dmarc *dmarc)
{
  g_clear_pointer (&dmarc->catalog, todoku_catalog_unref);
  g_clear_pointer (&dmarc->domain, todoku_domain_free);
  g_clear_pointer (&dmarc->evaluation, todoku_dmarc_evaluation_free);
  g_clear_pointer (&dmarc->steps, g_strfreev);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Dmarc, dmarc_clear)

// With or without "mailto:" in front.
static gboolean
check_address (Dmarc *dmarc)
{
  if (address_text == NULL)
    return TRUE;
  dmarc->address =
    g_ascii_strncasecmp (address_text, "mailto:", 7) == 0 ? address_text + 7 : address_text;

  return todoku_dmarc_is_mail_address (dmarc->address)
         // Translators: the argument is what was given.
         || todoku_terminal_complain (
           _ ("--rua takes a mail address, as dmarc@shop.example, not “%s”."), address_text);
}

static gboolean
check_arguments (Dmarc *dmarc, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (argc > 2 || (argc == 2) == (record_text != NULL))
    return todoku_terminal_complain (_ ("Give a domain, as shop.example, or --record."));
  if (!check_address (dmarc))
    return FALSE;
  if (record_text != NULL)
    return TRUE;

  dmarc->catalog = todoku_command_load_catalog ();
  if (dmarc->catalog == NULL)
    return FALSE;
  dmarc->domain = todoku_own_domain_parse (argv[1], dmarc->catalog, &error);

  return error == NULL || todoku_terminal_complain ("%s", error->message);
}

static gboolean
dmarc_rule (TodokuDnsFacts *facts, gpointer user_data)
{
  Dmarc *dmarc = user_data;
  const char *domain = dmarc->domain->ascii;
  const TodokuDmarcEvaluation *evaluation;
  const TodokuDnsProvider *provider;
  const char *zone;

  g_clear_pointer (&dmarc->evaluation, todoku_dmarc_evaluation_free);
  g_clear_pointer (&dmarc->steps, g_strfreev);

  // Asked for together with the record.
  gboolean knows_provider =
    todoku_record_steps_find_provider (dmarc->catalog, facts, domain, &provider, &zone);

  if (!todoku_dmarc_evaluate (facts, domain, dmarc->address, &dmarc->evaluation))
    return FALSE;
  evaluation = dmarc->evaluation;
  if (evaluation->proposal == NULL || evaluation->proposal->text == NULL)
    return knows_provider;

  return todoku_record_steps_list (dmarc->catalog, facts, domain, evaluation->name, "v=DMARC1",
                                   evaluation->proposal->text, &dmarc->steps);
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

      json_object_object_add (object, "result", todoku_json_from_string (result));
      json_object_object_add (object, "policy", todoku_json_from_string (policy));
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

// The records, where there are several one a line.
static char *
join_current (const TodokuDmarcEvaluation *evaluation)
{
  return evaluation->current[0] != NULL ? g_strjoinv ("\n", evaluation->current) : NULL;
}

static void
print_json (const Dmarc *dmarc)
{
  const TodokuDmarcEvaluation *evaluation = dmarc->evaluation;
  const TodokuDmarcProposal *proposal = evaluation->proposal;
  struct json_object *object = json_object_new_object ();
  g_autofree char *current = join_current (evaluation);
  const char *const texts[][2] = {
    { "domain", dmarc->domain->ascii },
    { "verdict", todoku_dmarc_verdict_get_id (evaluation->verdict) },
    { "current", current },
    { "found_at", evaluation->found_at },
    { "policy", todoku_dmarc_policy_get_id (evaluation->policy) },
    { "name", evaluation->name },
    { "proposed", proposal != NULL ? proposal->text : NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    json_object_object_add (object, texts[i][0], todoku_json_from_string (texts[i][1]));
  json_object_object_add (object, "diff",
                          proposal != NULL ? todoku_json_from_diff (proposal->entries)
                                           : json_object_new_array ());
  json_object_object_add (object, "findings", todoku_json_from_findings (evaluation->findings));
  json_object_object_add (object, "steps",
                          todoku_json_from_strings ((const char *const *) dmarc->steps));
  todoku_terminal_print_json (object);
}

static const char *
get_headline (TodokuDmarcVerdict verdict)
{
  switch (verdict)
    {
    case TODOKU_DMARC_VERDICT_FINE:
      return _ ("The DMARC record is in order");
    case TODOKU_DMARC_VERDICT_ADD:
      return _ ("Add a DMARC record");
    case TODOKU_DMARC_VERDICT_EDIT:
      return _ ("The DMARC record needs mending");
    case TODOKU_DMARC_VERDICT_UNKNOWN:
    case TODOKU_DMARC_VERDICT_NO_DOMAIN:
    default:
      return _ ("Whether there is a DMARC record is not known");
    }
}

static void
print_published (const TodokuDmarcEvaluation *evaluation)
{
  todoku_terminal_print ("\n%s\n", _ ("Published now:"));
  if (evaluation->current[0] == NULL)
    todoku_terminal_print ("  %s\n", _ ("(no DMARC record)"));
  for (guint i = 0; evaluation->current[i] != NULL; i++)
    todoku_terminal_print_line ("  %s  %s", evaluation->name, evaluation->current[i]);
}

static void
print_text (const Dmarc *dmarc)
{
  const TodokuDmarcEvaluation *evaluation = dmarc->evaluation;

  todoku_terminal_print_line ("%s — %s", dmarc->domain->display,
                              get_headline (evaluation->verdict));
  if (evaluation->verdict != TODOKU_DMARC_VERDICT_UNKNOWN)
    print_published (evaluation);
  if (evaluation->proposal != NULL && evaluation->proposal->text != NULL)
    {
      todoku_terminal_print ("\n%s\n", _ ("What changes:"));
      for (guint i = 0; i < evaluation->proposal->entries->len; i++)
        todoku_cli_diff_entry_print (g_ptr_array_index (evaluation->proposal->entries, i));
      // Translators: the argument is the name of a record, as _dmarc.shop.example.
      todoku_terminal_print ("\n");
      todoku_terminal_print_line (_ ("The value to paste, as a TXT record at %s:"),
                                  evaluation->name);
      todoku_terminal_print_line ("  %s", evaluation->proposal->text);
    }
  if (evaluation->findings->len > 0)
    todoku_terminal_print ("\n%s\n", _ ("Found:"));
  todoku_cli_findings_print (evaluation->findings, "  ");
  todoku_cli_steps_print (_ ("Where to paste it:"), dmarc->steps);
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

static TodokuExit
run (const TodokuOptions *options, int argc, char **argv)
{
  g_auto (Dmarc) dmarc = { 0 };
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();

  if (!check_arguments (&dmarc, argc, argv))
    return TODOKU_EXIT_USAGE;
  if (record_text != NULL)
    return print_record (options);
  if (!todoku_command_run_rule (options, facts, dmarc_rule, &dmarc))
    return TODOKU_EXIT_USAGE;

  if (dmarc.evaluation->verdict == TODOKU_DMARC_VERDICT_NO_DOMAIN)
    {
      const TodokuFinding *finding = g_ptr_array_index (dmarc.evaluation->findings, 0);

      todoku_terminal_complain ("%s", finding->message);
    }
  else
    (options->json ? print_json : print_text) (&dmarc);

  return get_exit (dmarc.evaluation->verdict);
}

const TodokuCommand todoku_command_dmarc = {
  .name = "dmarc",
  .summary = N_ ("Find out what a domain's DMARC record must say"),
  .usage = "DOMAIN",
  .description = N_ ("Find out what a domain's DMARC record must say."),
  .entries = entries,
  .run = run,
};
