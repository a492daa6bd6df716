// SPDX-License-Identifier: GPL-3.0-or-later

#include "zone-rule.h"

guint
zone_run_rule (TodokuDnsZone *self, TodokuDnsFacts *facts, TodokuDnsRule rule, gpointer user_data)
{
  guint n_runs = 1;

  for (; !rule (facts, user_data); n_runs++)
    {
      g_autoptr (GPtrArray) wanted = todoku_dns_facts_take_wanted (facts);

      // A rule that waits for nothing would never end.
      g_return_val_if_fail (wanted != NULL, n_runs);

      for (guint i = 0; i < wanted->len; i++)
        {
          const TodokuDnsQuestion *question = g_ptr_array_index (wanted, i);
          g_autoptr (TodokuDnsAnswer) answer =
            todoku_dns_zone_answer (self, question->name, question->type);

          todoku_dns_facts_learn (facts, question->name, question->type, answer);
        }
    }

  return n_runs;
}
