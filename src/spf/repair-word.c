// SPDX-License-Identifier: GPL-3.0-or-later

// Repairs a single word that should be one term.

#include "spf/repair-private.h"

#include <string.h>

#define LETTERS G_CSET_a_2_z G_CSET_A_2_Z
#define SIGNS "+-~?"
#define EDGES ",;.()"

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

static char *
take_sign (const char **word)
{
  gsize n = todoku_spf_character_is_one_of (**word, SIGNS) ? 1 : 0;
  char *sign = g_strndup (*word, n);

  *word += n;
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

// The letters before the separator and the separator, as they stand and as they should.
static void
report_name (GPtrArray *repairs,
             gsize offset,
             const char *was,
             const char *name,
             const char *meant,
             const char *term)
{
  g_autofree char *now = g_strndup (term + offset, strlen (meant) + 1);

  report (repairs, get_kind_of_change (name, meant), offset, was, now);
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
  gsize offset = strlen (sign);
  gsize length = get_name_length (rest);
  g_autofree char *name = g_strndup (rest, length);
  gsize n_separators = strspn (rest + length, ":=;,");

  for (gsize n = 1; length > 0 && n <= n_separators; n++)
    {
      const char *value = rest + length + n;
      g_autofree char *was = g_strndup (rest, length + n);
      const char *meant = todoku_spf_repair_find_name (name, value);
      g_autofree char *term =
        meant != NULL ? todoku_spf_repair_build_term (sign, meant, value) : NULL;

      if (term == NULL || !may_separate (name, was + length)
          || !todoku_spf_word_is_sound (term, FALSE))
        continue;

      report_name (repairs, offset, was, name, meant, term);
      return g_steal_pointer (&term);
    }

  return NULL;
}

// "~alll": nothing else is so near, but a sign must stand there.
static char *
repair_all (const char *word, GPtrArray *repairs)
{
  const char *rest = word;
  g_autofree char *sign = take_sign (&rest);
  char *term;

  if (*sign == '\0' || strlen (rest) < 3 || strspn (rest, LETTERS) != strlen (rest)
      || !todoku_spf_word_is_near (rest, "all"))
    return NULL;

  term = g_strconcat (sign, "all", NULL);
  report (repairs, TODOKU_SPF_REPAIR_MECHANISM_NAME, 0, word, term);
  return term;
}

// Each of the addresses that @values has, parted by spaces, as a term.
static char *
build_networks (const char *sign, const char *values)
{
  g_auto (GStrv) each = g_strsplit (values, " ", -1);
  g_autoptr (GString) terms = g_string_new (NULL);

  for (guint i = 0; each[i] != NULL; i++)
    g_string_append_printf (terms, "%s%sip4:%s", i > 0 ? " " : "", sign, each[i]);

  return g_string_free (g_steal_pointer (&terms), FALSE);
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

  for (guint i = 0; repairs != NULL && i < repairs->len; i++)
    ((TodokuSpfRepair *) g_ptr_array_index (repairs, i))->position += (guint) start;

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
