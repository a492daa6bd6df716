// SPDX-License-Identifier: GPL-3.0-or-later

// Reads a record and its terms (RFC 7208 4.5, 4.6.1, 7.1).

#include "spf/record.h"

#include "config.h"
#include "spf/macro.h"
#include "spf/term-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define VERSION "v=spf1"

// The most octets of a character-string (RFC 1035 3.3).
#define STRING_OCTETS 255

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

// A record while its terms are read.
typedef struct
{
  const char *text;
  gsize length;
  gboolean is_utf8;
  char *strings;   // where the next string of a term goes; room for all has been made
  gsize counted;   // the octets up to which characters have been counted
  guint n_counted; // the characters up to there
} Source;

// A term while it is read. Places are octets from the start of the record.
typedef struct
{
  TodokuSpfTerm *term;
  Source *source;
  const char *text;
  gsize start;
  gsize name;
  gsize name_end;
  gsize value;     // behind ':' or '='; the same as name_end where there is none
  gsize value_end; // where the prefix lengths begin, or the end
  gsize end;
} Reader;

static const struct
{
  const char *name;
  TodokuSpfTermKind kind;
} names[] = {
  { "include", TODOKU_SPF_TERM_INCLUDE },
  { "a", TODOKU_SPF_TERM_A },
  { "mx", TODOKU_SPF_TERM_MX },
  { "ip4", TODOKU_SPF_TERM_IP4 },
  { "ip6", TODOKU_SPF_TERM_IP6 },
  { "all", TODOKU_SPF_TERM_ALL },
  { "exists", TODOKU_SPF_TERM_EXISTS },
  { "ptr", TODOKU_SPF_TERM_PTR },
  { "redirect", TODOKU_SPF_TERM_REDIRECT },
  { "exp", TODOKU_SPF_TERM_EXP },
};

gboolean
todoku_spf_text_is_record (const char *text, gsize length)
{
  gsize n = strlen (VERSION);

  return length >= n && g_ascii_strncasecmp (text, VERSION, n) == 0
         && (length == n || text[n] == ' ');
}

static char *
add_string (Source *source, gsize start, gsize end)
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

// The place as a person counts it: characters, from 1; octets that go on a character of UTF-8 do
// not count. Goes on where it left off, so that a record with thousands of errors is gone through
// once and not once for each.
static guint
get_place (Source *source, gsize position)
{
  if (position < source->counted)
    source->counted = source->n_counted = 0;
  for (; source->counted < position; source->counted++)
    if (((guchar) source->text[source->counted] & 0xc0) != 0x80)
      source->n_counted++;

  return source->n_counted + 1;
}

static void
set_error (TodokuSpfTerm *term, Source *source, TodokuSpfError code, gsize position)
{
  g_autofree char *reason =
    todoku_spf_term_describe_error (term, code, source->text + position, source->length - position);
  g_autofree char *visible = todoku_spf_make_visible (term->text);

  term->error_position = (guint) position;
  /* Translators: %1$s is a part of the SPF record; %2$u is the place of the fault, counted from 1;
   * %3$s is one or two whole sentences. */
  term->error = g_error_new (TODOKU_SPF_ERROR, (gint) code, _ ("“%1$s” (at character %2$u): %3$s"),
                             visible, get_place (source, position), reason);
}

static gboolean
is_modifier (TodokuSpfTermKind kind)
{
  return kind == TODOKU_SPF_TERM_REDIRECT || kind == TODOKU_SPF_TERM_EXP
         || kind == TODOKU_SPF_TERM_MODIFIER;
}

static gboolean
is_name_octet (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '_' || c == '.';
}

static char
delimiter_of (const Reader *reader)
{
  return reader->name_end < reader->end ? reader->text[reader->name_end] : '\0';
}

static gboolean
has_value (const Reader *reader)
{
  return reader->value > reader->name_end;
}

// What the term is by its name, and by '=', which only modifiers have. A mechanism's name before
// '=' makes an unknown modifier: to the letter, include=shop.example is one.
static TodokuSpfTermKind
find_kind (const Reader *reader)
{
  gsize length = reader->name_end - reader->name;
  gboolean is_assigned = delimiter_of (reader) == '=';

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (is_modifier (names[i].kind) == is_assigned && strlen (names[i].name) == length
        && g_ascii_strncasecmp (reader->text + reader->name, names[i].name, length) == 0)
      return names[i].kind;

  if (is_assigned && g_ascii_isalpha (reader->text[reader->name]))
    return TODOKU_SPF_TERM_MODIFIER;

  return TODOKU_SPF_TERM_INVALID;
}

static void
fail (Reader *reader, TodokuSpfError code, gsize position)
{
  if (reader->term->error == NULL)
    set_error (reader->term, reader->source, code, position);
}

static gboolean
read_prefix (const char *text, gsize length, guint8 max, guint8 *prefix)
{
  guint value = 0;

  if (length == 0 || length > 3 || (length > 1 && text[0] == '0'))
    return FALSE;

  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      value = value * 10 + (guint) g_ascii_digit_value (text[i]);
    }
  if (value > max)
    return FALSE;

  *prefix = (guint8) value;
  return TRUE;
}

// Where "/" and digits, or only "/", stand right before end, gives the place of the '/'.
static gboolean
find_prefix_before (const Reader *reader, gsize end, gsize *slash)
{
  gsize at = end;

  while (at > reader->value && g_ascii_isdigit (reader->text[at - 1]))
    at--;
  if (at == reader->value || reader->text[at - 1] != '/')
    return FALSE;

  *slash = at - 1;
  return TRUE;
}

static void
read_dual_prefix (Reader *reader)
{
  const char *text = reader->text;
  gsize at = reader->value_end;
  gsize length = reader->end - at;
  const char *slashes = length > 0 ? memmem (text + at, length, "//", 2) : NULL;
  gsize split = slashes != NULL ? (gsize) (slashes - text) : reader->end;

  if (at < split
      && (text[at] != '/'
          || !read_prefix (text + at + 1, split - at - 1, 32, &reader->term->prefix4)))
    fail (reader, TODOKU_SPF_ERROR_PREFIX, at);
  if (slashes != NULL
      && !read_prefix (slashes + 2, reader->end - split - 2, 128, &reader->term->prefix6))
    fail (reader, TODOKU_SPF_ERROR_PREFIX, split);
}

static void
check_domain_spec (Reader *reader)
{
  gsize fault;
  TodokuSpfError code;

  if (!todoku_spf_macro_check_domain_spec (reader->text + reader->value,
                                           reader->value_end - reader->value, &fault, &code))
    fail (reader, code, reader->value + fault);
}

// include, exists, ptr, redirect and exp: a domain-spec, without prefix lengths.
static void
check_domain_only (Reader *reader)
{
  gsize slash;

  if (!has_value (reader) && reader->name_end < reader->end)
    fail (reader, TODOKU_SPF_ERROR_UNEXPECTED_VALUE, reader->name_end);
  else if (find_prefix_before (reader, reader->end, &slash))
    fail (reader, TODOKU_SPF_ERROR_UNEXPECTED_VALUE, slash);
  else
    check_domain_spec (reader);
}

static void
check_network (Reader *reader)
{
  TodokuSpfTerm *term = reader->term;
  gboolean is_ip4 = term->kind == TODOKU_SPF_TERM_IP4;
  gsize prefix = reader->value_end + 1;

  if (reader->value == reader->value_end)
    fail (reader, TODOKU_SPF_ERROR_MISSING_VALUE, reader->value);
  else if (!todoku_dns_address_parse (reader->text + reader->value,
                                      (gssize) (reader->value_end - reader->value), &term->address)
           || term->address.length != (is_ip4 ? 4 : 16))
    fail (reader, TODOKU_SPF_ERROR_ADDRESS, reader->value);
  else if (reader->value_end < reader->end
           && !read_prefix (reader->text + prefix, reader->end - prefix, is_ip4 ? 32 : 128,
                            is_ip4 ? &term->prefix4 : &term->prefix6))
    fail (reader, TODOKU_SPF_ERROR_PREFIX, reader->value_end);
}

static void
check_invalid (Reader *reader)
{
  char delimiter = delimiter_of (reader);

  if (reader->name == reader->name_end || !g_ascii_isalpha (reader->text[reader->name]))
    fail (reader, TODOKU_SPF_ERROR_TERM, reader->start);
  else if (delimiter != '\0' && delimiter != ':' && delimiter != '/')
    fail (reader, TODOKU_SPF_ERROR_TERM, reader->name_end);
  else
    fail (reader, TODOKU_SPF_ERROR_UNKNOWN_MECHANISM, reader->name);
}

static void
check_by_kind (Reader *reader)
{
  TodokuSpfTermKind kind = reader->term->kind;
  gboolean is_bare = reader->name_end == reader->end;
  gsize fault;

  if (kind == TODOKU_SPF_TERM_INVALID)
    check_invalid (reader);
  else if (kind == TODOKU_SPF_TERM_ALL && !is_bare)
    fail (reader, TODOKU_SPF_ERROR_UNEXPECTED_VALUE, reader->name_end);
  else if (todoku_spf_term_is_network (reader->term))
    check_network (reader);
  else if (kind == TODOKU_SPF_TERM_A || kind == TODOKU_SPF_TERM_MX)
    {
      if (has_value (reader))
        check_domain_spec (reader);
      read_dual_prefix (reader);
    }
  else if (kind == TODOKU_SPF_TERM_MODIFIER)
    {
      if (!todoku_spf_macro_check (reader->text + reader->value, reader->end - reader->value, TRUE,
                                   &fault))
        fail (reader, TODOKU_SPF_ERROR_MACRO, reader->value + fault);
    }
  else if (kind != TODOKU_SPF_TERM_ALL && !(kind == TODOKU_SPF_TERM_PTR && is_bare))
    check_domain_only (reader);
}

static void
check_characters (Reader *reader)
{
  for (gsize i = reader->start; i < reader->end; i++)
    if (!g_ascii_isgraph (reader->text[i]))
      {
        fail (reader, TODOKU_SPF_ERROR_CHARACTER, i);
        return;
      }
}

static void
check (Reader *reader)
{
  TodokuSpfTermKind kind = reader->term->kind;

  check_characters (reader);
  if (reader->term->has_qualifier && is_modifier (kind))
    fail (reader, TODOKU_SPF_ERROR_QUALIFIER, reader->start);
  // A known mechanism's name with something behind it that neither ':' nor '/' begins.
  if (kind != TODOKU_SPF_TERM_INVALID && !is_modifier (kind) && !has_value (reader)
      && reader->name_end < reader->end && delimiter_of (reader) != '/')
    fail (reader, TODOKU_SPF_ERROR_TERM, reader->name_end);

  check_by_kind (reader);
}

static void
scan (Reader *reader)
{
  TodokuSpfTerm *term = reader->term;
  char first = reader->text[reader->start];
  char delimiter;

  term->has_qualifier = first != '\0' && strchr ("+-~?", first) != NULL;
  term->qualifier = term->has_qualifier ? (TodokuSpfQualifier) first : TODOKU_SPF_QUALIFIER_PASS;

  reader->name = reader->start + (term->has_qualifier ? 1 : 0);
  reader->name_end = reader->name;
  while (reader->name_end < reader->end && is_name_octet (reader->text[reader->name_end]))
    reader->name_end++;

  delimiter = delimiter_of (reader);
  reader->value = reader->name_end + (delimiter == ':' || delimiter == '=' ? 1 : 0);
  reader->value_end = reader->end;
  term->kind = find_kind (reader);
}

// ip4 and ip6: all from the first '/' is the prefix length. a and mx: the prefix lengths are split
// off from the right, as a '/' may also stand within a domain-spec, which cannot end in one and
// digits, so that there is only one way to read it.
static void
split_value (Reader *reader)
{
  TodokuSpfTermKind kind = reader->term->kind;
  const char *first = memchr (reader->text + reader->value, '/', reader->end - reader->value);
  gsize slash;

  if (todoku_spf_term_is_network (reader->term))
    reader->value_end = first != NULL ? (gsize) (first - reader->text) : reader->end;
  else if (kind == TODOKU_SPF_TERM_A || kind == TODOKU_SPF_TERM_MX)
    {
      if (!has_value (reader))
        reader->value_end = reader->value;
      while (has_value (reader) && find_prefix_before (reader, reader->value_end, &slash))
        reader->value_end = slash;
    }
}

static void
read_term (TodokuSpfTerm *term, Source *source, gsize start, gsize end)
{
  Reader reader = {
    .term = term, .source = source, .text = source->text, .start = start, .end = end
  };

  term->position = (guint) start;
  term->prefix4 = 32;
  term->prefix6 = 128;
  scan (&reader);
  split_value (&reader);

  term->text = add_string (source, start, end);
  term->name = add_string (source, reader.name, reader.name_end);
  if (has_value (&reader))
    term->value = add_string (source, reader.value, reader.value_end);

  check (&reader);
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
record_new (Source *source, guint n_terms)
{
  // Of each term the text, its name and its value are kept; an octet that is not UTF-8 takes the
  // three octets of U+FFFD.
  gsize strings = (source->is_utf8 ? 1 : 3) * 3 * source->length + 3 * n_terms + 1;
  gsize size = sizeof (TodokuSpfRecord) + n_terms * sizeof (TodokuSpfTerm);
  TodokuSpfRecord *self = g_atomic_rc_box_alloc0 (size + strings);

  self->n_terms = n_terms;
  source->strings = (char *) self + size;
  self->text = add_string (source, 0, source->length);

  return self;
}

static void
check_duplicates (TodokuSpfRecord *self, Source *source)
{
  const TodokuSpfTerm *redirect = todoku_spf_record_find (self, TODOKU_SPF_TERM_REDIRECT);
  const TodokuSpfTerm *exp = todoku_spf_record_find (self, TODOKU_SPF_TERM_EXP);

  for (TodokuSpfTerm *term = self->terms; term < self->terms + self->n_terms; term++)
    if (((term->kind == TODOKU_SPF_TERM_REDIRECT && term != redirect)
         || (term->kind == TODOKU_SPF_TERM_EXP && term != exp))
        && term->error == NULL)
      set_error (term, source, TODOKU_SPF_ERROR_DUPLICATE, term->position);
}

TodokuSpfRecord *
todoku_spf_record_parse (const char *text, gssize length)
{
  gsize n = length < 0 ? strlen (text) : (gsize) length;
  Source source = { .text = text, .length = n, .is_utf8 = g_utf8_validate_len (text, n, NULL) };
  gboolean is_record = todoku_spf_text_is_record (text, n);
  gsize version_length = is_record ? strlen (VERSION) : get_version_length (text, n);
  TodokuSpfRecord *self = record_new (&source, count_terms (text, n, version_length));
  gsize start;
  gsize end = version_length;

  if (!is_record)
    self->version_error =
      g_error_new (TODOKU_SPF_ERROR, TODOKU_SPF_ERROR_VERSION, _ ("At character %1$u: %2$s"), 1U,
                   _ ("An SPF record starts with v=spf1 and a space."));

  for (guint i = 0; find_term (text, n, &start, &end); i++)
    read_term (&self->terms[i], &source, start, end);
  check_duplicates (self, &source);

  return self;
}

TodokuSpfRecord *
todoku_spf_record_parse_term (const char *text)
{
  g_autofree char *record_text = g_strconcat (VERSION " ", text, NULL);

  return todoku_spf_record_parse (record_text, -1);
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

const TodokuSpfTerm *
todoku_spf_record_get_next (TodokuSpfRecord *self, const TodokuSpfTerm *term)
{
  const TodokuSpfTerm *next = term != NULL ? term + 1 : self != NULL ? self->terms : NULL;

  return next != NULL && next < self->terms + self->n_terms ? next : NULL;
}

const TodokuSpfTerm *
todoku_spf_record_get_only_term (TodokuSpfRecord *self)
{
  return self != NULL && self->n_terms == 1 ? &self->terms[0] : NULL;
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

const TodokuSpfTerm *
todoku_spf_record_find (TodokuSpfRecord *self, TodokuSpfTermKind kind)
{
  for (guint i = 0; i < self->n_terms; i++)
    if (self->terms[i].kind == kind)
      return &self->terms[i];

  return NULL;
}

gboolean
todoku_spf_record_has_end (TodokuSpfRecord *self)
{
  return todoku_spf_record_find (self, TODOKU_SPF_TERM_ALL) != NULL
         || todoku_spf_record_find (self, TODOKU_SPF_TERM_REDIRECT) != NULL;
}

gboolean
todoku_spf_record_is_cut (TodokuSpfRecord *self, TodokuSpfRecord *repaired)
{
  return strlen (todoku_spf_record_get_text (self)) == STRING_OCTETS
         && !todoku_spf_record_has_end (self) && !todoku_spf_record_has_end (repaired);
}

static void
selection_free (gpointer data)
{
  TodokuSpfSelection *selection = data;

  g_clear_pointer (&selection->record, todoku_spf_record_unref);
  g_free (selection);
}

static TodokuSpfSelection *
selection_new (TodokuDnsAnswer *answer)
{
  TodokuSpfSelection *selection = g_new0 (TodokuSpfSelection, 1);

  todoku_dns_answer_foreach (answer, txt)
    {
      gsize length;
      const char *text = todoku_dns_record_get_text (txt, &length);

      if (!todoku_spf_text_is_record (text, length))
        continue;
      if (selection->n_records++ == 0)
        selection->record = todoku_spf_record_parse (text, (gssize) length);
    }

  return selection;
}

const TodokuSpfSelection *
todoku_spf_select (TodokuDnsAnswer *answer)
{
  TodokuSpfSelection *selection = todoku_dns_answer_get_memo (answer);

  if (selection == NULL)
    {
      selection = selection_new (answer);
      todoku_dns_answer_set_memo (answer, selection, selection_free);
    }

  return selection;
}
