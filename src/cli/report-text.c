// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/report-text.h"

#include "cli/terminal.h"
#include "config.h"

#include <glib/gi18n-lib.h>

static void
print_current (TodokuReport *report)
{
  if (report->current[0] == NULL)
    return;

  todoku_terminal_print ("\n%s\n", _ ("Published now:"));
  for (guint i = 0; report->current[i] != NULL; i++)
    todoku_terminal_print_line ("  %s", report->current[i]);
}

static void
print_entry (const TodokuSpfDiffEntry *entry)
{
  static const char signs[] = {
    [TODOKU_SPF_DIFF_KEEP] = ' ',
    [TODOKU_SPF_DIFF_ADD] = '+',
    [TODOKU_SPF_DIFF_CHANGE] = '~',
    [TODOKU_SPF_DIFF_REMOVE] = '-',
  };

  if (entry->was != NULL)
    todoku_terminal_print_line ("  %c %s  (← %s)", signs[entry->op], entry->term, entry->was);
  else
    todoku_terminal_print_line ("  %c %s", signs[entry->op], entry->term);
  if (entry->why != NULL)
    todoku_terminal_print_line ("      %s", entry->why);
}

static void
print_proposal (TodokuReport *report)
{
  if (report->proposed == NULL)
    return;

  todoku_terminal_print ("\n%s\n", _ ("What changes:"));
  for (guint i = 0; i < report->entries->len; i++)
    print_entry (g_ptr_array_index (report->entries, i));
  todoku_terminal_print ("\n%s\n", _ ("The value to paste:"));
  todoku_terminal_print_line ("  %s", report->proposed);
  if (report->strings[1] != NULL)
    {
      todoku_terminal_print ("\n%s\n",
                             _ (
                               "The same in pieces, for panels that take 255 characters at most:"));
      for (guint i = 0; report->strings[i] != NULL; i++)
        todoku_terminal_print_line ("  \"%s\"", report->strings[i]);
    }
}

static void
print_findings (TodokuReport *report)
{
  const char *const severities[] = {
    [TODOKU_SEVERITY_ERROR] = _ ("Error"),
    [TODOKU_SEVERITY_WARNING] = _ ("Warning"),
    [TODOKU_SEVERITY_NOTE] = _ ("Note"),
  };

  if (report->findings->len > 0)
    todoku_terminal_print ("\n%s\n", _ ("Found:"));
  for (guint i = 0; i < report->findings->len; i++)
    {
      const TodokuFinding *finding = g_ptr_array_index (report->findings, i);

      todoku_terminal_print_line ("  %s: %s", severities[finding->severity], finding->message);
      if (g_str_equal (finding->id, "removable-term"))
        // What the person says to let it go; the same in every language.
        todoku_terminal_print_line ("    --remove %s", finding->term);
    }
}

static void
print_lookups (TodokuReport *report)
{
  if (report->current_tree != NULL)
    // Translators: %u is a number of look-ups, 10 is the limit.
    todoku_terminal_print (_ ("Look-ups now: %u of 10\n"), report->current_tree->lookups);
  if (report->proposed_tree != NULL)
    // Translators: %u is a number of look-ups, 10 is the limit.
    todoku_terminal_print (_ ("Look-ups after the change: %u of 10\n"),
                           report->proposed_tree->lookups);
}

static void
print_places (TodokuReport *report)
{
  todoku_terminal_print ("\n");
  if (report->host != NULL)
    // Translators: the argument is a company.
    todoku_terminal_print (_ ("Mail host: %s\n"), todoku_catalog_text_get (&report->host->name));
  if (report->dns_provider != NULL)
    // Translators: the argument is a company.
    todoku_terminal_print (_ ("DNS provider: %s\n"),
                           todoku_catalog_text_get (&report->dns_provider->name));
  print_lookups (report);
}

static void
print_steps (TodokuReport *report)
{
  if (report->steps[0] != NULL)
    todoku_terminal_print ("\n%s\n", _ ("Where to paste it:"));
  for (guint i = 0; report->steps[i] != NULL; i++)
    todoku_terminal_print ("  %u. %s\n", i + 1, report->steps[i]);
}

void
todoku_report_print (TodokuReport *report)
{
  todoku_terminal_print ("%s — %s\n%s\n", report->domain, report->headline, report->explanation);
  print_current (report);
  print_proposal (report);
  print_places (report);
  print_findings (report);
  print_steps (report);
}
