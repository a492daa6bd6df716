// SPDX-License-Identifier: GPL-3.0-or-later

#include "await.h"

void
await_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
}

void
await_result (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

void
await_idle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}
