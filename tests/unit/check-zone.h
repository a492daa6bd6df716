// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/checkup.h"
#include "mail/rules.h"

#include <json-c/json.h>

G_BEGIN_DECLS

/**
 * check_options_read:
 * @rules: (nullable): the ways of refusing, to read a returned mail by
 * @object: what the person said: "choose" (the mail host), "web_host", "values", "value",
 *   "senders", "unwanted", "answers", "ip", "port" (of the name servers), and "bounce", the text of
 *   a returned mail
 *
 * Returns: (transfer full): the options
 */
TodokuCheckupOptions *check_options_read (TodokuCatalog *catalog,
                                          TodokuBounceRules *rules,
                                          struct json_object *object) G_GNUC_WARN_UNUSED_RESULT;

/**
 * check_zone:
 * @json: a zone, as todoku_dns_zone_new_from_json() takes it
 *
 * Returns: (transfer full): what the check-up of @domain comes to where @json is all of the DNS
 */
TodokuReport *check_zone (TodokuCatalog *catalog,
                          const char *json,
                          const char *domain,
                          const TodokuCheckupOptions *choices) G_GNUC_WARN_UNUSED_RESULT;

/**
 * check_servers:
 * @test: who has what, as zone_run_rule_over_servers() takes it
 *
 * Returns: (transfer full): as check_zone()
 */
TodokuReport *check_servers (TodokuCatalog *catalog,
                             struct json_object *test,
                             const char *domain,
                             const TodokuCheckupOptions *choices) G_GNUC_WARN_UNUSED_RESULT;

/**
 * check_published:
 * @zone: all of the DNS
 * @proposed: a record
 *
 * Returns: (transfer full): what the check-up comes to once @proposed stands in place of all TXT
 *   records of @domain
 */
TodokuReport *check_published (TodokuCatalog *catalog,
                               struct json_object *zone,
                               const char *domain,
                               const TodokuCheckupOptions *choices,
                               const char *proposed) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: whether something with @id was found. */
gboolean check_has_finding (TodokuReport *report, const char *id);

/** What has a place has it in the text of a key, which has the same there when it is read alone. */
void check_places_of_keys (const TodokuDkimEvaluation *dkim);

G_END_DECLS
