// SPDX-License-Identifier: GPL-3.0-or-later

// The value in what people copy from a help page with it.

#include "spf/extract.h"

#include "config.h"
#include "dns/name.h"
#include "spf/macro.h"
#include "spf/record.h"
#include "spf/repair-private.h"
#include "spf/suggest.h"
#include "spf/term-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define OR "or"

// No help page that anybody copies as a whole is longer.
#define LENGTH_MAX 65536

// The first takes the value out, the second sees that it is whole.
#define PASSES_MAX 6

G_DEFINE_QUARK (todoku - spf - extract - error - quark, todoku_spf_extract_error)

static gboolean
is_version (const char *token)
{
  return g_ascii_strncasecmp (token, TODOKU_SPF_VERSION, TODOKU_SPF_VERSION_LENGTH) == 0
         && !g_ascii_isdigit (token[TODOKU_SPF_VERSION_LENGTH]);
}

// Brackets and quotes part words, but for those that stand within a name:
// "a:(サーバー名).example.jp",
// "[x](http://x)".
static gboolean
opens_within (gunichar before, gunichar next)
{
  return before == ']'
         || (before > 0 && before < 0x80 && strchr (":=.-@", (int) before) != NULL && next >= 0x80);
}

// Half-width, and a space for what parts words in either language.
static char *
fold (const char *text)
{
  g_autoptr (GString) folded = g_string_new (NULL);
  gunichar before = 0;
  gboolean is_within = FALSE;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      TodokuSpfRepairKind kind;
      char ascii = todoku_spf_character_to_ascii (c, &kind);
      gboolean is_bracket = kind == TODOKU_SPF_REPAIR_QUOTES || ascii == '(' || ascii == ')';

      if (is_bracket && opens_within (before, g_utf8_get_char (g_utf8_next_char (at))))
        is_within = TRUE;
      if ((is_bracket && !is_within) || c == 0x3001 || c == 0x3002)
        g_string_append_c (folded, ' ');
      else if ((ascii == '\0' && kind != TODOKU_SPF_REPAIR_INVISIBLE)
               || (kind == TODOKU_SPF_REPAIR_DASH && before > 0x3000))
        g_string_append_unichar (folded, c);
      else if (kind != TODOKU_SPF_REPAIR_INVISIBLE)
        g_string_append_c (folded, ascii);
      if (is_bracket && ascii != '(' && before != ':')
        is_within = FALSE;
      before = ascii != '\0' ? (guchar) ascii : c;
    }

  return g_string_free (g_steal_pointer (&folded), FALSE);
}

static gsize
get_run (const char *text, gboolean is_ascii)
{
  gsize n = 0;

  while (text[n] != '\0' && ((guchar) text[n] < 0x80) == is_ascii)
    n++;

  return n;
}

// Whether words in another script say that what follows is another choice.
static gboolean
says_or (const char *words, gsize length)
{
  static const char *const ors[] = { "または", "又は", "もしくは", "あるいは", "いずれか", "場合" };
  g_autofree char *text = g_strndup (words, length);

  for (gsize i = 0; i < G_N_ELEMENTS (ors); i++)
    if (strstr (text, ors[i]) != NULL)
      return TRUE;

  return strcmp (text, "か") == 0;
}

// A sentence's end is no part of its last word, nor is the colon behind what is told the first.
static void
add_ascii (GPtrArray *tokens, const char *word, gsize length)
{
  if (length > 1 && word[0] == ':' && word[1] != ':')
    {
      word++;
      length--;
    }
  while (length > 1 && strchr (".,;!", word[length - 1]) != NULL)
    length--;

  g_ptr_array_add (tokens, g_strndup (word, length));
}

// Words in another script part what is written in ASCII, unless they stand within a name: there
// they are what the reader has to replace.
static gboolean
stand_within (const char *word, gsize n, gsize foreign)
{
  char next = word[n + foreign];

  if (foreign == 0 || memchr (word, ':', n) == NULL)
    return FALSE;

  return strchr (":=(\"", word[n - 1]) != NULL
         || (next != '\0' && (strchr (".-@", word[n - 1]) != NULL || strchr (".-", next) != NULL));
}

static void
add_token (GPtrArray *tokens, const char *word)
{
  while (*word != '\0')
    {
      gsize n = get_run (word, TRUE);
      gsize foreign = get_run (word + n, FALSE);

      if (stand_within (word, n, foreign))
        {
          g_ptr_array_add (tokens, g_strdup (word));
          return;
        }
      if (n > 0)
        add_ascii (tokens, word, n);
      if (says_or (word + n, foreign))
        g_ptr_array_add (tokens, g_strdup (OR));
      word += n + foreign;
    }
}

static GPtrArray *
split_tokens (const char *folded)
{
  GPtrArray *tokens = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) words = g_strsplit_set (folded, " \n", -1);

  for (guint i = 0; words[i] != NULL; i++)
    add_token (tokens, words[i]);

  return tokens;
}

static const char *
get_token (GPtrArray *tokens, guint index)
{
  return index < tokens->len ? g_ptr_array_index (tokens, index) : "";
}

// Whether @token names a mechanism or modifier, or begins to: "include:".
static gboolean
has_name (const char *token)
{
  const char *start = todoku_spf_skip_qualifier (token);
  g_autofree char *name = g_strndup (start, strcspn (start, ":="));

  return start[strlen (name)] != '\0' && todoku_spf_repair_find_name (name, "a.example") != NULL;
}

// Behind the last token of the record that begins at @start.
static guint
find_record_end (GPtrArray *tokens, guint start)
{
  guint end = start + 1;

  for (guint i = start + 1; i < tokens->len && !is_version (get_token (tokens, i)); i++)
    if (todoku_spf_word_is_qualified_all (get_token (tokens, i)))
      return i + 1;
  while (end < tokens->len && !is_version (get_token (tokens, end))
         && (has_name (get_token (tokens, end))
             || todoku_spf_word_is_repairable (get_token (tokens, end))
             || g_str_has_suffix (get_token (tokens, end - 1), ":")))
    end++;

  return end;
}

static char *
join_tokens (GPtrArray *tokens, guint start, guint end)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = start; i < end; i++)
    g_string_append_printf (text, "%s%s", i > start ? " " : "", get_token (tokens, i));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_unique (GPtrArray *values, const char *value)
{
  todoku_list_foreach (const char, one, values)
    if (g_ascii_strcasecmp (one, value) == 0)
      return;

  g_ptr_array_add (values, g_strdup (value));
}

// Takes the records out of @tokens.
static GPtrArray *
take_records (GPtrArray *tokens)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < tokens->len;)
    {
      guint end = find_record_end (tokens, i);
      g_autofree char *record = NULL;

      if (!is_version (get_token (tokens, i)))
        {
          i++;
          continue;
        }
      record = join_tokens (tokens, i, end);
      add_unique (records, record);
      g_ptr_array_remove_range (tokens, i, end - i);
    }

  return records;
}

// What names a sender for itself; bare `a` and `mx` are words of either language, too.
static gboolean
is_telling (const char *token)
{
  return has_name (token)
         || (token[strcspn (token, ":=")] == ':' && todoku_spf_word_is_repairable (token)
             && todoku_spf_repair_find_family (token) == NULL);
}

static gboolean
is_address (const char *token)
{
  return strpbrk (token, ".:") != NULL && !has_name (token)
         && todoku_spf_word_is_repairable (token);
}

// The terms among @tokens that @is_meant takes, or NULL. Where "or" stands between two of them,
// @is_choice is set.
static char *
find_terms (GPtrArray *tokens, gboolean (*is_meant) (const char *token), gboolean *is_choice)
{
  g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func (g_free);
  gboolean has_or = FALSE;

  for (guint i = 0; i < tokens->len; i++)
    {
      const char *token = get_token (tokens, i);
      gboolean is_open = g_str_has_suffix (token, ":") || g_str_has_suffix (token, "=");
      g_autofree char *term = g_strconcat (token, is_open ? get_token (tokens, i + 1) : "", NULL);
      guint n = terms->len;

      has_or =
        has_or
        || (n > 0
            && (g_ascii_strcasecmp (token, OR) == 0 || g_ascii_strcasecmp (token, "if") == 0));
      if (!is_meant (token) || todoku_spf_word_is_qualified_all (term))
        continue;
      add_unique (terms, term);
      *is_choice = *is_choice || (has_or && terms->len > n && n > 0);
    }

  return terms->len > 0 ? join_tokens (terms, 0, terms->len) : NULL;
}

static gboolean
check_terms (const char *record_text, GError **error)
{
  g_auto (GStrv) words = g_strsplit (record_text, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (todoku_spf_term_has_placeholder (words[i]))
      {
        g_autofree char *visible = todoku_spf_make_visible (words[i]);

        g_set_error (error, TODOKU_SPF_EXTRACT_ERROR, TODOKU_SPF_EXTRACT_ERROR_PLACEHOLDER,
                     /* Translators: %1$s is a piece of an SPF record, as a:sv***.xserver.jp. */
                     _ ("“%1$s” still has a placeholder for something that only you have, such as "
                        "your server’s name or your domain. Replace it with the real one."),
                     visible);
        return FALSE;
      }

  return TRUE;
}

static void
set_unclear (GError **error, const char *text)
{
  g_autofree char *visible = todoku_spf_make_visible (text);

  /* Translators: %1$s is a piece of an SPF record. */
  g_set_error (error, TODOKU_SPF_EXTRACT_ERROR, TODOKU_SPF_EXTRACT_ERROR_UNCLEAR,
               _ ("It is unclear what “%1$s” means."), visible);
}

// To the letter a name without anything between two dots is right, and no DNS can know it.
static gboolean
check_names (TodokuSpfRecord *record, GError **error)
{
  todoku_spf_record_foreach (record, term)
    {
      if (!todoku_spf_term_needs_lookup (term) || term->value == NULL
          || !todoku_spf_macro_is_constant (term->value) || todoku_dns_name_is_valid (term->value))
        continue;

      set_unclear (error, term->text);
      return FALSE;
    }

  return TRUE;
}

// The record that @text is meant to be, repaired.
static char *
repair_once (const char *text, GError **error)
{
  g_autoptr (GPtrArray) repairs = NULL;
  g_autofree char *repaired = todoku_spf_repair (text, strlen (text), &repairs);
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (repaired, -1);

  if (!check_terms (repaired, error))
    return NULL;
  todoku_list_foreach (const TodokuSpfRepair, repair, repairs)
    {
      if (repair->kind == TODOKU_SPF_REPAIR_UNCERTAIN)
        {
          g_autofree char *message = todoku_spf_repair_get_message (repair);

          g_set_error_literal (error, TODOKU_SPF_EXTRACT_ERROR, TODOKU_SPF_EXTRACT_ERROR_UNCLEAR,
                               message);
          return NULL;
        }
    }
  if (todoku_spf_record_get_error (record) != NULL)
    {
      g_set_error_literal (error, TODOKU_SPF_EXTRACT_ERROR, TODOKU_SPF_EXTRACT_ERROR_UNCLEAR,
                           todoku_spf_record_get_error (record)->message);
      return NULL;
    }
  if (!check_names (record, error))
    return NULL;

  return g_steal_pointer (&repaired);
}

static void
set_several (GError **error, const char *first, const char *second)
{
  g_autofree char *one = todoku_spf_make_visible (first);
  g_autofree char *other = todoku_spf_make_visible (second);

  g_set_error (error, TODOKU_SPF_EXTRACT_ERROR, TODOKU_SPF_EXTRACT_ERROR_SEVERAL,
               /* Translators: both arguments are values for an SPF record. */
               _ ("There are two values in it: “%1$s” and “%2$s”. Choose the one that is for you, "
                  "and paste only that."),
               one, other);
}

// Whether every term of @terms stands in @record.
static gboolean
has_terms (const char *record, const char *terms)
{
  g_auto (GStrv) in = g_strsplit (record, " ", -1);
  g_auto (GStrv) wanted = g_strsplit (terms, " ", -1);

  for (guint i = 0; wanted[i] != NULL; i++)
    {
      gboolean found = FALSE;

      for (guint j = 0; in[j] != NULL && !found; j++)
        found = g_ascii_strcasecmp (in[j], wanted[i]) == 0;
      if (!found)
        return FALSE;
    }

  return TRUE;
}

static char *
extract_record (GPtrArray *records, GPtrArray *tokens, GError **error)
{
  const char *first = g_ptr_array_index (records, 0);
  gboolean is_choice = FALSE;
  g_autofree char *beside = find_terms (tokens, is_telling, &is_choice);

  if (records->len > 1)
    set_several (error, first, g_ptr_array_index (records, 1));
  else if (beside != NULL && !has_terms (first, beside))
    set_several (error, first, beside);
  else
    return repair_once (first, error);

  return NULL;
}

// "mx", "+a +mx": only where there is nothing else are these no words of a language.
static gboolean
are_own_servers (GPtrArray *tokens)
{
  todoku_list_foreach (const char, token, tokens)
    {
      const char *name = *token == '+' ? token + 1 : token;

      if (g_ascii_strcasecmp (name, "a") != 0 && g_ascii_strcasecmp (name, "mx") != 0)
        return FALSE;
    }

  return tokens->len > 0;
}

static char *
extract_terms (GPtrArray *tokens, GError **error)
{
  gboolean is_choice = FALSE;
  g_autofree char *telling = find_terms (tokens, is_telling, &is_choice);
  g_autofree char *terms =
    telling != NULL ? g_strdup (telling) : find_terms (tokens, is_address, &is_choice);
  g_autofree char *record = NULL;

  if (terms == NULL && are_own_servers (tokens))
    terms = join_tokens (tokens, 0, tokens->len);
  // A bare name, as the whole of it: it is reported what it may mean.
  if (terms == NULL && tokens->len == 1)
    {
      g_auto (GStrv) meanings = todoku_spf_suggest_terms (get_token (tokens, 0), NULL);

      terms = meanings != NULL ? g_strdup (get_token (tokens, 0)) : NULL;
    }
  if (terms == NULL)
    {
      g_set_error_literal (error, TODOKU_SPF_EXTRACT_ERROR, TODOKU_SPF_EXTRACT_ERROR_NONE,
                           _ ("There is no SPF value in it. An SPF value starts with “v=spf1”; a "
                              "part of one looks like “include:spf.example.jp”."));
      return NULL;
    }
  if (is_choice)
    {
      g_auto (GStrv) each = g_strsplit (terms, " ", -1);

      set_several (error, each[0], each[1]);
      return NULL;
    }

  record = g_strdup_printf (TODOKU_SPF_VERSION " %s ~all", terms);
  return repair_once (record, error);
}

// Terms alone, which get an end.
static gboolean
is_without_end (const char *text, const char *repaired)
{
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (repaired, -1);
  g_autofree char *whole = g_strconcat (TODOKU_SPF_VERSION " ", text, NULL);
  g_autofree char *terms = repair_once (whole, NULL);

  return todoku_spf_record_find (record, TODOKU_SPF_TERM_ALL) == NULL
         && g_strcmp0 (terms, repaired) == 0;
}

// What the repair makes of all of it, where nothing is left open; NULL else.
static char *
repair_whole (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *record = repair_once (text, &error);

  return record != NULL && todoku_spf_text_is_record (record, strlen (record))
             && !is_without_end (text, record)
           ? g_steal_pointer (&record)
           : NULL;
}

static char *
extract_once (const char *text, GError **error)
{
  g_autofree char *folded = fold (text);
  g_autoptr (GPtrArray) tokens = split_tokens (folded);
  g_autoptr (GPtrArray) records = take_records (tokens);
  char *whole;

  if (records->len > 0)
    return extract_record (records, tokens, error);

  whole = repair_whole (text);
  return whole != NULL ? whole : extract_terms (tokens, error);
}

char *
todoku_spf_extract_value (const char *text, GError **error)
{
  char *value = g_utf8_make_valid (text, (gssize) strnlen (text, LENGTH_MAX));

  // What is repaired shows where it ends.
  for (guint pass = 0; pass < PASSES_MAX && value != NULL; pass++)
    {
      g_autofree char *before = value;

      value = extract_once (before, error);
      if (g_strcmp0 (value, before) == 0)
        return value;
    }
  if (value != NULL)
    set_unclear (error, value);

  g_free (value);
  return NULL;
}
