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
parses (const TodokuSpfBuffer *buffer)
{
  g_autofree char *text = todoku_spf_buffer_get_text (buffer, 0, buffer->cells->len);
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (text, -1);

  return todoku_spf_record_get_error (record) == NULL;
}

// One pass. FALSE where there is no record in the text.
static gboolean
repair_once (TodokuSpfBuffer *buffer)
{
  if (!parses (buffer))
    {
      todoku_spf_buffer_repair_escapes (buffer);
      if (!todoku_spf_buffer_repair_surroundings (buffer))
        return FALSE;
      todoku_spf_buffer_repair_characters (buffer);
    }
  todoku_spf_buffer_repair_spaces (buffer);
  if (!todoku_spf_buffer_repair_version (buffer))
    return FALSE;
  todoku_spf_buffer_repair_terms (buffer);

  return TRUE;
}

// Passes until nothing changes any more.
static gboolean
repair_all (TodokuSpfBuffer *buffer)
{
  for (guint pass = 0; pass < PASSES_MAX; pass++)
    {
      guint n_changes = buffer->n_changes;

      if (!repair_once (buffer))
        return FALSE;
      if (buffer->n_changes == n_changes)
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
is_damaged (const TodokuSpfBuffer *buffer, TodokuSpfRecord *record)
{
  for (guint i = 0; i < buffer->repairs->len; i++)
    if (((TodokuSpfRepair *) buffer->repairs->pdata[i])->kind != TODOKU_SPF_REPAIR_WHITE_SPACE)
      return TRUE;

  return todoku_spf_record_get_error (record) != NULL;
}

// In a record that something slipped into, a prefix length that lets strangers in is rather a piece
// of one than meant.
static void
report_uncertain (TodokuSpfBuffer *buffer)
{
  guint start;
  guint end = 0;
  g_autofree char *text = todoku_spf_buffer_get_text (buffer, 0, buffer->cells->len);
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (text, -1);
  gboolean damaged = is_damaged (buffer, record);
  guint i = 0;

  if (!todoku_spf_buffer_find_word (buffer, 0, &start, &end))
    return;

  while (todoku_spf_buffer_find_word (buffer, end, &start, &end))
    {
      const TodokuSpfTerm *term = todoku_spf_record_get_term (record, i++);

      if (term->error != NULL || is_odd (term) || (damaged && todoku_spf_term_is_wide (term)))
        todoku_spf_buffer_report (buffer, TODOKU_SPF_REPAIR_UNCERTAIN, start, term->text, NULL);
    }
}

static gint
compare_positions (gconstpointer a, gconstpointer b)
{
  const TodokuSpfRepair *first = *(TodokuSpfRepair *const *) a;
  const TodokuSpfRepair *second = *(TodokuSpfRepair *const *) b;

  return first->position < second->position ? -1 : first->position > second->position;
}

static TodokuSpfBuffer *
repair_cells (GArray *cells)
{
  g_autoptr (TodokuSpfBuffer) buffer = todoku_spf_buffer_new (cells);

  if (!repair_all (buffer))
    return NULL;

  report_uncertain (buffer);
  g_ptr_array_sort (buffer->repairs, compare_positions);
  return g_steal_pointer (&buffer);
}

// What does not come out right in another encoding is left as it is without one.
static TodokuSpfBuffer *
try_to_repair (const char *text, gsize length)
{
  GArray *other = length <= LENGTH_MAX ? todoku_spf_decode_other (text, length) : NULL;
  TodokuSpfBuffer *buffer = other != NULL ? repair_cells (other) : NULL;

  if (buffer != NULL)
    return buffer;

  return length <= LENGTH_MAX ? repair_cells (todoku_spf_decode_utf8 (text, length)) : NULL;
}

gboolean
todoku_spf_text_resembles_record (const char *text, gsize length)
{
  g_autoptr (TodokuSpfBuffer) buffer = NULL;

  if (todoku_spf_text_is_record (text, length))
    return TRUE;

  buffer = try_to_repair (text, length);
  return buffer != NULL;
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

// The text of the buffer, and where each of its octets came from.
static char *
print_traced (const TodokuSpfBuffer *buffer, GArray **origins)
{
  g_autoptr (GString) text = g_string_sized_new (buffer->cells->len + 1);
  guint latest = 0;

  *origins = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < buffer->cells->len; i++)
    {
      const TodokuSpfCell *cell = &g_array_index (buffer->cells, TodokuSpfCell, i);

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
  g_autoptr (TodokuSpfBuffer) buffer = NULL;

  if (is_right (text, length))
    {
      *repairs = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_spf_repair_free);
      *origins = trace_each_octet (length);
      return g_strndup (text, length);
    }

  buffer = try_to_repair (text, length);
  if (buffer == NULL)
    {
      char *valid = leave_as_it_stands (text, length, repairs);

      *origins = trace_each_octet (strlen (valid));
      return valid;
    }

  *repairs = g_ptr_array_ref (buffer->repairs);
  return print_traced (buffer, origins);
}

char *
todoku_spf_repair (const char *text, gsize length, GPtrArray **repairs)
{
  g_autoptr (GArray) origins = NULL;

  return todoku_spf_repair_traced (text, length, repairs, &origins);
}
