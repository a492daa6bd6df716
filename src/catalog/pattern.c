// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalog/pattern.h"

#include <string.h>

/* "include:" and the longest name; bounds the work of a regular expression on what others wrote. */
#define TEXT_MAX 262

GRegex *
todoku_catalog_regex_new (const char *expression, GError **error)
{
  return g_regex_new (expression, G_REGEX_OPTIMIZE | G_REGEX_RAW | G_REGEX_DOLLAR_ENDONLY, 0,
                      error);
}

TodokuCatalogPattern *
todoku_catalog_pattern_new (GRegex *regex, const char *fills)
{
  TodokuCatalogPattern *pattern = g_new0 (TodokuCatalogPattern, 1);

  pattern->regex = g_regex_ref (regex);
  pattern->fills = g_strdup (fills);

  return pattern;
}

void
todoku_catalog_pattern_free (TodokuCatalogPattern *pattern)
{
  g_regex_unref (pattern->regex);
  g_free (pattern->fills);
  g_free (pattern);
}

static gboolean
pattern_matches (const TodokuCatalogPattern *pattern, const char *text, GHashTable *values)
{
  g_autoptr (GMatchInfo) match = NULL;

  if (!g_regex_match (pattern->regex, text, 0, &match))
    return FALSE;

  if (pattern->fills != NULL && values != NULL && !g_hash_table_contains (values, pattern->fills))
    {
      int group = g_regex_get_capture_count (pattern->regex) > 0 ? 1 : 0;

      g_hash_table_insert (values, g_strdup (pattern->fills), g_match_info_fetch (match, group));
    }

  return TRUE;
}

gboolean
todoku_catalog_patterns_match (GPtrArray *patterns, const char *text, GHashTable *values)
{
  gboolean matches = FALSE;

  if (strlen (text) > TEXT_MAX)
    return FALSE;

  // All are tried: one may prove the host, and another fill a placeholder.
  for (guint i = 0; i < patterns->len; i++)
    if (pattern_matches (g_ptr_array_index (patterns, i), text, values))
      matches = TRUE;

  return matches;
}
