// SPDX-License-Identifier: GPL-3.0-or-later

#include "mail/received.h"

#include "cli/command.h"
#include "cli/terminal.h"
#include "config.h"

#include <glib/gi18n-lib.h>

static void
print_sentence (char *text)
{
  todoku_terminal_print ("%s\n", text);
  g_free (text);
}

// What a person types next, where this program has the step. The mail was read from @path
// (nullable).
static void
print_command (const TodokuReceived *received, const char *path)
{
  static const char *const commands[] = {
    [TODOKU_RECEIVED_NEXT_SPF] = "check",
    [TODOKU_RECEIVED_NEXT_DKIM] = "dkim",
    [TODOKU_RECEIVED_NEXT_DMARC] = "dmarc",
    [TODOKU_RECEIVED_NEXT_ALIGNMENT] = NULL,
  };
  TodokuReceivedNext next = todoku_received_get_next (received);
  const TodokuReceivedCheck *dkim = todoku_received_get_dkim (received);
  gboolean has_selector = next == TODOKU_RECEIVED_NEXT_DKIM && dkim != NULL
                          && dkim->alignment == TODOKU_ALIGNMENT_STRICT && dkim->selector != NULL;

  // Another check tells nothing of what only the sending server, or a service, can change.
  if (next == TODOKU_RECEIVED_NEXT_DKIM
      && (todoku_received_get_service (received) != NULL
          || (dkim != NULL && dkim->trouble == TODOKU_DKIM_TROUBLE_BODY)))
    return;
  if (next == TODOKU_RECEIVED_NEXT_SPF && received->domain != NULL && path != NULL
      && !g_str_equal (path, "-"))
    {
      g_autofree char *quoted = g_shell_quote (path);

      const char *domain = todoku_received_get_spf_domain (received);

      todoku_terminal_print_line ("todoku-cli check %s%s --received %s",
                                  g_str_has_prefix (domain, "www.") ? "@" : "", domain, quoted);
    }
  else if (commands[next] != NULL && received->domain != NULL)
    todoku_terminal_print ("todoku-cli %s %s%s%s\n", commands[next], received->domain,
                           has_selector ? " --selector " : "", has_selector ? dkim->selector : "");
}

static void
print_text (const TodokuReceived *received, const char *path)
{
  g_autofree char *ip = todoku_dns_address_to_string (&received->ip);

  print_sentence (todoku_received_describe (received));
  print_command (received, path);
  todoku_terminal_print ("\n");
  print_sentence (todoku_received_describe_spf (received));
  print_sentence (todoku_received_describe_dkim (received));
  print_sentence (todoku_received_describe_dmarc (received));
  todoku_command_print_value (_ ("From"), received->from);
  todoku_command_print_value (_ ("Envelope sender"), received->mail_from);
  todoku_command_print_value (_ ("Received by"), received->receiver);
  todoku_command_print_value (_ ("Sending server"), ip);
  if (received->tls >= 0)
    todoku_command_print_value (_ ("Encrypted (TLS)"), received->tls ? _ ("yes") : _ ("no"));
}

gboolean
todoku_command_read_received (const char *path, TodokuCatalog *catalog, TodokuReceived **received)
{
  g_autoptr (TodokuBounceRules) rules = NULL;
  gsize length;
  g_autofree char *octets = todoku_command_read_mail (path, &rules, &length);
  TodokuReceivedStatus status;

  if (octets == NULL)
    return FALSE;

  status = todoku_received_read (rules, catalog, octets, length, received);
  if (status == TODOKU_RECEIVED_RETURNED)
    todoku_terminal_complain (
      _ ("This is an email that came back, not one that arrived: “todoku-cli bounce” reads it."));
  else if (status != TODOKU_RECEIVED_FOUND)
    todoku_terminal_complain ("%s", todoku_received_status_describe (status));

  return TRUE;
}

static TodokuExit
run (const TodokuOptions *options, int argc, char **argv)
{
  g_autoptr (TodokuCatalog) catalog = NULL;
  g_autoptr (TodokuReceived) received = NULL;

  if (argc > 2)
    {
      todoku_terminal_complain (_ ("Give one file, or none."));
      return TODOKU_EXIT_USAGE;
    }
  catalog = todoku_command_load_catalog ();
  if (catalog == NULL || !todoku_command_read_received (argv[1], catalog, &received))
    return TODOKU_EXIT_USAGE;

  if (options->json)
    todoku_terminal_print_json (todoku_received_to_json (received));
  else if (received != NULL)
    print_text (received, argv[1]);
  if (received == NULL)
    return TODOKU_EXIT_USAGE;

  return todoku_received_passes (received) ? TODOKU_EXIT_NOTHING_TO_DO
                                           : TODOKU_EXIT_SOMETHING_TO_DO;
}

const TodokuCommand todoku_command_received = {
  .name = "received",
  .summary = N_ ("Explain an email that arrived"),
  .usage = "[FILE]",
  .description = N_ ("Say whether an email that arrived passed SPF, DKIM and DMARC at its "
                     "receiver. FILE is the email as a file, its source, or Gmail’s page about it; "
                     "without it, or with “-”, standard input is read."),
  .run = run,
};
