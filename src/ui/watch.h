// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/practice.h"
#include "propagation/propagation.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TodokuWatch:
 *
 * Watches a new record on its way to every name server: asks all of them, and again by itself, at
 * first often and then seldom, until it is live. Knows no widget.
 *
 * Signals:
 * - changed: there is something new to show
 * - live: every name server that answers gives the new record; after this nothing more is asked
 */
#define TODOKU_TYPE_WATCH (todoku_watch_get_type ())
G_DECLARE_FINAL_TYPE (TodokuWatch, todoku_watch, TODOKU, WATCH, GObject)

TodokuWatch *todoku_watch_new (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_watch_set_route:
 * @port: the port of name servers, for tests; 0 for the usual one
 * @resolvers: (nullable) (array zero-terminated=1): ask these in place of the big public resolvers,
 *   as ADDR:PORT
 *
 * Counts from the next todoku_watch_start() on.
 */
void todoku_watch_set_route (TodokuWatch *self, guint16 port, const char *const *resolvers);

/**
 * todoku_watch_start:
 * @self: a watch
 * @domain: the domain, normalized
 * @expected: the record that should be there
 * @old: (array zero-terminated=1): the records that are there now
 * @servers: (nullable) (array zero-terminated=1): the resolvers to ask by default
 * @practice: (nullable): the practice server; where it is given nobody else is asked, and it begins
 *   to publish the record after some seconds
 *
 * Begins to watch; nothing happens where it watches the same already.
 */
void todoku_watch_start (TodokuWatch *self,
                         const char *domain,
                         const char *expected,
                         const char *const *old,
                         const char *const *servers,
                         TodokuDnsPractice *practice);

/** Asks these resolvers from the next round on, as todoku_watch_start() takes them. */
void todoku_watch_set_servers (TodokuWatch *self, const char *const *servers);

/** Stops and forgets everything. */
void todoku_watch_stop (TodokuWatch *self);

/** Asks again now, instead of when the time has come; and then often again, as at first. */
void todoku_watch_ask (TodokuWatch *self);

/** Whether somebody is being asked now. */
gboolean todoku_watch_get_busy (TodokuWatch *self);

/** Returns: (transfer none) (nullable): what is watched. */
const char *todoku_watch_get_domain (TodokuWatch *self);
const char *todoku_watch_get_expected (TodokuWatch *self);

/** Returns: (transfer none) (nullable): how far it is. */
const TodokuPropagation *todoku_watch_get_propagation (TodokuWatch *self);

/** Returns: seconds until it asks again by itself, or -1. */
int todoku_watch_get_seconds_left (TodokuWatch *self);

G_END_DECLS
