// SPDX-License-Identifier: GPL-3.0-or-later

// Repairs the words behind the version section, one after the other: those that are several terms,
// those that are a piece of one, and those that are none.

#include "spf/repair-private.h"

// Bounds for taking a word apart.
#define TRIES_MAX 1000
#define LENGTH_MAX 512
#define TERMS_MAX 64

// How often one word may be changed in a pass.
#define CHANGES_MAX 8

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
  gsize length;
  gboolean is_last;
  guint starts[TERMS_MAX]; // of the reading that is being tried
  guint n_starts;
  guint found[TERMS_MAX];
  guint n_found;
  guint n_readings;
  guint n_tries;
} Search;

// The first of @names that @text begins with, or NULL.
static const char *
find_prefix (const char *text, const char *const *names)
{
  for (; *names != NULL; names++)
    if (g_ascii_strncasecmp (text, *names, strlen (*names)) == 0)
      return *names;

  return NULL;
}

// Whether a term with a value begins here. Names that are often mistaken count.
static gboolean
is_start_with_value (const char *text)
{
  static const char *const starts[] = {
    "include:", "include=", "a:",    "mx:",   "ptr:", "ip4:",    "ip6:",      "ip4=", "ip6=",
    "ipv4:",    "ipv6:",    "ipv4=", "ipv6=", "ip:",  "exists:", "redirect=", "exp=", NULL
  };

  return find_prefix (todoku_spf_skip_qualifier (text), starts) != NULL;
}

static const char *
find_bare_name (const char *text)
{
  static const char *const names[] = { "a", "mx", "ptr", NULL };

  return find_prefix (todoku_spf_skip_qualifier (text), names);
}

static gboolean
may_split (Piece before, const char *text)
{
  return is_start_with_value (text) || todoku_spf_word_get_end (text) > 0
         || ((before != PIECE_DOMAIN || strchr ("+~?", *text) != NULL)
             && find_bare_name (text) != NULL);
}

static Piece
classify (const char *piece)
{
  const char *name = todoku_spf_skip_qualifier (piece);
  const char *bare = find_bare_name (piece);
  const char *slash = strrchr (piece, '/');

  if (bare != NULL && strlen (name) == strlen (bare))
    return PIECE_NAME;
  if (todoku_spf_word_is_qualified_all (piece))
    return PIECE_ALL;
  if ((slash != NULL && slash[1 + strspn (slash + 1, G_CSET_DIGITS)] == '\0')
      || g_ascii_strncasecmp (name, "ip", 2) == 0)
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
is_uncertain_end (const char *piece, Piece before)
{
  return strlen (todoku_spf_skip_qualifier (piece)) == 1 && before != PIECE_NAME;
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
  for (gsize end = start + 1; end <= search->length && search->n_readings < 2; end++)
    {
      gboolean is_end = end == search->length;
      g_autofree char *piece = NULL;
      Piece kind;

      if (!is_end && !may_split (PIECE_NONE, search->word + end))
        continue;
      if (++search->n_tries > TRIES_MAX)
        return;

      piece = g_strndup (search->word + start, end - start);
      kind = classify (piece);
      if ((has_all && kind == PIECE_ALL) || (!is_end && !may_split (kind, search->word + end))
          || !is_right (piece, search->is_last && is_end))
        continue;

      if (is_end)
        {
          if (!is_uncertain_end (piece, before))
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

// The terms, parted by spaces, of which @word was certainly stuck together, or NULL.
static char *
split_glued (const char *word, gboolean is_last)
{
  Search search = { .word = word, .length = strlen (word), .is_last = is_last };
  g_autoptr (GString) terms = NULL;

  if (!g_str_is_ascii (word) || search.length > LENGTH_MAX)
    return NULL;

  try_from (&search, 0, PIECE_NONE, FALSE);
  if (search.n_readings != 1 || search.n_tries > TRIES_MAX || search.n_found < 2)
    return NULL;

  terms = g_string_new (word);
  for (guint i = search.n_found; i-- > 1;)
    {
      guint start = search.found[i];

      // What looks like a sign may as well stand between both: the term is not to be refused by it.
      if (strchr ("-~?", word[start]) != NULL && todoku_spf_word_get_end (word + start) == 0)
        g_string_insert_c (terms, start + 1, ' ');
      g_string_insert_c (terms, start, ' ');
    }

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

  split = split_glued (word, TRUE);
  return split != NULL;
}

gboolean
todoku_spf_text_has_repairable_word (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (char **word = words; *word != NULL; word++)
    if (**word != '\0' && todoku_spf_word_is_repairable (*word))
      return TRUE;

  return FALSE;
}

static gboolean
is_version (const char *word)
{
  return g_ascii_strcasecmp (word, TODOKU_SPF_VERSION) == 0;
}

TodokuSpfJoin
todoku_spf_words_join (const char *left, const char *right)
{
  g_autofree char *joined = g_strconcat (left, right, NULL);
  gboolean is_one =
    is_version (joined) || (!is_version (left) && todoku_spf_word_is_sound (joined, TRUE));
  gboolean are_two = (is_version (left) || todoku_spf_word_is_sound (left, FALSE))
                     && todoku_spf_word_is_sound (right, FALSE) && !is_version (right);

  if (is_one && are_two)
    return TODOKU_SPF_JOIN_UNCERTAIN;

  return are_two ? TODOKU_SPF_JOIN_TWO_WORDS : TODOKU_SPF_JOIN_ONE_WORD;
}

// Whether the words, joined, are the one term that is meant.
static gboolean
make_term (const char *joined)
{
  g_autofree char *repaired = NULL;

  if (todoku_spf_word_is_bare_all (joined)
      || (todoku_spf_word_is_unknown_modifier (joined) && todoku_spf_word_is_sound (joined, FALSE)))
    return FALSE;
  if (todoku_spf_word_is_sound (joined, FALSE))
    return TRUE;

  repaired = todoku_spf_word_repair (joined, NULL);
  return repaired != NULL && !todoku_spf_word_is_bare_all (repaired);
}

// A lone sign. Before anything but all, all but "+" may be the dash of a list, or a part of what
// was left out, and would refuse whom the term lets in.
static gboolean
may_join_sign (const char *sign, const char *next)
{
  if (*sign != '+')
    return todoku_spf_word_is_bare_all (next);

  return todoku_spf_skip_qualifier (next) == next && todoku_spf_word_is_sound (next, FALSE);
}

// "include", "ip4" and the like say nothing without a value.
static const char *
get_separator (const char *word)
{
  static const char *const names[] = { "include", "exists", "ip4", "ip6", "ipv4", "ipv6", "ip" };
  const char *name = todoku_spf_skip_qualifier (word);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (name, names[i]) == 0)
      return ":";
  if (g_ascii_strcasecmp (word, "redirect") == 0 || g_ascii_strcasecmp (word, "exp") == 0)
    return "=";

  return NULL;
}

// "ip4:192.0.2.0/2 4": a number behind a prefix length goes on with it, whether or not that gives a
// term: the length alone would let many more in than anybody meant.
static gboolean
goes_on_with_prefix (const char *word, const char *next)
{
  const char *slash = strrchr (word, '/');
  g_autofree char *behind = slash != NULL ? g_strconcat (slash + 1, next, NULL) : NULL;

  return slash != NULL && slash[1] != '\0' && g_ascii_isdigit (next[strspn (next, ",;.|")])
         && strspn (slash + 1, G_CSET_DIGITS) == strlen (slash + 1)
         && (todoku_spf_word_is_netmask (behind) || !todoku_spf_word_is_repairable (next));
}

// "ip4:192.0.2.0 255.255.255.0"
static gboolean
is_address_with_mask (const char *word, const char *next)
{
  return strchr (word, '/') == NULL && strchr (word, '.') != NULL
         && todoku_spf_word_is_netmask (next)
         && todoku_spf_repair_find_family (strchr (word, ':') != NULL ? strchr (word, ':') + 1
                                                                      : word)
              != NULL;
}

// "ip4:20", "mx:10": nothing but a number behind the colon.
static gboolean
has_lone_number (const char *word)
{
  const char *colon = strchr (word, ':');

  return colon != NULL && colon[1] != '\0'
         && strspn (colon + 1, G_CSET_DIGITS) == strlen (colon + 1);
}

// What stands between the two words when they are made one; NULL where they are two.
static const char *
find_link (const char *word, const char *next)
{
  g_autofree char *joined = g_strconcat (word, next, NULL);
  const char *separator = get_separator (word);
  gboolean is_open = todoku_spf_character_is_one_of (word[strlen (word) - 1], ":=");

  // "~a ll": nothing else ends in that, and no other sign is made of it.
  if (todoku_spf_word_is_qualified_all (joined) && *joined != '+')
    return "";
  if (goes_on_with_prefix (word, next))
    return "";
  if (is_address_with_mask (word, next))
    return "/";
  if (*todoku_spf_skip_qualifier (word) == '\0')
    return may_join_sign (word, next) ? "" : NULL;
  if (todoku_spf_word_is_sound (next, FALSE))
    return NULL;
  if (is_open || todoku_spf_character_is_one_of (*next, ":=/"))
    return make_term (joined) ? "" : NULL;
  if (separator != NULL)
    {
      g_autofree char *separated = g_strconcat (word, separator, next, NULL);

      return make_term (separated) ? separator : NULL;
    }

  // "ip4:20 3.0.113.9" is an address; "mx:10 mail.example" a preference, and no name.
  if (has_lone_number (word))
    return g_ascii_strncasecmp (todoku_spf_skip_qualifier (word), "ip", 2) == 0
               && make_term (joined)
             ? ""
             : NULL;
  if (todoku_spf_word_is_repairable (word) || todoku_spf_word_is_repairable (next))
    return NULL;
  return make_term (joined) ? "" : NULL;
}

// "include : x": a lone colon between two words. "ip4:192.0.2.4 - 192.0.2.7": a range.
static gboolean
is_separated (const char *word, const char *separator, const char *next)
{
  g_autofree char *joined = g_strconcat (word, separator, next, NULL);

  return todoku_spf_character_is_one_of (*separator, ":=-~")
         && !todoku_spf_word_is_sound (next, FALSE) && make_term (joined);
}

static gboolean
join_words (TodokuSpfBuffer *buffer, guint start, guint end, const char *word)
{
  g_autofree char *next = NULL;
  g_autofree char *third = NULL;
  g_autofree char *now = NULL;
  const char *link = NULL;
  guint from;
  guint to;
  guint third_end;

  if (!todoku_spf_buffer_find_word (buffer, end, &from, &to))
    return FALSE;

  next = todoku_spf_buffer_get_text (buffer, from, to);
  if (!g_str_is_ascii (word) || !g_str_is_ascii (next))
    return FALSE;
  if (to == from + 1 && todoku_spf_buffer_find_word (buffer, to, &from, &third_end))
    third = todoku_spf_buffer_get_text (buffer, from, third_end);
  if (third != NULL && is_separated (word, next, third))
    {
      now = g_strconcat (word, next, third, NULL);
      to = third_end;
    }
  else if ((link = find_link (word, next)) != NULL)
    now = g_strconcat (word, link, next, NULL);
  else
    return FALSE;

  todoku_spf_buffer_substitute (buffer, TODOKU_SPF_REPAIR_BROKEN_TERM, start, to, now);
  return TRUE;
}

// A word of nothing but commas and the like.
static gboolean
drop_punctuation (TodokuSpfBuffer *buffer, guint start, guint end, const char *word)
{
  if (strspn (word, ",;.()|\\") != strlen (word))
    return FALSE;

  todoku_spf_buffer_report (buffer, TODOKU_SPF_REPAIR_PUNCTUATION, start, word, NULL);
  todoku_spf_buffer_remove_word (buffer, start, end);
  return TRUE;
}

// "ip4:" with another term behind it: there is no address, and nobody who sends. At the end of the
// record more may be missing.
static gboolean
drop_empty (TodokuSpfBuffer *buffer, guint start, guint end, const char *word)
{
  const char *name = todoku_spf_skip_qualifier (word);
  g_autofree char *next = NULL;
  guint from;
  guint to;

  if ((g_ascii_strcasecmp (name, "ip4:") != 0 && g_ascii_strcasecmp (name, "ip6:") != 0)
      || !todoku_spf_buffer_find_word (buffer, end, &from, &to))
    return FALSE;
  next = todoku_spf_buffer_get_text (buffer, from, to);
  if (!todoku_spf_word_is_sound (next, FALSE))
    return FALSE;

  todoku_spf_buffer_report (buffer, TODOKU_SPF_REPAIR_EMPTY_VALUE, start, word, NULL);
  todoku_spf_buffer_remove_word (buffer, start, end);
  return TRUE;
}

static gboolean
repair_word (TodokuSpfBuffer *buffer, guint start, guint end, const char *word)
{
  g_autoptr (GPtrArray) repairs =
    g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_spf_repair_free);
  g_autofree char *term = todoku_spf_word_repair (word, repairs);

  if (term == NULL)
    return FALSE;

  todoku_list_foreach (const TodokuSpfRepair, repair, repairs)
    todoku_spf_buffer_report (buffer, repair->kind, start + repair->position, repair->was,
                              repair->now);
  todoku_spf_buffer_replace (buffer, start, end, term);
  return TRUE;
}

static gboolean
split_terms (TodokuSpfBuffer *buffer, guint start, const char *word, gboolean is_last)
{
  g_autofree char *terms = split_glued (word, is_last);

  if (terms == NULL)
    return FALSE;

  todoku_spf_buffer_report (buffer, TODOKU_SPF_REPAIR_GLUED_TERMS, start, word, terms);
  for (guint i = 0; terms[i] != '\0'; i++)
    if (terms[i] == ' ')
      todoku_spf_buffer_replace (buffer, start + i, start + i, " ");
  return TRUE;
}

// Makes one change to the word, or none where it is right or nothing is certain.
static gboolean
repair_once (TodokuSpfBuffer *buffer, guint start, guint end)
{
  g_autofree char *word = todoku_spf_buffer_get_text (buffer, start, end);
  gboolean is_last = end == buffer->cells->len;

  if (todoku_spf_buffer_cut_other_record (buffer, start, end, word))
    return TRUE;
  if (todoku_spf_word_is_sound (word, is_last))
    return todoku_spf_buffer_go_on_with_list (buffer, start, end, word)
           || join_words (buffer, start, end, word);
  if (!todoku_spf_word_is_term (word))
    {
      if (todoku_spf_buffer_strip_quotes (buffer, start, end)
          || drop_punctuation (buffer, start, end, word) || join_words (buffer, start, end, word)
          || drop_empty (buffer, start, end, word))
        return TRUE;
    }
  if (g_str_is_ascii (word)
      && (todoku_spf_buffer_go_on_with_list (buffer, start, end, word)
          || repair_word (buffer, start, end, word)
          || todoku_spf_buffer_split_list (buffer, start, word)
          || split_terms (buffer, start, word, is_last)))
    return TRUE;

  return !todoku_spf_word_is_term (word) && todoku_spf_buffer_cut_remark (buffer, start, end, word);
}

void
todoku_spf_buffer_repair_terms (TodokuSpfBuffer *buffer)
{
  guint start;
  guint end;
  guint at;

  if (!todoku_spf_buffer_find_word (buffer, 0, &start, &at))
    return;

  while (todoku_spf_buffer_find_word (buffer, at, &start, &end))
    {
      guint budget = CHANGES_MAX;

      while (budget-- > 0 && repair_once (buffer, start, end)
             && todoku_spf_buffer_find_word (buffer, start, &start, &end))
        continue;
      if (!todoku_spf_buffer_find_word (buffer, start, &start, &at))
        break;
    }
}
