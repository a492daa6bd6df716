// SPDX-License-Identifier: GPL-3.0-or-later

// What terms that cannot be read, or that lead nowhere, were meant to be, as far as the DNS shows.

#include "checkup/edit-private.h"

#include "base/distance.h"
#include "base/finding.h"
#include "dns/name.h"
#include "dns/suffix.h"
#include "spf/macro.h"
#include "spf/repair.h"
#include "spf/suggest.h"

#include <string.h>

// A record with more of them is no slip.
#define TERMS_MAX 10

// More are no help to whoever is asked.
#define LISTS_MAX 3

// A shorter name is like too many others.
#define LABEL_MIN 4

typedef struct
{
  const TodokuCollected *collected;
  TodokuEditInput *input;
  gboolean *complete;
} Search;

// ---------------------------------------------------------------------------------------------
// Names that are like one that is known

// The label that was registered, as "sendgrid" of spf.sendgrid.net.
static char *
get_label (const char *name)
{
  const char *registrable = todoku_suffix_get_registrable (name);

  return registrable != NULL ? g_strndup (registrable, strcspn (registrable, ".")) : NULL;
}

// Whether somebody who means @b may write @a: another ending, something before it, or a slip.
static gboolean
is_like (const char *a, const char *b)
{
  g_autofree char *label = get_label (a);
  g_autofree char *other = get_label (b);

  if (label == NULL || other == NULL || strlen (label) < LABEL_MIN || g_str_equal (a, b))
    return FALSE;

  return g_str_equal (label, other) || todoku_text_get_distance (label, other) == 1;
}

static void
add_if_like (GPtrArray *lists, const char *name, const TodokuSpfTerm *term)
{
  if (term == NULL || term->error != NULL || term->kind != TODOKU_SPF_TERM_INCLUDE
      || lists->len == LISTS_MAX || !is_like (name, term->value))
    return;
  if (!g_ptr_array_find_with_equal_func (lists, term->text, g_str_equal, NULL))
    g_ptr_array_add (lists, g_strdup (term->text));
}

static void
add_lists_of_text (GPtrArray *lists, const char *name, const char *text)
{
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (text, -1);

  for (guint i = 0; i < todoku_spf_record_get_n_terms (record); i++)
    add_if_like (lists, name, todoku_spf_record_get_term (record, i));
}

// The lists of companies and services whose names are like @name.
static char **
list_like (const TodokuCatalog *catalog, const char *name)
{
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < catalog->senders->len; i++)
    {
      const TodokuSender *sender = g_ptr_array_index (catalog->senders, i);
      g_autofree char *text = g_strconcat ("v=spf1 ", sender->term, NULL);

      add_lists_of_text (lists, name, text);
    }
  for (guint i = 0; i < catalog->hosts->len; i++)
    {
      const TodokuMailHost *host = g_ptr_array_index (catalog->hosts, i);

      if (host->spf != NULL)
        add_lists_of_text (lists, name, host->spf);
    }
  g_ptr_array_add (lists, NULL);
  g_ptr_array_set_free_func (lists, NULL);

  return (char **) g_ptr_array_steal (lists, NULL);
}

// What the person's companies need under a name with the same end: that is what sv***.xserver.jp
// of a manual stands for.
static char **
list_wanted_like (const TodokuCollected *collected, const char *text)
{
  const char *colon = strchr (text, ':');
  const char *suffix = colon != NULL ? strchr (colon, '.') : NULL;
  g_autoptr (GStrvBuilder) terms = g_strv_builder_new ();
  guint n = 0;

  for (guint i = 0; suffix != NULL && i < collected->wanted->len; i++)
    {
      GPtrArray *wanted = ((TodokuWanted *) collected->wanted->pdata[i])->terms;

      for (guint j = 0; j < wanted->len; j++)
        {
          const TodokuSpfTerm *term = g_ptr_array_index (wanted, j);

          if (term->value == NULL || g_strcmp0 (strchr (term->value, '.'), suffix) != 0)
            continue;
          g_strv_builder_add (terms, term->text + term->has_qualifier);
          n++;
        }
    }

  return n > 0 ? g_strv_builder_end (terms) : NULL;
}

// ---------------------------------------------------------------------------------------------
// Term by term

static gboolean
is_unwanted (Search *self, const TodokuSpfTerm *term)
{
  GPtrArray *unwanted = self->input->unwanted;
  const char *text = term->text + term->has_qualifier;

  return unwanted != NULL
         && (g_ptr_array_find_with_equal_func (unwanted, text, g_str_equal, NULL)
             || g_ptr_array_find_with_equal_func (unwanted, term->text, g_str_equal, NULL));
}

// A list that is not there, under a name like that of one that is.
static void
find_list_like (Search *self, const TodokuSpfTerm *term)
{
  g_autofree char *name = todoku_dns_name_normalize (term->value);
  g_auto (GStrv) lists = list_like (self->collected->catalog, name);
  g_auto (GStrv) there =
    todoku_spf_filter_by_dns (self->collected->facts, "", lists, self->complete);

  if (there != NULL)
    g_hash_table_insert (self->input->readings, g_strdup (term->text), g_steal_pointer (&there));
}

static void
find_reading (Search *self, const TodokuSpfTreeTerm *node)
{
  g_auto (GStrv) readings = NULL;

  if ((node->state != TODOKU_SPF_TREE_NO_RECORD && node->state != TODOKU_SPF_TREE_VOID)
      || is_unwanted (self, node->term))
    return;

  readings = todoku_spf_suggest_by_dns (self->collected->facts, self->collected->domain,
                                        node->term->text, self->complete);
  if (readings != NULL)
    g_hash_table_insert (self->input->meant, g_strdup (node->term->text), g_strdup (readings[0]));
  else if (node->term->kind == TODOKU_SPF_TERM_INCLUDE && *self->complete
           && todoku_spf_macro_is_constant (node->term->value))
    find_list_like (self, node->term);
}

void
todoku_edit_find_readings (const TodokuCollected *collected,
                           TodokuEditInput *input,
                           const TodokuEdit *edit,
                           const TodokuSpfTree *tree,
                           gboolean *complete)
{
  Search self = { .collected = collected, .input = input, .complete = complete };

  for (guint i = 0; i < MIN (edit->questions->len, TERMS_MAX); i++)
    {
      const TodokuFinding *question = g_ptr_array_index (edit->questions, i);
      char **readings =
        todoku_spf_suggest_by_dns (collected->facts, collected->domain, question->term, complete);

      if (readings == NULL)
        readings = list_wanted_like (collected, question->term);
      if (readings != NULL)
        g_hash_table_insert (input->readings, g_strdup (question->term), readings);
    }
  for (guint i = 0; i < tree->terms->len; i++)
    find_reading (&self, g_ptr_array_index (tree->terms, i));
}
