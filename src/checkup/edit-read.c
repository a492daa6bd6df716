// SPDX-License-Identifier: GPL-3.0-or-later

// How a published record is read: repaired, parsed, and each term set beside the piece of the
// published text it came from.

#include "checkup/edit-private.h"

#include "base/finding.h"
#include "config.h"
#include "dns/name.h"
#include "spf/repair.h"
#include "spf/suggest.h"

#include <glib/gi18n-lib.h>
#include <string.h>

// A piece of the published text between white space, by its octets. @start is where the white space
// before it begins, so that every octet belongs to a piece.
typedef struct
{
  gsize start;
  gsize text;
  gsize end;
} Piece;

typedef struct
{
  const char *text;
  gsize length;
  GArray *pieces;     // Piece
  GPtrArray *repairs; // TodokuSpfRepair
  GArray *origins;    // guint: for each octet of the repaired text, whence it is
} Published;

// Returns the octets of the white space character at @text, 0 where there is none.
static gsize
space_length (const char *text, gsize length)
{
  gunichar character = g_utf8_get_char_validated (text, (gssize) length);

  if (character == (gunichar) -1 || character == (gunichar) -2 || !g_unichar_isspace (character))
    return 0;

  return (gsize) g_unichar_to_utf8 (character, NULL);
}

static GArray *
split_pieces (const char *text, gsize length)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  gsize i = 0;

  while (i < length)
    {
      Piece piece = { .start = i };
      gsize space;

      while (i < length && (space = space_length (text + i, length - i)) > 0)
        i += space;
      piece.text = i;
      while (i < length && space_length (text + i, length - i) == 0)
        i++;
      piece.end = i;
      if (piece.end > piece.text)
        g_array_append_val (pieces, piece);
    }

  return pieces;
}

static const Piece *
get_piece (const Published *self, guint index)
{
  return &g_array_index (self->pieces, Piece, index);
}

// The piece that octet @octet of the repaired text came from.
static guint
find_piece (const Published *self, gsize octet)
{
  guint origin = g_array_index (self->origins, guint, octet);
  guint first = 0;
  guint last = self->pieces->len > 0 ? self->pieces->len - 1 : 0;

  while (first < last)
    {
      guint middle = first + (last - first) / 2;

      if (origin >= get_piece (self, middle)->end)
        first = middle + 1;
      else
        last = middle;
    }

  return first;
}

// The text of pieces @from to @to, the last one not included.
static char *
join_pieces (const Published *self, guint from, guint to)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = from; i < to; i++)
    {
      const Piece *piece = get_piece (self, i);
      g_autofree char *valid =
        g_utf8_make_valid (self->text + piece->text, (gssize) (piece->end - piece->text));

      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", valid);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
is_missing_version (const TodokuSpfRepair *repair)
{
  return repair->kind == TODOKU_SPF_REPAIR_VERSION && repair->was == NULL;
}

// The sentences of the repairs that lie in the octets @start to @end; NULL where there is none.
static char *
explain_repairs (const Published *self, gsize start, gsize end, const char **hidden)
{
  g_autoptr (GString) why = g_string_new (NULL);

  todoku_list_foreach (const TodokuSpfRepair, repair, self->repairs)
    {
      g_autofree char *message = NULL;

      if (repair->kind == TODOKU_SPF_REPAIR_UNCERTAIN || is_missing_version (repair)
          || repair->position < start || repair->position >= end)
        continue;
      message = todoku_spf_repair_get_message (repair);
      if (strstr (why->str, message) != NULL)
        continue;
      g_string_append_printf (why, "%s%s", why->len > 0 ? " " : "", message);
      *hidden = repair->was;
    }

  return why->len > 0 ? g_string_free (g_steal_pointer (&why), FALSE) : NULL;
}

// The sentence of a repair that is told only once, where the same stands in @was again.
static char *
explain_again (const Published *self, const char *was)
{
  todoku_list_foreach (const TodokuSpfRepair, repair, self->repairs)
    if (repair->kind == TODOKU_SPF_REPAIR_QUOTES && strstr (was, repair->was) != NULL)
      return todoku_spf_repair_get_message (repair);

  return g_strdup (_ ("It was not written the way SPF requires."));
}

// Sets @term beside pieces @from to @to: changed where a repair lies in them.
static void
set_origin (const Published *self, TodokuEditTerm *term, guint from, guint to)
{
  const char *hidden = NULL;
  g_autofree char *was = NULL;
  g_autofree char *why = NULL;

  if (from >= to || to > self->pieces->len)
    return;

  was = join_pieces (self, from, to);
  // What follows the last piece, a trailing space or quote, belongs to it.
  why =
    explain_repairs (self, get_piece (self, from)->start,
                     to == self->pieces->len ? G_MAXSIZE : get_piece (self, to - 1)->end, &hidden);
  if (why == NULL && g_str_equal (was, term->text))
    return;

  term->op = TODOKU_DIFF_CHANGE;
  g_free (term->was);
  // Where both look the same, what was mended cannot be seen: it is written out.
  term->was = g_str_equal (was, term->text) && hidden != NULL
                ? g_strdup_printf ("%s %s", hidden, was)
                : g_steal_pointer (&was);
  term->why = why != NULL ? g_steal_pointer (&why) : explain_again (self, term->was);
}

// The sentence on a version section that was missing; NULL where it was not.
static char *
explain_missing_version (const Published *self)
{
  for (guint i = 0; i < self->repairs->len; i++)
    if (is_missing_version (self->repairs->pdata[i]))
      return todoku_spf_repair_get_message (self->repairs->pdata[i]);

  return NULL;
}

// Sets each term from @first on beside the pieces that its octets came from. Pieces that nothing is
// left of go to the term behind them, and at the end to the last one.
static void
set_origins (const Published *self, GPtrArray *list, guint first)
{
  g_autofree char *added = explain_missing_version (self);
  guint next = 0;

  for (guint i = first; i < list->len; i++)
    {
      TodokuEditTerm *term = g_ptr_array_index (list, i);
      gsize start = term->term != NULL ? term->term->position : 0;
      guint from;
      guint to;

      if (term->term == NULL && added != NULL)
        {
          g_clear_pointer (&term->was, g_free);
          term->op = TODOKU_DIFF_ADD;
          term->why = g_steal_pointer (&added);
          continue;
        }
      from = find_piece (self, start);
      to = i + 1 == list->len ? self->pieces->len
                              : find_piece (self, start + strlen (term->text) - 1) + 1;
      set_origin (self, term, MIN (from, next), to);
      next = MAX (next, to);
    }
}

// The repair that could not tell what @term means, or NULL. Such a term may well be one to the
// letter, as include:mail@shop.example.
static const TodokuSpfRepair *
find_uncertain (const Published *self, const TodokuSpfTerm *term)
{
  todoku_list_foreach (const TodokuSpfRepair, repair, self->repairs)
    if (repair->kind == TODOKU_SPF_REPAIR_UNCERTAIN && g_strcmp0 (repair->was, term->text) == 0)
      return repair;

  return NULL;
}

// Whether nobody can know what @term means: it cannot be read or, though it can, not be meant. A
// name of one's own stands for nothing else.
static gboolean
is_unclear (const Published *self, const TodokuSpfTerm *term, const char *domain)
{
  if (term->error != NULL)
    return !g_error_matches (term->error, TODOKU_SPF_ERROR, TODOKU_SPF_ERROR_DUPLICATE);

  return term->value != NULL && term->kind != TODOKU_SPF_TERM_MODIFIER
         && find_uncertain (self, term) != NULL
         && (strchr (term->value, '*') != NULL
             || (!todoku_dns_name_is_within (term->value, domain)
                 && !todoku_dns_name_is_within (domain, term->value)));
}

// Puts what the person said in the place of an unclear term; a bare address is ip4:, as in a value
// that is pasted. Returns FALSE where that cannot be
// read either.
static gboolean
take_answer (TodokuEditTerms *terms, TodokuEditTerm *term)
{
  GHashTable *answers = terms->input->answers;
  const char *answer = answers != NULL ? g_hash_table_lookup (answers, term->text) : NULL;
  g_autofree char *meant = answer != NULL ? todoku_spf_repair_term (answer) : NULL;

  if (answer == NULL && !todoku_list_has_text (terms->input->unwanted, term->text))
    return FALSE;
  if (answer != NULL && *answer != '\0')
    return todoku_edit_terms_replace (terms, term, meant,
                                      g_strdup (_ ("You said that this was meant.")));

  todoku_edit_term_remove (term, g_strdup (_ ("You said that it is no longer needed.")));

  return TRUE;
}

// What @table has of @term, or of the include that a redirect= becomes beside others.
static gpointer
look_up (GHashTable *table, const TodokuEditTerm *term)
{
  gpointer value = table != NULL ? g_hash_table_lookup (table, term->text) : NULL;
  g_autofree char *include = NULL;

  if (table == NULL || value != NULL || !todoku_edit_term_has_kind (term, TODOKU_SPF_TERM_REDIRECT))
    return value;
  include = g_strconcat ("include:", term->term->value, NULL);

  return g_hash_table_lookup (table, include);
}

static GStrv
find_readings (TodokuEditTerms *terms, const TodokuEditTerm *term)
{
  return look_up (terms->input->readings, term);
}

static const char *
find_meant (TodokuEditTerms *terms, const TodokuEditTerm *term)
{
  return look_up (terms->input->meant, term);
}

// What the DNS shows to have been meant goes in the place of what cannot work.
static gboolean
take_meant (TodokuEditTerms *terms, TodokuEditTerm *term)
{
  const char *text = find_meant (terms, term);

  if (text == NULL)
    return FALSE;
  if (!g_str_is_ascii (term->text))
    return todoku_edit_terms_replace (terms, term, text,
                                      g_strdup (_ ("In a record, a name in letters other than a to "
                                                   "z is written as xn--….")));
  if (todoku_spf_term_has_placeholder (term->text))
    return todoku_edit_terms_replace (terms, term, text,
                                      g_strdup (
                                        _ ("The example is to be replaced by your own domain.")));
  if (*text != '\0')
    return todoku_edit_terms_replace (terms, term, text,
                                      g_strdup (_ ("The DNS shows that this is what was meant.")));

  todoku_edit_term_remove (term,
                           g_strdup (_ ("It leads back to this record itself, where receivers stop "
                                        "with an error, and adds no server.")));

  return TRUE;
}

// What is asked about a term that can be read, but leads to nothing.
static char *
ask_what_is_there (const TodokuSpfTerm *term, char **options)
{
  // Translators: stands between two terms of which either may be meant, as in “a” or “mx”.
  g_autofree char *meant = g_strjoinv (_ ("” or “"), options);

  // What names no domain is the record's own.
  if (strpbrk (options[0], ":=") == NULL)
    return g_strdup_printf (
      // Translators: %1$s is a term of the record, %2$s is “a”, “mx”, or both.
      _ ("“%1$s” leads back to this record itself, and receivers stop there with an error. Was "
         "“%2$s” meant? “a” is the server of your website, and “mx” are the servers that receive "
         "your email."),
      term->text, meant);
  if (todoku_spf_term_is_list (term))
    // Translators: %1$s is a term of the record, %2$s are one or more terms that may be meant.
    return g_strdup_printf (_ ("There is no SPF record where “%1$s” leads. Was “%2$s” meant?"),
                            term->text, meant);
  if (term->kind == TODOKU_SPF_TERM_PTR)
    // Translators: %1$s is a term of the record, %2$s are one or more terms that may be meant.
    return g_strdup_printf (_ ("Many receivers ignore “%1$s”. Was “%2$s” meant?"), term->text,
                            meant);

  if (term->kind == TODOKU_SPF_TERM_IP4 || term->kind == TODOKU_SPF_TERM_IP6)
    // Translators: %1$s is a term of the record, %2$s are one or more terms that may be meant.
    return g_strdup_printf (_ ("“%1$s” lets a whole network send, not just the address in it. "
                               "Was “%2$s” meant?"),
                            term->text, meant);

  // Translators: %1$s is a term of the record, %2$s are one or more terms that may be meant.
  return g_strdup_printf (_ ("“%1$s” allows nobody to send. Was “%2$s” meant?"), term->text, meant);
}

static void
ask (TodokuEditTerms *terms, const Published *self, const TodokuEditTerm *term)
{
  const TodokuSpfTerm *parsed = term->term;
  guint position = parsed->error != NULL ? parsed->error_position : parsed->position;
  GStrv readings = find_readings (terms, term);
  char **options = readings == NULL    ? todoku_spf_suggest_terms (term->text, terms->input->domain)
                   : *readings != NULL ? g_strdupv (readings)
                                       : NULL;
  char *message;

  if (parsed->error != NULL && find_uncertain (self, parsed) == NULL)
    message = g_strdup (parsed->error->message);
  else if (options == NULL || find_uncertain (self, parsed) != NULL)
    message = todoku_spf_describe_unclear (term->text, options);
  else
    message = ask_what_is_there (parsed, options);
  g_ptr_array_add (terms->questions,
                   todoku_finding_new_question ("unclear-term", term->text, (int) position, message,
                                                options));
}

// A term that no repair could give a meaning makes the whole record fail, or lets nobody in who was
// meant: it cannot stay, unless the person says what it was meant to be. Where a proposal is made
// all the same she has said so.
static void
resolve_unclear (TodokuEditTerms *terms, const Published *self, TodokuEditTerm *term)
{
  GStrv readings = find_readings (terms, term);

  // A version section further behind reads as a modifier of that name, and is none of anybody's.
  if (term->term->kind == TODOKU_SPF_TERM_MODIFIER
      && g_ascii_strcasecmp (term->term->name, "v") == 0)
    todoku_edit_term_remove (term, g_strdup (
                                     _ ("Every SPF record starts with it, and has it only once.")));
  else if (todoku_edit_term_is_live (term)
           && (is_unclear (self, term->term, terms->input->domain)
               || (readings != NULL && *readings != NULL) || find_meant (terms, term) != NULL)
           && !take_answer (terms, term) && !take_meant (terms, term))
    {
      ask (terms, self, term);
      todoku_edit_term_remove (term, g_strdup (_ ("It is unclear what it means.")));
    }
}

static gboolean
has_include (TodokuEditTerms *terms, const char *text)
{
  g_autoptr (TodokuSpfRecord) include = todoku_edit_parse_term (text);
  const TodokuSpfTerm *term = todoku_spf_record_get_only_term (include);
  g_autofree char *key = term != NULL ? todoku_spf_term_get_key (term, terms->input->domain) : NULL;
  guint place;
  const TodokuEditTerm *same = key != NULL ? todoku_edit_terms_find (terms, key, &place) : NULL;

  return same != NULL && todoku_edit_term_lets_in (same);
}

// A redirect beside @end has no effect (RFC 7208 6.1), as what stands behind it: it was meant to
// let somebody in all the same.
static void
revive_redirect (TodokuEditTerms *terms, const TodokuSpfTerm *end, TodokuEditTerm *term)
{
  g_autofree char *text = g_strconcat ("include:", term->term->value, NULL);

  if (has_include (terms, text))
    {
      term->is_spare = term->op == TODOKU_DIFF_KEEP;
      todoku_edit_term_remove (term,
                               g_strdup (_ ("An include with the same effect is already there.")));
      return;
    }
  term->is_revived = term->op == TODOKU_DIFF_KEEP;
  todoku_edit_terms_replace (
    terms, term, text,
    // Translators: the argument is the term that ends the record, as ~all.
    g_strdup_printf (_ ("redirect= has no effect beside “%s”. “include:” fetches the same list."),
                     end->text));
}

// No server has the address that stands for none: in a page it is there for the reader's own.
static void
remove_unspecified (TodokuEditTerm *term)
{
  TodokuDnsAddress unspecified = { 0 };

  if (term->op != TODOKU_DIFF_KEEP || term->term->error != NULL
      || !todoku_spf_term_is_network (term->term))
    return;
  unspecified.length = term->term->address.length;
  if (todoku_spf_term_get_prefix (term->term) != unspecified.length * 8
      || !todoku_dns_address_equal (&term->term->address, &unspecified))
    return;

  term->is_spare = TRUE;
  todoku_edit_term_remove (term,
                           g_strdup (_ ("No server has this address, so it lets nobody in.")));
}

static gboolean
only_spaces (GPtrArray *repairs)
{
  todoku_list_foreach (const TodokuSpfRepair, repair, repairs)
    if (repair->kind != TODOKU_SPF_REPAIR_WHITE_SPACE)
      return FALSE;

  return TRUE;
}

// A record that is right but for repeated spaces is taken as it stands: they do no harm.
static TodokuSpfRecord *
parse (Published *self)
{
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (self->text, (gssize) self->length);
  g_autofree char *repaired =
    todoku_spf_repair_traced (self->text, self->length, &self->repairs, &self->origins);

  if (todoku_spf_record_get_error (record) != NULL || !only_spaces (self->repairs))
    return todoku_spf_record_parse (repaired, -1);

  g_ptr_array_set_size (self->repairs, 0);
  g_array_set_size (self->origins, 0);
  for (guint i = 0; i < self->length; i++)
    g_array_append_val (self->origins, i);

  return g_steal_pointer (&record);
}

static void
append_term (TodokuEditTerms *terms, TodokuSpfRecord *record, const TodokuSpfTerm *parsed)
{
  TodokuEditTerm *term = todoku_edit_terms_insert (terms, terms->list->len, record, parsed, NULL);

  // The version section in the case it is published in.
  if (parsed == NULL)
    {
      g_free (term->text);
      term->text = g_strndup (todoku_spf_record_get_text (record), strlen ("v=spf1"));
    }
  term->source = terms->n_sources;
  term->op = TODOKU_DIFF_KEEP;
  term->was = g_strdup (term->text);
}

void
todoku_edit_terms_read (TodokuEditTerms *self, const char *text)
{
  Published published = { .text = text, .length = strlen (text) };
  g_autoptr (TodokuSpfRecord) record = parse (&published);
  g_autoptr (GArray) pieces = split_pieces (text, published.length);
  const TodokuSpfTerm *end = todoku_spf_record_find (record, TODOKU_SPF_TERM_ALL);
  guint first = self->list->len;

  published.pieces = pieces;
  append_term (self, record, NULL);
  todoku_spf_record_foreach (record, term)
    append_term (self, record, term);
  set_origins (&published, self->list, first);

  for (guint i = first + 1; i < self->list->len; i++)
    {
      TodokuEditTerm *term = g_ptr_array_index (self->list, i);

      if (end != NULL && todoku_edit_term_has_kind (term, TODOKU_SPF_TERM_REDIRECT)
          && !is_unclear (&published, term->term, self->input->domain))
        revive_redirect (self, end, term);
      resolve_unclear (self, &published, term);
      remove_unspecified (term);
    }

  self->n_sources++;
  g_clear_pointer (&published.repairs, g_ptr_array_unref);
  g_clear_pointer (&published.origins, g_array_unref);
}
