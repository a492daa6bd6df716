// SPDX-License-Identifier: GPL-3.0-or-later

#include "check-zone.h"

#include "cases.h"
#include "zone-rule.h"

#include <string.h>

typedef struct
{
  TodokuCatalog *catalog;
  const char *domain;
  const TodokuCheckupOptions *choices;
  TodokuReport *report;
} Run;

static void
add_strings (GPtrArray *array, struct json_object *list)
{
  for (size_t i = 0; list != NULL && i < json_object_array_length (list); i++)
    g_ptr_array_add (array,
                     g_strdup (json_object_get_string (json_object_array_get_idx (list, i))));
}

static void
add_pairs (GHashTable *table, struct json_object *pairs)
{
  if (pairs == NULL)
    return;

  json_object_object_foreach (pairs, key, value)
  {
    g_hash_table_insert (table, g_strdup (key), g_strdup (json_object_get_string (value)));
  }
}

// One, or a list.
static void
add_addresses (GArray *addresses, struct json_object *node)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  if (json_object_is_type (node, json_type_string))
    g_ptr_array_add (texts, g_strdup (json_object_get_string (node)));
  else
    add_strings (texts, node);
  for (guint i = 0; i < texts->len; i++)
    {
      TodokuDnsAddress address;

      g_assert_true (todoku_dns_address_parse (texts->pdata[i], -1, &address));
      g_array_append_val (addresses, address);
    }
}

TodokuCheckupOptions *
check_options_read (TodokuCatalog *catalog, TodokuBounceRules *rules, struct json_object *object)
{
  TodokuCheckupOptions *options = todoku_checkup_options_new ();
  const char *mail = case_get_string (object, "bounce");
  const char *arrived = case_get_string (object, "received");

  options->host = g_strdup (case_get_string (object, "choose"));
  options->web_host = g_strdup (case_get_string (object, "web_host"));
  options->value = g_strdup (case_get_string (object, "value"));
  add_pairs (options->values, case_get (object, "values"));
  add_pairs (options->answers, case_get (object, "answers"));
  add_strings (options->senders, case_get (object, "senders"));
  add_strings (options->unwanted, case_get (object, "unwanted"));
  options->authority_port = (guint16) json_object_get_int (case_get (object, "port"));
  add_addresses (options->ips, case_get (object, "ip"));
  if (mail != NULL)
    g_assert_cmpint (todoku_bounce_read (rules, catalog, mail, strlen (mail), &options->bounce), ==,
                     TODOKU_BOUNCE_FOUND);
  if (arrived != NULL)
    g_assert_cmpint (todoku_received_read (rules, catalog, arrived, strlen (arrived),
                                           &options->received),
                     ==, TODOKU_RECEIVED_FOUND);

  return options;
}

static gboolean
checkup_rule (TodokuDnsFacts *facts, gpointer user_data)
{
  Run *run = user_data;

  g_clear_pointer (&run->report, todoku_report_unref);

  return todoku_checkup_run (run->catalog, facts, run->domain, run->choices, &run->report);
}

static void
check_place (const TodokuDkimEvaluation *dkim, const TodokuFinding *finding)
{
  todoku_list_foreach (const TodokuDkimSelector, selector, dkim->selectors)
    {
      const char *text = selector->text != NULL ? selector->text : "";
      g_autoptr (TodokuDkimEvaluation) alone = todoku_dkim_evaluate_record (text, strlen (text));

      // Read alone.
      if (selector->name == NULL)
        return;
      todoku_list_foreach (const TodokuFinding, other, alone->findings)
        if (g_str_equal (other->id, finding->id) && other->position == finding->position)
          return;
    }
  g_error ("%s is found at %d, in no text", finding->id, finding->position);
}

void
check_places_of_keys (const TodokuDkimEvaluation *dkim)
{
  todoku_list_foreach (const TodokuFinding, finding, dkim->findings)
    if (finding->position >= 0)
      check_place (dkim, finding);
}

static TodokuReport *
take_report (const Run *run)
{
  g_assert_nonnull (run->report);
  if (run->report->collected->dkim != NULL)
    check_places_of_keys (run->report->collected->dkim);

  return run->report;
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
  zone_run_rule (zone, facts, checkup_rule, &run);

  return take_report (&run);
}

TodokuReport *
check_servers (TodokuCatalog *catalog,
               struct json_object *test,
               const char *domain,
               const TodokuCheckupOptions *choices)
{
  Run run = { .catalog = catalog, .domain = domain, .choices = choices };
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();

  zone_run_rule_over_servers (test, facts, checkup_rule, &run);

  return take_report (&run);
}

TodokuReport *
check_published (TodokuCatalog *catalog,
                 struct json_object *zone,
                 const char *domain,
                 const TodokuCheckupOptions *choices,
                 const char *proposed)
{
  struct json_object *changed = NULL;
  struct json_object *records = json_object_new_array ();
  TodokuReport *report;

  json_object_deep_copy (zone, &changed, NULL);
  json_object_array_add (records, json_object_new_string (proposed));
  if (case_get (changed, domain) == NULL)
    json_object_object_add (changed, domain, json_object_new_object ());
  json_object_object_add (case_get (changed, domain), "TXT", records);
  report = check_zone (catalog, json_object_to_json_string (changed), domain, choices);
  json_object_put (changed);

  return report;
}

gboolean
check_has_finding (TodokuReport *report, const char *id)
{
  for (guint i = 0; i < report->findings->len; i++)
    if (g_str_equal (((TodokuFinding *) report->findings->pdata[i])->id, id))
      return TRUE;

  return FALSE;
}
