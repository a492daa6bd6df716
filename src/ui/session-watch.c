// SPDX-License-Identifier: GPL-3.0-or-later

// After the person has pasted: the watch over the new record, and what is kept of all that.

#include "config.h"

#include "history/history.h"
#include "ui/session-private.h"

TodokuWatch *
todoku_session_get_watch (TodokuSession *self)
{
  return self->watch;
}

void
todoku_session_set_history (TodokuSession *self, const char *path)
{
  g_free (self->history);
  self->history = g_strdup (path);
}

static void
added_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  GApplication *application = user_data;
  g_autoptr (GError) error = NULL;

  if (!todoku_history_add_finish (result, &error))
    g_message ("The history was not written: %s", error->message);
  if (application != NULL)
    g_application_release (application);
}

// Practice is nobody's history.
static void
remember (TodokuSession *self,
          TodokuHistoryKind kind,
          const char *domain,
          const char *const *records,
          const char *proposed)
{
  GApplication *application = g_application_get_default ();
  const char *verdict = NULL;

  if (self->history == NULL || self->practice)
    return;

  if (kind == TODOKU_HISTORY_CHECK)
    verdict = todoku_verdict_get_id (self->report->verdict);

  g_autoptr (TodokuHistoryEntry) entry =
    todoku_history_entry_new (kind, domain, verdict, records, proposed);

  // The program does not end before it is on the disk.
  if (application != NULL)
    g_application_hold (application);
  todoku_history_add_async (self->history, entry, NULL, added_cb, application);
}

// The first report about a domain; what is chosen afterwards is no other check.
static void
complete_cb (TodokuSession *self)
{
  TodokuReport *report = self->report;

  if (!self->complete || report == NULL || report->verdict == TODOKU_VERDICT_NO_DOMAIN
      || g_strcmp0 (self->remembered, report->domain) == 0)
    return;

  g_free (self->remembered);
  self->remembered = g_strdup (report->domain);
  remember (self, TODOKU_HISTORY_CHECK, report->domain, (const char *const *) report->current,
            report->proposed);
}

// What the zone's own server says goes before what a resolver remembers: the report is made anew
// over it, and with it the proof.
static void
live_cb (TodokuSession *self)
{
  const TodokuPropagation *propagation = todoku_watch_get_propagation (self->watch);
  const char *domain = todoku_watch_get_domain (self->watch);

  for (guint i = 0; i < propagation->servers->len; i++)
    {
      const TodokuPropagationServer *server = g_ptr_array_index (propagation->servers, i);

      if (server->state != TODOKU_PROPAGATION_NEW || !server->is_authoritative)
        continue;
      // As it is written there, which may be another way than was proposed.
      remember (self, TODOKU_HISTORY_LIVE, domain, (const char *const *) server->values, NULL);
      todoku_dns_facts_learn (self->facts, domain, TODOKU_DNS_TYPE_TXT, server->answer);
      todoku_session_run_rule (self);
      return;
    }
}

static void
domain_cb (TodokuSession *self)
{
  const char *domain = todoku_session_get_domain (self);

  if (g_strcmp0 (domain, todoku_watch_get_domain (self->watch)) != 0)
    todoku_watch_stop (self->watch);
  if (domain == NULL)
    g_clear_pointer (&self->remembered, g_free);
}

static void
practice_cb (TodokuSession *self)
{
  todoku_watch_stop (self->watch);
}

void
todoku_session_start_watch (TodokuSession *self)
{
  TodokuReport *report = self->report;

  if (report == NULL || report->proposed == NULL)
    return;

  if (g_strcmp0 (todoku_watch_get_expected (self->watch), report->proposed) != 0)
    remember (self, TODOKU_HISTORY_REPLACED, report->domain, (const char *const *) report->current,
              report->proposed);
  todoku_watch_start (self->watch, report->domain, report->proposed,
                      (const char *const *) report->current, (const char *const *) self->servers,
                      self->practice ? self->practice_server : NULL);
}

void
todoku_session_init_watch (TodokuSession *self)
{
  self->watch = todoku_watch_new ();
  g_signal_connect_object (self->watch, "live", G_CALLBACK (live_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::complete", G_CALLBACK (complete_cb), NULL);
  g_signal_connect (self, "notify::domain", G_CALLBACK (domain_cb), NULL);
  g_signal_connect (self, "notify::practice", G_CALLBACK (practice_cb), NULL);
}
