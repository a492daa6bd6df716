// SPDX-License-Identifier: GPL-3.0-or-later

// What a word is, as a term: what it may be called, whether it can be meant as it stands, and what
// one that cannot is meant to be.

#include "base/distance.h"
#include "spf/repair-private.h"

#define EDGES ",;.()"


#define SIGN "^([-+~?]?"
#define NAMES "(?:include|exists|a|mx|ptr|redirect|exp)[:=]"
#define HOST "[\\w-]+(?:\\.[\\w-]+)+"

// What people and programs write in place of a value.
typedef struct
{
  const char *pattern;
  const char *replacement;
  TodokuSpfRepairKind kind;
} Substitution;

static const Substitution substitutions[] = {
  // An address of IPv4 is matched by ip4 only (RFC 7208 5).
  { SIGN ")ip6:::ffff:(?=[\\d.]+$)", "\\1ip4:", TODOKU_SPF_REPAIR_ADDRESS_FAMILY },
  // Links as chat programs and Markdown write them.
  { "<[^<>|]+\\|([^<>|]+)>", "\\1", TODOKU_SPF_REPAIR_LINK },
  { "<(?:https?:)?(?://)?(" HOST ")(?:/[^<>|]*)?>", "\\1", TODOKU_SPF_REPAIR_LINK },
  { "\\[([^][]+)\\]\\([^()]*\\)", "\\1", TODOKU_SPF_REPAIR_LINK },
  { SIGN "[a-z][a-z0-9]*[:=])(?:[a-z]{2,6}:?)?//([^/<>|@]+)(?:/(?!\\d+/?$)[^,;|]*)?$", "\\1\\2",
    TODOKU_SPF_REPAIR_LINK },
  { SIGN NAMES HOST ")/(?:[^\\d/<>|@.][^<>|@.]*)?$", "\\1", TODOKU_SPF_REPAIR_LINK },
  // Ports.
  { SIGN "(?:ip(?:v?[46])?[:=])?\\d+\\.\\d+\\.\\d+\\.\\d+(?:/\\d{1,2})?):\\d{1,5}(?=/|$)", "\\1",
    TODOKU_SPF_REPAIR_PORT },
  { SIGN "(?:ip(?:v?6)?[:=])?\\[[0-9a-f:.]+\\]):\\d{1,5}$", "\\1", TODOKU_SPF_REPAIR_PORT },
  { SIGN NAMES HOST "):\\d{1,5}(?=/|$)", "\\1", TODOKU_SPF_REPAIR_PORT },
  // Signs that are too many, too few or others.
  { "^([-+~?])\\1+", "\\1", TODOKU_SPF_REPAIR_PUNCTUATION },
  { "\\[([0-9a-f:.]+(?:/\\d{1,3})?)\\](?=/|$)", "\\1", TODOKU_SPF_REPAIR_PUNCTUATION },
  // Behind what they belong before.
  { "^all([~?])$", "\\1all", TODOKU_SPF_REPAIR_PUNCTUATION },
  { "^all=([-~?])$", "\\1all", TODOKU_SPF_REPAIR_PUNCTUATION },
  { SIGN "(?:a|mx))(/\\d{1,2}):(" HOST ")$", "\\1:\\3\\2", TODOKU_SPF_REPAIR_PUNCTUATION },
  { SIGN ")([a-z]\\w*:)(?=\\2)", "\\1", TODOKU_SPF_REPAIR_MECHANISM_NAME },
  { SIGN "include)(?=_)", "\\1:", TODOKU_SPF_REPAIR_SEPARATOR },
  { SIGN "ip[46])[._-]?(?=[0-9a-f]|::)", "\\1:", TODOKU_SPF_REPAIR_SEPARATOR },
  { "/?\\\\+(\\d{1,3})$", "/\\1", TODOKU_SPF_REPAIR_PUNCTUATION },
  { "%([slodiphv])(?=[._-]|$)", "%{\\1}", TODOKU_SPF_REPAIR_MACRO },
  { SIGN "(?:a|mx|ptr)):(?=/\\d|$)", "\\1", TODOKU_SPF_REPAIR_EMPTY_VALUE },
};

gboolean
todoku_spf_text_matches (const char *text, const char *pattern, GRegex **regex)
{
  if (g_once_init_enter (regex))
    g_once_init_leave (regex, g_regex_new (pattern, G_REGEX_CASELESS, 0, NULL));

  return g_regex_match (*regex, text, 0, NULL);
}

gboolean
todoku_spf_character_is_one_of (char c, const char *set)
{
  return c != '\0' && strchr (set, c) != NULL;
}

const char *
todoku_spf_skip_qualifier (const char *text)
{
  return text + (todoku_spf_character_is_one_of (*text, "+-~?") ? 1 : 0);
}

gboolean
todoku_spf_word_is_bare_all (const char *word)
{
  return g_ascii_strcasecmp (word, "all") == 0;
}

gboolean
todoku_spf_word_is_qualified_all (const char *word)
{
  const char *name = todoku_spf_skip_qualifier (word);

  return name != word && todoku_spf_word_is_bare_all (name);
}

gboolean
todoku_spf_word_is_unknown_modifier (const char *word)
{
  return word[strcspn (word, ":=/")] == '=' && g_ascii_strncasecmp (word, "redirect=", 9) != 0
         && g_ascii_strncasecmp (word, "exp=", 4) != 0;
}

gboolean
todoku_spf_word_is_near (const char *a, const char *b)
{
  return todoku_text_get_distance (a, b) == 1;
}

gboolean
todoku_spf_word_is_term (const char *term)
{
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse_term (term);

  return todoku_spf_record_get_only_term (record) != NULL
         && todoku_spf_record_get_error (record) == NULL;
}

// Whether all outside of macros can stand in the name of a host.
static gboolean
is_host_name (const char *value)
{
  for (const char *at = value; *at != '\0'; at++)
    if (at[0] == '.' && (at == value || at[1] == '.'))
      return FALSE;
    else if (at[0] == '%' && at[1] == '{')
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
    if (todoku_text_get_distance (name, long_names[i].name) <= long_names[i].n_wrong)
      return long_names[i].name;

  return NULL;
}

static gboolean
is_near_address_name (const char *name)
{
  // Each of them is near another, and so is "ip".
  static const char *const names[] = { "ip4", "ip6", "ipv4", "ipv6" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (todoku_spf_word_is_near (name, names[i]))
      return TRUE;

  return FALSE;
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
  // Those behind which an address may stand by mistake come first.
  static const char *const names[] = { "include", "a",   "mx",       "ip4", "ip6",
                                       "exists",  "ptr", "redirect", "exp" };
  const char *family = todoku_spf_repair_find_family (value);

  if (family != NULL && is_near_address_name (name))
    return family;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (name, names[i]) == 0)
      return family != NULL && i < 3 ? family : names[i];

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

// What parses, and does nothing.
static gboolean
is_in_vain (const TodokuSpfTerm *term)
{
  return g_regex_match_simple ("^(?:all=[-~?]|ip[46]=\\[.*|[-+~?]?ip6:::ffff:[\\d.]+)$", term->text,
                               G_REGEX_CASELESS, 0);
}

gboolean
todoku_spf_term_is_sound (const TodokuSpfTerm *term, gboolean is_last)
{
  if (term->error != NULL || is_in_vain (term))
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
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse_term (word);
  const TodokuSpfTerm *term = todoku_spf_record_get_only_term (record);

  return term != NULL && todoku_spf_term_is_sound (term, is_last);
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
    "|[\\w.-]*verif[\\w.-]*[:=]|apple-domain="
    "|(?!(?:r[apr]|include|exists|redirect|exp|ip\\w*|a|mx|ptr|all)=)"
    "[\\w.-]+=(?=[^.]*\\d)(?=[^.]*[a-z])[\\w=+/-]{8,};?$)";

  static GRegex *regex;

  return strpbrk (word, ":=") != NULL && todoku_spf_text_matches (word, pattern, &regex);
}

static void
report (GPtrArray *repairs,
        TodokuSpfRepairKind kind,
        gsize offset,
        const char *was,
        const char *now)
{
  if (repairs != NULL)
    g_ptr_array_add (repairs, todoku_spf_repair_new (kind, (guint) offset, was, now));
}

static GRegex *
get_regex (gsize index)
{
  static GRegex *regexes[G_N_ELEMENTS (substitutions)];

  if (g_once_init_enter (&regexes[index]))
    g_once_init_leave (&regexes[index],
                       g_regex_new (substitutions[index].pattern, G_REGEX_CASELESS, 0, NULL));

  return regexes[index];
}

// Makes substitution @index once in @word, or returns NULL.
static char *
substitute (const char *word, gsize index, GPtrArray *repairs)
{
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *was = NULL;
  g_autofree char *now = NULL;
  int start;
  int end;

  if (!g_regex_match (get_regex (index), word, 0, &match))
    return NULL;

  was = g_match_info_fetch (match, 0);
  now = g_match_info_expand_references (match, substitutions[index].replacement, NULL);
  if (now == NULL || !g_match_info_fetch_pos (match, 0, &start, &end))
    return NULL;
  report (repairs, substitutions[index].kind, (gsize) start, was, now);

  return g_strdup_printf ("%.*s%s%s", start, word, now, word + end);
}

char *
todoku_spf_word_substitute (const char *word, GPtrArray *repairs)
{
  char *text = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (substitutions); i++)
    {
      char *next = substitute (text != NULL ? text : word, i, repairs);

      if (next == NULL)
        continue;
      g_free (text);
      text = next;
    }

  return text;
}

static char *
take_sign (const char **word)
{
  const char *rest = todoku_spf_skip_qualifier (*word);
  char *sign = g_strndup (*word, (gsize) (rest - *word));

  *word = rest;
  return sign;
}

static char *
repair_bare_address (const char *word, GPtrArray *repairs)
{
  const char *rest = word;
  g_autofree char *sign = take_sign (&rest);
  const char *family = todoku_spf_repair_find_family (rest);
  char *term;

  if (family == NULL)
    return NULL;

  term = todoku_spf_repair_build_term (sign, family, rest);
  report (repairs, TODOKU_SPF_REPAIR_BARE_ADDRESS, 0, word, term);
  return term;
}

static gsize
get_name_length (const char *word)
{
  gsize n = 0;

  while (g_ascii_isalnum (word[n]) || todoku_spf_character_is_one_of (word[n], "-_"))
    n++;

  return n;
}

static TodokuSpfRepairKind
get_kind_of_change (const char *name, const char *meant)
{
  if (g_ascii_strcasecmp (name, meant) == 0)
    return TODOKU_SPF_REPAIR_SEPARATOR;
  if (g_ascii_strcasecmp (name, "ip4") == 0 || g_ascii_strcasecmp (name, "ip6") == 0)
    return TODOKU_SPF_REPAIR_ADDRESS_FAMILY;

  return TODOKU_SPF_REPAIR_MECHANISM_NAME;
}

// A comma or semicolon for ':' is only taken for one where the name must have a value.
static gboolean
may_separate (const char *name, const char *separators)
{
  if (strpbrk (separators, ";,") == NULL)
    return TRUE;

  return g_ascii_strcasecmp (name, "a") != 0 && g_ascii_strcasecmp (name, "mx") != 0
         && g_ascii_strcasecmp (name, "ptr") != 0;
}

// name, one separator or more, value: tries all readings of where the value begins.
static char *
repair_name (const char *word, GPtrArray *repairs)
{
  const char *rest = word;
  g_autofree char *sign = take_sign (&rest);
  gsize length = get_name_length (rest);
  g_autofree char *name = g_strndup (rest, length);
  gsize n_separators = strspn (rest + length, ":=;,");

  for (gsize n = 1; n <= n_separators; n++)
    {
      const char *value = rest + length + n;
      g_autofree char *was = g_strndup (rest, length + n);
      const char *meant = todoku_spf_repair_find_name (name, value);
      g_autofree char *now = NULL;
      g_autofree char *term = NULL;

      if (meant == NULL || !may_separate (name, was + length))
        continue;
      term = todoku_spf_repair_build_term (sign, meant, value);
      if (!todoku_spf_word_is_sound (term, FALSE))
        continue;

      now = g_strndup (term + strlen (sign), strlen (meant) + 1);
      report (repairs, get_kind_of_change (name, meant), strlen (sign), was, now);
      return g_steal_pointer (&term);
    }

  return NULL;
}

// "~alll", "~al", "~al1", "~aII": behind a sign nothing else is so near.
static char *
repair_all (const char *word, GPtrArray *repairs)
{
  g_autofree char *letters = g_ascii_strdown (todoku_spf_skip_qualifier (word), -1);
  char *term;

  if (!todoku_spf_character_is_one_of (*word, "-~?"))
    return NULL;
  g_strdelimit (letters, "1i!|", 'l');
  if (strlen (letters) < 2 || strspn (letters, G_CSET_a_2_z) != strlen (letters)
      || !(todoku_spf_word_is_bare_all (letters) || todoku_spf_word_is_near (letters, "all")))
    return NULL;

  term = g_strdup_printf ("%call", *word);
  report (repairs, TODOKU_SPF_REPAIR_MECHANISM_NAME, 0, word, term);
  return term;
}

// Each of the addresses that @values has, parted by spaces, as a term.
static char *
build_networks (const char *sign, const char *values)
{
  g_autofree char *separator = g_strconcat (" ", sign, "ip4:", NULL);
  g_auto (GStrv) each = g_strsplit (values, " ", -1);
  g_autofree char *rest = g_strjoinv (separator, each);

  return g_strconcat (separator + 1, rest, NULL);
}

// "ip4:203.0.113.0/255.255.255.0", "203.0.113.*", "ip4:203.0.113.4-203.0.113.7"
static char *
repair_addresses (const char *word, GPtrArray *repairs)
{
  const char *rest = word;
  g_autofree char *sign = take_sign (&rest);
  gsize length = g_ascii_isalpha (*rest) ? get_name_length (rest) : 0;
  g_autofree char *name = g_strndup (rest, length);
  const char *value =
    rest + length + (length > 0 && todoku_spf_character_is_one_of (rest[length], ":=") ? 1 : 0);
  g_autofree char *values = NULL;
  g_autofree char *term = NULL;
  TodokuSpfRepairKind kind;

  if (length > 0
      && (value == rest + length
          || g_strcmp0 (todoku_spf_repair_find_name (name, "192.0.2.1"), "ip4") != 0))
    return NULL;
  values = todoku_spf_repair_read_addresses (value, &kind);
  if (values == NULL)
    return NULL;

  term = build_networks (sign, values);
  report (repairs, kind, 0, word, term);
  return g_steal_pointer (&term);
}

static char *
repair_plain (const char *word, GPtrArray *repairs)
{
  static char *(*const fixes[]) (const char *, GPtrArray *) = {
    repair_bare_address,
    repair_name,
    repair_all,
    repair_addresses,
  };

  if (todoku_spf_word_is_sound (word, FALSE))
    return g_strdup (word);

  for (gsize i = 0; i < G_N_ELEMENTS (fixes); i++)
    {
      char *term = fixes[i](word, repairs);

      if (term != NULL)
        return term;
    }

  return NULL;
}

static char *
repair_without_edges (const char *word, GPtrArray *repairs)
{
  g_autofree char *substituted = NULL;
  char *term = repair_plain (word, repairs);

  if (term == NULL)
    substituted = todoku_spf_word_substitute (word, repairs);
  if (substituted != NULL)
    term = repair_plain (substituted, repairs);
  if (repairs != NULL && term == NULL)
    g_ptr_array_set_size (repairs, 0);

  return term;
}

static void
report_edges (GPtrArray *repairs, const char *word, gsize start, gsize end)
{
  g_autofree char *before = g_strndup (word, start);

  todoku_list_foreach (TodokuSpfRepair, repair, repairs)
    repair->position += (guint) start;

  if (start > 0)
    report (repairs, TODOKU_SPF_REPAIR_PUNCTUATION, 0, before, NULL);
  if (word[end] != '\0')
    report (repairs, TODOKU_SPF_REPAIR_PUNCTUATION, end, word + end, NULL);
}

char *
todoku_spf_word_repair (const char *word, GPtrArray *repairs)
{
  gsize start = strspn (word, EDGES);

  if (!g_str_is_ascii (word) || todoku_spf_word_is_sound (word, FALSE))
    return NULL;

  // No more is taken away from the end than must be: a name may end in a dot.
  for (gsize end = strlen (word); end > start; end--)
    {
      g_autofree char *middle = g_strndup (word + start, end - start);
      char *term = repair_without_edges (middle, repairs);

      if (term != NULL)
        {
          report_edges (repairs, word, start, end);
          return term;
        }
      if (!todoku_spf_character_is_one_of (word[end - 1], EDGES))
        break;
    }

  return NULL;
}
