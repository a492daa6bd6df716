// SPDX-License-Identifier: GPL-3.0-or-later

// What is printed of DKIM and DMARC, by their own commands and by `check`.

#include "cli/records.h"

#include "checkup/checkup.h"
#include "checkup/wording.h"
#include "cli/command.h"
#include "cli/print.h"
#include "cli/terminal.h"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
todoku_cli_records_clear (TodokuCliRecords *self)
{
  g_clear_pointer (&self->report, todoku_report_unref);
  g_clear_pointer (&self->domain, todoku_domain_free);
  g_clear_pointer (&self->options, todoku_checkup_options_free);
  g_clear_pointer (&self->catalog, todoku_catalog_unref);
}

gboolean
todoku_cli_records_read_domain (TodokuCliRecords *self, const char *text)
{
  g_autoptr (GError) error = NULL;

  self->catalog = todoku_command_load_catalog ();
  if (self->catalog == NULL)
    return FALSE;
  self->domain = todoku_own_domain_parse (text, self->catalog, &error);

  return self->domain != NULL || todoku_terminal_complain ("%s", error->message);
}

gboolean
todoku_cli_read_selectors (TodokuCheckupOptions *options, const char *domain, char **texts)
{
  for (char **text = texts; text != NULL && *text != NULL; text++)
    {
      g_autofree char *selector = todoku_dkim_selector_parse (*text, domain);

      if (selector == NULL)
        // Translators: the argument is what was given.
        return todoku_terminal_complain (_ ("--selector takes a name, like default, not “%s”."),
                                         *text);
      g_ptr_array_add (options->selectors, g_steal_pointer (&selector));
    }

  return TRUE;
}

gboolean
todoku_cli_read_report_address (TodokuCheckupOptions *options, const char *text)
{
  static const char scheme[] = "mailto:";
  const char *address = text;

  if (text == NULL)
    return TRUE;
  if (g_ascii_strncasecmp (address, scheme, strlen (scheme)) == 0)
    address += strlen (scheme);
  options->report_address = g_strdup (address);

  return todoku_dmarc_is_mail_address (address)
         // Translators: the argument is what was given.
         || todoku_terminal_complain (
           _ ("--rua takes an email address, like dmarc@shop.example, not “%s”."), text);
}

// Where the domain does not exist the check-up is over before these are known.
gboolean
todoku_cli_records_check (TodokuDnsFacts *facts, gpointer user_data)
{
  TodokuCliRecords *self = user_data;
  gboolean complete;

  g_clear_pointer (&self->report, todoku_report_unref);
  complete =
    todoku_checkup_run (self->catalog, facts, self->domain->ascii, self->options, &self->report);

  return complete && self->report->collected->dkim != NULL && self->report->dmarc != NULL;
}

static void
print_selector (const TodokuDkimSelector *selector)
{
  const char *type =
    selector->record != NULL ? todoku_dkim_key_type_get_id (selector->record->key_type) : NULL;
  const char *name = selector->name != NULL ? selector->name : _ ("(the record)");
  const char *state = todoku_wording_dkim_state (selector->state);

  if (type != NULL && selector->record->key.bits > 0)
    // Translators: a selector, a state as "in order", a kind of key, a number.
    todoku_terminal_print_line (_ ("  %s: %s (%s, %u bits)"), name, state, type,
                                selector->record->key.bits);
  else
    // Translators: a selector, then a state as "in order".
    todoku_terminal_print_line (_ ("  %s: %s"), name, state);
}

static void
print_found (GPtrArray *findings)
{
  if (findings->len > 0)
    todoku_terminal_print ("\n%s\n", _ ("Found:"));
  todoku_cli_findings_print (findings, "  ");
}

void
todoku_cli_dkim_print (const char *domain,
                       const TodokuDkimEvaluation *dkim,
                       const TodokuInstructions *instructions)
{
  const char *headline = todoku_wording_dkim (dkim);

  if (domain != NULL)
    todoku_terminal_print_line ("%s — %s", domain, headline);
  else
    todoku_terminal_print_line ("%s", headline);
  for (guint i = 0; i < dkim->selectors->len; i++)
    print_selector (g_ptr_array_index (dkim->selectors, i));
  if (dkim->fault != NULL && dkim->fault->proposal != NULL && domain != NULL)
    {
      g_autofree char *name = g_strconcat (dkim->fault->name, "._domainkey", NULL);

      todoku_terminal_print ("\n");
      // Translators: the argument is the name of a record, as _dmarc.shop.example.
      todoku_terminal_print_line (_ ("New value, a TXT record at %s:"), name);
      todoku_terminal_print_line ("  %s", dkim->fault->proposal);
    }
  print_found (dkim->findings);
  todoku_cli_instructions_print (instructions);
}

static void
print_published (const TodokuDmarcEvaluation *dmarc)
{
  todoku_terminal_print ("\n%s\n", _ ("Current value:"));
  if (dmarc->current[0] == NULL)
    todoku_terminal_print ("  %s\n", _ ("(no DMARC record)"));
  for (guint i = 0; dmarc->current[i] != NULL; i++)
    todoku_terminal_print_line ("  %s  %s", dmarc->name, dmarc->current[i]);
}

static void
print_proposal (const TodokuDmarcEvaluation *dmarc)
{
  if (dmarc->proposal == NULL || dmarc->proposal->text == NULL)
    return;
  todoku_terminal_print ("\n%s\n", _ ("What changes:"));
  for (guint i = 0; i < dmarc->proposal->entries->len; i++)
    todoku_cli_diff_entry_print (g_ptr_array_index (dmarc->proposal->entries, i));
  todoku_terminal_print ("\n");
  // Translators: the argument is the name of a record, as _dmarc.shop.example.
  todoku_terminal_print_line (_ ("New value, a TXT record at %s:"), dmarc->name);
  todoku_terminal_print_line ("  %s", dmarc->proposal->text);
}

void
todoku_cli_dmarc_print (const char *domain,
                        const TodokuDmarcEvaluation *dmarc,
                        const TodokuInstructions *instructions,
                        const char *next)
{
  todoku_terminal_print_line ("%s — %s", domain, todoku_wording_dmarc (dmarc));
  if (dmarc->verdict != TODOKU_DMARC_VERDICT_UNKNOWN)
    print_published (dmarc);
  print_proposal (dmarc);
  print_found (dmarc->findings);
  todoku_cli_instructions_print (instructions);
  if (next == NULL)
    return;
  todoku_terminal_print ("\n%s\n", todoku_wording_dmarc_next (dmarc->policy));
  todoku_terminal_print_line ("  %s", next);
}
