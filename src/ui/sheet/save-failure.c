// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/sheet/save-failure.h"

#include <glib/gi18n-lib.h>

static const char *
get_sentence (const GError *error)
{
  switch (error->domain == G_IO_ERROR ? error->code : -1)
    {
    case G_IO_ERROR_NO_SPACE:
      return _ ("There is no room left on the disk. Choose another place, or delete what you no "
                "longer need.");
    case G_IO_ERROR_PERMISSION_DENIED:
    case G_IO_ERROR_READ_ONLY:
      return _ ("Nothing may be saved in this folder. Choose another one, as your Documents.");
    case G_IO_ERROR_NOT_FOUND:
    case G_IO_ERROR_NOT_DIRECTORY:
      return _ ("This folder is not there, or takes no files. Choose another one, as your "
                "Documents.");
    case G_IO_ERROR_IS_DIRECTORY:
    case G_IO_ERROR_NOT_REGULAR_FILE:
      return _ ("Something else has that name already. Choose another name.");
    case G_IO_ERROR_FILENAME_TOO_LONG:
    case G_IO_ERROR_INVALID_FILENAME:
      return _ ("The file cannot have this name. Choose a shorter one, without signs.");
    default:
      return NULL;
    }
}

char *
todoku_save_failure_describe (const GError *error)
{
  const char *sentence = get_sentence (error);

  if (sentence != NULL)
    return g_strdup (sentence);
  /* Translators: %s is what the system says, perhaps in English. */
  return g_strdup_printf (_ ("It could not be written. Choose another place. (%s)"),
                          error->message);
}
