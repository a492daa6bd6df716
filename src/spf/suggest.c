// SPDX-License-Identifier: GPL-3.0-or-later

// What a term may have been meant to be, and what stands in a manual for something of the
// reader's own.

#include "spf/suggest.h"

#include "dns/name.h"
#include "dns/suffix.h"
#include "spf/macro.h"
#include "spf/record.h"
#include "spf/repair-private.h"

#include <string.h>

// How many names above one that has no list are asked for theirs.
#define NAMES_ABOVE_MAX 3


#define HOST_CHARACTERS G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-_."

// Names that nobody has (RFC 2606 3).
static const char *const example_domains[] = { "example.com", "example.net", "example.org" };

// Words for what the reader has, in the languages of the manuals.
static const char *const own_words[] = {
  "サーバ", "ドメイン", "ホスト", "アドレス", "アカウント", "番号", "お客",
  "ご利用", "契約",     "ユーザ", "会社",     "○",          "●",    "◯",
  "〇",     "×",        "＊",     "※",        "…",          "△",    "□",
};

static gboolean
has_word (const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (own_words); i++)
    if (strstr (text, own_words[i]) != NULL)
      return TRUE;

  return FALSE;
}

// Macros are SPF's own: what they leave is one character, so that the dots around them stay apart.
static char *
fold_macros (const char *text)
{
  g_autoptr (GString) rest = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at++)
    {
      g_string_append_c (rest, *at);
      if (at[0] == '%' && at[1] == '{' && strchr (at, '}') != NULL)
        at = strchr (at, '}');
    }

  return g_string_free (g_steal_pointer (&rest), FALSE);
}

static const char *
get_value (const char *text)
{
  const char *name = todoku_spf_skip_qualifier (text);
  const char *end = name + strspn (name, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS);

  return todoku_spf_character_is_one_of (*end, ":=") ? end + 1 : name;
}

static gboolean
is_example (const char *value)
{
  g_autofree char *name = g_strndup (value, strcspn (value, "/"));

  for (gsize i = 0; i < G_N_ELEMENTS (example_domains); i++)
    if (todoku_dns_name_is_within (name, example_domains[i]))
      return TRUE;

  return FALSE;
}

// A macro (RFC 7208 7.1), behind its sign and bracket.
#define MACRO "[slodiphcrtv]\\d*r?[-.+,/_=]*\\}"

// The tags that a page may have around a value.
#define TAG "/?(?:a|b|i|p|br|em|strong|code|pre|span|div|td|tr|li)\\b"

// What no name has: `sv***`, `*.shop.example`, `svxxx.`, `www[0-9]`, `{host}`, `<your domain>`, and
// what the registry of .jp keeps for manuals: `example.jp`, `example1.co.jp`. The names of
// companies are none: your-server.de. Nor are brackets around an address, or a link.
static const char placeholder_pattern[] =
  "\\*{2,}|\\*[\\w-]|[\\w-]\\*|^\\*\\."
  "|(?:^|\\.|\\d|sv|www|mail|smtp|host|server|vps|ns)x{3,8}\\d*(?=\\.)"
  "|\\[[\\w-]*[a-z0-9]-[a-z0-9][\\w-]*\\]|\\[(?![0-9a-f:.]+\\]|[^]]*\\]\\()[^]]+\\]"
  "|\\{(?!" MACRO ")[^}]*\\}|<(?!" TAG ")(?![^<>]*[.@|])[^<>]*>?"
  "|^\\d+\\.[\\d.]*x+$|\\.\\.\\.|(?:^|[.@_-])(?:your[_-]?(?:domain|company|site|organi[sz]ation)(?:"
  "[_-]?name)?|"
  "yourserver)\\b"
  "|(?:^|\\.)my[_-]?(?:domain|company)\\b"
  "|(?:^|\\.)example\\d?\\.(?:[a-z]{2}\\.)?jp\\.?(?:/|$)"
  "|(?:^|\\.)(?:server|host|domain)[_-]?name\\b";

gboolean
todoku_spf_term_has_placeholder (const char *text)
{
  static GRegex *regex;
  g_autofree char *plain = fold_macros (text);
  const char *value = get_value (plain);

  // A star in an address stands for all numbers, and before all for no more than a slip.
  if (strspn (value, G_CSET_DIGITS ".*/") == strlen (value)
      && strpbrk (value, G_CSET_DIGITS "*") != NULL && strstr (value, "**") == NULL)
    return FALSE;
  if (*value == '*' && g_ascii_strcasecmp (value + strspn (value, "*"), "all") == 0)
    return FALSE;


  return is_example (value) || has_word (value)
         || todoku_spf_text_matches (value, placeholder_pattern, &regex);
}

// A top-level domain, which a dot may follow, has a letter in it.
static gboolean
is_possible_name (const char *value)
{
  const char *last = *value != '\0' ? memrchr (value, '.', strlen (value) - 1) : NULL;

  return todoku_dns_name_is_valid (value)
         && strpbrk (last != NULL ? last : value, G_CSET_a_2_z G_CSET_A_2_Z) != NULL;
}

// Whether @text lets in more of the internet than one sender has: nobody means that.
static gboolean
is_wide (const char *text)
{
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse_term (text);

  const TodokuSpfTerm *term = todoku_spf_record_get_only_term (record);

  return term != NULL && todoku_spf_term_is_wide (term);
}

// Suggests a term that is sound, and of a name that can be.
static void
suggest (GPtrArray *terms, const char *name, const char *value)
{
  g_autofree char *term = todoku_spf_repair_build_term ("", name, value);

  if ((is_possible_name (value) || strchr (value, '%') != NULL || g_str_has_prefix (name, "ip"))
      && todoku_spf_word_is_sound (term, TRUE) && !is_wide (term))
    todoku_list_add_text (terms, term);
}

// The mechanism's name that @text begins with, though no ':' follows: "include.shop.example",
// "includeshop.example", "a.mail.example". The short ones only before a sign.
static const char *
find_leading_name (const char *text, const char **rest)
{
  static const char *const names[] = { "include", "redirect", "exists", "ip4", "ip6", "mx", "a" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gsize length = strlen (names[i]);
      gsize n_signs;

      if (g_ascii_strncasecmp (text, names[i], length) != 0)
        continue;
      n_signs = strspn (text + length, ".-:=;,/\\ ");
      // Behind another sign it is the name's: "include:_spf.shop.example/24".
      if (n_signs == 0)
        n_signs = strspn (text + length, "_");
      if (length <= 2 && n_signs == 0)
        continue;
      *rest = text + length + n_signs;
      return names[i];
    }

  return NULL;
}

// The name of a host in what people put around it: "http://x/y", "user@x", "x:25", "<x>". Where
// another may follow it, none is found.
static char *
find_host (const char *text)
{
  const char *start = text;
  gsize length;
  const char *at = strstr (start, "//");

  if (at != NULL)
    start = at + 2;
  at = strrchr (start, '@');
  if (at != NULL)
    start = at + 1;
  start += strspn (start, "<[({\"'=:;,|.");

  length = strspn (start, HOST_CHARACTERS);
  if (start[length] != '\0' && strchr (":/>)]}\"'?!", start[length]) == NULL)
    length = 0;

  return g_strndup (start, length);
}

static void
suggest_kinds (GPtrArray *terms, const char *first, const char *host)
{
  if (strchr (host, '.') == NULL)
    return;
  if (first != NULL)
    suggest (terms, first, host);
  suggest (terms, "include", host);
  suggest (terms, "a", host);
}

// What @digits stand for as the last number of a netmask: 248 of 255.255.255.248; 0 for nothing.
static guint
get_prefix_of_octet (const char *digits)
{
  guint64 octet = g_ascii_strtoull (digits, NULL, 10);

  for (guint prefix = 25; prefix <= 30; prefix++)
    if (octet == (256 - (1U << (32 - prefix))))
      return prefix;

  return 0;
}

gboolean
todoku_spf_is_first_of_block (const char *address)
{
  return g_str_has_suffix (address, ".0") || g_str_has_suffix (address, "::");
}

// What the digits behind an address may say: a netmask's last number, or as many of them as are a
// length that lets no stranger in.
static void
suggest_networks (GPtrArray *terms, const char *family, const char *address, const char *digits)
{
  guint prefix = g_str_equal (family, "ip4") ? get_prefix_of_octet (digits) : 0;

  if (prefix > 0)
    {
      g_autofree char *network = g_strdup_printf ("%s/%u", address, prefix);

      suggest (terms, family, network);
      return;
    }
  for (gsize n = strlen (digits); n >= 2; n--)
    {
      g_autofree char *length = g_strndup (digits, n);
      g_autofree char *network = g_strdup_printf ("%s/%s", address, length);

      suggest (terms, family, network);
    }
}

// An address behind which a prefix length stands that is none. The address alone is less than what
// was written where a length can be read, and where it is the first of a block.
static void
suggest_addresses (GPtrArray *terms, const char *value)
{
  g_autofree char *address = g_strndup (value, strspn (value, G_CSET_DIGITS "abcdefABCDEF.:"));
  const char *family = todoku_spf_repair_find_family (address);
  const char *rest = value + strlen (address);
  guint n_terms = terms->len;

  // "203.0.113.16-28"
  if (family != NULL && *rest == '-')
    {
      g_autofree char *network = g_strdup_printf ("%s/%s", address, rest + 1);

      suggest (terms, family, network);
    }
  if (family == NULL || (*rest != '\0' && *rest != '/'))
    return;

  // "/255.255.0.255" is a netmask, and none that can be.
  if (*rest == '/' && strchr (rest, '.') == NULL)
    {
      g_autofree char *digits = g_strndup (rest + 1, strspn (rest + 1, G_CSET_DIGITS));

      suggest_networks (terms, family, address, digits);
    }
  if (terms->len == n_terms && (*rest == '\0' || !todoku_spf_is_first_of_block (address)))
    suggest (terms, family, address);
}

// "203.0.113", "203.0.113."
static void
suggest_short_block (GPtrArray *terms, const char *value)
{
  gsize length = strlen (value);
  g_autofree char *block =
    g_strdup_printf ("%.*s/24", (int) (g_str_has_suffix (value, ".") ? length - 1 : length), value);
  TodokuSpfRepairKind kind;
  g_autofree char *network = todoku_spf_repair_read_addresses (block, &kind);

  if (network != NULL && strchr (network, '/') != NULL && kind == TODOKU_SPF_REPAIR_BLOCK)
    suggest (terms, "ip4", network);
}

// "=all", "~all-all", "al": nothing but an end, with what sign it may be.
static void
suggest_ends (GPtrArray *terms, const char *text)
{
  g_autoptr (GString) letters = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at++)
    if (g_ascii_isalnum (*at))
      g_string_append_c (letters, g_ascii_tolower (*at));
  while (letters->len > 3 && g_str_has_prefix (letters->str, "all"))
    g_string_erase (letters, 0, 3);
  if (letters->len < 2
      || (!g_str_equal (letters->str, "all") && !todoku_spf_word_is_near (letters->str, "all")))
    return;

  if (text[strcspn (text, "-~")] == '-')
    todoku_list_add_text (terms, "-all");
  todoku_list_add_text (terms, "~all");
  todoku_list_add_text (terms, "-all");
}

// "include:{ir}.shop.example": the sign of a macro is missing.
static void
suggest_macros (GPtrArray *terms, const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new ("(?<!%)(\\{" MACRO ")", G_REGEX_CASELESS, 0, NULL);
  g_autofree char *with_sign = g_regex_replace (regex, text, -1, 0, "%\\1", 0, NULL);

  if (with_sign != NULL && !g_str_equal (with_sign, text)
      && todoku_spf_word_is_sound (with_sign, TRUE))
    todoku_list_add_text (terms, with_sign);
}

static void
collect (GPtrArray *terms, const char *text)
{
  const char *bare = todoku_spf_skip_qualifier (text);
  const char *rest = bare;
  const char *name = find_leading_name (bare, &rest);
  const char *colon = strrchr (bare, ':');
  g_autofree char *host = find_host (rest);
  gboolean is_network = g_strcmp0 (name, "ip4") == 0 || g_strcmp0 (name, "ip6") == 0;
  gboolean is_host_itself = name != NULL && strlen (name) <= 2 && bare[strlen (name)] == '.';

  suggest_ends (terms, text);
  suggest_macros (terms, text);
  // "include:a:mail.example"
  if (strchr (rest, ':') != NULL && todoku_spf_word_is_sound (rest, TRUE))
    todoku_list_add_text (terms, rest);
  suggest_addresses (terms, rest);
  suggest_short_block (terms, rest);

  // "mx.shop.example" is above all the name of a server.
  if (is_host_itself && g_str_equal (name, "mx"))
    suggest (terms, "a", bare);
  if (is_network)
    suggest_kinds (terms, "a", host);
  else if (name != NULL && strcmp (rest, "@") == 0)
    todoku_list_add_text (terms, strlen (name) <= 2 ? name : "a");
  // "mx/2"
  else if (name != NULL && strlen (name) <= 2 && bare[strlen (name)] == '/'
           && strspn (rest, G_CSET_DIGITS "/") == strlen (rest))
    todoku_list_add_text (terms, name);
  else
    suggest_kinds (terms, name, host);
  if (is_host_itself)
    suggest_kinds (terms, "a", bare);
  if (name == NULL && colon != NULL)
    {
      g_autofree char *behind = find_host (colon + 1);

      suggest_kinds (terms, NULL, behind);
    }
}

char **
todoku_spf_terms_steal (GPtrArray *terms)
{
  if (terms->len == 0)
    return NULL;

  g_ptr_array_add (terms, NULL);

  return (char **) g_ptr_array_steal (terms, NULL);
}

static gboolean
names_domain (const TodokuSpfTerm *term, const char *domain)
{
  return domain != NULL && todoku_dns_name_equal (term->value, domain);
}

// A record that includes itself is an error to everybody.
static void
drop_own_lists (GPtrArray *terms, const char *domain)
{
  for (guint i = terms->len; i > 0; i--)
    {
      g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse_term (terms->pdata[i - 1]);
      const TodokuSpfTerm *term = todoku_spf_record_get_term (record, 0);

      if (todoku_spf_term_is_list (term) && term->value != NULL && names_domain (term, domain))
        g_ptr_array_remove_index (terms, i - 1);
    }
}

char **
todoku_spf_suggest_terms (const char *text, const char *domain)
{
  g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *substituted = NULL;

  // Where something stands for the reader's own, nothing is known of it.
  if (!g_str_is_ascii (text) || todoku_spf_term_has_placeholder (text))
    return NULL;

  collect (terms, text);
  substituted = todoku_spf_word_substitute (text, NULL);
  if (substituted != NULL)
    collect (terms, substituted);
  drop_own_lists (terms, domain);

  return todoku_spf_terms_steal (terms);
}

static guint
count_records (TodokuDnsFacts *facts, const char *name, TodokuDnsType type, gboolean *complete)
{
  return todoku_dns_answer_get_n_records (todoku_dns_facts_need (facts, name, type, complete));
}

static gboolean
has_mail_servers (TodokuDnsFacts *facts, const char *name, gboolean *complete)
{
  TodokuDnsAnswer *answer = todoku_dns_facts_need (facts, name, TODOKU_DNS_TYPE_MX, complete);
  const TodokuDnsRecord *first =
    todoku_dns_answer_get_n_records (answer) > 0 ? todoku_dns_answer_get_record (answer, 0) : NULL;

  // "." says that there is none (RFC 7505).
  return first != NULL && first->name != NULL && *first->name != '\0';
}

// Whether the DNS has what @term names: all that would tell is asked for at once.
static gboolean
leads_somewhere (TodokuDnsFacts *facts, const TodokuSpfTerm *term, gboolean *complete)
{
  TodokuDnsAnswer *answer;
  guint n_addresses;

  if (todoku_spf_term_is_list (term))
    {
      answer = todoku_dns_facts_need (facts, term->value, TODOKU_DNS_TYPE_TXT, complete);
      return answer != NULL && todoku_spf_select (answer)->n_records > 0;
    }
  if (term->kind == TODOKU_SPF_TERM_A || term->kind == TODOKU_SPF_TERM_EXISTS)
    {
      n_addresses = count_records (facts, term->value, TODOKU_DNS_TYPE_A, complete);
      if (term->kind == TODOKU_SPF_TERM_A)
        n_addresses += count_records (facts, term->value, TODOKU_DNS_TYPE_AAAA, complete);
      return n_addresses > 0;
    }
  if (term->kind == TODOKU_SPF_TERM_MX)
    return has_mail_servers (facts, term->value, complete);

  return todoku_spf_term_is_network (term) || term->kind == TODOKU_SPF_TERM_ALL;
}

// Whether @term has a name of which something else may be said: every mechanism that takes one.
static gboolean
names_a_host (const TodokuSpfTerm *term)
{
  return term->value != NULL && todoku_spf_macro_is_constant (term->value)
         && todoku_dns_name_is_valid (term->value)
         && (todoku_spf_term_is_mechanism (term) || term->kind == TODOKU_SPF_TERM_REDIRECT);
}

// Lists are mostly below the name of a company, under one of these.
static void
suggest_lists_below (GPtrArray *terms, const TodokuSpfTerm *term, const char *name)
{
  static const char *const labels[] = { "_spf", "spf" };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autofree char *below = g_strdup_printf ("%s.%s", labels[i], name);

      suggest (terms, term->name, below);
    }
}

// The lists around a name: at the names above it, up to the one that was registered, and beside it.
static void
suggest_lists_above (GPtrArray *terms, const TodokuSpfTerm *term)
{
  g_autofree char *name = todoku_dns_name_normalize (term->value);
  const char *end = name != NULL ? todoku_suffix_get_registered (name) : NULL;
  const char *above = name;

  for (guint i = 0; end != NULL && above != end && i < NAMES_ABOVE_MAX; i++)
    {
      above = strchr (above, '.') + 1;
      suggest (terms, term->name, above);
      suggest_lists_below (terms, term, above);
    }
}

// The name that a panel has put the own domain behind, as it does with what ends in no dot.
static void
suggest_without_own_domain (GPtrArray *terms, const TodokuSpfTerm *term, const char *domain)
{
  const char *const own[] = { domain, todoku_suffix_get_registrable (domain) };

  for (gsize i = 0; i < G_N_ELEMENTS (own); i++)
    {
      gsize length = own[i] != NULL ? strlen (own[i]) : 0;
      gsize total = strlen (term->value);
      g_autofree char *name = g_strndup (term->value, total > length ? total - length - 1 : 0);

      if (length > 0 && strchr (name, '.') != NULL
          && todoku_dns_name_is_within (term->value, own[i]))
        suggest (terms, term->name, name);
    }
}

// What else may be said of the name that @term has: above all the list of a company. What is tested
// for each mail, exists and ptr, is nothing that a server's name stands behind.
static char **
list_other_readings (const TodokuSpfTerm *term, const char *domain)
{
  static const char *const names[] = { "include", "a", "mx" };
  g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func (g_free);
  gboolean is_test = term->kind == TODOKU_SPF_TERM_EXISTS || term->kind == TODOKU_SPF_TERM_PTR;

  if (!is_test)
    suggest_without_own_domain (terms, term, domain);
  if (todoku_spf_term_is_list (term))
    suggest_lists_below (terms, term, term->value);
  for (gsize i = 0; i < (is_test ? 1 : G_N_ELEMENTS (names)); i++)
    suggest (terms, names[i], term->value);
  if (todoku_spf_term_is_list (term))
    suggest_lists_above (terms, term);
  drop_own_lists (terms, domain);

  return todoku_spf_terms_steal (terms);
}

char **
todoku_spf_filter_by_dns (TodokuDnsFacts *facts,
                          const char *sign,
                          char **candidates,
                          gboolean *complete)
{
  g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func (g_free);
  gboolean known = TRUE;

  for (guint i = 0; candidates != NULL && candidates[i] != NULL; i++)
    {
      g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse_term (candidates[i]);
      const TodokuSpfTerm *term = todoku_spf_record_get_term (record, 0);

      // Of a name with a macro nobody can ask.
      if ((term->value == NULL && term->kind != TODOKU_SPF_TERM_ALL)
          || (term->value != NULL && !todoku_spf_macro_is_constant (term->value))
          || leads_somewhere (facts, term, &known))
        g_ptr_array_add (terms, g_strconcat (sign, candidates[i], NULL));
    }
  *complete = *complete && known;

  return known ? todoku_spf_terms_steal (terms) : NULL;
}

char **
todoku_spf_suggest_by_dns (TodokuDnsFacts *facts,
                           const char *domain,
                           const char *text,
                           gboolean *complete)
{
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse_term (text);
  const TodokuSpfTerm *term = todoku_spf_record_get_only_term (record);
  g_auto (GStrv) candidates = NULL;
  char sign[] = { '\0', '\0' };
  gboolean known = TRUE;

  if (term == NULL || !todoku_spf_term_is_sound (term, FALSE))
    candidates = todoku_spf_suggest_terms (text, domain);
  // The record's own domain is no slip: a:shop.example is as good as a, if there is nothing there.
  else if (names_a_host (term) && !names_domain (term, domain)
           && !leads_somewhere (facts, term, &known) && known)
    {
      // Whom the record refuses it goes on to refuse.
      sign[0] = term->has_qualifier ? *term->text : '\0';
      candidates = list_other_readings (term, domain);
    }
  *complete = *complete && known;

  return candidates != NULL ? todoku_spf_filter_by_dns (facts, sign, candidates, complete) : NULL;
}
