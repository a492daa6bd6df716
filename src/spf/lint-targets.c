// SPDX-License-Identifier: GPL-3.0-or-later

// What the record leads to.

#include "config.h"

#include "spf/lint-private.h"
#include "spf/macro.h"
#include "spf/repair-private.h"
#include "spf/suggest.h"
#include "spf/term-private.h"

#include <glib/gi18n-lib.h>

// With more look-ups than these the record has other troubles than a wrong name.
#define LOOKUPS_ASKED_MAX 40

// The void look-ups that a server meets which sends over IPv6, before the last term that lets one
// in: what stands behind that is not reached for any of them (RFC 7208 4.6.2).
typedef struct
{
  guint n_void;
  guint n_met; // up to the last term that lets in an IPv6 address
} Ipv6;

static void
report_node (TodokuSpfLint *lint, const TodokuSpfTreeTerm *node, int position, const char *second)
{
  todoku_spf_lint_report (lint, node->term->text, position,
                          todoku_spf_lint_show (lint, node->term->text), second);
}

// "include:_spf.example (4), mx (2)": what costs how much, the dearest first.
static const char *
show_costs (TodokuSpfLint *lint)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint cost = lint->tree->lookups; cost > 0; cost--)
    todoku_list_foreach (const TodokuSpfTreeTerm, node, lint->tree->terms)
      if (node->lookups == cost)
        g_string_append_printf (list, "%s%s (%u)", list->len > 0 ? ", " : "",
                                todoku_spf_lint_show (lint, node->term->text), cost);

  return todoku_spf_lint_keep (lint, g_string_free (g_steal_pointer (&list), FALSE));
}

// Those that the record's own terms need, whatever they lead to.
static guint
count_own_lookups (TodokuSpfLint *lint)
{
  guint lookups = 0;

  todoku_spf_record_foreach (lint->record, term)
    {
      gboolean is_behind =
        lint->all != NULL
        && (term->position > lint->all->position || term->kind == TODOKU_SPF_TERM_REDIRECT);

      lookups +=
        !is_behind && todoku_spf_term_needs_lookup (term) && todoku_spf_lint_can_read (lint, term);
    }

  return lookups;
}

static void
check_many_lookups (TodokuSpfLint *lint)
{
  guint lookups = lint->tree != NULL ? lint->tree->lookups : count_own_lookups (lint);

  if (lookups > TODOKU_SPF_LOOKUPS_MAX && lint->tree == NULL)
    todoku_spf_lint_add (
      lint, NULL, -1,
      /* Translators: %u is the number of look-ups. */
      g_dngettext (GETTEXT_PACKAGE,
                   "Checking the record takes at least %u lookup, and only 10 are allowed. "
                   "Receivers stop there with an error, so email from a server that they have not "
                   "found by then may not arrive. Remove what you no longer use.",
                   "Checking the record takes at least %u lookups, and only 10 are allowed. "
                   "Receivers stop there with an error, so email from a server that they have not "
                   "found by then may not arrive. Remove what you no longer use.",
                   lookups),
      lookups);
  else if (lookups > TODOKU_SPF_LOOKUPS_MAX)
    todoku_spf_lint_add (
      lint, NULL, -1,
      /* Translators: %u is the number of look-ups, %s lists terms with theirs. */
      g_dngettext (GETTEXT_PACKAGE,
                   "Checking the record takes %u lookup, and only 10 are allowed. Receivers stop "
                   "there with an error, so email from a server that they have not found by then "
                   "may not arrive. Remove what you no longer use. Lookups by term: %s",
                   "Checking the record takes %u lookups, and only 10 are allowed. Receivers stop "
                   "there with an error, so email from a server that they have not found by then "
                   "may not arrive. Remove what you no longer use. Lookups by term: %s",
                   lookups),
      lookups, show_costs (lint));
}

static void
check_lookups_near_limit (TodokuSpfLint *lint)
{
  guint lookups = lint->tree != NULL ? lint->tree->lookups : 0;

  if (lookups >= TODOKU_SPF_LOOKUPS_NEAR && lookups <= TODOKU_SPF_LOOKUPS_MAX)
    /* Translators: %u is the number of look-ups, %s lists terms with theirs. */
    todoku_spf_lint_add (
      lint, NULL, -1,
      _ ("Checking the record takes %u of the 10 lookups that are allowed. Remove what you no "
         "longer use before you add anything. Lookups by term: %s"),
      lookups, show_costs (lint));
}

static gboolean
lets_ipv6_in (const TodokuSpfTreeTerm *node)
{
  const TodokuSpfTerm *term = node->term;

  if (term->qualifier != TODOKU_SPF_QUALIFIER_PASS || term->error != NULL)
    return FALSE;

  return term->kind == TODOKU_SPF_TERM_IP6
         || ((term->kind == TODOKU_SPF_TERM_A || term->kind == TODOKU_SPF_TERM_MX)
             && node->lookups > 0 && node->void_lookups6 == 0 && node->state == TODOKU_SPF_TREE_OK);
}

static void
count_ipv6 (const TodokuSpfTree *tree, Ipv6 *ipv6)
{
  todoku_list_foreach (const TodokuSpfTreeTerm, node, tree->terms)
    {
      if (node->child != NULL)
        {
          count_ipv6 (node->child, ipv6);
          continue;
        }
      ipv6->n_void += node->void_lookups6;
      if (lets_ipv6_in (node))
        ipv6->n_met = ipv6->n_void;
    }
}

// How many void look-ups make the record fail for a server that it means to let in over IPv6; 0
// where none does.
static guint
get_fatal_ipv6 (TodokuSpfLint *lint)
{
  Ipv6 ipv6 = { 0, 0 };

  if (lint->tree == NULL || lint->tree->void_lookups > TODOKU_SPF_VOID_LOOKUPS_MAX)
    return 0;

  count_ipv6 (lint->tree, &ipv6);
  return ipv6.n_met > TODOKU_SPF_VOID_LOOKUPS_MAX ? ipv6.n_met : 0;
}

static void
check_void_lookups (TodokuSpfLint *lint)
{
  guint lookups = lint->tree != NULL ? lint->tree->void_lookups : 0;
  guint fatal = get_fatal_ipv6 (lint);

  if (lookups > TODOKU_SPF_VOID_LOOKUPS_MAX)
    /* Translators: the argument is a number of look-ups. */
    todoku_spf_lint_add (
      lint, NULL, -1,
      g_dngettext (GETTEXT_PACKAGE,
                   "%u lookup finds nothing, and only 2 like that are allowed: receivers stop at "
                   "the third with an error. Remove the parts that lead to no server.",
                   "%u lookups find nothing, and only 2 like that are allowed: receivers stop at "
                   "the third with an error. Remove the parts that lead to no server.",
                   lookups),
      lookups);
  else if (fatal > 0)
    todoku_spf_lint_add (
      lint, NULL, -1,
      /* Translators: the argument is a number of look-ups. */
      g_dngettext (
        GETTEXT_PACKAGE,
        "For email sent over IPv6, %u lookup finds nothing, and only 2 like that are allowed: "
        "receivers stop at the third with an error. Move “a” and “mx” of servers without an IPv6 "
        "address after the "
        "parts that let IPv6 servers send, or remove what you no longer use.",
        "For email sent over IPv6, %u lookups find nothing, and only 2 like that are allowed: "
        "receivers stop at the third with an error. Move “a” and “mx” of servers without an IPv6 "
        "address after the "
        "parts that let IPv6 servers send, or remove what you no longer use.",
        fatal),
      fatal);
}

static void
check_void_lookups6 (TodokuSpfLint *lint)
{
  const TodokuSpfTree *tree = lint->tree;

  if (tree != NULL && tree->void_lookups6 > TODOKU_SPF_VOID_LOOKUPS_MAX
      && tree->void_lookups <= TODOKU_SPF_VOID_LOOKUPS_MAX && get_fatal_ipv6 (lint) == 0)
    /* Translators: %u is a number of look-ups. */
    todoku_spf_lint_add (
      lint, NULL, -1,
      g_dngettext (
        GETTEXT_PACKAGE,
        "For email sent over IPv6, %u lookup finds nothing, and only 2 like that are allowed. Your "
        "email provider’s servers decide whether that matters: there is nothing for you to do.",
        "For email sent over IPv6, %u lookups find nothing, and only 2 like that are allowed. Your "
        "email provider’s servers decide whether that matters: there is nothing for you to do.",
        tree->void_lookups6),
      tree->void_lookups6);
}

// What is wrong with what @node leads to; NULL for nothing, and for what the DNS or the syntax is
// to blame for.
static char *
describe_state (const TodokuSpfTreeTerm *node)
{
  static const char *const messages[] = {
    // Translators: the argument is a term of the record.
    [TODOKU_SPF_TREE_NO_RECORD] = N_ ("“%s” leads to a domain without an SPF record. Receivers "
                                      "stop there with an error."),
    // Translators: the argument is a term of the record.
    [TODOKU_SPF_TREE_SEVERAL_RECORDS] =
      N_ ("“%s” leads to a domain with more than one SPF record. Receivers stop there with an "
          "error; tell its owner."),
    // Translators: the argument is a term of the record.
    [TODOKU_SPF_TREE_LOOP] = N_ ("“%s” leads back to the record itself."),
    // Translators: the argument is a term of the record.
    [TODOKU_SPF_TREE_TOO_MANY_NAMES] =
      N_ ("“%s” has more than ten mail servers. Receivers stop there with an error."),
    // Translators: the argument is a term of the record.
    [TODOKU_SPF_TREE_VOID] = N_ ("“%s” leads to no server: the name is gone, or has no address."),
  };
  g_autofree char *text = todoku_spf_make_visible (node->term->text);
  const char *message =
    (gsize) node->state < G_N_ELEMENTS (messages) ? messages[node->state] : NULL;

  return message != NULL ? todoku_spf_fill_in (_ (message), text, NULL) : NULL;
}

// What the DNS says that a term of the record itself should be which leads to nothing; or NULL.
static char *
find_other_mechanism (TodokuSpfLint *lint, const TodokuSpfTreeTerm *node)
{
  g_auto (GStrv) meant = NULL;

  if (lint->through == NULL && lint->tree->lookups <= LOOKUPS_ASKED_MAX
      && todoku_spf_term_is_sound (node->term, FALSE)
      && (node->state == TODOKU_SPF_TREE_NO_RECORD || node->state == TODOKU_SPF_TREE_VOID))
    meant =
      todoku_spf_suggest_by_dns (lint->facts, lint->domain, node->term->text, &lint->complete);

  return meant != NULL ? g_strdup (meant[0]) : NULL;
}

// What is meant by a term that leads to nothing, as the DNS says.
static void
check_wrong_mechanism (TodokuSpfLint *lint, const TodokuSpfTreeTerm *node, int position)
{
  g_autofree char *meant = find_other_mechanism (lint, node);
  const char *text = todoku_spf_lint_show (lint, node->term->text);
  const char *value =
    todoku_spf_lint_show (lint, node->term->value != NULL ? node->term->value : "");

  if (meant == NULL)
    return;
  if (node->state == TODOKU_SPF_TREE_NO_RECORD
      && g_ascii_strncasecmp (meant, node->term->name, strlen (node->term->name)) == 0)
    /* Translators: %1$s and %3$s are terms of the record, %2$s is a domain. */
    todoku_spf_lint_add (lint, node->term->text, position,
                         _ (
                           "Receivers stop at “%1$s” with an error: %2$s has no SPF record. “%3$s” "
                           "leads to one, and is probably what was meant."),
                         text, value, meant);
  else if (g_str_has_prefix (meant, "include:"))
    /* Translators: %1$s and %3$s are terms of the record, %2$s is a domain. */
    todoku_spf_lint_add (lint, node->term->text, position,
                         _ ("“%1$s” allows nobody to send: %2$s is not a server but a list of "
                            "servers (it has an SPF record). Write “%3$s”."),
                         text, value, meant);
  else if (node->state == TODOKU_SPF_TREE_NO_RECORD)
    /* Translators: %1$s and %3$s are terms of the record, %2$s is a domain. */
    todoku_spf_lint_add (
      lint, node->term->text, position,
      _ ("Receivers stop at “%1$s” with an error: %2$s has no SPF record, it is a "
         "server. If that server sends your email, write “%3$s”."),
      text, value, meant);
  else
    /* Translators: %1$s and %3$s are terms of the record, %2$s is a domain. */
    todoku_spf_lint_add (lint, node->term->text, position,
                         _ ("“%1$s” allows nobody to send, because the DNS has nothing of that "
                            "kind at %2$s. If its server sends your email, write “%3$s”."),
                         text, value, meant);
}

static void
check_constant_exists (TodokuSpfLint *lint, const TodokuSpfTreeTerm *node, int position)
{
  if (lint->through == NULL && todoku_spf_tree_term_always_matches (node)
      && node->term->qualifier == TODOKU_SPF_QUALIFIER_PASS)
    report_node (lint, node, position, NULL);
}

// The rule has the id of the state that it looks for.
static void
check_states (TodokuSpfLint *lint, const TodokuSpfTreeTerm *node, int position)
{
  g_autofree char *meant = NULL;
  g_autofree char *message = NULL;

  if (!g_str_equal (todoku_spf_tree_state_get_id (node->state), lint->current->rule.id))
    return;
  // What is written wrongly, or names the wrong kind, is reported as that.
  meant = find_other_mechanism (lint, node);
  if (meant != NULL || (lint->through == NULL && !todoku_spf_term_is_sound (node->term, FALSE)))
    return;

  message = describe_state (node);
  todoku_spf_lint_add (lint, node->term->text, position, "%s", message);
}

static const char *
name_server (TodokuDnsAnswer *answer)
{
  const char *server = todoku_dns_answer_get_server (answer);

  return server != NULL ? server : _ ("the DNS server");
}

static void
check_failures (TodokuSpfLint *lint, const TodokuSpfTreeTerm *node, int position)
{
  if (node->state == TODOKU_SPF_TREE_DNS_FAILURE)
    report_node (lint, node, position, name_server (node->failure));
}

static void
check_own_failure (TodokuSpfLint *lint)
{
  TodokuDnsAnswer *own = todoku_dns_facts_peek (lint->facts, lint->domain, TODOKU_DNS_TYPE_TXT);

  if (own != NULL && lint->published == NULL)
    /* Translators: the first argument is a domain name, the second a server's address. */
    todoku_spf_lint_add (lint, NULL, -1,
                         _ ("The records of %s could not be looked up: %s gave no usable answer. "
                            "That does not mean that there are none. Try again in a while."),
                         lint->domain, name_server (own));
}

static void
check_broken_target (TodokuSpfLint *lint, const TodokuSpfTreeTerm *node, int position)
{
  if (node->child != NULL && node->child->state == TODOKU_SPF_TREE_SYNTAX_ERROR)
    report_node (lint, node, position, todoku_spf_record_get_error (node->child->record)->message);
}

// An mx of a domain that takes no mail (RFC 7505).
static const char *
find_null_mx (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  const char *name = term->value != NULL ? term->value : lint->domain;
  TodokuDnsAnswer *answer = term->kind == TODOKU_SPF_TERM_MX
                              ? todoku_dns_facts_peek (lint->facts, name, TODOKU_DNS_TYPE_MX)
                              : NULL;

  return todoku_dns_answer_get_n_records (answer) == 1
             && g_strcmp0 (todoku_dns_answer_get_record (answer, 0)->name, "") == 0
           ? ""
           : NULL;
}

static void
check_open_target (TodokuSpfLint *lint, const TodokuSpfTreeTerm *node, int position)
{
  const TodokuSpfTreeTerm *opening =
    lint->through == NULL && node->child != NULL && todoku_spf_tree_term_is_opening (node)
      ? todoku_spf_tree_find_opening (node->child)
      : NULL;

  if (opening == NULL)
    return;
  if (opening->term->kind != TODOKU_SPF_TERM_ALL)
    report_node (lint, node, position, todoku_spf_lint_show (lint, opening->term->text));
  else
    /* Translators: the argument is a term of the record. */
    todoku_spf_lint_add (lint, node->term->text, position,
                         _ ("“%s” leads to a record that ends in “+all”: through it anybody in the "
                            "world may send email in your name. Remove it, or tell its owner."),
                         todoku_spf_lint_show (lint, node->term->text));
}

static gboolean
is_lax (TodokuSpfRecord *record)
{
  const TodokuSpfTerm *all = todoku_spf_record_find (record, TODOKU_SPF_TERM_ALL);

  if (all == NULL)
    return todoku_spf_record_find (record, TODOKU_SPF_TERM_REDIRECT) == NULL;

  return all->qualifier == TODOKU_SPF_QUALIFIER_PASS
         || all->qualifier == TODOKU_SPF_QUALIFIER_NEUTRAL;
}

static void
check_lax_redirect (TodokuSpfLint *lint, const TodokuSpfTreeTerm *node, int position)
{
  if (node->term->kind == TODOKU_SPF_TERM_REDIRECT && node->child != NULL
      && is_lax (node->child->record))
    report_node (lint, node, position, NULL);
}

static const char *
find_exp_without_text (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  TodokuDnsAnswer *answer;

  if (term->kind != TODOKU_SPF_TERM_EXP || !todoku_spf_macro_is_constant (term->value))
    return NULL;

  answer = todoku_spf_lint_ask (lint, term->value, TODOKU_DNS_TYPE_TXT);
  return answer != NULL && todoku_dns_answer_get_n_records (answer) != 1
             && !todoku_dns_answer_is_failure (answer)
           ? ""
           : NULL;
}

// clang-format off
static const TodokuSpfLintCheck checks[] = {
  { { "too-many-lookups", ERROR (SEMANTICS) }, .check = check_many_lookups },
  { { "near-lookup-limit", WARNING (DNS) }, .check = check_lookups_near_limit },
  { { "too-many-void-lookups", ERROR (DNS) }, .check = check_void_lookups },
  { { "void-lookups-ipv6", NOTE (DNS) }, .check = check_void_lookups6 },
  { { "wrong-mechanism", ERROR (DNS) }, .check_node = check_wrong_mechanism },
  { { "constant-exists", ERROR (DNS) }, .check_node = check_constant_exists,
    /* Translators: the argument is a term of the record. */
    .message = N_ ("“%s” matches every server in the world, so anybody may send email in your name. Remove it; for a server of your own, write “a:” instead of “exists:”.") },
  { { "void-lookup", WARNING (DNS) }, .check_node = check_states },
  { { "null-mx", WARNING (DNS) }, .find = find_null_mx,
    /* Translators: the argument is a term of the record. */
    .message = N_ ("“%s” allows nobody to send: the domain says that it accepts no email, so it has no mail servers. It can be removed.") },
  { { "too-many-mail-servers", ERROR (DNS) }, .check_node = check_states },
  { { "target-without-record", ERROR (DNS) }, .check_node = check_states },
  { { "target-with-several-records", ERROR (DNS) }, .check_node = check_states },
  { { "target-with-error", ERROR (DNS) }, .check_node = check_broken_target,
    /* Translators: the first argument is a term of the record, the second are whole sentences. */
    .message = N_ ("“%s” leads to an SPF record with a mistake. Receivers stop there with an error; "
                   "tell its owner. %s") },
  { { "loop", ERROR (DNS) }, .check_node = check_states },
  { { "open-target", ERROR (DNS) }, .check_node = check_open_target,
    /* Translators: both arguments are terms, the first of the record, the second of what it leads
     * to. */
    .message = N_ ("“%s” leads to a record with “%s” in it, which lets strangers send email in your name. Remove it, or tell its owner.") },
  { { "lax-redirect", WARNING (DNS) }, .check_node = check_lax_redirect,
    /* Translators: the argument is a term of the record. */
    .message = N_ ("“%s” leads to a record without “~all” or “-all” at its end, so email from elsewhere is not marked as suspicious. Tell its owner.") },
  { { "exp-without-text", WARNING (DNS) }, .find = find_exp_without_text,
    /* Translators: the argument is a term of the record. */
    .message = N_ ("“%s” must lead to exactly one TXT record, but does not. It has no effect and can be removed.") },
  { { "dns-failure", WARNING (DNS) }, .check = check_own_failure,
    .check_node = check_failures,
    /* Translators: the first argument is a term of the record, the second a server's address. */
    .message = N_ ("What “%s” leads to could not be looked up: %s gave no usable answer. Try again "
                   "in a while.") },
};
// clang-format on

const TodokuSpfLintTable todoku_spf_lint_targets = { checks, G_N_ELEMENTS (checks) };
