// SPDX-License-Identifier: GPL-3.0-or-later

#include "mail/bounce.h"

#include "base/paths.h"
#include "cli/command.h"
#include "cli/terminal.h"
#include "config.h"
#include "mail/message.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

// One octet more than can be read shows that there are too many.
#define OCTETS_MAX (TODOKU_BOUNCE_OCTETS_MAX + 1)

static char *
read_octets (const char *path, gsize *length, GError **error)
{
  g_autoptr (GFile) file = path != NULL ? g_file_new_for_path (path) : NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autofree char *octets = NULL;

  if (path == NULL || g_str_equal (path, "-"))
    stream = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  else
    stream = (GInputStream *) g_file_read (file, NULL, error);
  if (stream == NULL)
    return NULL;

  octets = g_malloc (OCTETS_MAX);

  return g_input_stream_read_all (stream, octets, OCTETS_MAX, length, NULL, error)
           ? g_steal_pointer (&octets)
           : NULL;
}

gboolean
todoku_command_read_bounce (const char *path, TodokuCatalog *catalog, TodokuBounce **bounce)
{
  g_autofree char *folder = g_build_filename (todoku_paths_get_data_dir (), "catalog", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TodokuBounceRules) rules = todoku_bounce_rules_load (folder, &error);
  gsize length;
  g_autofree char *octets = rules != NULL ? read_octets (path, &length, &error) : NULL;
  TodokuBounceStatus status;

  *bounce = NULL;
  if (octets == NULL)
    return todoku_terminal_complain ("%s", error->message);

  status = todoku_bounce_read (rules, catalog, octets, length, bounce);
  if (status != TODOKU_BOUNCE_FOUND)
    todoku_terminal_complain ("%s", todoku_bounce_status_describe (status));

  return TRUE;
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
  .summary = N_ ("Say what a returned mail means"),
  .usage = "[FILE]",
  .description = N_ ("Say what a returned mail means, and whether SPF can fix it. FILE is the mail "
                     "as a file, or its text; without it, or with “-”, the standard input is "
                     "read."),
  .run = run,
};
