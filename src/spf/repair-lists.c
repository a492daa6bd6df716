// SPDX-License-Identifier: GPL-3.0-or-later

// Repairs lists: terms, or the names behind one mechanism, with commas and the like between them.

#include "spf/repair-private.h"

// What parts the pieces of a list. A plus or an ampersand stands in no name either.
#define COMMAS ",;|"
#define LIST_SEPARATORS COMMAS "+&"

// The next of @separators outside of macros, at or after from.
static gsize
find_separator (const char *word, gsize from, const char *separators)
{
  gsize at = from;

  while (word[at] != '\0' && !todoku_spf_character_is_one_of (word[at], separators))
    if (word[at] == '%' && word[at + 1] == '{')
      at += strcspn (word + at, "}");
    else
      at++;

  return at;
}

// "include:" of "include:shop.example", with its sign: what is said of the names that follow in a
// list, too. There is only one redirect.
static char *
get_head (const char *term)
{
  static const char *const heads[] = { "include:", "a:", "mx:", "ptr:", "exists:" };
  const char *name = todoku_spf_skip_qualifier (term);

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    if (g_ascii_strncasecmp (name, heads[i], strlen (heads[i])) == 0)
      return g_strndup (term, (gsize) (name - term) + strlen (heads[i]));

  return NULL;
}

// @piece as a term of its own, where it is the next name, or link, of a list that began with @head.
static char *
build_list_term (const char *head, const char *piece)
{
  gboolean is_name = strpbrk (piece, ":=") == NULL || strstr (piece, "://") != NULL;
  g_autofree char *term = head != NULL ? g_strconcat (head, piece, NULL) : NULL;

  if (term == NULL || !is_name || strchr (piece, '.') == NULL
      || todoku_spf_word_is_repairable (piece))
    return NULL;

  return todoku_spf_word_is_sound (term, TRUE) ? g_steal_pointer (&term)
                                               : todoku_spf_word_repair (term, NULL);
}

// The term that @piece is, or is mended to.
static char *
read_term (const char *piece)
{
  if (todoku_spf_word_is_bare_all (piece))
    return NULL;

  return todoku_spf_word_is_sound (piece, FALSE) ? g_strdup (piece)
                                                 : todoku_spf_word_repair (piece, NULL);
}

// The terms, parted by spaces, of a list of names behind one mechanism, with what is none of them
// as it stands; NULL where it is no such list.
static char *
build_list (const char *word)
{
  g_autoptr (GString) terms = g_string_new (NULL);
  g_autofree char *head = NULL;
  gboolean is_list = FALSE;
  gsize end;

  for (gsize at = 0; at == 0 || word[at - 1] != '\0'; at = end + 1)
    {
      g_autofree char *piece = NULL;
      g_autofree char *term = NULL;

      end = find_separator (word, MAX (at, 1), LIST_SEPARATORS);
      piece = g_strndup (word + at, end - at);
      if (*piece == '\0')
        continue;
      term = build_list_term (head, piece);
      is_list = is_list || term != NULL;
      if (term == NULL)
        term = read_term (piece);
      if (term == NULL && !is_list)
        return NULL;

      g_free (head);
      head = term != NULL ? get_head (term) : NULL;
      g_string_append_printf (terms, "%s%s", terms->len > 0 ? " " : "",
                              term != NULL ? term : piece);
    }

  return is_list ? g_string_free (g_steal_pointer (&terms), FALSE) : NULL;
}

// "include:a.example,b.example". What parts it from the next word is left.
static gboolean
split_names (TodokuSpfBuffer *buffer, guint start, const char *word)
{
  gsize length = strlen (word);
  g_autofree char *list = NULL;
  g_autofree char *terms = NULL;

  while (length > 0 && todoku_spf_character_is_one_of (word[length - 1], LIST_SEPARATORS))
    length--;
  list = g_strndup (word, length);
  terms = length > 0 ? build_list (list) : NULL;
  if (terms == NULL)
    return FALSE;

  todoku_spf_buffer_substitute (buffer, TODOKU_SPF_REPAIR_PUNCTUATION, start,
                                start + (guint) length, terms);
  return TRUE;
}

// "include:a.example, b.example", "include:a.example , b.example", "include:a.example ,b.example"
gboolean
todoku_spf_buffer_go_on_with_list (TodokuSpfBuffer *buffer,
                                   guint start,
                                   guint end,
                                   const char *word)
{
  gsize length = strlen (word);
  gboolean is_parted;
  g_autofree char *first = NULL;
  g_autofree char *head = NULL;
  guint from;
  guint to = end;

  while (length > 1 && todoku_spf_character_is_one_of (word[length - 1], LIST_SEPARATORS))
    length--;
  is_parted = word[length] != '\0';
  first = g_strndup (word, length);
  head = todoku_spf_word_is_sound (first, FALSE) ? get_head (first) : NULL;

  while (head != NULL && todoku_spf_buffer_find_word (buffer, to, &from, &to))
    {
      g_autofree char *next = todoku_spf_buffer_get_text (buffer, from, to);
      gsize name = strspn (next, LIST_SEPARATORS);
      gsize n = strcspn (next + name, LIST_SEPARATORS);
      g_autofree char *piece = g_strndup (next + name, n);
      g_autofree char *term = NULL;
      g_autofree char *terms = NULL;

      is_parted = is_parted || name > 0;
      term = is_parted ? build_list_term (head, piece) : NULL;
      if (n == 0)
        continue;
      if (term == NULL)
        return FALSE;

      terms = g_strconcat (first, " ", term, NULL);
      todoku_spf_buffer_substitute (buffer, TODOKU_SPF_REPAIR_PUNCTUATION, start,
                                    from + (guint) (name + n), terms);
      return TRUE;
    }

  return FALSE;
}

// The places of all of them, and in @n_right how many of the pieces between are, or come to, terms.
static GArray *
find_commas (const char *word, guint *n_pieces, guint *n_right)
{
  GArray *commas = g_array_new (FALSE, FALSE, sizeof (guint));
  gsize length = strlen (word);
  gsize end;

  *n_pieces = *n_right = 0;
  for (gsize at = 0; at <= length; at = end + 1)
    {
      g_autofree char *piece = NULL;
      guint place;

      end = find_separator (word, at, COMMAS);
      piece = g_strndup (word + at, end - at);
      place = (guint) end;
      if (end < length)
        g_array_append_val (commas, place);
      if (*piece == '\0')
        continue;
      (*n_pieces)++;
      if (!todoku_spf_word_is_bare_all (piece) && todoku_spf_word_is_repairable (piece))
        (*n_right)++;
    }

  return commas;
}

// "a,mx,~all". A word that parses, if only as one strange name, is parted where every piece is a
// term; one that does not, where any is.
static gboolean
split_at_commas (TodokuSpfBuffer *buffer, guint start, const char *word)
{
  guint n_pieces;
  guint n_right;
  g_autoptr (GArray) commas = find_commas (word, &n_pieces, &n_right);

  if (n_pieces < 2 || n_right == 0 || (n_right < n_pieces && todoku_spf_word_is_term (word)))
    return FALSE;

  for (guint i = 0; i < commas->len; i++)
    {
      guint place = g_array_index (commas, guint, i);
      const char was[] = { word[place], '\0' };

      todoku_spf_buffer_report (buffer, TODOKU_SPF_REPAIR_PUNCTUATION, start + place, was, " ");
    }
  // From the back, so that what is still to be replaced stays where it is.
  for (guint i = commas->len; i-- > 0;)
    {
      guint place = start + g_array_index (commas, guint, i);
      gunichar next = todoku_spf_buffer_get (buffer, place + 1);
      gboolean is_edge = place == start || next == 0 || next == ' ';

      todoku_spf_buffer_replace (buffer, place, place + 1, is_edge ? "" : " ");
    }

  return TRUE;
}

gboolean
todoku_spf_buffer_split_list (TodokuSpfBuffer *buffer, guint start, const char *word)
{
  return split_names (buffer, start, word) || split_at_commas (buffer, start, word);
}
