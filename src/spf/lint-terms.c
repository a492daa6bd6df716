// SPDX-License-Identifier: GPL-3.0-or-later

// What the other terms come to.

#include "config.h"

#include "dns/name.h"
#include "spf/lint-private.h"
#include "spf/macro.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
find_repeated (TodokuSpfLint *lint, gboolean (*is_meant) (const TodokuSpfTerm *term))
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < todoku_spf_lint_get_n_terms (lint); i++)
    {
      const TodokuSpfTerm *term = todoku_spf_lint_get_term (lint, i);

      if (term == NULL || !is_meant (term))
        continue;
      // Where the domain is not known, no name is equal to the empty one.
      if (!g_hash_table_add (seen,
                             todoku_spf_term_get_key (term,
                                                      lint->domain != NULL ? lint->domain : "")))
        /* Translators: the argument is a term of the record. */
        todoku_spf_lint_add (lint, term->text, (int) term->position,
                             _ ("“%s” says again what stands before it, and costs a look-up of its "
                                "own. It can be removed."),
                             todoku_spf_lint_show (lint, term->text));
    }
}

static gboolean
is_include (const TodokuSpfTerm *term)
{
  return term->kind == TODOKU_SPF_TERM_INCLUDE;
}

static gboolean
is_other_mechanism (const TodokuSpfTerm *term)
{
  return term->kind == TODOKU_SPF_TERM_A || term->kind == TODOKU_SPF_TERM_MX
         || term->kind == TODOKU_SPF_TERM_PTR || term->kind == TODOKU_SPF_TERM_EXISTS;
}

void
todoku_spf_lint_check_repeated_includes (TodokuSpfLint *lint)
{
  find_repeated (lint, is_include);
}

void
todoku_spf_lint_check_repeated_mechanisms (TodokuSpfLint *lint)
{
  find_repeated (lint, is_other_mechanism);
}

void
todoku_spf_lint_check_ptr (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  if (term->kind == TODOKU_SPF_TERM_PTR)
    /* Translators: the argument is a term of the record. */
    todoku_spf_lint_add (lint, term->text, (int) term->position,
                         _ ("“%s” is slow, and many receivers ignore it. It is no longer "
                            "advised and can usually be removed."),
                         todoku_spf_lint_show (lint, term->text));
}

void
todoku_spf_lint_check_default_qualifiers (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  if (term->has_qualifier && term->qualifier == TODOKU_SPF_QUALIFIER_PASS
      && term->kind != TODOKU_SPF_TERM_ALL)
    /* Translators: the argument is a term of the record. */
    todoku_spf_lint_add (lint, term->text, (int) term->position,
                         _ ("“%s” means the same without its “+”. There is no need to change "
                            "it."),
                         todoku_spf_lint_show (lint, term->text));
}

// The last mechanism, or NULL.
static const TodokuSpfTerm *
find_last_mechanism (TodokuSpfLint *lint)
{
  for (guint i = todoku_spf_lint_get_n_terms (lint); i > 0; i--)
    {
      const TodokuSpfTerm *term = todoku_spf_lint_get_term (lint, i - 1);

      if (term != NULL && todoku_spf_term_is_mechanism (term))
        return term;
    }

  return NULL;
}

void
todoku_spf_lint_check_early_modifiers (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  const TodokuSpfTerm *last = NULL;

  if (term->kind == TODOKU_SPF_TERM_REDIRECT || term->kind == TODOKU_SPF_TERM_EXP)
    last = find_last_mechanism (lint);

  if (last != NULL && term->position < last->position)
    /* Translators: the argument is a term of the record. */
    todoku_spf_lint_add (lint, term->text, (int) term->position,
                         _ ("“%s” takes effect after all others, wherever it stands. At the end "
                            "of the record that is easier to see."),
                         todoku_spf_lint_show (lint, term->text));
}

static gboolean
has_include (TodokuSpfLint *lint)
{
  for (guint i = 0; i < todoku_spf_lint_get_n_terms (lint); i++)
    {
      const TodokuSpfTerm *term = todoku_spf_lint_get_term (lint, i);

      if (term != NULL && is_include (term))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_own_server (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  if ((term->kind != TODOKU_SPF_TERM_A && term->kind != TODOKU_SPF_TERM_MX)
      || term->qualifier != TODOKU_SPF_QUALIFIER_PASS)
    return FALSE;

  return term->value == NULL
         || (lint->domain != NULL && todoku_dns_name_equal (term->value, lint->domain));
}

void
todoku_spf_lint_check_own_servers (TodokuSpfLint *lint)
{
  if (!has_include (lint))
    return;

  for (guint i = 0; i < todoku_spf_lint_get_n_terms (lint); i++)
    {
      const TodokuSpfTerm *term = todoku_spf_lint_get_term (lint, i);

      if (term != NULL && is_own_server (lint, term))
        /* Translators: the argument is a term of the record. */
        todoku_spf_lint_add (lint, term->text, (int) term->position,
                             _ (
                               "“%s” is needed only where your web server or the servers that take "
                               "your mail also send mail. Where all mail is sent by the services "
                               "behind “include”, it can be removed."),
                             todoku_spf_lint_show (lint, term->text));
    }
}

// What the macros of @text become for one mail.
static char *
expand (TodokuSpfLint *lint, const char *text)
{
  const char *domain = lint->domain != NULL ? lint->domain : "shop.example";
  g_autofree char *sender = g_strconcat ("info@", domain, NULL);
  TodokuDnsAddress address;
  TodokuSpfMacroContext context = {
    .sender = sender,
    .local_part = "info",
    .sender_domain = domain,
    .domain = domain,
    .address = &address,
    .helo = domain,
  };

  todoku_dns_address_parse ("192.0.2.3", -1, &address);

  return todoku_spf_macro_expand (text, -1, &context, FALSE);
}

void
todoku_spf_lint_check_macros (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  if (term->value == NULL
      || (!todoku_spf_term_needs_lookup (term) && term->kind != TODOKU_SPF_TERM_EXP)
      || todoku_spf_macro_is_constant (term->value))
    return;

  g_autofree char *same =
    todoku_spf_macro_expand_constant (term->value,
                                      lint->domain != NULL ? lint->domain : "shop.example");
  g_autofree char *expansion = same == NULL ? expand (lint, term->value) : NULL;

  if (same != NULL)
    return;

  /* Translators: the first argument is a term of the record, the second a domain. */
  todoku_spf_lint_add (lint, term->text, (int) term->position,
                       _ ("“%s” differs from mail to mail. For one from 192.0.2.3, written by "
                          "“info”, it leads to “%s”."),
                       todoku_spf_lint_show (lint, term->text),
                       todoku_spf_lint_show (lint, expansion != NULL ? expansion : ""));
}
