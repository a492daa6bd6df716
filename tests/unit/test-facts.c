// SPDX-License-Identifier: GPL-3.0-or-later

#include "dns/facts.h"

static void
learn (TodokuDnsFacts *facts, const char *name, TodokuDnsType type, TodokuDnsStatus status)
{
  g_autoptr (TodokuDnsAnswer) answer = todoku_dns_answer_new (status, NULL, NULL);

  todoku_dns_facts_learn (facts, name, type, answer);
}

static void
assert_wanted (TodokuDnsFacts *facts, const char *expected)
{
  g_autoptr (GPtrArray) wanted = todoku_dns_facts_take_wanted (facts);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; wanted != NULL && i < wanted->len; i++)
    {
      const TodokuDnsQuestion *question = g_ptr_array_index (wanted, i);

      g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "", question->name,
                              todoku_dns_type_to_string (question->type));
    }

  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_wanted (void)
{
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();

  g_assert_false (todoku_dns_facts_has_wanted (facts));
  g_assert_null (todoku_dns_facts_peek (facts, "b.example", TODOKU_DNS_TYPE_A));
  g_assert_false (todoku_dns_facts_has_wanted (facts));

  g_assert_null (todoku_dns_facts_ask (facts, "B.example.", TODOKU_DNS_TYPE_TXT));
  g_assert_null (todoku_dns_facts_ask (facts, "a.example", TODOKU_DNS_TYPE_A));
  g_assert_null (todoku_dns_facts_ask (facts, "b.EXAMPLE", TODOKU_DNS_TYPE_TXT));
  g_assert_null (todoku_dns_facts_ask (facts, "b.example", TODOKU_DNS_TYPE_MX));
  g_assert_true (todoku_dns_facts_has_wanted (facts));
  assert_wanted (facts, "b.example TXT, a.example A, b.example MX");

  // Handed out: not again.
  g_assert_null (todoku_dns_facts_ask (facts, "b.example", TODOKU_DNS_TYPE_MX));
  g_assert_false (todoku_dns_facts_has_wanted (facts));
  assert_wanted (facts, "");

  // What a server is to be asked is wanted, too.
  todoku_dns_facts_ask (todoku_dns_facts_get_direct (facts, "192.0.2.1:53"), "b.example",
                        TODOKU_DNS_TYPE_MX);
  g_assert_true (todoku_dns_facts_has_wanted (facts));
  assert_wanted (facts, "");
}

static void
test_learn (void)
{
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();

  learn (facts, "A.example.", TODOKU_DNS_TYPE_A, TODOKU_DNS_STATUS_NO_DATA);

  TodokuDnsAnswer *answer = todoku_dns_facts_ask (facts, "a.EXAMPLE", TODOKU_DNS_TYPE_A);

  g_assert_cmpint (todoku_dns_answer_get_status (answer), ==, TODOKU_DNS_STATUS_NO_DATA);
  g_assert_null (todoku_dns_facts_peek (facts, "a.example", TODOKU_DNS_TYPE_AAAA));

  learn (facts, "a.example", TODOKU_DNS_TYPE_A, TODOKU_DNS_STATUS_NX_DOMAIN);
  answer = todoku_dns_facts_peek (facts, "a.example", TODOKU_DNS_TYPE_A);
  g_assert_cmpint (todoku_dns_answer_get_status (answer), ==, TODOKU_DNS_STATUS_NX_DOMAIN);
}

// The answer that is known already may be learnt once more.
static void
test_learn_again (void)
{
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();

  learn (facts, "a.example", TODOKU_DNS_TYPE_A, TODOKU_DNS_STATUS_NO_DATA);

  TodokuDnsAnswer *answer = todoku_dns_facts_ask (facts, "a.example", TODOKU_DNS_TYPE_A);

  todoku_dns_facts_learn (facts, "a.example", TODOKU_DNS_TYPE_A, answer);
  g_assert_true (todoku_dns_facts_ask (facts, "a.example", TODOKU_DNS_TYPE_A) == answer);
}

// What is missing is seen at the end, wherever it was asked for.
static void
test_need (void)
{
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
  gboolean complete = TRUE;

  learn (facts, "a.example", TODOKU_DNS_TYPE_A, TODOKU_DNS_STATUS_NO_DATA);
  g_assert_nonnull (todoku_dns_facts_need (facts, "a.example", TODOKU_DNS_TYPE_A, &complete));
  g_assert_true (complete);
  g_assert_null (todoku_dns_facts_need (facts, "b.example", TODOKU_DNS_TYPE_A, &complete));
  g_assert_nonnull (todoku_dns_facts_need (facts, "a.example", TODOKU_DNS_TYPE_A, &complete));
  g_assert_false (complete);
  assert_wanted (facts, "b.example A");
}

static void
test_no_name (void)
{
  static const char *const names[] = {
    "",
    ".",
    "a..example",
    ".example",
    "a-label-of-more-than-sixty-three-octets-cannot-be-asked-for-at-all.example",
  };
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      TodokuDnsAnswer *answer = todoku_dns_facts_ask (facts, names[i], TODOKU_DNS_TYPE_A);

      g_test_message ("%s", names[i]);
      g_assert_cmpint (todoku_dns_answer_get_status (answer), ==, TODOKU_DNS_STATUS_NX_DOMAIN);
      g_assert_true (todoku_dns_facts_peek (facts, names[i], TODOKU_DNS_TYPE_A) == answer);
    }
  g_assert_false (todoku_dns_facts_has_wanted (facts));
}

static void
test_longest_name (void)
{
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
  g_autofree char *label = g_strnfill (63, 'x');
  g_autofree char *name = g_strdup_printf ("%s.%s.%s.%.61s.", label, label, label, label);

  g_assert_null (todoku_dns_facts_ask (facts, name, TODOKU_DNS_TYPE_A));
  learn (facts, name, TODOKU_DNS_TYPE_A, TODOKU_DNS_STATUS_NO_DATA);
  g_assert_nonnull (todoku_dns_facts_ask (facts, name, TODOKU_DNS_TYPE_A));
}

static void
test_failures (void)
{
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();

  learn (facts, "a.example", TODOKU_DNS_TYPE_A, TODOKU_DNS_STATUS_NO_DATA);
  g_assert_null (todoku_dns_facts_find_failure (facts));
  learn (facts, "b.example", TODOKU_DNS_TYPE_A, TODOKU_DNS_STATUS_REFUSED);
  learn (facts, "c.example", TODOKU_DNS_TYPE_A, TODOKU_DNS_STATUS_TIMED_OUT);

  TodokuDnsAnswer *failure = todoku_dns_facts_find_failure (facts);

  g_assert_cmpint (todoku_dns_answer_get_status (failure), ==, TODOKU_DNS_STATUS_REFUSED);

  g_assert_null (todoku_dns_facts_ask (facts, "d.example", TODOKU_DNS_TYPE_A));
  assert_wanted (facts, "d.example A");
  todoku_dns_facts_forget_failures (facts);
  g_assert_null (todoku_dns_facts_find_failure (facts));
  g_assert_nonnull (todoku_dns_facts_ask (facts, "a.example", TODOKU_DNS_TYPE_A));
  g_assert_null (todoku_dns_facts_ask (facts, "b.example", TODOKU_DNS_TYPE_A));
  g_assert_null (todoku_dns_facts_ask (facts, "d.example", TODOKU_DNS_TYPE_A));
  assert_wanted (facts, "b.example A, d.example A");
}

// What each of several servers failed to answer is asked for again, and what it answered is not.
static void
test_failures_of_servers (void)
{
  static const char *const servers[] = { "192.0.2.1:53", "192.0.2.2:53", "192.0.2.3:53" };
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (servers); i++)
    {
      TodokuDnsFacts *direct = todoku_dns_facts_get_direct (facts, servers[i]);

      learn (direct, "a.example", TODOKU_DNS_TYPE_A, TODOKU_DNS_STATUS_TIMED_OUT);
      learn (direct, "b.example", TODOKU_DNS_TYPE_A, TODOKU_DNS_STATUS_NO_DATA);
    }
  todoku_dns_facts_forget_failures (facts);
  for (gsize i = 0; i < G_N_ELEMENTS (servers); i++)
    {
      TodokuDnsFacts *direct = todoku_dns_facts_get_direct (facts, servers[i]);

      g_assert_null (todoku_dns_facts_peek (direct, "a.example", TODOKU_DNS_TYPE_A));
      g_assert_nonnull (todoku_dns_facts_peek (direct, "b.example", TODOKU_DNS_TYPE_A));
      g_assert_null (todoku_dns_facts_find_failure (direct));
    }
}

static void
assert_failure (TodokuDnsFacts *facts, TodokuDnsStatus status)
{
  TodokuDnsAnswer *failure = todoku_dns_facts_find_failure (facts);

  g_assert_nonnull (failure);
  g_assert_cmpint (todoku_dns_answer_get_status (failure), ==, status);
}

// A question that was answered after all has not failed.
static void
test_failure_mended (void)
{
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();

  learn (facts, "a.example", TODOKU_DNS_TYPE_A, TODOKU_DNS_STATUS_REFUSED);
  learn (facts, "b.example", TODOKU_DNS_TYPE_A, TODOKU_DNS_STATUS_TIMED_OUT);
  learn (facts, "c.example", TODOKU_DNS_TYPE_A, TODOKU_DNS_STATUS_MALFORMED);
  learn (facts, "A.example.", TODOKU_DNS_TYPE_A, TODOKU_DNS_STATUS_NO_DATA);
  assert_failure (facts, TODOKU_DNS_STATUS_TIMED_OUT);
  todoku_dns_facts_forget (facts, "b.example", TODOKU_DNS_TYPE_A);
  assert_failure (facts, TODOKU_DNS_STATUS_MALFORMED);

  // Another way to fail is the same failure, and a later one comes behind it.
  learn (facts, "a.example", TODOKU_DNS_TYPE_A, TODOKU_DNS_STATUS_REFUSED);
  learn (facts, "c.example", TODOKU_DNS_TYPE_A, TODOKU_DNS_STATUS_SERVER_FAILURE);
  assert_failure (facts, TODOKU_DNS_STATUS_SERVER_FAILURE);
  learn (facts, "c.example", TODOKU_DNS_TYPE_A, TODOKU_DNS_STATUS_NX_DOMAIN);
  assert_failure (facts, TODOKU_DNS_STATUS_REFUSED);
  todoku_dns_facts_forget (facts, "a.example", TODOKU_DNS_TYPE_A);
  g_assert_null (todoku_dns_facts_find_failure (facts));
}

static void
test_give_back (void)
{
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();

  g_assert_null (todoku_dns_facts_ask (facts, "a.example", TODOKU_DNS_TYPE_A));
  assert_wanted (facts, "a.example A");
  todoku_dns_facts_give_back (facts, "a.example", TODOKU_DNS_TYPE_A);
  g_assert_false (todoku_dns_facts_has_wanted (facts));
  g_assert_null (todoku_dns_facts_ask (facts, "a.example", TODOKU_DNS_TYPE_A));
  assert_wanted (facts, "a.example A");

  // What is known stays known, and what was never asked is no matter.
  learn (facts, "a.example", TODOKU_DNS_TYPE_A, TODOKU_DNS_STATUS_NO_DATA);
  todoku_dns_facts_give_back (facts, "a.example", TODOKU_DNS_TYPE_A);
  todoku_dns_facts_give_back (facts, "b.example", TODOKU_DNS_TYPE_A);
  todoku_dns_facts_give_back (facts, "not..a.name", TODOKU_DNS_TYPE_A);
  g_assert_nonnull (todoku_dns_facts_ask (facts, "a.example", TODOKU_DNS_TYPE_A));
}

// What was wanted, and not handed out yet, is forgotten as well, and asked for anew once.
static void
test_wanted_forgotten (void)
{
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();

  g_assert_null (todoku_dns_facts_ask (facts, "a.example", TODOKU_DNS_TYPE_A));
  todoku_dns_facts_forget_failures (facts);
  g_assert_false (todoku_dns_facts_has_wanted (facts));
  g_assert_null (todoku_dns_facts_ask (facts, "a.example", TODOKU_DNS_TYPE_A));
  assert_wanted (facts, "a.example A");
}

// Whichever server is to be asked, something is wanted.
static void
test_wanted_of_any_server (void)
{
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();

  todoku_dns_facts_get_direct (facts, "192.0.2.1:53");
  g_assert_false (todoku_dns_facts_has_wanted (facts));
  todoku_dns_facts_ask (todoku_dns_facts_get_direct (facts, "192.0.2.2:53"), "b.example",
                        TODOKU_DNS_TYPE_MX);
  g_assert_true (todoku_dns_facts_has_wanted (facts));
}

static void
forget (gpointer data)
{
  *(guint *) data += 1;
}

// What was learnt goes with who knew it.
static void
test_gone (void)
{
  guint n_forgotten = 0;
  TodokuDnsFacts *facts = todoku_dns_facts_new ();
  TodokuDnsAnswer *answer = todoku_dns_answer_new (TODOKU_DNS_STATUS_NO_DATA, NULL, NULL);

  todoku_dns_answer_set_memo (answer, &n_forgotten, forget);
  todoku_dns_facts_learn (facts, "a.example", TODOKU_DNS_TYPE_A, answer);
  todoku_dns_answer_unref (answer);
  g_assert_cmpuint (n_forgotten, ==, 0);
  todoku_dns_facts_unref (facts);
  g_assert_cmpuint (n_forgotten, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/facts/wanted", test_wanted);
  g_test_add_func ("/facts/wanted-forgotten", test_wanted_forgotten);
  g_test_add_func ("/facts/wanted-of-any-server", test_wanted_of_any_server);
  g_test_add_func ("/facts/gone", test_gone);
  g_test_add_func ("/facts/learn", test_learn);
  g_test_add_func ("/facts/learn-again", test_learn_again);
  g_test_add_func ("/facts/need", test_need);
  g_test_add_func ("/facts/no-name", test_no_name);
  g_test_add_func ("/facts/longest-name", test_longest_name);
  g_test_add_func ("/facts/failures", test_failures);
  g_test_add_func ("/facts/failures-of-servers", test_failures_of_servers);
  g_test_add_func ("/facts/failure-mended", test_failure_mended);
  g_test_add_func ("/facts/give-back", test_give_back);

  return g_test_run ();
}
