// SPDX-License-Identifier: GPL-3.0-or-later

#include "spf/record.h"

#include "cases.h"
#include "spf/term-private.h"

#include <string.h>

typedef TodokuSpfRecord Record;

static const char *
get_code_id (const GError *error)
{
  static const char *const ids[] = {
    [TODOKU_SPF_ERROR_VERSION] = "version",
    [TODOKU_SPF_ERROR_UNKNOWN_MECHANISM] = "unknown-mechanism",
    [TODOKU_SPF_ERROR_TERM] = "term",
    [TODOKU_SPF_ERROR_QUALIFIER] = "qualifier",
    [TODOKU_SPF_ERROR_MISSING_VALUE] = "missing-value",
    [TODOKU_SPF_ERROR_UNEXPECTED_VALUE] = "unexpected-value",
    [TODOKU_SPF_ERROR_ADDRESS] = "address",
    [TODOKU_SPF_ERROR_PREFIX] = "prefix",
    [TODOKU_SPF_ERROR_DOMAIN] = "domain",
    [TODOKU_SPF_ERROR_MACRO] = "macro",
    [TODOKU_SPF_ERROR_CHARACTER] = "character",
    [TODOKU_SPF_ERROR_DUPLICATE] = "duplicate",
  };

  if (error == NULL)
    return NULL;

  g_assert_true (error->domain == TODOKU_SPF_ERROR);
  g_assert_cmpint (error->code, <, (int) G_N_ELEMENTS (ids));
  return ids[error->code];
}

// Where the first error of the record stands: 0 for the version section.
static guint
get_error_position (Record *record)
{
  for (guint i = 0; i < todoku_spf_record_get_n_terms (record); i++)
    {
      const TodokuSpfTerm *term = todoku_spf_record_get_term (record, i);

      if (term->error != NULL && term->error == todoku_spf_record_get_error (record))
        return term->error_position;
    }

  return 0;
}

// The terms in one spelling, parted by spaces.
static char *
join_keys (Record *record)
{
  g_autoptr (GString) keys = g_string_new (NULL);

  todoku_spf_record_foreach (record, term)
    {
      g_autofree char *key = todoku_spf_term_get_key (term, "own.example");

      g_string_append_printf (keys, "%s%c%s", keys->len > 0 ? " " : "", (char) term->qualifier,
                              key);
    }

  return g_string_free (g_steal_pointer (&keys), FALSE);
}

// What is wrong, where and why; and what the terms are, where these are right.
static void
check_case (gconstpointer data)
{
  json_object *object = (json_object *) data;
  json_object *text = NULL;
  g_autoptr (TodokuSpfRecord) record = NULL;
  g_autofree char *keys = NULL;
  const GError *error;

  g_assert_true (json_object_object_get_ex (object, "record", &text));
  record =
    todoku_spf_record_parse (json_object_get_string (text), json_object_get_string_len (text));

  error = todoku_spf_record_get_error (record);
  keys = join_keys (record);

  g_assert_cmpstr (get_code_id (error), ==, case_get_string (object, "error"));
  g_assert_cmpuint (get_error_position (record), ==,
                    (guint) json_object_get_int (case_get (object, "position")));
  g_assert_cmpstr (error != NULL ? error->message : NULL, ==, case_get_string (object, "message"));
  if (error == NULL || error->code == TODOKU_SPF_ERROR_VERSION)
    g_assert_cmpstr (keys, ==, case_get_string (object, "keys"));
}

static void
test_terms (void)
{
  const char *text = "v=spf1 MX/24//64 -a:Mail.example/28 ip4:192.0.2.0/24 ip6:2001:db8::/32 "
                     "Foo=bar:baz redirect=spf.example ~All";
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (text, -1);
  const TodokuSpfTerm *term;

  g_assert_no_error (todoku_spf_record_get_error (record));
  g_assert_cmpstr (todoku_spf_record_get_text (record), ==, text);
  g_assert_cmpuint (todoku_spf_record_get_n_terms (record), ==, 7);

  term = todoku_spf_record_get_term (record, 0);
  g_assert_cmpint (term->kind, ==, TODOKU_SPF_TERM_MX);
  g_assert_cmpint (term->qualifier, ==, TODOKU_SPF_QUALIFIER_PASS);
  g_assert_false (term->has_qualifier);
  g_assert_cmpstr (term->name, ==, "MX");
  g_assert_cmpstr (term->text, ==, "MX/24//64");
  g_assert_null (term->value);
  g_assert_cmpuint (term->prefix4, ==, 24);
  g_assert_cmpuint (term->prefix6, ==, 64);
  g_assert_cmpuint (term->position, ==, 7);

  term = todoku_spf_record_get_term (record, 1);
  g_assert_cmpint (term->kind, ==, TODOKU_SPF_TERM_A);
  g_assert_cmpint (term->qualifier, ==, TODOKU_SPF_QUALIFIER_FAIL);
  g_assert_true (term->has_qualifier);
  g_assert_cmpstr (term->name, ==, "a");
  g_assert_cmpstr (term->value, ==, "Mail.example");
  g_assert_cmpuint (term->prefix4, ==, 28);
  g_assert_cmpuint (term->prefix6, ==, 128);

  term = todoku_spf_record_get_term (record, 2);
  g_assert_cmpint (term->kind, ==, TODOKU_SPF_TERM_IP4);
  g_assert_cmpstr (term->value, ==, "192.0.2.0");
  g_assert_cmpuint (term->prefix4, ==, 24);
  g_assert_cmpuint (term->address.length, ==, 4);

  term = todoku_spf_record_get_term (record, 3);
  g_assert_cmpstr (term->value, ==, "2001:db8::");
  g_assert_cmpuint (term->prefix6, ==, 32);
  g_assert_cmpuint (term->address.length, ==, 16);

  term = todoku_spf_record_get_term (record, 4);
  g_assert_cmpint (term->kind, ==, TODOKU_SPF_TERM_MODIFIER);
  g_assert_cmpstr (term->name, ==, "Foo");
  g_assert_cmpstr (term->value, ==, "bar:baz");

  g_assert_true (todoku_spf_record_find (record, TODOKU_SPF_TERM_REDIRECT)
                 == todoku_spf_record_get_term (record, 5));
  g_assert_true (todoku_spf_record_find (record, TODOKU_SPF_TERM_ALL)
                 == todoku_spf_record_get_term (record, 6));
}

static void
test_all_errors (void)
{
  g_autoptr (TodokuSpfRecord) record =
    todoku_spf_record_parse ("v=spf2 foo mx ip4:192.0.2 ~all", -1);

  g_assert_error (todoku_spf_record_get_error (record), TODOKU_SPF_ERROR, TODOKU_SPF_ERROR_VERSION);
  g_assert_cmpuint (todoku_spf_record_get_n_terms (record), ==, 4);
  g_assert_error (todoku_spf_record_get_term (record, 0)->error, TODOKU_SPF_ERROR,
                  TODOKU_SPF_ERROR_UNKNOWN_MECHANISM);
  g_assert_no_error (todoku_spf_record_get_term (record, 1)->error);
  g_assert_error (todoku_spf_record_get_term (record, 2)->error, TODOKU_SPF_ERROR,
                  TODOKU_SPF_ERROR_ADDRESS);
}

static void
test_without_version (void)
{
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse ("mx ~all", -1);
  g_autoptr (TodokuSpfRecord) empty = todoku_spf_record_parse ("", 0);

  g_assert_cmpuint (todoku_spf_record_get_n_terms (record), ==, 2);
  g_assert_nonnull (todoku_spf_record_get_error (record));
  g_assert_cmpuint (todoku_spf_record_get_n_terms (empty), ==, 0);
  g_assert_nonnull (todoku_spf_record_get_error (empty));
}

static void
test_not_utf8 (void)
{
  const char text[] = "v=spf1 a:\x83\x86.example ~all";
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (text, sizeof text - 1);
  const TodokuSpfTerm *term = todoku_spf_record_get_term (record, 0);

  g_assert_cmpstr (term->text, ==, "a:\uFFFD\uFFFD.example");
  g_assert_cmpstr (term->value, ==, "\uFFFD\uFFFD.example");
  g_assert_cmpint (term->kind, ==, TODOKU_SPF_TERM_A);
  g_assert_error (term->error, TODOKU_SPF_ERROR, TODOKU_SPF_ERROR_CHARACTER);
  g_assert_cmpuint (term->error_position, ==, 9);
  g_assert_true (g_utf8_validate (term->error->message, -1, NULL));
}

static void
test_nul (void)
{
  const char text[] = "v=spf1 a\0b ~all";
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (text, sizeof text - 1);

  g_assert_cmpuint (todoku_spf_record_get_n_terms (record), ==, 2);
  g_assert_error (todoku_spf_record_get_error (record), TODOKU_SPF_ERROR,
                  TODOKU_SPF_ERROR_CHARACTER);
  g_assert_cmpstr (todoku_spf_record_get_term (record, 0)->text, ==, "a\uFFFDb");
  g_assert_false (todoku_spf_text_is_record ("v=spf1\0", 7));
}

static void
test_length (void)
{
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse ("v=spf1 -allx", 11);

  g_assert_no_error (todoku_spf_record_get_error (record));
  g_assert_cmpstr (todoku_spf_record_get_text (record), ==, "v=spf1 -all");
}

static void
test_message (void)
{
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse ("v=spf1 ip4:192.0.2\x01 ~all", -1);
  const char *message = todoku_spf_record_get_error (record)->message;

  g_assert_nonnull (strstr (message, "ip4:192.0.2<U+0001>"));
  g_assert_nonnull (strstr (message, "19"));
}

static void
test_is_record (void)
{
  g_assert_true (todoku_spf_text_is_record ("v=spf1", 6));
  g_assert_true (todoku_spf_text_is_record ("V=SPF1 a", 8));
  g_assert_false (todoku_spf_text_is_record ("v=spf10 a", 9));
  g_assert_false (todoku_spf_text_is_record ("v=spf1\ta", 8));
  g_assert_false (todoku_spf_text_is_record (" v=spf1", 7));
  g_assert_false (todoku_spf_text_is_record ("v=spf1 a", 5));
}

static void
test_ref (void)
{
  TodokuSpfRecord *record = todoku_spf_record_parse ("v=spf1 -all", -1);
  GValue value = G_VALUE_INIT;

  g_value_init (&value, TODOKU_TYPE_SPF_RECORD);
  g_value_set_boxed (&value, record);
  todoku_spf_record_unref (record);
  g_assert_cmpuint (todoku_spf_record_get_n_terms (g_value_get_boxed (&value)), ==, 1);
  g_value_unset (&value);
}

static void
assert_key (const char *term, const char *expected)
{
  g_autofree char *text = g_strconcat ("v=spf1 ", term, NULL);
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (text, -1);
  g_autofree char *key =
    todoku_spf_term_get_key (todoku_spf_record_get_term (record, 0), "Own.example");

  g_assert_cmpstr (key, ==, expected);
}

static void
test_key (void)
{
  assert_key ("a", "a:own.example");
  assert_key ("+a", "a:own.example");
  assert_key ("A:OWN.example.", "a:own.example");
  assert_key ("a:%{d}", "a:own.example");
  assert_key ("-a/32//128", "a:own.example");
  assert_key ("a/24", "a:own.example/24");
  assert_key ("a//64", "a:own.example//64");
  assert_key ("mx/24//64", "mx:own.example/24//64");
  assert_key ("ip4:192.0.2.1/32", "ip4:192.0.2.1");
  assert_key ("ip4:192.0.2.77/24", "ip4:192.0.2.0/24");
  assert_key ("ip4:192.0.2.77/25", "ip4:192.0.2.0/25");
  assert_key ("ip4:192.0.2.77/0", "ip4:0.0.0.0/0");
  assert_key ("ip6:2001:DB8:0:0::1", "ip6:2001:db8::1");
  assert_key ("ip6:2001:db8:ffff::1/33", "ip6:2001:db8:8000::/33");
  assert_key ("?ALL", "all");
  assert_key ("Include:SPF.Example", "include:spf.example");
  assert_key ("exists:%{I}.SBL.example", "exists:%{I}.sbl.example");
  assert_key ("exists:%{i}.%%A.example", "exists:%{i}.%%a.example");
  // The letter of a macro is kept, not what stands around it; behind %% stands none.
  assert_key ("exists:A%{I}B.example", "exists:a%{I}b.example");
  assert_key ("exists:%%{I}.example", "exists:%%{i}.example");
  assert_key ("ptr", "ptr:own.example");
  assert_key ("redirect=SPF.example", "redirect=spf.example");
  assert_key ("Exp=Why.example", "exp=why.example");
  assert_key ("RA=Post", "ra=Post");
  assert_key ("ip4:192.0.2", "ip4:192.0.2");
  assert_key ("A:Museum", "A:Museum");
  assert_key ("IP4:192.0.2.1/33", "IP4:192.0.2.1/33");
}

// How much of the Internet a term lets in: nobody's own, a whole network, or neither.
static void
test_width (void)
{
  static const struct
  {
    const char *term;
    gboolean is_wide;
    gboolean is_large;
  } cases[] = {
    { "ip4:44.0.0.0/7", TRUE, TRUE },
    { "ip4:44.0.0.0/8", FALSE, TRUE },
    { "ip4:44.0.0.0/16", FALSE, TRUE },
    { "ip4:44.0.0.0/17", FALSE, FALSE },
    { "ip6:2400:2::/31", TRUE, TRUE },
    { "ip6:2400:2::/32", FALSE, TRUE },
    { "ip6:2400:2::/33", FALSE, FALSE },
    { "a/7", TRUE, TRUE },
    { "mx//32", FALSE, TRUE },
    { "-a/7", FALSE, FALSE },
    { "~ip4:44.0.0.0/16", FALSE, FALSE },
    // One that receivers cannot read lets nobody in.
    { "a/7//129", FALSE, FALSE },
    { "include:lists.example", FALSE, FALSE },
    { "x=/7", FALSE, FALSE },
    { "all", FALSE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse_term (cases[i].term);
      const TodokuSpfTerm *term = todoku_spf_record_get_only_term (record);

      g_test_message ("%s", cases[i].term);
      g_assert_cmpint (todoku_spf_term_is_wide (term), ==, cases[i].is_wide);
      g_assert_cmpint (todoku_spf_term_is_large (term), ==, cases[i].is_large);
    }
}

static void
test_lookups (void)
{
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (
    "v=spf1 include:a.example a mx ptr exists:a.example redirect=a.example "
    "ip4:192.0.2.1 ip6:::1 all exp=a.example x=y foo",
    -1);

  for (guint i = 0; i < todoku_spf_record_get_n_terms (record); i++)
    {
      const TodokuSpfTerm *term = todoku_spf_record_get_term (record, i);

      g_assert_cmpint (todoku_spf_term_needs_lookup (term), ==, i < 6);
      g_assert_cmpint (todoku_spf_term_is_mechanism (term), ==, i != 5 && i < 9);
    }
}

static void
assert_place (Record *record, guint index, const char *place)
{
  const TodokuSpfTerm *term = todoku_spf_record_get_term (record, index);

  g_assert_nonnull (strstr (term->error->message, place));
}

// Errors of terms and, told later, of modifiers that stand twice; the place counts characters.
static void
test_places (void)
{
  g_autoptr (TodokuSpfRecord) record =
    todoku_spf_record_parse ("v=spf1 あ exp=a.example zz exp=b.example ip4:1 exp=c.example", -1);

  g_autoptr (TodokuSpfRecord) broken =
    todoku_spf_record_parse ("\x80 exp=a.example exp=b.example zz", -1);

  assert_place (broken, 2, "(at character 16)");
  assert_place (broken, 3, "(at character 30)");
  assert_place (record, 0, "(at character 8)");
  assert_place (record, 2, "(at character 24)");
  assert_place (record, 3, "(at character 27)");
  assert_place (record, 4, "(at character 45)");
  assert_place (record, 5, "(at character 47)");
}

// What has been counted is not read again: counted anew for each error, this takes minutes.
static void
test_counted_once (void)
{
  const guint n = 400000;
  g_autoptr (GString) text = g_string_new ("v=spf1 あ");
  g_autofree char *place = g_strdup_printf ("(at character %u)", 8 + 2 * n);
  g_autoptr (TodokuSpfRecord) record = NULL;

  for (guint i = 0; i < n; i++)
    g_string_append (text, " /");
  record = todoku_spf_record_parse (text->str, (gssize) text->len);

  assert_place (record, n, place);
}

// A sentence of a translator, who may turn the two around; what is filled in is not read again.
static void
test_fill_in (void)
{
  static const struct
  {
    const char *sentence;
    const char *filled;
  } cases[] = {
    { "%s becomes %s.", "%1$s becomes 100%." },
    { "%2$s comes of %1$s.", "100% comes of %1$s." },
    { "Only %1$s.", "Only %1$s." },
    { "Only %2$s, and %2$s.", "Only 100%, and 100%." },
    { "%s, %s and %s.", "%1$s, 100% and ." },
    { "50%% of %s", "50% of %1$s" },
    { "%d and %", "%d and %" },
    { "%3$s", "%3$s" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *filled = todoku_spf_fill_in (cases[i].sentence, "%1$s", "100%");
      g_autofree char *empty = todoku_spf_fill_in (cases[i].sentence, NULL, NULL);

      g_assert_cmpstr (filled, ==, cases[i].filled);
      g_assert_null (strstr (empty, "100%"));
    }
}

// What somebody else wrote is shown as a whole, or cut, which is seen; and nothing in it hides.
static void
test_visible (void)
{
  g_autofree char *hidden = todoku_spf_make_visible ("a\x1b b\u200b\u3000店");
  g_autofree char *whole = todoku_spf_make_much_visible ("店店店", 3);
  g_autofree char *cut = todoku_spf_make_much_visible ("店店店店x", 3);
  g_autofree char *none = todoku_spf_make_much_visible ("", 0);
  g_autofree char *long_text = g_strnfill (4096, 'x');
  g_autofree char *shown = todoku_spf_make_visible (long_text);

  g_assert_cmpstr (hidden, ==, "a<U+001B> b<U+200B><U+3000>店");
  g_assert_cmpstr (whole, ==, "店店店");
  g_assert_cmpstr (cut, ==, "店店店…");
  g_assert_cmpstr (none, ==, "");
  g_assert_true (g_str_has_suffix (shown, "x…"));
  g_assert_cmpuint (strlen (shown), <, 1024);
}

int
main (int argc, char *argv[])
{
  struct json_object *cases = NULL;

  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();

  cases = cases_load ("spf-record.json");
  cases_add (cases, 120, "/record/case", "about", check_case);
  g_test_add_func ("/record/terms", test_terms);
  g_test_add_func ("/record/all-errors", test_all_errors);
  g_test_add_func ("/record/without-version", test_without_version);
  g_test_add_func ("/record/not-utf8", test_not_utf8);
  g_test_add_func ("/record/nul", test_nul);
  g_test_add_func ("/record/length", test_length);
  g_test_add_func ("/record/message", test_message);
  g_test_add_func ("/record/places", test_places);
  g_test_add_func ("/record/counted-once", test_counted_once);
  g_test_add_func ("/record/is-record", test_is_record);
  g_test_add_func ("/record/ref", test_ref);
  g_test_add_func ("/record/key", test_key);
  g_test_add_func ("/record/width", test_width);
  g_test_add_func ("/record/lookups", test_lookups);
  g_test_add_func ("/record/fill-in", test_fill_in);
  g_test_add_func ("/record/visible", test_visible);

  return cases_run (cases);
}
