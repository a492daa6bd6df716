// SPDX-License-Identifier: GPL-3.0-or-later

// What a domain publishes under its selectors.

#include "dkim/evaluate.h"

#include "config.h"
#include "dkim/judge.h"
#include "dkim/lint.h"
#include "dkim/selector-private.h"
#include "dns/name.h"
#include "dns/wildcard.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const char *
todoku_dkim_verdict_get_id (TodokuDkimVerdict verdict)
{
  static const char *const ids[] = {
    [TODOKU_DKIM_VERDICT_FINE] = "fine",
    [TODOKU_DKIM_VERDICT_ADD] = "add",
    [TODOKU_DKIM_VERDICT_FIX] = "fix",
    [TODOKU_DKIM_VERDICT_UNKNOWN] = "unknown",
    [TODOKU_DKIM_VERDICT_NO_DOMAIN] = "no-domain",
  };

  return ids[verdict];
}

static void
selector_free (TodokuDkimSelector *selector)
{
  g_free (selector->name);
  g_clear_pointer (&selector->record, todoku_dkim_record_free);
  g_free (selector->text);
  g_free (selector->proposal);
  g_free (selector->target);
  g_free (selector->misplaced);
  g_free (selector->alias);
  g_free (selector->owner);
  g_free (selector);
}

void
todoku_dkim_evaluation_free (TodokuDkimEvaluation *evaluation)
{
  g_ptr_array_unref (evaluation->selectors);
  g_ptr_array_unref (evaluation->findings);
  g_free (evaluation);
}

gboolean
todoku_dkim_evaluation_lacks_one (const TodokuDkimEvaluation *evaluation)
{
  if (evaluation->verdict != TODOKU_DKIM_VERDICT_ADD || evaluation->fault == NULL)
    return FALSE;
  todoku_list_foreach (const TodokuDkimSelector, selector, evaluation->selectors)
    if (!selector->is_stray && selector->state <= TODOKU_DKIM_STATE_WEAK
        && selector->record->is_usable)
      return TRUE;

  return FALSE;
}

const TodokuDkimSelector *
todoku_dkim_evaluation_find (const TodokuDkimEvaluation *evaluation, const char *name)
{
  todoku_list_foreach (const TodokuDkimSelector, selector, evaluation->selectors)
    if (g_strcmp0 (selector->name, name) == 0)
      return selector;

  return NULL;
}

char *
todoku_dkim_selector_parse (const char *text, const char *domain)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autofree char *name = todoku_dns_name_normalize (stripped);
  g_autofree char *tail =
    g_strconcat ("." TODOKU_DKIM_FOLDER, domain != NULL ? "." : "", domain, NULL);

  if (domain != NULL && g_str_has_suffix (name, tail))
    name[strlen (name) - strlen (tail)] = '\0';
  else if (g_str_has_suffix (name, "." TODOKU_DKIM_FOLDER))
    name[strlen (name) - strlen ("." TODOKU_DKIM_FOLDER)] = '\0';

  for (const char *at = name; *at != '\0'; at++)
    if (!g_ascii_isalnum (*at) && strchr ("-_.", *at) == NULL)
      return NULL;

  return todoku_dns_name_is_valid (name) ? g_steal_pointer (&name) : NULL;
}

static gboolean
has_selector (TodokuDkimRun *run, const char *name)
{
  return todoku_dkim_evaluation_find (run->evaluation, name) != NULL;
}

static void
look_at_all (TodokuDkimRun *run, const char *const *selectors, gboolean is_given)
{
  for (guint i = 0; selectors != NULL && selectors[i] != NULL; i++)
    if (!has_selector (run, selectors[i]))
      todoku_dkim_look_at (run, selectors[i], is_given);
}

// A name below which there is something exists, even where nothing stands at it (RFC 8020), unless
// a wildcard makes it up (RFC 4592 2.2.1): then it makes up the names below it as well.
static gboolean
may_have_other_selectors (TodokuDkimRun *run)
{
  g_autofree char *folder = g_strconcat (TODOKU_DKIM_FOLDER ".", run->domain, NULL);
  TodokuDnsAnswer *answer =
    todoku_dns_facts_need (run->facts, folder, TODOKU_DNS_TYPE_TXT, &run->complete);
  gboolean is_covered = todoku_dns_wildcard_covers (run->facts, folder, &run->complete);

  return answer != NULL && todoku_dns_answer_get_status (answer) == TODOKU_DNS_STATUS_NO_DATA
         && !is_covered;
}

static gboolean
is_gone (TodokuDkimRun *run)
{
  TodokuDnsAnswer *answer =
    todoku_dns_facts_need (run->facts, run->domain, TODOKU_DNS_TYPE_TXT, &run->complete);

  return answer != NULL && todoku_dns_answer_get_status (answer) == TODOKU_DNS_STATUS_NX_DOMAIN;
}

static void
judge_gone (TodokuDkimRun *run)
{
  g_ptr_array_set_size (run->evaluation->findings, 0);
  run->evaluation->fault = NULL;
  g_ptr_array_set_size (run->evaluation->selectors, 0);
  run->evaluation->verdict = TODOKU_DKIM_VERDICT_NO_DOMAIN;
  todoku_dkim_lint_add (run->evaluation->findings, "no-domain", NULL, -1,
                        /* Translators: the argument is a domain. */
                        _ ("%s does not exist. Check the spelling."), run->domain);
}

static TodokuDkimEvaluation *
evaluation_new (void)
{
  TodokuDkimEvaluation *self = g_new0 (TodokuDkimEvaluation, 1);

  self->selectors = g_ptr_array_new_with_free_func ((GDestroyNotify) selector_free);
  self->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_finding_unref);

  return self;
}

TodokuDkimEvaluation *
todoku_dkim_evaluate_record (const char *text, gsize length)
{
  TodokuDkimEvaluation *self = evaluation_new ();
  TodokuDkimSelector *selector = g_new0 (TodokuDkimSelector, 1);
  TodokuDkimRecord *record = todoku_dkim_record_parse (text, length);

  selector->state = record->state;
  selector->record = record;
  selector->text = g_utf8_make_valid (text, (gssize) length);
  g_ptr_array_add (self->selectors, selector);
  self->verdict = record->is_usable && record->state != TODOKU_DKIM_STATE_TEST
                    ? TODOKU_DKIM_VERDICT_FINE
                    : TODOKU_DKIM_VERDICT_FIX;
  todoku_dkim_lint_record (record, NULL, FALSE, self->findings);
  g_ptr_array_sort (self->findings, todoku_finding_compare);

  return self;
}

// Of the selectors that nobody asked for only those say something where there is something.
static void
drop_missing (TodokuDkimEvaluation *self)
{
  for (guint i = self->selectors->len; i-- > 0;)
    {
      const TodokuDkimSelector *selector = g_ptr_array_index (self->selectors, i);

      if (!selector->is_given && selector->state == TODOKU_DKIM_STATE_MISSING
          && selector->misplaced == NULL)
        g_ptr_array_remove_index (self->selectors, i);
    }
}

static void
look_at_keys (TodokuDkimRun *run)
{
  const TodokuDkimSearch *search = run->search;
  gboolean has_others = may_have_other_selectors (run);

  look_at_all (run, search->given, TRUE);
  for (guint i = 0; search->signers != NULL && i < search->signers->len; i++)
    look_at_all (run, ((TodokuDkimSigner *) search->signers->pdata[i])->selectors, FALSE);
  look_at_all (run, search->usual, FALSE);
  todoku_dkim_judge (run->evaluation, search, has_others);
}

gboolean
todoku_dkim_evaluate (TodokuDnsFacts *facts,
                      const char *domain,
                      const TodokuDkimSearch *search,
                      TodokuDkimEvaluation **evaluation)
{
  TodokuDkimEvaluation *self = evaluation_new ();
  TodokuDkimRun run = {
    .facts = facts, .domain = domain, .search = search, .complete = TRUE, .evaluation = self
  };

  // What is not signed needs no key, and what is there does no harm.
  self->is_needless = search->sends_nothing;
  if (!self->is_needless)
    look_at_keys (&run);
  if (is_gone (&run))
    judge_gone (&run);

  *evaluation = NULL;
  if (!run.complete)
    {
      todoku_dkim_evaluation_free (self);
      return FALSE;
    }
  drop_missing (self);
  g_ptr_array_sort (self->findings, todoku_finding_compare);
  *evaluation = self;

  return TRUE;
}
