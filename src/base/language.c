// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/language.h"

#include "config.h"

#include "base/paths.h"

#include <glib/gstdio.h>
#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static TodokuLanguage current_language = TODOKU_LANGUAGE_JA;

static gboolean
is_untranslatable (const char *locale)
{
  return locale == NULL || g_str_equal (locale, "C") || g_str_has_prefix (locale, "C.")
         || g_str_equal (locale, "POSIX");
}

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
      if (is_untranslatable (value))
        return fallback;

      return g_str_has_prefix (value, "ja") ? TODOKU_LANGUAGE_JA : TODOKU_LANGUAGE_EN;
    }

  return fallback;
}

static void
restore_variable (const char *name, const char *value)
{
  if (value != NULL)
    g_setenv (name, value, TRUE);
  else
    g_unsetenv (name);
}

// The data of C.UTF-8 under another name, for this process alone. What setlocale() has read it
// keeps, so the name is needed for one call only. A link to nothing is no locale.
static gboolean
set_messages_to_renamed_locale (const char *data, const char *name)
{
  g_autofree char *folder = g_dir_make_tmp ("todoku-XXXXXX", NULL);

  if (folder == NULL)
    return FALSE;

  g_autofree char *link = g_build_filename (folder, name, NULL);
  g_autofree char *search_path = g_strdup (g_getenv ("LOCPATH"));
  gboolean is_set = FALSE;

  if (symlink (data, link) == 0)
    {
      g_setenv ("LOCPATH", folder, TRUE);
      is_set = setlocale (LC_MESSAGES, name) != NULL;
      restore_variable ("LOCPATH", search_path);
      g_unlink (link);
    }
  g_rmdir (folder);

  return is_set;
}

// gettext translates nothing in the locales C and POSIX, whatever LANGUAGE says, and that of glibc
// 2.41 nothing in C.UTF-8 either. Any other locale will do, but a small system has no other.
static void
leave_untranslatable_locale (void)
{
  if (is_untranslatable (setlocale (LC_MESSAGES, NULL))
      && setlocale (LC_MESSAGES, "ja_JP.UTF-8") == NULL
      && setlocale (LC_MESSAGES, "en_US.UTF-8") == NULL
      && !set_messages_to_renamed_locale ("/usr/lib/locale/C.utf8", "en_US.UTF-8"))
    setlocale (LC_MESSAGES, "C.UTF-8");

  const char *ctype = setlocale (LC_CTYPE, NULL);

  if (g_strcmp0 (ctype, "C") == 0 || g_strcmp0 (ctype, "POSIX") == 0)
    setlocale (LC_CTYPE, "C.UTF-8");
}

// gettext keeps what it found for the language before until a catalog is bound to another folder.
// This one has no messages, and is bound for that alone.
static void
forget_translations (void)
{
  static gboolean is_other;

  is_other = !is_other;
  bindtextdomain (GETTEXT_PACKAGE "-none", is_other ? "/" : "/.");
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

// The environment is laid out once, before there are other threads, which may read it at any time;
// later only the two letters change where they are.
void
todoku_language_set (TodokuLanguage language)
{
  static char variable[] = "LANGUAGE=en";
  char *value = variable + strlen ("LANGUAGE=");

  current_language = language;
  memcpy (value, todoku_language_get_id (language), strlen (value));
  if (g_getenv ("LANGUAGE") != value)
    putenv (variable);
  forget_translations ();
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
