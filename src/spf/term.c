// SPDX-License-Identifier: GPL-3.0-or-later

#include "spf/term-private.h"

#include "dns/name.h"
#include "spf/macro.h"

#include <string.h>

// A term while it is read. Places are octets from the start of the record.
typedef struct
{
  TodokuSpfTerm *term;
  TodokuSpfSource *source;
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

  if (is_assigned && length > 0 && g_ascii_isalpha (reader->text[reader->name]))
    return TODOKU_SPF_TERM_MODIFIER;

  return TODOKU_SPF_TERM_INVALID;
}

static void
fail (Reader *reader, TodokuSpfError code, gsize position)
{
  if (reader->term->error == NULL)
    todoku_spf_error_set_for_term (reader->term, reader->source, code, position);
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

// ip4 and ip6: all from the first '/' is the prefix length.
static void
split_network (Reader *reader)
{
  const char *slash = memchr (reader->text + reader->value, '/', reader->end - reader->value);

  if (slash != NULL)
    reader->value_end = (gsize) (slash - reader->text);
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

// a and mx: the prefix lengths are split off from the right, as a '/' may also stand within a
// domain-spec. A domain-spec cannot end in one and digits, so there is only one way to read it.
static void
split_dual_prefix (Reader *reader)
{
  gsize slash;

  while (find_prefix_before (reader, reader->value_end, &slash))
    reader->value_end = slash;
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
check_unknown_modifier (Reader *reader)
{
  gsize fault;

  if (!todoku_spf_macro_check (reader->text + reader->value, reader->end - reader->value, TRUE,
                               &fault))
    fail (reader, TODOKU_SPF_ERROR_MACRO, reader->value + fault);
}

static void
check_invalid (Reader *reader)
{
  char delimiter = delimiter_of (reader);
  gboolean is_named =
    reader->name < reader->name_end && g_ascii_isalpha (reader->text[reader->name]);

  if (!is_named)
    fail (reader, TODOKU_SPF_ERROR_TERM, reader->start);
  else if (delimiter != '\0' && delimiter != ':' && delimiter != '/')
    fail (reader, TODOKU_SPF_ERROR_TERM, reader->name_end);
  else
    fail (reader, TODOKU_SPF_ERROR_UNKNOWN_MECHANISM, reader->name);
}

static void
check_optional_domain (Reader *reader)
{
  if (has_value (reader))
    check_domain_spec (reader);
  read_dual_prefix (reader);
}

static void
check_mechanism (Reader *reader)
{
  switch (reader->term->kind)
    {
    case TODOKU_SPF_TERM_ALL:
      if (reader->name_end < reader->end)
        fail (reader, TODOKU_SPF_ERROR_UNEXPECTED_VALUE, reader->name_end);
      break;
    case TODOKU_SPF_TERM_A:
    case TODOKU_SPF_TERM_MX:
      check_optional_domain (reader);
      break;
    case TODOKU_SPF_TERM_IP4:
    case TODOKU_SPF_TERM_IP6:
      check_network (reader);
      break;
    case TODOKU_SPF_TERM_PTR:
      if (reader->name_end < reader->end)
        check_domain_only (reader);
      break;
    case TODOKU_SPF_TERM_INCLUDE:
    case TODOKU_SPF_TERM_EXISTS:
    case TODOKU_SPF_TERM_REDIRECT:
    case TODOKU_SPF_TERM_EXP:
      check_domain_only (reader);
      break;
    case TODOKU_SPF_TERM_MODIFIER:
      check_unknown_modifier (reader);
      break;
    case TODOKU_SPF_TERM_INVALID:
    default:
      check_invalid (reader);
      break;
    }
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

  check_mechanism (reader);
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

static void
split_value (Reader *reader)
{
  TodokuSpfTermKind kind = reader->term->kind;

  if (kind == TODOKU_SPF_TERM_IP4 || kind == TODOKU_SPF_TERM_IP6)
    split_network (reader);
  else if (kind == TODOKU_SPF_TERM_A || kind == TODOKU_SPF_TERM_MX)
    {
      if (has_value (reader))
        split_dual_prefix (reader);
      else
        reader->value_end = reader->value;
    }
}

void
todoku_spf_term_read (TodokuSpfTerm *term, TodokuSpfSource *source, gsize start, gsize end)
{
  Reader reader = {
    .term = term, .source = source, .text = source->text, .start = start, .end = end
  };

  term->position = (guint) start;
  term->prefix4 = 32;
  term->prefix6 = 128;
  scan (&reader);
  split_value (&reader);

  term->text = todoku_spf_source_add_string (source, start, end);
  term->name = todoku_spf_source_add_string (source, reader.name, reader.name_end);
  if (has_value (&reader))
    term->value = todoku_spf_source_add_string (source, reader.value, reader.value_end);

  check (&reader);
}

gboolean
todoku_spf_term_is_mechanism (const TodokuSpfTerm *term)
{
  return term->kind != TODOKU_SPF_TERM_INVALID && !is_modifier (term->kind);
}

gboolean
todoku_spf_term_is_wide (const TodokuSpfTerm *term)
{
  return term->error == NULL && todoku_spf_term_is_mechanism (term)
         && term->qualifier == TODOKU_SPF_QUALIFIER_PASS
         && (term->prefix4 < TODOKU_SPF_PREFIX4_MIN || term->prefix6 < TODOKU_SPF_PREFIX6_MIN);
}

gboolean
todoku_spf_term_needs_lookup (const TodokuSpfTerm *term)
{
  switch (term->kind)
    {
    case TODOKU_SPF_TERM_INCLUDE:
    case TODOKU_SPF_TERM_A:
    case TODOKU_SPF_TERM_MX:
    case TODOKU_SPF_TERM_PTR:
    case TODOKU_SPF_TERM_EXISTS:
    case TODOKU_SPF_TERM_REDIRECT:
      return TRUE;
    case TODOKU_SPF_TERM_INVALID:
    case TODOKU_SPF_TERM_ALL:
    case TODOKU_SPF_TERM_IP4:
    case TODOKU_SPF_TERM_IP6:
    case TODOKU_SPF_TERM_EXP:
    case TODOKU_SPF_TERM_MODIFIER:
    default:
      return FALSE;
    }
}
