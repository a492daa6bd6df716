// SPDX-License-Identifier: GPL-3.0-or-later

// The cases are in data/proof.json: "servers" has a zone, its domain's record, and which addresses
// are tried for it; "results" has what receivers say of an address today and after the change;
// "chosen" has which of many a person reads.

#include "checkup/proof.h"

#include "cases.h"
#include "zone-rule.h"

#include <stdio.h>

#define DOMAIN "shop.example"

typedef struct
{
  TodokuSpfRecord *record;
  GPtrArray *proofs;
  const char *proposed;
} Run;

static TodokuDnsZone *
zone_of (struct json_object *test)
{
  g_autoptr (GError) error = NULL;
  TodokuDnsZone *zone =
    todoku_dns_zone_new_from_json (json_object_to_json_string (case_get (test, "zone")), &error);

  g_assert_no_error (error);

  return zone;
}

static const char *
string_at (struct json_object *list, gsize index)
{
  return json_object_get_string (json_object_array_get_idx (list, index));
}

// Addresses and names that are counted, as "n%u.example" for 3 to 12: "3-12 n%u.example".
static void
add_counted (GString *lines, const char *text)
{
  guint from = 0;
  guint to = 0;
  int read = 0;

  if (sscanf (text, "%u-%u %n", &from, &to, &read) != 2 || read == 0)
    {
      g_string_append_printf (lines, "%s\n", text);
      return;
    }
  for (guint i = from; i <= to; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);
      g_auto (GStrv) parts = g_strsplit (text + read, "%u", -1);
      g_autofree char *line = g_strjoinv (number, parts);

      g_string_append_printf (lines, "%s\n", line);
    }
}

static char *
join_wanted (struct json_object *list)
{
  GString *lines = g_string_new (NULL);

  for (gsize i = 0; i < json_object_array_length (list); i++)
    add_counted (lines, string_at (list, i));

  return g_string_free (lines, FALSE);
}

static char *
join_proofs (GPtrArray *proofs)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < proofs->len; i++)
    {
      const TodokuProof *proof = g_ptr_array_index (proofs, i);
      g_autofree char *address = todoku_dns_address_to_string (&proof->address);

      g_string_append_printf (lines, "%s%s%s\n", address, proof->name != NULL ? " " : "",
                              proof->name != NULL ? proof->name : "");
    }

  return g_string_free (lines, FALSE);
}

static gboolean
servers_rule (TodokuDnsFacts *facts, gpointer user_data)
{
  Run *run = user_data;

  g_ptr_array_set_size (run->proofs, 0);

  return todoku_proofs_add_record (run->proofs, facts, DOMAIN, run->record);
}

static void
test_servers (gconstpointer data)
{
  struct json_object *test = (struct json_object *) data;
  g_autoptr (TodokuDnsZone) zone = zone_of (test);
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
  g_autoptr (TodokuSpfRecord) record =
    todoku_spf_record_parse (case_get_string (test, "record"), -1);
  g_autoptr (GPtrArray) proofs = todoku_proofs_new ();
  g_autofree char *wanted = join_wanted (case_get (test, "servers"));
  g_autofree char *got = NULL;
  Run run = { .record = record, .proofs = proofs };

  zone_run_rule (zone, facts, servers_rule, &run);
  got = join_proofs (proofs);
  g_assert_cmpstr (got, ==, wanted);
  for (guint i = 0; i < proofs->len; i++)
    g_assert_cmpint (((TodokuProof *) proofs->pdata[i])->role, ==, TODOKU_PROOF_SENDER);
}

static gboolean
results_rule (TodokuDnsFacts *facts, gpointer user_data)
{
  Run *run = user_data;

  return todoku_proofs_evaluate (run->proofs, facts, DOMAIN, run->proposed);
}

static void
test_results (gconstpointer data)
{
  struct json_object *test = (struct json_object *) data;
  g_autoptr (TodokuDnsZone) zone = zone_of (test);
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
  g_autoptr (GPtrArray) proofs = todoku_proofs_new ();
  Run run = { .proofs = proofs, .proposed = case_get_string (test, "proposed") };
  TodokuDnsAddress address;

  g_assert_true (todoku_dns_address_parse (case_get_string (test, "ip"), -1, &address));
  todoku_proofs_add (proofs, TODOKU_PROOF_GIVEN, &address, NULL);
  zone_run_rule (zone, facts, results_rule, &run);

  const TodokuProof *proof = g_ptr_array_index (proofs, 0);

  g_assert_cmpstr (todoku_spf_result_get_id (proof->current), ==, case_get_string (test, "today"));
  g_assert_cmpstr (todoku_spf_result_get_id (proof->proposed), ==, case_get_string (test, "after"));
}

static TodokuSpfResult
result_from_id (const char *id)
{
  for (TodokuSpfResult result = TODOKU_SPF_RESULT_NONE; result <= TODOKU_SPF_RESULT_PERMERROR;
       result++)
    if (g_str_equal (todoku_spf_result_get_id (result), id))
      return result;
  g_assert_not_reached ();
}

// "ADDRESS ROLE TODAY AFTER NAME"; the name may be missing.
static void
add_proof (GPtrArray *proofs, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  TodokuProofRole role = TODOKU_PROOF_SENDER;
  TodokuDnsAddress address;

  while (!g_str_equal (todoku_proof_role_get_id (role), words[1]))
    role++;
  g_assert_true (todoku_dns_address_parse (words[0], -1, &address));
  todoku_proofs_add (proofs, role, &address, words[4]);

  TodokuProof *proof = g_ptr_array_index (proofs, proofs->len - 1);

  proof->current = result_from_id (words[2]);
  proof->proposed = result_from_id (words[3]);
}

static void
test_chosen (gconstpointer data)
{
  struct json_object *test = (struct json_object *) data;
  g_autofree char *proofs_text = join_wanted (case_get (test, "proofs"));
  g_autofree char *wanted = join_wanted (case_get (test, "rows"));
  g_auto (GStrv) lines = g_strsplit (proofs_text, "\n", -1);
  g_autoptr (GPtrArray) proofs = todoku_proofs_new ();
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *got = NULL;

  for (char **line = lines; **line != '\0'; line++)
    add_proof (proofs, *line);
  rows = todoku_proofs_choose (proofs);
  got = join_proofs (rows);
  g_assert_cmpstr (got, ==, wanted);
}

// However much a record lets in, so many are tried for each term, and so many in all.
static void
test_bounds (void)
{
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
  g_autoptr (GString) json = g_string_new ("{");
  g_autoptr (TodokuSpfRecord) one = todoku_spf_record_parse ("v=spf1 include:n0.example", -1);
  g_autoptr (TodokuSpfRecord) five = todoku_spf_record_parse (
    "v=spf1 include:n0.example include:n1.example include:n2.example include:n3.example "
    "include:n4.example",
    -1);
  g_autoptr (GPtrArray) proofs = todoku_proofs_new ();

  for (guint i = 0; i < 5; i++)
    {
      g_string_append_printf (json, "%s\"n%u.example\": {\"TXT\": [\"v=spf1", i > 0 ? ", " : "", i);
      for (guint j = 0; j < 255; j++)
        g_string_append_printf (json, " ip4:9.%u.%u.1", i, j);
      g_string_append_printf (json, " ip4:9.%u.255.1 ip4:9.%u.255.2\"]}", i, i);
    }
  g_string_append (json, "}");

  g_autoptr (TodokuDnsZone) zone = todoku_dns_zone_new_from_json (json->str, NULL);
  Run run = { .record = one, .proofs = proofs };

  zone_run_rule (zone, facts, servers_rule, &run);
  g_assert_cmpuint (proofs->len, ==, 256);
  run.record = five;
  zone_run_rule (zone, facts, servers_rule, &run);
  g_assert_cmpuint (proofs->len, ==, 1024);
}

// Whoever publishes thousands of terms does not make us ask thousands of questions.
static void
test_questions (void)
{
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
  g_autoptr (GString) text = g_string_new ("v=spf1");
  g_autoptr (TodokuSpfRecord) record = NULL;
  g_autoptr (GPtrArray) proofs = todoku_proofs_new ();
  g_autoptr (GPtrArray) wanted = NULL;

  for (guint i = 0; i < 4000; i++)
    g_string_append_printf (text, " a:n%u.example", i);
  record = todoku_spf_record_parse (text->str, -1);
  g_assert_false (todoku_proofs_add_record (proofs, facts, DOMAIN, record));
  wanted = todoku_dns_facts_take_wanted (facts);
  g_assert_cmpuint (wanted->len, ==, 2 * 300);
}

int
main (int argc, char *argv[])
{
  struct json_object *cases = NULL;

  g_test_init (&argc, &argv, NULL);

  cases = cases_load ("proof.json");
  cases_add (case_get (cases, "servers"), 1, "/proof/servers", "name", test_servers);
  cases_add (case_get (cases, "results"), 1, "/proof/results", "name", test_results);
  cases_add (case_get (cases, "chosen"), 1, "/proof/chosen", "name", test_chosen);
  g_test_add_func ("/proof/bounds", test_bounds);
  g_test_add_func ("/proof/questions", test_questions);

  return cases_run (cases);
}
