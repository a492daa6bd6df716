// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/gather.h"

#include "cli/terminal.h"

typedef struct
{
  GMainLoop *loop;
  gboolean (*finish) (TodokuDnsResolver *resolver, GAsyncResult *result, GError **error);
  gboolean finished;
  GError *error;
} Wait;

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wait *wait = user_data;

  wait->finished = wait->finish (TODOKU_DNS_RESOLVER (source), result, &wait->error);
  g_main_loop_quit (wait->loop);
}

static gboolean
wait_run (Wait *wait)
{
  g_main_loop_run (wait->loop);
  if (wait->error != NULL)
    todoku_terminal_complain ("%s", wait->error->message);
  g_clear_error (&wait->error);
  g_main_loop_unref (wait->loop);

  return wait->finished;
}

gboolean
todoku_cli_gather (const TodokuOptions *options,
                   TodokuDnsFacts *facts,
                   TodokuDnsRule rule,
                   gpointer user_data)
{
  g_autoptr (TodokuDnsPractice) practice = NULL;
  g_autoptr (TodokuDnsResolver) resolver = todoku_options_make_resolver (options, &practice);
  Wait wait = { .finish = todoku_dns_gather_finish };

  if (resolver == NULL)
    return FALSE;

  wait.loop = g_main_loop_new (NULL, FALSE);
  todoku_dns_gather_async (resolver, facts, rule, NULL, user_data, NULL, finished_cb, &wait);

  return wait_run (&wait);
}

gboolean
todoku_cli_canvass (TodokuDnsResolver *resolver,
                    const TodokuOptions *options,
                    TodokuDnsSurvey *survey,
                    TodokuDnsSurveyRule rule,
                    gpointer user_data)
{
  Wait wait = { .finish = todoku_dns_canvass_finish };

  wait.loop = g_main_loop_new (NULL, FALSE);
  todoku_dns_canvass_async (resolver, survey, (guint) options->timeout, rule, NULL, user_data, NULL,
                            finished_cb, &wait);

  return wait_run (&wait);
}
