// SPDX-License-Identifier: GPL-3.0-or-later

#include "spf/lint.h"

#include "base/json.h"
#include "checkup/options.h"
#include "checkup/report-json.h"
#include "cli/command.h"
#include "cli/print.h"
#include "cli/terminal.h"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static char *domain_text;
static int authority_port;

static const GOptionEntry entries[] = {
  { "domain", 0, 0, G_OPTION_ARG_STRING, &domain_text,
    N_ ("The domain of the record; the DNS is asked only if it is given"), "D" },
  { "authority-port", 0, 0, G_OPTION_ARG_INT, &authority_port,
    N_ ("The port of the name servers, if not 53"), "N" },
  G_OPTION_ENTRY_NULL,
};

typedef struct
{
  const char *text;
  TodokuDomain *domain;
  GPtrArray *findings;
} Lint;

static void
lint_clear (Lint *lint)
{
  g_clear_pointer (&lint->domain, todoku_domain_free);
  g_clear_pointer (&lint->findings, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Lint, lint_clear)

static gboolean
check_arguments (Lint *lint, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TodokuCatalog) catalog = NULL;

  if (argc > 2 || (argc < 2 && domain_text == NULL))
    return todoku_terminal_complain (
      _ ("Give one SPF record in quotation marks, like “v=spf1 … ~all”, or --domain, or both."));
  if (!todoku_command_check_port (authority_port))
    return FALSE;
  lint->text = argv[1];
  if (domain_text == NULL)
    return TRUE;

  catalog = todoku_command_load_catalog ();
  if (catalog == NULL)
    return FALSE;
  lint->domain = todoku_own_domain_parse (domain_text, catalog, &error);

  return lint->domain != NULL || todoku_terminal_complain ("%s", error->message);
}

static gboolean
lint_rule (TodokuDnsFacts *facts, gpointer user_data)
{
  Lint *lint = user_data;

  g_clear_pointer (&lint->findings, g_ptr_array_unref);

  return todoku_spf_lint_domain (facts, lint->domain->ascii, lint->text,
                                 lint->text != NULL ? strlen (lint->text) : 0, &lint->findings);
}

static gboolean
published_rule (TodokuDnsFacts *facts, gpointer user_data)
{
  Lint *lint = user_data;

  g_clear_pointer (&lint->findings, g_ptr_array_unref);

  return todoku_spf_lint_published (facts, lint->domain->ascii, (guint16) authority_port,
                                    &lint->findings);
}

static gboolean
find_findings (Lint *lint, const TodokuOptions *options)
{
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();

  if (lint->domain == NULL)
    {
      lint->findings = todoku_spf_lint_text (lint->text, strlen (lint->text), NULL);
      return TRUE;
    }

  return todoku_command_run_rule (options, facts, lint->text != NULL ? lint_rule : published_rule,
                                  lint);
}

static void
print_json (GPtrArray *findings)
{
  struct json_object *object = json_object_new_object ();

  todoku_json_set_string (object, "result", todoku_cli_findings_get_result (findings));
  json_object_object_add (object, "findings", todoku_json_from_findings (findings));
  todoku_terminal_print_json (object);
}

static void
print_text (GPtrArray *findings)
{
  if (findings->len == 0)
    todoku_terminal_print ("%s\n", _ ("Nothing is wrong with this record."));
  todoku_cli_findings_print (findings, "");
}

// Whether the record that was asked for could not be read.
static gboolean
is_unread (const Lint *lint)
{
  todoku_list_foreach (const TodokuFinding, finding, lint->findings)
    if (lint->text == NULL && g_str_equal (finding->id, "dns-failure") && finding->term == NULL)
      return TRUE;

  return FALSE;
}

static TodokuExit
run (const TodokuOptions *options, int argc, char **argv)
{
  g_auto (Lint) lint = { 0 };

  if (!check_arguments (&lint, argc, argv) || !find_findings (&lint, options))
    return TODOKU_EXIT_USAGE;

  (options->json ? print_json : print_text) (lint.findings);
  if (is_unread (&lint))
    return TODOKU_EXIT_DNS;

  return g_str_equal (todoku_cli_findings_get_result (lint.findings), "ok")
           ? TODOKU_EXIT_NOTHING_TO_DO
           : TODOKU_EXIT_SOMETHING_TO_DO;
}

const TodokuCommand todoku_command_lint = {
  .name = "lint",
  .summary = N_ ("Find everything that is wrong with an SPF record"),
  .usage = "[\"v=spf1 …\"]",
  .description =
    N_ ("Find everything that is wrong with an SPF record. Without a record, the one of --domain "
        "is checked, and whether all name servers of the domain give the same one."),
  .entries = entries,
  .run = run,
};
