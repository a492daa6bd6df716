// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/language.h"
#include "cli/command.h"
#include "cli/terminal.h"
#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

static const TodokuCommand *const commands[] = {
  &todoku_command_check,  &todoku_command_batch,    &todoku_command_eval,
  &todoku_command_lint,   &todoku_command_dkim,     &todoku_command_dmarc,
  &todoku_command_bounce, &todoku_command_received, &todoku_command_verify,
  &todoku_command_hosts,  &todoku_command_senders,  &todoku_command_dns_providers,
};

static TodokuOptions options = { .timeout = TODOKU_DNS_TIMEOUT_DEFAULT };

static const GOptionEntry common_entries[] = {
  { "dns-server", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.servers,
    N_ ("Use this DNS server (can be given several times)"), "ADDR[:PORT]" },
  { "timeout", 0, 0, G_OPTION_ARG_INT, &options.timeout,
    N_ ("How long to wait for one answer, in milliseconds"), "MS" },
  { "practice", 0, 0, G_OPTION_ARG_NONE, &options.practice,
    N_ ("Use the practice data, without a network connection"), NULL },
  { "lang", 0, 0, G_OPTION_ARG_STRING, &options.language, N_ ("Language of the messages"),
    "ja|en" },
  { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("Print JSON"), NULL },
  G_OPTION_ENTRY_NULL,
};

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

static gboolean
check_options (void)
{
  TodokuLanguage language;

  if (options.language != NULL && !todoku_language_from_id (options.language, &language))
    // Translators: the argument is what was given instead.
    return todoku_terminal_complain (_ ("--lang takes ja or en, not “%s”"), options.language);
  if (options.timeout < 1 || options.timeout > 60000)
    // Translators: the argument is the number that was given.
    return todoku_terminal_complain (_ ("--timeout takes milliseconds, 1 to 60000, not %d"),
                                     options.timeout);

  return !options.practice || options.servers == NULL
         || todoku_terminal_complain (_ ("--practice and --dns-server do not go together"));
}

// Not with the group's own translation: that would translate "ADDR[:PORT]", too.
static void
add_entries (GOptionContext *context, const GOptionEntry *entries)
{
  for (; entries != NULL && entries->long_name != NULL; entries++)
    {
      GOptionEntry entry[] = { *entries, G_OPTION_ENTRY_NULL };

      entry[0].description = _ (entry[0].description);
      g_option_context_add_main_entries (context, entry, NULL);
    }
}

// GOption takes the last one, and says nothing of the others: of what a person says, none may be
// lost.
static gboolean
is_given_once (const char *name, int argc, char **argv)
{
  g_autofree char *option = g_strconcat ("--", name, NULL);
  gsize length = strlen (option);
  guint n = 0;

  for (int i = 1; i < argc && !g_str_equal (argv[i], "--"); i++)
    n += g_str_has_prefix (argv[i], option) && (argv[i][length] == '\0' || argv[i][length] == '=');

  return n < 2
         // Translators: the argument is an option, as --ip.
         || todoku_terminal_complain (_ ("%s can be given only once."), option);
}

static gboolean
are_given_once (const GOptionEntry *entries, int argc, char **argv)
{
  for (; entries != NULL && entries->long_name != NULL; entries++)
    if ((entries->arg == G_OPTION_ARG_STRING || entries->arg == G_OPTION_ARG_FILENAME
         || entries->arg == G_OPTION_ARG_INT)
        && !is_given_once (entries->long_name, argc, argv))
      return FALSE;

  return TRUE;
}

static TodokuExit
run_command (const TodokuCommand *command, int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (command->usage);
  g_autoptr (GError) error = NULL;
  g_autofree char *program = g_strdup_printf ("todoku-cli %s", command->name);

  g_set_prgname (program); // what --help calls it
  g_option_context_set_summary (context, _ (command->description));
  if (command->choices)
    add_entries (context, todoku_choice_entries);
  add_entries (context, command->entries);
  add_entries (context, common_entries);

  if (command->choices
      && !(are_given_once (todoku_choice_entries, argc, argv)
           && are_given_once (command->entries, argc, argv)))
    return TODOKU_EXIT_USAGE;
  if (!g_option_context_parse (context, &argc, &argv, &error))
    todoku_terminal_complain ("%s", error->message);

  return error == NULL && check_options () ? command->run (&options, argc, argv)
                                           : TODOKU_EXIT_USAGE;
}

static void
print_help (void)
{
  todoku_terminal_print (_ ("Usage: todoku-cli COMMAND [OPTION…]\n\nCommands:\n"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    todoku_terminal_print ("  %-15s %s\n", commands[i]->name, _ (commands[i]->summary));
  todoku_terminal_print ("\n  %-15s %s\n", "--version", _ ("Print the version and stop"));
  todoku_terminal_print (_ ("\n"
                            "“todoku-cli COMMAND --help” lists the options of a command.\n"));
}

static TodokuExit
run (int argc, char **argv)
{
  const char *name = argc > 1 ? argv[1] : "";

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i]->name, name))
      return run_command (commands[i], argc - 1, argv + 1);

  if (g_str_equal (name, "--version"))
    puts ("todoku-cli " TODOKU_VERSION);
  else if (g_str_equal (name, "help") || g_str_equal (name, "--help") || g_str_equal (name, "-h"))
    print_help ();
  else
    {
      if (argc > 1)
        // Translators: the argument is what was typed.
        todoku_terminal_complain (_ ("There is no command “%s”; “todoku-cli --help” lists them."),
                                  name);
      else
        todoku_terminal_complain (_ ("Give a command; “todoku-cli --help” lists them."));
      return TODOKU_EXIT_USAGE;
    }

  return TODOKU_EXIT_NOTHING_TO_DO;
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
