// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalog/glob.h"

#include <string.h>

// GPatternSpec has no sets, and fnmatch() depends on the locale.

/* Whether @octet is in the set that begins after '[' at @set; *@end gets what follows its ']'. */
static gboolean
set_contains (const char *set, char octet, const char **end)
{
  gboolean found = FALSE;

  while (*set != ']' && *set != '\0')
    {
      char low = g_ascii_tolower (*set);
      char high = low;

      if (set[1] == '-' && set[2] != ']' && set[2] != '\0')
        {
          high = g_ascii_tolower (set[2]);
          set += 2;
        }
      if (octet >= low && octet <= high)
        found = TRUE;
      set++;
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

// Only the last '*' is ever tried again, so the work is at most the product of both lengths.
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

  while (*glob == '*')
    glob++;

  return *glob == '\0';
}

gboolean
todoku_catalog_glob_is_valid (const char *glob)
{
  gboolean in_set = FALSE;

  if (*glob == '\0')
    return FALSE;

  for (; *glob != '\0'; glob++)
    {
      if (*glob == '[' && !in_set)
        in_set = TRUE;
      else if (*glob == ']' && in_set)
        in_set = FALSE;
      else if (!g_ascii_isalnum (*glob) && strchr (in_set ? "-" : "-._*?", *glob) == NULL)
        return FALSE;
    }

  return !in_set;
}

gboolean
todoku_catalog_globs_match (const char *const *globs, const char *name)
{
  for (gsize i = 0; globs != NULL && globs[i] != NULL; i++)
    if (todoku_catalog_glob_matches (globs[i], name))
      return TRUE;

  return FALSE;
}
