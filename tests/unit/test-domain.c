// SPDX-License-Identifier: GPL-3.0-or-later

#include "input/domain.h"

#include "cases.h"

#include <string.h>

// The cases are data/domain.json: each has the `text` that was typed, and either the `ascii` name
// (with `display`, `registrable` and `mail` where they are not what follows from it), or the
// `error` and a part of what its message `names`.

static const char *
get_string (json_object *object, const char *key, const char *otherwise)
{
  json_object *member = case_get (object, key);

  return member != NULL ? json_object_get_string (member) : otherwise;
}

static TodokuDomainError
error_of_id (const char *id)
{
  static const struct
  {
    const char *id;
    TodokuDomainError code;
  } errors[] = {
    { "empty", TODOKU_DOMAIN_ERROR_EMPTY },
    { "address", TODOKU_DOMAIN_ERROR_ADDRESS },
    { "one-label", TODOKU_DOMAIN_ERROR_ONE_LABEL },
    { "public-suffix", TODOKU_DOMAIN_ERROR_PUBLIC_SUFFIX },
    { "character", TODOKU_DOMAIN_ERROR_CHARACTER },
    { "length", TODOKU_DOMAIN_ERROR_LENGTH },
    { "several", TODOKU_DOMAIN_ERROR_SEVERAL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (errors); i++)
    if (g_str_equal (errors[i].id, id))
      return errors[i].code;

  g_error ("no such error: %s", id);
}

static void
assert_nothing_hidden (const char *text)
{
  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_true (g_unichar_isgraph (g_utf8_get_char (p)) || *p == ' ');
}

static void
check_good (json_object *test, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TodokuDomain) domain = todoku_domain_parse (text, &error);
  const char *ascii = get_string (test, "ascii", NULL);

  g_assert_no_error (error);
  g_assert_nonnull (domain);
  g_assert_cmpstr (domain->ascii, ==, ascii);
  g_assert_cmpstr (domain->display, ==, get_string (test, "display", ascii));
  assert_nothing_hidden (domain->display);
  if (json_object_object_get_ex (test, "registrable", NULL))
    g_assert_cmpstr (domain->registrable, ==, get_string (test, "registrable", NULL));
  else
    g_assert_cmpstr (domain->registrable, ==, ascii);
  g_assert_cmpint (domain->is_mail_domain, ==, json_object_get_boolean (case_get (test, "mail")));
}

static void
check_bad (json_object *test, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TodokuDomain) domain = todoku_domain_parse (text, &error);

  g_assert_null (domain);
  g_assert_error (error, TODOKU_DOMAIN_ERROR, (int) error_of_id (get_string (test, "error", "")));
  g_assert_nonnull (strstr (error->message, get_string (test, "names", "")));
  assert_nothing_hidden (error->message);
}

static void
test_case (gconstpointer data)
{
  json_object *test = (json_object *) data;
  const char *text = get_string (test, "text", NULL);

  g_assert_nonnull (text);

  g_autofree char *escaped = g_strescape (text, NULL);

  g_test_message ("%s", escaped);
  if (json_object_object_get_ex (test, "error", NULL))
    check_bad (test, text);
  else
    check_good (test, text);
}

// What comes out, put in again, is the same domain.
static void
test_again (gconstpointer data)
{
  json_object *cases = (json_object *) data;

  for (gsize i = 0; i < json_object_array_length (cases); i++)
    {
      json_object *test = json_object_array_get_idx (cases, i);

      if (json_object_object_get_ex (test, "error", NULL))
        continue;

      g_autoptr (TodokuDomain) first = todoku_domain_parse (get_string (test, "text", NULL), NULL);
      g_autofree char *address = g_strconcat ("info@", first->display, NULL);
      g_autoptr (TodokuDomain) again = todoku_domain_parse (address, NULL);

      g_assert_nonnull (again);
      g_assert_cmpstr (again->ascii, ==, first->ascii);
      g_assert_cmpstr (again->display, ==, first->display);
    }
}

static void
assert_length_error (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TodokuDomain) domain = todoku_domain_parse (text, &error);

  g_assert_null (domain);
  g_assert_error (error, TODOKU_DOMAIN_ERROR, TODOKU_DOMAIN_ERROR_LENGTH);
}

static void
test_length (void)
{
  g_autofree char *label63 = g_strnfill (63, 'a');
  g_autofree char *octets253 =
    g_strdup_printf ("%s.%s.%s.%.53s.example", label63, label63, label63, label63);
  g_autofree char *octets254 = g_strconcat ("b", octets253 + 1, "e", NULL);
  g_autofree char *label64 = g_strdup_printf ("%sa.example", label63);
  g_autofree char *long_label = g_strnfill (600, 'a');
  g_autofree char *blanks = g_strdup_printf ("%4096s", "shop.example");
  g_autofree char *more_blanks = g_strdup_printf ("%4097s", "shop.example");
  g_autofree char *huge = g_strnfill (1000 * 1000, 'a');
  g_autofree char *kana = g_strdup_printf ("%s\u3042.example", label63);
  g_autoptr (TodokuDomain) padded = todoku_domain_parse (blanks, NULL);
  g_autoptr (TodokuDomain) longest = todoku_domain_parse (octets253, NULL);

  g_assert_cmpuint (strlen (octets253), ==, 253);
  g_assert_nonnull (longest);
  g_assert_cmpstr (longest->ascii, ==, octets253);
  g_assert_nonnull (padded);
  g_assert_cmpstr (padded->ascii, ==, "shop.example");
  assert_length_error (more_blanks);
  assert_length_error (octets254);
  assert_length_error (label64);
  assert_length_error (kana);
  assert_length_error (long_label);
  assert_length_error (huge);
}

static void
test_bytes (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TodokuDomain) domain = todoku_domain_parse ("info@sh\xff\xfeop.example", &error);

  g_assert_null (domain);
  g_assert_error (error, TODOKU_DOMAIN_ERROR, TODOKU_DOMAIN_ERROR_CHARACTER);
}

int
main (int argc, char *argv[])
{
  struct json_object *cases = NULL;

  g_test_init (&argc, &argv, NULL);

  cases = cases_load ("domain.json");
  cases_add (cases, 100, "/domain/case", NULL, test_case);
  g_test_add_data_func ("/domain/again", cases, test_again);
  g_test_add_func ("/domain/length", test_length);
  g_test_add_func ("/domain/bytes", test_bytes);

  return cases_run (cases);
}
