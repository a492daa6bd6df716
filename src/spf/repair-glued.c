// SPDX-License-Identifier: GPL-3.0-or-later

// Takes words apart that are several terms stuck together.

#include "spf/repair-private.h"

#include <string.h>

#define TRIES_MAX 1000
#define LENGTH_MAX 512
#define TERMS_MAX 64

// What a piece is decides what may be split off behind it.
typedef enum
{
  PIECE_NONE,
  PIECE_NAME,   // a, mx, ptr
  PIECE_NUMBER, // ends in an address or a prefix length
  PIECE_DOMAIN, // ends in a name, which may end in the letters of a mechanism by chance
  PIECE_ALL,
} Piece;

typedef struct
{
  const char *word;
  gboolean is_last;
  guint starts[TERMS_MAX]; // of the reading that is being tried
  guint n_starts;
  guint found[TERMS_MAX];
  guint n_found;
  guint n_readings;
  guint n_tries;
} Search;

static gsize
skip_sign (const char *text)
{
  return *text != '\0' && strchr ("+-~?", *text) != NULL ? 1 : 0;
}

static gboolean
begins_with (const char *text, const char *name)
{
  return g_ascii_strncasecmp (text, name, strlen (name)) == 0;
}

// Whether a term with a value begins here. Names that are often mistaken count.
static gboolean
is_start_with_value (const char *text)
{
  static const char *const starts[] = {
    "include:", "include=", "a:",    "mx:",   "ptr:", "ip4:",    "ip6:",      "ip4=", "ip6=",
    "ipv4:",    "ipv6:",    "ipv4=", "ipv6=", "ip:",  "exists:", "redirect=", "exp=",
  };
  const char *name = text + skip_sign (text);

  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    if (begins_with (name, starts[i]))
      return TRUE;

  return FALSE;
}

static gboolean
is_signed_all (const char *text)
{
  return skip_sign (text) == 1 && begins_with (text + 1, "all");
}

static gboolean
is_bare_name (const char *text, gsize length)
{
  static const char *const names[] = { "a", "mx", "ptr" };
  gsize sign = skip_sign (text);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (length == sign + strlen (names[i]) && begins_with (text + sign, names[i]))
      return TRUE;

  return FALSE;
}

static gboolean
begins_with_bare_name (const char *text)
{
  const char *name = text + skip_sign (text);

  return begins_with (name, "a") || begins_with (name, "mx") || begins_with (name, "ptr");
}

static gboolean
may_split (Piece before, const char *text)
{
  if (is_start_with_value (text) || is_signed_all (text))
    return TRUE;

  return before != PIECE_DOMAIN && begins_with_bare_name (text);
}

static Piece
classify (const char *piece)
{
  gsize length = strlen (piece);
  const char *slash = strrchr (piece, '/');

  if (is_bare_name (piece, length))
    return PIECE_NAME;
  if (is_signed_all (piece) && length == 4)
    return PIECE_ALL;
  if (slash != NULL && strspn (slash + 1, "0123456789") == strlen (slash + 1))
    return PIECE_NUMBER;
  if (begins_with (piece + skip_sign (piece), "ip"))
    return PIECE_NUMBER;

  return PIECE_DOMAIN;
}

static gboolean
is_right (const char *piece, gboolean is_last)
{
  g_autofree char *repaired = NULL;

  if (todoku_spf_word_is_bare_all (piece))
    return FALSE;
  if (todoku_spf_word_is_sound (piece, is_last))
    return TRUE;

  // Commas and the like are not for here, and a lone name that is nearly right is no certain cut.
  if (!is_start_with_value (piece))
    return FALSE;
  repaired = todoku_spf_word_repair (piece, NULL);
  return repaired != NULL;
}

// A single letter at the end is too little to be certain of, unless it is in line with others.
static gboolean
is_doubtful_end (const Search *search, const char *piece, Piece before)
{
  return search->n_starts > 0 && strlen (piece) - skip_sign (piece) == 1 && before != PIECE_NAME;
}

static void
keep_reading (Search *search, guint start)
{
  search->n_readings++;
  memcpy (search->found, search->starts, sizeof search->starts);
  search->n_found = search->n_starts;
  search->found[search->n_found++] = start;
}

static void
try_from (Search *search, guint start, Piece before, gboolean has_all)
{
  gsize length = strlen (search->word);

  for (gsize end = start + 1; end <= length && search->n_readings < 2; end++)
    {
      g_autofree char *piece = NULL;
      Piece kind;

      if (end < length && !may_split (PIECE_NONE, search->word + end))
        continue;
      if (++search->n_tries > TRIES_MAX)
        return;

      piece = g_strndup (search->word + start, end - start);
      kind = classify (piece);
      if ((has_all && kind == PIECE_ALL) || (end < length && !may_split (kind, search->word + end))
          || !is_right (piece, search->is_last && end == length))
        continue;

      if (end == length)
        {
          if (!is_doubtful_end (search, piece, before))
            keep_reading (search, start);
          continue;
        }
      if (search->n_starts + 2 > TERMS_MAX)
        return;
      search->starts[search->n_starts++] = start;
      try_from (search, (guint) end, kind, has_all || kind == PIECE_ALL);
      search->n_starts--;
    }
}

char *
todoku_spf_word_split (const char *word, gboolean is_last)
{
  Search search = { .word = word, .is_last = is_last };
  g_autoptr (GString) terms = NULL;

  if (!g_str_is_ascii (word) || strlen (word) > LENGTH_MAX)
    return NULL;

  try_from (&search, 0, PIECE_NONE, FALSE);
  if (search.n_readings != 1 || search.n_tries > TRIES_MAX || search.n_found < 2)
    return NULL;

  terms = g_string_new (word);
  for (guint i = search.n_found; i-- > 1;)
    g_string_insert_c (terms, search.found[i], ' ');

  return g_string_free (g_steal_pointer (&terms), FALSE);
}

gboolean
todoku_spf_word_is_repairable (const char *word)
{
  g_autofree char *repaired = NULL;
  g_autofree char *split = NULL;

  if (todoku_spf_word_is_sound (word, FALSE))
    return TRUE;

  repaired = todoku_spf_word_repair (word, NULL);
  if (repaired != NULL)
    return TRUE;

  split = todoku_spf_word_split (word, FALSE);
  return split != NULL;
}

static gboolean
is_version (const char *word)
{
  return g_ascii_strcasecmp (word, "v=spf1") == 0;
}

TodokuSpfJoin
todoku_spf_words_join (const char *left, const char *right)
{
  g_autofree char *joined = g_strconcat (left, right, NULL);
  gboolean is_one = is_version (joined) || todoku_spf_word_is_sound (joined, TRUE);
  gboolean are_two = (is_version (left) || todoku_spf_word_is_sound (left, FALSE))
                     && todoku_spf_word_is_sound (right, FALSE) && !is_version (right);

  if (is_one && are_two)
    return TODOKU_SPF_JOIN_UNCERTAIN;

  return are_two ? TODOKU_SPF_JOIN_TWO_WORDS : TODOKU_SPF_JOIN_ONE_WORD;
}
