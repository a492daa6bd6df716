// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/command.h"

#include "cli/terminal.h"
#include "config.h"

#include <glib/gi18n-lib.h>

static const TodokuCommand commands[] = {
  { "check", N_ ("Find out what a domain's SPF record must say"), todoku_command_check },
  { "batch", N_ ("Check many domains, one on each line of a file"), todoku_command_batch },
  { "eval", N_ ("Judge a mail as a receiver would (RFC 7208)"), todoku_command_eval },
  { "lint", N_ ("Find everything that is wrong with an SPF record"), todoku_command_lint },
  { "bounce", N_ ("Say what a returned mail means"), todoku_command_bounce },
  { "verify", N_ ("See whether a new record has arrived at every name server"),
    todoku_command_verify },
  { "hosts", N_ ("List the mail hosts that are known"), todoku_command_hosts },
  { "senders", N_ ("List the sending services that are known"), todoku_command_senders },
  { "dns-providers", N_ ("List the DNS providers that are known"), todoku_command_dns_providers },
};

const TodokuCommand *
todoku_command_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_strcmp0 (commands[i].name, name) == 0)
      return &commands[i];

  return NULL;
}

void
todoku_command_print_help (void)
{
  todoku_terminal_print (_ ("Usage: todoku-cli COMMAND [OPTION…]\n\nCommands:\n"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    todoku_terminal_print ("  %-15s %s\n", commands[i].name, _ (commands[i].summary));
  todoku_terminal_print (_ ("\n“todoku-cli COMMAND --help” tells the options of a command.\n"));
}
