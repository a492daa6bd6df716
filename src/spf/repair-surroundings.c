// SPDX-License-Identifier: GPL-3.0-or-later

// Takes a value out of what was pasted with it: quotes, the rest of a zone file's line, words
// before it; and finds the version section. All of this reads the folded text.

#include "spf/repair-private.h"

// How many words a version section may have fallen into: v = spf 1
#define PIECES_MAX 4

// What parts the pieces of a value, "…" "…".
#define PIECE_SEPARATORS " ()\\"
#define AROUND_PIECES " \"\\"

// The inside of one pair of quotes.
typedef struct
{
  guint start;
  guint end;
} Piece;

// Finds the pieces of a value that the text begins with, as zone files and panels write it.
static GArray *
find_pieces (const char *folded, guint *end)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  guint at = (guint) strspn (folded, PIECE_SEPARATORS);

  while (folded[at] == '"')
    {
      Piece piece = { at + 1, at + 1 + (guint) strcspn (folded + at + 1, "\"") };

      *end = piece.end + (folded[piece.end] == '"' ? 1 : 0);
      if (piece.end > piece.start && folded[piece.end - 1] == '\\')
        piece.end--;
      g_array_append_val (pieces, piece);
      at = *end + (guint) strspn (folded + *end, PIECE_SEPARATORS);
    }

  return pieces;
}

// What is blank stays, and so is reported later.
static void
append_blank (GArray *cells,
              const TodokuSpfBuffer *buffer,
              const char *folded,
              guint from,
              guint to)
{
  for (guint i = from; i < to; i++)
    if (folded[i] == ' ')
      g_array_append_val (cells, g_array_index (buffer->cells, TodokuSpfCell, i));
}

// DNS joins pieces as they are. Where that makes no term and the halves are terms, the space
// between them was lost.
static gboolean
is_space_lost (TodokuSpfBuffer *buffer, const char *folded, const Piece *before, const Piece *piece)
{
  guint from = before->end;
  guint to = MIN (piece->start + (guint) strcspn (folded + piece->start, " "), piece->end);
  g_autofree char *left = NULL;
  g_autofree char *right = todoku_spf_buffer_get_text (buffer, piece->start, to);
  g_autofree char *joined = NULL;
  g_autofree char *parted = NULL;
  TodokuSpfJoin join;

  while (from > before->start && folded[from - 1] != ' ')
    from--;
  left = todoku_spf_buffer_get_text (buffer, from, before->end);
  joined = g_strconcat (left, right, NULL);
  parted = g_strconcat (left, " ", right, NULL);
  join = todoku_spf_words_join (left, right);
  if (join == TODOKU_SPF_JOIN_TWO_WORDS)
    todoku_spf_buffer_report (buffer, TODOKU_SPF_REPAIR_GLUED_TERMS, piece->start, joined, parted);
  else if (join == TODOKU_SPF_JOIN_UNCERTAIN)
    todoku_spf_buffer_report (buffer, TODOKU_SPF_REPAIR_UNCERTAIN, piece->start, joined, NULL);

  return join == TODOKU_SPF_JOIN_TWO_WORDS;
}

// Makes one text of the pieces; only blanks stand around them.
static void
join_pieces (TodokuSpfBuffer *buffer, const char *folded, GArray *pieces, guint end)
{
  GArray *cells = g_array_new (FALSE, FALSE, sizeof (TodokuSpfCell));
  const Piece *before = NULL;
  guint first = g_array_index (pieces, Piece, 0).start - 1;
  g_autofree char *quote = todoku_spf_character_to_visible (todoku_spf_buffer_get (buffer, first));

  todoku_spf_buffer_report (buffer, TODOKU_SPF_REPAIR_QUOTES, first, quote, NULL);

  append_blank (cells, buffer, folded, 0, first);
  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);
      const TodokuSpfCell *at = &g_array_index (buffer->cells, TodokuSpfCell, piece->start);

      if (before != NULL && is_space_lost (buffer, folded, before, piece))
        {
          TodokuSpfCell space = { ' ', at->position };

          g_array_append_val (cells, space);
        }
      g_array_append_vals (cells, at, piece->end - piece->start);
      before = piece;
    }
  append_blank (cells, buffer, folded, end, buffer->cells->len);

  g_array_unref (buffer->cells);
  buffer->cells = cells;
  buffer->n_changes++;
}

// "MS=ms12345678v=spf1", as DNS joins the pieces of two records.
static gboolean
sticks_to_other_record (const char *folded, const char *at)
{
  const char *start = at;
  g_autofree char *word = NULL;

  while (start > folded && strchr (" \"", start[-1]) == NULL)
    start--;
  word = g_strndup (start, (gsize) (at - start));

  return todoku_spf_word_is_of_other_record (word);
}

static gboolean
is_version_start (const char *folded, const char *at)
{
  return at == folded || !(g_ascii_isalnum (at[-1]) || strchr ("-_.", at[-1]) != NULL)
         || sticks_to_other_record (folded, at);
}

static const char *
find_version (const char *folded, const char *from)
{
  for (const char *at = strstr (from, TODOKU_SPF_VERSION); at != NULL;
       at = strstr (at + 1, TODOKU_SPF_VERSION))
    if (!g_ascii_isdigit (at[TODOKU_SPF_VERSION_LENGTH]) && is_version_start (folded, at))
      return at;

  return NULL;
}

// Whether there are two records in the text, not only the same word twice.
static gboolean
has_second_record (const char *folded, const char *first)
{
  const char *end = first + TODOKU_SPF_VERSION_LENGTH;
  const char *second;

  while ((second = find_version (folded, end)) != NULL)
    {
      const char *behind = second + TODOKU_SPF_VERSION_LENGTH;

      if (strchr (" \"", second[-1]) != NULL && strchr (" \"", *behind) != NULL
          && end + strspn (end, " \"") != second)
        return TRUE;
      end = behind;
    }

  return FALSE;
}

static char *
strip_quotes (const char *text, gsize length)
{
  GString *stripped = g_string_new_len (text, (gssize) length);

  g_string_replace (stripped, "\"", "", 0);

  return g_string_free (stripped, FALSE);
}

// Whether words are terms of a record that must not be thrown away.
static gboolean
has_terms (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  gboolean are_all = TRUE;
  guint n = 0;

  for (char **word = words; *word != NULL; word++)
    {
      gboolean is_term;

      if (**word == '\0')
        continue;
      n++;
      is_term =
        todoku_spf_word_is_sound (*word, FALSE) && !todoku_spf_word_is_unknown_modifier (*word);
      if (is_term && (strpbrk (*word, ":~+?") != NULL || g_str_equal (*word, "-all")))
        return TRUE;
      are_all = are_all && is_term;
    }

  return n > 0 && are_all;
}

// What there is to say of a piece that is taken out: what stands inside of its quotes.
static char *
get_inside (const TodokuSpfBuffer *buffer, const char *folded, guint start, guint end)
{
  start += (guint) strspn (folded + start, AROUND_PIECES);
  while (end > start && strchr (AROUND_PIECES, folded[end - 1]) != NULL)
    end--;

  return todoku_spf_buffer_get_text (buffer, MIN (start, end), end);
}

static gboolean
is_of_other_record (const char *text)
{
  g_autofree char *first = g_strndup (text, strcspn (text, " "));

  return todoku_spf_word_is_of_other_record (first);
}

// Takes a piece out together with what is blank on either side of it.
static void
cut (TodokuSpfBuffer *buffer, const char *folded, guint start, guint end)
{
  g_autofree char *was = get_inside (buffer, folded, start, end);

  while (start > 0 && folded[start - 1] == ' ')
    start--;
  end += (guint) strspn (folded + end, " ");

  todoku_spf_buffer_report (buffer,
                            is_of_other_record (was) ? TODOKU_SPF_REPAIR_OTHER_RECORD
                                                     : TODOKU_SPF_REPAIR_SURROUNDINGS,
                            start, was, NULL);
  todoku_spf_buffer_replace (buffer, start, end, "");
}

// What stands before the version, and before the quote that it stands in, goes, unless it holds
// terms.
static gboolean
cut_before (TodokuSpfBuffer *buffer, const char *folded, const char *version)
{
  guint end = (guint) (version - folded);
  const char *behind = version + TODOKU_SPF_VERSION_LENGTH;
  g_autofree char *inside = get_inside (buffer, folded, 0, end);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (*inside == '\0')
    return TRUE;
  if (folded[end - 1] == '"')
    end--;
  if (end > 0 && folded[end - 1] == '\\')
    end--;

  before = strip_quotes (folded, end);
  after = strip_quotes (behind, strlen (behind));
  if (has_terms (before)
      || (after[strspn (after, " ")] != '\0' && !todoku_spf_text_has_repairable_word (after)))
    return FALSE;

  cut (buffer, folded, 0, end);
  return TRUE;
}

// "TXT" before a value whose version is not right.
static void
cut_type (TodokuSpfBuffer *buffer, const char *folded)
{
  guint end = (guint) strcspn (folded, "\"");
  guint start;
  g_autofree char *before = NULL;
  g_auto (GStrv) words = NULL;

  if (folded[end] == '\0' && !todoku_spf_buffer_find_word (buffer, 0, &start, &end))
    return;

  before = strip_quotes (folded, end);
  words = g_strsplit (before, " ", -1);
  if (g_strv_contains ((const char *const *) words, "txt"))
    cut (buffer, folded, 0, end);
}

// A value in quotes ends with them, and what follows goes, unless terms stand there.
static void
take_pieces (TodokuSpfBuffer *buffer)
{
  g_autofree char *folded = todoku_spf_buffer_fold (buffer);
  guint end = 0;
  g_autoptr (GArray) pieces = find_pieces (folded, &end);
  g_autofree char *rest = NULL;

  if (pieces->len == 0)
    return;

  rest = strip_quotes (folded + end, strlen (folded + end));
  if (todoku_spf_text_has_repairable_word (rest) || todoku_spf_text_may_name_sender (rest))
    return;
  if (folded[end + strspn (folded + end, PIECE_SEPARATORS)] != '\0')
    cut (buffer, folded, end, buffer->cells->len);

  join_pieces (buffer, folded, pieces, end);
}

// What web pages and their addresses write in place of a character.
static const struct
{
  const char *text;
  const char *ascii;
} references[] = {
  { "&nbsp;", " " },    { "&ensp;", " " },  { "&emsp;", " " },   { "&#32;", " " },
  { "&#160;", " " },    { "&#xa0;", " " },  { "&#12288;", " " }, { "%20", " " },
  { "%09", " " },       { "%0a", " " },     { "%0d", " " },      { "%c2%a0", " " },
  { "%e3%80%80", " " }, { "&quot;", "\"" }, { "&#34;", "\"" },   { "&#39;", "\"" },
  { "&apos;", "\"" },   { "%22", "\"" },    { "&tilde;", "~" },  { "&#126;", "~" },
  { "%7e", "~" },       { "&minus;", "-" }, { "&ndash;", "-" },  { "%3a", ":" },
  { "%3d", "=" },       { "%2f", "/" },     { "%2b", "+" },
};

// The octets of an HTML tag that begins at @text, or 0. Other words in angle brackets stand in
// manuals for the reader's own.
static guint
get_tag_length (const char *text)
{
  static const char *const names[] = { "br", "p",    "div", "span", "code", "pre",
                                       "td", "tr",   "li",  "a",    "b",    "strong",
                                       "em", "font", "wbr", "nobr", NULL };
  const char *name = text + (text[1] == '/' ? 2 : 1);
  gsize length = strspn (name, "abcdefghijklmnopqrstuvwxyz");
  const char *end = name + length + strcspn (name + length, "<>");
  g_autofree char *word = g_strndup (name, length);

  return *text == '<' && *end == '>' && strchr (" />", name[length]) != NULL
             && g_strv_contains (names, word)
           ? (guint) (end + 1 - text)
           : 0;
}

static void
repair_reference (TodokuSpfBuffer *buffer, const char *folded, guint index)
{
  for (gsize i = 0; i < G_N_ELEMENTS (references); i++)
    if (g_str_has_prefix (folded + index, references[i].text))
      {
        todoku_spf_buffer_substitute (buffer, TODOKU_SPF_REPAIR_MARKUP, index,
                                      index + (guint) strlen (references[i].text),
                                      references[i].ascii);
        return;
      }
}

// From the end, as what is folded stays true of what is before.
void
todoku_spf_buffer_repair_markup (TodokuSpfBuffer *buffer)
{
  g_autofree char *folded = todoku_spf_buffer_fold (buffer);

  for (guint i = buffer->cells->len; i-- > 0;)
    {
      guint length = folded[i] == '<' ? get_tag_length (folded + i) : 0;

      if (length > 0)
        todoku_spf_buffer_substitute (buffer, TODOKU_SPF_REPAIR_MARKUP, i, i + length, " ");
      else if (folded[i] == '&' || folded[i] == '%')
        repair_reference (buffer, folded, i);
    }
}

gboolean
todoku_spf_buffer_repair_surroundings (TodokuSpfBuffer *buffer)
{
  g_autofree char *folded = todoku_spf_buffer_fold (buffer);
  const char *version = find_version (folded, folded);

  if (version == NULL)
    cut_type (buffer, folded);
  else if (has_second_record (folded, version) || !cut_before (buffer, folded, version))
    return FALSE;

  take_pieces (buffer);
  return TRUE;
}

// "v=spf1:", "v=spf1,mx", "v=spf1include:…": something sticks to a right version.
static gboolean
split_version (TodokuSpfBuffer *buffer, guint start, guint end, const char *word)
{
  const char *behind = word + TODOKU_SPF_VERSION_LENGTH;
  const char *rest;
  g_autofree char *now = NULL;

  if (g_ascii_strncasecmp (word, TODOKU_SPF_VERSION, TODOKU_SPF_VERSION_LENGTH) != 0)
    return FALSE;

  rest = behind + strspn (behind, ":;,.=/|");
  if (*rest == '\0')
    {
      todoku_spf_buffer_substitute (buffer, TODOKU_SPF_REPAIR_VERSION, start, end,
                                    TODOKU_SPF_VERSION);
      return TRUE;
    }
  if (!g_ascii_isalpha (*rest) && todoku_spf_skip_qualifier (rest) == rest)
    return FALSE;

  now = g_strconcat (TODOKU_SPF_VERSION " ", rest, NULL);
  todoku_spf_buffer_report (buffer,
                            rest > behind ? TODOKU_SPF_REPAIR_PUNCTUATION
                                          : TODOKU_SPF_REPAIR_GLUED_TERMS,
                            start, word, now);
  todoku_spf_buffer_replace (buffer, start + TODOKU_SPF_VERSION_LENGTH,
                             start + (guint) (rest - word), " ");
  return TRUE;
}

// The letters and digits that are left when the signs people put among them go.
static char *
get_letters (const TodokuSpfBuffer *buffer, guint start, guint end)
{
  g_autofree char *text = todoku_spf_buffer_get_text (buffer, start, end);
  g_autoptr (GString) letters = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at++)
    if (strchr ("=:-_ .;,\"'`\\", *at) == NULL)
      g_string_append_c (letters, g_ascii_tolower (*at));

  return g_string_free (g_steal_pointer (&letters), FALSE);
}

static gboolean
has_repairable_word (const TodokuSpfBuffer *buffer, guint from)
{
  g_autofree char *text = todoku_spf_buffer_get_text (buffer, from, buffer->cells->len);

  return todoku_spf_text_has_repairable_word (text);
}

// "v = spf1", "v= spf 1", "spf1", "v-spf1": only signs and spaces are wrong, or "v=" is missing.
static gboolean
repair_scattered (TodokuSpfBuffer *buffer, guint first)
{
  guint ends[PIECES_MAX];
  guint n = 0;
  guint start;
  guint end = first;

  while (n < PIECES_MAX && todoku_spf_buffer_find_word (buffer, end, &start, &end))
    ends[n++] = end;

  while (n-- > 0)
    {
      g_autofree char *letters = get_letters (buffer, first, ends[n]);

      if ((g_str_equal (letters, "vspf1") || g_str_equal (letters, "spf1"))
          && has_repairable_word (buffer, ends[n]))
        {
          todoku_spf_buffer_substitute (buffer, TODOKU_SPF_REPAIR_VERSION, first, ends[n],
                                        TODOKU_SPF_VERSION);
          return TRUE;
        }
    }

  return FALSE;
}

// "v=pf1", "v=spf", "c=spf1", "v=spf2", "v=spf1.0": one letter is wrong. There has only ever been
// one version; Sender ID's records, which nobody reads any more, begin without "v=" (RFC 4406 3.1).
static gboolean
repair_misspelt (TodokuSpfBuffer *buffer, guint start, guint end, const char *word)
{
  g_autofree char *letters = get_letters (buffer, start, end);

  if (strchr (word, '=') == NULL || !todoku_spf_word_is_near (letters, "vspf1")
      || !has_repairable_word (buffer, end))
    return FALSE;

  todoku_spf_buffer_substitute (buffer, TODOKU_SPF_REPAIR_VERSION, start, end, TODOKU_SPF_VERSION);
  return TRUE;
}

// Terms without any version, as in a record of which each was entered by itself: all of them must
// be right, and one must name somebody, or be an all with a sign behind others.
static gboolean
add_missing (TodokuSpfBuffer *buffer)
{
  gboolean names_sender = FALSE;
  gboolean has_all = FALSE;
  guint n = 0;
  guint start;
  guint end = 0;

  while (todoku_spf_buffer_find_word (buffer, end, &start, &end))
    {
      g_autofree char *word = todoku_spf_buffer_get_text (buffer, start, end);

      if (!todoku_spf_word_is_repairable (word) || todoku_spf_word_is_unknown_modifier (word))
        return FALSE;
      names_sender =
        names_sender || (strpbrk (word, ":=") != NULL && todoku_spf_word_is_sound (word, TRUE));
      has_all = has_all || (word[0] != '+' && todoku_spf_word_is_qualified_all (word));
      n++;
    }
  if (!names_sender && (!has_all || n < 2))
    return FALSE;

  todoku_spf_buffer_report (buffer, TODOKU_SPF_REPAIR_VERSION, 0, NULL, TODOKU_SPF_VERSION);
  todoku_spf_buffer_replace (buffer, 0, 0, TODOKU_SPF_VERSION " ");
  return TRUE;
}

gboolean
todoku_spf_buffer_repair_version (TodokuSpfBuffer *buffer)
{
  guint start;
  guint end;
  g_autofree char *word = NULL;

  if (!todoku_spf_buffer_find_word (buffer, 0, &start, &end))
    return FALSE;

  todoku_spf_buffer_strip_quotes (buffer, start, end);
  if (!todoku_spf_buffer_find_word (buffer, 0, &start, &end))
    return FALSE;

  word = todoku_spf_buffer_get_text (buffer, start, end);
  return g_ascii_strcasecmp (word, TODOKU_SPF_VERSION) == 0
         || split_version (buffer, start, end, word) || repair_scattered (buffer, start)
         || repair_misspelt (buffer, start, end, word) || add_missing (buffer);
}
