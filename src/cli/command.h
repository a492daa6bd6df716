// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/options.h"

G_BEGIN_DECLS

/**
 * TodokuCommand:
 * @name: as "check"
 * @summary: one line on what it does; marked for gettext, not translated
 * @run: runs it with the arguments from the command's name on, and returns the exit status
 */
typedef struct
{
  const char *name;
  const char *summary;
  TodokuExit (*run) (int argc, char **argv);
} TodokuCommand;

/** Returns: (transfer none) (nullable): the command called @name. */
const TodokuCommand *todoku_command_find (const char *name);

/** Prints what todoku-cli can do to stdout. */
void todoku_command_print_help (void);

TodokuExit todoku_command_bounce (int argc, char **argv);
TodokuExit todoku_command_check (int argc, char **argv);
TodokuExit todoku_command_eval (int argc, char **argv);
TodokuExit todoku_command_lint (int argc, char **argv);
TodokuExit todoku_command_batch (int argc, char **argv);
TodokuExit todoku_command_verify (int argc, char **argv);
TodokuExit todoku_command_hosts (int argc, char **argv);
TodokuExit todoku_command_senders (int argc, char **argv);
TodokuExit todoku_command_dns_providers (int argc, char **argv);

G_END_DECLS
