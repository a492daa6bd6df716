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

TodokuSpfDraft *
todoku_spf_draft_new (GArray *cells)
{
  TodokuSpfDraft *draft = g_new0 (TodokuSpfDraft, 1);

  draft->cells = cells;
  draft->repairs = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_spf_repair_free);

  return draft;
}

void
todoku_spf_draft_free (TodokuSpfDraft *draft)
{
  g_array_unref (draft->cells);
  g_ptr_array_unref (draft->repairs);
  g_free (draft);
}

gunichar
todoku_spf_draft_get (const TodokuSpfDraft *draft, guint index)
{
  return index < draft->cells->len ? g_array_index (draft->cells, TodokuSpfCell, index).c : 0;
}

char *
todoku_spf_draft_get_text (const TodokuSpfDraft *draft, guint start, guint end)
{
  g_autoptr (GString) text = g_string_sized_new (end - start + 1);

  for (guint i = start; i < end; i++)
    {
      gunichar c = todoku_spf_draft_get (draft, i);

      g_string_append_unichar (text, c == 0 ? 0xFFFD : c);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

gboolean
todoku_spf_draft_find_word (const TodokuSpfDraft *draft, guint from, guint *start, guint *end)
{
  guint n = draft->cells->len;

  *start = from;
  while (*start < n && todoku_spf_draft_get (draft, *start) == ' ')
    (*start)++;
  *end = *start;
  while (*end < n && todoku_spf_draft_get (draft, *end) != ' ')
    (*end)++;

  return *start < n;
}

char
todoku_spf_draft_fold (const TodokuSpfDraft *draft, guint index)
{
  char ascii = '\0';

  if (index < draft->cells->len
      && todoku_spf_character_classify (todoku_spf_draft_get (draft, index), &ascii)
           == TODOKU_SPF_CHARACTER_INVISIBLE)
    return ' ';

  return g_ascii_tolower (ascii);
}

gboolean
todoku_spf_draft_is_quote (const TodokuSpfDraft *draft, guint index)
{
  return index < draft->cells->len
         && todoku_spf_character_is_quote (todoku_spf_draft_get (draft, index));
}

gboolean
todoku_spf_draft_is_blank (const TodokuSpfDraft *draft, guint index)
{
  return todoku_spf_draft_fold (draft, index) == ' ';
}

guint
todoku_spf_draft_skip_blank (const TodokuSpfDraft *draft, guint index)
{
  char c;

  for (; index < draft->cells->len; index++)
    {
      c = todoku_spf_draft_fold (draft, index);
      if (c != ' ' && c != '(' && c != ')' && c != '\\')
        break;
    }

  return index;
}

static guint
get_position (const TodokuSpfDraft *draft, guint index)
{
  if (draft->cells->len == 0)
    return 0;

  return g_array_index (draft->cells, TodokuSpfCell, MIN (index, draft->cells->len - 1)).position;
}

static void
exchange (TodokuSpfDraft *draft, guint start, guint end, const char *ascii, gsize length)
{
  guint position = get_position (draft, start);

  g_array_remove_range (draft->cells, start, end - start);
  for (gsize i = 0; i < length; i++)
    {
      TodokuSpfCell cell = { (guchar) ascii[i], position };

      g_array_insert_val (draft->cells, start + i, cell);
    }
}

void
todoku_spf_draft_replace (TodokuSpfDraft *draft, guint start, guint end, const char *ascii)
{
  gsize length = strlen (ascii);

  // What stays keeps its position.
  while (start < end && length > 0 && todoku_spf_draft_get (draft, start) == (guchar) *ascii)
    {
      start++;
      ascii++;
      length--;
    }
  while (start < end && length > 0
         && todoku_spf_draft_get (draft, end - 1) == (guchar) ascii[length - 1])
    {
      end--;
      length--;
    }

  exchange (draft, start, end, ascii, length);
  draft->n_changes++;
}

void
todoku_spf_draft_remove_word (TodokuSpfDraft *draft, guint start, guint end)
{
  if (todoku_spf_draft_get (draft, end) == ' ')
    end++;
  else if (start > 0 && todoku_spf_draft_get (draft, start - 1) == ' ')
    start--;

  todoku_spf_draft_replace (draft, start, end, "");
}

gboolean
todoku_spf_draft_strip_quotes (TodokuSpfDraft *draft, guint start, guint end)
{
  guint n = 0;

  for (guint i = end; i-- > start;)
    if (todoku_spf_draft_is_quote (draft, i))
      {
        g_autofree char *was = todoku_spf_character_to_visible (todoku_spf_draft_get (draft, i));

        todoku_spf_draft_tell (draft, TODOKU_SPF_REPAIR_QUOTES, i, was, NULL);
        if (end - start == ++n)
          todoku_spf_draft_remove_word (draft, start, start + 1);
        else
          todoku_spf_draft_replace (draft, i, i + 1, "");
      }

  return n > 0;
}

// Spaces, quotes and the version are outside of terms, and one sentence is enough for all of them;
// what was wrong in a term is told at each.
static gboolean
is_told (const TodokuSpfDraft *draft, TodokuSpfRepairKind kind, const char *was)
{
  if (kind != TODOKU_SPF_REPAIR_WHITE_SPACE && kind != TODOKU_SPF_REPAIR_QUOTES
      && kind != TODOKU_SPF_REPAIR_VERSION)
    return FALSE;

  for (guint i = 0; i < draft->repairs->len; i++)
    {
      const TodokuSpfRepair *repair = g_ptr_array_index (draft->repairs, i);

      if (repair->kind == kind && g_strcmp0 (repair->was, was) == 0)
        return TRUE;
    }

  return FALSE;
}

void
todoku_spf_draft_tell (TodokuSpfDraft *draft,
                       TodokuSpfRepairKind kind,
                       guint index,
                       const char *was,
                       const char *now)
{
  if (!is_told (draft, kind, was))
    g_ptr_array_add (draft->repairs,
                     todoku_spf_repair_new (kind, get_position (draft, index), was, now));
}
