// SPDX-License-Identifier: GPL-3.0-or-later

#include "mail/bounce.h"

#include "cli/command.h"
#include "cli/terminal.h"
#include "config.h"
#include "mail/received.h"

#include <glib/gi18n-lib.h>

// A mail that arrived is none that came back, but another command reads it.
static void
complain (TodokuBounceStatus status,
          TodokuBounceRules *rules,
          TodokuCatalog *catalog,
          const char *octets,
          gsize length)
{
  g_autoptr (TodokuReceived) received = NULL;

  if (status == TODOKU_BOUNCE_NONE
      && todoku_received_read (rules, catalog, octets, length, &received) == TODOKU_RECEIVED_FOUND)
    todoku_terminal_complain (
      _ ("This is an email that arrived, not one that came back: “todoku-cli received” reads it."));
  else
    todoku_terminal_complain ("%s", todoku_bounce_status_describe (status));
}

gboolean
todoku_command_read_bounce (const char *path, TodokuCatalog *catalog, TodokuBounce **bounce)
{
  g_autoptr (TodokuBounceRules) rules = NULL;
  gsize length;
  g_autofree char *octets = todoku_command_read_mail (path, &rules, &length);
  TodokuBounceStatus status;

  *bounce = NULL;
  if (octets == NULL)
    return FALSE;

  status = todoku_bounce_read (rules, catalog, octets, length, bounce);
  if (status != TODOKU_BOUNCE_FOUND)
    complain (status, rules, catalog, octets, length);

  return TRUE;
}

static void
print_text (const TodokuBounce *bounce)
{
  g_autofree char *meaning = todoku_bounce_describe_meaning (bounce);
  g_autofree char *next = todoku_bounce_describe_next (bounce, NULL);
  g_autofree char *ip = todoku_dns_address_to_string (&bounce->ip);

  todoku_terminal_print ("%s\n%s\n\n", meaning, next);
  if (bounce->receiver != NULL)
    todoku_command_print_value (_ ("Refused by"),
                                todoku_catalog_text_get (&bounce->receiver->name));
  todoku_command_print_value (_ ("Code"), bounce->code);
  todoku_command_print_value (_ ("Domain"), bounce->domain);
  todoku_command_print_value (_ ("Refused server"), ip);
  todoku_command_print_value ("SPF", todoku_auth_result_get_id (bounce->spf));
  todoku_command_print_value ("DKIM", todoku_auth_result_get_id (bounce->dkim));
  todoku_command_print_value ("DMARC", todoku_auth_result_get_id (bounce->dmarc));
  todoku_command_print_value (_ ("Envelope sender"), bounce->sender);
  todoku_command_print_value (_ ("Recipient’s domain"), bounce->recipient_domain);
}

static TodokuExit
run (const TodokuOptions *options, int argc, char **argv)
{
  g_autoptr (TodokuCatalog) catalog = NULL;
  g_autoptr (TodokuBounce) bounce = NULL;

  if (argc > 2)
    {
      todoku_terminal_complain (_ ("Give one file, or none."));
      return TODOKU_EXIT_USAGE;
    }
  catalog = todoku_command_load_catalog ();
  if (catalog == NULL || !todoku_command_read_bounce (argv[1], catalog, &bounce))
    return TODOKU_EXIT_USAGE;

  if (options->json)
    todoku_terminal_print_json (todoku_bounce_to_json (bounce));
  else if (bounce != NULL)
    print_text (bounce);

  return bounce != NULL ? TODOKU_EXIT_SOMETHING_TO_DO : TODOKU_EXIT_USAGE;
}

const TodokuCommand todoku_command_bounce = {
  .name = "bounce",
  .summary = N_ ("Explain a returned email"),
  .usage = "[FILE]",
  .description = N_ ("Explain a returned email, and say whether SPF can fix it. FILE is the email "
                     "as a file, or its text; without it, or with “-”, standard input is read."),
  .run = run,
};
