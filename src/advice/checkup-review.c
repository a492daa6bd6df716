// SPDX-License-Identifier: GPL-3.0-or-later

// What is to be said beside the proposal: limits, what the terms lead to, earlier hosts, DMARC.

#include "advice/checkup-private.h"

#include "advice/meaning.h"
#include "advice/wording.h"
#include "config.h"
#include "spf/lint.h"
#include "spf/record.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static TodokuSpfTree *
outcome_tree (TodokuReport *report)
{
  return report->proposed_tree != NULL ? report->proposed_tree : report->current_tree;
}

// "include:_spf.example (4), mx (2)": what costs how much, the dearest first.
static char *
list_costs (TodokuSpfTree *tree)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint cost = tree->lookups; cost > 0; cost--)
    for (guint i = 0; i < tree->terms->len; i++)
      {
        const TodokuSpfTreeTerm *node = g_ptr_array_index (tree->terms, i);

        if (node->lookups == cost)
          g_string_append_printf (list, "%s%s (%u)", list->len > 0 ? ", " : "", node->term->text,
                                  cost);
      }

  return g_string_free (g_steal_pointer (&list), FALSE);
}

static void
review_lookups (TodokuCheckup *self)
{
  TodokuReport *report = self->report;
  TodokuSpfTree *tree = outcome_tree (report);
  guint before = report->current_tree != NULL ? report->current_tree->lookups : 0;
  g_autofree char *costs = list_costs (tree);

  if (tree->lookups > TODOKU_SPF_LOOKUPS_MAX)
    todoku_checkup_add_finding (
      self, "too-many-lookups", TODOKU_SEVERITY_ERROR, NULL, -1,
      // Translators: %u is the number of look-ups, %s lists terms with theirs.
      g_strdup_printf (_ ("Checking the record takes %u look-ups, and only 10 are allowed. Remove "
                          "what you no longer use. Look-ups by term: %s"),
                       tree->lookups, costs));
  else if (before > TODOKU_SPF_LOOKUPS_MAX)
    todoku_checkup_add_finding (
      self, "too-many-lookups", TODOKU_SEVERITY_ERROR, NULL, -1,
      // Translators: both are numbers of look-ups.
      g_strdup_printf (_ ("Checking the published record takes %u look-ups, and only 10 are "
                          "allowed. The new one takes %u."),
                       before, tree->lookups));
  else if (tree->lookups >= TODOKU_SPF_LOOKUPS_NEAR)
    todoku_checkup_add_finding (
      self, "near-lookup-limit", TODOKU_SEVERITY_WARNING, NULL, -1,
      // Translators: %u is the number of look-ups, %s lists terms with theirs.
      g_strdup_printf (_ ("Checking the record takes %u of the 10 look-ups that are allowed. "
                          "Look-ups by term: %s"),
                       tree->lookups, costs));
}

static void
review_void_lookups (TodokuCheckup *self)
{
  TodokuSpfTree *tree = outcome_tree (self->report);

  if (tree->void_lookups > TODOKU_SPF_VOID_LOOKUPS_MAX)
    todoku_checkup_add_finding (
      self, "too-many-void-lookups", TODOKU_SEVERITY_ERROR, NULL, -1,
      // Translators: %u is a number of look-ups.
      g_strdup_printf (_ ("%u look-ups lead to nothing, and only 2 such are allowed."),
                       tree->void_lookups));
  else if (tree->void_lookups6 > TODOKU_SPF_VOID_LOOKUPS_MAX)
    todoku_checkup_add_finding (
      self, "void-lookups-ipv6", TODOKU_SEVERITY_NOTE, NULL, -1,
      // Translators: %u is a number of look-ups.
      g_strdup_printf (_ ("For mail sent over IPv6, %u look-ups lead to nothing, and only 2 such "
                          "are allowed. Your mail host's servers decide whether that matters: "
                          "nothing to do for you."),
                       tree->void_lookups6));
}

// What @node leads to is an SPF record that cannot be read.
static gboolean
leads_to_mistake (const TodokuSpfTreeTerm *node)
{
  return node->child != NULL && node->child->state == TODOKU_SPF_TREE_SYNTAX_ERROR;
}

// Says how @node stands, or returns NULL for a term with nothing wrong.
static char *
describe_state (const TodokuSpfTreeTerm *node)
{
  g_autofree char *failure = NULL;

  if (leads_to_mistake (node))
    /* Translators: the first argument is a term of the record, the second are whole sentences. */
    return g_strdup_printf (_ ("“%s” leads to an SPF record with a mistake, which makes the whole "
                               "record fail; tell its owner. %s"),
                            node->term->text,
                            todoku_spf_record_get_error (node->child->record)->message);

  if (node->state != TODOKU_SPF_TREE_DNS_FAILURE)
    return todoku_spf_lint_describe_state (node);

  failure = todoku_wording_failure (node->failure);

  // Translators: the first argument is a term of the record, the second a sentence.
  return g_strdup_printf (_ ("What “%s” leads to could not be looked up. %s"), node->term->text,
                          failure);
}

static TodokuSeverity
severity_of_state (TodokuSpfTreeState state)
{
  return state == TODOKU_SPF_TREE_VOID || state == TODOKU_SPF_TREE_DNS_FAILURE
           ? TODOKU_SEVERITY_WARNING
           : TODOKU_SEVERITY_ERROR;
}

static gboolean
is_among (GPtrArray *findings, const char *id, const char *term)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const TodokuFinding *finding = g_ptr_array_index (findings, i);

      if (g_str_equal (finding->id, id) && g_strcmp0 (finding->term, term) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
review_terms (TodokuCheckup *self, TodokuSpfTree *tree)
{
  for (guint i = 0; i < tree->terms->len; i++)
    {
      const TodokuSpfTreeTerm *node = g_ptr_array_index (tree->terms, i);
      const char *id =
        leads_to_mistake (node) ? "target-with-error" : todoku_spf_tree_state_get_id (node->state);
      g_autofree char *message = describe_state (node);

      if (node->child != NULL)
        review_terms (self, node->child);
      if (message != NULL && !is_among (self->report->findings, id, node->term->text))
        todoku_checkup_add_finding (self, id, severity_of_state (node->state), node->term->text,
                                    (int) node->term->position, g_steal_pointer (&message));
    }
}

static gboolean
is_wanted (TodokuCheckup *self, const TodokuSpfTerm *term)
{
  g_autofree char *key = todoku_spf_term_get_key (term, self->report->domain);

  for (guint i = 0; i < self->wanted->len && self->wanted->pdata[i] != NULL; i++)
    {
      g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (self->wanted->pdata[i], -1);

      for (guint j = 0; j < todoku_spf_record_get_n_terms (record); j++)
        {
          g_autofree char *other =
            todoku_spf_term_get_key (todoku_spf_record_get_term (record, j), self->report->domain);

          if (g_str_equal (key, other))
            return TRUE;
        }
    }

  return FALSE;
}

// Whether the record, which is over a limit, would cost less without @node.
static gboolean
can_relieve (TodokuCheckup *self, const TodokuSpfTreeTerm *node)
{
  return todoku_spf_tree_is_over_a_limit (outcome_tree (self->report)) && node->lookups > 0
         && todoku_spf_term_is_mechanism (node->term);
}

static char *
describe_relief (TodokuCheckup *self, const TodokuSpfTreeTerm *node)
{
  g_autofree char *meaning =
    todoku_meaning_of_term (self->catalog, node->term, self->report->domain);
  g_autofree char *cost = g_strdup_printf (
    // Translators: a number of questions to the DNS. Stands inside a sentence.
    g_dngettext (GETTEXT_PACKAGE, "%u look-up", "%u look-ups", node->lookups), node->lookups);

  // Translators: the first argument is a sentence on what a part of the record is for, the second
  // "2 look-ups".
  return g_strdup_printf (
    _ ("%s It takes %s. If no mail of yours is sent that way any more, it can be removed."),
    meaning, cost);
}

// Why the person may want to let @node go, or NULL.
static char *
describe_removable (TodokuCheckup *self, const TodokuSpfTreeTerm *node)
{
  const TodokuMailHost *host = self->report->host;
  const TodokuMailHost *owner = todoku_meaning_find_host (self->catalog, node->term);
  const char *text = node->term->text;

  if (owner != NULL && host != NULL && owner != host
      && todoku_meaning_find_sender (self->catalog, node->term) == NULL)
    // Translators: the first argument is a term of the record, the others are mail hosts.
    return g_strdup_printf (_ (
                              "“%s” belongs to %s, while your mail is at %s. If you no longer send "
                              "mail from there, it can be removed."),
                            text, todoku_catalog_text_get (&owner->name),
                            todoku_catalog_text_get (&host->name));
  if (node->state == TODOKU_SPF_TREE_VOID)
    // Translators: the argument is a term of the record.
    return g_strdup_printf (_ ("“%s” leads to no server, so it can be removed."), text);
  if (node->term->kind == TODOKU_SPF_TERM_PTR)
    // Translators: the argument is a term of the record.
    return g_strdup_printf (_ ("“%s” is slow, and many receivers ignore it. It is no longer "
                               "advised and can usually be removed."),
                            text);
  if (todoku_spf_tree_term_is_broken (node))
    // Translators: the argument is a term of the record.
    return g_strdup_printf (
      _ ("“%s” makes the whole record fail. If you no longer use it, it can be removed."), text);
  if (can_relieve (self, node))
    return describe_relief (self, node);

  return NULL;
}

static void
offer_removals (TodokuCheckup *self)
{
  TodokuSpfTree *tree = outcome_tree (self->report);

  for (guint i = 0; i < tree->terms->len; i++)
    {
      const TodokuSpfTreeTerm *node = g_ptr_array_index (tree->terms, i);
      g_autofree char *message = NULL;

      if (is_wanted (self, node->term))
        continue;
      message = describe_removable (self, node);
      if (message != NULL)
        todoku_checkup_add_finding (self, "removable-term", TODOKU_SEVERITY_NOTE, node->term->text,
                                    (int) node->term->position, g_steal_pointer (&message));
    }
}

static gboolean
can_mend (TodokuCheckup *self, const TodokuSpfTreeTerm *node)
{
  return can_relieve (self, node)
         || (self->report->proposed == NULL && todoku_spf_tree_term_is_broken (node));
}

// A value that goes over a limit is no proposal while there is something to let go.
static void
ask_what_may_go (TodokuCheckup *self)
{
  TodokuSpfTree *tree = outcome_tree (self->report);

  for (guint i = 0; i < tree->terms->len; i++)
    {
      const TodokuSpfTreeTerm *node = g_ptr_array_index (tree->terms, i);

      if (can_mend (self, node) && !is_wanted (self, node->term))
        self->report->question = TODOKU_QUESTION_REMOVAL;
    }
  if (self->report->question == TODOKU_QUESTION_REMOVAL)
    todoku_checkup_withdraw_proposal (self);
}

// An answer about the mail servers that is missing makes the detection less sure.
static void
review_failures (TodokuCheckup *self)
{
  const char *domain = self->report->domain;
  TodokuDnsAnswer *answer = todoku_dns_facts_peek (self->facts, domain, TODOKU_DNS_TYPE_MX);

  if (answer == NULL || !todoku_dns_status_is_failure (todoku_dns_answer_get_status (answer)))
    return;

  g_autofree char *failure = todoku_wording_failure (answer);

  todoku_checkup_add_finding (
    self, "dns-failure", TODOKU_SEVERITY_WARNING, NULL, -1,
    // Translators: the argument is a sentence.
    g_strdup_printf (_ ("Where your mail is delivered could not be looked up. %s"), failure));
}

// What is written wrongly the plan mends and tells, and what is only a matter of taste stays.
static gboolean
is_news (TodokuReport *report, const TodokuFinding *finding)
{
  const TodokuSpfLintRule *rule = todoku_spf_lint_find_rule (finding->id);

  // The practice zone lies in networks that stand for examples.
  return rule->kind == TODOKU_SPF_LINT_MEANING && !g_str_equal (finding->id, "example-address")
         && !is_among (report->findings, finding->id, finding->term)
         && !is_among (report->findings, "removable-term", finding->term);
}

static GPtrArray *
lint_proposal (TodokuReport *report)
{
  if (report->proposed == NULL)
    return NULL;

  return todoku_spf_lint_text (report->proposed, strlen (report->proposed), report->domain);
}

// What the published records have, and the proposal still has: what it cures, its steps tell.
static void
review_meaning (TodokuCheckup *self)
{
  TodokuReport *report = self->report;
  g_autoptr (GPtrArray) left = lint_proposal (report);

  for (guint i = 0; i < self->published->len && self->published->pdata[i] != NULL; i++)
    {
      const char *text = g_ptr_array_index (self->published, i);
      g_autoptr (GPtrArray) findings = todoku_spf_lint_text (text, strlen (text), report->domain);

      for (guint j = 0; j < findings->len; j++)
        {
          TodokuFinding *finding = g_ptr_array_index (findings, j);

          if (is_news (report, finding)
              && (left == NULL || is_among (left, finding->id, finding->term)))
            g_ptr_array_add (report->findings, todoku_finding_ref (finding));
        }
    }
}

void
todoku_checkup_review (TodokuCheckup *self)
{
  TodokuReport *report = self->report;

  review_failures (self);
  if (report->current_tree != NULL)
    review_terms (self, report->current_tree);
  if (report->proposed_tree != NULL)
    review_terms (self, report->proposed_tree);
  if (outcome_tree (report) != NULL)
    {
      review_lookups (self);
      review_void_lookups (self);
      offer_removals (self);
    }
  review_meaning (self);
  if (outcome_tree (report) != NULL)
    ask_what_may_go (self);
}
