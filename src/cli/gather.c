// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/gather.h"

#include "cli/terminal.h"

typedef struct
{
  GMainLoop *loop;
  gboolean finished;
  GError *error;
} Wait;

static void
gathered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wait *wait = user_data;

  wait->finished = todoku_dns_gather_finish (TODOKU_DNS_RESOLVER (source), result, &wait->error);
  g_main_loop_quit (wait->loop);
}

gboolean
todoku_cli_gather (const TodokuOptions *options,
                   TodokuDnsFacts *facts,
                   TodokuDnsRule rule,
                   gpointer user_data)
{
  g_autoptr (TodokuDnsPractice) practice = NULL;
  g_autoptr (TodokuDnsResolver) resolver = todoku_options_make_resolver (options, &practice);
  g_autoptr (GMainLoop) loop = NULL;
  Wait wait = { 0 };

  if (resolver == NULL)
    return FALSE;

  loop = g_main_loop_new (NULL, FALSE);
  wait.loop = loop;
  todoku_dns_gather_async (resolver, facts, rule, NULL, user_data, NULL, gathered_cb, &wait);
  g_main_loop_run (loop);
  if (wait.error != NULL)
    todoku_terminal_complain ("%s", wait.error->message);
  g_clear_error (&wait.error);

  return wait.finished;
}
