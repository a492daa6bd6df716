// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/print.h"

#include "checkup/wording.h"
#include "cli/terminal.h"
#include "config.h"

#include <glib/gi18n-lib.h>

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
  todoku_list_foreach (const TodokuFinding, finding, findings)
    todoku_terminal_print_line ("%s%s: %s", indent, todoku_wording_severity (finding),
                                finding->message);
}

void
todoku_cli_texts_print (const char *title, const char *const *texts)
{
  if (texts[0] != NULL)
    todoku_terminal_print ("\n%s\n", title);
  for (guint i = 0; texts[i] != NULL; i++)
    todoku_terminal_print_line ("  - %s", texts[i]);
}

static void
print_traps (const char *title, GPtrArray *traps)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  for (guint i = 0; i < traps->len; i++)
    g_ptr_array_add (texts, ((TodokuInstructionsTrap *) traps->pdata[i])->text);
  g_ptr_array_add (texts, NULL);
  todoku_cli_texts_print (title, (const char *const *) texts->pdata);
}

void
todoku_cli_instructions_print (const TodokuInstructions *instructions)
{
  if (instructions == NULL)
    return;

  print_traps (_ ("Read this first:"), instructions->dangers);
  if (instructions->steps[0] != NULL)
    todoku_terminal_print ("\n%s\n", _ ("What to do:"));
  for (guint i = 0; instructions->steps[i] != NULL; i++)
    {
      const char *value = NULL;
      g_autofree char *words = todoku_step_dup_words (instructions->steps[i], &value);

      todoku_terminal_print_line ("  %u. %s", i + 1, words);
      if (value != NULL)
        todoku_terminal_print_line ("     %s", value);
    }
  print_traps (_ ("What to watch out for:"), instructions->traps);
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
