// SPDX-License-Identifier: GPL-3.0-or-later

// What the record leads to.

#include "config.h"

#include "spf/lint-private.h"
#include "spf/macro.h"
#include "spf/term-private.h"

#include <glib/gi18n-lib.h>

void
todoku_spf_lint_check_many_lookups (TodokuSpfLint *lint)
{
  guint lookups = lint->tree != NULL ? lint->tree->lookups : 0;

  if (lookups > TODOKU_SPF_LOOKUPS_MAX)
    /* Translators: the argument is a number of look-ups. */
    todoku_spf_lint_add (lint, NULL, -1,
                         _ ("Checking the record takes %u look-ups, and only 10 are allowed. With "
                            "more, the whole record fails. Remove what you no longer use."),
                         lookups);
}

void
todoku_spf_lint_check_lookups_near_limit (TodokuSpfLint *lint)
{
  guint lookups = lint->tree != NULL ? lint->tree->lookups : 0;

  if (lookups >= TODOKU_SPF_LOOKUPS_NEAR && lookups <= TODOKU_SPF_LOOKUPS_MAX)
    /* Translators: the argument is a number of look-ups. */
    todoku_spf_lint_add (lint, NULL, -1,
                         _ ("Checking the record takes %u of the 10 look-ups that are allowed. "
                            "Remove what you no longer use before you add anything."),
                         lookups);
}

void
todoku_spf_lint_check_void_lookups (TodokuSpfLint *lint)
{
  guint lookups = lint->tree != NULL ? lint->tree->void_lookups : 0;

  if (lookups > TODOKU_SPF_VOID_LOOKUPS_MAX)
    /* Translators: the argument is a number of look-ups. */
    todoku_spf_lint_add (lint, NULL, -1,
                         _ ("%u look-ups lead to nothing, and only 2 such are allowed. Remove the "
                            "parts that lead to no server."),
                         lookups);
}

void
todoku_spf_lint_check_void_lookups6 (TodokuSpfLint *lint)
{
  const TodokuSpfTree *tree = lint->tree;

  if (tree != NULL && tree->void_lookups6 > TODOKU_SPF_VOID_LOOKUPS_MAX
      && tree->void_lookups <= TODOKU_SPF_VOID_LOOKUPS_MAX)
    /* Translators: %u is a number of look-ups. */
    todoku_spf_lint_add (lint, NULL, -1,
                         _ ("For mail sent over IPv6, %u look-ups lead to nothing, and only 2 such "
                            "are allowed. Your mail host's servers decide whether that matters: "
                            "nothing to do for you."),
                         tree->void_lookups6);
}

char *
todoku_spf_lint_describe_state (const TodokuSpfTreeTerm *node)
{
  g_autofree char *text = todoku_spf_make_visible (node->term->text);

  switch (node->state)
    {
    case TODOKU_SPF_TREE_NO_RECORD:
      // Translators: the argument is a term of the record.
      return g_strdup_printf (_ ("“%s” leads to a domain without an SPF record. That makes the "
                                 "whole record fail."),
                              text);
    case TODOKU_SPF_TREE_SEVERAL_RECORDS:
      // Translators: the argument is a term of the record.
      return g_strdup_printf (_ ("“%s” leads to a domain with more than one SPF record. That makes "
                                 "the whole record fail; tell its owner."),
                              text);
    case TODOKU_SPF_TREE_LOOP:
      // Translators: the argument is a term of the record.
      return g_strdup_printf (_ ("“%s” leads back to the record itself."), text);
    case TODOKU_SPF_TREE_TOO_MANY_NAMES:
      // Translators: the argument is a term of the record.
      return g_strdup_printf (_ (
                                "“%s” has more than ten mail servers, which makes the whole record "
                                "fail."),
                              text);
    case TODOKU_SPF_TREE_VOID:
      // Translators: the argument is a term of the record.
      return g_strdup_printf (_ ("“%s” leads to no server: the name is gone, or has no address."),
                              text);
    case TODOKU_SPF_TREE_OK:
    case TODOKU_SPF_TREE_SYNTAX_ERROR:
    case TODOKU_SPF_TREE_DNS_FAILURE:
    case TODOKU_SPF_TREE_MACRO:
    default:
      return NULL;
    }
}

// The rule has the id of the state that it looks for.
void
todoku_spf_lint_check_states (TodokuSpfLint *lint, const TodokuSpfTreeTerm *node, int position)
{
  g_autofree char *message = NULL;

  if (!g_str_equal (todoku_spf_tree_state_get_id (node->state), lint->rule->id))
    return;

  message = todoku_spf_lint_describe_state (node);
  todoku_spf_lint_add (lint, node->term->text, position, "%s", message);
}

static const char *
name_server (TodokuDnsAnswer *answer)
{
  const char *server = todoku_dns_answer_get_server (answer);

  return server != NULL ? server : _ ("the DNS server");
}

void
todoku_spf_lint_check_failures (TodokuSpfLint *lint, const TodokuSpfTreeTerm *node, int position)
{
  if (node->state == TODOKU_SPF_TREE_DNS_FAILURE)
    /* Translators: the first argument is a term of the record, the second a server's address. */
    todoku_spf_lint_add (
      lint, node->term->text, position,
      _ ("What “%s” leads to could not be looked up: %s gave no answer. Try again "
         "in a while."),
      todoku_spf_lint_show (lint, node->term->text), name_server (node->failure));
}

void
todoku_spf_lint_check_own_failure (TodokuSpfLint *lint)
{
  TodokuDnsAnswer *own = todoku_dns_facts_peek (lint->facts, lint->domain, TODOKU_DNS_TYPE_TXT);

  if (own != NULL && lint->published == NULL)
    /* Translators: the first argument is a domain name, the second a server's address. */
    todoku_spf_lint_add (lint, NULL, -1,
                         _ (
                           "The records of %s could not be looked up: %s gave no answer. That does "
                           "not mean that there are none. Try again in a while."),
                         lint->domain, name_server (own));
}

void
todoku_spf_lint_check_broken_targets (TodokuSpfLint *lint,
                                      const TodokuSpfTreeTerm *node,
                                      int position)
{
  if (node->child == NULL || node->child->state != TODOKU_SPF_TREE_SYNTAX_ERROR)
    return;

  /* Translators: the first argument is a term of the record, the second are whole sentences. */
  todoku_spf_lint_add (lint, node->term->text, position,
                       _ (
                         "“%s” leads to an SPF record with a mistake, which makes the whole record "
                         "fail; tell its owner. %s"),
                       todoku_spf_lint_show (lint, node->term->text),
                       todoku_spf_record_get_error (node->child->record)->message);
}

// An mx of a domain that takes no mail (RFC 7505).
void
todoku_spf_lint_check_null_mx (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  TodokuDnsAnswer *answer;

  if (term->kind != TODOKU_SPF_TERM_MX)
    return;

  answer = todoku_dns_facts_peek (lint->facts, term->value != NULL ? term->value : lint->domain,
                                  TODOKU_DNS_TYPE_MX);
  if (answer != NULL && todoku_dns_answer_get_n_records (answer) == 1
      && g_strcmp0 (todoku_dns_answer_get_record (answer, 0)->name, "") == 0)
    /* Translators: the argument is a term of the record. */
    todoku_spf_lint_add (lint, term->text, (int) term->position,
                         _ ("“%s” lets nobody send: the domain says that it takes no mail, so it "
                            "has no mail servers. It can be removed."),
                         todoku_spf_lint_show (lint, term->text));
}

void
todoku_spf_lint_check_open_targets (TodokuSpfLint *lint,
                                    const TodokuSpfTreeTerm *node,
                                    int position)
{
  const TodokuSpfTerm *all =
    node->child != NULL ? todoku_spf_record_find_all (node->child->record) : NULL;

  if (node->term->kind == TODOKU_SPF_TERM_INCLUDE && all != NULL
      && all->qualifier == TODOKU_SPF_QUALIFIER_PASS)
    /* Translators: the argument is a term of the record. */
    todoku_spf_lint_add (lint, node->term->text, position,
                         _ ("“%s” leads to a record that ends in “+all”: through it anybody in the "
                            "world may send mail in your name. Remove it, or tell its owner."),
                         todoku_spf_lint_show (lint, node->term->text));
}

static gboolean
is_lax (TodokuSpfRecord *record)
{
  const TodokuSpfTerm *all = todoku_spf_record_find_all (record);

  if (all == NULL)
    return todoku_spf_record_find_redirect (record) == NULL;

  return all->qualifier == TODOKU_SPF_QUALIFIER_PASS
         || all->qualifier == TODOKU_SPF_QUALIFIER_NEUTRAL;
}

void
todoku_spf_lint_check_lax_redirect (TodokuSpfLint *lint,
                                    const TodokuSpfTreeTerm *node,
                                    int position)
{
  if (node->term->kind == TODOKU_SPF_TERM_REDIRECT && node->child != NULL
      && is_lax (node->child->record))
    /* Translators: the argument is a term of the record. */
    todoku_spf_lint_add (
      lint, node->term->text, position,
      _ ("“%s” leads to a record without “~all” or “-all” at its end, so mail from "
         "elsewhere is not marked as doubtful. Tell its owner."),
      todoku_spf_lint_show (lint, node->term->text));
}

void
todoku_spf_lint_check_exp_target (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  TodokuDnsAnswer *answer;

  if (term->kind != TODOKU_SPF_TERM_EXP || !todoku_spf_macro_is_constant (term->value))
    return;

  answer = todoku_spf_lint_ask (lint, term->value, TODOKU_DNS_TYPE_TXT);
  if (answer != NULL && todoku_dns_answer_get_n_records (answer) != 1
      && !todoku_dns_status_is_failure (todoku_dns_answer_get_status (answer)))
    /* Translators: the argument is a term of the record. */
    todoku_spf_lint_add (lint, term->text, (int) term->position,
                         _ ("“%s” must lead to exactly one TXT record, and does not. It has no "
                            "effect and can be removed."),
                         todoku_spf_lint_show (lint, term->text));
}
