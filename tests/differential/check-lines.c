// SPDX-License-Identifier: GPL-3.0-or-later

// Checks domains, line by line, over zones in memory. Each line of the standard input is
// {"zone": {…}, "domain": "shop.example", "options": {…}}, with a zone as in dns/zone.h and the
// options as check_options_read() takes them; each line of the standard output is
// {"report": {…}, "wanted": ["v=spf1 …"], "refused": "203.0.113.5", "again": {…}}: the report, who
// is to be let in, which server was refused, and the report once what is proposed is published.

#include "base/json.h"
#include "check-zone.h"
#include "checkup/collect.h"
#include "checkup/report-json.h"
#include "shipped.h"
#include "zone-rule.h"

#include <stdio.h>

typedef struct
{
  TodokuCatalog *catalog;
  const char *domain;
  const TodokuCheckupOptions *options;
  struct json_object *outcome;
} Run;

// As far as they are known, until all is.
static gboolean
collect_rule (TodokuDnsFacts *facts, gpointer user_data)
{
  Run *run = user_data;
  g_autoptr (TodokuCollected) collected =
    todoku_collect (run->catalog, facts, run->domain, run->options);
  struct json_object *wanted = json_object_new_array ();
  g_autofree char *refused = collected->refused_address.length > 0
                               ? todoku_dns_address_to_string (&collected->refused_address)
                               : NULL;

  for (guint i = 0; i < collected->wanted->len; i++)
    json_object_array_add (wanted, json_object_new_string (todoku_spf_record_get_text (
                                     ((TodokuWanted *) collected->wanted->pdata[i])->record)));
  json_object_object_add (run->outcome, "wanted", wanted);
  todoku_json_set_string (run->outcome, "refused", refused);

  return collected->complete;
}

static void
collect (Run *run, const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
  g_autoptr (TodokuDnsZone) zone = todoku_dns_zone_new_from_json (json, &error);

  g_assert_no_error (error);
  zone_run_rule (zone, facts, collect_rule, run);
}

static void
check_line (TodokuCatalog *catalog, TodokuBounceRules *rules, const char *line)
{
  struct json_object *test = json_tokener_parse (line);
  struct json_object *zone = json_object_object_get (test, "zone");
  const char *json = json_object_to_json_string (zone);
  g_autoptr (TodokuCheckupOptions) options =
    check_options_read (catalog, rules, json_object_object_get (test, "options"));
  Run run = {
    .catalog = catalog,
    .domain = json_object_get_string (json_object_object_get (test, "domain")),
    .options = options,
    .outcome = json_object_new_object (),
  };
  g_autoptr (TodokuReport) report = check_zone (catalog, json, run.domain, options);
  g_autoptr (TodokuReport) again = NULL;

  if (report->proposed != NULL)
    again = check_published (catalog, zone, run.domain, options, report->proposed);
  json_object_object_add (run.outcome, "report", todoku_report_to_json (report));
  json_object_object_add (run.outcome, "again",
                          again != NULL ? todoku_report_to_json (again) : NULL);
  collect (&run, json_object_to_json_string (zone));

  puts (json_object_to_json_string_ext (run.outcome, JSON_C_TO_STRING_PLAIN));
  fflush (stdout);
  json_object_put (run.outcome);
  json_object_put (test);
}

int
main (void)
{
  g_autoptr (TodokuCatalog) catalog = shipped_catalog_load ();
  g_autoptr (TodokuBounceRules) rules = shipped_bounce_rules_load ();
  char *line = NULL;
  size_t size = 0;

  while (getline (&line, &size, stdin) > 0)
    check_line (catalog, rules, line);
  free (line);

  return 0;
}
