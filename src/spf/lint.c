// SPDX-License-Identifier: GPL-3.0-or-later

// The table of rules, and how they are run.

#include "spf/lint.h"

#include "config.h"
#include "spf/lint-private.h"
#include "spf/repair.h"
#include "spf/suggest.h"
#include "spf/term-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

// A rule looks at the whole, at each term that has no error, or at each term of the tree with the
// place in the record itself that leads there.
typedef struct
{
  TodokuSpfLintRule rule;
  void (*check) (TodokuSpfLint *lint);
  void (*check_term) (TodokuSpfLint *lint, const TodokuSpfTerm *term);
  void (*check_node) (TodokuSpfLint *lint, const TodokuSpfTreeTerm *node, int position);
} Rule;

// Of a record with more terms that cannot be read the DNS is not asked about each, and of one that
// is nothing else no meaning is looked for.
#define MEANINGS_ASKED_MAX 20
#define MEANINGS_MAX 200

#define ERROR(kind) TODOKU_SEVERITY_ERROR, TODOKU_SPF_LINT_##kind
#define WARNING(kind) TODOKU_SEVERITY_WARNING, TODOKU_SPF_LINT_##kind
#define NOTE(kind) TODOKU_SEVERITY_NOTE, TODOKU_SPF_LINT_##kind

// clang-format off
static const Rule rules[] = {
  { { "bad-version", ERROR (WRITING) }, .check = todoku_spf_lint_check_version },
  { { "quote-character", ERROR (WRITING) }, .check = todoku_spf_lint_check_quotes },
  { { "non-ascii-character", ERROR (WRITING) }, .check = todoku_spf_lint_check_non_ascii },
  { { "control-character", ERROR (WRITING) }, .check = todoku_spf_lint_check_control },
  { { "space-in-term", ERROR (WRITING) }, .check = todoku_spf_lint_check_repairs },
  { { "stray-punctuation", ERROR (WRITING) }, .check = todoku_spf_lint_check_repairs },
  { { "glued-terms", ERROR (WRITING) }, .check = todoku_spf_lint_check_repairs },
  { { "link-in-term", ERROR (WRITING) }, .check = todoku_spf_lint_check_repairs },
  { { "other-record", ERROR (WRITING) }, .check = todoku_spf_lint_check_repairs },
  { { "repeated-version", ERROR (WRITING) }, .check = todoku_spf_lint_check_repairs },
  { { "syntax-error", ERROR (WRITING) }, .check = todoku_spf_lint_check_errors },
  { { "unknown-mechanism", ERROR (WRITING) }, .check = todoku_spf_lint_check_errors },
  { { "bare-address", ERROR (WRITING) }, .check = todoku_spf_lint_check_errors },
  { { "wrong-separator", ERROR (WRITING) }, .check = todoku_spf_lint_check_separators },
  { { "missing-value", ERROR (WRITING) }, .check = todoku_spf_lint_check_errors },
  { { "unexpected-value", ERROR (WRITING) }, .check = todoku_spf_lint_check_errors },
  { { "wrong-address-family", ERROR (WRITING) }, .check = todoku_spf_lint_check_errors },
  { { "bad-address", ERROR (WRITING) }, .check = todoku_spf_lint_check_errors },
  { { "macro-in-address", ERROR (WRITING) }, .check = todoku_spf_lint_check_macros_in_addresses },
  { { "bad-prefix-length", ERROR (WRITING) }, .check = todoku_spf_lint_check_errors },
  { { "bad-domain", ERROR (WRITING) }, .check = todoku_spf_lint_check_errors },
  { { "bad-macro", ERROR (WRITING) }, .check = todoku_spf_lint_check_errors },
  { { "repeated-modifier", ERROR (WRITING) }, .check = todoku_spf_lint_check_errors },
  { { "mechanism-as-modifier", ERROR (WRITING) }, .check_term = todoku_spf_lint_check_mechanism_as_modifier },
  { { "misspelt-modifier", ERROR (WRITING) }, .check_term = todoku_spf_lint_check_misspelt_modifier },
  { { "placeholder", ERROR (MEANING) }, .check = todoku_spf_lint_check_placeholders },
  { { "impossible-name", ERROR (MEANING) }, .check_term = todoku_spf_lint_check_impossible_names },
  { { "plus-all", ERROR (MEANING) }, .check = todoku_spf_lint_check_plus_all },
  { { "neutral-all", WARNING (MEANING) }, .check = todoku_spf_lint_check_neutral_all },
  { { "no-all", WARNING (MEANING) }, .check = todoku_spf_lint_check_no_all },
  { { "term-after-all", WARNING (MEANING) }, .check = todoku_spf_lint_check_terms_after_all },
  { { "several-alls", WARNING (MEANING) }, .check = todoku_spf_lint_check_several_alls },
  { { "redirect-ignored", WARNING (MEANING) }, .check_term = todoku_spf_lint_check_ignored_redirect },
  { { "ptr-used", WARNING (MEANING) }, .check_term = todoku_spf_lint_check_ptr },
  { { "repeated-mechanism", WARNING (MEANING) }, .check = todoku_spf_lint_check_repeated_mechanisms },
  { { "repeated-include", WARNING (MEANING) }, .check = todoku_spf_lint_check_repeated_includes },
  { { "repeated-network", WARNING (MEANING) }, .check = todoku_spf_lint_check_repeated_networks },
  { { "unreachable-network", WARNING (MEANING) }, .check = todoku_spf_lint_check_unreachable_networks },
  { { "wide-network", ERROR (MEANING) }, .check_term = todoku_spf_lint_check_wide_networks },
  { { "private-address", WARNING (MEANING) }, .check_term = todoku_spf_lint_check_private_addresses },
  { { "example-address", WARNING (MEANING) }, .check_term = todoku_spf_lint_check_example_addresses },
  { { "unused-exp", WARNING (MEANING) }, .check_term = todoku_spf_lint_check_unused_exp },
  { { "long-record", WARNING (MEANING) }, .check = todoku_spf_lint_check_long_record },
  { { "long-string", WARNING (STYLE) }, .check = todoku_spf_lint_check_long_string },
  { { "unknown-modifier", NOTE (STYLE) }, .check_term = todoku_spf_lint_check_unknown_modifiers },
  { { "host-bits", NOTE (STYLE) }, .check_term = todoku_spf_lint_check_host_bits },
  { { "default-prefix-length", NOTE (STYLE) }, .check_term = todoku_spf_lint_check_default_prefixes },
  { { "default-qualifier", NOTE (STYLE) }, .check_term = todoku_spf_lint_check_default_qualifiers },
  { { "early-modifier", NOTE (STYLE) }, .check_term = todoku_spf_lint_check_early_modifiers },
  { { "repeated-spaces", NOTE (STYLE) }, .check = todoku_spf_lint_check_spaces },
  { { "own-servers", NOTE (STYLE) }, .check = todoku_spf_lint_check_own_servers },
  { { "macro-expansion", NOTE (STYLE) }, .check_term = todoku_spf_lint_check_macros },
  { { "no-domain", ERROR (DNS) }, .check = todoku_spf_lint_check_no_domain },
  { { "no-record", ERROR (DNS) }, .check = todoku_spf_lint_check_no_record },
  { { "several-records", ERROR (DNS) }, .check = todoku_spf_lint_check_several_records },
  { { "record-at-other-name", ERROR (DNS) }, .check = todoku_spf_lint_check_other_names },
  { { "spf-type-record", WARNING (DNS) }, .check = todoku_spf_lint_check_spf_type },
  { { "sender-id-record", NOTE (DNS) }, .check = todoku_spf_lint_check_sender_id },
  { { "broken-split", ERROR (DNS) }, .check = todoku_spf_lint_check_broken_split },
  { { "large-answer", WARNING (DNS) }, .check = todoku_spf_lint_check_large_answer },
  { { "parked-domain", WARNING (DNS) }, .check = todoku_spf_lint_check_parked },
  { { "servers-differ", WARNING (DNS) }, .check = todoku_spf_lint_check_servers },
  { { "no-dmarc", NOTE (DNS) }, .check = todoku_spf_lint_check_no_dmarc },
  { { "fail-with-dmarc", NOTE (DNS) }, .check = todoku_spf_lint_check_fail_with_dmarc },
  { { "no-dnssec", NOTE (DNS) }, .check = todoku_spf_lint_check_no_dnssec },
  { { "too-many-lookups", ERROR (DNS) }, .check = todoku_spf_lint_check_many_lookups },
  { { "near-lookup-limit", WARNING (DNS) }, .check = todoku_spf_lint_check_lookups_near_limit },
  { { "too-many-void-lookups", ERROR (DNS) }, .check = todoku_spf_lint_check_void_lookups },
  { { "void-lookups-ipv6", NOTE (DNS) }, .check = todoku_spf_lint_check_void_lookups6 },
  { { "wrong-mechanism", ERROR (DNS) }, .check_node = todoku_spf_lint_check_wrong_mechanism },
  { { "constant-exists", ERROR (DNS) }, .check_node = todoku_spf_lint_check_constant_exists },
  { { "void-lookup", WARNING (DNS) }, .check_node = todoku_spf_lint_check_states },
  { { "null-mx", WARNING (DNS) }, .check_term = todoku_spf_lint_check_null_mx },
  { { "too-many-mail-servers", ERROR (DNS) }, .check_node = todoku_spf_lint_check_states },
  { { "target-without-record", ERROR (DNS) }, .check_node = todoku_spf_lint_check_states },
  { { "target-with-several-records", ERROR (DNS) }, .check_node = todoku_spf_lint_check_states },
  { { "target-with-error", ERROR (DNS) }, .check_node = todoku_spf_lint_check_broken_targets },
  { { "loop", ERROR (DNS) }, .check_node = todoku_spf_lint_check_states },
  { { "open-target", ERROR (DNS) }, .check_node = todoku_spf_lint_check_open_targets },
  { { "lax-redirect", WARNING (DNS) }, .check_node = todoku_spf_lint_check_lax_redirect },
  { { "exp-without-text", WARNING (DNS) }, .check_term = todoku_spf_lint_check_exp_target },
  { { "dns-failure", WARNING (DNS) }, .check = todoku_spf_lint_check_own_failure,
    .check_node = todoku_spf_lint_check_failures },
};
// clang-format on

guint
todoku_spf_lint_get_n_rules (void)
{
  return G_N_ELEMENTS (rules);
}

const TodokuSpfLintRule *
todoku_spf_lint_get_rule (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (rules), NULL);

  return &rules[index].rule;
}

const TodokuSpfLintRule *
todoku_spf_lint_find_rule (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_str_equal (rules[i].rule.id, id))
      return &rules[i].rule;

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

static void
lint_read (TodokuSpfLint *lint, const char *text, gsize length)
{
  g_autofree char *repaired = todoku_spf_repair (text, length, &lint->repairs);

  lint->text = text;
  lint->length = length;
  lint->record = todoku_spf_record_parse (text, (gssize) length);
  lint->repaired = todoku_spf_record_parse (repaired, -1);
}

static int
compare_findings (gconstpointer a, gconstpointer b)
{
  const TodokuFinding *first = *(const TodokuFinding *const *) a;
  const TodokuFinding *second = *(const TodokuFinding *const *) b;

  if (first->severity != second->severity)
    return first->severity < second->severity ? -1 : 1;
  if (first->position != second->position)
    return first->position < second->position ? -1 : 1;
  if (!g_str_equal (first->id, second->id))
    return g_strcmp0 (first->id, second->id);

  return g_strcmp0 (first->message, second->message);
}

static void
check_terms (TodokuSpfLint *lint, const Rule *rule)
{
  for (guint i = 0; i < todoku_spf_lint_get_n_terms (lint); i++)
    {
      const TodokuSpfTerm *term = todoku_spf_lint_get_term (lint, i);

      if (term != NULL)
        rule->check_term (lint, term);
    }
}

static void
check_nodes (TodokuSpfLint *lint, const Rule *rule, const TodokuSpfTree *tree, int position)
{
  for (guint i = 0; i < tree->terms->len; i++)
    {
      const TodokuSpfTreeTerm *node = g_ptr_array_index (tree->terms, i);
      int place = position >= 0 ? position : (int) node->term->position;

      rule->check_node (lint, node, place);
      if (node->child == NULL)
        continue;
      lint->through = position >= 0 ? lint->through : node->term;
      check_nodes (lint, rule, node->child, place);
      lint->through = position >= 0 ? lint->through : NULL;
    }
}

static void
lint_run_rule (TodokuSpfLint *lint, const Rule *rule)
{
  lint->rule = &rule->rule;
  if (rule->check != NULL)
    rule->check (lint);
  if (rule->check_term != NULL)
    check_terms (lint, rule);
  if (rule->check_node != NULL && lint->tree != NULL)
    check_nodes (lint, rule, lint->tree, -1);
}

static GPtrArray *
lint_run (TodokuSpfLint *lint)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      gboolean asks = rules[i].rule.kind == TODOKU_SPF_LINT_DNS;

      if (asks ? lint->facts != NULL : lint->record != NULL)
        lint_run_rule (lint, &rules[i]);
    }
  g_ptr_array_sort (lint->findings, compare_findings);

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

  for (guint i = 0; i < todoku_dns_answer_get_n_records (lint->published); i++)
    {
      const TodokuDnsRecord *record = todoku_dns_answer_get_record (lint->published, i);
      gsize length = 0;
      const char *text = record->text != NULL ? g_bytes_get_data (record->text, &length) : NULL;

      if (text == NULL)
        continue;
      if (lint->source == NULL && todoku_spf_text_is_record (text, length))
        lint->source = record;
      if (meant == NULL && todoku_spf_text_resembles_record (text, length))
        meant = record;
    }
  if (lint->source == NULL)
    lint->source = meant;

  if (lint->source != NULL)
    {
      gsize length = 0;
      const char *text = g_bytes_get_data (lint->source->text, &length);

      lint_read (lint, text, length);
    }
}

static gboolean
lint_run_domain (TodokuSpfLint *lint, const char *text, gsize length, GPtrArray **findings)
{
  TodokuDnsAnswer *answer = todoku_spf_lint_ask (lint, lint->domain, TODOKU_DNS_TYPE_TXT);
  gboolean complete = TRUE;

  if (answer != NULL && !todoku_dns_status_is_failure (todoku_dns_answer_get_status (answer)))
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

void
todoku_spf_lint_add (TodokuSpfLint *lint, const char *term, int position, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  g_ptr_array_add (lint->findings,
                   todoku_finding_new (
                     lint->rule->id, lint->rule->severity, term, position,
                     lint->through != NULL
                       /* Translators: %1$s is a term of the record, %2$s are whole sentences on
                        * what is wrong in the list that it leads to. */
                       ? g_strdup_printf (_ ("In the list that “%1$s” leads to: %2$s"),
                                          todoku_spf_lint_show (lint, lint->through->text), message)
                       : g_steal_pointer (&message)));
}

const char *
todoku_spf_lint_show (TodokuSpfLint *lint, const char *text)
{
  char *visible = todoku_spf_make_visible (text);

  g_ptr_array_add (lint->shown, visible);

  return visible;
}

TodokuDnsAnswer *
todoku_spf_lint_ask (TodokuSpfLint *lint, const char *name, TodokuDnsType type)
{
  return todoku_dns_facts_need (lint->facts, name, type, &lint->complete);
}

char *
todoku_spf_lint_find_meant (TodokuSpfLint *lint, const char *text)
{
  gboolean asks = lint->facts != NULL && lint->n_meanings < MEANINGS_ASKED_MAX;
  g_auto (GStrv) proven =
    asks ? todoku_spf_suggest_by_dns (lint->facts, lint->domain, text, &lint->complete) : NULL;
  g_auto (GStrv) likely =
    proven == NULL && lint->n_meanings < MEANINGS_MAX ? todoku_spf_suggest_terms (text) : NULL;

  lint->n_meanings++;

  if (proven != NULL)
    return g_strdup (proven[0]);

  return likely != NULL ? g_strdup (likely[0]) : NULL;
}

guint
todoku_spf_lint_get_n_terms (TodokuSpfLint *lint)
{
  return lint->record != NULL ? todoku_spf_record_get_n_terms (lint->record) : 0;
}

// "ip4:192.0.2.0/2 4", "~ all": what stands there is not what is meant.
static gboolean
is_fragment (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  for (guint i = 0; i < lint->repairs->len; i++)
    {
      const TodokuSpfRepair *repair = g_ptr_array_index (lint->repairs, i);

      if (repair->kind == TODOKU_SPF_REPAIR_BROKEN_TERM && repair->position <= term->position
          && term->position < repair->position + strlen (repair->was))
        return TRUE;
    }

  return FALSE;
}

const TodokuSpfTerm *
todoku_spf_lint_get_term (TodokuSpfLint *lint, guint index)
{
  const TodokuSpfTerm *term = todoku_spf_record_get_term (lint->record, index);

  return term->error == NULL && !is_fragment (lint, term) ? term : NULL;
}

const TodokuSpfTerm *
todoku_spf_lint_find_all (TodokuSpfLint *lint)
{
  for (guint i = 0; i < todoku_spf_lint_get_n_terms (lint); i++)
    {
      const TodokuSpfTerm *term = todoku_spf_lint_get_term (lint, i);

      if (term != NULL && term->kind == TODOKU_SPF_TERM_ALL)
        return term;
    }

  return NULL;
}
