// SPDX-License-Identifier: GPL-3.0-or-later

#include "spf/lint.h"

#include "checkup/report-json.h"
#include "checkup/wording.h"
#include "cli/command.h"
#include "cli/run.h"
#include "cli/terminal.h"
#include "config.h"
#include "input/domain.h"

#include <glib/gi18n-lib.h>
#include <string.h>

// What the command line says, and what comes of it.
typedef struct
{
  TodokuOptions options;
  char *domain_text;
  TodokuDomain *domain;
  int authority_port;
  const char *text;
  GPtrArray *findings;
} Lint;

static void
lint_clear (Lint *lint)
{
  todoku_options_clear (&lint->options);
  g_free (lint->domain_text);
  g_clear_pointer (&lint->domain, todoku_domain_free);
  g_clear_pointer (&lint->findings, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Lint, lint_clear)

static gboolean
check_arguments (Lint *lint, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (argc > 2 || (argc < 2 && lint->domain_text == NULL))
    {
      todoku_terminal_complain (_ ("Give one SPF record in quotation marks, as “v=spf1 … ~all”, or "
                                   "--domain, or both."));
      return FALSE;
    }
  if (!todoku_options_check_authority_port (lint->authority_port))
    return FALSE;
  lint->text = argc == 2 ? argv[1] : NULL;
  if (lint->domain_text == NULL)
    return TRUE;

  lint->domain = todoku_domain_parse (lint->domain_text, &error);
  if (lint->domain == NULL)
    todoku_terminal_complain ("%s", error->message);

  return lint->domain != NULL;
}

static gboolean
parse_arguments (Lint *lint, int argc, char **argv)
{
  const GOptionEntry entries[] = {
    { "domain", 0, 0, G_OPTION_ARG_STRING, &lint->domain_text,
      _ ("The domain of the record; the DNS is asked only where it is given"), "D" },
    { "authority-port", 0, 0, G_OPTION_ARG_INT, &lint->authority_port,
      _ ("The port of the name servers, if not 53"), "N" },
    G_OPTION_ENTRY_NULL,
  };

  return todoku_options_parse (&lint->options, "[\"v=spf1 …\"]",
                               _ ("Find everything that is wrong with an SPF record. Without a "
                                  "record, that of --domain is taken, and all name servers of the "
                                  "domain are asked whether they give the same."),
                               entries, &argc, &argv)
         && check_arguments (lint, argc, argv);
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

  return todoku_spf_lint_published (facts, lint->domain->ascii, (guint16) lint->authority_port,
                                    &lint->findings);
}

static gboolean
run (Lint *lint)
{
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();

  if (lint->domain == NULL)
    {
      lint->findings = todoku_spf_lint_text (lint->text, strlen (lint->text), NULL);
      return TRUE;
    }

  return todoku_cli_run (&lint->options, facts, lint->text != NULL ? lint_rule : published_rule,
                         lint);
}

// The worst comes first; notes alone are no reason to change anything.
static const char *
get_result (GPtrArray *findings)
{
  const TodokuFinding *worst = findings->len > 0 ? g_ptr_array_index (findings, 0) : NULL;

  if (worst == NULL || worst->severity == TODOKU_SEVERITY_NOTE)
    return "ok";

  return todoku_severity_get_id (worst->severity);
}

static void
print_json (Lint *lint)
{
  struct json_object *object = json_object_new_object ();

  json_object_object_add (object, "result", json_object_new_string (get_result (lint->findings)));
  json_object_object_add (object, "findings", todoku_json_from_findings (lint->findings));
  todoku_terminal_print_json (object);
}

static void
print_text (Lint *lint)
{
  if (lint->findings->len == 0)
    todoku_terminal_print ("%s\n", _ ("Nothing is wrong with this record."));
  for (guint i = 0; i < lint->findings->len; i++)
    {
      const TodokuFinding *finding = g_ptr_array_index (lint->findings, i);

      todoku_terminal_print_line ("%s: %s", todoku_wording_severity (finding->severity),
                                  finding->message);
    }
}

// Whether the record that was asked for could not be read.
static gboolean
is_unread (Lint *lint)
{
  for (guint i = 0; lint->text == NULL && i < lint->findings->len; i++)
    {
      const TodokuFinding *finding = g_ptr_array_index (lint->findings, i);

      if (g_str_equal (finding->id, "dns-failure") && finding->term == NULL)
        return TRUE;
    }

  return FALSE;
}

TodokuExit
todoku_command_lint (int argc, char **argv)
{
  g_auto (Lint) lint = { 0 };

  if (!parse_arguments (&lint, argc, argv) || !run (&lint))
    return TODOKU_EXIT_USAGE;

  if (lint.options.json)
    print_json (&lint);
  else
    print_text (&lint);

  if (is_unread (&lint))
    return TODOKU_EXIT_DNS;

  return g_str_equal (get_result (lint.findings), "ok") ? TODOKU_EXIT_NOTHING_TO_DO
                                                        : TODOKU_EXIT_SOMETHING_TO_DO;
}
