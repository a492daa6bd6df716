// SPDX-License-Identifier: GPL-3.0-or-later

#include "checkup/checkup.h"
#include "checkup/own-domain.h"
#include "checkup/report-json.h"
#include "cli/choices.h"
#include "cli/command.h"
#include "cli/outcome.h"
#include "cli/report-text.h"
#include "cli/returned-mail.h"
#include "cli/run.h"
#include "cli/terminal.h"
#include "config.h"

#include <glib/gi18n-lib.h>

// What the command line says of one check, and what comes of it.
typedef struct
{
  TodokuOptions options;
  TodokuChoiceOptions given;
  char *bounce_path;
  const char *input;
  TodokuCatalog *catalog;
  TodokuDomain *domain;
  TodokuCheckupOptions *choices;
  TodokuDnsFacts *facts;
  TodokuReport *report;
} Check;

static void
check_clear (Check *check)
{
  todoku_options_clear (&check->options);
  todoku_choice_options_clear (&check->given);
  g_free (check->bounce_path);
  g_clear_pointer (&check->catalog, todoku_catalog_unref);
  g_clear_pointer (&check->domain, todoku_domain_free);
  g_clear_pointer (&check->choices, todoku_checkup_options_free);
  g_clear_pointer (&check->facts, todoku_dns_facts_unref);
  g_clear_pointer (&check->report, todoku_report_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Check, check_clear)

static gboolean
parse_arguments (Check *check, int argc, char **argv)
{
  const GOptionEntry own[] = {
    { "bounce", 0, 0, G_OPTION_ARG_FILENAME, &check->bounce_path,
      _ ("The returned mail, as a file or its text; with it, INPUT may be left out"), "FILE" },
    G_OPTION_ENTRY_NULL,
  };
  g_autofree GOptionEntry *entries = todoku_choice_options_get_entries (&check->given, own);

  if (!todoku_options_parse (&check->options, "INPUT",
                             _ ("Find out what a domain's SPF record must say. INPUT is a mail "
                                "address, a domain or a URL."),
                             entries, &argc, &argv))
    return FALSE;
  if (argc > 2 || (argc < 2 && check->bounce_path == NULL))
    {
      todoku_terminal_complain (_ ("Give one mail address, domain or URL, as info@shop.example."));
      return FALSE;
    }
  check->input = argc == 2 ? argv[1] : NULL;

  return TRUE;
}

static gboolean
read_bounce (Check *check)
{
  if (check->bounce_path == NULL)
    return TRUE;

  return todoku_returned_mail_read (check->bounce_path, check->catalog, &check->choices->bounce)
         && check->choices->bounce != NULL;
}

static gboolean
find_domain (Check *check)
{
  const char *own = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (check->input == NULL)
    own = todoku_bounce_get_own_domain (check->choices->bounce);
  if (check->input == NULL && own == NULL)
    {
      todoku_terminal_complain (_ ("The returned mail does not name your domain: give it, too, as "
                                   "todoku-cli check info@shop.example --bounce FILE."));
      return FALSE;
    }

  // As it stands behind @, so that nothing is taken away from it.
  text = own != NULL ? g_strconcat ("@", own, NULL) : g_strdup (check->input);
  check->domain = todoku_own_domain_parse (text, check->catalog, &error);
  if (check->domain == NULL)
    todoku_terminal_complain ("%s", error->message);

  return check->domain != NULL;
}

static gboolean
check_rule (TodokuDnsFacts *facts, gpointer user_data)
{
  Check *check = user_data;

  g_clear_pointer (&check->report, todoku_report_unref);

  return todoku_checkup_run (check->catalog, facts, check->domain->ascii, check->choices,
                             &check->report);
}

static TodokuExit
print_outcome (Check *check)
{
  TodokuReport *report = check->report;
  const TodokuFinding *bad_value = todoku_outcome_find_bad_value (report);

  if (bad_value != NULL)
    {
      todoku_terminal_complain ("%s", bad_value->message);
      return TODOKU_EXIT_USAGE;
    }
  if (report->verdict == TODOKU_VERDICT_NO_DOMAIN || report->verdict == TODOKU_VERDICT_UNKNOWN)
    todoku_terminal_complain ("%s", report->explanation);
  if (report->verdict != TODOKU_VERDICT_NO_DOMAIN)
    {
      if (check->options.json)
        todoku_terminal_print_json (todoku_report_to_json (report));
      else if (report->verdict != TODOKU_VERDICT_UNKNOWN)
        todoku_report_print (report);
    }

  return todoku_outcome_get_exit (report);
}

TodokuExit
todoku_command_check (int argc, char **argv)
{
  g_auto (Check) check = { 0 };

  if (!parse_arguments (&check, argc, argv))
    return TODOKU_EXIT_USAGE;
  check.catalog = todoku_options_load_catalog ();
  if (check.catalog != NULL)
    check.choices = todoku_choice_options_make_choices (&check.given, check.catalog);
  if (check.choices == NULL || !read_bounce (&check) || !find_domain (&check))
    return TODOKU_EXIT_USAGE;
  check.facts = todoku_dns_facts_new ();
  if (!todoku_cli_run (&check.options, check.facts, check_rule, &check))
    return TODOKU_EXIT_USAGE;

  return print_outcome (&check);
}
