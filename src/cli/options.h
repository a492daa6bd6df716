// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "catalog/catalog.h"
#include "dns/resolver.h"

G_BEGIN_DECLS

/** How todoku-cli ends. */
typedef enum
{
  TODOKU_EXIT_NOTHING_TO_DO = 0,
  TODOKU_EXIT_SOMETHING_TO_DO = 1,
  TODOKU_EXIT_USAGE = 2,
  TODOKU_EXIT_DNS = 3,
  TODOKU_EXIT_INTERRUPTED = 130, /* as shells say of Ctrl-C: 128 and SIGINT */
  TODOKU_EXIT_OUTPUT = 141,      /* nobody takes the answers: 128 and SIGPIPE */
} TodokuExit;

/**
 * TodokuOptions:
 * @servers: (nullable) (array zero-terminated=1): DNS servers to ask
 * @timeout: how long one try may take, in ms
 * @practice: whether to ask the practice zone
 * @json: whether to print JSON
 * @language: (nullable): "ja" or "en"
 *
 * What every command takes.
 */
typedef struct
{
  char **servers;
  int timeout;
  gboolean practice;
  gboolean json;
  char *language;
} TodokuOptions;

void todoku_options_clear (TodokuOptions *options);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TodokuOptions, todoku_options_clear)

/**
 * todoku_options_parse:
 * @options: (out): what was given; todoku_options_clear() it
 * @usage: what follows the command, as "INPUT"
 * @summary: what the command does
 * @own: (nullable) (array zero-terminated=1): options of the command alone
 * @argc: (inout): how many arguments; what is left after the options
 * @argv: (inout): the command and its arguments
 *
 * Complains on stderr where an option is wrong.
 *
 * Returns: whether all is right
 */
gboolean todoku_options_parse (TodokuOptions *options,
                               const char *usage,
                               const char *summary,
                               const GOptionEntry *own,
                               int *argc,
                               char ***argv);

/** Returns: whether @port, as given with --authority-port, is one, or 0; complains where not. */
gboolean todoku_options_check_authority_port (int port);

/** Returns: (transfer full) (nullable): the catalog; complains and returns %NULL where it is
 * broken. */
TodokuCatalog *todoku_options_load_catalog (void) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full) (nullable): whom to ask; complains and returns %NULL where it cannot
 * be. */
TodokuDnsResolver *todoku_options_make_resolver (const TodokuOptions *options)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
