// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/run.h"

#include "cli/terminal.h"

typedef struct
{
  GMainLoop *loop;
  gboolean finished;
  GError *error;
} Wait;

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wait *wait = user_data;

  wait->finished = todoku_dns_run_finish (TODOKU_DNS_RESOLVER (source), result, &wait->error);
  g_main_loop_quit (wait->loop);
}

gboolean
todoku_cli_run (const TodokuOptions *options,
                TodokuDnsFacts *facts,
                TodokuDnsRule rule,
                gpointer user_data)
{
  g_autoptr (TodokuDnsResolver) resolver = todoku_options_make_resolver (options);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Wait wait = { .loop = loop };

  if (resolver == NULL)
    return FALSE;

  todoku_dns_run_async (resolver, facts, rule, NULL, user_data, NULL, finished_cb, &wait);
  g_main_loop_run (loop);
  if (wait.error != NULL)
    todoku_terminal_complain ("%s", wait.error->message);
  g_clear_error (&wait.error);

  return wait.finished;
}
