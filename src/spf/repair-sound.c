// SPDX-License-Identifier: GPL-3.0-or-later

// What terms are called, what is near to that, and whether a term can be meant as it stands.

#include "spf/record.h"
#include "spf/repair-private.h"

#include <string.h>

// No name of SPF has more letters, nor a slip of one.
#define TERM_NAME_MAX 12

// How many letters have to be changed, left out, put in, or swapped with the next; more than any
// slip has where one of them is longer than a name.
static guint
get_distance (const char *a, const char *b)
{
  guint rows[TERM_NAME_MAX + 1][TERM_NAME_MAX + 1];
  gsize a_length = strlen (a);
  gsize b_length = strlen (b);

  if (a_length > TERM_NAME_MAX || b_length > TERM_NAME_MAX)
    return TERM_NAME_MAX;

  for (gsize i = 0; i <= a_length; i++)
    for (gsize j = 0; j <= b_length; j++)
      {
        gboolean is_same =
          i > 0 && j > 0 && g_ascii_tolower (a[i - 1]) == g_ascii_tolower (b[j - 1]);
        guint *cell = &rows[i][j];

        if (i == 0 || j == 0)
          {
            *cell = (guint) (i + j);
            continue;
          }
        *cell =
          MIN (MIN (rows[i - 1][j], rows[i][j - 1]) + 1, rows[i - 1][j - 1] + (is_same ? 0 : 1));
        if (i > 1 && j > 1 && g_ascii_tolower (a[i - 1]) == g_ascii_tolower (b[j - 2])
            && g_ascii_tolower (a[i - 2]) == g_ascii_tolower (b[j - 1]))
          *cell = MIN (*cell, rows[i - 2][j - 2] + 1);
      }

  return rows[a_length][b_length];
}

gboolean
todoku_spf_word_is_near (const char *a, const char *b)
{
  return get_distance (a, b) == 1;
}

gboolean
todoku_spf_character_is_one_of (char c, const char *set)
{
  return c != '\0' && strchr (set, c) != NULL;
}

gboolean
todoku_spf_word_is_unknown_modifier (const char *word)
{
  return word[strcspn (word, ":=/")] == '=' && g_ascii_strncasecmp (word, "redirect=", 9) != 0
         && g_ascii_strncasecmp (word, "exp=", 4) != 0;
}

static TodokuSpfRecord *
parse_word (const char *word)
{
  g_autofree char *text = g_strconcat ("v=spf1 ", word, NULL);

  return todoku_spf_record_parse (text, -1);
}

gboolean
todoku_spf_word_is_term (const char *term)
{
  g_autoptr (TodokuSpfRecord) record = parse_word (term);

  return todoku_spf_record_get_n_terms (record) == 1
         && todoku_spf_record_get_error (record) == NULL;
}

gboolean
todoku_spf_word_is_bare_all (const char *word)
{
  return g_ascii_strcasecmp (word, "all") == 0;
}

// Whether all outside of macros can stand in the name of a host.
static gboolean
is_host_name (const char *value)
{
  for (const char *at = value; *at != '\0'; at++)
    if (at[0] == '%' && at[1] == '{')
      at += strcspn (at, "}");
    else if (at[0] == '%')
      at++;
    else if (!g_ascii_isalnum (*at) && !todoku_spf_character_is_one_of (*at, "-_."))
      return FALSE;

  return TRUE;
}

// Only xn-- top-level domains have hyphens: com-all is not one.
static gboolean
ends_in_all (const char *value)
{
  const char *label = strrchr (value, '.');
  gsize length = strlen (value);

  return label != NULL && length > 4 && g_ascii_strcasecmp (value + length - 4, "-all") == 0
         && g_ascii_strncasecmp (label + 1, "xn--", 4) != 0;
}

static const char *const mechanisms[] = { "include", "exists", "ip4", "ip6", "a", "mx", "ptr" };

// The longer names, in which a wrong letter leaves no doubt, or two.
static const struct
{
  const char *name;
  guint n_wrong;
} long_names[] = { { "include", 1 }, { "exists", 1 }, { "redirect", 2 } };

static const char *
find_near_name (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (long_names); i++)
    if (get_distance (name, long_names[i].name) <= long_names[i].n_wrong)
      return long_names[i].name;

  return NULL;
}

static gboolean
is_near_address_name (const char *name)
{
  static const char *const names[] = { "ip", "ip4", "ip6", "ipv4", "ipv6" };

  if (strlen (name) < 2)
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (name, names[i]) == 0
        || (strlen (names[i]) > 2 && todoku_spf_word_is_near (name, names[i])))
      return TRUE;

  return FALSE;
}

static const char *
find_name (const char *name, const char *const *names, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (g_ascii_strcasecmp (name, names[i]) == 0)
      return names[i];

  return NULL;
}

// ip4 or ip6, where value is a network of that family.
const char *
todoku_spf_repair_find_family (const char *value)
{
  static const char *const families[] = { "ip4", "ip6" };

  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    {
      g_autofree char *term = g_strconcat (families[i], ":", value, NULL);

      if (todoku_spf_word_is_term (term))
        return families[i];
    }

  return NULL;
}

const char *
todoku_spf_repair_find_name (const char *name, const char *value)
{
  const char *family = todoku_spf_repair_find_family (value);
  const char *found = find_name (name, mechanisms, G_N_ELEMENTS (mechanisms));

  if (family != NULL
      && (is_near_address_name (name) || g_strcmp0 (found, "include") == 0
          || g_strcmp0 (found, "a") == 0 || g_strcmp0 (found, "mx") == 0))
    return family;
  if (found != NULL)
    return found;
  if (g_ascii_strcasecmp (name, "redirect") == 0)
    return "redirect";
  if (g_ascii_strcasecmp (name, "exp") == 0)
    return "exp";

  return find_near_name (name);
}

char *
todoku_spf_repair_build_term (const char *sign, const char *name, const char *value)
{
  gboolean is_modifier = strcmp (name, "redirect") == 0 || strcmp (name, "exp") == 0;

  return g_strconcat (sign, name, is_modifier ? "=" : ":", value, NULL);
}

// A modifier that nobody means: a mechanism's name, or nearly one, before '='.
static gboolean
is_misspelt_modifier (const TodokuSpfTerm *term)
{
  const char *name = todoku_spf_repair_find_name (term->name, term->value);
  g_autofree char *meant = NULL;

  if (name == NULL)
    return FALSE;

  meant = todoku_spf_repair_build_term ("", name, term->value);
  return todoku_spf_word_is_sound (meant, FALSE);
}

gboolean
todoku_spf_term_is_sound (const TodokuSpfTerm *term, gboolean is_last)
{
  if (term->error != NULL)
    return FALSE;
  if (term->kind == TODOKU_SPF_TERM_MODIFIER)
    return !is_misspelt_modifier (term);
  if (term->value == NULL || term->address.length != 0)
    return TRUE;

  return is_host_name (term->value) && !(is_last && ends_in_all (term->value));
}

gboolean
todoku_spf_word_is_sound (const char *word, gboolean is_last)
{
  g_autoptr (TodokuSpfRecord) record = parse_word (word);

  return todoku_spf_record_get_n_terms (record) == 1
         && todoku_spf_term_is_sound (todoku_spf_record_get_term (record, 0), is_last);
}

// What begins a record of another kind, or is a tag of DMARC (RFC 7489 6.3) or DKIM (RFC
// 6376 3.6.1) or a proof that somebody owns the domain: a token behind a name of its own.
gboolean
todoku_spf_word_is_of_other_record (const char *word)
{
  static const char pattern[] =
    "^(?:v=(?!spf)[a-z]+v?\\d"
    "|[sn]?p=(?:none|quarantine|reject)\\b|ru[af]=mailto:|a(?:dkim|spf)=[rs]\\b|pct=\\d|fo=[01ds]"
    "\\b"
    "|ri=\\d|rf=afrf|k=(?:rsa|ed25519)\\b|p=[a-z0-9+/=]{20}|h=sha|t=[ys]\\b|s=email"
    "|[\\w.-]*verif[\\w.-]*[:=]"
    "|(?!(?:r[apr]|include|exists|redirect|exp|ip\\w*|a|mx|ptr|all)=)"
    "[\\w.-]+=(?=[^.]*\\d)(?=[^.]*[a-z])[\\w=+/-]{8,};?$)";

  static GRegex *regex;

  if (g_once_init_enter (&regex))
    g_once_init_leave (&regex, g_regex_new (pattern, G_REGEX_CASELESS, 0, NULL));

  return strpbrk (word, ":=") != NULL && g_regex_match (regex, word, 0, NULL);
}
