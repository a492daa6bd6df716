// SPDX-License-Identifier: GPL-3.0-or-later

// What is published and what is wanted, put together into one record.

#include "checkup/edit-private.h"

#include "base/finding.h"
#include "checkup/term.h"
#include "config.h"
#include "dns/name.h"

#include <glib/gi18n-lib.h>

// ---------------------------------------------------------------------------------------------
// The end: all, and what stands behind it

// The index of the `all` that ends the published record @source, or -1.
static int
find_end_of_source (TodokuEditTerms *self, int source)
{
  for (guint i = 0; i < self->list->len; i++)
    if (todoku_edit_term_has_kind (todoku_edit_terms_get (self, i), TODOKU_SPF_TERM_ALL)
        && todoku_edit_terms_get (self, i)->source == source)
      return (int) i;

  return -1;
}

static int
find_end (TodokuEditTerms *self)
{
  int end = -1;

  for (int source = 0; source < self->n_sources && end < 0; source++)
    end = find_end_of_source (self, source);

  return end;
}

// What stands behind `all` in the same record was never reached, though it was surely meant to be.
// It is marked as changed here: the end goes behind it.
static void
revive_unreached (TodokuEditTerms *self)
{
  g_autofree int *ends = g_new (int, self->n_sources + 1);

  for (int source = 0; source < self->n_sources; source++)
    ends[source] = find_end_of_source (self, source);

  for (guint i = 0; i < self->list->len; i++)
    {
      TodokuEditTerm *term = todoku_edit_terms_get (self, i);
      int end = ends[term->source];

      if (end >= 0 && (guint) end < i && todoku_edit_term_is_mechanism (term))
        todoku_edit_term_mark_changed (
          term,
          // Translators: the argument is the term that ends the record, as ~all.
          g_strdup_printf (_ (
                             "It came after “%s” and had no effect there. It was moved before it."),
                           todoku_edit_terms_get (self, (guint) end)->text));
    }
}

// Of several records the kinder end stays, as for every other rule; also that of a list that one is
// redirected to, or of one without any.
static void
merge_ends (TodokuEditTerms *self, TodokuEditTerm *end)
{
  for (int source = 0;
       source < self->n_sources && end->term->qualifier == TODOKU_SPF_QUALIFIER_FAIL; source++)
    {
      int other = find_end_of_source (self, source);

      if (other >= 0)
        todoku_edit_terms_merge_qualifiers (self, end, todoku_edit_terms_get (self, (guint) other));
      else if (g_strcmp0 (self->input->end, "~all") == 0)
        todoku_edit_terms_set_qualifier (
          self, end, TODOKU_SPF_QUALIFIER_SOFTFAIL,
          g_strdup (_ ("Another record is less strict with email from elsewhere. The "
                       "less strict of the two stays, so that no email is stopped.")));
    }
}

// Whether each of those who are to be let in prints a value that refuses all others, and nobody
// else is seen.
static gboolean
all_end_in_fail (TodokuEditTerms *self)
{
  if (self->input->others_may_send)
    return FALSE;
  todoku_list_foreach (const TodokuWanted, wanted, self->input->wanted)
    {
      const TodokuSpfTerm *all = todoku_spf_record_find (wanted->record, TODOKU_SPF_TERM_ALL);

      if (all == NULL || all->qualifier != TODOKU_SPF_QUALIFIER_FAIL)
        return FALSE;
    }

  return self->input->wanted->len > 0;
}

// Whether the person says that nobody sends, and no part of the record says otherwise.
static gboolean
nobody_sends (TodokuEditTerms *self)
{
  todoku_list_foreach (const TodokuEditTerm, term, self->list)
    if (todoku_edit_term_is_mechanism (term))
      return FALSE;

  return all_end_in_fail (self);
}

// +all and ?all let everybody send in the person's name.
static void
close_open_end (TodokuEditTerms *self, TodokuEditTerm *end)
{
  gboolean is_strict = nobody_sends (self);
  const char *reason;

  if (end->term->qualifier == TODOKU_SPF_QUALIFIER_PASS)
    reason = _ ("“+all” lets anybody in the world send email in your name. “~all” marks such email "
                "as suspicious.");
  else if (end->term->qualifier == TODOKU_SPF_QUALIFIER_NEUTRAL)
    reason = _ ("“?all” says nothing about email from elsewhere, so the record protects nothing. "
                "“~all” marks such email as suspicious.");
  else
    return;

  if (is_strict)
    reason = _ ("“-all” says that no email is sent with this domain.");
  // What was mended in it, or that it is another record's, stays told.
  todoku_edit_terms_set_qualifier (
    self, end, is_strict ? TODOKU_SPF_QUALIFIER_FAIL : TODOKU_SPF_QUALIFIER_SOFTFAIL,
    end->why != NULL ? g_strdup_printf ("%s %s", end->why, reason) : g_strdup (reason));
}

static void
take_end_of_switch (TodokuEditTerms *self, TodokuEditTerm *end)
{
  const TodokuWanted *own =
    self->input->wanted->len > 0 ? g_ptr_array_index (self->input->wanted, 0) : NULL;
  const TodokuSpfTerm *all =
    own != NULL ? todoku_spf_record_find (own->record, TODOKU_SPF_TERM_ALL) : NULL;

  if (self->input->is_switched_off && all != NULL && all->qualifier != end->term->qualifier)
    todoku_edit_terms_set_qualifier (self, end, all->qualifier,
                                     g_strdup (_ ("The control panel writes this end.")));
}

// Leaves one `all`, neither + nor ?, behind the last mechanism.
static void
keep_one_end (TodokuEditTerms *self)
{
  int chosen = find_end (self);
  TodokuEditTerm *end;
  guint target;

  if (chosen < 0)
    return;

  end = todoku_edit_terms_get (self, (guint) chosen);
  merge_ends (self, end);
  close_open_end (self, end);
  take_end_of_switch (self, end);
  todoku_list_foreach (TodokuEditTerm, other, self->list)
    {
      if (other == end || !todoku_edit_term_has_kind (other, TODOKU_SPF_TERM_ALL))
        continue;
      other->is_spare = other->op == TODOKU_DIFF_KEEP;
      todoku_edit_term_remove (
        other,
        // Translators: the argument is the term that ends the record, as ~all.
        g_strdup_printf (_ ("A record has only one end; “%s” stays."), end->text));
    }

  target = todoku_edit_terms_get_mechanisms_end (self);
  if (target > (guint) chosen)
    todoku_edit_terms_move (self, (guint) chosen, target);
}

// ---------------------------------------------------------------------------------------------
// redirect=, which has to become an include once anything is added

// A redirect has an effect only in a record without all (RFC 7208 6.1).
static gboolean
is_used_redirect (TodokuEditTerms *self, const TodokuEditTerm *term)
{
  return todoku_edit_term_has_kind (term, TODOKU_SPF_TERM_REDIRECT)
         && find_end_of_source (self, term->source) < 0;
}

static guint
count_used_redirects (TodokuEditTerms *self)
{
  guint n_used = 0;

  todoku_list_foreach (const TodokuEditTerm, term, self->list)
    n_used += is_used_redirect (self, term);

  return n_used;
}

// The key of a redirect= is that of the include it may become.
static char *
get_key_of_text (TodokuEditTerms *self, const char *text)
{
  g_autoptr (TodokuSpfRecord) record = todoku_edit_parse_term (text);
  const TodokuSpfTerm *term = todoku_spf_record_get_only_term (record);
  g_autofree char *include = NULL;

  if (term == NULL)
    return g_strdup (text);
  if (term->kind != TODOKU_SPF_TERM_REDIRECT)
    return todoku_spf_term_get_key (term, self->input->domain);

  include = g_strconcat ("include:", term->value, NULL);

  return get_key_of_text (self, include);
}

// Whether @term means @key, or is a redirect= to where an include with @key leads.
static gboolean
leads_where (TodokuEditTerms *self, const TodokuEditTerm *term, const char *key)
{
  g_autofree char *include = NULL;
  g_autofree char *include_key = NULL;

  if (!todoku_edit_term_has_kind (term, TODOKU_SPF_TERM_REDIRECT) || g_str_equal (term->key, key))
    return todoku_edit_term_is_live (term) && g_str_equal (term->key, key);

  include = g_strconcat ("include:", term->term->value, NULL);
  include_key = get_key_of_text (self, include);

  return g_str_equal (include_key, key);
}

// Whether a redirect= that is used leads where an include with @key would.
static gboolean
redirect_covers (TodokuEditTerms *self, const char *key)
{
  todoku_list_foreach (const TodokuEditTerm, term, self->list)
    if (is_used_redirect (self, term) && leads_where (self, term, key))
      return TRUE;

  return FALSE;
}

static void
redirect_to_include (TodokuEditTerms *self, guint index)
{
  TodokuEditTerm *term = todoku_edit_terms_get (self, index);
  g_autofree char *text = g_strconcat ("include:", term->term->value, NULL);
  g_autofree char *key = get_key_of_text (self, text);
  guint target;
  TodokuEditTerm *same = todoku_edit_terms_find (self, key, &target);

  if (same != NULL)
    {
      todoku_edit_terms_merge_qualifiers (self, same, term);
      todoku_edit_term_remove (term,
                               g_strdup (_ ("An include with the same effect is already there.")));
      return;
    }

  todoku_edit_terms_replace (self, term, text,
                             g_strdup (_ ("With redirect= nothing else can be added. “include:” "
                                          "fetches the same list and leaves room for more.")));
  target = todoku_edit_terms_get_mechanisms_end (self);
  if (target > index + 1)
    todoku_edit_terms_move (self, index, target);
}

// redirect= can no longer stand where something was @added, or another record brought its own terms
// or end.
static void
keep_one_redirect (TodokuEditTerms *self, gboolean added)
{
  guint n_used = count_used_redirects (self);

  if (n_used == 0 || (n_used == 1 && !added && self->n_sources <= 1))
    return;

  // Each one moves behind the mechanisms, so that they keep their order.
  for (guint i = 0; i < self->list->len;)
    if (is_used_redirect (self, todoku_edit_terms_get (self, i)))
      redirect_to_include (self, i);
    else
      i++;
}

// ---------------------------------------------------------------------------------------------
// What goes, and what is added

// What was mended may have been meant in another way, so that its leading nowhere shows nothing.
// What had no effect goes without doing anything.
static void
remove_term (TodokuEditTerm *term, gboolean mended_too, const char *why)
{
  // A record has an end, whatever is said.
  if (term->term->kind == TODOKU_SPF_TERM_ALL)
    return;
  if (!mended_too && !term->is_revived && term->op != TODOKU_DIFF_KEEP)
    return;

  term->is_spare = !mended_too && term->is_revived;
  todoku_edit_term_remove (term, g_strdup (why));
}

// Removes every term that means one of @texts, unless the host or a service needs it, and no other
// term stands for it.
static void
remove_terms (TodokuEditTerms *self, GPtrArray *texts, gboolean mended_too, const char *why)
{
  todoku_list_foreach (const char, text, texts)
    {
      g_autofree char *key = get_key_of_text (self, text);
      gboolean is_refusal = *text == '-' || *text == '~' || *text == '?';

      if (texts != self->input->covered
          && todoku_wanted_has_key (self->input->wanted, key, self->input->domain))
        continue;
      todoku_list_foreach (TodokuEditTerm, term, self->list)
        if (term->term != NULL && leads_where (self, term, key)
            && (!is_refusal || todoku_edit_term_refuses (term)))
          remove_term (term, mended_too, why);
    }
}

static char *
explain_wanted (const TodokuWanted *wanted, const char *domain)
{
  if (wanted->name == NULL)
    return g_strdup (_ ("You said that it is needed."));
  if (todoku_dns_name_is_within (wanted->name, domain))
    // Translators: the argument is a domain name, as www.shop.example.
    return g_strdup_printf (_ ("Email is sent from the server of %s, too."), wanted->name);

  // Translators: the argument is a company or a service.
  return g_strdup_printf (_ ("%s needs it to send your email."), wanted->name);
}

static gboolean
is_among (GHashTable *keys, const char *key)
{
  return keys != NULL && g_hash_table_contains (keys, key);
}

// Adds @term, lets it in, or puts it in front, where that has to be. Those in front keep their
// order: there are @n_front so far.
static gboolean
add_wanted_term (TodokuEditTerms *self,
                 const TodokuWanted *wanted,
                 const TodokuSpfTerm *parsed,
                 guint *n_front)
{
  g_autofree char *key = todoku_spf_term_get_key (parsed, self->input->domain);
  gboolean is_first = is_among (self->input->front, key);
  gboolean in_front;
  guint place = 0;
  TodokuEditTerm *term;

  if (is_first && redirect_covers (self, key))
    keep_one_redirect (self, TRUE);
  term = todoku_edit_terms_find (self, key, &place);
  // Two of those who are to be let in may need it: it is in front once.
  in_front = is_first && (term == NULL || place >= TODOKU_EDIT_FRONT + *n_front);
  if (self->input->needed != NULL && !is_among (self->input->needed, key))
    return FALSE;
  if (term != NULL && todoku_edit_term_refuses (term))
    todoku_edit_terms_set_qualifier (self, term, TODOKU_SPF_QUALIFIER_PASS,
                                     explain_wanted (wanted, self->input->domain));
  else if (term != NULL && in_front)
    {
      if (term->source >= 0)
        todoku_edit_term_mark_changed (
          term, g_strdup (_ ("It works only before the others, so it was moved there.")));
    }
  else if (term != NULL || redirect_covers (self, key))
    return FALSE;
  else
    {
      place =
        in_front ? TODOKU_EDIT_FRONT + (*n_front)++ : todoku_edit_terms_get_mechanisms_end (self);
      todoku_edit_terms_insert (self, place, wanted->record, parsed,
                                explain_wanted (wanted, self->input->domain));
      return TRUE;
    }
  if (in_front && place > TODOKU_EDIT_FRONT + *n_front)
    todoku_edit_terms_move (self, place, TODOKU_EDIT_FRONT + *n_front);
  *n_front += in_front;

  return TRUE;
}

static gboolean
add_wanted (TodokuEditTerms *self)
{
  gboolean added = FALSE;
  guint n_front = 0;

  todoku_list_foreach (const TodokuWanted, wanted, self->input->wanted)
    todoku_spf_record_foreach (wanted->record, term)
      added |= todoku_term_names_servers (term) && add_wanted_term (self, wanted, term, &n_front);

  return added;
}

// The end of the values themselves where the person had no record at all, or nobody sends, and that
// of what a redirect led to; else ~all.
static const char *
choose_new_end (TodokuEditTerms *self, gboolean had_redirect)
{
  if (had_redirect && self->input->end != NULL)
    return self->input->end;

  return (self->n_sources == 0 && all_end_in_fail (self)) || nobody_sends (self) ? "-all" : "~all";
}

static void
add_missing_end (TodokuEditTerms *self, gboolean had_redirect)
{
  g_autoptr (TodokuSpfRecord) record = NULL;

  if (find_end (self) >= 0 || count_used_redirects (self) > 0)
    return;

  record = todoku_edit_parse_term (choose_new_end (self, had_redirect));
  todoku_edit_terms_insert (self, todoku_edit_terms_get_mechanisms_end (self), record,
                            todoku_spf_record_get_term (record, 0),
                            g_strdup (_ ("It ends the list.")));
}

static void
compose (TodokuEditTerms *self)
{
  gboolean added, had_redirect;

  todoku_list_foreach (const char, text, self->input->published)
    todoku_edit_terms_read (self, text);

  todoku_edit_terms_merge_versions (self);
  remove_terms (
    self, self->input->broken, FALSE,
    _ ("What it leads to has no SPF record that can be used, and receivers stop there with "
       "an error. If you still send email that way, ask that company for its current value."));
  remove_terms (
    self, self->input->empty, FALSE,
    _ ("It leads to no server at all and only uses up lookups, and the record has too many."));
  remove_terms (self, self->input->covered, FALSE,
                _ ("Its servers pass by other parts, too, and the record has too many lookups."));
  remove_terms (self, self->input->unwanted, TRUE, _ ("You said that it is no longer needed."));
  revive_unreached (self);

  // The redirects are judged by the end of their own record, so before the ends become one; those
  // of several records become terms as all others, before these are merged.
  had_redirect = count_used_redirects (self) > 0;
  if (self->n_sources > 1)
    keep_one_redirect (self, FALSE);
  todoku_edit_terms_merge (self);

  added = add_wanted (self);
  keep_one_redirect (self, added);
  keep_one_end (self);
  add_missing_end (self, had_redirect);
  if (self->n_sources == 0)
    todoku_edit_terms_insert (self, 0, NULL, NULL,
                              g_strdup (_ ("Every SPF record starts with it.")));
}

// ---------------------------------------------------------------------------------------------
// The outcome

static gboolean
is_unchanged (TodokuEditTerms *self)
{
  if (self->input->places != NULL)
    return FALSE;

  todoku_list_foreach (const TodokuEditTerm, term, self->list)
    if (term->op != TODOKU_DIFF_KEEP && !(self->input->keeps_spare && term->is_spare))
      return FALSE;

  return self->n_sources <= 1;
}

static void
keep_spare (TodokuEditTerms *self)
{
  todoku_list_foreach (TodokuEditTerm, term, self->list)
    {
      term->op = TODOKU_DIFF_KEEP;
      g_clear_pointer (&term->why, g_free);
      g_free (term->text);
      term->text = g_strdup (term->was);
    }
}

static char *
print (TodokuEditTerms *self)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  todoku_list_foreach (const TodokuEditTerm, term, self->list)
    if (todoku_edit_term_is_live (term))
      g_ptr_array_add (texts, term->text);
  g_ptr_array_add (texts, NULL);

  return g_strjoinv (" ", (char **) texts->pdata);
}

// What stands at another name is new at the domain.
static void
add_misplaced (TodokuEditTerms *self)
{
  if (self->input->places == NULL)
    return;

  todoku_list_foreach (TodokuEditTerm, term, self->list)
    {
      if (term->source < 0 || !todoku_edit_term_is_live (term))
        continue;
      term->op = TODOKU_DIFF_ADD;
      if (term->why == NULL)
        // Translators: the argument is a domain name.
        term->why = g_strdup_printf (_ ("It is in a record at %s that receivers do not read."),
                                     (char *) self->input->places->pdata[term->source]);
    }
}

static GPtrArray *
list_entries (TodokuEditTerms *self)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_diff_entry_free);

  todoku_list_foreach (const TodokuEditTerm, term, self->list)
    {
      const char *text =
        todoku_edit_term_is_live (term) || term->was == NULL ? term->text : term->was;
      const char *was = term->op == TODOKU_DIFF_CHANGE ? term->was : NULL;
      TodokuDiffEntry *entry = todoku_diff_entry_new (term->op, text, was, term->why);

      if (self->n_sources > 1 && self->input->places == NULL)
        entry->record = (guint) (term->source + 1);
      g_ptr_array_add (entries, entry);
    }

  return entries;
}

TodokuEdit *
todoku_edit_compose (const TodokuEditInput *input)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (todoku_edit_term_free);
  TodokuEdit *edit = g_new0 (TodokuEdit, 1);
  TodokuEditTerms terms = {
    .input = input,
    .list = list,
    .questions = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_finding_unref),
  };

  if (input->published->len + input->wanted->len > 0)
    compose (&terms);
  add_misplaced (&terms);
  if (!is_unchanged (&terms))
    edit->proposed = print (&terms);
  else
    keep_spare (&terms);
  edit->entries = list_entries (&terms);
  edit->questions = terms.questions;

  return edit;
}
