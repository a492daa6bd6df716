// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/version.h"

#include "config.h"

#include <adwaita.h>
#include <ares.h>

char *
todoku_version_describe (void)
{
  return g_strdup_printf ("todoku %s\n"
                          "GTK %u.%u.%u (built with %d.%d.%d)\n"
                          "libadwaita %u.%u.%u (built with %s)\n"
                          "c-ares %s (built with %s)\n",
                          TODOKU_VERSION, gtk_get_major_version (), gtk_get_minor_version (),
                          gtk_get_micro_version (), GTK_MAJOR_VERSION, GTK_MINOR_VERSION,
                          GTK_MICRO_VERSION, adw_get_major_version (), adw_get_minor_version (),
                          adw_get_micro_version (), ADW_VERSION_S, ares_version (NULL),
                          ARES_VERSION_STR);
}
