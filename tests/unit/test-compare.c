// SPDX-License-Identifier: GPL-3.0-or-later

#include "propagation/compare.h"

#define NEW "v=spf1 include:_spf.new.example a:sv1234.host.example ~all"

typedef struct
{
  const char *value;
  TodokuPropagationCause cause;
} Case;

static const Case cases[] = {
  { NEW, TODOKU_PROPAGATION_CAUSE_NONE },
  { "V=SPF1  include:_SPF.new.example a:sv1234.host.example  ~all ",
    TODOKU_PROPAGATION_CAUSE_NONE },
  { "v=spf1 include:_spf.old.example ~all", TODOKU_PROPAGATION_CAUSE_NONE },
  { "v=spf1 include:_spf.new.example a:sv1234.host.example mx ~all",
    TODOKU_PROPAGATION_CAUSE_NONE },
  { "\"" NEW "\"", TODOKU_PROPAGATION_CAUSE_QUOTES },
  { "\\\"" NEW "\\\"", TODOKU_PROPAGATION_CAUSE_QUOTES },
  { "“" NEW "”", TODOKU_PROPAGATION_CAUSE_QUOTES },
  { "「" NEW "」", TODOKU_PROPAGATION_CAUSE_QUOTES },
  { "v=spf1 include:_spf.new.example \"\" a:sv1234.host.example ~all",
    TODOKU_PROPAGATION_CAUSE_QUOTES },
  { "v=spf1 include:_spf.new.exam", TODOKU_PROPAGATION_CAUSE_CUT },
  { "\"v=spf1 include:_spf.new.exam", TODOKU_PROPAGATION_CAUSE_CUT },
  { NEW NEW, TODOKU_PROPAGATION_CAUSE_TWICE },
  { NEW " " NEW, TODOKU_PROPAGATION_CAUSE_TWICE },
  { "\"" NEW "\" \"" NEW "\"", TODOKU_PROPAGATION_CAUSE_TWICE },
  { "TXT " NEW, TODOKU_PROPAGATION_CAUSE_LABEL },
  { "値： " NEW, TODOKU_PROPAGATION_CAUSE_LABEL },
  { "@ IN TXT \"" NEW "\"", TODOKU_PROPAGATION_CAUSE_LABEL },
  { " " NEW, TODOKU_PROPAGATION_CAUSE_SPACES },
  { "v=spf1include:_spf.new.example a:sv1234.host.example ~all", TODOKU_PROPAGATION_CAUSE_SPACES },
  { "v=spf1 include:_spf.new.examplea:sv1234.host.example~all", TODOKU_PROPAGATION_CAUSE_SPACES },
  { "v=spf1 include:_spf.new.example\r\n a:sv1234.host.example ~all",
    TODOKU_PROPAGATION_CAUSE_SPACES },
  { "v=spf1 include:_spf.new.example a:sv1234.host.example 〜all",
    TODOKU_PROPAGATION_CAUSE_CHARACTERS },
  { "ｖ=spf1 include:_spf.new.example a:sv1234.host.example ~all",
    TODOKU_PROPAGATION_CAUSE_CHARACTERS },
  { "v=spf1 inlcude:_spf.new.example a:sv1234.host.example ~all", TODOKU_PROPAGATION_CAUSE_TYPING },
};

static void
test_each (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TodokuPropagationCause cause = todoku_propagation_compare (cases[i].value, NEW);

      if (cause != cases[i].cause)
        g_error ("%s: got %s, wanted %s", cases[i].value, todoku_propagation_cause_get_id (cause),
                 todoku_propagation_cause_get_id (cases[i].cause));
    }
}

#define OLD "v=spf1 mx -all"

// Records of then and of today, parted by "|".
static const struct
{
  const char *then;
  const char *today;
  gboolean are_equal;
} all_records[] = {
  { "", "", TRUE },
  { OLD, OLD, TRUE },
  { OLD "|" NEW, NEW "|" OLD, TRUE },
  { OLD "|V=spf1  MX  -all", OLD "|" OLD, TRUE },
  { OLD, "", FALSE },
  { "", OLD, FALSE },
  { OLD, OLD "|" NEW, FALSE },
  { OLD "|" NEW, OLD, FALSE },
  { OLD "|" OLD "|" NEW, OLD "|" NEW "|" NEW, FALSE },
};

static void
test_all_records (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (all_records); i++)
    {
      g_auto (GStrv) then = g_strsplit (all_records[i].then, "|", -1);
      g_auto (GStrv) today = g_strsplit (all_records[i].today, "|", -1);

      g_assert_true (
        todoku_propagation_all_records_equal ((const char *const *) then, (const char *const *) today)
        == all_records[i].are_equal);
    }
}

static char *
diff_to_string (const char *value, const char *expected)
{
  g_autoptr (GPtrArray) entries = todoku_propagation_diff (value, expected);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      const TodokuSpfDiffEntry *entry = g_ptr_array_index (entries, i);

      g_string_append_printf (text, "%s %s\n", todoku_spf_diff_op_get_id (entry->op), entry->term);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_diff (void)
{
  g_autofree char *changed = diff_to_string ("v=spf1  MX -all", "v=spf1 mx a ~all");
  g_autofree char *empty = diff_to_string ("", "v=spf1 -all");

  g_assert_cmpstr (changed, ==, "keep v=spf1\nkeep mx\nadd a\nadd ~all\nremove -all\n");
  g_assert_cmpstr (empty, ==, "add v=spf1\nadd -all\n");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/compare/all-records", test_all_records);
  g_test_add_func ("/compare/each", test_each);
  g_test_add_func ("/compare/diff", test_diff);

  return g_test_run ();
}
