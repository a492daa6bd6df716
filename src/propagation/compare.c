// SPDX-License-Identifier: GPL-3.0-or-later

#include "propagation/compare.h"

#include "spf/repair.h"

#include <string.h>

const char *
todoku_propagation_cause_get_id (TodokuPropagationCause cause)
{
  static const char *const ids[] = {
    [TODOKU_PROPAGATION_CAUSE_NONE] = NULL,
    [TODOKU_PROPAGATION_CAUSE_QUOTES] = "quotes",
    [TODOKU_PROPAGATION_CAUSE_CUT] = "cut",
    [TODOKU_PROPAGATION_CAUSE_TWICE] = "twice",
    [TODOKU_PROPAGATION_CAUSE_SEVERAL] = "several-records",
    [TODOKU_PROPAGATION_CAUSE_LABEL] = "label",
    [TODOKU_PROPAGATION_CAUSE_SPACES] = "spaces",
    [TODOKU_PROPAGATION_CAUSE_CHARACTERS] = "characters",
    [TODOKU_PROPAGATION_CAUSE_TYPING] = "typing",
    [TODOKU_PROPAGATION_CAUSE_ALIAS] = "alias",
    [TODOKU_PROPAGATION_CAUSE_DOUBLED_NAME] = "doubled-name",
    [TODOKU_PROPAGATION_CAUSE_WWW_NAME] = "www-name",
    [TODOKU_PROPAGATION_CAUSE_AT_NAME] = "at-name",
    [TODOKU_PROPAGATION_CAUSE_ZONE_NAME] = "zone-name",
  };

  return ids[cause];
}

// @text without its spaces at the ends and with one between words, in small letters.
static char *
fold (const char *text)
{
  g_autofree char *small = g_ascii_strdown (text, -1);
  g_auto (GStrv) words = g_strsplit (small, " ", -1);
  g_autoptr (GString) folded = g_string_new (NULL);

  for (char **word = words; *word != NULL; word++)
    if (**word != '\0')
      g_string_append_printf (folded, "%s%s", folded->len > 0 ? " " : "", *word);

  return g_string_free (g_steal_pointer (&folded), FALSE);
}

gboolean
todoku_propagation_records_equal (const char *a, const char *b)
{
  g_autofree char *folded_a = fold (a);
  g_autofree char *folded_b = fold (b);

  return g_str_equal (folded_a, folded_b);
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
fold_all (const char *const *records)
{
  GPtrArray *folded = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; records[i] != NULL; i++)
    g_ptr_array_add (folded, fold (records[i]));
  g_ptr_array_sort (folded, compare_strings);

  return folded;
}

gboolean
todoku_propagation_all_records_equal (const char *const *a, const char *const *b)
{
  g_autoptr (GPtrArray) folded_a = fold_all (a);
  g_autoptr (GPtrArray) folded_b = fold_all (b);
  gboolean are_equal = folded_a->len == folded_b->len;

  for (guint i = 0; are_equal && i < folded_a->len; i++)
    are_equal = g_str_equal (folded_a->pdata[i], folded_b->pdata[i]);

  return are_equal;
}

// @text without the characters that are in @unwanted; of these all are ASCII.
static char *
without (const char *text, const char *unwanted)
{
  g_autoptr (GString) kept = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (strchr (unwanted, *text) == NULL)
      g_string_append_c (kept, *text);

  return g_string_free (g_steal_pointer (&kept), FALSE);
}

// Straight quotes, escaped or not, and the curly ones that word processors make of them.
static char *
without_quotes (const char *text)
{
  static const char *const curly[] = { "“", "”", "„", "‘", "’", "＂", "「", "」" };
  g_autoptr (GString) kept = g_string_new (NULL);
  g_autofree char *straight = without (text, "\"'`\\");

  g_string_append (kept, straight);
  for (guint i = 0; i < G_N_ELEMENTS (curly); i++)
    g_string_replace (kept, curly[i], "", 0);

  return g_string_free (g_steal_pointer (&kept), FALSE);
}

static gboolean
is_twice (const char *value, const char *expected)
{
  const char *first = strstr (value, expected);

  return first != NULL && strstr (first + strlen (expected), expected) != NULL;
}

// Whether something stands before the record, and nothing that is missing in it.
static gboolean
is_labelled (const char *value, const char *expected)
{
  const char *begin = strstr (value, expected);

  return begin != NULL && begin > value;
}

static gboolean
is_cut (const char *value, const char *expected)
{
  gsize length = strlen (value);

  return length >= strlen ("v=spf1") && length < strlen (expected)
         && strncmp (value, expected, length) == 0;
}

static TodokuPropagationCause
cause_of_repair (TodokuSpfRepairKind kind)
{
  switch (kind)
    {
    case TODOKU_SPF_REPAIR_WHITE_SPACE:
    case TODOKU_SPF_REPAIR_GLUED_TERMS:
    case TODOKU_SPF_REPAIR_BROKEN_TERM:
      return TODOKU_PROPAGATION_CAUSE_SPACES;
    case TODOKU_SPF_REPAIR_INVISIBLE:
    case TODOKU_SPF_REPAIR_FULL_WIDTH:
    case TODOKU_SPF_REPAIR_TILDE:
    case TODOKU_SPF_REPAIR_DASH:
      return TODOKU_PROPAGATION_CAUSE_CHARACTERS;
    case TODOKU_SPF_REPAIR_QUOTES:
      return TODOKU_PROPAGATION_CAUSE_QUOTES;
    case TODOKU_SPF_REPAIR_SURROUNDINGS:
      return TODOKU_PROPAGATION_CAUSE_LABEL;
    case TODOKU_SPF_REPAIR_VERSION:
    case TODOKU_SPF_REPAIR_MECHANISM_NAME:
    case TODOKU_SPF_REPAIR_SEPARATOR:
    case TODOKU_SPF_REPAIR_PUNCTUATION:
    case TODOKU_SPF_REPAIR_BARE_ADDRESS:
    case TODOKU_SPF_REPAIR_ADDRESS_FAMILY:
    case TODOKU_SPF_REPAIR_LINK:
    case TODOKU_SPF_REPAIR_PORT:
    case TODOKU_SPF_REPAIR_NUMBER:
    case TODOKU_SPF_REPAIR_BLOCK:
    case TODOKU_SPF_REPAIR_RANGE:
    case TODOKU_SPF_REPAIR_EMPTY_VALUE:
    case TODOKU_SPF_REPAIR_MACRO:
    case TODOKU_SPF_REPAIR_OTHER_RECORD:
    case TODOKU_SPF_REPAIR_UNCERTAIN:
    default:
      return TODOKU_PROPAGATION_CAUSE_TYPING;
    }
}

// What else can be mended, and comes out as the record that is wanted.
static TodokuPropagationCause
find_repaired (const char *value, const char *expected)
{
  g_autoptr (GPtrArray) repairs = NULL;
  g_autofree char *mended = todoku_spf_repair (value, strlen (value), &repairs);

  if (repairs->len == 0 || !todoku_propagation_records_equal (mended, expected))
    return TODOKU_PROPAGATION_CAUSE_NONE;

  return cause_of_repair (((TodokuSpfRepair *) g_ptr_array_index (repairs, 0))->kind);
}

TodokuPropagationCause
todoku_propagation_compare (const char *value, const char *expected)
{
  g_autofree char *published = fold (value);
  g_autofree char *wanted = fold (expected);
  g_autofree char *unquoted = without_quotes (published);
  g_autofree char *plain = fold (unquoted);
  g_autofree char *dense = without (plain, " \t\r\n");
  g_autofree char *wanted_dense = without (wanted, " ");

  if (g_str_equal (published, wanted))
    return *value == ' ' ? TODOKU_PROPAGATION_CAUSE_SPACES : TODOKU_PROPAGATION_CAUSE_NONE;
  if (is_twice (plain, wanted))
    return TODOKU_PROPAGATION_CAUSE_TWICE;
  if (g_str_equal (plain, wanted))
    return TODOKU_PROPAGATION_CAUSE_QUOTES;
  if (g_str_equal (dense, wanted_dense))
    return TODOKU_PROPAGATION_CAUSE_SPACES;
  if (is_labelled (plain, wanted))
    return TODOKU_PROPAGATION_CAUSE_LABEL;
  if (is_cut (plain, wanted))
    return TODOKU_PROPAGATION_CAUSE_CUT;

  return find_repaired (value, expected);
}

static char *
find_word (char **words, const char *wanted)
{
  for (; *words != NULL; words++)
    if (g_ascii_strcasecmp (*words, wanted) == 0)
      return *words;

  return NULL;
}

static void
add_entry (GPtrArray *entries, TodokuSpfDiffOp op, const char *word)
{
  if (*word != '\0')
    g_ptr_array_add (entries, todoku_spf_diff_entry_new (op, word, NULL, NULL));
}

GPtrArray *
todoku_propagation_diff (const char *value, const char *expected)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_spf_diff_entry_free);
  g_auto (GStrv) published = g_strsplit (value, " ", -1);
  g_auto (GStrv) wanted = g_strsplit (expected, " ", -1);

  for (char **word = wanted; *word != NULL; word++)
    add_entry (entries,
               find_word (published, *word) != NULL ? TODOKU_SPF_DIFF_KEEP : TODOKU_SPF_DIFF_ADD,
               *word);
  for (char **word = published; *word != NULL; word++)
    if (find_word (wanted, *word) == NULL)
      add_entry (entries, TODOKU_SPF_DIFF_REMOVE, *word);

  return entries;
}
