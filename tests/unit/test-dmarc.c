// SPDX-License-Identifier: GPL-3.0-or-later

// The cases are in data/dmarc-record.json, a record and what is wrong with it, and
// data/dmarc.json, a zone, a domain, and what its record is to be.

#include "cases.h"
#include "checkup/wording.h"
#include "dmarc/evaluate.h"
#include "dmarc/lint.h"
#include "zone-rule.h"

#include <string.h>

typedef struct
{
  const char *domain;
  TodokuDmarcSenders senders;
  TodokuDmarcEvaluation *evaluation;
} Run;

// What has a place has it in a text that is published: there is the term, or the same is found when
// the text is read alone.
static void
assert_place (char **texts, const TodokuFinding *finding)
{
  for (char **text = texts; *text != NULL; text++)
    {
      g_autoptr (GPtrArray) alone = todoku_dmarc_lint_text (*text, strlen (*text));
      const char *term = finding->term != NULL ? strstr (*text, finding->term) : NULL;

      if (term != NULL && finding->position >= term - *text
          && finding->position <= term - *text + (int) strlen (finding->term))
        return;
      todoku_list_foreach (const TodokuFinding, other, alone)
        if (g_str_equal (other->id, finding->id) && other->position == finding->position)
          return;
    }
  g_error ("%s is found at %d, in no text", finding->id, finding->position);
}

// Its rule, and where it is in the text, if anywhere.
static char *
describe_finding (const TodokuFinding *finding)
{
  return finding->position < 0 ? g_strdup (finding->id)
                               : g_strdup_printf ("%s@%d", finding->id, finding->position);
}

// All of them, the worst first; each has its rule, and words.
static void
assert_findings (struct json_object *test, char **texts, GPtrArray *findings)
{
  struct json_object *expected = case_get (test, "findings");
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < findings->len; i++)
    {
      const TodokuFinding *finding = g_ptr_array_index (findings, i);

      g_assert_nonnull (todoku_dmarc_lint_find_rule (finding->id));
      g_assert_cmpstr (finding->message, !=, "");
      if (texts != NULL && finding->position >= 0)
        assert_place (texts, finding);
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
}

static void
assert_policy (struct json_object *test,
               const char *key,
               const TodokuDmarcRecord *record,
               TodokuDmarcSubject subject)
{
  TodokuDmarcPolicy policy = todoku_dmarc_record_get_policy (record, subject);

  g_assert_cmpstr (record->is_record ? todoku_dmarc_policy_get_id (policy) : NULL, ==,
                   case_get_string (test, key));
}

static void
test_record (gconstpointer data)
{
  struct json_object *test = (struct json_object *) data;
  g_autoptr (GBytes) octets = case_get_octets (test);
  gsize length = 0;
  const char *text = g_bytes_get_data (octets, &length);
  g_autoptr (TodokuDmarcRecord) record =
    todoku_dmarc_record_parse (text != NULL ? text : "", length);
  g_autoptr (GPtrArray) findings = todoku_dmarc_lint_text (text != NULL ? text : "", length);

  assert_findings (test, NULL, findings);
  assert_policy (test, "policy", record, TODOKU_DMARC_SUBJECT_DOMAIN);
  assert_policy (test, "subdomain_policy", record, TODOKU_DMARC_SUBJECT_SUBDOMAIN);
  assert_policy (test, "non_existent_policy", record, TODOKU_DMARC_SUBJECT_NON_EXISTENT);
  if (case_get_string (test, "says") != NULL)
    g_assert_nonnull (strstr (((TodokuFinding *) findings->pdata[findings->len - 1])->message,
                              case_get_string (test, "says")));
}

static gboolean
rule_cb (TodokuDnsFacts *facts, gpointer user_data)
{
  Run *run = user_data;

  g_assert_null (run->evaluation);

  return todoku_dmarc_evaluate (facts, run->domain, &run->senders, &run->evaluation);
}

// What is changed or goes is shown as it is published, where the person has to find it.
static void
assert_is_published (char **texts, const char *term)
{
  for (char **text = texts; *text != NULL; text++)
    if (*term != '\0' && strstr (*text, term) != NULL)
      return;
  g_error ("“%s” is not published", term);
}

// The entries that are not removed are the record, in its order; all but keep say why.
static void
assert_entries (struct json_object *test, char **current, const TodokuDmarcProposal *proposal)
{
  struct json_object *ops = case_get (test, "ops");
  struct json_object *whys = case_get (test, "whys");
  g_autoptr (GString) text = g_string_new (NULL);
  gsize n_whys = 0;

  for (guint i = 0; i < proposal->entries->len; i++)
    {
      const TodokuDiffEntry *entry = g_ptr_array_index (proposal->entries, i);

      g_assert_true ((entry->op == TODOKU_DIFF_KEEP) == (entry->why == NULL));
      g_assert_true ((entry->op == TODOKU_DIFF_CHANGE) == (entry->was != NULL));
      if (entry->op == TODOKU_DIFF_CHANGE)
        assert_is_published (current, entry->was);
      if (entry->op == TODOKU_DIFF_REMOVE && current[0] != NULL)
        assert_is_published (current, entry->term);
      if (entry->op != TODOKU_DIFF_REMOVE)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", entry->term);
      if (ops != NULL)
        g_assert_cmpstr (todoku_diff_op_get_id (entry->op), ==,
                         json_object_get_string (json_object_array_get_idx (ops, i)));
      if (whys != NULL && entry->why != NULL)
        g_assert_cmpstr (entry->why, ==,
                         json_object_get_string (json_object_array_get_idx (whys, n_whys++)));
    }
  if (ops != NULL)
    g_assert_cmpuint (proposal->entries->len, ==, json_object_array_length (ops));
  if (whys != NULL)
    g_assert_cmpuint (n_whys, ==, json_object_array_length (whys));
  if (proposal->text != NULL)
    g_assert_cmpstr (proposal->text, ==, text->str);
  // No panel has a way to type one.
  g_assert_null (strchr (text->str, '\t'));
}

// What is proposed is in order, and nothing is proposed for it.
static void
assert_stays (const char *text, const char *address)
{
  const char *const published[] = { text, NULL };
  g_autoptr (TodokuDmarcProposal) again =
    todoku_dmarc_propose (published, TRUE, address, TODOKU_DMARC_AIM_KEEP, FALSE);
  g_autoptr (GPtrArray) findings = todoku_dmarc_lint_text (text, strlen (text));

  g_assert_cmpstr (again->text, ==, NULL);
  if (findings->len > 0)
    g_assert_cmpint (((TodokuFinding *) findings->pdata[0])->severity, !=, TODOKU_SEVERITY_ERROR);
}

// Without a word nothing is known of them.
static TodokuDmarcSenders
read_senders (struct json_object *test)
{
  static const char *const shares[] = { "unknown", "none", "some", "all", NULL };
  struct json_object *told = case_get (test, "senders");
  TodokuDmarcSenders senders = { .address = case_get_string (test, "rua"), .has_key = -1 };
  const char *share = told != NULL ? case_get_string (told, "spf") : NULL;

  if (told == NULL)
    return senders;
  senders.sends_nothing = case_get (told, "nothing") != NULL;
  for (guint i = 0; share != NULL && shares[i] != NULL; i++)
    if (g_str_equal (share, shares[i]))
      senders.spf = (TodokuDmarcPassing) i;
  if (case_get (told, "key") != NULL)
    senders.has_key = json_object_get_int (case_get (told, "key"));
  senders.is_repairable = json_object_get_boolean (case_get (told, "mendable"));
  senders.unsigned_service = case_get_string (told, "unsigned");
  senders.subdomain_service = case_get_string (told, "subdomain");

  return senders;
}

static void
test_zone (gconstpointer data)
{
  struct json_object *test = (struct json_object *) data;
  struct json_object *current = case_get (test, "current");
  g_autoptr (GError) error = NULL;
  g_autoptr (TodokuDnsZone) zone =
    todoku_dns_zone_new_from_json (json_object_to_json_string (case_get (test, "zone")), &error);
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
  Run run = { .domain = case_get_string (test, "domain"), .senders = read_senders (test) };

  g_assert_no_error (error);
  // Where an address to be proposed is another's, that one is asked last.
  g_assert_cmpuint (zone_run_rule (zone, facts, rule_cb, &run), <=,
                    case_get (test, "is_late") != NULL ? 4 : 3);

  g_autoptr (TodokuDmarcEvaluation) evaluation = run.evaluation;
  const TodokuDmarcProposal *proposal = evaluation->proposal;

  g_assert_cmpstr (todoku_dmarc_verdict_get_id (evaluation->verdict), ==,
                   case_get_string (test, "verdict"));
  if (case_get_string (test, "headline") != NULL)
    g_assert_cmpstr (todoku_wording_dmarc (evaluation), ==, case_get_string (test, "headline"));
  g_assert_cmpstr (proposal != NULL ? proposal->text : NULL, ==,
                   case_get_string (test, "proposed"));
  g_assert_cmpstr (todoku_dmarc_policy_get_id (evaluation->policy), ==,
                   case_get_string (test, "policy"));
  g_assert_cmpstr (evaluation->found_at, ==, case_get_string (test, "found_at"));
  if (json_object_object_get_ex (test, "next", NULL))
    {
      g_autofree char *next = todoku_dmarc_evaluation_dup_next (evaluation, run.domain);

      g_assert_cmpstr (next, ==, case_get_string (test, "next"));
    }
  if (case_get_string (test, "says") != NULL)
    g_assert_nonnull (strstr (((TodokuFinding *) evaluation->findings->pdata[0])->message,
                              case_get_string (test, "says")));
  if (case_get (test, "at") != NULL)
    g_assert_cmpstr (evaluation->name, ==, case_get_string (test, "at"));
  assert_findings (test, evaluation->current, evaluation->findings);
  g_assert_cmpuint (g_strv_length (evaluation->current), ==, json_object_array_length (current));
  for (guint i = 0; evaluation->current[i] != NULL; i++)
    g_assert_cmpstr (evaluation->current[i], ==,
                     json_object_get_string (json_object_array_get_idx (current, i)));
  if (proposal != NULL)
    assert_entries (test, evaluation->current, proposal);
  if (proposal != NULL && proposal->text != NULL)
    {
      assert_stays (proposal->text, run.senders.address);
      if (!run.senders.sends_nothing)
        g_assert_cmpint (proposal->policy, <=, MAX (evaluation->policy, TODOKU_DMARC_POLICY_NONE));
    }
}

// A record that is in order is done with, unless what is found beside it, worst first, costs mail.
static void
test_done (void)
{
  static const struct
  {
    TodokuDmarcVerdict verdict;
    guint n_findings;
    TodokuSeverity first;
    gboolean is_done;
  } cases[] = {
    { TODOKU_DMARC_VERDICT_FINE, 0, TODOKU_SEVERITY_NOTE, TRUE },
    { TODOKU_DMARC_VERDICT_FINE, 1, TODOKU_SEVERITY_NOTE, TRUE },
    { TODOKU_DMARC_VERDICT_FINE, 2, TODOKU_SEVERITY_WARNING, TRUE },
    { TODOKU_DMARC_VERDICT_FINE, 1, TODOKU_SEVERITY_ERROR, FALSE },
    { TODOKU_DMARC_VERDICT_FINE, 2, TODOKU_SEVERITY_ERROR, FALSE },
    { TODOKU_DMARC_VERDICT_ADD, 0, TODOKU_SEVERITY_NOTE, FALSE },
    { TODOKU_DMARC_VERDICT_UNKNOWN, 1, TODOKU_SEVERITY_NOTE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) findings =
        g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_finding_unref);
      const TodokuDmarcEvaluation evaluation = { .verdict = cases[i].verdict,
                                                 .findings = findings };

      for (guint n = 0; n < cases[i].n_findings; n++)
        g_ptr_array_add (findings,
                         todoku_finding_new ("a", n == 0 ? cases[i].first : TODOKU_SEVERITY_NOTE,
                                             NULL, 0, g_strdup ("x")));
      g_assert_cmpint (todoku_dmarc_evaluation_is_done (&evaluation), ==, cases[i].is_done);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  struct json_object *records = cases_load ("dmarc-record.json");
  struct json_object *zones = cases_load ("dmarc.json");
  int status;

  cases_add (records, 80, "/dmarc/record", "name", test_record);
  g_test_add_func ("/dmarc/done", test_done);
  cases_add (zones, 50, "/dmarc/zone", "name", test_zone);
  status = cases_run (records);
  json_object_put (zones);

  return status;
}
