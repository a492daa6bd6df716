// SPDX-License-Identifier: GPL-3.0-or-later

// What must be let in, tried with the facts: the record is put together as often as it takes until
// all pass who are to.

#include "checkup/edit.h"

#include "base/finding.h"
#include "checkup/edit-private.h"
#include "checkup/term.h"
#include "config.h"
#include "dns/name.h"
#include "spf/record.h"
#include "spf/repair.h"

#include <glib/gi18n-lib.h>

static gboolean
add_keys (GHashTable *keys, GHashTable *more)
{
  GHashTableIter iter;
  gpointer key;
  gboolean added = FALSE;

  g_hash_table_iter_init (&iter, more);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    added |= g_hash_table_add (keys, g_strdup (key));

  return added;
}

static gpointer
copy_wanted (gconstpointer data, gpointer user_data G_GNUC_UNUSED)
{
  const TodokuWanted *wanted = data;

  return todoku_wanted_new (todoku_spf_record_get_text (wanted->record), wanted->name);
}

static void
run_init (TodokuEditRun *self, const TodokuCollected *collected)
{
  gboolean is_misplaced = collected->misplaced->len > 0;

  *self = (TodokuEditRun){
    .collected = collected,
    .input = {
      .domain = collected->domain,
      .published = is_misplaced ? collected->misplaced : collected->published,
      .places = is_misplaced ? collected->misplaced_at : NULL,
      .wanted = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_wanted_free),
      .unwanted = collected->options->unwanted,
      .answers = collected->options->answers,
      .front = todoku_edit_keys_new (),
      .meant = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
      .readings =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev),
      .broken = g_ptr_array_new_with_free_func (g_free),
      .empty = g_ptr_array_new_with_free_func (g_free),
      .covered = g_ptr_array_new_with_free_func (g_free),
    },
    .complete = TRUE,
  };
  g_ptr_array_extend (self->input.wanted, collected->wanted, copy_wanted, NULL);
}

static void
run_clear (TodokuEditRun *self)
{
  g_ptr_array_unref (self->input.wanted);
  g_clear_pointer (&self->input.needed, g_hash_table_unref);
  g_hash_table_unref (self->input.front);
  g_hash_table_unref (self->input.meant);
  g_hash_table_unref (self->input.readings);
  g_ptr_array_unref (self->input.broken);
  g_ptr_array_unref (self->input.empty);
  g_ptr_array_unref (self->input.covered);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TodokuEditRun, run_clear)

// ---------------------------------------------------------------------------------------------
// What terms lead to

// Whether what @node leads to was meant as an SPF record: its owner may mend it.
static gboolean
was_meant_as_record (TodokuEditRun *self, const TodokuSpfTreeTerm *node)
{
  TodokuDnsAnswer *txt =
    todoku_dns_facts_peek (self->collected->facts, node->term->value, TODOKU_DNS_TYPE_TXT);

  todoku_dns_answer_foreach (txt, record)
    {
      gsize length;
      const char *text = todoku_dns_record_get_text (record, &length);

      if (todoku_spf_text_resembles_record (text, length))
        return TRUE;
    }

  return FALSE;
}

// Whether the person may mend what @node leads to herself, as below the own domain, or its owner.
static gboolean
may_be_repaired (TodokuEditRun *self, const TodokuSpfTreeTerm *node)
{
  return node->state == TODOKU_SPF_TREE_NO_RECORD
         && (todoku_dns_name_is_within (node->term->value, self->collected->domain)
             || was_meant_as_record (self, node));
}

// Adds to @terms those of the record that stand as one of @states, as they are found again by
// meaning, whatever their qualifier.
static void
collect_terms (TodokuEditRun *self, GPtrArray *terms, TodokuSpfTree *tree, guint states)
{
  todoku_list_foreach (const TodokuSpfTreeTerm, node, tree->terms)
    if (states & 1u << node->state && !may_be_repaired (self, node))
      g_ptr_array_add (terms, g_strdup (node->term->text + node->term->has_qualifier));
}

// What the record of @tree gives to whom nothing in it names, as "-all", or "~all" for all that is
// less strict; NULL where that is not known.
static const char *
find_end (const TodokuSpfTree *tree)
{
  const TodokuSpfTerm *all = todoku_spf_record_find (tree->record, TODOKU_SPF_TERM_ALL);

  if (all != NULL)
    return all->qualifier == TODOKU_SPF_QUALIFIER_FAIL ? "-all" : "~all";
  todoku_list_foreach (const TodokuSpfTreeTerm, node, tree->terms)
    if (node->term->kind == TODOKU_SPF_TERM_REDIRECT)
      return node->child != NULL ? find_end (node->child) : NULL;

  return "~all";
}

// The least strict of the published records'.
static const char *
find_common_end (TodokuEditRun *self)
{
  const char *common = NULL;

  for (char **text = self->collected->repaired; *text != NULL; text++)
    {
      g_autoptr (TodokuSpfTree) tree = todoku_edit_run_build_tree (self, *text);
      const char *end = find_end (tree);

      if (text == self->collected->repaired || g_strcmp0 (end, "~all") == 0
          || (end == NULL && g_strcmp0 (common, "-all") == 0))
        common = end;
    }

  return common;
}

// ---------------------------------------------------------------------------------------------
// From try to try

// What is published, put in order, and without anything added: who passes with it needs nothing.
static void
find_needed (TodokuEditRun *self)
{
  g_autoptr (TodokuEdit) base = NULL;
  g_autoptr (GHashTable) needed = todoku_edit_keys_new ();

  self->input.needed = todoku_edit_keys_new ();
  base = todoku_edit_compose (&self->input);
  todoku_edit_run_find_uncovered (self, base, needed);
  todoku_edit_run_want_half_named (self, base, needed);
  g_hash_table_unref (self->input.needed);
  self->input.needed = g_steal_pointer (&needed);
}

static gboolean
is_over_a_limit (TodokuEditRun *self, const char *text)
{
  g_autoptr (TodokuSpfTree) tree = todoku_edit_run_build_tree (self, text);

  return todoku_spf_tree_is_over_a_limit (tree);
}

// What is added at the end may stand behind what refuses it, or behind what makes the evaluation
// fail before it comes to it: then it goes to the front, and there it may be in the way of others.
// Over a limit no order helps: whatever is then at the end comes too late.
static TodokuEdit *
compose_additions (TodokuEditRun *self)
{
  while (TRUE)
    {
      g_autoptr (TodokuEdit) edit = todoku_edit_compose (&self->input);
      g_autoptr (GHashTable) uncovered = todoku_edit_keys_new ();
      g_autoptr (GHashTable) late = todoku_edit_keys_new ();

      if (self->input.published->len == 0
          || is_over_a_limit (self, todoku_edit_get_outcome (edit, self->collected)))
        return g_steal_pointer (&edit);

      todoku_edit_run_find_uncovered (self, edit, uncovered);
      todoku_edit_run_want_late_terms (self, edit, late);
      add_keys (self->input.needed, late);
      if (!(add_keys (self->input.front, uncovered) | add_keys (self->input.front, late)))
        return g_steal_pointer (&edit);
    }
}

// Over a limit, what the help page of a company prints and others of its terms cover already is
// not added.
static void
drop_covered_additions (TodokuEditRun *self)
{
  g_autoptr (GList) keys = g_hash_table_get_keys (self->input.needed);

  for (const GList *l = keys; l != NULL; l = l->next)
    {
      g_autofree char *key = g_strdup (l->data);
      g_autoptr (TodokuEdit) edit = NULL;
      g_autoptr (GHashTable) uncovered = todoku_edit_keys_new ();

      g_hash_table_remove (self->input.needed, key);
      edit = todoku_edit_compose (&self->input);
      todoku_edit_run_find_uncovered (self, edit, uncovered);
      if (g_hash_table_size (uncovered) > 0)
        g_hash_table_add (self->input.needed, g_steal_pointer (&key));
    }
}

// A longer one is nobody's who can be helped by that.
#define COVERED_TERMS_MAX 40

// A redirect= to the list of @term goes with it.
static TodokuSpfRecord *
record_without (TodokuSpfRecord *record, const TodokuSpfTerm *term)
{
  g_autoptr (GString) text = g_string_new ("v=spf1");

  todoku_spf_record_foreach (record, other)
    if (!g_str_equal (other->text, term->text)
        && (other->kind != TODOKU_SPF_TERM_REDIRECT || !todoku_spf_term_is_list (term)
            || !todoku_dns_name_equal (other->value, term->value)))
      g_string_append_printf (text, " %s", other->text);

  return todoku_spf_record_parse (text->str, -1);
}

static gboolean
may_be_covered (TodokuEditRun *self, const TodokuSpfTerm *term, gboolean is_wanted)
{
  return (term->kind == TODOKU_SPF_TERM_A || term->kind == TODOKU_SPF_TERM_MX
          || term->kind == TODOKU_SPF_TERM_INCLUDE)
         && term->qualifier == TODOKU_SPF_QUALIFIER_PASS
         && todoku_collected_wants (self->collected, term) == is_wanted;
}

// Of two that cover each other the person's own servers go, not a list that somebody keeps; in
// whichever order the record has them.
static int
compare_terms (gconstpointer a, gconstpointer b)
{
  const TodokuSpfTerm *const *first = a;
  const TodokuSpfTerm *const *second = b;
  int order = todoku_spf_term_is_list (*first) - todoku_spf_term_is_list (*second);

  return order != 0 ? order : g_ascii_strcasecmp ((*first)->text, (*second)->text);
}

// Takes terms whose servers all pass by others out of @record, until it is within the limits.
// Returns: whether it is
static gboolean
drop_covered (TodokuEditRun *self, TodokuSpfRecord **record, gboolean is_wanted)
{
  g_autoptr (TodokuSpfRecord) whole = todoku_spf_record_ref (*record);
  g_autoptr (GPtrArray) terms = g_ptr_array_new ();

  todoku_spf_record_foreach (whole, term)
    if (may_be_covered (self, term, is_wanted))
      g_ptr_array_add (terms, (gpointer) term);
  g_ptr_array_sort (terms, compare_terms);
  todoku_list_foreach (const TodokuSpfTerm, term, terms)
    {
      g_autoptr (TodokuSpfRecord) rest = record_without (*record, term);

      if (!todoku_edit_run_covers (self, rest, term))
        continue;
      g_ptr_array_add (self->input.covered, g_strdup (term->text + term->has_qualifier));
      todoku_spf_record_unref (*record);
      *record = g_steal_pointer (&rest);
      if (!is_over_a_limit (self, todoku_spf_record_get_text (*record)))
        return TRUE;
    }

  return FALSE;
}

// First those that nobody needs, then those that a company prints in its value, and others of it
// cover. If all of them are not enough it is asked what goes, and of everything.
static void
find_covered (TodokuEditRun *self, const TodokuEdit *edit)
{
  g_autoptr (TodokuSpfRecord) record = todoku_edit_run_parse_outcome (self, edit);

  if (todoku_spf_record_get_n_terms (record) <= COVERED_TERMS_MAX
      && !drop_covered (self, &record, FALSE) && !drop_covered (self, &record, TRUE))
    g_ptr_array_set_size (self->input.covered, 0);
}

static TodokuEdit *
compose_within_limits (TodokuEditRun *self)
{
  g_autoptr (TodokuEdit) edit = compose_additions (self);

  if (!is_over_a_limit (self, todoku_edit_get_outcome (edit, self->collected)))
    return g_steal_pointer (&edit);

  find_covered (self, edit);

  return self->input.covered->len > 0 ? compose_additions (self) : g_steal_pointer (&edit);
}

// Composes, looks at what the outcome needs from the DNS, and composes again without what cannot
// work and, over a limit, without what matches nobody. Lists that are not there let nobody in, and
// every evaluation that comes to them fails; one that is there and broken may be mended by its
// owner: that is asked.
static TodokuEdit *
compose_with_facts (TodokuEditRun *self)
{
  g_autoptr (TodokuEdit) first = NULL;
  g_autoptr (TodokuEdit) edit = NULL;
  g_autoptr (TodokuSpfTree) tree = NULL;
  g_autoptr (TodokuSpfTree) outcome = NULL;

  self->input.end = find_common_end (self);
  first = todoku_edit_compose (&self->input);
  if (todoku_edit_get_outcome (first, self->collected) == NULL)
    return g_steal_pointer (&first);

  tree = todoku_edit_run_build_tree (self, todoku_edit_get_outcome (first, self->collected));
  todoku_edit_find_readings (self->collected, &self->input, first, tree, &self->complete);
  collect_terms (self, self->input.broken, tree,
                 1u << TODOKU_SPF_TREE_NO_RECORD | 1u << TODOKU_SPF_TREE_LOOP);
  if (self->input.published->len > 0)
    find_needed (self);
  edit = compose_additions (self);
  if (todoku_edit_get_outcome (edit, self->collected) == NULL)
    return g_steal_pointer (&edit);

  outcome = todoku_edit_run_build_tree (self, todoku_edit_get_outcome (edit, self->collected));
  if (!todoku_spf_tree_is_over_a_limit (outcome))
    return g_steal_pointer (&edit);

  collect_terms (self, self->input.empty, outcome, 1u << TODOKU_SPF_TREE_VOID);
  if (self->input.needed != NULL)
    drop_covered_additions (self);

  return compose_within_limits (self);
}

// While a part of a company's value is missing, any proposal would be the wrong one.
static gboolean
can_be_edited (const TodokuCollected *collected)
{
  return collected->txt != NULL && !todoku_dns_status_is_failure (collected->status)
         && collected->status != TODOKU_DNS_STATUS_NX_DOMAIN && collected->alias == NULL
         && collected->mail.missing == NULL && collected->web.missing == NULL;
}

static TodokuEdit *
edit_new_empty (void)
{
  TodokuEdit *edit = g_new0 (TodokuEdit, 1);

  edit->entries = g_ptr_array_new ();
  edit->questions = g_ptr_array_new ();

  return edit;
}

// What stands at www may be meant for the domain, or not.
static void
ask_about_unsure (TodokuEdit *edit, const TodokuCollected *collected)
{
  const char *const options[] = { collected->doubtful, NULL };

  if (todoku_collected_is_unsure (collected))
    g_ptr_array_add (edit->questions,
                     todoku_finding_new_question (
                       "unclear-term", collected->doubtful_at, -1,
                       // Translators: all arguments are domain names.
                       g_strdup_printf (_ ("There is an SPF record at %1$s, which counts for email "
                                           "from %1$s alone. Was it meant for %2$s?"),
                                        collected->doubtful_at, collected->domain),
                       g_strdupv ((char **) options)));
}

// A form on the website sends, too: as long as nobody says so, it is at least not refused.
static gboolean
others_may_send (const TodokuCollected *collected)
{
  const TodokuMailHost *host = collected->mail.host;

  todoku_list_foreach (const TodokuDetection, detection, collected->web.detections)
    if (host != NULL && !todoku_mail_host_is_akin (host, detection->host)
        && !(collected->web_is_sender && detection->host == collected->web.host))
      return TRUE;

  return FALSE;
}

// Where the panel of the mail host alone writes the record, "-all" is its choice for no email.
static gboolean
is_switched_off (const TodokuCollected *collected)
{
  const TodokuMailHost *host = collected->mail.host;
  const TodokuDnsProvider *provider = collected->dns_provider;

  return host != NULL && provider != NULL && !provider->editable && !host->switch_is_preset
         && g_strcmp0 (host->dns_provider, provider->id) == 0 && collected->published->len == 1
         && todoku_term_is_all_that_refuses (g_ptr_array_index (collected->published, 0));
}

TodokuEdit *
todoku_edit_new (const TodokuCollected *collected, gboolean *complete)
{
  g_auto (TodokuEditRun) self;
  TodokuSpfTree *current = NULL;
  TodokuEdit *edit;

  run_init (&self, collected);
  if (collected->published->len > 0)
    current = todoku_edit_run_build_tree (&self, g_ptr_array_index (collected->published, 0));
  self.input.keeps_spare = current != NULL && !todoku_spf_tree_is_over_a_limit (current);
  self.input.others_may_send = others_may_send (collected);
  self.input.is_switched_off = is_switched_off (collected);
  edit = can_be_edited (collected) ? compose_with_facts (&self) : edit_new_empty ();
  edit->current_tree = current;
  ask_about_unsure (edit, collected);
  if (edit->proposed != NULL)
    edit->proposed_tree = todoku_edit_run_build_tree (&self, edit->proposed);
  todoku_list_foreach (TodokuDiffEntry, entry, edit->entries)
    entry->meaning = todoku_term_explain_text (collected->catalog, entry->term, collected->domain);
  *complete = self.complete;

  return edit;
}

void
todoku_edit_free (TodokuEdit *edit)
{
  g_free (edit->proposed);
  g_ptr_array_unref (edit->entries);
  g_ptr_array_unref (edit->questions);
  g_clear_pointer (&edit->current_tree, todoku_spf_tree_free);
  g_clear_pointer (&edit->proposed_tree, todoku_spf_tree_free);
  g_free (edit);
}

const char *
todoku_edit_get_outcome (const TodokuEdit *edit, const TodokuCollected *collected)
{
  if (edit->proposed != NULL)
    return edit->proposed;

  return collected->published->len > 0 ? g_ptr_array_index (collected->published, 0) : NULL;
}

const TodokuSpfTree *
todoku_edit_get_tree (const TodokuEdit *edit)
{
  return edit->proposed_tree != NULL ? edit->proposed_tree : edit->current_tree;
}
