// SPDX-License-Identifier: GPL-3.0-or-later

// How many evaluations a second Todoku makes over facts in memory:
//
//   bench-spf-speed ZONE.json IP DOMAIN SECONDS

#include "spf/evaluate.h"
#include "zone-rule.h"

#include <stdio.h>
#include <stdlib.h>

static gboolean
evaluate_rule (TodokuDnsFacts *facts, gpointer user_data)
{
  g_autoptr (TodokuSpfEvaluation) evaluation = todoku_spf_evaluate (facts, user_data);

  return evaluation != NULL;
}

static void
measure (TodokuDnsFacts *facts, const TodokuSpfQuery *query, double seconds)
{
  gint64 begin = g_get_monotonic_time ();
  gint64 end = begin + (gint64) (seconds * G_USEC_PER_SEC);
  TodokuSpfResult result = TODOKU_SPF_RESULT_NONE;
  guint64 n = 0;

  while (g_get_monotonic_time () < end)
    for (guint i = 0; i < 64; i++, n++)
      {
        g_autoptr (TodokuSpfEvaluation) evaluation = todoku_spf_evaluate (facts, query);

        // libspf2 says why with every result.
        g_autofree char *reason = todoku_spf_evaluation_get_reason (evaluation);

        result = evaluation->result;
      }

  printf ("%s %.0f\n", todoku_spf_result_get_id (result),
          (double) n * G_USEC_PER_SEC / (double) (g_get_monotonic_time () - begin));
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
  g_autoptr (TodokuDnsZone) zone =
    argc == 5 ? todoku_dns_zone_new_from_file (argv[1], &error) : NULL;
  TodokuSpfQuery query = { 0 };

  if (zone == NULL || !todoku_dns_address_parse (argv[2], -1, &query.address))
    {
      fprintf (stderr, "%s\n", error != NULL ? error->message : "ZONE.json IP DOMAIN SECONDS");
      return EXIT_FAILURE;
    }

  g_autofree char *sender = g_strconcat ("info@", argv[3], NULL);

  query.helo = argv[3];
  query.mail_from = sender;
  zone_run_rule (zone, facts, evaluate_rule, &query);
  measure (facts, &query, g_ascii_strtod (argv[4], NULL));

  return EXIT_SUCCESS;
}
