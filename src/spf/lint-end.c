// SPDX-License-Identifier: GPL-3.0-or-later

// How the record ends: all, redirect and exp.

#include "config.h"

#include "spf/lint-private.h"

#include <glib/gi18n-lib.h>

void
todoku_spf_lint_check_plus_all (TodokuSpfLint *lint)
{
  const TodokuSpfTerm *all = todoku_spf_lint_find_all (lint);

  if (all != NULL && all->qualifier == TODOKU_SPF_QUALIFIER_PASS)
    /* Translators: the argument is “+all” or “all”. */
    todoku_spf_lint_add (lint, all->text, (int) all->position,
                         _ ("“%s” lets anybody in the world send mail in your name. Write “~all”, "
                            "which marks such mail as doubtful."),
                         all->text);
}

void
todoku_spf_lint_check_neutral_all (TodokuSpfLint *lint)
{
  const TodokuSpfTerm *all = todoku_spf_lint_find_all (lint);

  if (all != NULL && all->qualifier == TODOKU_SPF_QUALIFIER_NEUTRAL)
    todoku_spf_lint_add (lint, all->text, (int) all->position,
                         _ ("“?all” says nothing about mail from elsewhere, so the record protects "
                            "nothing. Write “~all”, which marks such mail as doubtful."));
}

static gboolean
has_end (TodokuSpfRecord *record)
{
  return todoku_spf_record_find (record, TODOKU_SPF_TERM_ALL) != NULL
         || todoku_spf_record_find (record, TODOKU_SPF_TERM_REDIRECT) != NULL;
}

// An end with a slip in it is reported as that, and not as none.
void
todoku_spf_lint_check_no_all (TodokuSpfLint *lint)
{
  if (!has_end (lint->record) && !has_end (lint->repaired))
    todoku_spf_lint_add (lint, NULL, -1,
                         _ ("The record has no end (“all”), so it says nothing about mail from "
                            "elsewhere. Put “~all” at its end."));
}

void
todoku_spf_lint_check_terms_after_all (TodokuSpfLint *lint)
{
  const TodokuSpfTerm *all = todoku_spf_lint_find_all (lint);

  for (guint i = 0; all != NULL && i < todoku_spf_lint_get_n_terms (lint); i++)
    {
      const TodokuSpfTerm *term = todoku_spf_lint_get_term (lint, i);

      if (term != NULL && term->position > all->position && todoku_spf_term_is_mechanism (term)
          && term->kind != TODOKU_SPF_TERM_ALL)
        /* Translators: both arguments are terms of the record. */
        todoku_spf_lint_add (lint, term->text, (int) term->position,
                             _ ("“%s” stands behind “%s”, where nothing has an effect. Put it "
                                "before it."),
                             todoku_spf_lint_show (lint, term->text), all->text);
    }
}

void
todoku_spf_lint_check_several_alls (TodokuSpfLint *lint)
{
  const TodokuSpfTerm *all = todoku_spf_lint_find_all (lint);

  for (guint i = 0; all != NULL && i < todoku_spf_lint_get_n_terms (lint); i++)
    {
      const TodokuSpfTerm *term = todoku_spf_lint_get_term (lint, i);

      if (term != NULL && term != all && term->kind == TODOKU_SPF_TERM_ALL)
        /* Translators: both arguments are terms of the record, as ~all. */
        todoku_spf_lint_add (lint, term->text, (int) term->position,
                             _ ("“%s” has no effect: the first end, “%s”, counts. Leave only one "
                                "of them, at the end."),
                             term->text, all->text);
    }
}

void
todoku_spf_lint_check_ignored_redirect (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  const TodokuSpfTerm *all =
    term->kind == TODOKU_SPF_TERM_REDIRECT ? todoku_spf_lint_find_all (lint) : NULL;

  if (all != NULL)
    /* Translators: both arguments are terms of the record, the second as ~all. */
    todoku_spf_lint_add (lint, term->text, (int) term->position,
                         _ ("“%s” has no effect, since the record also has “%s”. Leave only one "
                            "of them."),
                         todoku_spf_lint_show (lint, term->text), all->text);
}

static gboolean
can_fail (TodokuSpfLint *lint)
{
  for (guint i = 0; i < todoku_spf_lint_get_n_terms (lint); i++)
    {
      const TodokuSpfTerm *term = todoku_spf_record_get_term (lint->record, i);

      if (term->qualifier == TODOKU_SPF_QUALIFIER_FAIL)
        return TRUE;
    }

  return FALSE;
}

// The text is given to those whose mail fails (RFC 7208 6.2).
void
todoku_spf_lint_check_unused_exp (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  if (term->kind == TODOKU_SPF_TERM_EXP && !can_fail (lint))
    /* Translators: the argument is a term of the record. */
    todoku_spf_lint_add (lint, term->text, (int) term->position,
                         _ ("“%s” explains why mail is refused, and nothing in this record "
                            "refuses mail. It can be removed."),
                         todoku_spf_lint_show (lint, term->text));
}
