// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalog/template.h"

#include "base/language.h"
#include "shipped.h"

#include <string.h>

/* The shipped catalog, loaded once. */
static TodokuCatalog *
get_catalog (void)
{
  static TodokuCatalog *catalog = NULL;

  if (catalog == NULL)
    catalog = shipped_catalog_load ();

  return catalog;
}

static GHashTable *
make_values (const char *key, const char *value)
{
  GHashTable *values = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (values, (gpointer) key, (gpointer) value);

  return values;
}

static void
assert_filled (const char *id, const char *key, const char *given, const char *expected)
{
  TodokuCatalog *catalog = get_catalog ();
  g_autoptr (GHashTable) values = key != NULL ? make_values (key, given) : NULL;
  const TodokuCatalogPlaceholder *missing = NULL;
  g_autofree char *value = todoku_catalog_fill_template (todoku_catalog_find_host (catalog, id),
                                                         "shop.example", values, &missing);

  g_assert_cmpstr (value, ==, expected);
  g_assert_null (missing);
}

static void
test_fill (void)
{
  assert_filled ("lolipop", NULL, NULL, "v=spf1 include:_spf.lolipop.jp ~all");
  assert_filled ("xserver", "host", "sv1234.xserver.jp",
                 "v=spf1 +a:sv1234.xserver.jp +a:shop.example +mx "
                 "include:spf.sender.xserver.jp ~all");
  assert_filled ("sakura", "host", " WWW1234.sakura.ne.jp. ",
                 "v=spf1 a:www1234.sakura.ne.jp mx ~all");
  assert_filled ("onamae_mail", "nn", "22", "v=spf1 include:spf22.gmoserver.jp ~all");
  assert_filled ("sakura", "host", "www1234", "v=spf1 a:www1234.sakura.ne.jp mx ~all");
  assert_filled ("sakura", "host", "ｗｗｗ1234．sakura。ne.jp　",
                 "v=spf1 a:www1234.sakura.ne.jp mx ~all");
  assert_filled ("sakura", "host", "www1234。sakura。ne。jp",
                 "v=spf1 a:www1234.sakura.ne.jp mx ~all");
  assert_filled ("zenlogic", "ip", "203.0.113.5", "v=spf1 ip4:203.0.113.5 ~all");
  assert_filled ("zenlogic", "ip", "２０３．０．１１３．５", "v=spf1 ip4:203.0.113.5 ~all");
  assert_filled ("suitex", "ip", "203.0.113.5",
                 "v=spf1 include:fmx.etius.jp +ip4:203.0.113.5/32 ~all");
}

static void
assert_missing (const char *id, const char *key, const char *given)
{
  TodokuCatalog *catalog = get_catalog ();
  g_autoptr (GHashTable) values = make_values (key, given);
  const TodokuCatalogPlaceholder *missing = NULL;
  g_autofree char *value = todoku_catalog_fill_template (todoku_catalog_find_host (catalog, id),
                                                         "shop.example", values, &missing);

  g_assert_null (value);
  g_assert_nonnull (missing);
  g_assert_cmpstr (missing->key, ==, key);
}

static void
test_missing (void)
{
  assert_missing ("xserver", "host", NULL);
  assert_missing ("xserver", "host", "");
  assert_missing ("xserver", "host", "1234");
  assert_missing ("xserver", "host", "sv");
  assert_missing ("xserver", "host", "sv***");
  assert_missing ("xserver", "host", "sv1234.xserver.jp include:evil.example");
  assert_missing ("xserver", "host", "sv1234.xserver.jp.evil.example");
  assert_missing ("xserver", "host", "sv1234.xbiz.ne.jp");
  assert_missing ("xserver", "host", "sv1234.xserver.jp\n~all");
  assert_missing ("xserver", "host", "\xff\xfe");
  assert_missing ("onamae_mail", "nn", "twenty-two");
  assert_missing ("zenlogic", "ip", "203.0.113.256");
  assert_missing ("zenlogic", "ip", "2001:db8::1");
}

static void
test_long (void)
{
  g_autoptr (GRegex) pattern = g_regex_new ("^a*$", 0, 0, NULL);
  TodokuCatalogPlaceholder placeholder = { .pattern = pattern };
  g_autofree char *longest = g_strnfill (255, 'a');
  g_autofree char *longer = g_strnfill (256, 'a');
  g_autofree char *value = todoku_catalog_placeholder_normalize (&placeholder, longest);

  g_assert_cmpstr (value, ==, longest);
  g_assert_null (todoku_catalog_placeholder_normalize (&placeholder, longer));
  g_assert_null (todoku_catalog_placeholder_normalize (&placeholder, "\xff"));
}

/* Each octet may have been typed as a letter of four. */
static void
test_wide (void)
{
  g_autoptr (GRegex) pattern = g_regex_new ("^a*$", 0, 0, NULL);
  TodokuCatalogPlaceholder placeholder = { .pattern = pattern };
  g_autofree char *longest = g_strnfill (255, 'a');
  g_autoptr (GString) wide = g_string_new (NULL);
  g_autofree char *value = NULL;

  for (guint i = 0; i < 255; i++)
    g_string_append (wide, "𝐚");
  value = todoku_catalog_placeholder_normalize (&placeholder, wide->str);
  g_assert_cmpstr (value, ==, longest);
  g_string_append_c (wide, ' ');
  g_assert_null (todoku_catalog_placeholder_normalize (&placeholder, wide->str));
}

static void
test_no_value (void)
{
  TodokuCatalog *catalog = get_catalog ();
  const TodokuMailHost *host = todoku_catalog_find_host (catalog, "colorfulbox");
  const TodokuCatalogPlaceholder *missing = NULL;

  g_assert_null (todoku_catalog_fill_template (host, "shop.example", NULL, &missing));
  g_assert_null (missing);
  g_assert_null (todoku_catalog_fill_template (host, "shop.example", NULL, NULL));
}

/* Every host's value is one record without a brace once its examples are filled in. */
static void
test_every_host (void)
{
  TodokuCatalog *catalog = get_catalog ();
  GPtrArray *hosts = catalog->hosts;

  for (guint i = 0; i < hosts->len; i++)
    {
      const TodokuMailHost *host = g_ptr_array_index (hosts, i);
      g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);

      for (guint p = 0; p < host->placeholders->len; p++)
        {
          const TodokuCatalogPlaceholder *placeholder = g_ptr_array_index (host->placeholders, p);
          const char *example = placeholder->example != NULL ? placeholder->example : "192.0.2.1";

          g_hash_table_insert (values, placeholder->key, (gpointer) example);
        }

      g_autofree char *value = todoku_catalog_fill_template (host, "shop.example", values, NULL);

      g_assert_cmpint (value != NULL, ==, host->spf != NULL);
      if (value != NULL)
        {
          g_assert_true (g_str_has_prefix (value, "v=spf1 "));
          g_assert_null (strpbrk (value, "{}"));
        }
    }
}

static void
assert_step (const char *host_field, const char *value, const char *expected)
{
  TodokuCatalogText step = { (char *) "「ホスト」：{host_field}。{domain} に {value}",
                             (char *) "Host: {host_field}. {domain}: {value} {other} {" };
  g_autofree char *text = todoku_catalog_fill_step (&step, "shop.example", host_field, value);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_step (void)
{
  todoku_language_set (TODOKU_LANGUAGE_EN);
  assert_step ("@", "v=spf1 ~all", "Host: @. shop.example: v=spf1 ~all {other} {");
  assert_step ("", "v=spf1 ~all", "Host: leave it blank. shop.example: v=spf1 ~all {other} {");
  assert_step (NULL, NULL,
               "Host: blank, or @ (the page should say which). shop.example: (the new value) "
               "{other} {");
  todoku_language_set (TODOKU_LANGUAGE_JA);
  assert_step ("mail", "v=spf1 ~all", "「ホスト」：mail。shop.example に v=spf1 ~all");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/template/fill", test_fill);
  g_test_add_func ("/template/missing", test_missing);
  g_test_add_func ("/template/long", test_long);
  g_test_add_func ("/template/wide", test_wide);
  g_test_add_func ("/template/no-value", test_no_value);
  g_test_add_func ("/template/every-host", test_every_host);
  g_test_add_func ("/template/step", test_step);

  int status = g_test_run ();

  todoku_catalog_unref (get_catalog ());

  return status;
}
