// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/start/practice-examples.h"

#include "input/domain.h"
#include "shipped.h"

// A domain of the zone that fails is there as well; only "no such name" is not.
static void
test_in_zone (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TodokuDnsZone) zone = shipped_zone_load ();

  g_assert_cmpuint (todoku_practice_get_n_examples (), >=, 9);
  for (guint i = 0; i < todoku_practice_get_n_examples (); i++)
    {
      TodokuPracticeExample example = todoku_practice_get_example (i);
      g_autoptr (TodokuDomain) domain = todoku_domain_parse (example.domain, &error);

      g_assert_no_error (error);
      g_autoptr (TodokuDnsAnswer) answer =
        todoku_dns_zone_answer (zone, domain->ascii, TODOKU_DNS_TYPE_TXT);

      g_assert_cmpint (todoku_dns_answer_get_status (answer), !=, TODOKU_DNS_STATUS_NX_DOMAIN);
      g_assert_nonnull (example.meaning);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice-examples/in-zone", test_in_zone);

  return g_test_run ();
}
