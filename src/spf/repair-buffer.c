// SPDX-License-Identifier: GPL-3.0-or-later

#include "spf/repair-private.h"

#include <string.h>

TodokuSpfRepair *
todoku_spf_repair_new (TodokuSpfRepairKind kind, guint position, const char *was, const char *now)
{
  TodokuSpfRepair *repair = g_new0 (TodokuSpfRepair, 1);

  repair->kind = kind;
  repair->position = position;
  repair->was = g_strdup (was);
  repair->now = g_strdup (now);

  return repair;
}

void
todoku_spf_repair_free (TodokuSpfRepair *repair)
{
  g_free (repair->was);
  g_free (repair->now);
  g_free (repair);
}

TodokuSpfBuffer *
todoku_spf_buffer_new (GArray *cells)
{
  TodokuSpfBuffer *buffer = g_new0 (TodokuSpfBuffer, 1);

  buffer->cells = cells;
  buffer->repairs = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_spf_repair_free);

  return buffer;
}

void
todoku_spf_buffer_free (TodokuSpfBuffer *buffer)
{
  g_array_unref (buffer->cells);
  g_ptr_array_unref (buffer->repairs);
  g_free (buffer);
}

gunichar
todoku_spf_buffer_get (const TodokuSpfBuffer *buffer, guint index)
{
  return index < buffer->cells->len ? g_array_index (buffer->cells, TodokuSpfCell, index).c : 0;
}

char *
todoku_spf_buffer_get_text (const TodokuSpfBuffer *buffer, guint start, guint end)
{
  g_autoptr (GString) text = g_string_sized_new (end - start + 1);

  for (guint i = start; i < end; i++)
    {
      gunichar c = todoku_spf_buffer_get (buffer, i);

      g_string_append_unichar (text, c == 0 ? 0xFFFD : c);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

gboolean
todoku_spf_buffer_find_word (const TodokuSpfBuffer *buffer, guint from, guint *start, guint *end)
{
  guint n = buffer->cells->len;

  *start = from;
  while (*start < n && todoku_spf_buffer_get (buffer, *start) == ' ')
    (*start)++;
  *end = *start;
  while (*end < n && todoku_spf_buffer_get (buffer, *end) != ' ')
    (*end)++;

  return *start < n;
}

char
todoku_spf_buffer_fold (const TodokuSpfBuffer *buffer, guint index)
{
  char ascii = '\0';

  if (index < buffer->cells->len
      && todoku_spf_character_classify (todoku_spf_buffer_get (buffer, index), &ascii)
           == TODOKU_SPF_CHARACTER_INVISIBLE)
    return ' ';

  return g_ascii_tolower (ascii);
}

gboolean
todoku_spf_buffer_is_quote (const TodokuSpfBuffer *buffer, guint index)
{
  return index < buffer->cells->len
         && todoku_spf_character_is_quote (todoku_spf_buffer_get (buffer, index));
}

gboolean
todoku_spf_buffer_is_blank (const TodokuSpfBuffer *buffer, guint index)
{
  return todoku_spf_buffer_fold (buffer, index) == ' ';
}

guint
todoku_spf_buffer_skip_blank (const TodokuSpfBuffer *buffer, guint index)
{
  char c;

  for (; index < buffer->cells->len; index++)
    {
      c = todoku_spf_buffer_fold (buffer, index);
      if (c != ' ' && c != '(' && c != ')' && c != '\\')
        break;
    }

  return index;
}

static guint
get_position (const TodokuSpfBuffer *buffer, guint index)
{
  if (buffer->cells->len == 0)
    return 0;

  return g_array_index (buffer->cells, TodokuSpfCell, MIN (index, buffer->cells->len - 1)).position;
}

static void
exchange (TodokuSpfBuffer *buffer, guint start, guint end, const char *ascii, gsize length)
{
  guint position = get_position (buffer, start);

  g_array_remove_range (buffer->cells, start, end - start);
  for (gsize i = 0; i < length; i++)
    {
      TodokuSpfCell cell = { (guchar) ascii[i], position };

      g_array_insert_val (buffer->cells, start + i, cell);
    }
}

void
todoku_spf_buffer_replace (TodokuSpfBuffer *buffer, guint start, guint end, const char *ascii)
{
  gsize length = strlen (ascii);

  // What stays keeps its position.
  while (start < end && length > 0 && todoku_spf_buffer_get (buffer, start) == (guchar) *ascii)
    {
      start++;
      ascii++;
      length--;
    }
  while (start < end && length > 0
         && todoku_spf_buffer_get (buffer, end - 1) == (guchar) ascii[length - 1])
    {
      end--;
      length--;
    }

  exchange (buffer, start, end, ascii, length);
  buffer->n_changes++;
}

void
todoku_spf_buffer_remove_word (TodokuSpfBuffer *buffer, guint start, guint end)
{
  if (todoku_spf_buffer_get (buffer, end) == ' ')
    end++;
  else if (start > 0 && todoku_spf_buffer_get (buffer, start - 1) == ' ')
    start--;

  todoku_spf_buffer_replace (buffer, start, end, "");
}

gboolean
todoku_spf_buffer_strip_quotes (TodokuSpfBuffer *buffer, guint start, guint end)
{
  guint n = 0;

  for (guint i = end; i-- > start;)
    if (todoku_spf_buffer_is_quote (buffer, i))
      {
        g_autofree char *was = todoku_spf_character_to_visible (todoku_spf_buffer_get (buffer, i));

        todoku_spf_buffer_report (buffer, TODOKU_SPF_REPAIR_QUOTES, i, was, NULL);
        if (end - start == ++n)
          todoku_spf_buffer_remove_word (buffer, start, start + 1);
        else
          todoku_spf_buffer_replace (buffer, i, i + 1, "");
      }

  return n > 0;
}

// Spaces, quotes and the version are outside of terms, and one sentence is enough for all of them;
// what was wrong in a term is reported at each.
static gboolean
is_reported (const TodokuSpfBuffer *buffer, TodokuSpfRepairKind kind, const char *was)
{
  if (kind != TODOKU_SPF_REPAIR_WHITE_SPACE && kind != TODOKU_SPF_REPAIR_QUOTES
      && kind != TODOKU_SPF_REPAIR_VERSION)
    return FALSE;

  for (guint i = 0; i < buffer->repairs->len; i++)
    {
      const TodokuSpfRepair *repair = g_ptr_array_index (buffer->repairs, i);

      if (repair->kind == kind && g_strcmp0 (repair->was, was) == 0)
        return TRUE;
    }

  return FALSE;
}

void
todoku_spf_buffer_report (TodokuSpfBuffer *buffer,
                          TodokuSpfRepairKind kind,
                          guint index,
                          const char *was,
                          const char *now)
{
  if (!is_reported (buffer, kind, was))
    g_ptr_array_add (buffer->repairs,
                     todoku_spf_repair_new (kind, get_position (buffer, index), was, now));
}
