// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/returned-mail.h"

#include "base/paths.h"
#include "cli/terminal.h"
#include "mail/message.h"

#include <gio/gio.h>
#include <gio/gunixinputstream.h>
#include <unistd.h>

#define CHUNK_OCTETS (64 * 1024)

static GInputStream *
open_stream (const char *path, GError **error)
{
  g_autoptr (GFile) file = NULL;

  if (path == NULL || g_str_equal (path, "-"))
    return g_unix_input_stream_new (STDIN_FILENO, FALSE);

  file = g_file_new_for_path (path);

  return G_INPUT_STREAM (g_file_read (file, NULL, error));
}

// One octet more than is read shows that there are too many.
static GByteArray *
read_octets (GInputStream *stream, GError **error)
{
  g_autoptr (GByteArray) octets = g_byte_array_new ();
  g_autofree guint8 *chunk = g_malloc (CHUNK_OCTETS);

  while (octets->len <= TODOKU_BOUNCE_OCTETS_MAX)
    {
      gssize n = g_input_stream_read (stream, chunk, CHUNK_OCTETS, NULL, error);

      if (n < 0)
        return NULL;
      if (n == 0)
        break;
      g_byte_array_append (octets, chunk, (guint) n);
    }

  return g_steal_pointer (&octets);
}

static GByteArray *
load (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = open_stream (path, &error);
  GByteArray *octets = stream != NULL ? read_octets (stream, &error) : NULL;

  if (octets == NULL)
    todoku_terminal_complain ("%s", error->message);

  return octets;
}

gboolean
todoku_returned_mail_read (const char *path, TodokuCatalog *catalog, TodokuBounce **bounce)
{
  g_autofree char *folder = g_build_filename (todoku_paths_get_data_dir (), "catalog", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TodokuRefusals) refusals = todoku_refusals_load (folder, &error);
  g_autoptr (GByteArray) octets = NULL;
  TodokuBounceStatus status;

  *bounce = NULL;
  if (refusals == NULL)
    {
      todoku_terminal_complain ("%s", error->message);
      return FALSE;
    }
  octets = load (path);
  if (octets == NULL)
    return FALSE;

  status = todoku_bounce_read (refusals, catalog, (const char *) octets->data, octets->len, bounce);
  if (status != TODOKU_BOUNCE_FOUND)
    todoku_terminal_complain ("%s", todoku_bounce_status_describe (status));

  return TRUE;
}
