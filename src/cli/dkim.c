// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/json.h"
#include "checkup/options.h"
#include "checkup/record-steps.h"
#include "checkup/report-json.h"
#include "cli/command.h"
#include "cli/findings.h"
#include "cli/terminal.h"
#include "config.h"
#include "dkim/evaluate.h"

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
  char **given;
  char **usual;
  TodokuCatalog *catalog;
  TodokuDomain *domain;
  TodokuDkimEvaluation *evaluation;
  const TodokuDnsProvider *provider;
} Dkim;

static void
dkim_clear (Dkim *dkim)
{
  g_strfreev (dkim->given);
  g_strfreev (dkim->usual);
  g_clear_pointer (&dkim->catalog, todoku_catalog_unref);
  g_clear_pointer (&dkim->domain, todoku_domain_free);
  g_clear_pointer (&dkim->evaluation, todoku_dkim_evaluation_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Dkim, dkim_clear)

static gboolean
read_selectors (Dkim *dkim)
{
  g_autoptr (GStrvBuilder) selectors = g_strv_builder_new ();

  for (guint i = 0; selector_texts != NULL && selector_texts[i] != NULL; i++)
    {
      g_autofree char *selector =
        todoku_dkim_selector_parse (selector_texts[i], dkim->domain->ascii);

      if (selector == NULL)
        {
          // Translators: the argument is what was given.
          todoku_terminal_complain (_ ("--selector takes a name, as default, not “%s”."),
                                    selector_texts[i]);
          return FALSE;
        }
      g_strv_builder_add (selectors, selector);
    }
  dkim->given = g_strv_builder_end (selectors);
  dkim->usual = dkim->given[0] == NULL ? todoku_catalog_list_dkim_selectors (dkim->catalog)
                                       : g_new0 (char *, 1);

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

  return read_selectors (dkim);
}

static gboolean
dkim_rule (TodokuDnsFacts *facts, gpointer user_data)
{
  Dkim *dkim = user_data;
  const char *domain = dkim->domain->ascii;
  const char *zone;

  g_clear_pointer (&dkim->evaluation, todoku_dkim_evaluation_free);

  gboolean knows_provider =
    todoku_record_steps_find_provider (dkim->catalog, facts, domain, &dkim->provider, &zone);

  return todoku_dkim_evaluate (facts, domain, (const char *const *) dkim->given,
                               (const char *const *) dkim->usual, &dkim->evaluation)
         && knows_provider;
}

// What is to be done at the mail company, and where the DNS is another's.
static char **
list_steps (const Dkim *dkim)
{
  g_autoptr (GStrvBuilder) steps = g_strv_builder_new ();
  g_autofree char *paste = NULL;

  if (dkim->domain == NULL
      || (dkim->evaluation->verdict != TODOKU_DKIM_VERDICT_ADD
          && dkim->evaluation->verdict != TODOKU_DKIM_VERDICT_FIX))
    return g_strv_builder_end (steps);

  if (dkim->provider != NULL)
    paste = g_strdup_printf (
      /* Translators: the argument is a company. */
      _ ("If a name and a value are shown, and your DNS is not kept by that company, add them as a "
         "record where it is kept: %s. The name ends in ._domainkey; copy the value whole, and "
         "where a field takes 255 characters at most, in pieces."),
      todoku_catalog_text_get (&dkim->provider->name));
  else
    paste = g_strdup (
      _ ("If a name and a value are shown, and your DNS is not kept by that company, add them as a "
         "record where it is kept. The name ends in ._domainkey; copy the value whole, and where a "
         "field takes 255 characters at most, in pieces."));
  g_strv_builder_add_many (
    steps, _ ("Sign in at the company that sends your mail, and open its page about DKIM."),
    _ ("Turn DKIM on for your domain. If it is on already, let a new key be made, or copy the one "
       "that is shown again."),
    paste, NULL);

  return g_strv_builder_end (steps);
}

static struct json_object *
selector_to_json (const TodokuDkimSelector *selector)
{
  const TodokuDkimRecord *record = selector->record;
  struct json_object *object = json_object_new_object ();
  gboolean has_key = record != NULL && record->key.bits > 0;

  todoku_json_set_string (object, "selector", selector->name);
  todoku_json_set_string (object, "state", todoku_dkim_state_get_id (selector->state));
  json_object_object_add (object, "key_type",
                          todoku_json_from_string (
                            record != NULL ? todoku_dkim_key_type_get_id (record->key_type)
                                           : NULL));
  json_object_object_add (object, "bits",
                          has_key ? json_object_new_int ((int) record->key.bits) : NULL);
  todoku_json_set_string (object, "record", selector->text);
  todoku_json_set_string (object, "alias", selector->alias);
  todoku_json_set_string (object, "owner", selector->owner);

  return object;
}

static void
print_json (const Dkim *dkim, char **steps)
{
  const TodokuDkimEvaluation *evaluation = dkim->evaluation;
  struct json_object *object = json_object_new_object ();
  struct json_object *selectors = json_object_new_array ();

  for (guint i = 0; i < evaluation->selectors->len; i++)
    json_object_array_add (selectors,
                           selector_to_json (g_ptr_array_index (evaluation->selectors, i)));
  if (dkim->domain != NULL)
    json_object_object_add (object, "domain", todoku_json_from_string (dkim->domain->ascii));
  json_object_object_add (object, "verdict",
                          todoku_json_from_string (
                            todoku_dkim_verdict_get_id (evaluation->verdict)));
  json_object_object_add (object, "selectors", selectors);
  json_object_object_add (object, "findings", todoku_json_from_findings (evaluation->findings));
  json_object_object_add (object, "steps", todoku_json_from_strings ((const char *const *) steps));
  todoku_terminal_print_json (object);
}

static const char *
get_headline (TodokuDkimVerdict verdict)
{
  switch (verdict)
    {
    case TODOKU_DKIM_VERDICT_FINE:
      return _ ("The DKIM key is in order");
    case TODOKU_DKIM_VERDICT_ADD:
      return _ ("There is no DKIM key yet");
    case TODOKU_DKIM_VERDICT_FIX:
      return _ ("The DKIM key needs mending");
    case TODOKU_DKIM_VERDICT_UNKNOWN:
    case TODOKU_DKIM_VERDICT_NO_DOMAIN:
    default:
      return _ ("Whether there is a DKIM key is not known");
    }
}

static const char *
describe_state (TodokuDkimState state)
{
  static const char *const words[] = {
    [TODOKU_DKIM_STATE_VALID] = N_ ("in order"),
    [TODOKU_DKIM_STATE_WEAK] = N_ ("weak"),
    [TODOKU_DKIM_STATE_TEST] = N_ ("only tried out"),
    [TODOKU_DKIM_STATE_REVOKED] = N_ ("taken back"),
    [TODOKU_DKIM_STATE_BROKEN] = N_ ("does not work"),
    [TODOKU_DKIM_STATE_MISSING] = N_ ("not there"),
    [TODOKU_DKIM_STATE_UNKNOWN] = N_ ("could not be read"),
  };

  return _ (words[state]);
}

static void
print_selector (const TodokuDkimSelector *selector)
{
  const char *type =
    selector->record != NULL ? todoku_dkim_key_type_get_id (selector->record->key_type) : NULL;
  const char *name = selector->name != NULL ? selector->name : _ ("(the record)");

  if (type != NULL && selector->record->key.bits > 0)
    // Translators: a selector, a state as "in order", a kind of key, a number.
    todoku_terminal_print_line (_ ("  %s: %s (%s, %u bits)"), name,
                                describe_state (selector->state), type, selector->record->key.bits);
  else
    todoku_terminal_print_line ("  %s: %s", name, describe_state (selector->state));
}

static void
print_text (const Dkim *dkim, char **steps)
{
  const TodokuDkimEvaluation *evaluation = dkim->evaluation;
  const char *headline = get_headline (evaluation->verdict);

  if (dkim->domain != NULL)
    todoku_terminal_print_line ("%s — %s", dkim->domain->display, headline);
  else
    todoku_terminal_print_line ("%s", headline);
  for (guint i = 0; i < evaluation->selectors->len; i++)
    print_selector (g_ptr_array_index (evaluation->selectors, i));
  if (evaluation->findings->len > 0)
    todoku_terminal_print ("\n%s\n", _ ("Found:"));
  todoku_cli_findings_print (evaluation->findings, "  ");
  todoku_cli_steps_print (_ ("What to do:"), steps);
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
run (const TodokuOptions *options, int argc, char **argv)
{
  g_auto (Dkim) dkim = { 0 };
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
  g_auto (GStrv) steps = NULL;

  if (!check_arguments (&dkim, argc, argv))
    return TODOKU_EXIT_USAGE;
  if (record_text != NULL)
    dkim.evaluation = todoku_dkim_evaluate_record (record_text, strlen (record_text));
  else if (!todoku_command_run_rule (options, facts, dkim_rule, &dkim))
    return TODOKU_EXIT_USAGE;

  if (dkim.evaluation->verdict == TODOKU_DKIM_VERDICT_NO_DOMAIN)
    {
      const TodokuFinding *finding = g_ptr_array_index (dkim.evaluation->findings, 0);

      todoku_terminal_complain ("%s", finding->message);
      return TODOKU_EXIT_USAGE;
    }
  steps = list_steps (&dkim);
  (options->json ? print_json : print_text) (&dkim, steps);

  return get_exit (dkim.evaluation);
}

const TodokuCommand todoku_command_dkim = {
  .name = "dkim",
  .summary = N_ ("See whether a domain's DKIM keys are there and right"),
  .usage = "DOMAIN",
  .description = N_ ("See whether the DKIM keys of a domain are there and right."),
  .entries = entries,
  .run = run,
};
