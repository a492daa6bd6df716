// SPDX-License-Identifier: GPL-3.0-or-later

#include "spf/tree.h"

#include "base/json.h"
#include "dns/name.h"
#include "spf/macro.h"
#include "spf/record.h"

// Bounds for hostile zones: far beyond what any record that works can have.
#define DEPTH_MAX 20
#define LOOKUPS_MAX 300
#define TERMS_MAX 20000

typedef struct
{
  TodokuDnsFacts *facts;
  GPtrArray *path; // the domains above, char * borrowed
  guint lookups;   // of all that has been walked, against LOOKUPS_MAX
  guint n_terms;   // the same, against TERMS_MAX
  gboolean complete;
} Walk;

static TodokuSpfTree *walk_record (Walk *walk, const char *domain, TodokuSpfRecord *record);

const char *
todoku_spf_tree_state_get_id (TodokuSpfTreeState state)
{
  static const char *const ids[] = {
    [TODOKU_SPF_TREE_OK] = "ok",
    [TODOKU_SPF_TREE_SYNTAX_ERROR] = "syntax-error",
    [TODOKU_SPF_TREE_NO_RECORD] = "target-without-record",
    [TODOKU_SPF_TREE_SEVERAL_RECORDS] = "target-with-several-records",
    [TODOKU_SPF_TREE_VOID] = "void-lookup",
    [TODOKU_SPF_TREE_LOOP] = "loop",
    [TODOKU_SPF_TREE_TOO_MANY_NAMES] = "too-many-mail-servers",
    [TODOKU_SPF_TREE_DNS_FAILURE] = "dns-failure",
    [TODOKU_SPF_TREE_MACRO] = "macro",
  };

  return ids[state];
}

static void
tree_term_free (gpointer data)
{
  TodokuSpfTreeTerm *node = data;

  g_clear_pointer (&node->child, todoku_spf_tree_free);
  g_clear_pointer (&node->failure, todoku_dns_answer_unref);
  g_free (node);
}

void
todoku_spf_tree_free (TodokuSpfTree *tree)
{
  g_free (tree->domain);
  g_ptr_array_unref (tree->terms);
  g_clear_pointer (&tree->record, todoku_spf_record_unref);
  g_free (tree);
}

// Asks, and notes on the node what a missing answer means. Returns NULL while pending.
static TodokuDnsAnswer *
ask (Walk *walk, TodokuSpfTreeTerm *node, const char *name, TodokuDnsType type)
{
  TodokuDnsAnswer *answer = todoku_dns_facts_need (walk->facts, name, type, &walk->complete);

  if (answer != NULL && todoku_dns_answer_is_failure (answer) && node->failure == NULL)
    {
      node->state = TODOKU_SPF_TREE_DNS_FAILURE;
      node->failure = todoku_dns_answer_ref (answer);
    }

  return answer;
}

// An IPv4 client asks for A only, an IPv6 client for AAAA only (RFC 7208 5).
static void
count_void_addresses (Walk *walk, TodokuSpfTreeTerm *node, const char *name)
{
  if (todoku_dns_answer_is_void (ask (walk, node, name, TODOKU_DNS_TYPE_A)))
    node->void_lookups++;
  if (todoku_dns_answer_is_void (ask (walk, node, name, TODOKU_DNS_TYPE_AAAA)))
    node->void_lookups6++;
}

// Counts @answer, where it is void, for clients of both families; the term is in @state then.
static gboolean
count_void (TodokuSpfTreeTerm *node, TodokuDnsAnswer *answer, TodokuSpfTreeState state)
{
  if (!todoku_dns_answer_is_void (answer))
    return FALSE;

  node->void_lookups++;
  node->void_lookups6++;
  node->state = state;
  return TRUE;
}

static void
walk_mx (Walk *walk, TodokuSpfTreeTerm *node, const char *name)
{
  TodokuDnsAnswer *answer = ask (walk, node, name, TODOKU_DNS_TYPE_MX);

  if (answer == NULL || count_void (node, answer, TODOKU_SPF_TREE_VOID))
    return;

  guint n_exchanges = todoku_dns_answer_get_n_records (answer);

  for (guint i = 0; i < MIN (n_exchanges, TODOKU_SPF_NAMES_MAX); i++)
    {
      const char *exchange = todoku_dns_answer_get_record (answer, i)->name;

      // "." says that the domain takes no mail (RFC 7505): there is no host to ask for.
      if (exchange != NULL && *exchange != '\0')
        count_void_addresses (walk, node, exchange);
    }

  if (n_exchanges > TODOKU_SPF_NAMES_MAX)
    node->state = TODOKU_SPF_TREE_TOO_MANY_NAMES;
}

static gboolean
is_above (Walk *walk, const char *name)
{
  for (guint i = 0; i < walk->path->len; i++)
    if (todoku_dns_name_equal (g_ptr_array_index (walk->path, i), name))
      return TRUE;

  return FALSE;
}

static void
walk_target (Walk *walk, TodokuSpfTreeTerm *node, const char *name)
{
  const TodokuSpfSelection *selection;

  if (is_above (walk, name))
    {
      node->state = TODOKU_SPF_TREE_LOOP;
      return;
    }

  TodokuDnsAnswer *answer = ask (walk, node, name, TODOKU_DNS_TYPE_TXT);

  if (answer == NULL || node->state == TODOKU_SPF_TREE_DNS_FAILURE)
    return;

  if (count_void (node, answer, TODOKU_SPF_TREE_NO_RECORD))
    return;

  selection = todoku_spf_select (answer);
  if (selection->n_records != 1)
    {
      node->state =
        selection->n_records == 0 ? TODOKU_SPF_TREE_NO_RECORD : TODOKU_SPF_TREE_SEVERAL_RECORDS;
      return;
    }
  if (walk->path->len >= DEPTH_MAX || walk->lookups >= LOOKUPS_MAX || walk->n_terms >= TERMS_MAX)
    return;

  node->child = walk_record (walk, name, selection->record);
  node->lookups += node->child->lookups;
  node->void_lookups += node->child->void_lookups;
  node->void_lookups6 += node->child->void_lookups6;
}

static void
walk_named_term (Walk *walk, TodokuSpfTreeTerm *node, const char *name)
{
  TodokuSpfTermKind kind = node->term->kind;

  if (kind == TODOKU_SPF_TERM_A)
    {
      count_void_addresses (walk, node, name);
      if (node->void_lookups > 0 && node->void_lookups6 > 0)
        node->state = TODOKU_SPF_TREE_VOID;
    }
  else if (kind == TODOKU_SPF_TERM_MX)
    walk_mx (walk, node, name);
  // exists always asks for A, whatever the client (RFC 7208 5.7).
  else if (kind == TODOKU_SPF_TERM_EXISTS)
    count_void (node, ask (walk, node, name, TODOKU_DNS_TYPE_A), TODOKU_SPF_TREE_VOID);
  else if (todoku_spf_term_is_list (node->term))
    walk_target (walk, node, name);
  else
    node->state = TODOKU_SPF_TREE_MACRO;
}

static TodokuSpfTreeTerm *
walk_term (Walk *walk, const char *domain, const TodokuSpfTerm *term, gboolean evaluated)
{
  TodokuSpfTreeTerm *node = g_new0 (TodokuSpfTreeTerm, 1);

  node->term = term;
  if (term->error != NULL)
    node->state = TODOKU_SPF_TREE_SYNTAX_ERROR;
  if (!evaluated || term->error != NULL || !todoku_spf_term_needs_lookup (term))
    return node;

  node->lookups = 1;
  // What is past the bound is counted, and not asked for.
  if (++walk->lookups > LOOKUPS_MAX)
    return node;

  g_autofree char *name = term->value != NULL
                            ? todoku_spf_macro_expand_constant (term->value, domain)
                            : g_strdup (domain);

  if (name != NULL)
    walk_named_term (walk, node, name);
  else
    node->state = TODOKU_SPF_TREE_MACRO;

  return node;
}

static TodokuSpfTree *
walk_record (Walk *walk, const char *domain, TodokuSpfRecord *record)
{
  TodokuSpfTree *tree = g_new0 (TodokuSpfTree, 1);
  const TodokuSpfTerm *all = todoku_spf_record_find (record, TODOKU_SPF_TERM_ALL);

  tree->domain = todoku_dns_name_normalize (domain);
  tree->record = todoku_spf_record_ref (record);
  tree->terms = g_ptr_array_new_with_free_func (tree_term_free);
  if (todoku_spf_record_get_error (record) != NULL)
    tree->state = TODOKU_SPF_TREE_SYNTAX_ERROR;

  walk->n_terms += todoku_spf_record_get_n_terms (record);
  g_ptr_array_add (walk->path, tree->domain);
  todoku_spf_record_foreach (record, term)
    {
      // Nothing behind all is ever reached, and with all a redirect is ignored (5.1, 6.1).
      gboolean evaluated =
        all == NULL || (term->position < all->position && term->kind != TODOKU_SPF_TERM_REDIRECT);
      TodokuSpfTreeTerm *node = walk_term (walk, tree->domain, term, evaluated);

      tree->lookups += node->lookups;
      tree->void_lookups += node->void_lookups;
      tree->void_lookups6 += node->void_lookups6;
      g_ptr_array_add (tree->terms, node);
    }
  g_ptr_array_set_size (walk->path, (int) walk->path->len - 1);

  return tree;
}

TodokuSpfTree *
todoku_spf_tree_build (TodokuDnsFacts *facts,
                       const char *domain,
                       TodokuSpfRecord *record,
                       gboolean *complete)
{
  g_autoptr (GPtrArray) path = g_ptr_array_new ();
  Walk walk = { .facts = facts, .path = path, .complete = TRUE };
  TodokuSpfTree *tree = walk_record (&walk, domain, record);

  *complete = walk.complete;

  return tree;
}

static gboolean
term_is_broken (const TodokuSpfTreeTerm *node)
{
  if (node->state != TODOKU_SPF_TREE_OK && node->state != TODOKU_SPF_TREE_VOID
      && node->state != TODOKU_SPF_TREE_DNS_FAILURE && node->state != TODOKU_SPF_TREE_MACRO)
    return TRUE;

  return node->child != NULL && todoku_spf_tree_is_broken (node->child);
}

gboolean
todoku_spf_tree_is_broken (const TodokuSpfTree *tree)
{
  if (tree->state == TODOKU_SPF_TREE_SYNTAX_ERROR)
    return TRUE;

  todoku_list_foreach (const TodokuSpfTreeTerm, node, tree->terms)
    if (term_is_broken (node))
      return TRUE;

  return FALSE;
}

// Whether the look-up is the same for every mail, and finds something.
gboolean
todoku_spf_tree_term_always_matches (const TodokuSpfTreeTerm *node)
{
  return node->term->kind == TODOKU_SPF_TERM_EXISTS && node->state == TODOKU_SPF_TREE_OK
         && node->lookups > 0;
}

// Whether a term that is reached lets strangers in.
gboolean
todoku_spf_tree_term_is_opening (const TodokuSpfTreeTerm *node)
{
  const TodokuSpfTerm *term = node->term;

  if (term->error != NULL || term->qualifier != TODOKU_SPF_QUALIFIER_PASS)
    return FALSE;

  return term->kind == TODOKU_SPF_TERM_ALL || todoku_spf_term_is_wide (term)
         || todoku_spf_tree_term_always_matches (node)
         || (node->child != NULL && todoku_spf_tree_find_opening (node->child) != NULL);
}

// The term of @tree that lets strangers in, or NULL. What stands behind all is never reached.
const TodokuSpfTreeTerm *
todoku_spf_tree_find_opening (const TodokuSpfTree *tree)
{
  const TodokuSpfTerm *all = todoku_spf_record_find (tree->record, TODOKU_SPF_TERM_ALL);

  if (todoku_spf_tree_is_broken (tree))
    return NULL;
  todoku_list_foreach (const TodokuSpfTreeTerm, node, tree->terms)
    if ((all == NULL || node->term->position <= all->position)
        && todoku_spf_tree_term_is_opening (node))
      return node;

  return NULL;
}

gboolean
todoku_spf_tree_is_over_a_limit (const TodokuSpfTree *tree)
{
  return tree->lookups > TODOKU_SPF_LOOKUPS_MAX || tree->void_lookups > TODOKU_SPF_VOID_LOOKUPS_MAX;
}

static struct json_object *
term_to_json (const TodokuSpfTreeTerm *node)
{
  struct json_object *object = json_object_new_object ();

  todoku_json_set_string (object, "term", node->term->text);
  todoku_json_set_string (object, "state", todoku_spf_tree_state_get_id (node->state));
  todoku_json_set_int (object, "lookups", node->lookups);
  todoku_json_set_int (object, "void_lookups", node->void_lookups);
  if (node->child != NULL)
    json_object_object_add (object, "record", todoku_spf_tree_to_json (node->child));

  return object;
}

struct json_object *
todoku_spf_tree_to_json (const TodokuSpfTree *tree)
{
  struct json_object *object = json_object_new_object ();
  struct json_object *terms = json_object_new_array ();

  todoku_list_foreach (const TodokuSpfTreeTerm, node, tree->terms)
    json_object_array_add (terms, term_to_json (node));

  todoku_json_set_string (object, "domain", tree->domain);
  todoku_json_set_string (object, "record",
                          tree->record != NULL ? todoku_spf_record_get_text (tree->record) : NULL);
  todoku_json_set_string (object, "state", todoku_spf_tree_state_get_id (tree->state));
  todoku_json_set_int (object, "lookups", tree->lookups);
  todoku_json_set_int (object, "void_lookups", tree->void_lookups);
  json_object_object_add (object, "terms", terms);

  return object;
}
