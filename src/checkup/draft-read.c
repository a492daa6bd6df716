// SPDX-License-Identifier: GPL-3.0-or-later

// How a published record comes into the draft: repaired, parsed, and each term set beside the
// piece of the published text it came from.

#include "checkup/draft.h"

#include "config.h"
#include "dns/name.h"
#include "spf/suggest.h"

#include <glib/gi18n-lib.h>
#include <string.h>

// A piece of the published text between white space. `start` is where the white space before it
// begins, so that every octet belongs to a piece.
typedef struct
{
  char *text;
  gsize start;
  gsize end;
} Piece;

static void
piece_free (gpointer data)
{
  Piece *piece = data;

  g_free (piece->text);
  g_free (piece);
}

static Piece *
piece_new (const char *text, gsize start, gsize text_start, gsize end)
{
  Piece *piece = g_new0 (Piece, 1);

  piece->text = g_utf8_make_valid (text + text_start, (gssize) (end - text_start));
  piece->start = start;
  piece->end = end;

  return piece;
}

// Returns the octets of the white space character at @text, 0 where there is none.
static gsize
space_length (const char *text, gsize length)
{
  gunichar character = g_utf8_get_char_validated (text, (gssize) length);

  if (character == (gunichar) -1 || character == (gunichar) -2 || !g_unichar_isspace (character))
    return 0;

  return (gsize) g_unichar_to_utf8 (character, NULL);
}

static GPtrArray *
split_pieces (const char *text, gsize length)
{
  GPtrArray *pieces = g_ptr_array_new_with_free_func (piece_free);
  gsize start = 0;
  gsize i = 0;

  while (i < length)
    {
      gsize space;

      while (i < length && (space = space_length (text + i, length - i)) > 0)
        i += space;

      gsize text_start = i;

      while (i < length && space_length (text + i, length - i) == 0)
        i++;
      if (i > text_start)
        g_ptr_array_add (pieces, piece_new (text, start, text_start, i));
      start = i;
    }

  return pieces;
}

// Joins the text of pieces @from to @to, the last one not included.
static char *
join_pieces (GPtrArray *pieces, guint from, guint to)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = from; i < to && i < pieces->len; i++)
    {
      Piece *piece = g_ptr_array_index (pieces, i);

      if (text->len > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, piece->text);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
is_missing_version (const TodokuSpfRepair *repair)
{
  return repair->kind == TODOKU_SPF_REPAIR_VERSION && repair->was == NULL;
}

// The sentences of the repairs that lie in the octets @start to @end.
static char *
explain_repairs (GPtrArray *repairs, gsize start, gsize end, const char **hidden)
{
  g_autoptr (GString) why = g_string_new (NULL);

  for (guint i = 0; i < repairs->len; i++)
    {
      const TodokuSpfRepair *repair = g_ptr_array_index (repairs, i);
      g_autofree char *message = NULL;

      if (repair->kind == TODOKU_SPF_REPAIR_UNCERTAIN || is_missing_version (repair)
          || repair->position < start || repair->position >= end)
        continue;
      message = todoku_spf_repair_get_message (repair);
      if (strstr (why->str, message) != NULL)
        continue;
      if (why->len > 0)
        g_string_append_c (why, ' ');
      g_string_append (why, message);
      *hidden = repair->was;
    }

  return why->len > 0 ? g_string_free (g_steal_pointer (&why), FALSE) : NULL;
}

static TodokuDraftItem *
append_item (TodokuDraft *draft, TodokuSpfRecord *record, const TodokuSpfTerm *term)
{
  g_autofree char *version = g_strndup (todoku_spf_record_get_text (record), strlen ("v=spf1"));

  todoku_draft_insert (draft, draft->items->len, record, term, term != NULL ? term->text : version,
                       NULL);

  TodokuDraftItem *item = g_ptr_array_index (draft->items, draft->items->len - 1);

  item->source = draft->n_sources;
  item->op = TODOKU_SPF_DIFF_KEEP;
  item->was = g_strdup (item->text);

  return item;
}

// The sentence of a repair that is told only once, where the same stands in @was again.
static char *
explain_again (GPtrArray *repairs, const char *was)
{
  for (guint i = 0; i < repairs->len; i++)
    {
      const TodokuSpfRepair *repair = g_ptr_array_index (repairs, i);

      if (repair->kind == TODOKU_SPF_REPAIR_QUOTES && strstr (was, repair->was) != NULL)
        return todoku_spf_repair_get_message (repair);
    }

  return g_strdup (_ ("It was not written as SPF wants it."));
}

// Sets @item beside pieces @from to @to of the published text: changed where a repair lies in them.
static void
set_origin (TodokuDraftItem *item, GPtrArray *pieces, guint from, guint to, GPtrArray *repairs)
{
  if (from >= to || to > pieces->len)
    return;

  const Piece *first = g_ptr_array_index (pieces, from);
  const Piece *last = g_ptr_array_index (pieces, to - 1);
  // What follows the last piece, a trailing space or quote, belongs to it.
  gsize end = to == pieces->len ? G_MAXSIZE : last->end;
  const char *hidden = NULL;
  g_autofree char *was = join_pieces (pieces, from, to);
  g_autofree char *why = explain_repairs (repairs, first->start, end, &hidden);

  if (why == NULL && g_str_equal (was, item->text))
    return;

  item->op = TODOKU_SPF_DIFF_CHANGE;
  g_free (item->was);
  // Where both look the same, what was mended cannot be seen: it is written out.
  item->was = g_str_equal (was, item->text) && hidden != NULL
                ? g_strdup_printf ("%s %s", hidden, was)
                : g_steal_pointer (&was);
  item->why = why != NULL ? g_steal_pointer (&why) : explain_again (repairs, item->was);
}

// Says that the version section was missing, or returns NULL.
static char *
explain_missing_version (GPtrArray *repairs)
{
  for (guint i = 0; i < repairs->len; i++)
    {
      const TodokuSpfRepair *repair = g_ptr_array_index (repairs, i);

      if (is_missing_version (repair))
        return todoku_spf_repair_get_message (repair);
    }

  return NULL;
}

// The piece that the published octet at @origin belongs to.
static guint
find_piece (GPtrArray *pieces, guint origin)
{
  guint first = 0;
  guint last = pieces->len > 0 ? pieces->len - 1 : 0;

  while (first < last)
    {
      guint middle = first + (last - first) / 2;

      if (origin >= ((Piece *) pieces->pdata[middle])->end)
        first = middle + 1;
      else
        last = middle;
    }

  return first;
}

static guint
origin_at (GArray *origins, gsize octet)
{
  return octet < origins->len ? g_array_index (origins, guint, octet) : 0;
}

// Sets each item of one record beside the pieces that its octets came from. Pieces that nothing is
// left of go to the item behind them, and at the end to the last one.
static void
align_items (TodokuDraft *draft,
             guint first_item,
             GPtrArray *pieces,
             GPtrArray *repairs,
             GArray *origins)
{
  g_autofree char *added = explain_missing_version (repairs);
  guint next = 0;

  for (guint i = first_item; i < draft->items->len; i++)
    {
      TodokuDraftItem *item = todoku_draft_get_item (draft, i);
      gsize start = item->term != NULL ? item->term->position : 0;
      guint from = find_piece (pieces, origin_at (origins, start));
      guint to = find_piece (pieces, origin_at (origins, start + strlen (item->text) - 1)) + 1;

      if (item->term == NULL && added != NULL)
        {
          g_clear_pointer (&item->was, g_free);
          item->op = TODOKU_SPF_DIFF_ADD;
          item->why = g_steal_pointer (&added);
          continue;
        }
      if (i + 1 == draft->items->len)
        to = pieces->len;
      set_origin (item, pieces, MIN (from, next), to, repairs);
      next = MAX (next, to);
    }
}

// The repair that could not tell what @term means, or NULL. Such a term may well be one to the
// letter, as include:mail@shop.example.
static const TodokuSpfRepair *
find_uncertain (GPtrArray *repairs, const TodokuSpfTerm *term)
{
  for (guint i = 0; i < repairs->len; i++)
    {
      const TodokuSpfRepair *repair = g_ptr_array_index (repairs, i);

      if (repair->kind == TODOKU_SPF_REPAIR_UNCERTAIN && g_strcmp0 (repair->was, term->text) == 0)
        return repair;
    }

  return NULL;
}

// A name of one's own stands for nothing else.
static gboolean
is_own_name (TodokuDraft *draft, const char *name)
{
  return todoku_dns_name_is_within (name, draft->domain)
         || todoku_dns_name_is_within (draft->domain, name);
}

// Whether nobody can know what @term means: it cannot be read or, though it can, not be meant.
static gboolean
is_unclear (TodokuDraft *draft, GPtrArray *repairs, const TodokuSpfTerm *term)
{
  if (term->error != NULL)
    return !g_error_matches (term->error, TODOKU_SPF_ERROR, TODOKU_SPF_ERROR_DUPLICATE);

  return term->value != NULL && term->kind != TODOKU_SPF_TERM_MODIFIER
         && find_uncertain (repairs, term) != NULL && !is_own_name (draft, term->value);
}

static char *
explain_unclear (GPtrArray *repairs, const TodokuSpfTerm *term)
{
  const TodokuSpfRepair *repair = find_uncertain (repairs, term);

  return repair != NULL ? todoku_spf_repair_get_message (repair) : g_strdup (term->error->message);
}

// Puts what the person said in the place of an unclear term. Returns FALSE where that cannot be
// read either.
static gboolean
take_answer (TodokuDraft *draft, TodokuDraftItem *item, const char *answer)
{
  if (*answer != '\0')
    return todoku_draft_item_replace (draft, item, answer,
                                      g_strdup (_ ("You said that this was meant.")));

  todoku_draft_item_remove (item, g_strdup (_ ("You said that it is no longer needed.")));

  return TRUE;
}

// A term that no repair could give a meaning makes the whole record fail, or lets nobody in who was
// meant: it cannot stay, unless the person says what it was meant to be. Where a proposal is made
// all the same she has said so.
static void
resolve_unclear (TodokuDraft *draft, TodokuDraftItem *item, GPtrArray *repairs, GHashTable *answers)
{
  const char *answer = answers != NULL ? g_hash_table_lookup (answers, item->text) : NULL;

  // A version section further behind reads as a modifier of that name, and is none of anybody's.
  if (item->kind == TODOKU_SPF_TERM_MODIFIER && g_ascii_strcasecmp (item->term->name, "v") == 0)
    {
      todoku_draft_item_remove (item, g_strdup (_ ("Every SPF record begins with it, and has it "
                                                   "only once.")));
      return;
    }
  if (!is_unclear (draft, repairs, item->term)
      || (answer != NULL && take_answer (draft, item, answer)))
    return;

  g_ptr_array_add (draft->questions,
                   todoku_finding_new_question ("unclear-term", item->text,
                                                (int) (item->term->error != NULL
                                                         ? item->term->error_position
                                                         : item->term->position),
                                                explain_unclear (repairs, item->term),
                                                todoku_spf_suggest_terms (item->text)));
  todoku_draft_item_remove (
    item, g_strdup (_ ("Its meaning is not certain, and one such term makes the whole record "
                       "fail.")));
}

static gboolean
only_spaces (GPtrArray *repairs)
{
  for (guint i = 0; i < repairs->len; i++)
    if (((TodokuSpfRepair *) repairs->pdata[i])->kind != TODOKU_SPF_REPAIR_WHITE_SPACE)
      return FALSE;

  return TRUE;
}

// A record that is right but for repeated spaces is taken as it stands: they do no harm.
static TodokuSpfRecord *
read_record (const char *text, gsize length, GPtrArray **repairs, GArray **origins)
{
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (text, (gssize) length);
  g_autofree char *repaired = todoku_spf_repair_traced (text, length, repairs, origins);

  if (todoku_spf_record_get_error (record) != NULL || !only_spaces (*repairs))
    return todoku_spf_record_parse (repaired, -1);

  g_ptr_array_set_size (*repairs, 0);
  g_array_set_size (*origins, 0);
  for (guint i = 0; i < length; i++)
    g_array_append_val (*origins, i);

  return g_steal_pointer (&record);
}

void
todoku_draft_read (TodokuDraft *draft, const char *text, gsize length, GHashTable *answers)
{
  g_autoptr (GPtrArray) repairs = NULL;
  g_autoptr (GArray) origins = NULL;
  g_autoptr (TodokuSpfRecord) record = read_record (text, length, &repairs, &origins);
  g_autoptr (GPtrArray) pieces = split_pieces (text, length);
  guint first_item = draft->items->len;

  append_item (draft, record, NULL);
  for (guint i = 0; i < todoku_spf_record_get_n_terms (record); i++)
    append_item (draft, record, todoku_spf_record_get_term (record, i));
  align_items (draft, first_item, pieces, repairs, origins);

  for (guint i = first_item + 1; i < draft->items->len; i++)
    resolve_unclear (draft, todoku_draft_get_item (draft, i), repairs, answers);

  draft->n_sources++;
}
