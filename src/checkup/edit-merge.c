// SPDX-License-Identifier: GPL-3.0-or-later

// Several published records become one, and what stands twice goes.

#include "checkup/edit-private.h"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

// One record must do: the version sections of the others go.
void
todoku_edit_terms_merge_versions (TodokuEditTerms *self)
{
  gboolean seen = FALSE;

  todoku_list_foreach (TodokuEditTerm, term, self->list)
    {
      if (term->term != NULL)
        continue;
      if (seen)
        todoku_edit_term_remove (term, g_strdup (_ ("A domain may have only one SPF record. What "
                                                    "this one says is in the new value: delete "
                                                    "it.")));
      seen = TRUE;
    }
}

// From fail to pass.
static gsize
get_permissiveness (const TodokuEditTerm *term)
{
  static const char qualifiers[] = { TODOKU_SPF_QUALIFIER_FAIL, TODOKU_SPF_QUALIFIER_SOFTFAIL,
                                     TODOKU_SPF_QUALIFIER_NEUTRAL, TODOKU_SPF_QUALIFIER_PASS, 0 };

  return (gsize) (strchr (qualifiers, (char) term->term->qualifier) - qualifiers);
}

void
todoku_edit_terms_set_qualifier (TodokuEditTerms *self,
                                 TodokuEditTerm *term,
                                 TodokuSpfQualifier qualifier,
                                 char *why)
{
  const char sign[] = { qualifier != TODOKU_SPF_QUALIFIER_PASS ? (char) qualifier : '\0', '\0' };
  g_autofree char *text = g_strconcat (sign, term->text + term->term->has_qualifier, NULL);

  todoku_edit_terms_replace (self, term, text, why);
}

// Two records that judge the same sender differently: the kinder judgement stays, so that no mail
// that got through so far is stopped. It is the other record's, also where terms are put in order.
void
todoku_edit_terms_merge_qualifiers (TodokuEditTerms *self,
                                    TodokuEditTerm *first,
                                    const TodokuEditTerm *second)
{
  if (first->source == second->source || get_permissiveness (second) <= get_permissiveness (first))
    return;

  todoku_edit_terms_set_qualifier (
    self, first, second->term->qualifier,
    // Translators: the argument is a term of the record.
    g_strdup_printf (
      _ (
        "Another record said “%s”. The less strict of the two stays, so that no email is stopped."),
      second->text));
  first->source = second->source;
}

// Whether its own record says something about some of those whom @term lets in before it does.
static gboolean
is_behind_refusal (TodokuEditTerms *self, const TodokuEditTerm *term)
{
  todoku_list_foreach (const TodokuEditTerm, other, self->list)
    {
      if (other == term)
        break;
      if (other->source == term->source && todoku_edit_term_refuses (other))
        return TRUE;
    }

  return FALSE;
}

static void
remove_duplicates (TodokuEditTerms *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  todoku_list_foreach (TodokuEditTerm, term, self->list)
    {
      TodokuEditTerm *first = g_hash_table_lookup (seen, term->key);

      if (term->term == NULL || term->term->kind == TODOKU_SPF_TERM_ALL
          || !todoku_edit_term_is_live (term))
        continue;
      if (first == NULL)
        {
          g_hash_table_insert (seen, g_strdup (term->key), term);
          continue;
        }
      todoku_edit_terms_merge_qualifiers (self, first, term);
      // Where terms are put in order it is that of the record that lets in more of them.
      if (first->source != term->source && is_behind_refusal (self, first)
          && !is_behind_refusal (self, term))
        first->source = term->source;
      term->is_spare = term->op == TODOKU_DIFF_KEEP;
      todoku_edit_term_remove (term,
                               // Translators: the argument is a term of the record.
                               g_strdup_printf (_ ("“%s” already appears earlier; once is enough."),
                                                first->text));
    }
}

// The first term that matches decides (RFC 7208 4.6.2): what stood in a record of its own would
// now be behind the refusals of another, so it moves to the front of the first of them.
static void
order_merged (TodokuEditTerms *self)
{
  guint target = 0;
  int source;

  while (target < self->list->len
         && !todoku_edit_term_refuses (todoku_edit_terms_get (self, target)))
    target++;
  if (target == self->list->len)
    return;

  source = todoku_edit_terms_get (self, target)->source;
  for (guint i = target + 1; i < self->list->len; i++)
    {
      const TodokuEditTerm *term = todoku_edit_terms_get (self, i);

      if (todoku_edit_term_lets_in (term) && term->source >= 0 && term->source != source)
        todoku_edit_terms_move (self, i, target++);
    }
}

// A modifier may stand only once (RFC 7208 6).
static void
merge_explanations (TodokuEditTerms *self)
{
  int kept = -1;

  for (guint i = 0; i < self->list->len; i++)
    {
      TodokuEditTerm *term = todoku_edit_terms_get (self, i);

      if (!todoku_edit_term_has_kind (term, TODOKU_SPF_TERM_EXP))
        continue;
      if (kept >= 0)
        todoku_edit_term_remove (term, g_strdup (_ ("exp= may appear only once.")));
      else
        kept = (int) i;
    }
  if (kept >= 0 && self->n_sources > 1)
    todoku_edit_terms_move (self, (guint) kept, self->list->len);
}

void
todoku_edit_terms_merge (TodokuEditTerms *self)
{
  remove_duplicates (self);
  order_merged (self);
  merge_explanations (self);
}
