// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/propagation-monitor.h"

#include "dns/resolver-cares.h"
#include "dns/resolver-zone.h"
#include "dns/run.h"

// How long the practice zone keeps the old record, in ms.
#define PRACTICE_DELAY 4000

// Where the practice zone has the key that a mail host would make.
#define PRACTICE_KEY "new._domainkey.example"

// How long to wait before asking again, in seconds; the last for ever. A whole hour costs each name
// server fewer questions than one page of a web site costs its server.
static const guint waits[] = { 5, 10, 15, 30, 30, 60, 60, 60, 120, 300 };

struct _TodokuPropagationMonitor
{
  GObject parent_instance;

  /* Owned */
  char *name;
  char *expected;
  char **old;
  char **servers;
  char **publics;
  TodokuDnsZone *practice;
  TodokuDnsFacts *facts;
  TodokuPropagation *propagation;
  GCancellable *cancellable; /* while somebody is asked */

  TodokuPropagationInput input;
  guint16 port;
  guint n_rounds;
  guint timer;
  gint64 due; /* when to ask again, by g_get_monotonic_time() */
};

G_DEFINE_FINAL_TYPE (TodokuPropagationMonitor, todoku_propagation_monitor, G_TYPE_OBJECT)

enum
{
  CHANGED,
  LIVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

TodokuPropagationMonitor *
todoku_propagation_monitor_new (void)
{
  return g_object_new (TODOKU_TYPE_PROPAGATION_MONITOR, NULL);
}

void
todoku_propagation_monitor_set_route (TodokuPropagationMonitor *self,
                                      guint16 port,
                                      const char *const *resolvers)
{
  self->port = port;
  g_strfreev (self->publics);
  self->publics = g_strdupv ((char **) resolvers);
}

static void begin_round (TodokuPropagationMonitor *self);

static gboolean
timer_cb (gpointer user_data)
{
  TodokuPropagationMonitor *self = user_data;

  self->timer = 0;
  begin_round (self);

  return G_SOURCE_REMOVE;
}

static void
wait_for_next (TodokuPropagationMonitor *self)
{
  guint wait = waits[MIN (self->n_rounds, G_N_ELEMENTS (waits) - 1)];

  self->n_rounds++;
  self->due = g_get_monotonic_time () + wait * G_USEC_PER_SEC;
  self->timer = g_timeout_add_seconds (wait, timer_cb, self);
}

static gboolean
run_rule (TodokuPropagationMonitor *self)
{
  TodokuPropagation *propagation = NULL;
  gboolean complete = todoku_propagation_run (self->facts, &self->input, &propagation);

  if (complete || self->propagation == NULL)
    {
      g_clear_pointer (&self->propagation, todoku_propagation_free);
      self->propagation = propagation;
    }
  else
    self->propagation = todoku_propagation_keep (propagation, self->propagation);

  return complete;
}

static gboolean
rule_cb (TodokuDnsFacts *facts G_GNUC_UNUSED, gpointer user_data)
{
  TodokuPropagationMonitor *self = TODOKU_PROPAGATION_MONITOR (user_data);
  gboolean complete = run_rule (self);

  g_signal_emit (self, signals[CHANGED], 0);

  return complete;
}

// What was cancelled is of no interest, and another round may be under way already.
static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TodokuPropagationMonitor) self = TODOKU_PROPAGATION_MONITOR (user_data);
  g_autoptr (GError) error = NULL;

  todoku_dns_run_finish (TODOKU_DNS_RESOLVER (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  gboolean is_live = self->propagation->is_live;

  g_clear_object (&self->cancellable);
  if (!is_live)
    wait_for_next (self);
  g_signal_emit (self, signals[CHANGED], 0);
  if (is_live && self->propagation != NULL)
    g_signal_emit (self, signals[LIVE], 0);
}

// The system's servers change with the network, so they are read anew for each round.
static TodokuDnsResolver *
make_resolver (TodokuPropagationMonitor *self)
{
  if (self->practice != NULL)
    return todoku_dns_resolver_zone_new (self->practice, 0);

  // They were read as addresses before.
  return todoku_dns_resolver_cares_new ((const char *const *) self->servers, 0, NULL);
}

static void
begin_round (TodokuPropagationMonitor *self)
{
  g_autoptr (TodokuDnsResolver) resolver = NULL;

  if (self->name == NULL || self->cancellable != NULL)
    return;

  g_clear_handle_id (&self->timer, g_source_remove);
  resolver = make_resolver (self);
  if (resolver == NULL)
    return;
  // What was seen stays in view until the new answer is there.
  if (self->propagation != NULL)
    todoku_propagation_forget (self->facts, self->propagation, &self->input);

  self->cancellable = g_cancellable_new ();
  todoku_dns_run_async (resolver, self->facts, rule_cb, NULL, self, self->cancellable, finished_cb,
                        g_object_ref (self));
}

// Whoever does not wait is at work on it: the next rounds come soon, too.
void
todoku_propagation_monitor_ask (TodokuPropagationMonitor *self)
{
  if (self->cancellable == NULL)
    self->n_rounds = 0;
  begin_round (self);
}

void
todoku_propagation_monitor_stop (TodokuPropagationMonitor *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->propagation, todoku_propagation_free);
  g_clear_pointer (&self->facts, todoku_dns_facts_unref);
  g_clear_pointer (&self->input.resolvers, g_array_unref);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->expected, g_free);
  g_clear_pointer (&self->old, g_strfreev);
  g_clear_pointer (&self->servers, g_strfreev);
  g_clear_pointer (&self->practice, todoku_dns_zone_unref);
}

// In practice nobody makes a key: one is ready in the zone.
static void
publish_for_practice (TodokuPropagationMonitor *self)
{
  g_autoptr (TodokuDnsAnswer) key =
    todoku_dns_zone_answer (self->practice, PRACTICE_KEY, TODOKU_DNS_TYPE_TXT);
  g_autofree char *text = NULL;
  gsize length;

  if (todoku_propagation_is_any_key (self->expected) && todoku_dns_answer_get_n_records (key) > 0)
    {
      const char *octets =
        todoku_dns_record_get_text (todoku_dns_answer_get_record (key, 0), &length);

      text = g_strndup (octets, length);
    }
  todoku_dns_zone_publish (self->practice, self->name, text != NULL ? text : self->expected,
                           PRACTICE_DELAY);
}

void
todoku_propagation_monitor_start (TodokuPropagationMonitor *self,
                                  const char *name,
                                  const char *expected,
                                  const char *const *old,
                                  const char *const *servers,
                                  TodokuDnsZone *practice)
{
  if (g_strcmp0 (self->name, name) == 0 && g_strcmp0 (self->expected, expected) == 0
      && self->practice == practice)
    return;

  todoku_propagation_monitor_stop (self);
  self->name = g_strdup (name);
  self->expected = g_strdup (expected);
  self->old = g_strdupv ((char **) old);
  self->servers = g_strdupv ((char **) servers);
  self->facts = todoku_dns_facts_new ();
  self->n_rounds = 0;
  if (practice != NULL)
    {
      self->practice = todoku_dns_zone_ref (practice);
      publish_for_practice (self);
    }
  self->input = (TodokuPropagationInput){
    .name = self->name,
    .expected = self->expected,
    .old = (const char *const *) self->old,
    .port = self->port,
    .resolvers =
      todoku_public_resolvers_list ((const char *const *) self->publics, practice != NULL),
  };
  todoku_propagation_monitor_ask (self);
}

void
todoku_propagation_monitor_set_servers (TodokuPropagationMonitor *self, const char *const *servers)
{
  char **copy = g_strdupv ((char **) servers);

  g_strfreev (self->servers);
  self->servers = copy;
}

gboolean
todoku_propagation_monitor_get_busy (TodokuPropagationMonitor *self)
{
  return self->cancellable != NULL;
}

const char *
todoku_propagation_monitor_get_name (TodokuPropagationMonitor *self)
{
  return self->name;
}

const char *
todoku_propagation_monitor_get_expected (TodokuPropagationMonitor *self)
{
  return self->expected;
}

const TodokuPropagation *
todoku_propagation_monitor_get_propagation (TodokuPropagationMonitor *self)
{
  return self->propagation;
}

int
todoku_propagation_monitor_get_seconds_left (TodokuPropagationMonitor *self)
{
  if (self->timer == 0)
    return -1;

  return (int) MAX ((self->due - g_get_monotonic_time () + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC, 0);
}

static void
todoku_propagation_monitor_dispose (GObject *object)
{
  TodokuPropagationMonitor *self = TODOKU_PROPAGATION_MONITOR (object);

  todoku_propagation_monitor_stop (self);
  g_clear_pointer (&self->publics, g_strfreev);

  G_OBJECT_CLASS (todoku_propagation_monitor_parent_class)->dispose (object);
}

static void
todoku_propagation_monitor_class_init (TodokuPropagationMonitorClass *class)
{
  G_OBJECT_CLASS (class)->dispose = todoku_propagation_monitor_dispose;

  signals[CHANGED] = g_signal_new ("changed", TODOKU_TYPE_PROPAGATION_MONITOR, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LIVE] = g_signal_new ("live", TODOKU_TYPE_PROPAGATION_MONITOR, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
}

static void
todoku_propagation_monitor_init (TodokuPropagationMonitor *self G_GNUC_UNUSED)
{
}
