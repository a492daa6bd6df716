// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/facts.h"
#include "dns/zone.h"

G_BEGIN_DECLS

/**
 * zone_run_rule:
 * @self: a zone
 * @facts: what is known; grows
 * @rule: a rule
 * @user_data: for @rule
 *
 * Runs @rule to its end with answers from the zone, without a network or a main loop.
 *
 * Returns: how often the rule was run, which is the number of round trips it costs and one
 */
guint zone_run_rule (TodokuDnsZone *self,
                     TodokuDnsFacts *facts,
                     TodokuDnsRule rule,
                     gpointer user_data);

G_END_DECLS
