// SPDX-License-Identifier: GPL-3.0-or-later

// A value in pieces, "…" "…", as zone files and panels write it.

#include "spf/repair-private.h"

// The pieces of a value, "…" "…", as they stand in a zone file.
typedef struct
{
  GArray *starts;
  GArray *ends;
  guint end; // behind the last quote
} Pieces;

static void
pieces_clear (Pieces *pieces)
{
  g_clear_pointer (&pieces->starts, g_array_unref);
  g_clear_pointer (&pieces->ends, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pieces, pieces_clear)

static void
find_pieces (const TodokuSpfBuffer *buffer, guint index, Pieces *pieces)
{
  guint n = buffer->cells->len;

  pieces->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  pieces->ends = g_array_new (FALSE, FALSE, sizeof (guint));

  while (todoku_spf_buffer_is_quote (buffer, index))
    {
      guint start = index + 1;
      guint end = start;
      guint escape;

      while (end < n && !todoku_spf_buffer_is_quote (buffer, end))
        end++;
      escape = end > start && todoku_spf_buffer_fold (buffer, end - 1) == '\\' ? end - 1 : end;
      g_array_append_val (pieces->starts, start);
      g_array_append_val (pieces->ends, escape);
      pieces->end = MIN (end + 1, n);
      index = todoku_spf_buffer_skip_blank (buffer, pieces->end);
    }
}

// What is blank, and so will be reported later.
static void
append_blank (GArray *cells, const TodokuSpfBuffer *buffer, guint start, guint end)
{
  for (guint i = start; i < end; i++)
    if (todoku_spf_buffer_is_blank (buffer, i))
      g_array_append_val (cells, g_array_index (buffer->cells, TodokuSpfCell, i));
}

static void
append_cells (GArray *cells, const TodokuSpfBuffer *buffer, guint start, guint end)
{
  if (end > start)
    g_array_append_vals (cells, &g_array_index (buffer->cells, TodokuSpfCell, start), end - start);
}

static char *
get_last_word (const TodokuSpfBuffer *buffer, guint start, guint end)
{
  guint from = end;

  while (from > start && !todoku_spf_buffer_is_blank (buffer, from - 1))
    from--;

  return todoku_spf_buffer_get_text (buffer, from, end);
}

static char *
get_first_word (const TodokuSpfBuffer *buffer, guint start, guint end)
{
  guint to = start;

  while (to < end && !todoku_spf_buffer_is_blank (buffer, to))
    to++;

  return todoku_spf_buffer_get_text (buffer, start, to);
}

// DNS joins pieces as they are. Where that makes no term and the halves are terms, the space
// between them was lost.
static gboolean
is_space_lost (TodokuSpfBuffer *buffer, const Pieces *pieces, guint i)
{
  guint start = g_array_index (pieces->starts, guint, i);
  g_autofree char *left = get_last_word (buffer, g_array_index (pieces->starts, guint, i - 1),
                                         g_array_index (pieces->ends, guint, i - 1));
  g_autofree char *right = get_first_word (buffer, start, g_array_index (pieces->ends, guint, i));
  g_autofree char *joined = g_strconcat (left, right, NULL);
  g_autofree char *parted = g_strconcat (left, " ", right, NULL);
  TodokuSpfJoin join;

  if (*left == '\0' || *right == '\0')
    return FALSE;

  join = todoku_spf_words_join (left, right);
  if (join == TODOKU_SPF_JOIN_TWO_WORDS)
    todoku_spf_buffer_report (buffer, TODOKU_SPF_REPAIR_GLUED_TERMS, start, joined, parted);
  else if (join == TODOKU_SPF_JOIN_UNCERTAIN)
    todoku_spf_buffer_report (buffer, TODOKU_SPF_REPAIR_UNCERTAIN, start, joined, NULL);

  return join == TODOKU_SPF_JOIN_TWO_WORDS;
}

static gboolean
find_first_quote (const TodokuSpfBuffer *buffer, guint *first)
{
  *first = todoku_spf_buffer_skip_blank (buffer, 0);
  return todoku_spf_buffer_is_quote (buffer, *first);
}

gboolean
todoku_spf_buffer_find_pieces (const TodokuSpfBuffer *buffer, guint *end)
{
  g_auto (Pieces) pieces = { NULL, NULL, 0 };
  guint first;

  if (!find_first_quote (buffer, &first))
    return FALSE;

  find_pieces (buffer, first, &pieces);
  *end = pieces.end;
  return TRUE;
}

static void
append_pieces (GArray *cells, TodokuSpfBuffer *buffer, const Pieces *pieces)
{
  for (guint i = 0; i < pieces->starts->len; i++)
    {
      guint start = g_array_index (pieces->starts, guint, i);

      if (i > 0 && is_space_lost (buffer, pieces, i))
        {
          TodokuSpfCell space = { ' ',
                                  g_array_index (buffer->cells, TodokuSpfCell, start).position };

          g_array_append_val (cells, space);
        }
      append_cells (cells, buffer, start, g_array_index (pieces->ends, guint, i));
    }
}

void
todoku_spf_buffer_join_pieces (TodokuSpfBuffer *buffer)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (TodokuSpfCell));
  g_auto (Pieces) pieces = { NULL, NULL, 0 };
  g_autofree char *quote = NULL;
  guint first;

  if (!find_first_quote (buffer, &first))
    return;

  find_pieces (buffer, first, &pieces);
  quote = todoku_spf_character_to_visible (todoku_spf_buffer_get (buffer, first));
  todoku_spf_buffer_report (buffer, TODOKU_SPF_REPAIR_QUOTES, first, quote, NULL);

  append_blank (cells, buffer, 0, first);
  append_pieces (cells, buffer, &pieces);
  append_blank (cells, buffer, pieces.end, buffer->cells->len);

  g_array_unref (buffer->cells);
  buffer->cells = g_steal_pointer (&cells);
  buffer->n_changes++;
}
