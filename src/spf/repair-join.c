// SPDX-License-Identifier: GPL-3.0-or-later

// Puts terms together that fell apart: "include: x", "~ all".

#include "spf/repair-private.h"

#include <string.h>

#define SIGNS "+-~?"

static gboolean
is_sign (const char *word)
{
  return todoku_spf_character_is_one_of (word[0], SIGNS) && word[1] == '\0';
}

// Whether the words, joined, are the one term that is meant.
static gboolean
make_term (const char *joined)
{
  g_autofree char *repaired = NULL;

  if (todoku_spf_word_is_bare_all (joined)
      || (todoku_spf_word_is_unknown_modifier (joined) && todoku_spf_word_is_sound (joined, FALSE)))
    return FALSE;
  if (todoku_spf_word_is_sound (joined, FALSE))
    return TRUE;

  repaired = todoku_spf_word_repair (joined, NULL);
  return repaired != NULL && !todoku_spf_word_is_bare_all (repaired);
}

// A lone sign. "-" before anything but all may be the dash of a list.
static gboolean
may_join_sign (const char *sign, const char *next)
{
  if (*sign == '-')
    return todoku_spf_word_is_bare_all (next);

  return !todoku_spf_character_is_one_of (*next, SIGNS) && todoku_spf_word_is_sound (next, FALSE);
}

// "include", "ip4" and the like say nothing without a value.
static const char *
get_separator (const char *word)
{
  static const char *const names[] = { "include", "exists", "ip4", "ip6", "ipv4", "ipv6", "ip" };
  const char *name = word + (todoku_spf_character_is_one_of (*word, SIGNS) ? 1 : 0);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (name, names[i]) == 0)
      return ":";
  if (g_ascii_strcasecmp (word, "redirect") == 0 || g_ascii_strcasecmp (word, "exp") == 0)
    return "=";

  return NULL;
}

// "ip4:192.0.2.0/2 4": a number behind a prefix length goes on with it, whether or not that gives a
// term: the length alone would let many more in than anybody meant.
static gboolean
goes_on_with_prefix (const char *word, const char *next)
{
  const char *slash = strrchr (word, '/');
  g_autofree char *behind = slash != NULL ? g_strconcat (slash + 1, next, NULL) : NULL;

  return slash != NULL && slash[1] != '\0' && g_ascii_isdigit (next[strspn (next, ",;.|")])
         && strspn (slash + 1, "0123456789") == strlen (slash + 1)
         && (todoku_spf_word_is_netmask (behind) || !todoku_spf_word_is_repairable (next));
}

// "ip4:192.0.2.0 255.255.255.0"
static gboolean
is_address_with_mask (const char *word, const char *next)
{
  return strchr (word, '/') == NULL && strchr (word, '.') != NULL
         && todoku_spf_word_is_netmask (next)
         && todoku_spf_repair_find_family (strchr (word, ':') != NULL ? strchr (word, ':') + 1
                                                                      : word)
              != NULL;
}

// What stands between the two words when they are made one; NULL where they are two.
static const char *
find_link (const char *word, const char *next)
{
  gsize length = strlen (word);
  g_autofree char *joined = g_strconcat (word, next, NULL);
  const char *separator = get_separator (word);
  gboolean is_open = length > 0 && todoku_spf_character_is_one_of (word[length - 1], ":=");

  if (goes_on_with_prefix (word, next))
    return "";
  if (is_address_with_mask (word, next))
    return "/";
  if (is_sign (word))
    return may_join_sign (word, next) ? "" : NULL;
  if (todoku_spf_word_is_sound (next, FALSE))
    return NULL;
  if (is_open || todoku_spf_character_is_one_of (*next, ":=/"))
    return make_term (joined) ? "" : NULL;
  if (separator != NULL)
    {
      g_autofree char *separated = g_strconcat (word, separator, next, NULL);

      return make_term (separated) ? separator : NULL;
    }

  if (todoku_spf_word_is_repairable (word) || todoku_spf_word_is_repairable (next))
    return NULL;
  return make_term (joined) ? "" : NULL;
}

static void
join (TodokuSpfBuffer *buffer, guint start, guint end, guint space, guint next, const char *link)
{
  g_autofree char *was = todoku_spf_buffer_get_text (buffer, start, end);
  g_autofree char *left = todoku_spf_buffer_get_text (buffer, start, space);
  g_autofree char *right = todoku_spf_buffer_get_text (buffer, next, end);
  g_autofree char *now = g_strconcat (left, link, right, NULL);

  todoku_spf_buffer_report (buffer, TODOKU_SPF_REPAIR_BROKEN_TERM, start, was, now);
  todoku_spf_buffer_replace (buffer, space, next, link);
}

// "include : x": a lone colon between two words. "ip4:192.0.2.4 - 192.0.2.7": a range.
static gboolean
join_around_separator (TodokuSpfBuffer *buffer, guint start, guint end, guint colon, guint third)
{
  g_autofree char *word = todoku_spf_buffer_get_text (buffer, start, end);
  g_autofree char *separator = todoku_spf_buffer_get_text (buffer, colon, colon + 1);
  g_autofree char *next = NULL;
  g_autofree char *joined = NULL;
  guint next_start;
  guint next_end;

  if (third != colon + 1 || !todoku_spf_character_is_one_of (*separator, ":=-~")
      || !todoku_spf_buffer_find_word (buffer, third, &next_start, &next_end))
    return FALSE;

  next = todoku_spf_buffer_get_text (buffer, next_start, next_end);
  joined = g_strconcat (word, separator, next, NULL);
  if (todoku_spf_word_is_sound (next, FALSE) || !make_term (joined))
    return FALSE;

  join (buffer, start, next_end, end, next_start, separator);
  return TRUE;
}

gboolean
todoku_spf_buffer_join_words (TodokuSpfBuffer *buffer, guint start, guint end)
{
  g_autofree char *word = todoku_spf_buffer_get_text (buffer, start, end);
  g_autofree char *next = NULL;
  const char *link;
  guint next_start;
  guint next_end;

  if (!todoku_spf_buffer_find_word (buffer, end, &next_start, &next_end))
    return FALSE;

  next = todoku_spf_buffer_get_text (buffer, next_start, next_end);
  if (!g_str_is_ascii (word) || !g_str_is_ascii (next))
    return FALSE;
  if (join_around_separator (buffer, start, end, next_start, next_end))
    return TRUE;

  link = find_link (word, next);
  if (link == NULL)
    return FALSE;

  join (buffer, start, next_end, end, next_start, link);
  return TRUE;
}
