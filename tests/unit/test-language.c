// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/language.h"

#include "config.h"

#include <glib/gi18n-lib.h>

// A message of the window: the catalog is the one of the build folder.
static const char *
say (void)
{
  return _ ("Email Provider");
}

// The same message again and again: gettext keeps what it found before.
static void
test_switch (void)
{
  for (int i = 0; i < 3; i++)
    {
      todoku_language_set (TODOKU_LANGUAGE_JA);
      g_assert_cmpint (todoku_language_get (), ==, TODOKU_LANGUAGE_JA);
      g_assert_cmpstr (say (), ==, "メールの会社");

      todoku_language_set (TODOKU_LANGUAGE_EN);
      g_assert_cmpint (todoku_language_get (), ==, TODOKU_LANGUAGE_EN);
      g_assert_cmpstr (say (), ==, "Email Provider");
    }
}

// Other threads may be reading the environment: nothing in it moves when the language is switched.
static void
test_environment_stays (void)
{
  todoku_language_set (TODOKU_LANGUAGE_JA);

  const char *value = g_getenv ("LANGUAGE");

  g_assert_cmpstr (value, ==, "ja");
  for (int i = 0; i < 3; i++)
    {
      todoku_language_set (TODOKU_LANGUAGE_EN);
      g_assert_true (g_getenv ("LANGUAGE") == value);
      g_assert_cmpstr (value, ==, "en");
      todoku_language_set (TODOKU_LANGUAGE_JA);
      g_assert_true (g_getenv ("LANGUAGE") == value);
      g_assert_cmpstr (value, ==, "ja");
    }
}

static void
test_id (void)
{
  TodokuLanguage language = TODOKU_LANGUAGE_EN;

  g_assert_cmpstr (todoku_language_get_id (TODOKU_LANGUAGE_JA), ==, "ja");
  g_assert_cmpstr (todoku_language_get_id (TODOKU_LANGUAGE_EN), ==, "en");
  g_assert_true (todoku_language_from_id ("ja", &language));
  g_assert_cmpint (language, ==, TODOKU_LANGUAGE_JA);
  g_assert_false (todoku_language_from_id ("de", &language));
  g_assert_false (todoku_language_from_id ("", &language));
  g_assert_false (todoku_language_from_id (NULL, &language));
  g_assert_cmpint (language, ==, TODOKU_LANGUAGE_JA);
}

// The first variable that says anything decides; what says nothing of a language leaves the choice
// to the program.
static void
test_environment (void)
{
  static const char *const variables[] = { "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG" };
  static const struct
  {
    const char *values[4];
    TodokuLanguage fallback;
    TodokuLanguage expected;
  } cases[] = {
    { { "ja", "en_US.UTF-8" }, TODOKU_LANGUAGE_EN, TODOKU_LANGUAGE_JA },
    { { "en", "ja_JP.UTF-8" }, TODOKU_LANGUAGE_JA, TODOKU_LANGUAGE_EN },
    { { "", "ja_JP.UTF-8", "en_US.UTF-8" }, TODOKU_LANGUAGE_EN, TODOKU_LANGUAGE_JA },
    { { NULL, NULL, "de_DE.UTF-8", "ja_JP.UTF-8" }, TODOKU_LANGUAGE_JA, TODOKU_LANGUAGE_EN },
    { { NULL, NULL, NULL, "ja_JP.UTF-8" }, TODOKU_LANGUAGE_EN, TODOKU_LANGUAGE_JA },
    { { NULL, "C", NULL, "en_US.UTF-8" }, TODOKU_LANGUAGE_JA, TODOKU_LANGUAGE_JA },
    { { NULL, "C.UTF-8", NULL, "ja_JP.UTF-8" }, TODOKU_LANGUAGE_EN, TODOKU_LANGUAGE_EN },
    { { NULL, NULL, NULL, "POSIX" }, TODOKU_LANGUAGE_JA, TODOKU_LANGUAGE_JA },
    { { NULL }, TODOKU_LANGUAGE_JA, TODOKU_LANGUAGE_JA },
    { { NULL }, TODOKU_LANGUAGE_EN, TODOKU_LANGUAGE_EN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      for (gsize j = 0; j < G_N_ELEMENTS (variables); j++)
        if (cases[i].values[j] != NULL)
          g_setenv (variables[j], cases[i].values[j], TRUE);
        else
          g_unsetenv (variables[j]);
      todoku_language_init (cases[i].fallback);
      g_assert_cmpint (todoku_language_get (), ==, cases[i].expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  todoku_language_init (TODOKU_LANGUAGE_JA);
  g_test_add_func ("/language/switch", test_switch);
  g_test_add_func ("/language/environment-stays", test_environment_stays);
  g_test_add_func ("/language/id", test_id);
  g_test_add_func ("/language/environment", test_environment);

  return g_test_run ();
}
