// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/language.h"
#include "cli/command.h"
#include "cli/terminal.h"
#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

// The language must be known before the first message, that of a wrong option included.
static void
set_language_from_arguments (int argc, char **argv)
{
  TodokuLanguage language;

  for (int i = 1; i < argc; i++)
    {
      const char *value = NULL;

      if (g_str_has_prefix (argv[i], "--lang="))
        value = argv[i] + strlen ("--lang=");
      else if (g_str_equal (argv[i], "--lang") && i + 1 < argc)
        value = argv[i + 1];
      if (todoku_language_from_id (value, &language))
        todoku_language_set (language);
    }
}

static TodokuExit
run (int argc, char **argv)
{
  const char *name = argc > 1 ? argv[1] : NULL;
  const TodokuCommand *command = todoku_command_find (name);

  if (command != NULL)
    return command->run (argc - 1, argv + 1);

  if (g_strcmp0 (name, "--version") == 0)
    {
      puts ("todoku-cli " TODOKU_VERSION);
      return TODOKU_EXIT_NOTHING_TO_DO;
    }
  if (g_strcmp0 (name, "help") == 0 || g_strcmp0 (name, "--help") == 0
      || g_strcmp0 (name, "-h") == 0)
    {
      todoku_command_print_help ();
      return TODOKU_EXIT_NOTHING_TO_DO;
    }

  if (name == NULL)
    todoku_terminal_complain (_ ("Say what to do; “todoku-cli --help” lists the commands."));
  else
    // Translators: the argument is what was typed.
    todoku_terminal_complain (_ ("There is no command “%s”; “todoku-cli --help” lists them."),
                              name);

  return TODOKU_EXIT_USAGE;
}

// Who stops reading has read enough. An answer that is lost otherwise, as on a full disk, must not
// look like one that was given.
static TodokuExit
close_stdout (TodokuExit status)
{
  errno = EIO; // where an earlier write failed, and this one does not
  if ((fflush (stdout) == 0 && !ferror (stdout)) || errno == EPIPE)
    return status;

  // Translators: the argument is why, in the words of the system.
  todoku_terminal_complain (_ ("The answer could not be written: %s"), g_strerror (errno));

  return TODOKU_EXIT_USAGE;
}

int
main (int argc, char *argv[])
{
  todoku_language_init (TODOKU_LANGUAGE_EN);
  set_language_from_arguments (argc, argv);

  return close_stdout (run (argc, argv));
}
