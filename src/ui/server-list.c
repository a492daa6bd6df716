// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/server-list.h"

#include "config.h"

#include "base/folding.h"

char **
todoku_server_list_split (const char *text)
{
  g_autofree char *plain = todoku_text_fold (text);
  g_auto (GStrv) words = g_strsplit_set (plain, ", ;", -1);
  g_autoptr (GStrvBuilder) servers = g_strv_builder_new ();

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] != '\0')
        g_strv_builder_add (servers, words[i]);
    }

  return g_strv_builder_end (servers);
}
