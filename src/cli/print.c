// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/print.h"

#include "checkup/wording.h"
#include "cli/terminal.h"

const char *
todoku_cli_findings_get_result (GPtrArray *findings)
{
  const TodokuFinding *worst = findings->len > 0 ? g_ptr_array_index (findings, 0) : NULL;

  if (worst == NULL || worst->severity == TODOKU_SEVERITY_NOTE)
    return "ok";

  return todoku_severity_get_id (worst->severity);
}

void
todoku_cli_findings_print (GPtrArray *findings, const char *indent)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const TodokuFinding *finding = g_ptr_array_index (findings, i);

      todoku_terminal_print_line ("%s%s: %s", indent, todoku_wording_severity (finding),
                                  finding->message);
    }
}

void
todoku_cli_steps_print (const char *title, char **texts)
{
  if (texts == NULL || texts[0] == NULL)
    return;
  todoku_terminal_print ("\n%s\n", title);
  for (guint i = 0; texts[i] != NULL; i++)
    todoku_terminal_print_line ("  %u. %s", i + 1, texts[i]);
}

void
todoku_cli_diff_entry_print (const TodokuDiffEntry *entry)
{
  static const char signs[] = {
    [TODOKU_DIFF_KEEP] = ' ',
    [TODOKU_DIFF_ADD] = '+',
    [TODOKU_DIFF_CHANGE] = '~',
    [TODOKU_DIFF_REMOVE] = '-',
  };

  TodokuDiffOp effect = todoku_diff_entry_get_effect (entry);
  g_autofree char *label = todoku_wording_diff_label (entry);

  if (entry->was != NULL)
    todoku_terminal_print_line ("  %c %s  (← %s)", signs[effect], entry->term, entry->was);
  else if (entry->record > 0 && effect != TODOKU_DIFF_KEEP)
    todoku_terminal_print_line ("  %c %s  (%s)", signs[effect], entry->term, label);
  else
    todoku_terminal_print_line ("  %c %s", signs[effect], entry->term);
  if (entry->why != NULL)
    todoku_terminal_print_line ("      %s", entry->why);
}
