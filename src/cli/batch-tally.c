// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/batch-tally.h"

#include "cli/terminal.h"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <unistd.h>

#define SHOW_EVERY_US (G_USEC_PER_SEC / 10)

// To the start of the line, and all that stands there away (ECMA-48 CR, EL).
#define REWRITE "\r\033[K"

void
todoku_batch_tally_count (TodokuBatchTally *self, gboolean is_bad, TodokuVerdict verdict)
{
  self->n_done++;
  if (is_bad)
    self->n_bad++;
  else
    self->n_verdicts[verdict]++;
}

TodokuExit
todoku_batch_tally_get_exit (const TodokuBatchTally *self)
{
  if (self->n_bad > 0)
    return TODOKU_EXIT_USAGE;
  if (self->n_verdicts[TODOKU_VERDICT_UNKNOWN] > 0)
    return TODOKU_EXIT_DNS;

  return self->n_verdicts[TODOKU_VERDICT_FINE] < self->n_done ? TODOKU_EXIT_SOMETHING_TO_DO
                                                              : TODOKU_EXIT_NOTHING_TO_DO;
}

// Where the answers go to the same terminal they show themselves how far it is.
static gboolean
has_line_of_its_own (void)
{
  return isatty (STDERR_FILENO) && !isatty (STDOUT_FILENO);
}

void
todoku_batch_tally_show (TodokuBatchTally *self)
{
  gint64 now = g_get_monotonic_time ();

  if (now - self->last_shown < SHOW_EVERY_US || !has_line_of_its_own ())
    return;

  self->last_shown = now;
  fputs (REWRITE, stderr);
  // Translators: both are numbers of lines.
  fprintf (stderr,
           g_dngettext (GETTEXT_PACKAGE, "%u of %u line done so far", "%u of %u lines done so far",
                        self->n_read),
           self->n_done, self->n_read);
  fflush (stderr);
}

static char *
describe (const TodokuBatchTally *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (self->n_verdicts); i++)
    if (self->n_verdicts[i] > 0)
      g_string_append_printf (text, ", %s %u", todoku_verdict_get_id (i), self->n_verdicts[i]);
  if (self->n_bad > 0)
    g_string_append_printf (text, ", error %u", self->n_bad);
  g_string_erase (text, 0, MIN (text->len, 2));

  return g_string_free (text, FALSE);
}

void
todoku_batch_tally_sum_up (TodokuBatchTally *self, gboolean was_interrupted)
{
  g_autofree char *counts = describe (self);

  if (self->last_shown > 0)
    fputs (REWRITE, stderr);
  if (was_interrupted)
    // Translators: both are numbers of lines.
    todoku_terminal_complain (
      g_dngettext (GETTEXT_PACKAGE, "Interrupted; %u of the %u line that was read is done.",
                   "Interrupted; %u of the %u lines that were read are done.", self->n_read),
      self->n_done, self->n_read);
  if (isatty (STDERR_FILENO) && self->n_done > 0)
    // Translators: the first argument is a number, the second a list as "fine 12, edit 3".
    todoku_terminal_complain (_ ("Lines done: %u (%s)"), self->n_done, counts);
}
