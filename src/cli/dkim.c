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
    N_ ("The name of a key (may be given several times); without it, those that mail companies use "
        "are tried"),
    "S" },
  { "record", 0, 0, G_OPTION_ARG_STRING, &record_text,
    N_ ("A key record to judge, without asking the DNS"), "\"v=DKIM1; …\"" },
  G_OPTION_ENTRY_NULL,
};

typedef struct
{
  TodokuCatalog *catalog;
  TodokuCheckupOptions *choices;
  TodokuDomain *domain;
  TodokuCollected *collected;
} Dkim;

static void
dkim_clear (Dkim *dkim)
{
  g_clear_pointer (&dkim->catalog, todoku_catalog_unref);
  g_clear_pointer (&dkim->choices, todoku_checkup_options_free);
  g_clear_pointer (&dkim->domain, todoku_domain_free);
  g_clear_pointer (&dkim->collected, todoku_collected_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Dkim, dkim_clear)

static gboolean
read_selectors (Dkim *dkim)
{
  for (guint i = 0; selector_texts != NULL && selector_texts[i] != NULL; i++)
    {
      g_autofree char *selector =
        todoku_dkim_selector_parse (selector_texts[i], dkim->domain->ascii);

      if (selector == NULL)
        // Translators: the argument is what was given.
        return todoku_terminal_complain (_ ("--selector takes a name, as default, not “%s”."),
                                         selector_texts[i]);
      g_ptr_array_add (dkim->choices->selectors, g_steal_pointer (&selector));
    }

  return TRUE;
}

static gboolean
check_arguments (Dkim *dkim, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (argc > 2 || (argc == 2) == (record_text != NULL))
    return todoku_terminal_complain (_ ("Give a domain, as shop.example, or --record."));
  if (record_text != NULL)
    return TRUE;

  dkim->catalog = todoku_command_load_catalog ();
  if (dkim->catalog == NULL)
    return FALSE;
  dkim->domain = todoku_own_domain_parse (argv[1], dkim->catalog, &error);
  if (dkim->domain == NULL)
    return todoku_terminal_complain ("%s", error->message);

  dkim->choices = todoku_checkup_options_new ();

  return read_selectors (dkim);
}

// The check-up's first stage: who holds the mail tells where the keys are, and who makes them.
static gboolean
dkim_rule (TodokuDnsFacts *facts, gpointer user_data)
{
  Dkim *dkim = user_data;

  g_clear_pointer (&dkim->collected, todoku_collected_free);
  dkim->collected = todoku_collect (dkim->catalog, facts, dkim->domain->ascii, dkim->choices);

  return dkim->collected->complete;
}

static void
print_json (const char *domain,
            const TodokuDkimEvaluation *evaluation,
            const TodokuInstructions *instructions)
{
  struct json_object *object = todoku_json_from_dkim (evaluation, instructions);

  if (domain != NULL)
    json_object_object_add (object, "domain", todoku_json_from_string (domain));
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
print_domain (const TodokuOptions *options, const Dkim *dkim)
{
  const TodokuDkimEvaluation *evaluation = dkim->collected->dkim;
  g_autoptr (TodokuInstructions) instructions = todoku_instructions_new_for_dkim (dkim->collected);

  if (evaluation->verdict == TODOKU_DKIM_VERDICT_NO_DOMAIN)
    todoku_terminal_complain ("%s", ((TodokuFinding *) evaluation->findings->pdata[0])->message);
  else if (options->json)
    print_json (dkim->domain->ascii, evaluation, instructions);
  else
    todoku_cli_dkim_print (dkim->domain->display, evaluation, instructions);

  return get_exit (evaluation);
}

static TodokuExit
run (const TodokuOptions *options, int argc, char **argv)
{
  g_auto (Dkim) dkim = { 0 };
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();

  if (!check_arguments (&dkim, argc, argv))
    return TODOKU_EXIT_USAGE;
  if (record_text != NULL)
    return print_record (options);
  if (!todoku_command_run_rule (options, facts, dkim_rule, &dkim))
    return TODOKU_EXIT_USAGE;

  return print_domain (options, &dkim);
}

const TodokuCommand todoku_command_dkim = {
  .name = "dkim",
  .summary = N_ ("See whether a domain's DKIM keys are there and right"),
  .usage = "DOMAIN",
  .description = N_ ("See whether the DKIM keys of a domain are there and right."),
  .entries = entries,
  .run = run,
};
