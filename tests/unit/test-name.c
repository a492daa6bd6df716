// SPDX-License-Identifier: GPL-3.0-or-later

#include "dns/name.h"

#include "dns/suffix.h"

#include <string.h>

static void
test_normalize (void)
{
  g_autofree char *name = todoku_dns_name_normalize ("Shop.EXAMPLE.");
  g_autofree char *root = todoku_dns_name_normalize (".");
  g_autofree char *odd = todoku_dns_name_normalize ("A b\\.C\t\xc3\xa9.example");

  g_assert_cmpstr (odd, ==, "a\\032b\\.c\\009\\195\\169.example");
  g_assert_cmpstr (name, ==, "shop.example");
  g_assert_cmpstr (root, ==, "");
}

static void
test_valid (void)
{
  g_autofree char *label63 = g_strnfill (63, 'a');
  g_autofree char *label64 = g_strnfill (64, 'a');
  g_autofree char *octets253 =
    g_strdup_printf ("%s.%s.%s.%.61s", label63, label63, label63, label63);
  g_autofree char *octets254 =
    g_strdup_printf ("%s.%s.%s.%.62s", label63, label63, label63, label63);

  g_assert_true (todoku_dns_name_is_valid ("shop.example"));
  g_assert_true (todoku_dns_name_is_valid ("shop.example."));
  g_assert_true (todoku_dns_name_is_valid ("_dmarc.shop.example"));
  g_assert_true (todoku_dns_name_is_valid (label63));
  g_assert_false (todoku_dns_name_is_valid (label64));
  g_assert_cmpuint (strlen (octets253), ==, 253);
  g_assert_true (todoku_dns_name_is_valid (octets253));
  g_assert_false (todoku_dns_name_is_valid (octets254));
  g_assert_false (todoku_dns_name_is_valid (""));
  g_assert_false (todoku_dns_name_is_valid ("."));
  g_assert_false (todoku_dns_name_is_valid (".example"));
  g_assert_false (todoku_dns_name_is_valid ("shop..example"));
}

static void
test_valid_escapes (void)
{
  g_autoptr (GString) label63 = g_string_new (NULL);
  g_autoptr (GString) label64 = NULL;
  g_autofree char *octets253 = NULL;
  g_autofree char *octets254 = NULL;

  for (guint i = 0; i < 63; i++)
    g_string_append (label63, "\\255");
  label64 = g_string_new (label63->str);
  g_string_append (label64, "\\.");
  octets253 =
    g_strdup_printf ("%s.%s.%s.%.244s", label63->str, label63->str, label63->str, label63->str);
  octets254 = g_strdup_printf ("%sa", octets253);

  g_assert_true (todoku_dns_name_is_valid (label63->str));
  g_assert_false (todoku_dns_name_is_valid (label64->str));
  g_assert_true (todoku_dns_name_is_valid (octets253));
  g_assert_false (todoku_dns_name_is_valid (octets254));
  g_assert_cmpuint (strlen (octets253), <=, TODOKU_DNS_NAME_ESCAPED_MAX);
  g_assert_true (todoku_dns_name_is_valid ("a\\.."));
  g_assert_true (todoku_dns_name_is_valid ("\\..example"));
  g_assert_false (todoku_dns_name_is_valid ("a\\\\..example"));
  g_assert_false (todoku_dns_name_is_valid ("\\256.example"));
}

static void
test_equal (void)
{
  g_assert_true (todoku_dns_name_equal ("Shop.example", "shop.EXAMPLE."));
  g_assert_false (todoku_dns_name_equal ("shop.example", "shop.exampl"));
  g_assert_false (todoku_dns_name_equal ("shop.exampl", "shop.example"));
  g_assert_false (todoku_dns_name_equal ("shop\\.", "shop\\"));
  g_assert_true (todoku_dns_name_equal ("shop\\..", "shop\\."));
}

static void
test_within (void)
{
  g_assert_true (todoku_dns_name_is_within ("a.shop.example", "shop.EXAMPLE."));
  g_assert_true (todoku_dns_name_is_within ("shop.example", "shop.example"));
  g_assert_false (todoku_dns_name_is_within ("workshop.example", "shop.example"));
  g_assert_false (todoku_dns_name_is_within ("example", "shop.example"));
  g_assert_true (todoku_dns_name_is_within ("anything.example", ""));
}

// A dot within a label parts nothing: who serves addresses may name them so.
static void
test_within_escapes (void)
{
  g_assert_false (todoku_dns_name_is_within ("evil\\.shop.example", "shop.example"));
  g_assert_true (todoku_dns_name_is_within ("evil\\.shop.example", "example"));
  g_assert_true (todoku_dns_name_is_within ("evil\\\\.shop.example", "shop.example"));
  g_assert_false (todoku_dns_name_is_within ("evil\\\\\\.shop.example", "shop.example"));
}

static void
test_parent (void)
{
  g_assert_cmpstr (todoku_dns_name_get_parent ("a.shop.example"), ==, "shop.example");
  g_assert_null (todoku_dns_name_get_parent ("example"));
  g_assert_null (todoku_dns_name_get_parent ("example."));
  g_assert_cmpstr (todoku_dns_name_get_parent ("a\\.b.shop.example"), ==, "shop.example");
  g_assert_cmpstr (todoku_dns_name_get_parent ("a\\\\.shop.example"), ==, "shop.example");
  g_assert_null (todoku_dns_name_get_parent ("a\\.example"));
  g_assert_cmpstr (todoku_dns_name_get_parent ("a\\..shop.example"), ==, "shop.example");
}

// What may be the last label of a name: a top-level domain, or one that is kept for inside and for
// examples (RFC 2606, 6761).
static void
test_last_label (void)
{
  static const char *const known[] = { "jp", "COM", "example", "LAN", "internal" };
  static const char *const others[] = { "html", "exampl", "lans", "zzz", "んな", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    g_assert_true (todoku_suffix_is_known (known[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (todoku_suffix_is_known (others[i]));
}

static void
test_suffix (void)
{
  g_assert_true (todoku_suffix_is_shared ("co.jp"));
  g_assert_false (todoku_suffix_is_shared ("shop.co.jp"));
  g_assert_true (todoku_suffix_may_be_owned ("shop.co.jp"));
  g_assert_true (todoku_suffix_may_be_owned ("shop.example"));
  g_assert_false (todoku_suffix_may_be_owned ("co.jp"));
  g_assert_false (todoku_suffix_may_be_owned ("example"));
  g_assert_cmpstr (todoku_suffix_get_organization ("www.shop.co.jp"), ==, "shop.co.jp");
  g_assert_cmpstr (todoku_suffix_get_organization ("shop.co.jp"), ==, "shop.co.jp");
  g_assert_cmpstr (todoku_suffix_get_organization ("co.jp"), ==, "co.jp");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/name/normalize", test_normalize);
  g_test_add_func ("/name/valid", test_valid);
  g_test_add_func ("/name/valid-escapes", test_valid_escapes);
  g_test_add_func ("/name/equal", test_equal);
  g_test_add_func ("/name/within", test_within);
  g_test_add_func ("/name/within-escapes", test_within_escapes);
  g_test_add_func ("/name/parent", test_parent);
  g_test_add_func ("/name/last-label", test_last_label);
  g_test_add_func ("/name/suffix", test_suffix);

  return g_test_run ();
}
