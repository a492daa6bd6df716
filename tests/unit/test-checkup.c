// SPDX-License-Identifier: GPL-3.0-or-later

// The cases are in data/checkup.json: a zone, what the person chose, and the outcome; where they
// say something else than the resolver, what the name servers have. Besides, each proposal is
// published in the zone and checked again: then there is nothing to do.

#include "base/language.h"
#include "checkup/checkup.h"
#include "checkup/instructions.h"
#include "checkup/report-json.h"
#include "checkup/standard.h"

#include "cases.h"
#include "check-zone.h"
#include "shipped.h"
#include "zone-rule.h"

#include <string.h>

static TodokuCatalog *catalog;
static TodokuBounceRules *rules;

static void
assert_findings (TodokuReport *report, struct json_object *test)
{
  struct json_object *ids = case_get (test, "findings");
  struct json_object *untold = case_get (test, "untold");
  TodokuSeverity worst = TODOKU_SEVERITY_ERROR;

  for (size_t i = 0; ids != NULL && i < json_object_array_length (ids); i++)
    g_assert_true (
      check_has_finding (report, json_object_get_string (json_object_array_get_idx (ids, i))));

  for (size_t i = 0; untold != NULL && i < json_object_array_length (untold); i++)
    g_assert_false (
      check_has_finding (report, json_object_get_string (json_object_array_get_idx (untold, i))));

  for (guint i = 0; i < report->findings->len; i++)
    {
      const TodokuFinding *finding = g_ptr_array_index (report->findings, i);

      g_assert_cmpint (finding->severity, >=, worst);
      worst = finding->severity;
      // Nothing is told twice.
      for (guint j = 0; j < i; j++)
        {
          const TodokuFinding *other = g_ptr_array_index (report->findings, j);

          g_assert_false (g_strcmp0 (finding->term, other->term) == 0
                          && (g_str_equal (finding->id, other->id)
                              || g_str_equal (finding->id, "unclear-term")
                              || g_str_equal (other->id, "unclear-term")));
        }
    }
}

static gboolean
is_said (TodokuReport *report, const char *text)
{
  for (guint i = 0; i < report->findings->len; i++)
    if (strstr (((TodokuFinding *) report->findings->pdata[i])->message, text) != NULL)
      return TRUE;

  return FALSE;
}

// Whose record it is, is known before it is copied.
static void
assert_servers (TodokuReport *report, struct json_object *test)
{
  struct json_object *texts = case_get (test, "says");
  gboolean is_told =
    check_has_finding (report, "resolver-differs") || check_has_finding (report, "resolver-stale");
  g_auto (GStrv) cautions = todoku_report_list_cautions (report);

  for (size_t i = 0; texts != NULL && i < json_object_array_length (texts); i++)
    g_assert_true (is_said (report, json_object_get_string (json_object_array_get_idx (texts, i))));
  if (report->proposed != NULL && is_told)
    g_assert_nonnull (cautions[0]);
}

static void
assert_companies (TodokuReport *report, struct json_object *test)
{
  const char *told = case_get_string (test, "told");

  if (json_object_object_get_ex (test, "host", NULL))
    g_assert_cmpstr (report->collected->mail.host->id, ==, case_get_string (test, "host"));
  if (json_object_object_get_ex (test, "provider", NULL))
    g_assert_cmpstr (report->collected->dns_provider != NULL ? report->collected->dns_provider->id
                                                             : NULL,
                     ==, case_get_string (test, "provider"));
  if (json_object_object_get_ex (test, "host_field", NULL))
    g_assert_cmpstr (report->collected->host_field, ==, case_get_string (test, "host_field"));
  if (told != NULL && strstr (report->explanation, told) == NULL)
    g_error ("not told in \"%s\"", report->explanation);
  if (json_object_object_get_ex (test, "headline", NULL))
    g_assert_cmpstr (report->headline, ==, case_get_string (test, "headline"));
}

// Where the person is told to let something go below, there is something to let go.
static void
assert_can_be_let_go (TodokuReport *report)
{
  gboolean offered = FALSE;

  for (guint i = 0; i < report->findings->len; i++)
    {
      const TodokuFinding *finding = g_ptr_array_index (report->findings, i);

      offered |= g_str_equal (finding->id, "removable-term");
    }

  if (report->question == TODOKU_QUESTION_REMOVAL
      || strstr (report->explanation, "let it go below") != NULL)
    g_assert_true (offered);
}

// Whoever was ticked is told of with what there is to know of it, and nobody else is.
static void
assert_notes (TodokuReport *report)
{
  g_autofree char *notes = g_strjoinv ("\n", report->notes);

  g_assert_null (strstr (notes, "(null)"));
  todoku_list_foreach (const TodokuSender, sender, report->collected->ticked)
    if (sender->note.en != NULL)
      g_assert_nonnull (strstr (notes, sender->note.en));
}

// Before nothing is copied nothing is to be known.
static void
assert_cautions (TodokuReport *report)
{
  g_auto (GStrv) cautions = todoku_report_list_cautions (report);

  if (report->proposed == NULL)
    g_assert_null (cautions[0]);
}

// What is shown must be there whenever something is proposed.
static void
assert_whole (TodokuReport *report)
{
  g_assert_cmpstr (report->headline, !=, NULL);
  g_assert_cmpstr (report->explanation, !=, NULL);
  assert_can_be_let_go (report);
  assert_notes (report);
  assert_cautions (report);
  g_assert_cmpint (report->instructions != NULL, ==, report->proposed != NULL);
  if (report->question != TODOKU_QUESTION_REMOVAL)
    g_assert_cmpint (report->proposed_tree != NULL, ==, report->proposed != NULL);
  if (report->instructions != NULL)
    g_assert_nonnull (report->instructions->steps[0]);
  for (guint i = 0; i < report->entries->len; i++)
    {
      const TodokuDiffEntry *entry = g_ptr_array_index (report->entries, i);

      g_assert_cmpstr (entry->meaning, !=, NULL);
      // Nothing is moved where no order helps.
      if (report->question == TODOKU_QUESTION_REMOVAL && entry->op == TODOKU_DIFF_CHANGE)
        g_assert_cmpstr (entry->term, !=, entry->was);
      // What is added was nowhere before, and where there was no record all is.
      if (entry->op == TODOKU_DIFF_ADD)
        g_assert_null (strstr (entry->why, "moved"));
      if (report->current[0] == NULL && report->proposed != NULL)
        g_assert_cmpint (entry->op, ==, TODOKU_DIFF_ADD);
      if (report->verdict == TODOKU_VERDICT_FINE)
        g_assert_cmpint (entry->op, ==, TODOKU_DIFF_KEEP);
    }
}

// What @expected has stands in @found, too, which may have more members.
static void
assert_within (struct json_object *expected, struct json_object *found)
{
  if (json_object_is_type (expected, json_type_object))
    {
      json_object_object_foreach (expected, key, value)
      {
        struct json_object *member = NULL;

        g_assert_true (json_object_object_get_ex (found, key, &member));
        assert_within (value, member);
      }
    }
  else if (json_object_is_type (expected, json_type_array))
    {
      g_assert_cmpuint (json_object_array_length (expected), ==, json_object_array_length (found));
      for (size_t i = 0; i < json_object_array_length (expected); i++)
        assert_within (json_object_array_get_idx (expected, i),
                       json_object_array_get_idx (found, i));
    }
  else if (!json_object_equal (expected, found))
    g_error ("%s, not %s", json_object_to_json_string (found),
             json_object_to_json_string (expected));
}

// Each finding with the terms that it offers.
static void
assert_findings_told (TodokuReport *report, struct json_object *object)
{
  struct json_object *findings = case_get (object, "findings");

  g_assert_cmpuint (json_object_array_length (findings), ==, report->findings->len);
  for (guint i = 0; i < report->findings->len; i++)
    {
      const TodokuFinding *finding = g_ptr_array_index (report->findings, i);
      struct json_object *found = json_object_array_get_idx (findings, i);
      struct json_object *options = case_get (found, "options");
      guint n_options = finding->options != NULL ? g_strv_length (finding->options) : 0;

      g_assert_cmpstr (case_get_string (found, "id"), ==, finding->id);
      g_assert_cmpstr (case_get_string (found, "message"), ==, finding->message);
      g_assert_cmpuint (options != NULL ? json_object_array_length (options) : 0, ==, n_options);
      for (guint n = 0; n < n_options; n++)
        g_assert_cmpstr (json_object_get_string (json_object_array_get_idx (options, n)), ==,
                         finding->options[n]);
    }
}

// What `todoku-cli check --json` prints.
static void
assert_json (TodokuReport *report, struct json_object *test)
{
  struct json_object *object = todoku_report_to_json (report);

  // No words have a gap.
  g_assert_null (strstr (json_object_to_json_string (object), "(null)"));
  assert_findings_told (report, object);
  if (case_get (test, "json") != NULL)
    assert_within (case_get (test, "json"), object);
  json_object_put (object);
}

// Every server that sends for the person passes after the change, and a stranger never does, but
// for one in a whole network that is told.
static void
assert_proven (TodokuReport *report)
{
  gboolean stranger = FALSE;

  for (guint i = 0; i < report->proofs->len; i++)
    {
      const TodokuProof *proof = g_ptr_array_index (report->proofs, i);

      if (proof->role == TODOKU_PROOF_STRANGER)
        {
          stranger = TRUE;
          g_assert_true (proof->current != TODOKU_SPF_RESULT_PASS
                         || check_has_finding (report, "large-network"));
          g_assert_true (proof->proposed != TODOKU_SPF_RESULT_PASS
                         || check_has_finding (report, "large-network"));
        }
      else
        g_assert_cmpint (proof->proposed, ==, TODOKU_SPF_RESULT_PASS);
    }
  g_assert_true (stranger);
}

static void
assert_cured (struct json_object *test,
              const char *domain,
              TodokuCheckupOptions *choices,
              const TodokuReport *before)
{
  g_autoptr (TodokuReport) report =
    check_published (catalog, case_get (test, "zone"), domain, choices, before->proposed);

  g_assert_cmpstr (todoku_verdict_get_id (report->verdict), ==, "fine");
  g_assert_cmpstr (report->proposed, ==, NULL);
  if (before->collected->mail.host != NULL)
    g_assert_true (report->collected->mail.host == before->collected->mail.host);
}

static TodokuReport *
check (struct json_object *test, const char *domain, TodokuCheckupOptions *choices)
{
  struct json_object *zone = case_get (test, "zone");

  return case_get (test, "servers") != NULL
           ? check_servers (catalog, test, domain, choices)
           : check_zone (catalog, json_object_to_json_string (zone), domain, choices);
}

typedef struct
{
  const char *domain;
  const TodokuCheckupOptions *options;
  TodokuCollected *collected;
} Place;

static gboolean
place_rule (TodokuDnsFacts *facts, gpointer user_data)
{
  Place *place = user_data;

  g_clear_pointer (&place->collected, todoku_collected_free);
  place->collected = todoku_collect_place (catalog, facts, place->domain, place->options);

  return place->collected->complete;
}

// Who serves the zone comes to the same where nothing else is asked.
static void
assert_place (const TodokuCollected *all, struct json_object *test, const char *domain)
{
  const char *json = json_object_to_json_string (case_get (test, "zone"));
  g_autoptr (TodokuCheckupOptions) options = todoku_checkup_options_new ();
  g_autoptr (TodokuDnsZone) zone = todoku_dns_zone_new_from_json (json, NULL);
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
  Place place = { .domain = domain, .options = options };

  zone_run_rule (zone, facts, place_rule, &place);
  g_assert_null (todoku_dns_facts_peek (facts, domain, TODOKU_DNS_TYPE_TXT));
  g_assert_cmpstr (place.collected->zone, ==, all->zone);
  g_assert_true (place.collected->dns_provider == all->dns_provider);
  g_assert_cmpstr (place.collected->host_field, ==, all->host_field);
  g_assert_cmpstrv (place.collected->name_servers, all->name_servers);
  todoku_collected_free (place.collected);
}

// Nothing is said before it is known who serves the zone, though that be the last that comes.
static void
test_place_comes_last (void)
{
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
  g_autoptr (TodokuDnsZone) zone = todoku_dns_zone_new_from_json (
    "{\"shop.example\": {\"A\": [\"198.51.100.6\"], \"MX\": [\"0 shop.example\"],"
    " \"NS\": [\"ns1.dns.test\"]}}",
    NULL);
  g_autoptr (TodokuCheckupOptions) options = todoku_checkup_options_new ();
  Place place = { .domain = "shop.example", .options = options };

  while (!place_rule (facts, &place) && todoku_dns_facts_has_wanted (facts))
    {
      g_autoptr (GPtrArray) wanted = todoku_dns_facts_take_wanted (facts);

      todoku_list_foreach (const TodokuDnsQuestion, question, wanted)
        {
          g_autoptr (TodokuDnsAnswer) answer =
            todoku_dns_zone_answer (zone, question->name, question->type);

          if (question->type != TODOKU_DNS_TYPE_NS)
            todoku_dns_facts_learn (facts, question->name, question->type, answer);
        }
    }
  g_assert_false (place.collected->complete);
  g_assert_null (place.collected->zone);
  todoku_collected_free (place.collected);
}

static void
test_case (gconstpointer data)
{
  struct json_object *test = (struct json_object *) data;
  const char *domain = case_get_string (test, "domain");
  TodokuCheckupOptions *choices = check_options_read (catalog, rules, test);
  g_autoptr (TodokuReport) report = NULL;

  if (domain == NULL)
    domain = "shop.example";
  report = check (test, domain, choices);

  g_assert_cmpstr (todoku_verdict_get_id (report->verdict), ==, case_get_string (test, "verdict"));
  g_assert_true ((report->question != TODOKU_QUESTION_NONE)
                 == (report->verdict == TODOKU_VERDICT_CHOOSE));
  if (json_object_object_get_ex (test, "question", NULL))
    g_assert_cmpstr (todoku_question_get_id (report->question), ==,
                     case_get_string (test, "question"));
  g_assert_cmpstr (report->proposed, ==, case_get_string (test, "proposed"));
  assert_companies (report, test);
  assert_findings (report, test);
  assert_servers (report, test);
  assert_whole (report);
  assert_json (report, test);
  // A company that the person chose may tell who serves the zone.
  if (choices->host == NULL && choices->value == NULL
      && report->verdict != TODOKU_VERDICT_NO_DOMAIN)
    assert_place (report->collected, test, domain);
  if (report->proposed != NULL)
    {
      assert_cured (test, domain, choices, report);
      assert_proven (report);
    }

  todoku_checkup_options_free (choices);
}

static void
test_failure_names_server (void)
{
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
  g_autoptr (TodokuDnsAnswer) answer =
    todoku_dns_answer_new (TODOKU_DNS_STATUS_REFUSED, "192.0.2.53:53", NULL);
  TodokuCheckupOptions *choices = todoku_checkup_options_new ();
  g_autoptr (TodokuReport) report = NULL;

  todoku_dns_facts_learn (facts, "shop.example", TODOKU_DNS_TYPE_TXT, answer);
  g_assert_false (todoku_checkup_run (catalog, facts, "shop.example", choices, &report));

  g_assert_cmpint (report->verdict, ==, TODOKU_VERDICT_UNKNOWN);
  g_assert_cmpstr (report->failed_question, ==, "shop.example TXT");
  g_assert_nonnull (strstr (report->explanation, "192.0.2.53:53"));
  todoku_checkup_options_free (choices);
}

static void
test_nothing_before_the_record (void)
{
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
  TodokuCheckupOptions *choices = todoku_checkup_options_new ();
  TodokuReport *report = NULL;

  g_assert_false (todoku_checkup_run (catalog, facts, "shop.example", choices, &report));
  g_assert_null (report);
  g_assert_true (todoku_dns_facts_has_wanted (facts));
  todoku_checkup_options_free (choices);
}

// Whatever comes before in its answer, the longest record of those that are some is the first.
static void
assert_first (const char *texts, const char *first)
{
  g_autofree char *zone = g_strdup_printf ("{\"shop.example\": {\"A\": [\"198.51.100.6\"], "
                                           "\"MX\": [\"0 shop.example\"], \"TXT\": [%s]}}",
                                           texts);
  g_autoptr (TodokuCheckupOptions) choices = todoku_checkup_options_new ();
  g_autoptr (TodokuReport) report = check_zone (catalog, zone, "shop.example", choices);

  g_assert_cmpstr (report->current[0], ==, first);
}

static void
test_first_of_records (void)
{
  const char *longest = "v=spf1 mx ip4:198.51.100.7 ~all";

  assert_first ("\"v=spf1 a ~all\", \"v=spf1 mx ip4:198.51.100.7 ~all\"", longest);
  assert_first ("\"v=spf1 mx ip4:198.51.100.7 ~all\", \"v=spf1 a ~all\"", longest);
  assert_first ("\"v=spf1 mx ip4:198.51.100.7 ~all\", \"v=spf1 mx ip4:198.51.100.8 ~all\"",
                longest);
  assert_first ("\"v=spf1 mx ip4:198.51.100.8 ~all\", \"v=spf1 mx ip4:198.51.100.7 ~all\"",
                longest);
  assert_first ("\"v=spf mx ip4:198.51.100.7 ip4:198.51.100.8 ~all\", \"v=spf1 a ~all\"",
                "v=spf1 a ~all");
  assert_first ("\"v=spf1 a ~all\", \"v=spf mx ip4:198.51.100.7 ip4:198.51.100.8 ~all\"",
                "v=spf1 a ~all");
}

// A server rotates the records of its answers (RFC 1794).
static void
test_order_of_records (void)
{
  static const char *const rotations[] = {
    "\"v=spf1 a -all\", \"v=spf1 mx ip4:198.51.100.7 ~all\", \"v=spf1 ip4:198.51.100.8 ?all\"",
    "\"v=spf1 mx ip4:198.51.100.7 ~all\", \"v=spf1 ip4:198.51.100.8 ?all\", \"v=spf1 a -all\"",
    "\"v=spf1 ip4:198.51.100.8 ?all\", \"v=spf1 a -all\", \"v=spf1 mx ip4:198.51.100.7 ~all\"",
  };
  g_autoptr (TodokuCheckupOptions) choices = todoku_checkup_options_new ();
  g_autoptr (TodokuReport) first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rotations); i++)
    {
      g_autofree char *zone = g_strdup_printf (
        "{\"shop.example\": {\"A\": [\"198.51.100.6\"], \"MX\": [\"0 shop.example\"],"
        " \"NS\": [\"ns.example\"], \"TXT\": [%s]}}",
        rotations[i]);
      g_autoptr (TodokuReport) report = check_zone (catalog, zone, "shop.example", choices);

      g_assert_cmpint (report->verdict, ==, TODOKU_VERDICT_MERGE);
      if (first == NULL)
        first = todoku_report_ref (report);
      g_assert_true (todoku_report_equal (first, report));
    }
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

// What a check-up comes to, with the terms of what is proposed in one order.
static char *
describe_in_order (const TodokuReport *report)
{
  g_auto (GStrv) terms = g_strsplit (report->proposed != NULL ? report->proposed : "", " ", -1);
  g_autofree char *text = NULL;

  qsort (terms, g_strv_length (terms), sizeof *terms, compare_strings);
  text = g_strjoinv (" ", terms);

  return g_strdup_printf ("%s %s", todoku_verdict_get_id (report->verdict), text);
}

// @n_terms of @terms, from the @first on, and the last of them @backwards.
static char *
make_record (const char *const *terms, guint n_terms, guint first, gboolean backwards)
{
  GString *record = g_string_new ("v=spf1");

  for (guint i = 0; i < n_terms; i++)
    g_string_append_printf (record, " %s",
                            terms[(first + (backwards ? n_terms - 1 - i : i)) % n_terms]);
  g_string_append (record, " ~all");

  return g_string_free (record, FALSE);
}

// Over the limit of ten, what goes without loss, and what is asked, is not a matter of which terms
// receivers come to in time.
static void
test_order_of_terms (void)
{
  static const char *const terms[] = { "include:a.example", "include:b.example", "a", "mx",
                                       "include:c.example", "include:d.example" };
  g_autoptr (TodokuCheckupOptions) choices = todoku_checkup_options_new ();

  // Whether the site's server passes by a list: if not, that "mx" goes is not enough.
  for (guint covered = 0; covered <= 1; covered++)
    {
      g_autofree char *first = NULL;

      for (guint i = 0; i < 2 * G_N_ELEMENTS (terms); i++)
        {
          g_autofree char *text = make_record (terms, G_N_ELEMENTS (terms), i / 2, i % 2 == 1);
          g_autofree char *zone = g_strdup_printf (
            "{\"shop.example\": {\"A\": [\"198.51.100.%u\"], \"MX\": [\"0 mail.example\"],"
            " \"NS\": [\"ns.example\"], \"TXT\": [\"%s\"]},"
            " \"mail.example\": {\"A\": [\"198.51.100.70\"]},"
            " \"a.example\": {\"TXT\": [\"v=spf1 include:l.example include:l.example ip4:192.0.2.1 "
            "~all\"]},"
            " \"b.example\": {\"TXT\": [\"v=spf1 include:l.example ip4:198.51.100.64/28 ~all\"]},"
            " \"c.example\": {\"TXT\": [\"v=spf1 include:l.example ip4:198.51.100.80/28 ~all\"]},"
            " \"d.example\": {\"TXT\": [\"v=spf1 include:l.example include:l.example ip4:192.0.2.4 "
            "~all\"]},"
            " \"l.example\": {\"TXT\": [\"v=spf1 ip4:203.0.113.80/28 ~all\"]}}",
            covered ? 81 : 200, text);
          g_autoptr (TodokuReport) report = check_zone (catalog, zone, "shop.example", choices);
          g_autofree char *outcome = describe_in_order (report);

          if (first == NULL)
            first = g_steal_pointer (&outcome);
          else
            g_assert_cmpstr (outcome, ==, first);
        }
      g_assert_true (g_str_has_prefix (first, covered ? "edit" : "choose"));
    }
}

static gboolean
checkup_rule (TodokuDnsFacts *facts, gpointer user_data)
{
  TodokuReport **report = user_data;
  g_autoptr (TodokuCheckupOptions) choices = todoku_checkup_options_new ();

  g_clear_pointer (report, todoku_report_unref);
  choices->authority_port = 53;

  return todoku_checkup_run (catalog, facts, "shop.example", choices, report);
}

static TodokuDnsAnswer *
make_live (const char *json, gint64 received)
{
  g_autoptr (TodokuDnsZone) zone = todoku_dns_zone_new_from_json (json, NULL);
  TodokuDnsAnswer *answer = todoku_dns_zone_answer (zone, "shop.example", TODOKU_DNS_TYPE_TXT);
  TodokuDnsDetail detail = { .received = received };

  todoku_dns_answer_set_detail (answer, &detail);

  return answer;
}

// Where the new record was seen to arrive, what the name servers said before that is over.
static void
test_arrived_since (void)
{
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
  g_autoptr (TodokuDnsZone) zone = todoku_dns_zone_new_from_json (
    "{\"shop.example\": {\"A\": [\"198.51.100.6\"], \"MX\": [\"0 shop.example\"],"
    " \"NS\": [\"ns1.dns.test\", \"ns2.dns.test\"], \"TXT\": [\"v=spf1 a ~all\"]},"
    " \"ns1.dns.test\": {\"A\": [\"192.0.2.1\"]}, \"ns2.dns.test\": {\"A\": [\"192.0.2.2\"]}}",
    NULL);
  const char *json = "{\"shop.example\": {\"TXT\": [\"v=spf1 mx ~all\"]}}";
  g_autoptr (TodokuDnsAnswer) earlier = make_live (json, 0);
  g_autoptr (TodokuDnsAnswer) later = make_live (json, 1);
  g_autoptr (TodokuReport) report = NULL;

  zone_run_rule (zone, facts, checkup_rule, &report);
  todoku_dns_facts_learn (facts, "shop.example", TODOKU_DNS_TYPE_TXT, earlier);
  zone_run_rule (zone, facts, checkup_rule, &report);
  g_assert_cmpstr (report->current[0], ==, "v=spf1 a ~all");
  g_assert_true (check_has_finding (report, "resolver-stale"));

  todoku_dns_facts_learn (facts, "shop.example", TODOKU_DNS_TYPE_TXT, later);
  zone_run_rule (zone, facts, checkup_rule, &report);
  g_assert_cmpstr (report->current[0], ==, "v=spf1 mx ~all");
  g_assert_false (check_has_finding (report, "resolver-stale"));
  g_assert_false (check_has_finding (report, "resolver-differs"));
}

// A domain of one's own is taken as it was typed, and an address at a mail provider is not.
static void
test_own_domain (void)
{
  static const struct
  {
    const char *text;
    const char *domain;
    TodokuDomainError error;
  } cases[] = {
    { "info@shop.example", "shop.example", 0 },
    { "https://gmail.shop.example/", "gmail.shop.example", 0 },
    { "shop@gmail.com", NULL, TODOKU_DOMAIN_ERROR_PROVIDER },
    { "docomo.ne.jp", NULL, TODOKU_DOMAIN_ERROR_PROVIDER },
    { "", NULL, TODOKU_DOMAIN_ERROR_EMPTY },
    { "co.jp", NULL, TODOKU_DOMAIN_ERROR_PUBLIC_SUFFIX },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TodokuDomain) domain = todoku_own_domain_parse (cases[i].text, catalog, &error);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (domain != NULL ? domain->ascii : NULL, ==, cases[i].domain);
      if (cases[i].domain != NULL)
        g_assert_no_error (error);
      else
        g_assert_error (error, TODOKU_DOMAIN_ERROR, (gint) cases[i].error);
    }
}

int
main (int argc, char *argv[])
{
  struct json_object *cases = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  todoku_language_init (TODOKU_LANGUAGE_EN);

  catalog = shipped_catalog_load ();
  rules = shipped_bounce_rules_load ();
  cases = cases_load ("checkup.json");
  cases_add (cases, 1, "/checkup/case", "name", test_case);
  g_test_add_func ("/checkup/failure-names-server", test_failure_names_server);
  g_test_add_func ("/checkup/nothing-before-the-record", test_nothing_before_the_record);
  g_test_add_func ("/checkup/place-comes-last", test_place_comes_last);
  g_test_add_func ("/checkup/own-domain", test_own_domain);
  g_test_add_func ("/checkup/first-of-records", test_first_of_records);
  g_test_add_func ("/checkup/order-of-records", test_order_of_records);
  g_test_add_func ("/checkup/order-of-terms", test_order_of_terms);
  g_test_add_func ("/checkup/arrived-since", test_arrived_since);

  status = cases_run (cases);
  todoku_bounce_rules_unref (rules);
  todoku_catalog_unref (catalog);

  return status;
}
