// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalog/detect.h"

#include "base/language.h"
#include "cases.h"
#include "catalog/pattern.h"
#include "shipped.h"
#include "zone-rule.h"

#include <string.h>

typedef struct
{
  TodokuCatalog *catalog;
  TodokuDnsFacts *facts;
  const char *domain;
  const char *question;
  TodokuDnsAddress address;
  const TodokuMailHost *chosen;
  GPtrArray *detections;
  GHashTable *values;
} Run;

/* The shipped catalog, loaded once. */
static TodokuCatalog *
get_catalog (void)
{
  static TodokuCatalog *catalog = NULL;

  if (catalog == NULL)
    catalog = shipped_catalog_load ();

  return catalog;
}

/* The SPF records of the domain, as the rule above this one hands them over. */
static char **
find_spf (TodokuDnsFacts *facts, const char *domain)
{
  TodokuDnsAnswer *answer = todoku_dns_facts_ask (facts, domain, TODOKU_DNS_TYPE_TXT);
  GPtrArray *records = g_ptr_array_new ();
  guint n = answer != NULL ? todoku_dns_answer_get_n_records (answer) : 0;

  for (guint i = 0; i < n; i++)
    {
      GBytes *text = todoku_dns_answer_get_record (answer, i)->text;
      g_autofree char *record = g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));

      if (g_str_has_prefix (record, "v=spf1 "))
        g_ptr_array_add (records, g_steal_pointer (&record));
    }
  g_ptr_array_add (records, NULL);

  return (char **) g_ptr_array_free (records, FALSE);
}

static TodokuDetectSubject
get_subject (const Run *run)
{
  return g_strcmp0 (run->question, "web") == 0 ? TODOKU_DETECT_WEB : TODOKU_DETECT_MAIL;
}

static gboolean
find_values (Run *run, const char *const *spf)
{
  g_clear_pointer (&run->values, g_hash_table_unref);

  return todoku_detect_values (run->catalog, run->facts, get_subject (run), run->domain, spf,
                               run->chosen, &run->values);
}

static gboolean
find_address (Run *run)
{
  TodokuDetection *detection = NULL;
  gboolean complete =
    todoku_detect_address (run->catalog, run->facts, &run->address, run->domain, &detection);

  run->detections = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_detection_free);
  if (detection != NULL)
    g_ptr_array_add (run->detections, detection);

  return complete;
}

static gboolean
find_hosts (Run *run, const char *const *spf)
{
  g_clear_pointer (&run->detections, g_ptr_array_unref);
  if (g_strcmp0 (run->question, "address") == 0)
    return find_address (run);

  return todoku_detect_hosts (run->catalog, run->facts, get_subject (run), run->domain, spf,
                              &run->detections);
}

static gboolean
run_rule (TodokuDnsFacts *facts, gpointer user_data)
{
  Run *run = user_data;
  g_auto (GStrv) spf = find_spf (facts, run->domain);
  gboolean txt_known = todoku_dns_facts_peek (facts, run->domain, TODOKU_DNS_TYPE_TXT) != NULL;
  gboolean complete = run->chosen != NULL ? find_values (run, (const char *const *) spf)
                                          : find_hosts (run, (const char *const *) spf);

  return complete && txt_known;
}

static guint
run_in_zone (Run *run, json_object *zone_json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TodokuDnsZone) zone =
    todoku_dns_zone_new_from_json (json_object_to_json_string (zone_json), &error);

  g_assert_no_error (error);
  run->facts = todoku_dns_facts_new ();

  return zone_run_rule (zone, run->facts, run_rule, run);
}

/* @expected is a name and a type, or NULL. */
static void
assert_failure (Run *run, const char *expected)
{
  g_auto (GStrv) spf = find_spf (run->facts, run->domain);
  g_autoptr (TodokuDnsQuestion) question =
    todoku_detect_find_failure (run->catalog, run->facts, run->domain, (const char *const *) spf);
  g_autofree char *found =
    question != NULL
      ? g_strdup_printf ("%s %s", question->name, todoku_dns_type_to_string (question->type))
      : NULL;

  g_assert_cmpstr (found, ==, expected);
}

static void
assert_values (GHashTable *values, json_object *expected)
{
  g_assert_cmpint ((int) g_hash_table_size (values), ==, json_object_object_length (expected));
  json_object_object_foreach (expected, key, value)
    g_assert_cmpstr (g_hash_table_lookup (values, key), ==, json_object_get_string (value));
}

static void
assert_detection (const TodokuDetection *detection, json_object *expected)
{
  const char *reason = case_get_string (expected, "reason");
  json_object *preference = case_get (expected, "preference");
  gboolean is_by_exchange =
    strstr (detection->reason, " is called ") == NULL && strstr (detection->reason, "SPF") == NULL;

  g_assert_cmpstr (detection->host->id, ==, case_get_string (expected, "host"));
  g_assert_cmpstr (todoku_confidence_get_id (detection->confidence), ==,
                   case_get_string (expected, "confidence"));
  assert_values (detection->values, case_get (expected, "values"));
  g_assert_cmpuint (strlen (detection->reason), >, 0);
  if (!g_str_has_prefix (detection->reason, "This is the address of"))
    g_assert_cmpint (todoku_detection_is_by_exchange (detection), ==, is_by_exchange);
  if (preference != NULL)
    g_assert_cmpint (detection->preference, ==, json_object_get_int (preference));
  if (reason != NULL && strstr (detection->reason, reason) == NULL)
    g_error ("not told in \"%s\"", detection->reason);
}

static void
test_case (gconstpointer data)
{
  json_object *test = (json_object *) data;
  TodokuCatalog *catalog = get_catalog ();
  json_object *expected = case_get (test, "expect");
  json_object *runs = case_get (test, "runs");
  const char *ip = case_get_string (test, "ip");
  Run run = { .catalog = catalog,
              .domain = case_get_string (test, "domain"),
              .question = case_get_string (test, "question") };

  g_assert_true (ip == NULL || todoku_dns_address_parse (ip, -1, &run.address));

  guint n_runs = run_in_zone (&run, case_get (test, "zone"));

  for (guint i = 0; i < run.detections->len; i++)
    {
      const TodokuDetection *detection = g_ptr_array_index (run.detections, i);

      g_test_message ("%s: %s", detection->host->id, detection->reason);
    }
  g_assert_cmpuint (run.detections->len, ==, json_object_array_length (expected));
  for (guint i = 0; i < run.detections->len; i++)
    assert_detection (g_ptr_array_index (run.detections, i),
                      json_object_array_get_idx (expected, i));

  // All that can be asked for at once is.
  if (runs != NULL)
    g_assert_cmpint ((int) n_runs, ==, json_object_get_int (runs));
  else
    g_assert_cmpuint (n_runs, <=, 4);
  if (json_object_object_get_ex (test, "failure", NULL))
    assert_failure (&run, case_get_string (test, "failure"));
  g_ptr_array_unref (run.detections);
  todoku_dns_facts_unref (run.facts);
}

static gboolean
is_expected (json_object *cases, const char *id, const char *confidence)
{
  for (gsize i = 0; i < json_object_array_length (cases); i++)
    {
      json_object *expected = case_get (json_object_array_get_idx (cases, i), "expect");

      for (gsize d = 0; d < json_object_array_length (expected); d++)
        {
          json_object *detection = json_object_array_get_idx (expected, d);

          if (g_str_equal (case_get_string (detection, "host"), id)
              && g_str_equal (case_get_string (detection, "confidence"), confidence))
            return TRUE;
        }
    }

  return FALSE;
}

/* Every way of every host in the catalog is in a case: a new host brings its own. */
static void
test_coverage (void)
{
  TodokuCatalog *catalog = get_catalog ();
  json_object *cases = cases_load ("detect.json");
  GPtrArray *hosts = catalog->hosts;

  for (guint i = 0; i < hosts->len; i++)
    {
      const TodokuMailHost *host = g_ptr_array_index (hosts, i);

      g_test_message ("%s", host->id);
      for (guint p = 0; p < host->patterns->len; p++)
        {
          const TodokuCatalogPattern *pattern = g_ptr_array_index (host->patterns, p);

          g_assert_true (
            is_expected (cases, host->id, pattern->kind == TODOKU_PATTERN_TERM ? "low" : "high"));
        }
      if (host->addresses[0] != NULL)
        g_assert_true (is_expected (cases, host->id, "high"));
    }
  json_object_put (cases);
}

static void
assert_chosen (const char *question,
               const char *zone_text,
               const char *id,
               const char *key,
               const char *expected)
{
  TodokuCatalog *catalog = get_catalog ();
  json_object *zone = json_tokener_parse (zone_text);
  Run run = { .catalog = catalog,
              .domain = "shop.example",
              .question = question,
              .chosen = todoku_catalog_find_host (catalog, id) };

  run_in_zone (&run, zone);
  g_assert_cmpstr (g_hash_table_lookup (run.values, key), ==, expected);
  g_hash_table_unref (run.values);
  todoku_dns_facts_unref (run.facts);
  json_object_put (zone);
}

static void
test_chosen (void)
{
  static const char own[] = "{\"shop.example\": {\"MX\": [\"10 mail.shop.example\"]},"
                            " \"mail.shop.example\": {\"A\": [\"192.0.2.80\"]}}";
  static const char google[] = "{\"shop.example\": {\"MX\": [\"10 smtp.google.com\"]},"
                               " \"smtp.google.com\": {\"A\": [\"192.0.2.81\"]}}";
  static const char sakura[] =
    "{\"shop.example\": {\"MX\": [\"10 shop.example\"], \"A\": [\"192.0.2.82\"]},"
    " \"82.2.0.192.in-addr.arpa\": {\"PTR\": [\"www1.sakura.ne.jp\"]}}";
  static const char failing[] = "{\"shop.example\": \"SERVFAIL\"}";
  static const char term[] =
    "{\"shop.example\": {\"MX\": [\"10 smtp.google.com\"], \"A\": [\"192.0.2.83\"],"
    " \"TXT\": [\"v=spf1 a:sv3.xserver.jp include:_spf.google.com ~all\"]}}";

  assert_chosen ("mail", own, "zenlogic", "ip", "192.0.2.80");
  assert_chosen ("mail", own, "lolipop", "ip", NULL);
  assert_chosen ("mail", google, "zenlogic", "ip", NULL);
  assert_chosen ("mail", sakura, "zenlogic", "ip", NULL);
  assert_chosen ("mail", sakura, "sakura", "host", "www1.sakura.ne.jp");
  assert_chosen ("mail", failing, "zenlogic", "ip", NULL);

  // What takes the mail in says nothing of the website's server, unless they are the same.
  assert_chosen ("web", own, "zenlogic", "ip", NULL);
  assert_chosen ("web", sakura, "sakura", "host", "www1.sakura.ne.jp");
  assert_chosen ("web", term, "xserver", "host", "sv3.xserver.jp");
  assert_chosen ("mail", term, "xserver", "host", "sv3.xserver.jp");
  assert_chosen ("web", term, "sakura", "host", NULL);
  assert_chosen ("web", failing, "xserver", "host", NULL);
}

static void
test_nothing_known (void)
{
  TodokuCatalog *catalog = get_catalog ();
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
  g_autoptr (GPtrArray) detections = NULL;

  g_assert_false (todoku_detect_hosts (catalog, facts, TODOKU_DETECT_MAIL, "mail.shop.example",
                                       NULL, &detections));
  g_assert_cmpuint (detections->len, ==, 0);

  g_autoptr (GPtrArray) wanted = todoku_dns_facts_take_wanted (facts);

  // MX, A.
  g_assert_cmpuint (wanted->len, ==, 2);
  g_clear_pointer (&detections, g_ptr_array_unref);
  g_assert_false (todoku_detect_hosts (catalog, facts, TODOKU_DETECT_WEB, "mail.shop.example", NULL,
                                       &detections));
  g_assert_cmpuint (detections->len, ==, 0);

  g_autoptr (GPtrArray) wanted_for_web = todoku_dns_facts_take_wanted (facts);

  // A of www, AAAA of both; the others are on their way.
  g_assert_cmpuint (wanted_for_web->len, ==, 3);
}

/* However many exchanges and addresses a zone has, the questions are bounded. */
static void
test_bounded (void)
{
  TodokuCatalog *catalog = get_catalog ();
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_dns_record_free);
  guint n_asked = 0;

  for (guint i = 0; i < 500; i++)
    {
      TodokuDnsRecord *record = todoku_dns_record_new (TODOKU_DNS_TYPE_MX, 60);

      record->name = g_strdup_printf ("mx%u.evil.example", i);
      record->preference = (guint16) i;
      g_ptr_array_add (records, record);
    }

  g_autoptr (TodokuDnsAnswer) answer =
    todoku_dns_answer_new (TODOKU_DNS_STATUS_FOUND, NULL, records);

  todoku_dns_facts_learn (facts, "shop.example", TODOKU_DNS_TYPE_MX, answer);
  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (GPtrArray) detections = NULL;

      todoku_detect_hosts (catalog, facts, TODOKU_DETECT_MAIL, "shop.example", NULL, &detections);

      g_autoptr (GPtrArray) wanted = todoku_dns_facts_take_wanted (facts);

      n_asked += wanted != NULL ? wanted->len : 0;
    }
  g_assert_cmpuint (n_asked, <=, 12);
}

/* A record may be as long as a zone likes, and each of its terms is looked up on its own: few of
 * the catalog's patterns are tried for any, whatever it ends in. */
static void
test_few_tried (void)
{
  static const char *const hostile[] = {
    "include:spf%u.evil.example",
    "include:%u.xserver.jp",
    "a:sv%u.xserver.jp",
    "include:spf%u.gmoserver.jp",
    "include:a.b.c.d.e.f.%u.ne.jp",
    "include:%u.jp",
    "include:%u.com",
    "redirect=_spf.google.com",
    "ip4:122.219.43.%u",
    "%u",
    "............................%u",
    "a:a.a.a.a.a.a.a.a.a.a.a.a.%u.sakura.ne.jp",
  };
  TodokuCatalog *catalog = get_catalog ();
  guint n_patterns = 0;

  for (guint i = 0; i < catalog->hosts->len; i++)
    n_patterns += ((TodokuMailHost *) catalog->hosts->pdata[i])->patterns->len;
  g_assert_cmpuint (n_patterns, >, 100);

  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_auto (GStrv) parts = g_strsplit (hostile[i], "%u", 2);
      g_autofree char *term = g_strjoinv ("7", parts);
      g_autoptr (GPtrArray) tried = todoku_pattern_index_find (catalog->patterns, term);

      g_test_message ("%s: %u", term, tried->len);
      g_assert_cmpuint (tried->len, <=, 24);
    }
}

static void
test_ids (void)
{
  g_assert_cmpstr (todoku_confidence_get_id (TODOKU_CONFIDENCE_NONE), ==, "none");
  g_assert_cmpstr (todoku_confidence_get_id (TODOKU_CONFIDENCE_LOW), ==, "low");
  g_assert_cmpstr (todoku_confidence_get_id (TODOKU_CONFIDENCE_HIGH), ==, "high");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  todoku_language_init (TODOKU_LANGUAGE_EN);

  json_object *cases = cases_load ("detect.json");

  cases_add (cases, 1, "/detect/case", "name", test_case);
  g_test_add_func ("/detect/coverage", test_coverage);
  g_test_add_func ("/detect/chosen", test_chosen);
  g_test_add_func ("/detect/nothing-known", test_nothing_known);
  g_test_add_func ("/detect/bounded", test_bounded);
  g_test_add_func ("/detect/few-tried", test_few_tried);
  g_test_add_func ("/detect/ids", test_ids);

  int status = cases_run (cases);

  todoku_catalog_unref (get_catalog ());

  return status;
}
