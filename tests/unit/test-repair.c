// SPDX-License-Identifier: GPL-3.0-or-later

#include "spf/repair.h"

#include "cases.h"
#include "spf/record.h"

#include <string.h>

static char *
repair (GBytes *text, GPtrArray **repairs)
{
  gsize length;
  const char *octets = g_bytes_get_data (text, &length);

  return todoku_spf_repair (octets != NULL ? octets : "", length, repairs);
}

// What was repaired and where, each as a line: 11 separator “ip4=” → “ip4:”.
static char *
join_repairs (GPtrArray *repairs)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < repairs->len; i++)
    {
      const TodokuSpfRepair *each = g_ptr_array_index (repairs, i);

      g_string_append_printf (joined, "%u %s", each->position,
                              todoku_spf_repair_kind_get_id (each->kind));
      if (each->was != NULL)
        g_string_append_printf (joined, " “%s”", each->was);
      if (each->now != NULL)
        g_string_append_printf (joined, " → “%s”", each->now);
      g_string_append_c (joined, '\n');
    }

  return g_string_free (g_steal_pointer (&joined), FALSE);
}

static char *
join_expected_repairs (json_object *object)
{
  json_object *expected = case_get (object, "told");
  g_autoptr (GString) joined = g_string_new (NULL);

  for (gsize i = 0; i < json_object_array_length (expected); i++)
    g_string_append_printf (joined, "%s\n",
                            json_object_get_string (json_object_array_get_idx (expected, i)));

  return g_string_free (g_steal_pointer (&joined), FALSE);
}

static gboolean
is_uncertain (GPtrArray *repairs)
{
  for (guint i = 0; i < repairs->len; i++)
    if (((TodokuSpfRepair *) g_ptr_array_index (repairs, i))->kind == TODOKU_SPF_REPAIR_UNCERTAIN)
      return TRUE;

  return FALSE;
}

static void
assert_promises (GBytes *text, const char *repaired, GPtrArray *repairs)
{
  gsize length;
  const char *octets = g_bytes_get_data (text, &length);
  g_autoptr (GPtrArray) again = NULL;
  g_autofree char *repaired_again = todoku_spf_repair (repaired, strlen (repaired), &again);
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (repaired, -1);
  guint last = 0;

  g_assert_cmpstr (repaired_again, ==, repaired);
  if (!is_uncertain (repairs))
    {
      g_assert_no_error (todoku_spf_record_get_error (record));
      g_assert_cmpuint (again->len, ==, 0);
    }
  g_assert_cmpint (todoku_spf_text_resembles_record (octets != NULL ? octets : "", length), ==,
                   todoku_spf_text_is_record (repaired, strlen (repaired)));

  for (guint i = 0; i < repairs->len; i++)
    {
      const TodokuSpfRepair *each = g_ptr_array_index (repairs, i);
      g_autofree char *message = todoku_spf_repair_get_message (each);

      g_assert_cmpuint (each->position, <=, length);
      g_assert_cmpuint (each->position, >=, last);
      g_assert_cmpstr (message, !=, "");
      last = each->position;
    }
}

static void
check_repair (gconstpointer data)
{
  json_object *object = (json_object *) data;
  g_autoptr (GBytes) text = case_get_octets (object);
  g_autoptr (GPtrArray) repairs = NULL;
  g_autofree char *repaired = repair (text, &repairs);
  g_autofree char *told = join_repairs (repairs);
  g_autofree char *expected = join_expected_repairs (object);

  g_assert_cmpstr (repaired, ==, case_get_string (object, "repaired"));
  g_assert_cmpstr (told, ==, expected);
  assert_promises (text, repaired, repairs);
}

// What stands behind the end of a text is no part of its last character.
static void
assert_ends (GBytes *text)
{
  const char *octets = g_bytes_get_data (text, NULL);

  for (gsize n = 0; n < g_bytes_get_size (text); n++)
    {
      g_autofree char *start = g_malloc0 (n + 1);
      g_autoptr (GPtrArray) repairs = NULL;
      g_autoptr (GPtrArray) repairs_of_start = NULL;
      g_autofree char *repaired = todoku_spf_repair (octets, n, &repairs);
      g_autofree char *repaired_start = NULL;

      memcpy (start, octets, n);
      repaired_start = todoku_spf_repair (start, n, &repairs_of_start);
      g_assert_cmpstr (repaired, ==, repaired_start);
      g_assert_cmpuint (repairs->len, ==, repairs_of_start->len);
    }
}

static void
test_ends (gconstpointer data)
{
  json_object *list = (json_object *) data;

  for (gsize i = 0; i < json_object_array_length (list); i++)
    {
      json_object *object = json_object_array_get_idx (list, i);
      g_autoptr (GBytes) text = case_get_octets (object);

      if (case_get (object, "hex") != NULL)
        assert_ends (text);
    }
}

static void
check_untouched (gconstpointer data)
{
  json_object *object = (json_object *) data;
  g_autoptr (GBytes) text = case_get_octets (object);
  g_autoptr (GPtrArray) repairs = NULL;
  g_autofree char *repaired = repair (text, &repairs);

  g_assert_cmpstr (repaired, ==, case_get_string (object, "text"));
  g_assert_cmpuint (repairs->len, ==, 0);
  assert_promises (text, repaired, repairs);
}

static void
assert_first (const char *text,
              TodokuSpfRepairKind kind,
              guint position,
              const char *was,
              const char *now)
{
  g_autoptr (GPtrArray) repairs = NULL;
  g_autofree char *repaired = todoku_spf_repair (text, strlen (text), &repairs);
  const TodokuSpfRepair *first;

  g_assert_nonnull (repaired);
  g_assert_cmpuint (repairs->len, >, 0);
  first = g_ptr_array_index (repairs, 0);
  g_assert_cmpint (first->kind, ==, kind);
  g_assert_cmpuint (first->position, ==, position);
  g_assert_cmpstr (first->was, ==, was);
  g_assert_cmpstr (first->now, ==, now);
}

static void
test_places (void)
{
  assert_first ("v=spf1 mx 〜all", TODOKU_SPF_REPAIR_TILDE, 10, "〜", "~");
  assert_first ("v=spf1 mx\u3000~all", TODOKU_SPF_REPAIR_WHITE_SPACE, 9, "U+3000", " ");
  assert_first ("v=spf1 mx  ~all", TODOKU_SPF_REPAIR_WHITE_SPACE, 9, NULL, " ");
  assert_first ("v=spf1 mx ~all\n", TODOKU_SPF_REPAIR_WHITE_SPACE, 14, "U+000A", NULL);
  assert_first ("v=spf1 m\u200bx", TODOKU_SPF_REPAIR_INVISIBLE, 8, "U+200B", NULL);
  assert_first ("v=spf1 ａ\u3000ｍｘ", TODOKU_SPF_REPAIR_FULL_WIDTH, 7, "ａ", "a");
  assert_first ("v=spf1 mx inlcude:a.example", TODOKU_SPF_REPAIR_MECHANISM_NAME, 10,
                "inlcude:", "include:");
  assert_first ("v=spf1 -ip4=192.0.2.1", TODOKU_SPF_REPAIR_SEPARATOR, 8, "ip4=", "ip4:");
  assert_first ("v=spf1 a mx;", TODOKU_SPF_REPAIR_PUNCTUATION, 11, ";", NULL);
  assert_first ("v=spf1 a shop.example", TODOKU_SPF_REPAIR_UNCERTAIN, 9, "shop.example", NULL);
  assert_first ("v=pf1 mx", TODOKU_SPF_REPAIR_VERSION, 0, "v=pf1", "v=spf1");
  assert_first ("mx ~all", TODOKU_SPF_REPAIR_VERSION, 0, NULL, "v=spf1");
}

static void
test_told_once (void)
{
  const char *text = "v=spf1\u3000a\u3000mx\u3000~all";
  g_autoptr (GPtrArray) repairs = NULL;
  g_autofree char *repaired = todoku_spf_repair (text, strlen (text), &repairs);

  g_assert_cmpstr (repaired, ==, "v=spf1 a mx ~all");
  g_assert_cmpuint (repairs->len, ==, 1);
}

static void
test_told_at_each (void)
{
  const char *text = "v=spf1 ipv4:192.0.2.1 ipv4:192.0.2.2 ~all";
  g_autoptr (GPtrArray) repairs = NULL;
  g_autofree char *repaired = todoku_spf_repair (text, strlen (text), &repairs);

  g_assert_cmpstr (repaired, ==, "v=spf1 ip4:192.0.2.1 ip4:192.0.2.2 ~all");
  g_assert_cmpuint (repairs->len, ==, 2);
  g_assert_cmpuint (((TodokuSpfRepair *) g_ptr_array_index (repairs, 0))->position, ==, 7);
  g_assert_cmpuint (((TodokuSpfRepair *) g_ptr_array_index (repairs, 1))->position, ==, 22);
}

static void
test_length (void)
{
  g_autofree char *long_text = g_strnfill (1 << 20, 'a');
  g_autoptr (GPtrArray) repairs = NULL;
  g_autofree char *repaired = todoku_spf_repair (long_text, 1 << 20, &repairs);
  g_autoptr (GPtrArray) cut_repairs = NULL;
  g_autofree char *cut = todoku_spf_repair ("v=spf1 ~allx", 11, &cut_repairs);

  g_assert_cmpstr (repaired, ==, long_text);
  g_assert_cmpuint (repairs->len, ==, 1);
  g_assert_cmpstr (cut, ==, "v=spf1 ~all");
  g_assert_cmpuint (cut_repairs->len, ==, 0);
}

// A text of other octets is read up to the same length.
static void
test_length_of_shift_jis (void)
{
  for (gsize length = 4096; length <= 4097; length++)
    {
      g_autofree char *text = g_strnfill (length, ' ');
      g_autoptr (GPtrArray) repairs = NULL;
      g_autofree char *repaired = NULL;

      memcpy (text,
              "v=spf1 mx \x81\x60"
              "all",
              15);
      repaired = todoku_spf_repair (text, length, &repairs);
      g_assert_cmpint (g_str_equal (repaired, "v=spf1 mx ~all"), ==, length == 4096);
    }
}

// Where each octet of the outcome came from.
static void
test_origins (void)
{
  static const struct
  {
    const char *text;
    const char *repaired;
    guint origins[32];
  } cases[] = {
    { "v=spf1 a", "v=spf1 a", { 0, 1, 2, 3, 4, 5, 6, 7 } },
    { "v=spf1\u3000a  ~all", "v=spf1 a ~all", { 0, 1, 2, 3, 4, 5, 6, 9, 10, 12, 13, 14, 15 } },
    { "ｖ=spf1", "v=spf1", { 0, 3, 4, 5, 6, 7 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) repairs = NULL;
      g_autoptr (GArray) origins = NULL;
      g_autofree char *repaired =
        todoku_spf_repair_traced (cases[i].text, strlen (cases[i].text), &repairs, &origins);

      g_assert_cmpstr (repaired, ==, cases[i].repaired);
      g_assert_cmpuint (origins->len, ==, strlen (repaired));
      for (guint j = 0; j < origins->len; j++)
        g_assert_cmpuint (g_array_index (origins, guint, j), ==, cases[i].origins[j]);
    }
}

static void
test_resembles (void)
{
  static const char *const others[] = {
    "google-site-verification=abc",
    "v=DMARC1; p=none",
    "v=DKIM1; p=abc",
    "spf2.0/mfrom a -all",
    "MS=ms12345678",
    "v=spf20 a",
    "",
    "all",
    "a",
    "mx",
    "-all",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (todoku_spf_text_resembles_record (others[i], strlen (others[i])));

  g_assert_true (todoku_spf_text_resembles_record ("v=spf1 foo", 10));
  g_assert_true (todoku_spf_text_resembles_record ("\"v=spf1 mx\"", 11));
}

static void
test_messages (void)
{
  TodokuSpfRepair domain = { TODOKU_SPF_REPAIR_UNCERTAIN, 0, (char *) "spf.shop.example", NULL };
  TodokuSpfRepair control = { TODOKU_SPF_REPAIR_UNCERTAIN, 0, (char *) "a\x1b[2J", NULL };
  g_autofree char *about_domain = todoku_spf_repair_get_message (&domain);
  g_autofree char *about_control = todoku_spf_repair_get_message (&control);

  g_assert_nonnull (strstr (about_domain, "include:spf.shop.example"));
  g_assert_null (strchr (about_control, '\x1b'));
}

// Each repair is told in the words that fit what stood there.
static void
test_what_is_said (void)
{
  static const struct
  {
    TodokuSpfRepair repair;
    const char *excerpt;
  } cases[] = {
#define CASE(kind, was, now, excerpt)                                                              \
  { { TODOKU_SPF_REPAIR_##kind, 0, (char *) (was), (char *) (now) }, excerpt }
    CASE (OTHER_RECORD, "v=DKIM1", NULL, "belongs to a DKIM key"),
    CASE (OTHER_RECORD, "k=rsa", NULL, "belongs to a DKIM key"),
    CASE (OTHER_RECORD, "T=y", NULL, "belongs to a DKIM key"),
    CASE (OTHER_RECORD, "n=note", NULL, "belongs to a DKIM key"),
    CASE (OTHER_RECORD, "p=MIGfMA0GCSqGSIb3DQEBAQUAA4GN", NULL, "belongs to a DKIM key"),
    CASE (OTHER_RECORD, "p=rIGfMA0GCSqGSIb3DQEBAQUAA4GN", NULL, "belongs to a DKIM key"),
    CASE (OTHER_RECORD, "P=qIGfMA0GCSqGSIb3DQEBAQUAA4GN", NULL, "belongs to a DKIM key"),
    CASE (OTHER_RECORD, "v=DMARC1", NULL, "belongs to a DMARC record"),
    CASE (OTHER_RECORD, "p=none", NULL, "belongs to a DMARC record"),
    CASE (OTHER_RECORD, "p=Quarantine", NULL, "belongs to a DMARC record"),
    CASE (OTHER_RECORD, "P=reject", NULL, "belongs to a DMARC record"),
    CASE (OTHER_RECORD, "rua=mailto:post@shop.example", NULL, "belongs to a DMARC record"),
    CASE (OTHER_RECORD, "rf=afrf", NULL, "belongs to a DMARC record"),
    CASE (OTHER_RECORD, "google-site-verification=abc", NULL, "belongs to another record"),
    CASE (OTHER_RECORD, "site-verification-of-shop=abc", NULL, "belongs to another record"),
    CASE (WHITE_SPACE, NULL, " ", "Spaces that were not needed"),
    CASE (WHITE_SPACE, "U+3000", " ", "Full-width spaces"),
    CASE (WHITE_SPACE, "U+0009", " ", "Tabs were"),
    CASE (WHITE_SPACE, "U+000A", NULL, "Line breaks were"),
    CASE (WHITE_SPACE, "U+000D", NULL, "Line breaks were"),
    CASE (WHITE_SPACE, "U+00A0", " ", "Unusual spaces (U+00A0)"),
    CASE (VERSION, NULL, "v=spf1", "was missing at the beginning"),
    CASE (VERSION, "v=spf1 v=spf1", "v=spf1", "appeared twice"),
    CASE (VERSION, "v=pf1", "v=spf1", "“v=pf1” at the beginning was corrected"),
    CASE (PUNCTUATION, ";", NULL, "“;” was removed"),
    CASE (PUNCTUATION, ",", " ", "“,” was removed"),
    CASE (PUNCTUATION, "a,b", "a b", "“a,b” was corrected to “a b”"),
    CASE (MECHANISM_NAME, "include:", "", "“include:” was removed"),
    CASE (MECHANISM_NAME, "inlcude:", "include:", "“inlcude:” was corrected to “include:”"),
    CASE (EMPTY_VALUE, "include:", NULL, "“include:” was removed"),
    CASE (EMPTY_VALUE, "mx:", "mx", "There is nothing after “mx:”"),
    CASE (DASH, "–", "-", "changed to the half-width hyphen “-”"),
    CASE (QUOTES, "\"", NULL, "The quotes (\") were removed"),
#undef CASE
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *message = todoku_spf_repair_get_message (&cases[i].repair);

      g_test_message ("%s: %s", cases[i].repair.was, message);
      g_assert_nonnull (strstr (message, cases[i].excerpt));
    }
}

static gboolean
is_told (GPtrArray *repairs, const char *term)
{
  for (guint i = 0; i < repairs->len; i++)
    {
      const TodokuSpfRepair *repair = g_ptr_array_index (repairs, i);

      if (repair->kind == TODOKU_SPF_REPAIR_UNCERTAIN && g_str_equal (repair->was, term))
        return TRUE;
    }

  return FALSE;
}

// Whether a network that is wider than any sender's came of @text, which is no record as it stands,
// without being asked about.
static gboolean
opens_the_door (const char *text)
{
  g_autoptr (GPtrArray) repairs = NULL;
  g_autofree char *repaired = todoku_spf_repair (text, strlen (text), &repairs);
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (repaired, -1);
  g_autoptr (TodokuSpfRecord) as_it_was = todoku_spf_record_parse (text, -1);

  for (guint i = 0; todoku_spf_record_get_error (as_it_was) != NULL
                    && i < todoku_spf_record_get_n_terms (record);
       i++)
    {
      const TodokuSpfTerm *term = todoku_spf_record_get_term (record, i);

      if (todoku_spf_term_is_wide (term) && !is_told (repairs, term->text))
        {
          g_test_message ("“%s” gives “%s”", text, repaired);
          return TRUE;
        }
    }

  return FALSE;
}

// Whatever slips into a record, no prefix length gets shorter than anybody meant.
static void
test_door (void)
{
  static const char *const records[] = {
    "v=spf1 ip4:203.0.113.0/24 mx/24 a:mail.shop.example/28 -all",
    "v=spf1 a/24//64 include:lists.example ip6:2001:db8:1::/48 ~all",
    "v=spf1 ip4:203.0.113.0/255.255.255.0 ip4:203.0.113.4-203.0.113.9 ip4:203.0.*.* -all",
  };
  static const char *const slips[] = {
    " ",   "  ", ",",     ", ",  " ,", " , ",    ";",      "; ",     "\\",     "\\;", "|",
    " | ", "\"", "\" \"", "\n",  "\t", "\u3000", "\u200b", "\u00a0", "\u00ad", "、",  "。",
    "/",   ":",  "-",     " - ", "~",  "*",      ".",      "0",      "<",      "@",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (records); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (slips); j++)
      for (gsize at = strlen ("v=spf1"); at <= strlen (records[i]); at++)
        {
          g_autofree char *text =
            g_strdup_printf ("%.*s%s%s", (int) at, records[i], slips[j], records[i] + at);

          g_assert_false (opens_the_door (text));
        }
}

int
main (int argc, char *argv[])
{
  struct json_object *cases = NULL;

  g_test_init (&argc, &argv, NULL);
  // One wrong case does not hide the others.
  g_test_set_nonfatal_assertions ();

  cases = cases_load ("spf-repair.json");
  cases_add (case_get (cases, "repairs"), 100, "/repair/repairs", "about", check_repair);
  cases_add (case_get (cases, "untouched"), 30, "/repair/untouched", "about", check_untouched);
  g_test_add_func ("/repair/places", test_places);
  g_test_add_func ("/repair/told-once", test_told_once);
  g_test_add_func ("/repair/told-at-each", test_told_at_each);
  g_test_add_func ("/repair/door", test_door);
  g_test_add_func ("/repair/length", test_length);
  g_test_add_func ("/repair/length-of-shift-jis", test_length_of_shift_jis);
  g_test_add_func ("/repair/origins", test_origins);
  g_test_add_data_func ("/repair/ends", case_get (cases, "repairs"), test_ends);
  g_test_add_func ("/repair/resembles", test_resembles);
  g_test_add_func ("/repair/messages", test_messages);
  g_test_add_func ("/repair/what-is-said", test_what_is_said);

  return cases_run (cases);
}
