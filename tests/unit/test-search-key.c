// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/search-key.h"

static void
test_same (void)
{
  const char *const pairs[][2] = {
    { "エックスサーバー", "えっくすさーばー" },
    { "エックスサーバー", "ｴｯｸｽｻｰﾊﾞｰ" },
    { "ConoHa WING", "ｃｏｎｏｈａ　ｗｉｎｇ" },
    { "ConoHa WING", " conohawing " },
    { "ヴ", "ゔ" },
    { "", " \t\n　" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *first = todoku_search_key (pairs[i][0]);
      g_autofree char *second = todoku_search_key (pairs[i][1]);

      g_assert_cmpstr (first, ==, second);
    }
}

static void
test_different (void)
{
  g_autofree char *long_vowel = todoku_search_key ("サーバー");
  g_autofree char *short_vowel = todoku_search_key ("サーバ");

  g_assert_cmpstr (long_vowel, !=, short_vowel);
}

static void
test_bytes (void)
{
  g_autofree char *none = todoku_search_key (NULL);
  g_autofree char *broken = todoku_search_key ("a\xff\xfe");

  g_assert_cmpstr (none, ==, "");
  g_assert_true (g_utf8_validate (broken, -1, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search-key/same", test_same);
  g_test_add_func ("/search-key/different", test_different);
  g_test_add_func ("/search-key/bytes", test_bytes);

  return g_test_run ();
}
