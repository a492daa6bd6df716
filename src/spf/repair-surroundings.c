// SPDX-License-Identifier: GPL-3.0-or-later

// Takes a value out of what was pasted with it: the quotes and the rest of a zone file's line, or
// words before it.

#include "spf/repair-private.h"

#include <string.h>

#define VERSION "v=spf1"

// The ASCII character a cell stands for, in lower case; a space for what cannot be seen; 0 where
// there is none.
static char
fold (const TodokuSpfDraft *draft, guint index)
{
  char ascii = '\0';

  if (index < draft->cells->len
      && todoku_spf_character_classify (todoku_spf_draft_get (draft, index), &ascii)
           == TODOKU_SPF_CHARACTER_INVISIBLE)
    return ' ';

  return g_ascii_tolower (ascii);
}

static gboolean
is_quote (const TodokuSpfDraft *draft, guint index)
{
  return index < draft->cells->len
         && todoku_spf_character_is_quote (todoku_spf_draft_get (draft, index));
}

static gboolean
is_blank (const TodokuSpfDraft *draft, guint index)
{
  return fold (draft, index) == ' ';
}

static gboolean
is_version_at (const TodokuSpfDraft *draft, guint index)
{
  char before = index > 0 ? fold (draft, index - 1) : ' ';

  if (g_ascii_isalnum (before) || (before != '\0' && strchr ("-_.", before) != NULL))
    return FALSE;

  for (guint i = 0; VERSION[i] != '\0'; i++)
    if (fold (draft, index + i) != VERSION[i])
      return FALSE;

  return !g_ascii_isdigit (fold (draft, index + (guint) strlen (VERSION)));
}

static gboolean
find_version (const TodokuSpfDraft *draft, guint from, guint *index)
{
  for (guint i = from; i < draft->cells->len; i++)
    if (is_version_at (draft, i))
      {
        *index = i;
        return TRUE;
      }

  return FALSE;
}

static guint
skip_blank_and_quotes (const TodokuSpfDraft *draft, guint index)
{
  while (is_blank (draft, index) || is_quote (draft, index))
    index++;

  return index;
}

// Whether there are two records in the text, not only the same word twice.
static gboolean
has_second_record (const TodokuSpfDraft *draft, guint first)
{
  guint end = first + (guint) strlen (VERSION);
  guint second;

  while (find_version (draft, end, &second))
    {
      guint behind = second + (guint) strlen (VERSION);
      gboolean is_word =
        (is_blank (draft, second - 1) || is_quote (draft, second - 1))
        && (behind == draft->cells->len || is_blank (draft, behind) || is_quote (draft, behind));

      if (is_word && skip_blank_and_quotes (draft, end) != second)
        return TRUE;
      end = behind;
    }

  return FALSE;
}

// The cells from start up to end as ASCII words, quotes left out; what is not ASCII is '\x1f'.
static char **
get_words (const TodokuSpfDraft *draft, guint start, guint end)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = start; i < end; i++)
    {
      char c = fold (draft, i);

      if (!is_quote (draft, i))
        g_string_append_c (text, c != '\0' ? c : '\x1f');
    }

  return g_strsplit (text->str, " ", -1);
}

static gboolean
is_unknown_modifier (const char *word)
{
  return strchr (word, '=') != NULL && !g_str_has_prefix (word, "redirect=")
         && !g_str_has_prefix (word, "exp=");
}

// Whether words are terms of a record that must not be thrown away.
static gboolean
have_terms (char **words)
{
  gboolean are_all = TRUE;
  guint n = 0;

  for (char **word = words; *word != NULL; word++)
    {
      gboolean is_term;

      if (**word == '\0')
        continue;
      n++;
      is_term = todoku_spf_word_is_sound (*word, FALSE) && !is_unknown_modifier (*word);
      if (is_term && strpbrk (*word, ":~+?") != NULL)
        return TRUE;
      if (is_term && g_ascii_strcasecmp (*word, "-all") == 0)
        return TRUE;
      are_all = are_all && is_term;
    }

  return n > 0 && are_all;
}

static gboolean
has_mendable_word (char **words)
{
  for (char **word = words; *word != NULL; word++)
    if (**word != '\0' && todoku_spf_word_is_mendable (*word))
      return TRUE;

  return FALSE;
}

static gboolean
are_blank (char **words)
{
  for (char **word = words; *word != NULL; word++)
    if (**word != '\0')
      return FALSE;

  return TRUE;
}

static gboolean
have_word (char **words, const char *wanted)
{
  for (char **word = words; *word != NULL; word++)
    if (strcmp (*word, wanted) == 0)
      return TRUE;

  return FALSE;
}

// Takes a piece out together with what is blank on either side of it.
static void
cut (TodokuSpfDraft *draft, guint start, guint end)
{
  g_autofree char *was = todoku_spf_draft_get_text (draft, start, end);

  while (start > 0 && is_blank (draft, start - 1))
    start--;
  while (is_blank (draft, end))
    end++;

  todoku_spf_draft_tell (draft, TODOKU_SPF_REPAIR_SURROUNDINGS, start, g_strstrip (was), NULL);
  todoku_spf_draft_replace (draft, start, end, "");
}

// What stands before the version goes, unless it holds terms.
static gboolean
cut_before (TodokuSpfDraft *draft, guint version)
{
  guint end = version;
  guint behind = version + (guint) strlen (VERSION);
  g_auto (GStrv) before = NULL;
  g_auto (GStrv) after = NULL;

  while (
    end > 0
    && (is_blank (draft, end - 1) || is_quote (draft, end - 1) || fold (draft, end - 1) == '\\'))
    end--;
  if (end == 0)
    return TRUE;

  before = get_words (draft, 0, end);
  after = get_words (draft, behind, draft->cells->len);
  if (have_terms (before) || (!are_blank (after) && !has_mendable_word (after)))
    return FALSE;

  cut (draft, 0, end);
  return TRUE;
}

// "TXT" before a value whose version is not right.
static void
cut_type (TodokuSpfDraft *draft)
{
  guint end = 0;
  g_auto (GStrv) before = NULL;

  while (end < draft->cells->len && !is_quote (draft, end))
    end++;
  if (end == draft->cells->len)
    {
      guint start;

      if (!todoku_spf_draft_find_word (draft, 0, &start, &end))
        return;
    }

  before = get_words (draft, 0, end);
  if (have_word (before, "txt"))
    cut (draft, 0, end);
}

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

static guint
skip_between (const TodokuSpfDraft *draft, guint index)
{
  while (is_blank (draft, index) || fold (draft, index) == '(' || fold (draft, index) == ')'
         || fold (draft, index) == '\\')
    index++;

  return index;
}

static void
find_pieces (const TodokuSpfDraft *draft, guint index, Pieces *pieces)
{
  guint n = draft->cells->len;

  pieces->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  pieces->ends = g_array_new (FALSE, FALSE, sizeof (guint));

  while (is_quote (draft, index))
    {
      guint start = index + 1;
      guint end = start;
      guint escape;

      while (end < n && !is_quote (draft, end))
        end++;
      escape = end > start && fold (draft, end - 1) == '\\' ? end - 1 : end;
      g_array_append_val (pieces->starts, start);
      g_array_append_val (pieces->ends, escape);
      pieces->end = MIN (end + 1, n);
      index = skip_between (draft, pieces->end);
    }
}

// What is blank, and so will be told later.
static void
append_blank (GArray *cells, const TodokuSpfDraft *draft, guint start, guint end)
{
  for (guint i = start; i < end; i++)
    if (is_blank (draft, i))
      g_array_append_val (cells, g_array_index (draft->cells, TodokuSpfCell, i));
}

static void
append_cells (GArray *cells, const TodokuSpfDraft *draft, guint start, guint end)
{
  if (end > start)
    g_array_append_vals (cells, &g_array_index (draft->cells, TodokuSpfCell, start), end - start);
}

static char *
get_last_word (const TodokuSpfDraft *draft, guint start, guint end)
{
  guint from = end;

  while (from > start && !is_blank (draft, from - 1))
    from--;

  return todoku_spf_draft_get_text (draft, from, end);
}

static char *
get_first_word (const TodokuSpfDraft *draft, guint start, guint end)
{
  guint to = start;

  while (to < end && !is_blank (draft, to))
    to++;

  return todoku_spf_draft_get_text (draft, start, to);
}

// DNS joins pieces as they are. Where that makes no term and the halves are terms, the space
// between them was lost.
static gboolean
is_space_lost (TodokuSpfDraft *draft, const Pieces *pieces, guint i)
{
  guint start = g_array_index (pieces->starts, guint, i);
  g_autofree char *left = get_last_word (draft, g_array_index (pieces->starts, guint, i - 1),
                                         g_array_index (pieces->ends, guint, i - 1));
  g_autofree char *right = get_first_word (draft, start, g_array_index (pieces->ends, guint, i));
  g_autofree char *joined = g_strconcat (left, right, NULL);
  g_autofree char *parted = g_strconcat (left, " ", right, NULL);
  TodokuSpfJoin join;

  if (*left == '\0' || *right == '\0')
    return FALSE;

  join = todoku_spf_words_join (left, right);
  if (join == TODOKU_SPF_JOIN_TWO_WORDS)
    todoku_spf_draft_tell (draft, TODOKU_SPF_REPAIR_GLUED_TERMS, start, joined, parted);
  else if (join == TODOKU_SPF_JOIN_UNCERTAIN)
    todoku_spf_draft_tell (draft, TODOKU_SPF_REPAIR_UNCERTAIN, start, joined, NULL);

  return join == TODOKU_SPF_JOIN_TWO_WORDS;
}

static void
join_pieces (TodokuSpfDraft *draft, guint first_quote, const Pieces *pieces)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (TodokuSpfCell));
  g_autofree char *quote =
    todoku_spf_character_to_visible (todoku_spf_draft_get (draft, first_quote));

  todoku_spf_draft_tell (draft, TODOKU_SPF_REPAIR_QUOTES, first_quote, quote, NULL);
  append_blank (cells, draft, 0, first_quote);
  for (guint i = 0; i < pieces->starts->len; i++)
    {
      guint start = g_array_index (pieces->starts, guint, i);

      if (i > 0 && is_space_lost (draft, pieces, i))
        {
          TodokuSpfCell space = { ' ',
                                  g_array_index (draft->cells, TodokuSpfCell, start).position };

          g_array_append_val (cells, space);
        }
      append_cells (cells, draft, start, g_array_index (pieces->ends, guint, i));
    }

  append_blank (cells, draft, pieces->end, draft->cells->len);
  g_array_unref (draft->cells);
  draft->cells = g_steal_pointer (&cells);
  draft->n_changes++;
}

static gboolean
is_nothing (const TodokuSpfDraft *draft, guint index)
{
  return skip_between (draft, index) >= draft->cells->len;
}

// A value in quotes ends with them, and what follows goes, unless terms stand there.
static void
take_pieces (TodokuSpfDraft *draft)
{
  guint first = 0;
  g_auto (Pieces) pieces = { NULL, NULL, 0 };

  while (is_blank (draft, first) || fold (draft, first) == '\\' || fold (draft, first) == '(')
    first++;
  if (!is_quote (draft, first))
    return;

  find_pieces (draft, first, &pieces);
  if (!is_nothing (draft, pieces.end))
    {
      g_auto (GStrv) rest = get_words (draft, pieces.end, draft->cells->len);

      if (have_terms (rest) || has_mendable_word (rest))
        return;
      cut (draft, pieces.end, draft->cells->len);
    }

  join_pieces (draft, first, &pieces);
}

gboolean
todoku_spf_draft_mend_surroundings (TodokuSpfDraft *draft)
{
  guint version;

  if (!find_version (draft, 0, &version))
    cut_type (draft);
  else if (has_second_record (draft, version) || !cut_before (draft, version))
    return FALSE;

  take_pieces (draft);
  return TRUE;
}
