// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/report.h"
#include "dns/run.h"

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

/**
 * TodokuCommand:
 * @name: as "check"
 * @summary: one line on what it does; marked for gettext, not translated
 * @usage: (nullable): what follows its name, as "INPUT"
 * @description: what its --help says; marked for gettext, not translated
 * @choices: whether it takes what a person chooses in the window, see todoku_choices_make()
 * @entries: (nullable): its own options, which come after those; their descriptions are marked
 *   for gettext, not translated
 * @run: runs it with what is left behind the options, the name first, and says how it ends
 */
typedef struct
{
  const char *name;
  const char *summary;
  const char *usage;
  const char *description;
  gboolean choices;
  const GOptionEntry *entries;
  TodokuExit (*run) (const TodokuOptions *options, int argc, char **argv);
} TodokuCommand;

extern const TodokuCommand todoku_command_batch;
extern const TodokuCommand todoku_command_bounce;
extern const TodokuCommand todoku_command_check;
extern const TodokuCommand todoku_command_dkim;
extern const TodokuCommand todoku_command_dmarc;
extern const TodokuCommand todoku_command_dns_providers;
extern const TodokuCommand todoku_command_eval;
extern const TodokuCommand todoku_command_hosts;
extern const TodokuCommand todoku_command_lint;
extern const TodokuCommand todoku_command_received;
extern const TodokuCommand todoku_command_senders;
extern const TodokuCommand todoku_command_verify;

// What several commands share. All complain on stderr where they return FALSE or NULL.

/** Returns: whether @port, as given with --authority-port, is one, or 0. */
gboolean todoku_command_check_port (int port);

/** Returns: whether @text is the IP address that --ip takes, which is put into @address. */
gboolean todoku_command_parse_ip (const char *text, TodokuDnsAddress *address);

/** Returns: (transfer full) (nullable): the catalog. */
TodokuCatalog *todoku_command_load_catalog (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_command_read_mail:
 * @path: (nullable) (type filename): a file; %NULL or "-" for the standard input
 * @rules: (out) (transfer full) (nullable): how receivers write
 * @length: (out): how many octets; one more than can be read, where there are more
 *
 * Returns: (transfer full) (nullable): the octets
 */
char *todoku_command_read_mail (const char *path,
                                TodokuBounceRules **rules,
                                gsize *length) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_command_read_bounce:
 * @path: (nullable) (type filename): a file; %NULL or "-" for the standard input
 * @catalog: the catalog
 * @bounce: (out) (transfer full) (nullable): the returned mail; %NULL where it is none
 *
 * Returns: whether it could be read at all
 */
gboolean todoku_command_read_bounce (const char *path,
                                     TodokuCatalog *catalog,
                                     TodokuBounce **bounce);

/** The same of a mail that arrived. */
gboolean todoku_command_read_received (const char *path,
                                       TodokuCatalog *catalog,
                                       TodokuReceived **received);

/** Prints what was found in a mail, where it is not empty. */
void todoku_command_print_value (const char *label, const char *value);

/** The choices of the command line: --host, --value and the like. */
extern const GOptionEntry todoku_choice_entries[];

/** Returns: (transfer full) (nullable): what was chosen on the command line. */
TodokuCheckupOptions *todoku_choices_make (TodokuCatalog *catalog) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_command_find_bad_value:
 * @report: a report
 *
 * A value given with --value that no repair could save is bad input, whatever the record says.
 *
 * Returns: (transfer none) (nullable): the finding that says so
 */
const TodokuFinding *todoku_command_find_bad_value (TodokuReport *report);

/** Returns: how todoku-cli ends where @verdict is the answer; DKIM and DMARC have commands of their
 * own. */
TodokuExit todoku_command_get_exit (TodokuVerdict verdict);

/** Returns: (transfer full) (nullable): whom @options say to ask. */
TodokuDnsResolver *todoku_command_make_resolver (const TodokuOptions *options)
  G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_command_run_rule:
 * @options: whom to ask
 * @facts: what is known; grows
 * @rule: the rule to run until it has come to its end
 * @user_data: for @rule
 *
 * Runs a main loop until the rule has come to its end.
 *
 * Returns: whether it has
 */
gboolean todoku_command_run_rule (const TodokuOptions *options,
                                  TodokuDnsFacts *facts,
                                  TodokuDnsRule rule,
                                  gpointer user_data);

G_END_DECLS
