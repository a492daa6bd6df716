// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/tag-list.h"

#include <string.h>

static void
tag_free (TodokuTag *tag)
{
  g_free (tag->text);
  g_free (tag->name);
  g_free (tag->value);
  g_free (tag);
}

// FWS of RFC 6376 (2.8); a text record may hold any of it.
static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void
strip (const char *text, gsize *start, gsize *end)
{
  while (*start < *end && is_space (text[*start]))
    (*start)++;
  while (*end > *start && is_space (text[*end - 1]))
    (*end)--;
}

static char *
dup_range (const char *text, gsize start, gsize end)
{
  return g_utf8_make_valid (text + start, (gssize) (end - start));
}

static TodokuTag *
tag_new (const char *text, gsize start, gsize end)
{
  TodokuTag *tag = g_new0 (TodokuTag, 1);
  const char *equals;

  strip (text, &start, &end);
  tag->text = dup_range (text, start, end);
  tag->position = start;
  tag->value_position = end;
  equals = memchr (text + start, '=', end - start);
  if (equals == NULL)
    return tag;

  gsize name_end = (gsize) (equals - text);
  gsize value_start = name_end + 1;

  strip (text, &start, &name_end);
  strip (text, &value_start, &end);
  tag->name = dup_range (text, start, name_end);
  tag->value = dup_range (text, value_start, end);
  tag->value_position = value_start;

  return tag;
}

GPtrArray *
todoku_tag_list_parse (const char *text, gsize length)
{
  GPtrArray *tags = g_ptr_array_new_with_free_func ((GDestroyNotify) tag_free);

  for (gsize start = 0; start < length;)
    {
      const char *semicolon = memchr (text + start, ';', length - start);
      gsize end = semicolon != NULL ? (gsize) (semicolon - text) : length;
      gsize first = start;
      gsize last = end;

      strip (text, &first, &last);
      if (first < last || semicolon != NULL)
        g_ptr_array_add (tags, tag_new (text, start, end));
      start = end + 1;
    }

  return tags;
}

const TodokuTag *
todoku_tag_list_find (GPtrArray *tags, const char *name)
{
  todoku_list_foreach (const TodokuTag, tag, tags)
    if (g_strcmp0 (tag->name, name) == 0)
      return tag;

  return NULL;
}

const TodokuTag *
todoku_tag_list_find_repeated (GPtrArray *tags)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  todoku_list_foreach (TodokuTag, tag, tags)
    if (tag->name != NULL && !g_hash_table_add (names, tag->name))
      return tag;

  return NULL;
}
