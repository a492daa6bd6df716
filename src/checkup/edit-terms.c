// SPDX-License-Identifier: GPL-3.0-or-later

// The terms of a record in the making.

#include "checkup/edit-private.h"

void
todoku_edit_term_free (gpointer data)
{
  TodokuEditTerm *term = data;

  g_clear_pointer (&term->record, todoku_spf_record_unref);
  g_free (term->text);
  g_free (term->was);
  g_free (term->key);
  g_free (term->why);
  g_free (term);
}

void
todoku_edit_term_mark_changed (TodokuEditTerm *term, char *why)
{
  if (term->op == TODOKU_DIFF_KEEP)
    term->op = TODOKU_DIFF_CHANGE;
  g_free (term->why);
  term->why = why;
}

void
todoku_edit_term_remove (TodokuEditTerm *term, char *why)
{
  todoku_edit_term_mark_changed (term, why);
  term->op = TODOKU_DIFF_REMOVE;
}

TodokuSpfRecord *
todoku_edit_parse_term (const char *text)
{
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse_term (text);

  const TodokuSpfTerm *term = todoku_spf_record_get_only_term (record);

  return term != NULL && term->error == NULL ? g_steal_pointer (&record) : NULL;
}

static void
set_term (TodokuEditTerms *self,
          TodokuEditTerm *term,
          TodokuSpfRecord *record,
          const TodokuSpfTerm *parsed)
{
  g_clear_pointer (&term->record, todoku_spf_record_unref);
  g_free (term->text);
  g_free (term->key);
  term->record = record != NULL ? todoku_spf_record_ref (record) : NULL;
  term->term = parsed;
  term->text = g_strdup (parsed != NULL ? parsed->text : "v=spf1");
  term->key =
    parsed != NULL ? todoku_spf_term_get_key (parsed, self->input->domain) : g_strdup (term->text);
}

TodokuEditTerm *
todoku_edit_terms_insert (TodokuEditTerms *self,
                          guint index,
                          TodokuSpfRecord *record,
                          const TodokuSpfTerm *parsed,
                          char *why)
{
  TodokuEditTerm *term = g_new0 (TodokuEditTerm, 1);

  set_term (self, term, record, parsed);
  term->source = -1;
  term->op = TODOKU_DIFF_ADD;
  term->why = why;
  g_ptr_array_insert (self->list, (int) index, term);

  return term;
}

gboolean
todoku_edit_terms_replace (TodokuEditTerms *self, TodokuEditTerm *term, const char *text, char *why)
{
  g_autofree char *reason = why;
  g_autoptr (TodokuSpfRecord) record = todoku_edit_parse_term (text);

  if (record == NULL)
    return FALSE;

  set_term (self, term, record, todoku_spf_record_get_term (record, 0));
  todoku_edit_term_mark_changed (term, g_steal_pointer (&reason));

  return TRUE;
}

TodokuEditTerm *
todoku_edit_terms_get (TodokuEditTerms *self, guint index)
{
  return g_ptr_array_index (self->list, index);
}

gboolean
todoku_edit_term_is_live (const TodokuEditTerm *term)
{
  return term->op != TODOKU_DIFF_REMOVE;
}

gboolean
todoku_edit_term_has_kind (const TodokuEditTerm *term, TodokuSpfTermKind kind)
{
  return todoku_edit_term_is_live (term) && term->term != NULL && term->term->kind == kind;
}

gboolean
todoku_edit_term_is_mechanism (const TodokuEditTerm *term)
{
  return todoku_edit_term_is_live (term) && term->term != NULL
         && todoku_spf_term_is_mechanism (term->term) && term->term->kind != TODOKU_SPF_TERM_ALL;
}

gboolean
todoku_edit_term_lets_in (const TodokuEditTerm *term)
{
  return todoku_edit_term_is_mechanism (term) && term->term->qualifier == TODOKU_SPF_QUALIFIER_PASS;
}

gboolean
todoku_edit_term_refuses (const TodokuEditTerm *term)
{
  return todoku_edit_term_is_mechanism (term) && term->term->qualifier != TODOKU_SPF_QUALIFIER_PASS;
}

TodokuEditTerm *
todoku_edit_terms_find (TodokuEditTerms *self, const char *key, guint *index)
{
  for (guint i = 0; i < self->list->len; i++)
    {
      TodokuEditTerm *term = todoku_edit_terms_get (self, i);

      if (!todoku_edit_term_is_live (term) || !g_str_equal (term->key, key))
        continue;
      *index = i;
      return term;
    }

  return NULL;
}

guint
todoku_edit_terms_get_mechanisms_end (TodokuEditTerms *self)
{
  for (guint i = self->list->len; i > 0; i--)
    if (todoku_edit_term_is_mechanism (todoku_edit_terms_get (self, i - 1)))
      return i;

  return MIN (TODOKU_EDIT_FRONT, self->list->len);
}

void
todoku_edit_terms_move (TodokuEditTerms *self, guint from, guint to)
{
  TodokuEditTerm *term = g_ptr_array_steal_index (self->list, from);

  g_ptr_array_insert (self->list, (int) (to > from ? to - 1 : to), term);
}
