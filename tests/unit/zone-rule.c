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

static void
run_in_order (struct json_object *json,
              TodokuDnsRule rule,
              gpointer user_data,
              guint max_questions,
              gboolean backwards)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TodokuDnsZone) zone =
    todoku_dns_zone_new_from_json (json_object_to_json_string (json), &error);
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();

  g_assert_no_error (error);
  g_assert_false (rule (facts, user_data));

  g_autoptr (GPtrArray) wanted = todoku_dns_facts_take_wanted (facts);

  g_assert_cmpuint (wanted->len, <=, max_questions);
  for (guint i = 0; i < wanted->len; i++)
    {
      const TodokuDnsQuestion *question =
        g_ptr_array_index (wanted, backwards ? wanted->len - 1 - i : i);
      g_autoptr (TodokuDnsAnswer) answer =
        todoku_dns_zone_answer (zone, question->name, question->type);

      todoku_dns_facts_learn (facts, question->name, question->type, answer);
      rule (facts, user_data);
    }

  g_assert_true (rule (facts, user_data));
  g_assert_false (todoku_dns_facts_has_wanted (facts));
}

void
zone_run_in_both_orders (struct json_object *json,
                         TodokuDnsRule rule,
                         gpointer user_data,
                         guint max_questions)
{
  run_in_order (json, rule, user_data, max_questions, FALSE);
  run_in_order (json, rule, user_data, max_questions, TRUE);
}
