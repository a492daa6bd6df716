// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalog/pattern.h"

#include "base/list.h"
#include "dns/name.h"

#include <string.h>

/* "include:" and the longest name; bounds the work of a regular expression on what others wrote. */
#define TEXT_MAX 262

/* The most labels of a key, and so the most look-ups for a text. */
#define KEY_LABELS_MAX 4

/* Whether @expression has a | outside of its groups, so that its end tells nothing of the rest. */
static gboolean
has_alternatives (const char *expression)
{
  int depth = 0;
  gboolean in_set = FALSE;

  for (const char *at = expression; *at != '\0'; at++)
    if (*at == '\\' && at[1] != '\0')
      at++;
    else if (in_set)
      in_set = *at != ']';
    else if (*at == '|' && depth == 0)
      return TRUE;
    else if (*at == '[')
      in_set = TRUE;
    else if (*at == '(' || *at == ')')
      depth += *at == '(' ? 1 : -1;

  return FALSE;
}

/* The plain octets at the end of @expression: ".ne.jp" of "[0-9]\.ne\.jp$"; "^" before them where
 * they are all of it. What is not plain for sure ends them. */
static char *
find_tail (const char *expression)
{
  g_autoptr (GString) tail = g_string_new (NULL);
  const char *at = expression + strlen (expression);

  if (has_alternatives (expression) || at == expression || at[-1] != '$')
    return g_strdup ("");

  at--;
  while (at > expression && at[-1] == ')' && strpbrk (expression, "|!<") == NULL)
    at--;
  for (; at > expression; at--)
    {
      gboolean is_escaped = at > expression + 1 && at[-2] == '\\';
      gboolean is_plain = g_ascii_isalnum (at[-1]) || strchr ("-_:=/", at[-1]) != NULL;

      if (is_escaped ? at[-1] != '.' : !is_plain)
        break;
      g_string_prepend_c (tail, at[-1]);
      at -= is_escaped ? 1 : 0;
    }
  if (at == expression + 1 && *expression == '^')
    g_string_prepend_c (tail, '^');

  return g_string_free (g_steal_pointer (&tail), FALSE);
}

/* The last labels of @text, KEY_LABELS_MAX of them at most. */
static const char *
last_labels (const char *text)
{
  const char *at = text + strlen (text);

  for (guint n = 0; at > text; at--)
    if (at[-1] == '.' && ++n == KEY_LABELS_MAX)
      break;

  return at;
}

static TodokuCatalogPattern *
pattern_new (TodokuPatternKind kind, const TodokuMailHost *host, const char *key)
{
  TodokuCatalogPattern *pattern = g_new0 (TodokuCatalogPattern, 1);

  pattern->kind = kind;
  pattern->host = host;
  pattern->key = g_strdup (last_labels (key));

  return pattern;
}

TodokuCatalogPattern *
todoku_catalog_pattern_new_literal (TodokuPatternKind kind,
                                    const TodokuMailHost *host,
                                    const char *text)
{
  TodokuCatalogPattern *pattern = pattern_new (kind, host, text);

  pattern->literal = g_strdup (text);

  return pattern;
}

TodokuCatalogPattern *
todoku_catalog_pattern_new (TodokuPatternKind kind,
                            const TodokuMailHost *host,
                            const char *expression,
                            const char *fills,
                            GError **error)
{
  GRegexCompileFlags flags = G_REGEX_OPTIMIZE | G_REGEX_RAW | G_REGEX_DOLLAR_ENDONLY;
  GRegex *regex = g_regex_new (expression, flags, 0, error);

  if (regex == NULL)
    return NULL;

  // The first label of a tail may have more before it.
  g_autofree char *tail = find_tail (expression);
  const char *begin = *tail == '^' ? tail : strchr (tail, '.');
  TodokuCatalogPattern *pattern = pattern_new (kind, host, begin != NULL ? begin + 1 : "");

  pattern->regex = regex;
  pattern->fills = g_strdup (fills);

  return pattern;
}

void
todoku_catalog_pattern_free (TodokuCatalogPattern *pattern)
{
  g_free (pattern->literal);
  g_clear_pointer (&pattern->regex, g_regex_unref);
  g_free (pattern->fills);
  g_free (pattern->key);
  g_free (pattern);
}

GHashTable *
todoku_pattern_index_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
}

void
todoku_pattern_index_add (GHashTable *index, TodokuCatalogPattern *pattern)
{
  GPtrArray *patterns = g_hash_table_lookup (index, pattern->key);

  if (patterns == NULL)
    {
      patterns = g_ptr_array_new ();
      g_hash_table_insert (index, pattern->key, patterns);
    }
  g_ptr_array_add (patterns, pattern);
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  const TodokuCatalogPattern *first = *(const TodokuCatalogPattern *const *) a;
  const TodokuCatalogPattern *second = *(const TodokuCatalogPattern *const *) b;

  return first->position < second->position ? -1 : 1;
}

static void
add_those_of_key (GHashTable *index, const char *key, GPtrArray *found)
{
  GPtrArray *patterns = g_hash_table_lookup (index, key);

  if (patterns != NULL)
    g_ptr_array_extend (found, patterns, NULL, NULL);
}

GPtrArray *
todoku_pattern_index_find (GHashTable *index, const char *text)
{
  GPtrArray *found = g_ptr_array_new ();
  const char *begin = last_labels (text);

  if (strlen (text) > TEXT_MAX)
    return found;

  add_those_of_key (index, "", found);
  for (const char *at = text + strlen (text); at-- > begin;)
    if (at == begin || at[-1] == '.')
      add_those_of_key (index, at, found);
  g_ptr_array_sort (found, compare_positions);

  return found;
}

gboolean
todoku_catalog_has_names_within (TodokuCatalog *catalog, const char *domain)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, catalog->patterns);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (todoku_dns_name_is_within (key, domain))
      return TRUE;

  return FALSE;
}

static void
match_free (gpointer data)
{
  TodokuCatalogMatch *match = data;

  g_hash_table_unref (match->values);
  g_free (match);
}

/* The last of @matches where it is for @host; otherwise a new one. */
static TodokuCatalogMatch *
match_for (GPtrArray *matches, const TodokuMailHost *host)
{
  TodokuCatalogMatch *last =
    matches->len > 0 ? g_ptr_array_index (matches, matches->len - 1) : NULL;

  if (last != NULL && last->host == host)
    return last;

  last = g_new0 (TodokuCatalogMatch, 1);
  last->host = host;
  last->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_ptr_array_add (matches, last);

  return last;
}

static void
try_pattern (const TodokuCatalogPattern *pattern, const char *text, GPtrArray *matches)
{
  g_autoptr (GMatchInfo) info = NULL;

  if (pattern->literal != NULL ? !g_str_equal (pattern->literal, text)
                               : !g_regex_match (pattern->regex, text, 0, &info))
    return;

  TodokuCatalogMatch *match = match_for (matches, pattern->host);

  if (pattern->fills != NULL && !g_hash_table_contains (match->values, pattern->fills))
    {
      int group = g_regex_get_capture_count (pattern->regex) > 0 ? 1 : 0;

      g_hash_table_insert (match->values, g_strdup (pattern->fills),
                           g_match_info_fetch (info, group));
    }
}

GPtrArray *
todoku_catalog_match (TodokuCatalog *catalog, TodokuPatternKind kinds, const char *text)
{
  g_autoptr (GPtrArray) patterns = todoku_pattern_index_find (catalog->patterns, text);
  GPtrArray *matches = g_ptr_array_new_with_free_func (match_free);

  // All are tried: one may prove the host, and another fill a placeholder.
  todoku_list_foreach (const TodokuCatalogPattern, pattern, patterns)
    if ((pattern->kind & kinds) != 0)
      try_pattern (pattern, text, matches);

  return matches;
}

/* Whether @octet is in the set that begins after '[' at @set; *@end gets what follows its ']'. */
static gboolean
set_contains (const char *set, char octet, const char **end)
{
  gboolean found = FALSE;

  for (; *set != ']' && *set != '\0'; set++)
    {
      char low = g_ascii_tolower (*set);
      char high = low;

      if (set[1] == '-' && set[2] != ']' && set[2] != '\0')
        {
          high = g_ascii_tolower (set[2]);
          set += 2;
        }
      found = found || (octet >= low && octet <= high);
    }
  *end = *set == ']' ? set + 1 : set;

  return found;
}

/* Whether the one sign at @glob, which is not '*', takes @octet; *@end gets what follows it. */
static gboolean
sign_takes (const char *glob, char octet, const char **end)
{
  octet = g_ascii_tolower (octet);
  if (*glob == '[')
    return set_contains (glob + 1, octet, end);

  *end = glob + 1;

  return *glob == '?' || g_ascii_tolower (*glob) == octet;
}

// GPatternSpec has no sets, and takes exponential time for many stars; fnmatch() depends on the
// locale. Here only the last '*' is ever tried again, so the work is at most the product of both
// lengths.
gboolean
todoku_catalog_glob_matches (const char *glob, const char *name)
{
  const char *retry_glob = NULL;
  const char *retry_name = NULL;

  while (*name != '\0')
    {
      const char *end = NULL;

      if (*glob == '*')
        {
          retry_glob = ++glob;
          retry_name = name;
        }
      else if (*glob != '\0' && sign_takes (glob, *name, &end))
        {
          glob = end;
          name++;
        }
      else if (retry_glob != NULL)
        {
          glob = retry_glob;
          name = ++retry_name;
        }
      else
        return FALSE;
    }

  return glob[strspn (glob, "*")] == '\0';
}

gboolean
todoku_catalog_globs_match (const char *const *globs, const char *name)
{
  for (gsize i = 0; globs != NULL && globs[i] != NULL; i++)
    if (todoku_catalog_glob_matches (globs[i], name))
      return TRUE;

  return FALSE;
}
