// SPDX-License-Identifier: GPL-3.0-or-later

// The cases are in data/propagation.json: what is published beside a record that is wanted, and
// what that comes to.

#include "cases.h"
#include "propagation/compare.h"
#include "spf/evaluate.h"

static void
test_values (gconstpointer data)
{
  struct json_object *self = (gpointer) data;
  const char *expected = case_get_string (self, "expect");
  const char *name = case_get_string (self, "name");
  struct json_object *values = case_get (self, "values");

  for (gsize i = 0; i < json_object_array_length (values); i++)
    {
      struct json_object *pair = json_object_array_get_idx (values, i);
      const char *value = json_object_get_string (json_object_array_get_idx (pair, 0));
      const char *wanted = json_object_get_string (json_object_array_get_idx (pair, 1));
      TodokuPropagationCause cause;
      gboolean is_new =
        todoku_propagation_compare (value, expected, name != NULL ? name : "shop.example",
                                    case_get_string (self, "zone"), &cause);
      const char *id = todoku_propagation_cause_get_id (cause);
      g_autofree char *got = g_strjoin (" ", is_new ? "new" : "other", id, NULL);

      if (!g_str_equal (got, wanted))
        g_test_fail_printf ("“%s”: got %s, wanted %s", value, got, wanted);
    }
}

#define OLD "v=spf1 mx -all"
#define NEW "v=spf1 include:_spf.lolipop.jp ~all"

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
  { OLD, NEW, FALSE },
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

      g_assert_true (todoku_propagation_all_records_equal ((const char *const *) then,
                                                           (const char *const *) today)
                     == all_records[i].are_equal);
    }
}

static char *
diff_to_string (const char *value, const char *expected)
{
  g_autoptr (GPtrArray) entries = todoku_propagation_diff (value, expected, "shop.example");
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      const TodokuDiffEntry *entry = g_ptr_array_index (entries, i);

      g_string_append_printf (text, "%s %s\n", todoku_diff_op_get_id (entry->op), entry->term);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_diff (void)
{
  static const struct
  {
    const char *value;
    const char *expected;
    const char *diff;
  } cases[] = {
    { "v=spf1  MX -all", "v=spf1 mx a ~all",
      "keep v=spf1\nkeep mx\nadd a\nadd ~all\nremove -all\n" },
    { "", "v=spf1 -all", "add v=spf1\nadd -all\n" },
    { "v=spf1 +mx a:shop.example. ip4:192.0.2.1/32", "v=spf1 a mx ip4:192.0.2.1",
      "keep v=spf1\nkeep a\nkeep mx\nkeep ip4:192.0.2.1\n" },
    { "v=spf1 mx mx ~all", "v=spf1 mx ~all", "keep v=spf1\nkeep mx\nkeep ~all\nremove mx\n" },
    { "v=DMARC1;p=none;sp=none", "v=DMARC1; p=none; rua=mailto:a@shop.example",
      "keep v=DMARC1\nkeep p=none\nadd rua=mailto:a@shop.example\nremove sp=none\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *diff = diff_to_string (cases[i].value, cases[i].expected);

      g_assert_cmpstr (diff, ==, cases[i].diff);
    }
}

#define N_ADDRESSES 16

// A random term over 16 addresses, or an end.
static char *
make_term (void)
{
  static const char *const qualifiers[] = { "", "", "", "+", "-", "~", "?" };
  const char *qualifier = qualifiers[g_test_rand_int_range (0, G_N_ELEMENTS (qualifiers))];

  if (g_test_rand_int_range (0, 6) == 0)
    return g_strconcat (qualifier, "all", NULL);
  if (g_test_rand_int_range (0, 9) == 0)
    return g_strdup ("unknown=x");

  return g_strdup_printf ("%sip4:192.0.2.%d/%d", qualifier, g_test_rand_int_range (0, N_ADDRESSES),
                          g_test_rand_int_range (28, 33));
}

// A record of @terms, some of which are exchanged, missing, new, or spelled in another way.
static char *
make_record (GPtrArray *terms, int n_changes)
{
  g_autoptr (GPtrArray) changed = g_ptr_array_copy (terms, (GCopyFunc) (void *) g_strdup, NULL);

  g_ptr_array_set_free_func (changed, g_free);
  for (int i = 0; i < n_changes; i++)
    {
      guint a = (guint) g_test_rand_int_range (0, (int) changed->len);
      guint b = (guint) g_test_rand_int_range (0, (int) changed->len);
      char *term = g_ptr_array_index (changed, a);

      switch (g_test_rand_int_range (0, 5))
        {
        case 0:
          g_ptr_array_insert (changed, (int) b, make_term ());
          break;
        case 1:
          g_ptr_array_insert (changed, (int) b, g_strdup (term));
          break;
        case 2:
          changed->pdata[a] =
            *term == 'i' ? g_strconcat ("+", term, NULL) : g_ascii_strup (term, -1);
          g_free (term);
          break;
        default:
          changed->pdata[a] = changed->pdata[b];
          changed->pdata[b] = term;
        }
    }
  g_ptr_array_insert (changed, 0, g_strdup ("v=spf1"));
  g_ptr_array_add (changed, NULL);

  return g_strjoinv (" ", (char **) changed->pdata);
}

static TodokuSpfResult
evaluate (const char *text, int host)
{
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (text, -1);
  g_autofree char *address = g_strdup_printf ("192.0.2.%d", host);
  TodokuSpfQuery query = { .mail_from = "a@shop.example", .record = record };

  g_assert_true (todoku_dns_address_parse (address, -1, &query.address));

  g_autoptr (TodokuSpfEvaluation) evaluation = todoku_spf_evaluate (facts, &query);

  return evaluation->result;
}

// Whatever counts as the new record lets the same addresses pass, and refuses the same.
static void
test_effect (void)
{
  guint n_new = 0;

  for (int i = 0; i < 2000; i++)
    {
      g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func (g_free);
      TodokuPropagationCause cause;

      for (int j = g_test_rand_int_range (1, 6); j > 0; j--)
        g_ptr_array_add (terms, make_term ());

      g_autofree char *expected = make_record (terms, 0);
      g_autofree char *value = make_record (terms, g_test_rand_int_range (1, 4));

      if (!todoku_propagation_compare (value, expected, "shop.example", NULL, &cause))
        continue;
      n_new++;
      for (int host = 0; host < N_ADDRESSES; host++)
        if (evaluate (value, host) != evaluate (expected, host))
          g_error ("192.0.2.%d: “%s” is not “%s”", host, value, expected);
    }
  g_test_message ("%u of 2000 count as the same", n_new);
  g_assert_cmpuint (n_new, >, 200);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  struct json_object *cases = cases_load ("propagation.json");

  cases_add (cases, 16, "/compare", "about", test_values);
  g_test_add_func ("/compare/all-records", test_all_records);
  g_test_add_func ("/compare/diff", test_diff);
  g_test_add_func ("/compare/effect", test_effect);

  return cases_run (cases);
}
