// SPDX-License-Identifier: GPL-3.0-or-later

// The whole of a report on paper, for whoever is not to mend it: a client, or the files.

#include "checkup/print-private.h"

#include "checkup/standard.h"
#include "checkup/wording.h"
#include "config.h"

#include <glib/gi18n-lib.h>

// A word, and what it is said of.
static void
add_item (GPtrArray *paper, const char *word, const char *text)
{
  /* Translators: a word, as "Warning", then what it is said of. */
  g_autofree char *item = g_strdup_printf (_ ("%s: %s"), word, text);

  todoku_print_add (paper, TODOKU_PRINT_ITEM, TODOKU_PRINT_BULLET, item);
}

static void
add_findings (GPtrArray *paper, GPtrArray *findings)
{
  todoku_list_foreach (const TodokuFinding, finding, findings)
    add_item (paper, todoku_wording_severity (finding), finding->message);
}

static void
add_standard (GPtrArray *paper, const TodokuReport *report, TodokuStandard standard)
{
  const TodokuStandardReport found = todoku_report_get_standard (report, standard);

  todoku_print_add (paper, TODOKU_PRINT_HEADING, NULL, found.headline);
  todoku_print_add (paper, TODOKU_PRINT_TEXT, NULL, found.explanation);
  for (guint i = 0; found.current[i] != NULL; i++)
    todoku_print_add (paper, TODOKU_PRINT_VALUE, _ ("Current value"), found.current[i]);
  todoku_print_add (paper, TODOKU_PRINT_VALUE, _ ("New value"), found.proposed);
  add_findings (paper, found.findings);
}

static void
add_proofs (GPtrArray *paper, const TodokuReport *report)
{
  if (report->proofs->len > 0)
    todoku_print_add (paper, TODOKU_PRINT_HEADING, NULL, _ ("Whose Email Passes SPF"));
  todoku_list_foreach (const TodokuProof, proof, report->proofs)
    {
      g_autofree char *name = todoku_wording_proof_who (proof);
      g_autofree char *address = todoku_dns_address_to_string (&proof->address);
      g_autofree char *who = g_strdup_printf ("%s (%s)", name, address);
      g_autofree char *sentence = todoku_wording_proof_sentence (proof, report->proposed != NULL);

      add_item (paper, who, sentence);
    }
}

static void
add_requirements (GPtrArray *paper, const TodokuReport *report)
{
  if (report->requirements->len > 0)
    todoku_print_add (paper, TODOKU_PRINT_HEADING, NULL, _ ("What Gmail Asks For"));
  todoku_list_foreach (const TodokuRequirement, requirement, report->requirements)
    {
      const char *whom =
        requirement->is_for_bulk ? _ (" (only for 5,000 emails or more a day)") : "";
      g_autofree char *text = g_strconcat (requirement->message, whom, NULL);

      add_item (paper, todoku_wording_requirement_state (requirement->state), text);
    }
}

GPtrArray *
todoku_report_list_blocks (const TodokuReport *report, GDateTime *date)
{
  GPtrArray *paper = todoku_print_paper_new ();
  /* Translators: the title of a sheet of paper; %s is a domain. */
  g_autofree char *title = g_strdup_printf (_ ("Email settings of %s"), report->domain);

  todoku_print_add_title (paper, title, date);
  for (TodokuStandard standard = 0; standard < TODOKU_N_STANDARDS; standard++)
    add_standard (paper, report, standard);
  add_proofs (paper, report);
  add_requirements (paper, report);

  return paper;
}
