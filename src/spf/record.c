// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "spf/record.h"

#include "spf/term-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define VERSION "v=spf1"

// One block holds the record, its terms, and every string of both, so that a record costs one
// allocation however many terms it has.
struct _TodokuSpfRecord
{
  char *text;
  GError *version_error;
  guint n_terms;
  TodokuSpfTerm terms[];
};

G_DEFINE_BOXED_TYPE (TodokuSpfRecord,
                     todoku_spf_record,
                     todoku_spf_record_ref,
                     todoku_spf_record_unref)

gboolean
todoku_spf_text_is_record (const char *text, gsize length)
{
  gsize n = strlen (VERSION);

  return length >= n && g_ascii_strncasecmp (text, VERSION, n) == 0
         && (length == n || text[n] == ' ');
}

char *
todoku_spf_source_add_string (TodokuSpfSource *source, gsize start, gsize end)
{
  char *string = source->strings;
  gsize length = end - start;

  if (source->is_utf8)
    memcpy (string, source->text + start, length);
  else
    {
      g_autofree char *valid = g_utf8_make_valid (source->text + start, (gssize) length);

      length = strlen (valid);
      memcpy (string, valid, length);
    }
  string[length] = '\0';
  source->strings = string + length + 1;

  return string;
}

// The octets of what stands where the version section should: all up to the first space. What
// looks like no version at all, as in "a mx -all", is read as terms.
static gsize
get_version_length (const char *text, gsize length)
{
  const char *space = memchr (text, ' ', length);
  gsize n = space != NULL ? (gsize) (space - text) : length;

  if (n >= 2 && g_ascii_strncasecmp (text, "v=", 2) == 0)
    return n;
  if (n >= 3 && g_ascii_strncasecmp (text, "spf", 3) == 0)
    return n;

  return 0;
}

// Gives the next term at or after *end: its first octet, and in *end the octet behind it.
static gboolean
find_term (const char *text, gsize length, gsize *start, gsize *end)
{
  const char *space;

  *start = *end;
  while (*start < length && text[*start] == ' ')
    (*start)++;
  if (*start == length)
    return FALSE;

  space = memchr (text + *start, ' ', length - *start);
  *end = space != NULL ? (gsize) (space - text) : length;
  return TRUE;
}

static guint
count_terms (const char *text, gsize length, gsize version_length)
{
  gsize start;
  gsize end = version_length;
  guint n = 0;

  while (find_term (text, length, &start, &end))
    n++;

  return n;
}

static TodokuSpfRecord *
record_new (TodokuSpfSource *source, guint n_terms)
{
  // Of each term the text, its name and its value are kept; an octet that is not UTF-8 takes the
  // three octets of U+FFFD.
  gsize strings = (source->is_utf8 ? 1 : 3) * 3 * source->length + 3 * n_terms + 1;
  gsize size = sizeof (TodokuSpfRecord) + n_terms * sizeof (TodokuSpfTerm);
  TodokuSpfRecord *self = g_atomic_rc_box_alloc0 (size + strings);

  self->n_terms = n_terms;
  source->strings = (char *) self + size;
  self->text = todoku_spf_source_add_string (source, 0, source->length);

  return self;
}

static void
check_duplicates (TodokuSpfRecord *self, TodokuSpfSource *source)
{
  gboolean has_redirect = FALSE;
  gboolean has_exp = FALSE;

  for (guint i = 0; i < self->n_terms; i++)
    {
      TodokuSpfTerm *term = &self->terms[i];
      gboolean *has = term->kind == TODOKU_SPF_TERM_REDIRECT ? &has_redirect
                      : term->kind == TODOKU_SPF_TERM_EXP    ? &has_exp
                                                             : NULL;

      if (has == NULL)
        continue;
      if (*has && term->error == NULL)
        todoku_spf_error_set_for_term (term, source, TODOKU_SPF_ERROR_DUPLICATE, term->position);
      *has = TRUE;
    }
}

TodokuSpfRecord *
todoku_spf_record_parse (const char *text, gssize length)
{
  gsize n = length < 0 ? strlen (text) : (gsize) length;
  TodokuSpfSource source = { .text = text,
                             .length = n,
                             .is_utf8 = g_utf8_validate_len (text, n, NULL) };
  gboolean is_record = todoku_spf_text_is_record (text, n);
  gsize version_length = is_record ? strlen (VERSION) : get_version_length (text, n);
  TodokuSpfRecord *self = record_new (&source, count_terms (text, n, version_length));
  gsize start;
  gsize end = version_length;

  if (!is_record)
    self->version_error =
      todoku_spf_error_new_at (TODOKU_SPF_ERROR_VERSION, 1, NULL,
                               _ ("An SPF record begins with v=spf1 and a space."));

  for (guint i = 0; find_term (text, n, &start, &end); i++)
    todoku_spf_term_read (&self->terms[i], &source, start, end);
  check_duplicates (self, &source);

  return self;
}

TodokuSpfRecord *
todoku_spf_record_ref (TodokuSpfRecord *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
record_clear (gpointer data)
{
  TodokuSpfRecord *self = data;

  g_clear_error (&self->version_error);
  for (guint i = 0; i < self->n_terms; i++)
    g_clear_error (&self->terms[i].error);
}

void
todoku_spf_record_unref (TodokuSpfRecord *self)
{
  g_atomic_rc_box_release_full (self, record_clear);
}

const char *
todoku_spf_record_get_text (TodokuSpfRecord *self)
{
  return self->text;
}

guint
todoku_spf_record_get_n_terms (TodokuSpfRecord *self)
{
  return self->n_terms;
}

const TodokuSpfTerm *
todoku_spf_record_get_term (TodokuSpfRecord *self, guint index)
{
  g_return_val_if_fail (index < self->n_terms, NULL);

  return &self->terms[index];
}

const GError *
todoku_spf_record_get_error (TodokuSpfRecord *self)
{
  if (self->version_error != NULL)
    return self->version_error;

  for (guint i = 0; i < self->n_terms; i++)
    if (self->terms[i].error != NULL)
      return self->terms[i].error;

  return NULL;
}

static const TodokuSpfTerm *
find_kind (TodokuSpfRecord *self, TodokuSpfTermKind kind)
{
  for (guint i = 0; i < self->n_terms; i++)
    if (self->terms[i].kind == kind)
      return &self->terms[i];

  return NULL;
}

const TodokuSpfTerm *
todoku_spf_record_find_all (TodokuSpfRecord *self)
{
  return find_kind (self, TODOKU_SPF_TERM_ALL);
}

const TodokuSpfTerm *
todoku_spf_record_find_redirect (TodokuSpfRecord *self)
{
  return find_kind (self, TODOKU_SPF_TERM_REDIRECT);
}
