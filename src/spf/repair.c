// SPDX-License-Identifier: GPL-3.0-or-later

#include "spf/repair.h"

#include "spf/record.h"
#include "spf/repair-private.h"
#include "spf/suggest.h"

#include <string.h>

#define PASSES_MAX 12

// No TXT record that anybody means is longer.
#define LENGTH_MAX 4096

static gboolean
parses (const TodokuSpfDraft *draft)
{
  g_autofree char *text = todoku_spf_draft_get_text (draft, 0, draft->cells->len);
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (text, -1);

  return todoku_spf_record_get_error (record) == NULL;
}

// One pass. FALSE where there is no record in the text.
static gboolean
mend (TodokuSpfDraft *draft)
{
  if (!parses (draft))
    {
      todoku_spf_draft_mend_escapes (draft);
      if (!todoku_spf_draft_mend_surroundings (draft))
        return FALSE;
      todoku_spf_draft_mend_characters (draft);
    }
  todoku_spf_draft_mend_spaces (draft);
  if (!todoku_spf_draft_mend_version (draft))
    return FALSE;
  todoku_spf_draft_mend_terms (draft);

  return TRUE;
}

// Passes until nothing changes any more.
static gboolean
mend_all (TodokuSpfDraft *draft)
{
  for (guint pass = 0; pass < PASSES_MAX; pass++)
    {
      guint n_changes = draft->n_changes;

      if (!mend (draft))
        return FALSE;
      if (draft->n_changes == n_changes)
        return TRUE;
    }

  return FALSE;
}

// What parses to the letter, and still cannot be meant: a name with signs that no name has, or that
// stands in a manual for the reader's own, or text of another record.
static gboolean
is_odd (const TodokuSpfTerm *term)
{
  if (term->kind == TODOKU_SPF_TERM_MODIFIER)
    return g_ascii_strcasecmp (term->text, "v=spf1") == 0
           || todoku_spf_word_is_of_other_record (term->text);

  if (term->value != NULL && todoku_spf_term_has_placeholder (term->text))
    return TRUE;

  return term->value != NULL && strpbrk (term->value, ",;@|<>+*()[]{}") != NULL
         && strchr (term->value, '%') == NULL && !todoku_spf_word_is_sound (term->text, FALSE);
}

// Whether more than white space was, or is still, wrong.
static gboolean
is_damaged (const TodokuSpfDraft *draft, TodokuSpfRecord *record)
{
  for (guint i = 0; i < draft->repairs->len; i++)
    if (((TodokuSpfRepair *) draft->repairs->pdata[i])->kind != TODOKU_SPF_REPAIR_WHITE_SPACE)
      return TRUE;

  return todoku_spf_record_get_error (record) != NULL;
}

// In a record that something slipped into, a prefix length that lets strangers in is rather a piece
// of one than meant.
static void
tell_uncertain (TodokuSpfDraft *draft)
{
  guint start;
  guint end = 0;
  g_autofree char *text = todoku_spf_draft_get_text (draft, 0, draft->cells->len);
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (text, -1);
  gboolean damaged = is_damaged (draft, record);
  guint i = 0;

  if (!todoku_spf_draft_find_word (draft, 0, &start, &end))
    return;

  while (todoku_spf_draft_find_word (draft, end, &start, &end))
    {
      const TodokuSpfTerm *term = todoku_spf_record_get_term (record, i++);

      if (term->error != NULL || is_odd (term) || (damaged && todoku_spf_term_is_wide (term)))
        todoku_spf_draft_tell (draft, TODOKU_SPF_REPAIR_UNCERTAIN, start, term->text, NULL);
    }
}

static gint
compare_positions (gconstpointer a, gconstpointer b)
{
  const TodokuSpfRepair *first = *(TodokuSpfRepair *const *) a;
  const TodokuSpfRepair *second = *(TodokuSpfRepair *const *) b;

  return first->position < second->position ? -1 : first->position > second->position;
}

static TodokuSpfDraft *
mend_cells (GArray *cells)
{
  g_autoptr (TodokuSpfDraft) draft = todoku_spf_draft_new (cells);

  if (!mend_all (draft))
    return NULL;

  tell_uncertain (draft);
  g_ptr_array_sort (draft->repairs, compare_positions);
  return g_steal_pointer (&draft);
}

// What does not come out right in another encoding is left as it is without one.
static TodokuSpfDraft *
try_to_mend (const char *text, gsize length)
{
  GArray *other = length <= LENGTH_MAX ? todoku_spf_decode_other (text, length) : NULL;
  TodokuSpfDraft *draft = other != NULL ? mend_cells (other) : NULL;

  if (draft != NULL)
    return draft;

  return length <= LENGTH_MAX ? mend_cells (todoku_spf_decode_utf8 (text, length)) : NULL;
}

gboolean
todoku_spf_text_resembles_record (const char *text, gsize length)
{
  g_autoptr (TodokuSpfDraft) draft = NULL;

  if (todoku_spf_text_is_record (text, length))
    return TRUE;

  draft = try_to_mend (text, length);
  return draft != NULL;
}

// The common case, which must cost little: a record in which there is nothing to do.
static gboolean
is_right (const char *text, gsize length)
{
  g_autoptr (TodokuSpfRecord) record = NULL;
  guint n_terms;
  gsize end = strlen ("v=spf1");

  if (!todoku_spf_text_is_record (text, length))
    return FALSE;

  record = todoku_spf_record_parse (text, (gssize) length);
  n_terms = todoku_spf_record_get_n_terms (record);
  for (guint i = 0; i < n_terms; i++)
    {
      const TodokuSpfTerm *term = todoku_spf_record_get_term (record, i);

      if (term->position != end + 1 || !todoku_spf_term_is_sound (term, i == n_terms - 1)
          || is_odd (term))
        return FALSE;
      end = term->position + strlen (term->text);
    }

  return end == length && todoku_spf_record_get_error (record) == NULL;
}

static char *
leave_as_it_stands (const char *text, gsize length, GPtrArray **repairs)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) length);

  *repairs = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_spf_repair_free);
  g_ptr_array_add (*repairs, todoku_spf_repair_new (TODOKU_SPF_REPAIR_UNCERTAIN, 0, valid, NULL));

  return g_steal_pointer (&valid);
}

static GArray *
trace_each_octet (gsize length)
{
  GArray *origins = g_array_sized_new (FALSE, FALSE, sizeof (guint), (guint) length);

  for (guint i = 0; i < length; i++)
    g_array_append_val (origins, i);

  return origins;
}

// The text of the draft, and where each of its octets came from.
static char *
print_traced (const TodokuSpfDraft *draft, GArray **origins)
{
  g_autoptr (GString) text = g_string_sized_new (draft->cells->len + 1);
  guint latest = 0;

  *origins = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < draft->cells->len; i++)
    {
      const TodokuSpfCell *cell = &g_array_index (draft->cells, TodokuSpfCell, i);

      g_string_append_unichar (text, cell->c == 0 ? 0xFFFD : cell->c);
      latest = MAX (latest, cell->position);
      while ((*origins)->len < text->len)
        g_array_append_val (*origins, latest);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
todoku_spf_repair_traced (const char *text, gsize length, GPtrArray **repairs, GArray **origins)
{
  g_autoptr (TodokuSpfDraft) draft = NULL;

  if (is_right (text, length))
    {
      *repairs = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_spf_repair_free);
      *origins = trace_each_octet (length);
      return g_strndup (text, length);
    }

  draft = try_to_mend (text, length);
  if (draft == NULL)
    {
      char *valid = leave_as_it_stands (text, length, repairs);

      *origins = trace_each_octet (strlen (valid));
      return valid;
    }

  *repairs = g_ptr_array_ref (draft->repairs);
  return print_traced (draft, origins);
}

char *
todoku_spf_repair (const char *text, gsize length, GPtrArray **repairs)
{
  g_autoptr (GArray) origins = NULL;

  return todoku_spf_repair_traced (text, length, repairs, &origins);
}
