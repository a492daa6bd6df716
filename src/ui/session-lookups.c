// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "dns/resolver-cares.h"
#include "dns/resolver-zone.h"
#include "dns/run.h"
#include "history/history.h"
#include "ui/session-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
notify_busy (TodokuSession *self)
{
  todoku_session_store_boolean (self, &self->notified_busy, todoku_session_get_busy (self),
                                PROP_BUSY);
}

static void
set_progress (TodokuSession *self, guint n_answered, guint n_asked)
{
  if (self->n_answered == n_answered && self->n_asked == n_asked)
    return;

  self->n_answered = n_answered;
  self->n_asked = n_asked;
  todoku_session_notify (self, PROP_PROGRESS);
}

// She may have gone back and be typing another one meanwhile.
static gboolean
is_still_typed (TodokuSession *self)
{
  g_autoptr (TodokuDomain) typed = todoku_domain_parse (self->text, NULL);

  return typed != NULL && g_str_equal (typed->ascii, self->domain->ascii);
}

// The person can correct this only where she typed it.
static void
say_whether_domain_exists (TodokuSession *self)
{
  g_autofree char *message = NULL;

  if (self->report == NULL || self->report->verdict != TODOKU_VERDICT_NO_DOMAIN
      || !is_still_typed (self))
    return;

  /* Translators: %s is a domain */
  message = g_strdup_printf (_ ("%s was not found. Please check the spelling; a domain that was "
                                "registered today may take a while."),
                             self->domain->display);
  todoku_session_store_string (self, &self->input_error, message, PROP_INPUT_ERROR);
}

static gboolean
run_checkup (TodokuSession *self)
{
  TodokuReport *report = NULL;
  gboolean complete = todoku_checkup_run (todoku_session_get_catalog (self), self->facts,
                                          self->domain->ascii, self->choices, &report);

  todoku_session_take_report (self, report, complete);
  if (self->complete)
    say_whether_domain_exists (self);

  // Who was notified of the report may have run the rule again, and what that
  // came to is what counts.
  return self->complete;
}

static gboolean
rule_cb (TodokuDnsFacts *facts G_GNUC_UNUSED, gpointer user_data)
{
  return run_checkup (TODOKU_SESSION (user_data));
}

static void
progress_cb (guint n_answered, guint n_asked, gpointer user_data)
{
  set_progress (TODOKU_SESSION (user_data), n_answered, n_asked);
}

// What was cancelled is of no interest, and another run may be under way already.
static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TodokuSession) self = TODOKU_SESSION (user_data);
  g_autoptr (GError) error = NULL;

  todoku_dns_run_finish (TODOKU_DNS_RESOLVER (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  // A choice made after the rule's last run may have wanted more.
  if (!self->complete && todoku_dns_facts_has_wanted (self->facts))
    todoku_session_start_lookups (self);
  notify_busy (self);
}

// The system's servers change with the network, so they are read anew for each run.
static TodokuDnsResolver *
make_resolver (TodokuSession *self)
{
  g_autoptr (GError) error = NULL;

  if (self->practice)
    return todoku_dns_resolver_zone_new (self->practice_zone, 0);

  TodokuDnsResolver *resolver =
    todoku_dns_resolver_cares_new ((const char *const *) self->servers, 0, &error);

  // With it, the window goes back to the first page.
  if (resolver == NULL)
    todoku_session_store_string (self, &self->input_error, error->message, PROP_INPUT_ERROR);

  return resolver;
}

void
todoku_session_start_lookups (TodokuSession *self)
{
  g_autoptr (TodokuDnsResolver) resolver = NULL;

  if (self->domain == NULL || self->cancellable != NULL)
    return;

  resolver = make_resolver (self);
  if (resolver == NULL)
    return;

  self->cancellable = g_cancellable_new ();
  self->given_up = FALSE;
  set_progress (self, 0, 0);
  notify_busy (self);
  todoku_dns_run_async (resolver, self->facts, rule_cb, progress_cb, self, self->cancellable,
                        finished_cb, g_object_ref (self));
}

void
todoku_session_run_rule (TodokuSession *self)
{
  if (self->domain == NULL)
    return;

  gboolean complete = run_checkup (self);

  if (!complete && !self->given_up && todoku_dns_facts_has_wanted (self->facts))
    todoku_session_start_lookups (self);
}

// The run calls back once more, and finds that nobody waits for it.
static gboolean
stop_lookups (TodokuSession *self)
{
  g_autoptr (GCancellable) cancellable = g_steal_pointer (&self->cancellable);

  if (cancellable == NULL)
    return FALSE;

  g_cancellable_cancel (cancellable);
  notify_busy (self);

  return TRUE;
}

void
todoku_session_forget_facts (TodokuSession *self)
{
  stop_lookups (self);
  g_clear_pointer (&self->facts, todoku_dns_facts_unref);
  self->facts = todoku_dns_facts_new ();
  self->given_up = FALSE;
  set_progress (self, 0, 0);
  todoku_session_take_report (self, NULL, FALSE);
}

void
todoku_session_cancel (TodokuSession *self)
{
  if (self->cancellable == NULL)
    return;

  self->given_up = TRUE;
  stop_lookups (self);
}

void
todoku_session_retry (TodokuSession *self)
{
  if (self->domain == NULL || self->cancellable != NULL)
    return;

  todoku_dns_facts_forget_failures (self->facts);
  todoku_session_start_lookups (self);
}

gboolean
todoku_session_get_busy (TodokuSession *self)
{
  return self->cancellable != NULL;
}

double
todoku_session_get_progress (TodokuSession *self)
{
  return self->n_asked > 0 ? (double) self->n_answered / self->n_asked : 0;
}

guint
todoku_session_get_n_answered (TodokuSession *self)
{
  return self->n_answered;
}

guint
todoku_session_get_n_asked (TodokuSession *self)
{
  return self->n_asked;
}

gboolean
todoku_session_load_practice_zone (TodokuSession *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;

  if (self->practice_zone == NULL)
    self->practice_zone = todoku_dns_zone_new_from_file (self->practice_file, &error);
  if (self->practice_zone != NULL)
    return TRUE;

  /* Translators: %s is a technical text */
  message = g_strdup_printf (_ ("The practice mode could not be started. (%s)"), error->message);
  todoku_session_store_string (self, &self->input_error, message, PROP_INPUT_ERROR);

  return FALSE;
}

// NULL is as good as empty: both stand for the system's.
static gboolean
strv_equal (const char *const *a, const char *const *b)
{
  static const char *const none[] = { NULL };

  return g_strv_equal (a != NULL ? a : none, b != NULL ? b : none);
}

gboolean
todoku_session_set_servers (TodokuSession *self, const char *const *servers, GError **error)
{
  // The resolver knows what an address is, and its message names the one that is none.
  g_autoptr (TodokuDnsResolver) resolver = todoku_dns_resolver_cares_new (servers, 0, error);

  if (resolver == NULL)
    return FALSE;

  if (strv_equal ((const char *const *) self->servers, servers))
    return TRUE;

  g_strfreev (self->servers);
  self->servers = g_strdupv ((char **) servers);
  todoku_propagation_monitor_set_servers (self->monitor, servers);
  if (!self->practice && self->domain != NULL)
    {
      // Nobody is to see that nothing is asked in between.
      g_object_freeze_notify (G_OBJECT (self));
      todoku_session_forget_facts (self);
      todoku_session_start_lookups (self);
      g_object_thaw_notify (G_OBJECT (self));
    }

  return TRUE;
}

const char *const *
todoku_session_get_servers (TodokuSession *self)
{
  return (const char *const *) self->servers;
}

TodokuPropagationMonitor *
todoku_session_get_monitor (TodokuSession *self)
{
  return self->monitor;
}

void
todoku_session_set_history (TodokuSession *self, const char *path)
{
  g_free (self->history);
  self->history = g_strdup (path);
}

const char *
todoku_session_get_history (TodokuSession *self)
{
  return self->history;
}

static void
added_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TodokuSession) self = user_data;
  GApplication *application = g_application_get_default ();
  g_autoptr (GError) error = NULL;

  if (todoku_history_add_finish (result, &error))
    g_signal_emit_by_name (self, "history-changed");
  else if (!self->history_fails)
    g_signal_emit_by_name (self, "history-failed", error->message);
  self->history_fails = error != NULL;
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
  todoku_history_add_async (self->history, entry, NULL, added_cb, g_object_ref (self));
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
  const TodokuPropagation *propagation = todoku_propagation_monitor_get_propagation (self->monitor);
  const char *name = todoku_propagation_monitor_get_name (self->monitor);

  todoku_list_foreach (const TodokuPropagationServer, server, propagation->servers)
    {
      if (server->state != TODOKU_PROPAGATION_NEW || !server->is_authoritative)
        continue;
      // As it is written there, which may be another way than was proposed.
      remember (self, TODOKU_HISTORY_LIVE, name, (const char *const *) server->values, NULL);
      todoku_dns_facts_learn (self->facts, name, TODOKU_DNS_TYPE_TXT, server->answer);
      // Whose key it is the person knows, who has just put it there.
      if (self->monitored == TODOKU_STANDARD_DKIM)
        todoku_session_set_selector (self, name);
      todoku_session_run_rule (self);
      return;
    }
}

static void
domain_cb (TodokuSession *self)
{
  const char *domain = todoku_session_get_domain (self);

  todoku_propagation_monitor_stop (self->monitor);
  if (domain == NULL)
    g_clear_pointer (&self->remembered, g_free);
}

static void
practice_cb (TodokuSession *self)
{
  todoku_propagation_monitor_stop (self->monitor);
}

gboolean
todoku_session_is_monitored (TodokuSession *self, TodokuStandard standard)
{
  return self->monitored == standard && todoku_propagation_monitor_get_name (self->monitor) != NULL;
}

// What is at @name now; of DKIM a key that is no good, or another company's.
static char **
list_old (TodokuReport *report, TodokuStandard standard, const char *name)
{
  const TodokuDkimEvaluation *dkim = report->collected->dkim;
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();

  if (standard != TODOKU_STANDARD_DKIM)
    return g_strdupv (todoku_report_get_standard (report, standard).current);
  todoku_list_foreach (const TodokuDkimSelector, selector, dkim != NULL ? dkim->selectors : NULL)
    if (selector->text != NULL && g_str_has_prefix (name, selector->name)
        && name[strlen (selector->name)] == '.')
      g_strv_builder_add (texts, selector->text);

  return g_strv_builder_end (texts);
}

void
todoku_session_start_monitor (TodokuSession *self, TodokuStandard standard)
{
  TodokuReport *report = self->report;
  g_autofree char *name = report != NULL ? todoku_report_dup_owner (report, standard) : NULL;
  g_auto (GStrv) old = NULL;
  const char *expected;

  if (name == NULL || todoku_report_get_standard (report, standard).instructions == NULL)
    return;

  expected = standard == TODOKU_STANDARD_DKIM
               ? TODOKU_PROPAGATION_ANY_KEY
               : todoku_report_get_standard (report, standard).proposed;
  old = list_old (report, standard, name);
  if (g_strcmp0 (todoku_propagation_monitor_get_name (self->monitor), name) != 0
      || g_strcmp0 (todoku_propagation_monitor_get_expected (self->monitor), expected) != 0)
    remember (self, TODOKU_HISTORY_REPLACED, name, (const char *const *) old, expected);
  self->monitored = standard;
  todoku_propagation_monitor_start (self->monitor, name, expected, (const char *const *) old,
                                    (const char *const *) self->servers,
                                    self->practice ? self->practice_zone : NULL);
}

gboolean
todoku_session_resume_monitor (TodokuSession *self, const TodokuHistoryEntry *entry)
{
  g_autoptr (TodokuDomain) domain = todoku_history_entry_dup_domain (entry);
  g_autofree char *text = domain != NULL ? todoku_domain_dup_text (domain) : NULL;

  todoku_session_reset (self);
  todoku_session_set_text (self, text != NULL ? text : entry->domain);
  if (!todoku_session_submit (self))
    return FALSE;

  self->monitored = todoku_standard_from_owner (entry->domain);
  todoku_propagation_monitor_start (self->monitor, entry->domain, entry->proposed,
                                    (const char *const *) entry->records,
                                    (const char *const *) self->servers, NULL);

  return TRUE;
}

void
todoku_session_init_monitor (TodokuSession *self)
{
  self->monitor = todoku_propagation_monitor_new ();
  g_signal_connect_object (self->monitor, "live", G_CALLBACK (live_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::complete", G_CALLBACK (complete_cb), NULL);
  g_signal_connect (self, "notify::domain", G_CALLBACK (domain_cb), NULL);
  g_signal_connect (self, "notify::practice", G_CALLBACK (practice_cb), NULL);
}
