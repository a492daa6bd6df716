// SPDX-License-Identifier: GPL-3.0-or-later

#include "check-zone.h"

#include "dns/zone.h"

typedef struct
{
  TodokuCatalog *catalog;
  const char *domain;
  const TodokuCheckupOptions *choices;
  TodokuReport *report;
} Run;

static gboolean
checkup_rule (TodokuDnsFacts *facts, gpointer user_data)
{
  Run *run = user_data;

  g_clear_pointer (&run->report, todoku_report_unref);

  return todoku_checkup_run (run->catalog, facts, run->domain, run->choices, &run->report);
}

TodokuReport *
check_zone (TodokuCatalog *catalog,
            const char *json,
            const char *domain,
            const TodokuCheckupOptions *choices)
{
  Run run = { .catalog = catalog, .domain = domain, .choices = choices };
  g_autoptr (GError) error = NULL;
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
  g_autoptr (TodokuDnsZone) zone = todoku_dns_zone_new_from_json (json, &error);

  g_assert_no_error (error);
  todoku_dns_zone_run_rule (zone, facts, checkup_rule, &run);
  g_assert_nonnull (run.report);

  return run.report;
}
