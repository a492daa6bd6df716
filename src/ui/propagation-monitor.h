// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/zone.h"
#include "propagation/propagation.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TodokuPropagationMonitor:
 *
 * Monitors a new record on its way to every name server: asks all of them, and again by itself, at
 * first often and then seldom, until it is live. Knows no widget.
 *
 * Signals:
 * - changed: there is something new to show
 * - live: every name server that answers gives the new record; after this
 * nothing more is asked
 */
#define TODOKU_TYPE_PROPAGATION_MONITOR (todoku_propagation_monitor_get_type ())
G_DECLARE_FINAL_TYPE (TodokuPropagationMonitor,
                      todoku_propagation_monitor,
                      TODOKU,
                      PROPAGATION_MONITOR,
                      GObject)

TodokuPropagationMonitor *todoku_propagation_monitor_new (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_propagation_monitor_set_route:
 * @port: the port of name servers, for tests; 0 for the usual one
 * @resolvers: (nullable) (array zero-terminated=1): ask these in place of the
 * big public resolvers, as ADDR:PORT
 *
 * Counts from the next todoku_propagation_monitor_start() on.
 */
void todoku_propagation_monitor_set_route (TodokuPropagationMonitor *self,
                                           guint16 port,
                                           const char *const *resolvers);

/**
 * todoku_propagation_monitor_start:
 * @self: a monitor
 * @name: the record's owner, normalized
 * @expected: the record that should be there, see #TodokuPropagationInput
 * @old: (array zero-terminated=1): the records that are there now
 * @servers: (nullable) (array zero-terminated=1): the resolvers to ask by
 * default
 * @practice: (nullable): the practice zone; where it is given nobody else is
 * asked, and it has the record after some seconds
 *
 * Begins to ask; nothing happens where it monitors the same already.
 */
void todoku_propagation_monitor_start (TodokuPropagationMonitor *self,
                                       const char *name,
                                       const char *expected,
                                       const char *const *old,
                                       const char *const *servers,
                                       TodokuDnsZone *practice);

/** Asks these resolvers from the next round on, as
 * todoku_propagation_monitor_start() takes them. */
void todoku_propagation_monitor_set_servers (TodokuPropagationMonitor *self,
                                             const char *const *servers);

/** Stops and forgets everything. */
void todoku_propagation_monitor_stop (TodokuPropagationMonitor *self);

/** Asks again now, instead of when the time has come; and then often again, as at first. */
void todoku_propagation_monitor_ask (TodokuPropagationMonitor *self);

/** Whether somebody is being asked now. */
gboolean todoku_propagation_monitor_get_busy (TodokuPropagationMonitor *self);

/** Returns: (transfer none) (nullable): what is monitored. */
const char *todoku_propagation_monitor_get_name (TodokuPropagationMonitor *self);
const char *todoku_propagation_monitor_get_expected (TodokuPropagationMonitor *self);

/** Returns: (transfer none) (nullable): how far it is. */
const TodokuPropagation *todoku_propagation_monitor_get_propagation (
  TodokuPropagationMonitor *self);

/** Returns: seconds until it asks again by itself, or -1. */
int todoku_propagation_monitor_get_seconds_left (TodokuPropagationMonitor *self);

G_END_DECLS
