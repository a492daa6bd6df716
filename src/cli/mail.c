// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/paths.h"
#include "cli/command.h"
#include "cli/terminal.h"
#include "mail/message.h"

#include <gio/gunixinputstream.h>
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

char *
todoku_command_read_mail (const char *path, TodokuBounceRules **rules, gsize *length)
{
  g_autofree char *folder = g_build_filename (todoku_paths_get_data_dir (), "catalog", NULL);
  g_autoptr (GError) error = NULL;
  char *octets;

  *rules = todoku_bounce_rules_load (folder, &error);
  octets = *rules != NULL ? read_octets (path, length, &error) : NULL;
  if (octets == NULL)
    {
      g_clear_pointer (rules, todoku_bounce_rules_unref);
      todoku_terminal_complain ("%s", error->message);
    }

  return octets;
}
