// SPDX-License-Identifier: GPL-3.0-or-later

// How the rules are run, and what they share.

#include "spf/lint.h"

#include "config.h"
#include "spf/lint-private.h"
#include "spf/suggest.h"
#include "spf/term-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

// Of a record with more terms that cannot be read the DNS is not asked about each, and of one that
// is nothing else no meaning is looked for.
#define SUGGESTIONS_ASKED_MAX 20
#define SUGGESTIONS_MAX 200

static const TodokuSpfLintTable *const tables[] = {
  &todoku_spf_lint_writing,
  &todoku_spf_lint_terms,
  &todoku_spf_lint_zone,
  &todoku_spf_lint_targets,
};

// Rule @index of all tables together, or NULL behind the last.
static const TodokuSpfLintCheck *
get_check (guint index)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      if (index < tables[i]->n_checks)
        return &tables[i]->checks[index];
      index -= tables[i]->n_checks;
    }

  return NULL;
}

const TodokuSpfLintRule *
todoku_spf_lint_get_rule (guint index)
{
  const TodokuSpfLintCheck *check = get_check (index);

  return check != NULL ? &check->rule : NULL;
}

const TodokuSpfLintRule *
todoku_spf_lint_find_rule (const char *id)
{
  const TodokuSpfLintCheck *check;

  for (guint i = 0; (check = get_check (i)) != NULL; i++)
    if (g_str_equal (check->rule.id, id))
      return &check->rule;

  return NULL;
}

static void
lint_init (TodokuSpfLint *lint, TodokuDnsFacts *facts, const char *domain)
{
  *lint = (TodokuSpfLint){
    .domain = domain,
    .facts = facts,
    .complete = TRUE,
    .shown = g_ptr_array_new_with_free_func (g_free),
    .findings = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_finding_unref),
  };
}

static void
lint_clear (TodokuSpfLint *lint)
{
  g_clear_pointer (&lint->record, todoku_spf_record_unref);
  g_clear_pointer (&lint->repaired, todoku_spf_record_unref);
  g_clear_pointer (&lint->repairs, g_ptr_array_unref);
  g_clear_pointer (&lint->tree, todoku_spf_tree_free);
  g_clear_pointer (&lint->shown, g_ptr_array_unref);
  g_clear_pointer (&lint->findings, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TodokuSpfLint, lint_clear)

const TodokuSpfRepair *
todoku_spf_lint_find_repair (TodokuSpfLint *lint, TodokuSpfRepairKind kind, gsize start, gsize end)
{
  todoku_list_foreach (const TodokuSpfRepair, repair, lint->repairs)
    {
      gsize length = repair->was != NULL ? strlen (repair->was) : 0;

      if (repair->kind == kind && repair->position < end
          && repair->position + MAX (length, 1) > start)
        return repair;
    }

  return NULL;
}

gboolean
todoku_spf_lint_can_read (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  // "ip4:192.0.2.0/2 4", "~ all": what stands there is not what is meant.
  return term->error == NULL
         && todoku_spf_lint_find_repair (lint, TODOKU_SPF_REPAIR_BROKEN_TERM, term->position,
                                         term->position + 1)
              == NULL;
}

static void
lint_read (TodokuSpfLint *lint, const char *text, gsize length)
{
  g_autofree char *repaired = todoku_spf_repair (text, length, &lint->repairs);

  lint->text = text;
  lint->length = length;
  lint->record = todoku_spf_record_parse (text, (gssize) length);
  lint->repaired = todoku_spf_record_parse (repaired, -1);

  todoku_spf_record_foreach (lint->record, term)
    if (lint->all == NULL && term->kind == TODOKU_SPF_TERM_ALL
        && todoku_spf_lint_can_read (lint, term))
      lint->all = term;
}

static void
check_terms (TodokuSpfLint *lint, const TodokuSpfLintCheck *check)
{
  todoku_spf_record_foreach (lint->record, term)
    {
      const char *found;

      if (!todoku_spf_lint_can_read (lint, term))
        continue;
      if (check->check_term != NULL)
        check->check_term (lint, term);
      found = check->find != NULL ? check->find (lint, term) : NULL;
      if (found != NULL)
        todoku_spf_lint_report_term (lint, term, found);
    }
}

static void
check_nodes (TodokuSpfLint *lint, const TodokuSpfTree *tree, int position)
{
  todoku_list_foreach (const TodokuSpfTreeTerm, node, tree->terms)
    {
      int place = position >= 0 ? position : (int) node->term->position;

      lint->current->check_node (lint, node, place);
      if (node->child == NULL)
        continue;
      lint->through = position >= 0 ? lint->through : node->term;
      check_nodes (lint, node->child, place);
      lint->through = position >= 0 ? lint->through : NULL;
    }
}

static void
run_check (TodokuSpfLint *lint, const TodokuSpfLintCheck *check)
{
  lint->current = check;
  if (check->check != NULL)
    check->check (lint);
  if (check->check_term != NULL || check->find != NULL)
    check_terms (lint, check);
  if (check->check_node != NULL && lint->tree != NULL)
    check_nodes (lint, lint->tree, -1);
}

static GPtrArray *
lint_run (TodokuSpfLint *lint)
{
  const TodokuSpfLintCheck *check;

  for (guint i = 0; (check = get_check (i)) != NULL; i++)
    if (check->rule.kind == TODOKU_SPF_LINT_DNS ? lint->facts != NULL : lint->record != NULL)
      run_check (lint, check);
  g_ptr_array_sort (lint->findings, todoku_finding_compare);

  return lint->complete ? g_ptr_array_ref (lint->findings) : NULL;
}

GPtrArray *
todoku_spf_lint_text (const char *text, gsize length, const char *domain)
{
  g_auto (TodokuSpfLint) lint;

  lint_init (&lint, NULL, domain);
  lint_read (&lint, text, length);

  return lint_run (&lint);
}

// The published record: the first that check_host() takes up, or that was meant as one.
static void
find_published (TodokuSpfLint *lint)
{
  const TodokuDnsRecord *meant = NULL;

  todoku_dns_answer_foreach (lint->published, record)
    {
      gsize length;
      const char *text = todoku_dns_record_get_text (record, &length);

      if (lint->source == NULL && todoku_spf_text_is_record (text, length))
        lint->source = record;
      if (meant == NULL && todoku_spf_text_resembles_record (text, length))
        meant = record;
    }
  if (lint->source == NULL)
    lint->source = meant;

  if (lint->source != NULL)
    {
      gsize length;
      const char *text = todoku_dns_record_get_text (lint->source, &length);

      lint_read (lint, text, length);
    }
}

static gboolean
lint_run_domain (TodokuSpfLint *lint, const char *text, gsize length, GPtrArray **findings)
{
  TodokuDnsAnswer *answer = todoku_spf_lint_ask (lint, lint->domain, TODOKU_DNS_TYPE_TXT);
  gboolean complete = TRUE;

  if (answer != NULL && !todoku_dns_answer_is_failure (answer))
    lint->published = answer;
  lint->is_proposed = text != NULL;
  if (text != NULL)
    lint_read (lint, text, length);
  else if (lint->published != NULL)
    find_published (lint);
  if (lint->record != NULL)
    lint->tree = todoku_spf_tree_build (lint->facts, lint->domain, lint->record, &complete);
  lint->complete = lint->complete && complete;
  *findings = lint_run (lint);

  return *findings != NULL;
}

gboolean
todoku_spf_lint_domain (TodokuDnsFacts *facts,
                        const char *domain,
                        const char *text,
                        gsize length,
                        GPtrArray **findings)
{
  g_auto (TodokuSpfLint) lint;

  lint_init (&lint, facts, domain);

  return lint_run_domain (&lint, text, length, findings);
}

gboolean
todoku_spf_lint_published (TodokuDnsFacts *facts,
                           const char *domain,
                           guint16 port,
                           GPtrArray **findings)
{
  g_auto (TodokuSpfLint) lint;

  lint_init (&lint, facts, domain);
  lint.asks_servers = TRUE;
  lint.port = port;

  return lint_run_domain (&lint, NULL, 0, findings);
}

// Takes @message.
static void
add (TodokuSpfLint *lint, const char *term, int position, char *message)
{
  const TodokuSpfLintRule *rule = &lint->current->rule;
  g_autofree char *own = NULL;

  if (lint->through != NULL)
    {
      own = message;
      /* Translators: %1$s is a term of the record, %2$s are whole sentences on what is wrong in
       * the list that it leads to. */
      message = g_strdup_printf (_ ("In the list that “%1$s” leads to: %2$s"),
                                 todoku_spf_lint_show (lint, lint->through->text), own);
    }

  g_ptr_array_add (lint->findings,
                   todoku_finding_new (rule->id, rule->severity, term, position, message));
}

void
todoku_spf_lint_add (TodokuSpfLint *lint, const char *term, int position, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  add (lint, term, position, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

void
todoku_spf_lint_report (TodokuSpfLint *lint,
                        const char *term,
                        int position,
                        const char *first,
                        const char *second)
{
  add (lint, term, position, todoku_spf_fill_in (_ (lint->current->message), first, second));
}

void
todoku_spf_lint_report_term (TodokuSpfLint *lint, const TodokuSpfTerm *term, const char *second)
{
  todoku_spf_lint_report (lint, term->text, (int) term->position,
                          todoku_spf_lint_show (lint, term->text), second);
}

const char *
todoku_spf_lint_keep (TodokuSpfLint *lint, char *text)
{
  g_ptr_array_add (lint->shown, text);

  return text;
}

const char *
todoku_spf_lint_show (TodokuSpfLint *lint, const char *text)
{
  return todoku_spf_lint_keep (lint, todoku_spf_make_visible (text));
}

TodokuDnsAnswer *
todoku_spf_lint_ask (TodokuSpfLint *lint, const char *name, TodokuDnsType type)
{
  return todoku_dns_facts_need (lint->facts, name, type, &lint->complete);
}

char *
todoku_spf_lint_find_meant (TodokuSpfLint *lint, const char *text)
{
  gboolean asks = lint->facts != NULL && lint->n_suggestions < SUGGESTIONS_ASKED_MAX;
  g_auto (GStrv) proven =
    asks ? todoku_spf_suggest_by_dns (lint->facts, lint->domain, text, &lint->complete) : NULL;
  g_auto (GStrv) likely = proven == NULL && lint->n_suggestions < SUGGESTIONS_MAX
                            ? todoku_spf_suggest_terms (text, lint->domain)
                            : NULL;

  lint->n_suggestions++;

  if (proven != NULL)
    return g_strdup (proven[0]);

  return likely != NULL ? g_strdup (likely[0]) : NULL;
}
