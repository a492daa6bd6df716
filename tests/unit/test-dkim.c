// SPDX-License-Identifier: GPL-3.0-or-later

// The cases are in data/dkim-record.json, a record and what it is good for, and data/dkim.json, a
// zone, a domain, and which keys it has; data/dkim-repair.json, a record and what it was meant to
// be.

#include "cases.h"
#include "check-zone.h"
#include "checkup/wording.h"
#include "dkim/evaluate.h"
#include "dkim/lint.h"
#include "zone-rule.h"

typedef struct
{
  const char *domain;
  TodokuDkimSearch search;
  TodokuDkimEvaluation *evaluation;
} Run;

// Its rule, and where it is in the text, if anywhere.
static char *
describe_finding (const TodokuFinding *finding)
{
  return finding->position < 0 ? g_strdup (finding->id)
                               : g_strdup_printf ("%s@%d", finding->id, finding->position);
}

// All of them, the worst first; each has its rule, and words.
static void
assert_findings (struct json_object *test, const TodokuDkimEvaluation *evaluation)
{
  struct json_object *expected = case_get (test, "findings");
  GPtrArray *findings = evaluation->findings;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < findings->len; i++)
    {
      const TodokuFinding *finding = g_ptr_array_index (findings, i);

      g_assert_nonnull (todoku_dkim_lint_find_rule (finding->id));
      g_assert_cmpstr (finding->message, !=, "");
      if (i > 0)
        g_assert_cmpint (todoku_finding_compare (&findings->pdata[i - 1], &findings->pdata[i]), <=,
                         0);
      g_ptr_array_add (ids, describe_finding (finding));
    }
  for (gsize i = 0; i < json_object_array_length (expected); i++)
    {
      const char *id = json_object_get_string (json_object_array_get_idx (expected, i));
      guint index = 0;

      if (!g_ptr_array_find_with_equal_func (ids, id, g_str_equal, &index))
        g_error ("%s is not found", id);
      g_ptr_array_remove_index (ids, index);
    }
  if (ids->len > 0)
    g_error ("%s is found", (const char *) g_ptr_array_index (ids, 0));
  check_places_of_keys (evaluation);
}

static void
assert_words (struct json_object *test, GPtrArray *findings)
{
  const char *term = case_get_string (test, "term");
  const char *says = case_get_string (test, "says");

  if (says != NULL)
    g_assert_cmpstr (((const TodokuFinding *) findings->pdata[0])->message, ==, says);
  if (term != NULL)
    g_assert_cmpstr (((const TodokuFinding *) findings->pdata[0])->term, ==, term);
}

static void
test_record (gconstpointer data)
{
  struct json_object *test = (struct json_object *) data;
  g_autoptr (GBytes) octets = case_get_octets (test);
  gsize length = 0;
  const char *text = g_bytes_get_data (octets, &length);
  g_autoptr (TodokuDkimEvaluation) evaluation =
    todoku_dkim_evaluate_record (text != NULL ? text : "", length);
  const TodokuDkimSelector *selector = g_ptr_array_index (evaluation->selectors, 0);
  const TodokuDkimRecord *record = selector->record;

  assert_findings (test, evaluation);
  assert_words (test, evaluation->findings);
  g_assert_cmpstr (todoku_dkim_state_get_id (selector->state), ==, case_get_string (test, "state"));
  g_assert_cmpstr (todoku_dkim_key_type_get_id (record->key_type), ==,
                   case_get_string (test, "key_type"));
  g_assert_cmpuint (record->key.bits, ==, json_object_get_int (case_get (test, "bits")));
  g_assert_true (record->is_usable == json_object_get_boolean (case_get (test, "usable")));
  // One on trial may be treated as if it were not there.
  g_assert_cmpint (evaluation->verdict, ==,
                   record->is_usable && selector->state != TODOKU_DKIM_STATE_TEST
                     ? TODOKU_DKIM_VERDICT_FINE
                     : TODOKU_DKIM_VERDICT_FIX);
}

// A record is mended as far as its key is there; "mended" is null where it is not.
static void
test_repair (gconstpointer data)
{
  struct json_object *test = (struct json_object *) data;
  TodokuDkimRemedy remedy;
  g_autofree char *mended = todoku_dkim_repair (case_get_string (test, "text"), &remedy);

  g_assert_cmpstr (mended, ==, case_get_string (test, "mended"));
  g_assert_true ((remedy == TODOKU_DKIM_REMEDY_TEXT) == (mended != NULL));
  g_assert_true ((remedy == TODOKU_DKIM_REMEDY_NEW_KEY)
                 == json_object_get_boolean (case_get (test, "new_key")));
}

static const char **
read_strings (struct json_object *list)
{
  gsize length = json_object_array_length (list);
  const char **strings = g_new0 (const char *, length + 1);

  for (gsize i = 0; i < length; i++)
    strings[i] = json_object_get_string (json_object_array_get_idx (list, i));

  return strings;
}

static void
signer_free (gpointer data)
{
  TodokuDkimSigner *signer = data;

  g_free ((gpointer) signer->selectors);
  g_free (signer);
}

// Who signs: a name, the selectors, and whether these are aliases.
static GPtrArray *
read_signers (struct json_object *list)
{
  GPtrArray *signers = g_ptr_array_new_with_free_func (signer_free);

  for (gsize i = 0; list != NULL && i < json_object_array_length (list); i++)
    {
      struct json_object *item = json_object_array_get_idx (list, i);
      TodokuDkimSigner *signer = g_new0 (TodokuDkimSigner, 1);

      signer->name = case_get_string (item, "name");
      signer->selectors = read_strings (case_get (item, "selectors"));
      signer->is_alias = json_object_get_boolean (case_get (item, "alias"));
      g_ptr_array_add (signers, signer);
    }

  return signers;
}

static gboolean
rule_cb (TodokuDnsFacts *facts, gpointer user_data)
{
  Run *run = user_data;

  g_assert_null (run->evaluation);

  return todoku_dkim_evaluate (facts, run->domain, &run->search, &run->evaluation);
}

// Its name, its state, who keeps it, and then, if there is anything, what else is known of it.
static void
assert_selector (struct json_object *expected, const TodokuDkimSelector *selector)
{
  struct json_object *more = json_object_array_get_idx (expected, 3);

  g_assert_cmpstr (selector->name, ==,
                   json_object_get_string (json_object_array_get_idx (expected, 0)));
  g_assert_cmpstr (todoku_dkim_state_get_id (selector->state), ==,
                   json_object_get_string (json_object_array_get_idx (expected, 1)));
  g_assert_cmpstr (selector->owner, ==,
                   json_object_get_string (json_object_array_get_idx (expected, 2)));
  g_assert_cmpstr (selector->alias, ==, case_get_string (more, "alias"));
  g_assert_cmpstr (selector->target, ==, case_get_string (more, "target"));
  g_assert_cmpstr (selector->misplaced, ==, case_get_string (more, "misplaced"));
  g_assert_cmpint (selector->has_others, ==, json_object_get_boolean (case_get (more, "others")));
}

// What helps with the key at fault: its text, as it is to be, or who made it.
static void
assert_remedy (struct json_object *test, const TodokuDkimSelector *fault)
{
  static const char *const ids[] = {
    [TODOKU_DKIM_REMEDY_NEW_KEY] = "new-key",
    [TODOKU_DKIM_REMEDY_SECOND_KEY] = "second-key",
    [TODOKU_DKIM_REMEDY_SHOW_AGAIN] = "show-again",
    [TODOKU_DKIM_REMEDY_TEXT] = "text",
  };
  const char *proposal = case_get_string (test, "proposal");
  const char *remedy = proposal != NULL ? "text" : case_get_string (test, "remedy");

  if (remedy == NULL)
    return;
  g_assert_nonnull (fault);
  g_assert_cmpstr (ids[fault->remedy], ==, remedy);
  g_assert_cmpstr (fault->proposal, ==, proposal);
}

static void
test_zone (gconstpointer data)
{
  struct json_object *test = (struct json_object *) data;
  struct json_object *selectors = case_get (test, "selectors");
  g_autoptr (GError) error = NULL;
  g_autoptr (TodokuDnsZone) zone =
    todoku_dns_zone_new_from_json (json_object_to_json_string (case_get (test, "zone")), &error);
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
  g_autofree const char **given = read_strings (case_get (test, "given"));
  g_autofree const char **usual = read_strings (case_get (test, "usual"));
  g_autoptr (GPtrArray) signers = read_signers (case_get (test, "signers"));
  Run run = { .domain = case_get_string (test, "domain"),
              .search = { .given = given,
                          .signers = signers->len > 0 ? signers : NULL,
                          .has_host = json_object_get_boolean (case_get (test, "host")),
                          .usual = usual } };

  g_assert_no_error (error);
  // All selectors are asked for at once; only a chain of aliases takes longer.
  g_assert_cmpuint (zone_run_rule (zone, facts, rule_cb, &run), <=, 4);

  g_autoptr (TodokuDkimEvaluation) evaluation = run.evaluation;

  g_assert_cmpstr (todoku_dkim_verdict_get_id (evaluation->verdict), ==,
                   case_get_string (test, "verdict"));
  if (case_get_string (test, "headline") != NULL)
    g_assert_cmpstr (todoku_wording_dkim (evaluation), ==, case_get_string (test, "headline"));
  g_assert_true (evaluation->is_unread == json_object_get_boolean (case_get (test, "unread")));
  assert_findings (test, evaluation);
  assert_words (test, evaluation->findings);
  assert_remedy (test, evaluation->fault);
  g_assert_cmpuint (evaluation->selectors->len, ==, json_object_array_length (selectors));
  for (guint i = 0; i < evaluation->selectors->len; i++)
    assert_selector (json_object_array_get_idx (selectors, i),
                     g_ptr_array_index (evaluation->selectors, i));
}

// A chain of aliases is followed as far as its end may be, which a circle has not.
static void
test_long_chain (void)
{
  for (guint n = TODOKU_DNS_ALIASES_MAX; n <= TODOKU_DNS_ALIASES_MAX + 1; n++)
    {
      static const char *const given[] = { "s1", NULL };
      g_autoptr (GString) json = g_string_new ("{\"s1._domainkey.shop.example\": ");
      Run run = { .domain = "shop.example", .search = { .given = given } };
      g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();

      for (guint i = 1; i <= n; i++)
        g_string_append_printf (json, "{\"CNAME\": [\"a%u.test\"]}, \"a%u.test\": ", i, i);
      g_string_append (json, "{\"TXT\": [\"v=DKIM1; p=\"]}}");

      g_autoptr (TodokuDnsZone) zone = todoku_dns_zone_new_from_json (json->str, NULL);

      zone_run_rule (zone, facts, rule_cb, &run);

      g_autoptr (TodokuDkimEvaluation) evaluation = run.evaluation;
      const TodokuDkimSelector *selector = g_ptr_array_index (evaluation->selectors, 0);

      g_assert_cmpstr (selector->alias, ==, "a16.test");
      g_assert_cmpint (selector->state, ==,
                       n <= TODOKU_DNS_ALIASES_MAX ? TODOKU_DKIM_STATE_REVOKED
                                                   : TODOKU_DKIM_STATE_UNKNOWN);
    }
}

static void
test_selectors (void)
{
  static const struct
  {
    const char *text;
    const char *selector;
  } cases[] = {
    { "default", "default" },
    { " Default ", "default" },
    { "s1._domainkey", "s1" },
    { "S1._domainkey.shop.example.", "s1" },
    { "2026.mail", "2026.mail" },
    { "a_b", "a_b" },
    { "", NULL },
    { "._domainkey", NULL },
    { "a b", NULL },
    { "a..b", NULL },
    { "あ", NULL },
    { "a;b", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *selector = todoku_dkim_selector_parse (cases[i].text, "shop.example");

      g_assert_cmpstr (selector, ==, cases[i].selector);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  struct json_object *records = cases_load ("dkim-record.json");
  struct json_object *zones = cases_load ("dkim.json");
  struct json_object *repairs = cases_load ("dkim-repair.json");
  int status;

  g_test_add_func ("/dkim/selectors", test_selectors);
  g_test_add_func ("/dkim/long-chain", test_long_chain);
  cases_add (records, 80, "/dkim/record", "name", test_record);
  cases_add (zones, 35, "/dkim/zone", "name", test_zone);
  cases_add (repairs, 20, "/dkim/repair", "name", test_repair);
  status = cases_run (records);
  json_object_put (zones);
  json_object_put (repairs);

  return status;
}
