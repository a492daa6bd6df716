// SPDX-License-Identifier: GPL-3.0-or-later

#include "spf/macro.h"

#include "cases.h"

#include <string.h>

static const char *
get_string (json_object *object, const char *key, const char *otherwise)
{
  json_object *value = NULL;

  return json_object_object_get_ex (object, key, &value) ? json_object_get_string (value)
                                                         : otherwise;
}

static gboolean
get_is_explanation (json_object *object)
{
  json_object *value = NULL;

  return json_object_object_get_ex (object, "is_explanation", &value)
         && json_object_get_boolean (value);
}

static char *
expand (json_object *object)
{
  TodokuDnsAddress address;
  TodokuSpfMacroContext context = {
    .sender = get_string (object, "sender", "strong-bad@email.example.com"),
    .local_part = get_string (object, "local_part", "strong-bad"),
    .sender_domain = "email.example.com",
    .domain = "email.example.com",
    .address = &address,
    .helo = "helo.example.net",
    .validated_name = get_string (object, "validated_name", NULL),
    .receiver = get_string (object, "receiver", NULL),
    .timestamp = 1767225600,
  };
  json_object *template = NULL;

  g_assert_true (json_object_object_get_ex (object, "template", &template));
  g_assert_true (
    todoku_dns_address_parse (get_string (object, "address", "192.0.2.3"), -1, &address));

  return todoku_spf_macro_expand (json_object_get_string (template),
                                  json_object_get_string_len (template), &context,
                                  get_is_explanation (object));
}

static void
check_expansion (gconstpointer data)
{
  json_object *object = (json_object *) data;
  g_autofree char *expansion = expand (object);

  g_assert_cmpstr (expansion, ==, get_string (object, "expansion", NULL));
}

static void
check_fault (gconstpointer data)
{
  json_object *object = (json_object *) data;
  const char *template = get_string (object, "template", NULL);
  g_autofree char *expansion = expand (object);
  json_object *expected = NULL;
  gsize fault = G_MAXSIZE;

  g_assert_null (expansion);
  g_assert_true (json_object_object_get_ex (object, "fault", &expected));
  g_assert_false (
    todoku_spf_macro_check (template, strlen (template), get_is_explanation (object), &fault));
  g_assert_cmpuint (fault, ==, (gsize) json_object_get_int (expected));
}

static void
test_length (void)
{
  TodokuDnsAddress address = { .length = 4, .bytes = { 192, 0, 2, 1 } };
  TodokuSpfMacroContext context = { .domain = "shop.example", .address = &address };
  g_autofree char *cut = todoku_spf_macro_expand ("a.%{d}%", 6, &context, FALSE);
  g_autofree char *nul = todoku_spf_macro_expand ("a\0b", 3, &context, FALSE);
  g_autofree char *none = todoku_spf_macro_expand ("a", 0, &context, FALSE);

  g_assert_cmpstr (cut, ==, "a.shop.example");
  g_assert_null (nul);
  g_assert_cmpstr (none, ==, "");
  // The bracket is behind the end.
  g_assert_false (todoku_spf_macro_check ("%{d1}", 4, FALSE, NULL));
  g_assert_false (todoku_spf_macro_check ("%{\0}", 4, FALSE, NULL));
  g_assert_false (todoku_spf_macro_check ("%\0", 2, FALSE, NULL));
}

static void
test_constant (void)
{
  g_assert_true (todoku_spf_macro_is_constant ("shop.example"));
  g_assert_false (todoku_spf_macro_is_constant ("%{d}"));
  g_assert_false (todoku_spf_macro_is_constant ("shop%%.example"));
}

// What a name comes to that is the same for each mail.
static void
test_expand_constant (void)
{
  static const struct
  {
    const char *text;
    const char *expansion; /* %NULL where each mail has its own */
  } cases[] = {
    { "lists.example", "lists.example" },
    { "%{d}", "shop.example" },
    { "_spf.%{d2}.x", "_spf.shop.example.x" },
    { "%{d1}%%.x", "example%.x" },
    { "a\\b.%{d}", "a\\\\b.shop.example" },
    { "%{i}.%{d}", NULL },
    { "%{d}.%{l}", NULL },
  };
  g_autofree char *label = g_strnfill (60, 'x');
  g_autofree char *text =
    g_strdup_printf ("%s.%s.%s.%s.%s.%%{d}", label, label, label, label, label);
  g_autofree char *shortened = todoku_spf_macro_expand_constant (text, "shop.example");
  g_autofree char *wanted = g_strdup_printf ("%s.%s.%s.shop.example", label, label, label);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *expansion = todoku_spf_macro_expand_constant (cases[i].text, "shop.example");

      g_assert_cmpstr (expansion, ==, cases[i].expansion);
    }
  for (const char *letter = "slohcpirtv"; *letter != '\0'; letter++)
    {
      g_autofree char *of_mail = g_strdup_printf ("%%{%c}.x.example", *letter);

      g_assert_null (todoku_spf_macro_expand_constant (of_mail, "shop.example"));
    }
  // It is a name that is asked for, and is made as short as one (RFC 7208 7.3).
  g_assert_cmpstr (shortened, ==, wanted);
}

static void
test_uses_letter (void)
{
  g_assert_true (todoku_spf_macro_uses_letter ("%{i}.%{p2r}.example", 'p'));
  g_assert_true (todoku_spf_macro_uses_letter ("%{P}", 'p'));
  g_assert_true (todoku_spf_macro_uses_letter ("%%%{p}", 'p'));
  g_assert_false (todoku_spf_macro_uses_letter ("%%{p}", 'p'));
  g_assert_false (todoku_spf_macro_uses_letter ("%{i}.p.example", 'p'));
  g_assert_false (todoku_spf_macro_uses_letter ("p%", 'p'));
  g_assert_false (todoku_spf_macro_uses_letter ("p%{", 'p'));
}

int
main (int argc, char *argv[])
{
  struct json_object *cases = NULL;

  g_test_init (&argc, &argv, NULL);

  cases = cases_load ("spf-macro.json");
  cases_add (case_get (cases, "expansions"), 20, "/macro/expansions", "about", check_expansion);
  cases_add (case_get (cases, "faults"), 20, "/macro/faults", "about", check_fault);
  g_test_add_func ("/macro/length", test_length);
  g_test_add_func ("/macro/constant", test_constant);
  g_test_add_func ("/macro/expand-constant", test_expand_constant);
  g_test_add_func ("/macro/uses-letter", test_uses_letter);

  return cases_run (cases);
}
