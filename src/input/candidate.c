// SPDX-License-Identifier: GPL-3.0-or-later

#include "input/candidate.h"

#include "dns/suffix.h"

#include <string.h>

// In falling order of how sure it is that a domain is meant.
typedef enum
{
  RANK_EXPLICIT, // an address or a URL
  RANK_KNOWN,    // a dot, and an ending that domains have
  RANK_DOTTED,   // a dot
  RANK_BARE,     // anything else
} Rank;

static void
candidate_free (gpointer data)
{
  TodokuInputCandidate *candidate = data;

  g_free (candidate->host);
  g_free (candidate);
}

// Name <info@shop.example>: the name may hold anything.
static char *
take_angle_brackets (const char *text)
{
  GString *inside = g_string_new (NULL);

  for (const char *open = strchr (text, '<'); open != NULL; open = strchr (open + 1, '<'))
    {
      gsize length = strcspn (open + 1, "<>");
      g_autofree char *part = g_strndup (open + 1, length);

      if (open[1 + length] == '>' && (strchr (part, '@') != NULL || strstr (part, "//") != NULL))
        g_string_append_printf (inside, "%s ", part);
    }

  char *taken = inside->len > 0 ? g_strdup (inside->str) : g_strdup (text);

  g_string_free (inside, TRUE);
  return taken;
}

// Whether the blank between @before and @word slipped in. A label that ends in a dot cannot stand
// alone; a name that could, as in "shop.co. jp", goes on only with an ending that domains have.
static gboolean
belongs_together (const char *before, const char *word)
{
  gsize length = strlen (before);

  if (length == 0)
    return FALSE;
  if (before[length - 1] == '@' || word[0] == '@' || word[0] == '.')
    return TRUE;
  if (before[length - 1] != '.')
    return FALSE;

  const char *at = strrchr (before, '@');
  const char *name = at != NULL ? at + 1 : before;
  gsize label = strcspn (name, ".");

  if (name[label + 1] == '\0')
    return strspn (name, "0123456789") < label;

  return strchr (word, '.') == NULL && todoku_suffix_is_known (word);
}

static char *
close_up (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", -1);
  GString *closed = g_string_new (NULL);
  gsize last = 0;

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      if (*parts[i] == '\0')
        continue;
      if (!belongs_together (closed->str + last, parts[i]))
        {
          g_string_append_c (closed, ' ');
          last = closed->len;
        }
      g_string_append (closed, parts[i]);
    }

  return g_string_free (closed, FALSE);
}

static gboolean
is_bracket (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  if (c < 0x80)
    return strchr ("\"<>()'`", (int) c) != NULL;

  return type == G_UNICODE_OPEN_PUNCTUATION || type == G_UNICODE_CLOSE_PUNCTUATION
         || type == G_UNICODE_INITIAL_PUNCTUATION || type == G_UNICODE_FINAL_PUNCTUATION;
}

// "info@shop,example": the key beside the dot. A comma between two names separates them.
static gboolean
is_comma_for_dot (const char *comma)
{
  gsize length = 0;

  while (g_ascii_isalnum (comma[1 + length]) || comma[1 + length] == '-')
    length++;

  return length > 0 && (comma[1 + length] == '\0' || comma[1 + length] == ' ');
}

// In a URL, brackets and commas of ASCII may be part of the path.
static gboolean
ends_word (const char *p, gboolean in_url)
{
  gunichar c = g_utf8_get_char (p);

  if (c == ' ')
    return TRUE;
  if (is_bracket (c))
    return !in_url || c >= 0x80 || strchr ("\"<>", (int) c) != NULL;
  if (c == ',' || c == ';')
    return !in_url && !is_comma_for_dot (p);

  return FALSE;
}

static GStrv
split (const char *text)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (const char *p = text; *p != '\0';)
    {
      const char *start = p;
      gboolean in_url = FALSE;

      for (; *p != '\0' && !ends_word (p, in_url); p = g_utf8_next_char (p))
        in_url = in_url || (p > start && p[0] == '/' && p[-1] == '/');

      if (p > start)
        {
          g_autofree char *word = g_strndup (start, p - start);

          g_strv_builder_add (words, word);
        }
      if (*p != '\0')
        p = g_utf8_next_char (p);
    }

  return g_strv_builder_end (words);
}

// Splits @text, which is folded, at white space, quotes, brackets and commas, after closing up the
// blanks that slip in around @ and dots (`info @ shop. example`). Where there is an address or a
// URL in `<…>`, only what stands in there is split. URLs stay whole. A comma before a single label
// stays, as it was meant as a dot.
static GStrv
split_words (const char *text)
{
  g_autofree char *taken = take_angle_brackets (text);
  g_autofree char *closed = close_up (taken);

  return split (closed);
}

// Symbols are no trimming: there are people who think that ♥shop.example is their name.
static gboolean
is_trimmed (gunichar c)
{
  if (c < 0x80)
    return strchr (".,:;!?*|\"'`()[]{}<>", (int) c) != NULL;

  return g_unichar_ispunct (c) && g_unichar_type (c) < G_UNICODE_CURRENCY_SYMBOL;
}

// Quotes, brackets, bullets and dots around the name.
static char *
trim (const char *text)
{
  const char *start = text;
  const char *end = text + strlen (text);

  while (*start != '\0' && is_trimmed (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  while (end > start && is_trimmed (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);

  return g_strndup (start, end - start);
}

static gboolean
is_japanese_letter (gunichar c)
{
  GUnicodeScript script = g_unichar_get_script (c);

  return script == G_UNICODE_SCRIPT_HAN || script == G_UNICODE_SCRIPT_HIRAGANA
         || script == G_UNICODE_SCRIPT_KATAKANA;
}

// No top-level domain begins in ASCII and goes on in Japanese: info@shop.example様 is a sentence
// that goes on behind the name.
static void
cut_sentence_behind (char *host)
{
  char *last = strrchr (host, '.');

  if (last == NULL || !g_ascii_isalpha (last[1]))
    return;

  for (char *p = last + 1; *p != '\0'; p = g_utf8_next_char (p))
    if (is_japanese_letter (g_utf8_get_char (p)))
      {
        *p = '\0';
        return;
      }
}

static void
cut_port (char *host)
{
  char *colon = strrchr (host, ':');

  if (colon != NULL && strspn (colon + 1, "0123456789") == strlen (colon + 1))
    *colon = '\0';
}

// `Web:shop.example`: a word of the person's before the name, not a host with a port.
static const char *
skip_caption (const char *word)
{
  const char *colon = strrchr (word, ':');

  return colon != NULL && memchr (word, '.', colon - word) == NULL
             && strchr (colon + 1, '.') != NULL
           ? colon + 1
           : word;
}

static char *
host_of_authority (const char *authority)
{
  static const char literal[] = "[IPv6:"; // RFC 5321 4.1.3

  if (g_ascii_strncasecmp (authority, literal, strlen (literal)) == 0)
    authority += strlen (literal);
  else if (authority[0] == '[')
    authority++;

  g_autofree char *host = g_strndup (authority, strcspn (authority, "]/?#\\"));

  if (g_hostname_is_ip_address (host))
    return g_steal_pointer (&host);

  cut_port (host);

  g_autofree char *name = trim (host);

  cut_sentence_behind (name);

  return trim (name);
}

static char *
host_of_url (const char *rest)
{
  g_autofree char *authority = g_strndup (rest, strcspn (rest, "/?#\\"));
  const char *at = strrchr (authority, '@');

  return host_of_authority (at != NULL ? at + 1 : authority);
}

// What follows the scheme, also where one of its signs was lost in copying: https:/shop.example,
// ttps://shop.example.
static const char *
skip_scheme (const char *word)
{
  static const char *const schemes[] = { "https:", "http:", "ftp:" };

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_ascii_strncasecmp (word, schemes[i], strlen (schemes[i])) == 0)
      {
        const char *rest = word + strlen (schemes[i]);

        return rest + strspn (rest, "/");
      }

  const char *slashes = strstr (word, "//");

  if (slashes == NULL || memchr (word, '.', slashes - word) != NULL
      || memchr (word, '@', slashes - word) != NULL)
    return NULL;

  return slashes + 2 + strspn (slashes + 2, "/");
}

// The @ of a mail address; one in a path or a query behind a host belongs to no address.
static const char *
find_mail_at (const char *word)
{
  gsize path = strcspn (word, "/?#");

  if (memchr (word, '.', path) != NULL && memchr (word, '@', path) == NULL)
    return NULL;

  return strrchr (word, '@');
}

static const char *
skip_mailto (const char *word, char **address)
{
  static const char scheme[] = "mailto:";

  if (g_ascii_strncasecmp (word, scheme, strlen (scheme)) != 0)
    return word;

  word += strlen (scheme);
  *address = g_strndup (word, strcspn (word, "?"));
  return *address;
}

static TodokuInputCandidate *
candidate_of_word (const char *typed, Rank *rank)
{
  g_autofree char *address = NULL;
  const char *word = skip_mailto (typed, &address);
  const char *url = skip_scheme (word);
  const char *at = url == NULL ? find_mail_at (word) : NULL;
  TodokuInputCandidate *candidate = g_new0 (TodokuInputCandidate, 1);

  if (url != NULL)
    candidate->host = host_of_url (url);
  else if (at != NULL)
    candidate->host = host_of_authority (at + 1);
  else
    candidate->host = host_of_authority (skip_caption (word));
  candidate->is_mail = at != NULL;

  const char *dot = strrchr (candidate->host, '.');

  if (url != NULL || at != NULL || address != NULL)
    *rank = RANK_EXPLICIT;
  else if (dot != NULL)
    *rank = todoku_suffix_is_known (dot + 1) ? RANK_KNOWN : RANK_DOTTED;
  else
    *rank = RANK_BARE;

  return candidate;
}

GPtrArray *
todoku_input_find_candidates (const char *text)
{
  g_auto (GStrv) words = split_words (text);
  gboolean is_one_word = words[0] != NULL && words[1] == NULL;
  g_autoptr (GPtrArray) sure = g_ptr_array_new_with_free_func (candidate_free);
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (candidate_free);

  for (gsize i = 0; words[i] != NULL; i++)
    {
      Rank rank;
      TodokuInputCandidate *candidate = candidate_of_word (words[i], &rank);

      if (rank == RANK_EXPLICIT || rank == RANK_KNOWN)
        g_ptr_array_add (sure, candidate);
      else if (rank == RANK_DOTTED || is_one_word)
        g_ptr_array_add (others, candidate);
      else
        candidate_free (candidate);
    }

  return sure->len > 0 ? g_steal_pointer (&sure) : g_steal_pointer (&others);
}
