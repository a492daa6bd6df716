// SPDX-License-Identifier: GPL-3.0-or-later

#include "advice/checkup.h"
#include "advice/report-json.h"
#include "catalog/template.h"
#include "cli/command.h"
#include "cli/gather.h"
#include "cli/report-text.h"
#include "cli/terminal.h"
#include "config.h"
#include "input/domain.h"
#include "spf/repair.h"

#include <glib/gi18n-lib.h>
#include <string.h>

// What the command line says of one check, and what comes of it.
typedef struct
{
  TodokuOptions options;
  char *host;
  char **values;
  char **senders;
  char *value;
  char *ip;
  char **answers;
  TodokuCatalog *catalog;
  TodokuDomain *domain;
  TodokuChoices *choices;
  TodokuDnsFacts *facts;
  TodokuReport *report;
} Check;

static void
check_clear (Check *check)
{
  todoku_options_clear (&check->options);
  g_free (check->host);
  g_strfreev (check->values);
  g_strfreev (check->senders);
  g_free (check->value);
  g_free (check->ip);
  g_strfreev (check->answers);
  g_clear_pointer (&check->catalog, todoku_catalog_unref);
  g_clear_pointer (&check->domain, todoku_domain_free);
  g_clear_pointer (&check->choices, todoku_choices_free);
  g_clear_pointer (&check->facts, todoku_dns_facts_unref);
  g_clear_pointer (&check->report, todoku_report_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Check, check_clear)

static gboolean
parse_arguments (Check *check, int argc, char **argv)
{
  const GOptionEntry entries[] = {
    { "host", 0, 0, G_OPTION_ARG_STRING, &check->host,
      _ ("The mail host; “todoku-cli hosts” lists them"), "ID" },
    { "set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &check->values,
      _ ("A part of the host's value, as host=sv1234.xserver.jp"), "KEY=VALUE" },
    { "sender", 0, 0, G_OPTION_ARG_STRING_ARRAY, &check->senders,
      _ ("A service that sends with the domain; “todoku-cli senders” lists them"), "ID" },
    { "value", 0, 0, G_OPTION_ARG_STRING, &check->value,
      _ ("The value that the provider gives, in place of --host"), "\"v=spf1 …\"" },
    { "answer", 0, 0, G_OPTION_ARG_STRING_ARRAY, &check->answers,
      _ ("What a term without a certain meaning was meant to be; empty for nothing"),
      "TERM=MEANT" },
    { "ip", 0, 0, G_OPTION_ARG_STRING, &check->ip,
      _ ("An address that must pass, as the refused one of a returned mail"), "IP" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;

  if (!todoku_options_parse (&check->options, "INPUT",
                             _ ("Find out what a domain's SPF record must say. INPUT is a mail "
                                "address, a domain or a URL."),
                             entries, &argc, &argv))
    return FALSE;
  if (argc != 2)
    {
      todoku_terminal_complain (_ ("Give one mail address, domain or URL, as info@shop.example."));
      return FALSE;
    }

  check->domain = todoku_domain_parse (argv[1], &error);
  if (check->domain == NULL)
    todoku_terminal_complain ("%s", error->message);

  return check->domain != NULL;
}

static const TodokuCatalogPlaceholder *
find_placeholder (const TodokuMailHost *host, const char *key)
{
  for (guint i = 0; i < host->placeholders->len; i++)
    {
      const TodokuCatalogPlaceholder *placeholder = g_ptr_array_index (host->placeholders, i);

      if (g_str_equal (placeholder->key, key))
        return placeholder;
    }

  return NULL;
}

// Without --host the host is found later, and takes from the values those it knows.
static gboolean
choose_value (Check *check, const TodokuMailHost *host, const char *pair)
{
  g_auto (GStrv) parts = g_strsplit (pair, "=", 2);
  const TodokuCatalogPlaceholder *placeholder;
  g_autofree char *value = NULL;

  if (parts[0] == NULL || parts[1] == NULL)
    {
      // Translators: the argument is what was given.
      todoku_terminal_complain (_ ("--set takes KEY=VALUE, as host=sv1234.xserver.jp, not “%s”."),
                                pair);
      return FALSE;
    }

  placeholder = host != NULL ? find_placeholder (host, parts[0]) : NULL;
  if (host != NULL && placeholder == NULL)
    {
      // Translators: the first argument is a mail host's id, the second a key.
      todoku_terminal_complain (_ ("The value of %s has no part “%s”; “todoku-cli hosts” lists "
                                   "them."),
                                host->id, parts[0]);
      return FALSE;
    }
  if (placeholder != NULL)
    value = todoku_catalog_placeholder_normalize (placeholder, parts[1]);
  else
    value = g_strdup (parts[1]);
  if (value == NULL)
    {
      // Translators: the first argument is a key, the second what was given, the third an example.
      todoku_terminal_complain (_ ("“%s” cannot be “%s”. An example is %s."), parts[0], parts[1],
                                placeholder->example);
      return FALSE;
    }

  g_hash_table_insert (check->choices->values, g_strdup (parts[0]), g_steal_pointer (&value));

  return TRUE;
}

static gboolean
choose_host (Check *check)
{
  const TodokuMailHost *host = NULL;

  if (check->host != NULL)
    {
      host = todoku_catalog_find_host (check->catalog, check->host);
      if (host == NULL)
        {
          // Translators: the argument is what was given.
          todoku_terminal_complain (_ (
                                      "There is no mail host “%s”; “todoku-cli hosts” lists them."),
                                    check->host);
          return FALSE;
        }
      check->choices->host = g_strdup (check->host);
    }

  for (guint i = 0; check->values != NULL && check->values[i] != NULL; i++)
    if (!choose_value (check, host, check->values[i]))
      return FALSE;

  return TRUE;
}

static gboolean
choose_senders (Check *check)
{
  for (guint i = 0; check->senders != NULL && check->senders[i] != NULL; i++)
    {
      if (todoku_catalog_find_sender (check->catalog, check->senders[i]) == NULL)
        {
          // Translators: the argument is what was given.
          todoku_terminal_complain (_ ("There is no service “%s”; “todoku-cli senders” lists "
                                       "them."),
                                    check->senders[i]);
          return FALSE;
        }
      g_ptr_array_add (check->choices->senders, g_strdup (check->senders[i]));
    }

  return TRUE;
}

static gboolean
choose_own_value (Check *check)
{
  if (check->value == NULL)
    return TRUE;
  if (check->host != NULL)
    {
      todoku_terminal_complain (_ ("--host and --value do not go together."));
      return FALSE;
    }
  if (!todoku_spf_text_resembles_record (check->value, strlen (check->value)))
    {
      todoku_terminal_complain (_ ("--value takes an SPF record, as “v=spf1 include:… ~all”."));
      return FALSE;
    }
  check->choices->value = g_strdup (check->value);

  return TRUE;
}

static gboolean
choose_answers (Check *check)
{
  for (guint i = 0; check->answers != NULL && check->answers[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (check->answers[i], "=", 2);

      if (parts[0] == NULL || parts[1] == NULL)
        {
          // Translators: the argument is what was given.
          todoku_terminal_complain (_ ("--answer takes TERM=MEANT, as "
                                       "_spf.google.com=include:_spf.google.com, not “%s”."),
                                    check->answers[i]);
          return FALSE;
        }
      g_hash_table_replace (check->choices->answers, g_strdup (parts[0]), g_strdup (parts[1]));
    }

  return TRUE;
}

static gboolean
choose_ip (Check *check)
{
  if (check->ip == NULL || todoku_dns_address_parse (check->ip, -1, &check->choices->ip))
    return TRUE;
  // Translators: the argument is what was given.
  todoku_terminal_complain (_ ("--ip takes an IP address, as 203.0.113.5, not “%s”."), check->ip);

  return FALSE;
}

static gboolean
make_choices (Check *check)
{
  check->choices = todoku_choices_new ();

  return choose_host (check) && choose_senders (check) && choose_own_value (check)
         && choose_answers (check) && choose_ip (check);
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
exit_for_verdict (TodokuVerdict verdict)
{
  switch (verdict)
    {
    case TODOKU_VERDICT_FINE:
      return TODOKU_EXIT_NOTHING_TO_DO;
    case TODOKU_VERDICT_UNKNOWN:
      return TODOKU_EXIT_DNS;
    case TODOKU_VERDICT_NO_DOMAIN:
      return TODOKU_EXIT_USAGE;
    case TODOKU_VERDICT_ADD:
    case TODOKU_VERDICT_EDIT:
    case TODOKU_VERDICT_MERGE:
    case TODOKU_VERDICT_SWITCH:
    case TODOKU_VERDICT_NOT_SPF:
    case TODOKU_VERDICT_CHOOSE:
    default:
      return TODOKU_EXIT_SOMETHING_TO_DO;
    }
}

// A value that no repair could save is bad input, whatever the record says.
static const TodokuFinding *
find_bad_value (TodokuReport *report)
{
  for (guint i = 0; i < report->findings->len; i++)
    {
      const TodokuFinding *finding = g_ptr_array_index (report->findings, i);

      if (g_str_equal (finding->id, "value-unclear"))
        return finding;
    }

  return NULL;
}

static TodokuExit
print_outcome (Check *check)
{
  TodokuReport *report = check->report;
  const TodokuFinding *bad_value = find_bad_value (report);

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

  return exit_for_verdict (report->verdict);
}

TodokuExit
todoku_command_check (int argc, char **argv)
{
  g_auto (Check) check = { 0 };

  if (!parse_arguments (&check, argc, argv))
    return TODOKU_EXIT_USAGE;
  check.catalog = todoku_options_load_catalog ();
  if (check.catalog == NULL || !make_choices (&check))
    return TODOKU_EXIT_USAGE;
  check.facts = todoku_dns_facts_new ();
  if (!todoku_cli_gather (&check.options, check.facts, check_rule, &check))
    return TODOKU_EXIT_USAGE;

  return print_outcome (&check);
}
