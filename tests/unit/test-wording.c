// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "base/language.h"
#include "checkup/term.h"
#include "checkup/wording.h"

#include "shipped.h"

#include <string.h>

static void
test_each_op_has_its_own_sign_and_label (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (TodokuDiffOp op = TODOKU_DIFF_KEEP; op <= TODOKU_DIFF_REMOVE; op++)
    {
      TodokuDiffEntry entry = { .op = op, .term = (char *) "mx" };

      g_assert_true (g_hash_table_add (seen, g_strdup (todoku_wording_diff_sign (op))));
      g_assert_true (g_hash_table_add (seen, todoku_wording_diff_label (&entry)));
    }
}

// Of several records each part says which it is from; what stays where it is says no more.
static void
test_label_of_record (void)
{
  static const struct
  {
    TodokuDiffOp op;
    const char *term;
    guint record;
    const char *label;
  } cases[] = {
    { TODOKU_DIFF_KEEP, "mx", 1, "Unchanged" },
    { TODOKU_DIFF_KEEP, "mx", 2, "Moved from record 2" },
    { TODOKU_DIFF_CHANGE, "mx", 2, "Changed, from record 2" },
    { TODOKU_DIFF_REMOVE, "mx", 1, "Removed from record 1" },
    { TODOKU_DIFF_REMOVE, "v=spf1", 3, "Record 3 is deleted" },
    { TODOKU_DIFF_ADD, "mx", 0, "Added" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TodokuDiffEntry entry = {
        .op = cases[i].op,
        .term = (char *) cases[i].term,
        .record = cases[i].record,
      };
      g_autofree char *label = todoku_wording_diff_label (&entry);

      g_assert_cmpstr (label, ==, cases[i].label);
      g_assert_cmpint (todoku_diff_entry_get_effect (&entry) == TODOKU_DIFF_KEEP, ==, i == 0);
    }
}

static void
test_sentence (void)
{
  TodokuDiffEntry added = {
    .op = TODOKU_DIFF_ADD,
    .term = (char *) "mx",
    .meaning = (char *) "Your mail servers may send.",
    .why = (char *) "Your host needs it.",
  };
  TodokuDiffEntry changed = {
    .op = TODOKU_DIFF_CHANGE,
    .term = (char *) "~all",
    .was = (char *) "\343\200\234all",
  };
  TodokuDiffEntry kept = { .op = TODOKU_DIFF_KEEP, .term = (char *) "a\nb" };
  g_autofree char *added_text = todoku_wording_diff_sentence (&added);
  g_autofree char *changed_text = todoku_wording_diff_sentence (&changed);
  g_autofree char *kept_text = todoku_wording_diff_sentence (&kept);

  g_assert_cmpstr (added_text, ==, "Added: mx. Your mail servers may send. Your host needs it.");
  g_assert_cmpstr (changed_text, ==, "Changed: \343\200\234all becomes ~all.");
  g_assert_cmpstr (kept_text, ==, "Unchanged: a\357\277\275b.");
}

// Whoever could not be asked is named, and why, as far as that is known.
static void
test_failure_of_a_server (void)
{
  static const struct
  {
    const char *server;
    const char *said;
  } cases[] = {
    { "192.0.2.53:53", "connected to the internet" },
    { "[2001:db8::53]:53", "connected to the internet" },
    { "[fe80::1%eth0]:53", "link-local" },
    { NULL, "the DNS server" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TodokuDnsAnswer) answer =
        todoku_dns_answer_new (TODOKU_DNS_STATUS_UNREACHABLE, cases[i].server, NULL);
      g_autofree char *sentence = todoku_wording_failure (answer);

      g_assert_nonnull (strstr (sentence, cases[i].said));
      if (cases[i].server != NULL)
        g_assert_nonnull (strstr (sentence, cases[i].server));
    }
}

static void
test_lookups_at_the_limit (void)
{
  g_autofree char *none = todoku_wording_lookups (0);
  g_autofree char *full = todoku_wording_lookups (10);
  g_autofree char *over = todoku_wording_lookups (11);

  g_assert_cmpstr (none, ==, "0 of 10");
  g_assert_cmpstr (full, ==, "10 of 10");
  g_assert_cmpstr (over, ==, "11 of 10, 1 too many");
}

static void
test_only_ok_has_no_state (void)
{
  g_assert_null (todoku_wording_tree_state (TODOKU_SPF_TREE_OK));
  for (int state = TODOKU_SPF_TREE_SYNTAX_ERROR; state <= TODOKU_SPF_TREE_MACRO; state++)
    g_assert_nonnull (todoku_wording_tree_state (state));
}

static void
test_source (void)
{
  TodokuCatalogSource official = { .grade = 'O', .checked = (char *) "2026-11-24" };
  TodokuCatalogSource copy = { .grade = 'C', .checked = (char *) "2026-11-24" };
  TodokuCatalogSource field = { .grade = 'F', .checked = (char *) "2026-11-24" };
  TodokuCatalogSource told = { .grade = 'T', .checked = (char *) "2026-11-24" };
  TodokuCatalogSource unknown = { .grade = 'O' };
  g_autofree char *official_text = todoku_wording_source (&official);
  g_autofree char *copy_text = todoku_wording_source (&copy);
  g_autofree char *field_text = todoku_wording_source (&field);
  g_autofree char *told_text = todoku_wording_source (&told);

  g_assert_cmpstr (official_text, ==, "Checked against the company’s own pages on 2026-11-24.");
  g_assert_cmpstr (copy_text, ==, official_text);
  g_assert_true (g_str_has_prefix (field_text, "Seen on 2026-11-24 in domains that are in use"));
  g_assert_true (g_str_has_prefix (told_text, "From what others have published"));
  g_assert_null (todoku_wording_source (&unknown));
}

static void
assert_visible (const char *text, const char *expected)
{
  g_autofree char *visible = todoku_wording_make_visible (text);

  g_assert_cmpstr (visible, ==, expected);
}

static void
test_nothing_hides (void)
{
  assert_visible (NULL, "");
  assert_visible ("v=spf1 a ~all", "v=spf1 a ~all");
  assert_visible ("v=spf1\t\r\n\033[31m",
                  "v=spf1\357\277\275\357\277\275\357\277\275\357\277\275[31m");
  assert_visible ("a\302\205b\302\255c", "a\357\277\275b\357\277\275c");
  assert_visible ("a\342\200\213b\342\200\256c\342\200\250d",
                  "a\357\277\275b\357\277\275c\357\277\275d");
  assert_visible ("\377\302\240日本", "\357\277\275\302\240日本");
}

static void
test_proof (void)
{
  const TodokuProof proof = {
    .role = TODOKU_PROOF_STRANGER,
    .current = TODOKU_SPF_RESULT_PERMERROR,
    .proposed = TODOKU_SPF_RESULT_SOFTFAIL,
  };
  g_autofree char *who = todoku_wording_proof_who (&proof);
  g_autofree char *today = todoku_wording_proof_sentence (&proof, FALSE);
  g_autofree char *after = todoku_wording_proof_sentence (&proof, TRUE);

  g_assert_cmpstr (who, ==, "Forged email (example)");
  g_assert_cmpstr (today, ==, "Today: may not arrive (receivers stop with an error)");
  g_assert_cmpstr (
    after, ==,
    "Today: may not arrive (receivers stop with an error) → After the change: may not "
    "arrive (suspicious)");
}

// What each part of a record is for, in a sentence that needs no SPF to be understood.
static void
test_term (void)
{
  static const struct
  {
    const char *term;
    const char *sentence;
  } cases[] = {
    { "v=spf1", "It says that this is an SPF record." },
    { "V=SPF1", "It says that this is an SPF record." },
    { "a", "The server of the website shop.example may send." },
    { "a:Shop.Example", "The server of the website shop.example may send." },
    { "a/24", "The server of the website shop.example may send." },
    { "a:mail.example", "The server mail.example may send." },
    { "+a:sv1234.xserver.jp", "The server sv1234.xserver.jp (Xserver) may send." },
    { "mx", "The servers that receive the email of shop.example may send." },
    { "mx:mail.example", "The servers that receive the email of mail.example may send." },
    { "include:lists.example", "The servers listed at lists.example may send." },
    { "include:_spf.google.com", "The servers of Google Workspace (sending from Gmail) may send." },
    { "redirect=lists.example", "The servers listed at lists.example may send." },
    { "ip4:203.0.113.9", "The server at 203.0.113.9 may send." },
    { "ip4:203.0.113.9/32", "The server at 203.0.113.9/32 may send." },
    { "ip4:203.0.113.0/24", "All servers in the block 203.0.113.0/24 may send." },
    { "ip4:122.219.43.142",
      "The server at 122.219.43.142 (BiND server (BiNDup, BiND Cloud)) may send." },
    { "ip6:2001:db8::9", "The server at 2001:db8::9 may send." },
    { "ip6:2001:db8::/48", "All servers in the block 2001:db8::/48 may send." },
    { "ptr", "Servers are checked by their reverse DNS name; this is slow and no longer "
             "recommended." },
    { "exists:%{i}.lists.example", "Servers are checked by a separate lookup for each email." },
    { "exp=why.shop.example", "A text for the senders of refused email." },
    { "x=1", "SPF ignores it." },
    { "-all", "Email from any other server should be refused." },
    { "~all", "Email from any other server is treated as suspicious." },
    { "?all", "The record says nothing about email from other servers." },
    { "all", "Any server in the world may send." },
    { "?mx", "The record says nothing about these: The servers that receive the email of "
             "shop.example may send." },
    { "-a:mail.example",
      "The opposite is true here, they may not: The server mail.example may send." },
    { "~a:mail.example",
      "The opposite is true here, they may not: The server mail.example may send." },
    { "redirect=_spf.google.com",
      "The servers of Google Workspace (Gmail with your own domain) may send." },
    { "exp=_spf.google.com", "A text for the senders of refused email." },
    { "foo", "It cannot be read as SPF." },
    { "ip4:mail.example", "It cannot be read as SPF." },
    { "a mx", "It cannot be read as SPF." },
    { "", "It cannot be read as SPF." },
  };
  TodokuCatalog *catalog = shipped_catalog_load ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sentence = todoku_term_explain_text (catalog, cases[i].term, "shop.example");

      g_assert_cmpstr (sentence, ==, cases[i].sentence);
    }
  todoku_catalog_unref (catalog);
}

// One key in order beside one that is not there is not the same as no key.
static void
test_headline_of_keys (void)
{
  const TodokuDkimRecord usable = { .is_usable = TRUE };
  TodokuDkimSelector key = { .state = TODOKU_DKIM_STATE_VALID,
                             .record = (TodokuDkimRecord *) &usable };
  TodokuDkimSelector missing = { .state = TODOKU_DKIM_STATE_MISSING };
  g_autoptr (GPtrArray) selectors = g_ptr_array_new ();
  TodokuDkimEvaluation dkim = { .verdict = TODOKU_DKIM_VERDICT_ADD,
                                .fault = &missing,
                                .selectors = selectors };

  g_ptr_array_add (selectors, &missing);
  g_assert_cmpstr (todoku_wording_dkim (&dkim), ==, "There is no DKIM key yet");
  g_ptr_array_add (selectors, &key);
  g_assert_cmpstr (todoku_wording_dkim (&dkim), ==, "A DKIM key is missing");
  key.is_stray = TRUE;
  g_assert_cmpstr (todoku_wording_dkim (&dkim), ==, "There is no DKIM key yet");
  key.is_stray = FALSE;
  dkim.fault = NULL;
  g_assert_cmpstr (todoku_wording_dkim (&dkim), ==, "There is no DKIM key yet");
  dkim.verdict = TODOKU_DKIM_VERDICT_FINE;
  g_assert_cmpstr (todoku_wording_dkim (&dkim), ==, "The DKIM key is in order");
  dkim.is_needless = TRUE;
  g_assert_cmpstr (todoku_wording_dkim (&dkim), ==, "This domain needs no DKIM key");
  dkim.verdict = TODOKU_DKIM_VERDICT_ADD;
  g_assert_cmpstr (todoku_wording_dkim (&dkim), ==, "There is no DKIM key yet");
  g_assert_cmpstr (todoku_wording_dkim (NULL), ==, "It is not known whether DKIM signs your email");
}

// Before it was asked for nothing is said of a record.
static void
test_headline_of_policy (void)
{
  TodokuDmarcEvaluation dmarc = { .verdict = TODOKU_DMARC_VERDICT_ADD };

  g_assert_cmpstr (todoku_wording_dmarc (&dmarc), ==, "Add a DMARC record");
  dmarc.verdict = TODOKU_DMARC_VERDICT_EDIT;
  g_assert_cmpstr (todoku_wording_dmarc (&dmarc), ==, "The DMARC record has to be fixed");
  g_assert_cmpstr (todoku_wording_dmarc (NULL), ==,
                   "It is not known whether there is a DMARC record");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  todoku_language_init (TODOKU_LANGUAGE_EN);
  g_test_add_func ("/wording/failure-of-a-server", test_failure_of_a_server);
  g_test_add_func ("/wording/each-op-has-its-own-sign-and-label",
                   test_each_op_has_its_own_sign_and_label);
  g_test_add_func ("/wording/label-of-record", test_label_of_record);
  g_test_add_func ("/wording/sentence", test_sentence);
  g_test_add_func ("/wording/term", test_term);
  g_test_add_func ("/wording/lookups-at-the-limit", test_lookups_at_the_limit);
  g_test_add_func ("/wording/only-ok-has-no-state", test_only_ok_has_no_state);
  g_test_add_func ("/wording/source", test_source);
  g_test_add_func ("/wording/nothing-hides", test_nothing_hides);
  g_test_add_func ("/wording/proof", test_proof);
  g_test_add_func ("/wording/headline-of-keys", test_headline_of_keys);
  g_test_add_func ("/wording/headline-of-policy", test_headline_of_policy);
  return g_test_run ();
}
