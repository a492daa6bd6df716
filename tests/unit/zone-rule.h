// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/facts.h"
#include "dns/zone.h"

#include <json-c/json.h>

G_BEGIN_DECLS

/**
 * zone_run_rule:
 * @self: a zone
 * @facts: what is known; grows
 * @rule: a rule
 * @user_data: for @rule
 *
 * Runs @rule to its end with answers from the zone, without a network or a main loop. Whatever
 * server is asked has the same zone.
 *
 * Returns: how often the rule was run, which is the number of round trips it costs and one
 */
guint zone_run_rule (TodokuDnsZone *self,
                     TodokuDnsFacts *facts,
                     TodokuDnsRule rule,
                     gpointer user_data);

/**
 * zone_run_rule_over_servers:
 * @test: "zone", what the resolver has; "servers", what each server that is asked itself has, by
 *   address, where one that is not there is silent; and "lame", the address of one that says it
 *   without serving the zone
 *
 * As zone_run_rule(), for a rule over what several servers say.
 *
 * Returns: how many answers are waited for less long than they are tried
 */
guint zone_run_rule_over_servers (struct json_object *test,
                                  TodokuDnsFacts *facts,
                                  TodokuDnsRule rule,
                                  gpointer user_data);

/**
 * zone_run_in_both_orders:
 * @json: a zone, as todoku_dns_zone_new_from_json() takes it
 * @rule: a rule of one round trip, which checks what it comes to each time it comes to its end
 * @user_data: for @rule
 * @max_questions: how many it may ask
 *
 * Runs @rule after each answer of the zone, from the first asked to the last, then the other way
 * round: what is known early stays.
 */
void zone_run_in_both_orders (struct json_object *json,
                              TodokuDnsRule rule,
                              gpointer user_data,
                              guint max_questions);

G_END_DECLS
