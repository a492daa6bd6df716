// SPDX-License-Identifier: GPL-3.0-or-later

#include "propagation/compare.h"

#include "dkim/record.h"
#include "dns/address.h"
#include "spf/record.h"
#include "spf/repair.h"

#include <stdlib.h>
#include <string.h>

// Where panels cut that take 255 octets, with or without quotes around them.
#define CUT_MIN 253
#define CUT_MAX 257

const char *
todoku_propagation_cause_get_id (TodokuPropagationCause cause)
{
  static const char *const ids[] = {
    [TODOKU_PROPAGATION_CAUSE_NONE] = NULL,
    [TODOKU_PROPAGATION_CAUSE_EQUIVALENT] = "equivalent",
    [TODOKU_PROPAGATION_CAUSE_LEFTOVER] = "leftover",
    [TODOKU_PROPAGATION_CAUSE_QUOTES] = "quotes",
    [TODOKU_PROPAGATION_CAUSE_BACKSLASHES] = "backslashes",
    [TODOKU_PROPAGATION_CAUSE_CUT] = "cut",
    [TODOKU_PROPAGATION_CAUSE_PARTED] = "parted",
    [TODOKU_PROPAGATION_CAUSE_TWICE] = "twice",
    [TODOKU_PROPAGATION_CAUSE_LABEL] = "label",
    [TODOKU_PROPAGATION_CAUSE_SPACES] = "spaces",
    [TODOKU_PROPAGATION_CAUSE_CHARACTERS] = "characters",
    [TODOKU_PROPAGATION_CAUSE_TYPING] = "typing",
    [TODOKU_PROPAGATION_CAUSE_ORIGIN] = "origin",
    [TODOKU_PROPAGATION_CAUSE_MORE_TERMS] = "more-terms",
    [TODOKU_PROPAGATION_CAUSE_ANOTHER_END] = "another-end",
    [TODOKU_PROPAGATION_CAUSE_ANOTHER_ORDER] = "another-order",
    [TODOKU_PROPAGATION_CAUSE_SEVERAL] = "several-records",
    [TODOKU_PROPAGATION_CAUSE_TEXT_BESIDE] = "text-beside",
    [TODOKU_PROPAGATION_CAUSE_SEVERAL_OTHER] = "several-other-records",
    [TODOKU_PROPAGATION_CAUSE_SPF_TYPE] = "spf-type",
    [TODOKU_PROPAGATION_CAUSE_ALIAS] = "alias",
    [TODOKU_PROPAGATION_CAUSE_DOUBLED_NAME] = "doubled-name",
    [TODOKU_PROPAGATION_CAUSE_WWW_NAME] = "www-name",
    [TODOKU_PROPAGATION_CAUSE_AT_NAME] = "at-name",
    [TODOKU_PROPAGATION_CAUSE_SPF_NAME] = "spf-name",
    [TODOKU_PROPAGATION_CAUSE_ZONE_NAME] = "zone-name",
    [TODOKU_PROPAGATION_CAUSE_PLAIN_NAME] = "plain-name",
    [TODOKU_PROPAGATION_CAUSE_OTHER_NAME] = "other-name",
    [TODOKU_PROPAGATION_CAUSE_WILDCARD_NAME] = "wildcard-name",
  };

  return ids[cause];
}

gboolean
todoku_propagation_cause_is_slip (TodokuPropagationCause cause)
{
  return cause >= TODOKU_PROPAGATION_CAUSE_QUOTES && cause <= TODOKU_PROPAGATION_CAUSE_ORIGIN;
}

gboolean
todoku_propagation_is_spf (const char *text)
{
  return todoku_spf_text_is_record (text, strlen (text));
}

// @text without its spaces at the ends and with one between words; SPF, in which case does not
// matter, in small letters. A DKIM key is another key in small letters.
static char *
fold (const char *text, gboolean lower)
{
  g_autofree char *cased = lower ? g_ascii_strdown (text, -1) : g_strdup (text);
  g_auto (GStrv) words = g_strsplit (cased, " ", -1);
  g_autoptr (GStrvBuilder) kept = g_strv_builder_new ();

  for (char **word = words; *word != NULL; word++)
    if (**word != '\0')
      g_strv_builder_add (kept, *word);

  g_auto (GStrv) folded = g_strv_builder_end (kept);

  return g_strjoinv (" ", folded);
}

gboolean
todoku_propagation_records_equal (const char *a, const char *b)
{
  g_autofree char *folded_a = fold (a, todoku_propagation_is_spf (a));
  g_autofree char *folded_b = fold (b, todoku_propagation_is_spf (a));

  return g_str_equal (folded_a, folded_b);
}

static guint
count_equal (const char *const *records, const char *record)
{
  guint n = 0;

  for (gsize i = 0; records[i] != NULL; i++)
    n += todoku_propagation_records_equal (records[i], record);

  return n;
}

gboolean
todoku_propagation_all_records_equal (const char *const *a, const char *const *b)
{
  if (g_strv_length ((char **) a) != g_strv_length ((char **) b))
    return FALSE;
  for (gsize i = 0; a[i] != NULL; i++)
    if (count_equal (a, a[i]) != count_equal (b, a[i]))
      return FALSE;

  return TRUE;
}

// One term of an SPF record, or one tag of a list.
typedef struct
{
  char *key; // what it means, the qualifier included
  char *text;
  TodokuDnsAddress network; // ip4 and ip6 only; else of length 0
  guint prefix;
} Token;

static void
token_free (gpointer data)
{
  Token *token = data;

  g_free (token->key);
  g_free (token->text);
  g_free (token);
}

static Token *
add_token (GPtrArray *tokens, char *key, const char *text)
{
  Token *token = g_new0 (Token, 1);

  token->key = key;
  token->text = g_strdup (text);
  g_ptr_array_add (tokens, token);

  return token;
}

static void
read_term (GPtrArray *tokens, const TodokuSpfTerm *term, const char *name)
{
  gboolean has_qualifier = term->error == NULL && todoku_spf_term_is_mechanism (term);
  g_autofree char *key = todoku_spf_term_get_key (term, name);
  Token *token =
    add_token (tokens,
               has_qualifier ? g_strdup_printf ("%c%s", term->qualifier, key) : g_strdup (key),
               term->text);

  if (has_qualifier && (term->kind == TODOKU_SPF_TERM_IP4 || term->kind == TODOKU_SPF_TERM_IP6))
    {
      token->network = term->address;
      token->prefix = term->address.length == 4 ? term->prefix4 : term->prefix6;
    }
}

// @text without the characters of @unwanted, of which all are ASCII.
static char *
without (const char *text, const char *unwanted)
{
  g_auto (GStrv) pieces = g_strsplit_set (text, unwanted, -1);

  return g_strjoinv ("", pieces);
}

// Whether @tag says what holds without it (RFC 6376 3.6.1, RFC 9989 4.7, RFC 7489 6.3). The version
// of a key may be left out, and is the first where it is not.
static gboolean
is_default (const char *tag, const char *name, gboolean is_first)
{
  static const char *const of_key[] = { "k=rsa", "s=*", NULL };
  static const char *const of_policy[] = { "pct=100", "adkim=r", "aspf=r",   "fo=0",
                                           "t=n",     "rf=afrf", "ri=86400", NULL };
  gboolean is_policy = g_str_has_prefix (name, "_dmarc.");
  g_autofree char *small = g_ascii_strdown (tag, -1);

  return g_strv_contains (is_policy ? of_policy : of_key, small)
         || (!is_policy && is_first && g_str_equal (tag, "v=DKIM1"));
}

static void
read_tags (GPtrArray *tokens, const char *text, const char *name)
{
  g_auto (GStrv) tags = g_strsplit (text, ";", -1);

  for (char **tag = tags; *tag != NULL; tag++)
    {
      g_autofree char *key = without (*tag, " \t\r\n");

      if (*key != '\0' && !is_default (key, name, tag == tags))
        add_token (tokens, g_steal_pointer (&key), g_strstrip (*tag));
    }
}

// The terms or tags of @text as they stand there; of what stands before the version of an SPF
// record there are none.
static GPtrArray *
read_tokens (const char *text, const char *name, gboolean as_spf)
{
  g_autoptr (GPtrArray) tokens = g_ptr_array_new_with_free_func (token_free);
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (text, -1);

  if (!as_spf)
    read_tags (tokens, text, name);
  else if (todoku_propagation_is_spf (text))
    {
      g_autofree char *version = g_strndup (text, strlen ("v=spf1"));

      add_token (tokens, g_strdup ("v=spf1"), version);
    }
  for (guint i = 0; as_spf && i < todoku_spf_record_get_n_terms (record); i++)
    read_term (tokens, todoku_spf_record_get_term (record, i), name);

  return g_steal_pointer (&tokens);
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(Token *const *) a)->key, (*(Token *const *) b)->key);
}

static gboolean
covers (const Token *a, const Token *b)
{
  return a->prefix <= b->prefix
         && todoku_dns_address_is_within (&b->network, &a->network, a->prefix);
}

// Puts the terms from @start on, which all say the same of whom they match, in an order of their
// own, without the networks that are part of another one.
static void
close_run (GPtrArray *terms, guint start)
{
  for (guint i = terms->len; i-- > start;)
    for (guint j = start; j < terms->len; j++)
      if (i != j && covers (g_ptr_array_index (terms, j), g_ptr_array_index (terms, i)))
        {
          g_ptr_array_remove_index (terms, i);
          break;
        }
  if (terms->len > start)
    qsort (terms->pdata + start, terms->len - start, sizeof (gpointer), compare_keys);
}

static gboolean
is_mechanism (const Token *token)
{
  return strchr ("+-~?", *token->key) != NULL;
}

// What decides, in @terms. Of an SPF record: none behind `all`, no modifier that nobody knows. Of a
// list of tags: the version, where that is the first, and the others in an order of their own.
// Returns: the end of a record: the `all`, else the redirect, else neutral (RFC 7208 4.7).
static const char *
list_deciding (GPtrArray *tokens, gboolean as_spf, GPtrArray *terms)
{
  const char *end = NULL;
  const char *redirect = "?all";
  guint start =
    !as_spf && tokens->len > 0 && g_str_has_prefix (((Token *) tokens->pdata[0])->key, "v=") ? 1
                                                                                             : 0;

  for (guint i = 0; i < tokens->len && end == NULL; i++)
    {
      Token *token = g_ptr_array_index (tokens, i);
      const Token *last = terms->len > start ? g_ptr_array_index (terms, terms->len - 1) : NULL;

      if (as_spf && g_str_has_prefix (token->key, "redirect="))
        redirect = token->key;
      if (as_spf && !is_mechanism (token))
        continue;
      if (as_spf && g_str_equal (token->key + 1, "all"))
        end = token->key;
      else
        {
          if (as_spf && last != NULL && *last->key != *token->key)
            {
              close_run (terms, start);
              start = terms->len;
            }
          g_ptr_array_add (terms, token);
        }
    }
  close_run (terms, start);

  return end != NULL ? end : redirect;
}

static gboolean
keys_equal (GPtrArray *a, GPtrArray *b)
{
  gboolean equal = a->len == b->len;

  for (guint i = 0; equal && i < a->len; i++)
    equal = compare_keys (&g_ptr_array_index (a, i), &g_ptr_array_index (b, i)) == 0;

  return equal;
}

// Whether all keys of @b are in @a; both are sorted.
static gboolean
keys_contain (GPtrArray *a, GPtrArray *b)
{
  guint n = 0;

  for (guint i = 0; i < a->len && n < b->len; i++)
    n += compare_keys (&g_ptr_array_index (a, i), &g_ptr_array_index (b, n)) == 0;

  return n == b->len;
}

// How @tokens, of which all are sound, do something else than those that are @wanted.
static TodokuPropagationCause
compare_effects (GPtrArray *tokens, GPtrArray *wanted, gboolean as_spf)
{
  g_autoptr (GPtrArray) got_terms = g_ptr_array_new ();
  g_autoptr (GPtrArray) wanted_terms = g_ptr_array_new ();
  const char *got_end = list_deciding (tokens, as_spf, got_terms);
  const char *wanted_end = list_deciding (wanted, as_spf, wanted_terms);
  gboolean same_end = g_str_equal (got_end, wanted_end);

  if (keys_equal (got_terms, wanted_terms))
    return same_end ? TODOKU_PROPAGATION_CAUSE_EQUIVALENT : TODOKU_PROPAGATION_CAUSE_ANOTHER_END;
  g_ptr_array_sort (got_terms, compare_keys);
  g_ptr_array_sort (wanted_terms, compare_keys);
  if (!same_end || !keys_contain (got_terms, wanted_terms))
    return TODOKU_PROPAGATION_CAUSE_NONE;

  return got_terms->len == wanted_terms->len ? TODOKU_PROPAGATION_CAUSE_ANOTHER_ORDER
                                             : TODOKU_PROPAGATION_CAUSE_MORE_TERMS;
}

// Straight quotes, escaped or not, and the curly ones that word processors make of them.
static char *
without_quotes (const char *text)
{
  static const char *const curly[] = { "“", "”", "„", "‘", "’", "＂", "「", "」" };
  g_autofree char *straight = without (text, "\"'`\\");
  GString *kept = g_string_new (straight);

  for (guint i = 0; i < G_N_ELEMENTS (curly); i++)
    g_string_replace (kept, curly[i], "", 0);

  return g_string_free (kept, FALSE);
}

// What a quote in @text is, or where there is none, a backslash.
static TodokuPropagationCause
find_foreign (const char *text)
{
  g_autofree char *plain = without (text, "\\");
  g_autofree char *bare = without_quotes (plain);

  return g_str_equal (plain, bare) ? TODOKU_PROPAGATION_CAUSE_BACKSLASHES
                                   : TODOKU_PROPAGATION_CAUSE_QUOTES;
}

static gboolean
is_twice (const char *value, const char *expected)
{
  const char *first = strstr (value, expected);

  return first != NULL && strstr (first + strlen (expected), expected) != NULL;
}

// Whether nothing can follow @expected: behind the `all` of an SPF record is no term that counts,
// and a tag of a list goes on until the next semicolon.
static gboolean
has_end (const char *expected, gboolean as_spf)
{
  return !as_spf || g_str_has_suffix (expected, "all");
}

// Whether @rest, which stands behind the record, cannot be meant as a part of it.
static gboolean
is_foreign (const char *rest, gboolean as_spf)
{
  const char *text = rest + strspn (rest, " ");

  return as_spf ? *text != '\0'
                : *text != '\0' && *text != ';' && (text > rest || (guchar) *text >= 0x80);
}

// Whether something stands before the record or behind it, and nothing is missing in it.
static gboolean
is_labelled (const char *value, const char *expected, gboolean as_spf)
{
  const char *begin = strstr (value, expected);

  return begin != NULL
         && (begin > value
             || (has_end (expected, as_spf) && is_foreign (begin + strlen (expected), as_spf)));
}

// Whether more stands behind the end of the SPF record; both are folded.
static gboolean
has_leftover (const char *value, const char *expected)
{
  gsize length = strlen (expected);

  return has_end (expected, TRUE) && strncmp (value, expected, length) == 0 && value[length] == ' ';
}

// Whether the first @length octets of @expected, a list of tags, may be a record of their own, as
// the one from before to which something was added: they end where a tag does. Of a list cut at its
// first semicolon the version is left alone.
static gboolean
is_whole (const char *expected, gsize length)
{
  g_autofree char *text = g_strchomp (g_strndup (expected, length));
  const char *rest = expected + length + strspn (expected + length, " ");

  if (length >= CUT_MIN && length <= CUT_MAX)
    return FALSE;

  return (g_str_has_suffix (text, ";") || *rest == ';')
         && strchr (text + strcspn (text, ";"), '=') != NULL;
}

static gboolean
is_cut (const char *value, const char *expected, gboolean as_spf)
{
  const char *version_end = expected + strcspn (expected, " ;");
  gsize length = strlen (value);

  return length >= (gsize) (version_end - expected) && length < strlen (expected)
         && strncmp (value, expected, length) == 0 && (as_spf || !is_whole (expected, length));
}

// What a repair of the text tells of it; any other is a typing error.
static const TodokuPropagationCause causes_of_repairs[] = {
  [TODOKU_SPF_REPAIR_WHITE_SPACE] = TODOKU_PROPAGATION_CAUSE_SPACES,
  [TODOKU_SPF_REPAIR_GLUED_TERMS] = TODOKU_PROPAGATION_CAUSE_SPACES,
  [TODOKU_SPF_REPAIR_BROKEN_TERM] = TODOKU_PROPAGATION_CAUSE_SPACES,
  [TODOKU_SPF_REPAIR_INVISIBLE] = TODOKU_PROPAGATION_CAUSE_CHARACTERS,
  [TODOKU_SPF_REPAIR_FULL_WIDTH] = TODOKU_PROPAGATION_CAUSE_CHARACTERS,
  [TODOKU_SPF_REPAIR_TILDE] = TODOKU_PROPAGATION_CAUSE_CHARACTERS,
  [TODOKU_SPF_REPAIR_DASH] = TODOKU_PROPAGATION_CAUSE_CHARACTERS,
  [TODOKU_SPF_REPAIR_QUOTES] = TODOKU_PROPAGATION_CAUSE_QUOTES,
  [TODOKU_SPF_REPAIR_SURROUNDINGS] = TODOKU_PROPAGATION_CAUSE_LABEL,
  [TODOKU_SPF_REPAIR_MARKUP] = TODOKU_PROPAGATION_CAUSE_CHARACTERS,
  [TODOKU_SPF_REPAIR_UNCERTAIN] = TODOKU_PROPAGATION_CAUSE_NONE, // the last of them
};

// What else can be mended, and comes out as the record that is wanted.
static TodokuPropagationCause
find_repaired (const char *value, const char *expected)
{
  g_autoptr (GPtrArray) repairs = NULL;
  g_autofree char *mended = todoku_spf_repair (value, strlen (value), &repairs);

  if (repairs->len == 0 || !todoku_propagation_records_equal (mended, expected))
    return TODOKU_PROPAGATION_CAUSE_NONE;

  TodokuPropagationCause cause =
    causes_of_repairs[((TodokuSpfRepair *) g_ptr_array_index (repairs, 0))->kind];

  return cause != TODOKU_PROPAGATION_CAUSE_NONE ? cause : TODOKU_PROPAGATION_CAUSE_TYPING;
}

// What happened to the text on its way into the panel.
static TodokuPropagationCause
find_slip (const char *value, const char *expected, gboolean as_spf)
{
  g_autofree char *published = fold (value, as_spf);
  g_autofree char *wanted = fold (expected, as_spf);
  g_autofree char *unquoted = without_quotes (published);
  g_autofree char *plain = fold (unquoted, as_spf);
  g_autofree char *dense = without (plain, " \t\r\n");
  g_autofree char *wanted_dense = without (wanted, " ");

  // Capitals count in a key (RFC 4648 4).
  if (g_ascii_strcasecmp (value, expected) == 0)
    return TODOKU_PROPAGATION_CAUSE_TYPING;
  if (g_str_equal (plain, wanted) && !g_str_equal (published, wanted))
    return find_foreign (published);
  if (g_str_equal (dense, wanted_dense))
    return as_spf || g_str_equal (unquoted, published) ? TODOKU_PROPAGATION_CAUSE_SPACES
                                                       : find_foreign (published);
  if (is_labelled (plain, wanted, as_spf))
    return TODOKU_PROPAGATION_CAUSE_LABEL;
  if (is_cut (plain, wanted, as_spf))
    return TODOKU_PROPAGATION_CAUSE_CUT;

  return as_spf ? find_repaired (value, expected) : TODOKU_PROPAGATION_CAUSE_NONE;
}

// Whether the origin of the zone stands at the end of a name in @value that is wanted without it;
// both are folded.
static gboolean
has_origin (const char *value, const char *expected, const char *origin)
{
  g_auto (GStrv) words = g_strsplit (value, " ", -1);
  g_auto (GStrv) wanted = g_strsplit (expected, " ", -1);
  g_autofree char *suffix = g_strconcat (".", origin, NULL);

  for (char **word = words; *word != NULL; word++)
    {
      gsize length = strcspn (*word, "/");
      gsize end = length - (length > 0 && (*word)[length - 1] == '.');

      if (g_strv_contains ((const char *const *) wanted, *word) || end <= strlen (suffix)
          || !g_str_has_prefix (*word + end - strlen (suffix), suffix))
        continue;
      memmove (*word + end - strlen (suffix), *word + length, strlen (*word + length) + 1);
    }

  g_autofree char *bare = g_strjoinv (" ", words);

  return g_str_equal (bare, expected);
}

static gboolean
is_sound (const char *text)
{
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (text, -1);

  return todoku_spf_record_get_error (record) == NULL;
}

static TodokuPropagationCause
compare_tokens (const char *value, const char *expected, const char *name, gboolean as_spf)
{
  g_autoptr (GPtrArray) tokens = read_tokens (value, name, as_spf);
  g_autoptr (GPtrArray) wanted = read_tokens (expected, name, as_spf);
  TodokuPropagationCause cause = compare_effects (tokens, wanted, as_spf);

  if (!as_spf || is_sound (value))
    return cause;

  // A permerror, wherever the error stands.
  return cause == TODOKU_PROPAGATION_CAUSE_EQUIVALENT ? TODOKU_PROPAGATION_CAUSE_MORE_TERMS
                                                      : TODOKU_PROPAGATION_CAUSE_NONE;
}

// As todoku_propagation_compare(), of texts that are not the same.
static TodokuPropagationCause
find_cause (const char *value, const char *expected, const char *name, const char *zone)
{
  gboolean as_spf = todoku_propagation_is_spf (expected);
  g_autofree char *published = fold (value, as_spf);
  g_autofree char *wanted = fold (expected, as_spf);
  g_autofree char *unquoted = without_quotes (published);
  TodokuPropagationCause effect = compare_tokens (value, expected, name, as_spf);
  TodokuPropagationCause slip = TODOKU_PROPAGATION_CAUSE_NONE;

  if (is_twice (unquoted, wanted))
    return TODOKU_PROPAGATION_CAUSE_TWICE;
  if (effect == TODOKU_PROPAGATION_CAUSE_EQUIVALENT)
    return as_spf && has_leftover (published, wanted) ? TODOKU_PROPAGATION_CAUSE_LEFTOVER : effect;

  slip = find_slip (value, expected, as_spf);
  if (slip != TODOKU_PROPAGATION_CAUSE_NONE)
    return slip;
  if (has_origin (published, wanted, name)
      || (zone != NULL && has_origin (published, wanted, zone)))
    return TODOKU_PROPAGATION_CAUSE_ORIGIN;

  return effect;
}

gboolean
todoku_propagation_is_any_key (const char *expected)
{
  return g_str_equal (expected, TODOKU_PROPAGATION_ANY_KEY);
}

static gboolean
is_usable_key (const char *value, TodokuPropagationCause *cause)
{
  g_autoptr (TodokuDkimRecord) record = todoku_dkim_record_parse (value, strlen (value));

  if (record->faults & TODOKU_DKIM_FAULT_DOUBLED)
    *cause = TODOKU_PROPAGATION_CAUSE_TWICE;
  else if (record->faults & TODOKU_DKIM_FAULT_QUOTES)
    *cause = TODOKU_PROPAGATION_CAUSE_QUOTES;
  else if (record->faults & TODOKU_DKIM_FAULT_BACKSLASH)
    *cause = TODOKU_PROPAGATION_CAUSE_BACKSLASHES;

  return record->is_usable;
}

gboolean
todoku_propagation_compare (const char *value,
                            const char *expected,
                            const char *name,
                            const char *zone,
                            TodokuPropagationCause *cause)
{
  *cause = TODOKU_PROPAGATION_CAUSE_NONE;
  if (todoku_propagation_is_any_key (expected))
    return is_usable_key (value, cause);

  // A space before the version, which cannot be seen, makes it no record (RFC 7208 4.5).
  if (todoku_propagation_records_equal (expected, value)
      && todoku_propagation_is_spf (expected) == todoku_propagation_is_spf (value))
    return TRUE;

  *cause = find_cause (value, expected, name, zone);

  return *cause == TODOKU_PROPAGATION_CAUSE_EQUIVALENT
         || *cause == TODOKU_PROPAGATION_CAUSE_LEFTOVER;
}

gboolean
todoku_propagation_is_meant (const char *value, const char *expected)
{
  if (todoku_propagation_is_spf (expected))
    return todoku_spf_text_resembles_record (value, strlen (value));

  g_autofree char *version = g_strndup (expected, strcspn (expected, ";"));
  g_autofree char *unquoted = without_quotes (value);
  g_autofree char *dense = without (unquoted, " \t\r\n");

  // A DKIM key needs no version (RFC 6376 3.6.1).
  if (!g_str_has_prefix (version, "v=") || g_str_has_prefix (version, "v=DKIM"))
    return strstr (dense, "p=") != NULL && !todoku_propagation_is_spf (value);

  g_autofree char *small = g_ascii_strdown (dense, -1);
  g_autofree char *wanted = g_ascii_strdown (g_strchomp (version), -1);

  return strstr (small, wanted) != NULL;
}

static Token *
take_token (GPtrArray *tokens, const Token *wanted)
{
  for (guint i = 0; i < tokens->len; i++)
    if (compare_keys (&g_ptr_array_index (tokens, i), &wanted) == 0)
      return g_ptr_array_steal_index (tokens, i);

  return NULL;
}

static void
add_entry (GPtrArray *entries, TodokuDiffOp op, const Token *token)
{
  g_ptr_array_add (entries, todoku_diff_entry_new (op, token->text, NULL, NULL));
}

GPtrArray *
todoku_propagation_diff (const char *value, const char *expected, const char *name)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_diff_entry_free);
  g_autoptr (GPtrArray) published = read_tokens (value, name, todoku_propagation_is_spf (expected));
  g_autoptr (GPtrArray) wanted = read_tokens (expected, name, todoku_propagation_is_spf (expected));

  for (guint i = 0; i < wanted->len; i++)
    {
      Token *token = take_token (published, g_ptr_array_index (wanted, i));

      add_entry (entries, token != NULL ? TODOKU_DIFF_KEEP : TODOKU_DIFF_ADD,
                 g_ptr_array_index (wanted, i));
      if (token != NULL)
        token_free (token);
    }
  for (guint i = 0; i < published->len; i++)
    add_entry (entries, TODOKU_DIFF_REMOVE, g_ptr_array_index (published, i));

  return entries;
}
