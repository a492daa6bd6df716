// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/report-text.h"

#include "checkup/panel.h"
#include "checkup/wording.h"
#include "cli/terminal.h"
#include "config.h"

#include <glib/gi18n-lib.h>

static void
print_current (TodokuReport *report)
{
  todoku_terminal_print ("\n%s\n", _ ("Published now:"));
  if (report->current[0] == NULL)
    todoku_terminal_print ("  %s\n", _ ("(no SPF record)"));
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

// What is said on the command line to answer; the same in every language.
static void
print_answers (const TodokuFinding *finding)
{
  if (g_str_equal (finding->id, "removable-term"))
    todoku_terminal_print_line ("    --remove '%s'", finding->term);
  if (finding->options == NULL && !g_str_equal (finding->id, "unclear-term"))
    return;
  for (guint i = 0; finding->options != NULL && finding->options[i] != NULL; i++)
    todoku_terminal_print_line ("    --answer '%s=%s'", finding->term, finding->options[i]);
  // Translators: behind an option of the command line: what it means.
  todoku_terminal_print_line ("    --answer '%s='   %s", finding->term, _ ("(leave it out)"));
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
      print_answers (finding);
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

// How sure it is who a company is, behind its name.
static const char *
get_doubt (TodokuConfidence confidence)
{
  return confidence == TODOKU_CONFIDENCE_LOW ? _ (" (not sure)") : "";
}

static void
print_places (TodokuReport *report)
{
  todoku_terminal_print ("\n");
  if (report->host != NULL)
    // Translators: the first argument is a company, the second " (not sure)" or nothing.
    todoku_terminal_print (_ ("Mail host: %s%s\n"), todoku_catalog_text_get (&report->host->name),
                           get_doubt (report->confidence));
  if (report->web_host != NULL)
    // Translators: the first argument is a company, the second " (not sure)" or nothing.
    todoku_terminal_print (_ ("Web host: %s%s\n"),
                           todoku_catalog_text_get (&report->web_host->name),
                           get_doubt (report->web_confidence));
  if (report->dns_provider != NULL)
    // Translators: the argument is a company.
    todoku_terminal_print (_ ("DNS provider: %s\n"),
                           todoku_catalog_text_get (&report->dns_provider->name));
  print_lookups (report);
}

static void
print_proofs (TodokuReport *report)
{
  if (report->proofs->len > 0)
    todoku_terminal_print ("\n%s\n", _ ("Who gets through:"));
  for (guint i = 0; i < report->proofs->len; i++)
    {
      const TodokuProof *proof = g_ptr_array_index (report->proofs, i);
      g_autofree char *address = todoku_dns_address_to_string (&proof->address);
      g_autofree char *who = todoku_wording_proof_who (proof);
      g_autofree char *sentence = todoku_wording_proof_sentence (proof, report->proposed != NULL);

      todoku_terminal_print_line ("  %s (%s): %s", who, address, sentence);
    }
}

// The options that answer what the person is asked, where no finding names them.
static void
print_question (TodokuReport *report)
{
  switch (report->question)
    {
    case TODOKU_QUESTION_HOST:
      todoku_terminal_print ("  --host ID | --value \"v=spf1 …\"   (todoku-cli hosts)\n");
      break;
    case TODOKU_QUESTION_VALUE:
      if (report->missing != NULL)
        todoku_terminal_print_line ("  --set %s=%s", report->missing->key,
                                    report->missing->example != NULL ? report->missing->example
                                                                     : "…");
      else
        todoku_terminal_print ("  --value \"v=spf1 …\"\n");
      break;
    case TODOKU_QUESTION_SERVER:
      todoku_terminal_print ("  --web-host ID | --sender ID   (todoku-cli hosts, senders)\n");
      break;
    case TODOKU_QUESTION_PROVIDER:
      todoku_terminal_print ("  --host ID | --value \"v=spf1 …\"\n");
      break;
    case TODOKU_QUESTION_NONE:
    case TODOKU_QUESTION_TERM:
    case TODOKU_QUESTION_REMOVAL:
    case TODOKU_QUESTION_ALIAS:
    default:
      break;
    }
}

static void
print_texts (const char *title, const char *const *texts)
{
  if (texts[0] != NULL)
    todoku_terminal_print ("\n%s\n", title);
  for (guint i = 0; texts[i] != NULL; i++)
    todoku_terminal_print_line ("  - %s", texts[i]);
}

static void
print_traps (TodokuReport *report)
{
  g_autoptr (GPtrArray) traps = todoku_panel_list_notes (report);
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  for (guint i = 0; report->proposed != NULL && i < traps->len; i++)
    g_ptr_array_add (texts, ((TodokuPanelNote *) traps->pdata[i])->text);
  g_ptr_array_add (texts, NULL);
  print_texts (_ ("What to watch out for:"), (const char *const *) texts->pdata);
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
  g_auto (GStrv) notes = todoku_report_list_notes (report);

  todoku_terminal_print ("%s — %s\n%s\n", report->domain, report->headline, report->explanation);
  print_question (report);
  print_current (report);
  print_proposal (report);
  print_places (report);
  print_proofs (report);
  print_findings (report);
  print_steps (report);
  print_traps (report);
  print_texts (_ ("Good to know:"), (const char *const *) notes);
}
