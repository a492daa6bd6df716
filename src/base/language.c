// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/language.h"

#include "config.h"

#include "base/paths.h"

#include <libintl.h>
#include <locale.h>

static TodokuLanguage current_language = TODOKU_LANGUAGE_JA;

// The variables gettext looks at, in its order. The first that is set decides.
static TodokuLanguage
language_of_environment (TodokuLanguage fallback)
{
  static const char *const variables[] = { "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG" };

  for (gsize i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      const char *value = g_getenv (variables[i]);

      if (value == NULL || *value == '\0')
        continue;
      if (g_str_equal (value, "C") || g_str_has_prefix (value, "C.")
          || g_str_equal (value, "POSIX"))
        return fallback;

      return g_str_has_prefix (value, "ja") ? TODOKU_LANGUAGE_JA : TODOKU_LANGUAGE_EN;
    }

  return fallback;
}

// gettext translates nothing in the locales C and POSIX, whatever LANGUAGE says; C.UTF-8 is the
// same locale with UTF-8, and always there.
static void
leave_untranslatable_locale (void)
{
  const char *messages = setlocale (LC_MESSAGES, NULL);

  if (g_strcmp0 (messages, "C") == 0 || g_strcmp0 (messages, "POSIX") == 0)
    setlocale (LC_MESSAGES, "C.UTF-8");

  const char *ctype = setlocale (LC_CTYPE, NULL);

  if (g_strcmp0 (ctype, "C") == 0 || g_strcmp0 (ctype, "POSIX") == 0)
    setlocale (LC_CTYPE, "C.UTF-8");
}

// textdomain() is left alone on purpose: with it set, GLib decides once, at the first message,
// whether anything is to be translated at all, and a later switch of the language would not show.
void
todoku_language_init (TodokuLanguage fallback)
{
  setlocale (LC_ALL, "");
  leave_untranslatable_locale ();
  bindtextdomain (GETTEXT_PACKAGE, todoku_paths_get_locale_dir ());
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  todoku_language_set (language_of_environment (fallback));
}

void
todoku_language_set (TodokuLanguage language)
{
  current_language = language;
  g_setenv ("LANGUAGE", todoku_language_get_id (language), TRUE);

  // gettext keeps what it found for the old language until the locale changes. Setting the same one
  // again is no change.
  g_autofree char *locale = g_strdup (setlocale (LC_MESSAGES, NULL));

  setlocale (LC_MESSAGES, "C");
  setlocale (LC_MESSAGES, locale);
}

TodokuLanguage
todoku_language_get (void)
{
  return current_language;
}

const char *
todoku_language_get_id (TodokuLanguage language)
{
  return language == TODOKU_LANGUAGE_JA ? "ja" : "en";
}

gboolean
todoku_language_from_id (const char *id, TodokuLanguage *language)
{
  if (g_strcmp0 (id, "ja") == 0)
    *language = TODOKU_LANGUAGE_JA;
  else if (g_strcmp0 (id, "en") == 0)
    *language = TODOKU_LANGUAGE_EN;
  else
    return FALSE;

  return TRUE;
}
