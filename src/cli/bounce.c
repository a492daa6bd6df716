// SPDX-License-Identifier: GPL-3.0-or-later

#include "mail/bounce.h"
#include "cli/command.h"
#include "cli/returned-mail.h"
#include "cli/terminal.h"
#include "config.h"

#include <glib/gi18n-lib.h>

// What the command line says, and what comes of it.
typedef struct
{
  TodokuOptions options;
  TodokuCatalog *catalog;
  TodokuBounce *bounce;
} Bounce;

static void
bounce_clear (Bounce *bounce)
{
  todoku_options_clear (&bounce->options);
  g_clear_pointer (&bounce->catalog, todoku_catalog_unref);
  g_clear_pointer (&bounce->bounce, todoku_bounce_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Bounce, bounce_clear)

static gboolean
parse_arguments (Bounce *bounce, int *argc, char ***argv)
{
  if (!todoku_options_parse (&bounce->options, "[FILE]",
                             _ ("Say what a returned mail means, and whether SPF can fix it. FILE "
                                "is the mail as a file, or its text; without it, or with “-”, the "
                                "standard input is read."),
                             NULL, argc, argv))
    return FALSE;
  if (*argc > 2)
    todoku_terminal_complain (_ ("Give one file, or none."));

  return *argc <= 2;
}

static void
print_line (const char *label, const char *value)
{
  if (value != NULL && *value != '\0')
    // Translators: what was found in a returned mail: a label and its value.
    todoku_terminal_print (_ ("%s: %s\n"), label, value);
}

static void
print_text (const TodokuBounce *bounce)
{
  g_autofree char *meaning = todoku_bounce_describe_meaning (bounce);
  g_autofree char *next = todoku_bounce_describe_next (bounce);
  g_autofree char *ip = todoku_dns_address_to_string (&bounce->ip);

  todoku_terminal_print ("%s\n%s\n\n", meaning, next);
  if (bounce->receiver != NULL)
    print_line (_ ("Refused by"), todoku_catalog_text_get (&bounce->receiver->name));
  print_line (_ ("Code"), bounce->code);
  print_line (_ ("Domain"), bounce->domain);
  print_line (_ ("Refused server"), ip);
  print_line ("SPF", todoku_auth_result_get_id (bounce->spf));
  print_line ("DKIM", todoku_auth_result_get_id (bounce->dkim));
  print_line ("DMARC", todoku_auth_result_get_id (bounce->dmarc));
  print_line (_ ("Envelope sender"), bounce->sender);
  print_line (_ ("Recipient's domain"), bounce->recipient_domain);
}

TodokuExit
todoku_command_bounce (int argc, char **argv)
{
  g_auto (Bounce) bounce = { 0 };

  if (!parse_arguments (&bounce, &argc, &argv))
    return TODOKU_EXIT_USAGE;
  bounce.catalog = todoku_options_load_catalog ();
  if (bounce.catalog == NULL
      || !todoku_returned_mail_read (argc > 1 ? argv[1] : NULL, bounce.catalog, &bounce.bounce))
    return TODOKU_EXIT_USAGE;

  if (bounce.options.json)
    todoku_terminal_print_json (todoku_bounce_to_json (bounce.bounce));
  else if (bounce.bounce != NULL)
    print_text (bounce.bounce);

  return bounce.bounce != NULL ? TODOKU_EXIT_SOMETHING_TO_DO : TODOKU_EXIT_USAGE;
}
