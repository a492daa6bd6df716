// SPDX-License-Identifier: GPL-3.0-or-later

#include "dns/run.h"

#include "await.h"
#include "loopback.h"

#include <string.h>

#define TIMEOUT_MS 5000
#define HASTY_MS 50

// As long as the bounds need to be seen: more than 32 questions at 4 each.
#define N_SERVERS 12
#define N_NAMES 9

typedef struct
{
  LoopbackServer *servers[N_SERVERS];
  TodokuDnsResolver *resolver; // at the first of them
  TodokuDnsFacts *facts;
  GCancellable *cancellable;
  GAsyncResult *result;
  guint n_runs;
  guint n_told;      // calls of progress
  guint most;        // questions under way at once
  guint most_at_one; // the same at one server
} Fixture;

static const char *
get_server (Fixture *fixture, guint index)
{
  return loopback_server_get_address (fixture->servers[index]);
}

static void
fixture_set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *large = g_strnfill (4000, 'x');
  g_autofree char *json = g_strdup_printf ("{ \"large.example\": { \"TXT\": [\"%s\"] },"
                                           "  \"a.example\": { \"A\": [\"192.0.2.1\"] },"
                                           "  \"silent.example\": \"TIMEOUT\" }",
                                           large);

  for (guint i = 0; i < N_SERVERS; i++)
    fixture->servers[i] = loopback_server_new (json);

  fixture->resolver = loopback_resolver_new (get_server (fixture, 0), NULL, TIMEOUT_MS);
  fixture->facts = todoku_dns_facts_new ();
  fixture->cancellable = g_cancellable_new ();
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_clear_object (&fixture->result);
  g_clear_object (&fixture->cancellable);
  todoku_dns_facts_unref (fixture->facts);
  for (guint i = 0; i < N_SERVERS; i++)
    g_assert_finalize_object (fixture->servers[i]);
  await_idle ();
  g_assert_finalize_object (fixture->resolver);
}

static void
progress_cb (guint n_answered, guint n_asked, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->n_told++;
  g_assert_cmpuint (n_answered, <=, n_asked);
}

static void
fixture_start (Fixture *fixture, TodokuDnsRule rule)
{
  g_clear_object (&fixture->result);
  todoku_dns_run_async (fixture->resolver, fixture->facts, rule, progress_cb, fixture,
                        fixture->cancellable, await_cb, &fixture->result);
  g_assert_null (fixture->result);
}

static gboolean
fixture_finish (Fixture *fixture, GError **error)
{
  await_result (&fixture->result);

  return todoku_dns_run_finish (fixture->resolver, fixture->result, error);
}

static guint
count_answers (TodokuDnsFacts *facts)
{
  guint n_answers = 0;

  for (guint i = 0; i < N_NAMES; i++)
    {
      g_autofree char *name = g_strdup_printf ("n%u.example", i);

      n_answers += todoku_dns_facts_ask (facts, name, TODOKU_DNS_TYPE_A) != NULL;
    }

  return n_answers;
}

static TodokuDnsFacts *
get_facts (Fixture *fixture, guint index)
{
  return todoku_dns_facts_get_direct (fixture->facts, get_server (fixture, index));
}

static gboolean
wide_rule (TodokuDnsFacts *facts G_GNUC_UNUSED, gpointer user_data)
{
  Fixture *fixture = user_data;
  guint n_answers = 0;

  fixture->n_runs++;
  for (guint i = 0; i < N_SERVERS; i++)
    n_answers += count_answers (get_facts (fixture, i));

  return n_answers == N_SERVERS * N_NAMES;
}

// What the servers have been asked, and nobody has learnt yet, is under way at most.
static void
fixture_measure (Fixture *fixture)
{
  guint all = 0;

  for (guint i = 0; i < N_SERVERS; i++)
    {
      guint asked = loopback_server_get_n_questions (fixture->servers[i]);
      guint known = 0;

      for (guint j = 0; j < N_NAMES; j++)
        {
          g_autofree char *name = g_strdup_printf ("n%u.example", j);

          known += todoku_dns_facts_peek (get_facts (fixture, i), name, TODOKU_DNS_TYPE_A) != NULL;
        }
      all += asked - known;
      fixture->most_at_one = MAX (fixture->most_at_one, asked - known);
    }
  fixture->most = MAX (fixture->most, all);
}

static void
test_bounds (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  for (guint i = 0; i < N_SERVERS; i++)
    loopback_server_set_delay (fixture->servers[i], 20);
  fixture_start (fixture, wide_rule);
  while (fixture->result == NULL)
    {
      g_main_context_iteration (NULL, TRUE);
      fixture_measure (fixture);
    }
  g_assert_true (fixture_finish (fixture, NULL));
  g_assert_cmpuint (fixture->most, ==, 32);
  g_assert_cmpuint (fixture->most_at_one, ==, 4);
  g_assert_cmpuint (fixture->n_told + 1, ==, fixture->n_runs);
  for (guint i = 0; i < N_SERVERS; i++)
    g_assert_cmpuint (loopback_server_get_n_questions (fixture->servers[i]), ==, N_NAMES);
}

static void
test_cancel (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_SERVERS; i++)
    loopback_server_set_delay (fixture->servers[i], 5);
  fixture_start (fixture, wide_rule);
  while (fixture->n_runs < 3)
    g_main_context_iteration (NULL, TRUE);

  guint n_runs = fixture->n_runs;

  g_cancellable_cancel (fixture->cancellable);
  g_assert_null (fixture->result);
  g_assert_false (fixture_finish (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->n_runs, ==, n_runs);

  // What was learnt stays, and the rest is asked by whoever comes next.
  g_cancellable_reset (fixture->cancellable);
  fixture_start (fixture, wide_rule);
  g_assert_true (fixture_finish (fixture, NULL));
}

static gboolean
cancelling_rule (TodokuDnsFacts *facts, gpointer user_data)
{
  Fixture *fixture = user_data;
  gboolean complete = wide_rule (facts, user_data);

  g_cancellable_cancel (fixture->cancellable);

  return complete;
}

// Who gives up while the rule is run sees no other run.
static void
test_cancel_within (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  fixture_start (fixture, cancelling_rule);
  g_assert_false (fixture_finish (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->n_runs, ==, 1);
  for (guint i = 0; i < N_SERVERS; i++)
    g_assert_false (todoku_dns_facts_has_wanted (get_facts (fixture, i)));
}

static void
test_cancelled_before (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (fixture->cancellable);
  fixture_start (fixture, wide_rule);
  g_assert_false (fixture_finish (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->n_runs, ==, 0);
}

// Ends without waiting for what it asked by the way.
static gboolean
hasty_rule (TodokuDnsFacts *facts, gpointer user_data)
{
  wide_rule (facts, user_data);

  return TRUE;
}

static void
test_ends_early (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture_start (fixture, hasty_rule);
  g_assert_true (fixture_finish (fixture, NULL));
  g_assert_cmpuint (fixture->n_runs, ==, 1);
  g_assert_cmpuint (fixture->n_told, ==, 0);

  // Nothing was sent that nobody waits for, and nothing is left for whoever comes next.
  for (guint i = 0; i < N_SERVERS; i++)
    {
      g_assert_cmpuint (loopback_server_get_n_questions (fixture->servers[i]), ==, 0);
      g_assert_false (todoku_dns_facts_has_wanted (get_facts (fixture, i)));
    }

  fixture_start (fixture, wide_rule);
  g_assert_true (fixture_finish (fixture, NULL));
}

// Asks by the way what could never be sent.
static gboolean
lost_rule (TodokuDnsFacts *facts, gpointer user_data G_GNUC_UNUSED)
{
  TodokuDnsFacts *nowhere = todoku_dns_facts_get_direct (facts, "nowhere");

  todoku_dns_facts_ask (nowhere, "a.example", TODOKU_DNS_TYPE_A);

  return TRUE;
}

// Who has come to an end calls on no server: no channel is opened for what nobody waits for.
static void
test_ends_without_servers (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  TodokuDnsFacts *facts = todoku_dns_facts_get_direct (fixture->facts, "nowhere");

  fixture_start (fixture, lost_rule);
  g_assert_true (fixture_finish (fixture, NULL));
  g_assert_false (todoku_dns_facts_has_wanted (facts));

  // Nor does it count as asked.
  todoku_dns_facts_ask (facts, "a.example", TODOKU_DNS_TYPE_A);
  g_assert_true (todoku_dns_facts_has_wanted (facts));
}

static gboolean
large_rule (TodokuDnsFacts *facts G_GNUC_UNUSED, gpointer user_data)
{
  return todoku_dns_facts_ask (get_facts (user_data, 1), "large.example", TODOKU_DNS_TYPE_TXT)
         != NULL;
}

// What does not go into a datagram comes over TCP, from the server that was meant.
static void
test_truncated (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture_start (fixture, large_rule);
  g_assert_true (fixture_finish (fixture, NULL));

  TodokuDnsAnswer *answer =
    todoku_dns_facts_peek (get_facts (fixture, 1), "large.example", TODOKU_DNS_TYPE_TXT);

  g_assert_cmpint (todoku_dns_answer_get_status (answer), ==, TODOKU_DNS_STATUS_FOUND);
  g_assert_cmpuint (g_bytes_get_size (todoku_dns_answer_get_record (answer, 0)->text), ==, 4000);
  g_assert_true (todoku_dns_answer_get_detail (answer)->is_authoritative);
  g_assert_cmpstr (todoku_dns_answer_get_server (answer), ==, get_server (fixture, 1));
  g_assert_cmpuint (loopback_server_get_n_questions (fixture->servers[1]), ==, 2);
  g_assert_cmpuint (loopback_server_get_n_questions (fixture->servers[0]), ==, 0);
}

// The same server as a resolver, asked directly, and by default: three tables.
static gboolean
roles_rule (TodokuDnsFacts *facts, gpointer user_data)
{
  const char *server = get_server (user_data, 0);
  TodokuDnsFacts *all[] = { facts, todoku_dns_facts_get_direct (facts, server),
                            todoku_dns_facts_get_resolver (facts, server) };
  gboolean complete = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (todoku_dns_facts_ask (all[i], "a.example", TODOKU_DNS_TYPE_A) == NULL)
      complete = FALSE;

  return complete;
}

static gboolean
is_authoritative (TodokuDnsFacts *facts)
{
  TodokuDnsAnswer *answer = todoku_dns_facts_peek (facts, "a.example", TODOKU_DNS_TYPE_A);

  return todoku_dns_answer_get_detail (answer)->is_authoritative;
}

static void
test_roles (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  const char *server = get_server (fixture, 0);

  fixture_start (fixture, roles_rule);
  g_assert_true (fixture_finish (fixture, NULL));
  g_assert_cmpuint (loopback_server_get_n_questions (fixture->servers[0]), ==, 3);
  g_assert_false (is_authoritative (fixture->facts));
  g_assert_false (is_authoritative (todoku_dns_facts_get_resolver (fixture->facts, server)));
  g_assert_true (is_authoritative (todoku_dns_facts_get_direct (fixture->facts, server)));

  // Forgotten, it is asked again; the others are not.
  todoku_dns_facts_forget_server (fixture->facts, server);
  fixture_start (fixture, roles_rule);
  g_assert_true (fixture_finish (fixture, NULL));
  g_assert_cmpuint (loopback_server_get_n_questions (fixture->servers[0]), ==, 5);
}

// Addresses that whoever runs a zone can put there; none of them may end the program.
static const char *const odd_servers[] = {
  "0.0.0.0:1",   "255.255.255.255:1", "224.0.0.1:1",          "[::]:1",      "[ff02::1]:1",
  "[fe80::1]:1", "[2001:db8::1]:1",   "[::ffff:127.0.0.1]:1", "127.0.0.1:1", "[::1]:1",
};

static gboolean
odd_rule (TodokuDnsFacts *facts, gpointer user_data G_GNUC_UNUSED)
{
  gboolean complete = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (odd_servers); i++)
    {
      TodokuDnsFacts *direct = todoku_dns_facts_get_direct (facts, odd_servers[i]);

      if (todoku_dns_facts_ask (direct, "a.example", TODOKU_DNS_TYPE_A) == NULL)
        complete = FALSE;
    }

  return complete;
}

static void
test_odd_servers (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (TodokuDnsResolver) hasty =
    loopback_resolver_new (get_server (fixture, 0), NULL, HASTY_MS);

  todoku_dns_run_async (hasty, fixture->facts, odd_rule, NULL, fixture, fixture->cancellable,
                        await_cb, &fixture->result);
  await_result (&fixture->result);
  g_assert_true (todoku_dns_run_finish (hasty, fixture->result, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (odd_servers); i++)
    {
      TodokuDnsFacts *facts = todoku_dns_facts_get_direct (fixture->facts, odd_servers[i]);
      TodokuDnsAnswer *answer = todoku_dns_facts_peek (facts, "a.example", TODOKU_DNS_TYPE_A);
      TodokuDnsStatus status = todoku_dns_answer_get_status (answer);

      g_test_message ("%s: %s", odd_servers[i], todoku_dns_status_get_id (status));
      g_assert_true (todoku_dns_status_is_failure (status));
    }
}

static gboolean
silent_rule (TodokuDnsFacts *facts G_GNUC_UNUSED, gpointer user_data)
{
  return todoku_dns_facts_ask (get_facts (user_data, 1), "silent.example", TODOKU_DNS_TYPE_A)
         != NULL;
}

// Whoever gives up waits for nobody, and may throw everything away at once.
static void
test_cancel_silent (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  gint64 begin = g_get_monotonic_time ();

  fixture_start (fixture, silent_rule);
  while (loopback_server_get_n_questions (fixture->servers[1]) == 0)
    g_main_context_iteration (NULL, TRUE);
  todoku_dns_facts_unref (fixture->facts);
  fixture->facts = todoku_dns_facts_new ();
  g_cancellable_cancel (fixture->cancellable);
  g_assert_false (fixture_finish (fixture, NULL));
  g_assert_cmpint (g_get_monotonic_time () - begin, <, TIMEOUT_MS * 1000);
}

static gboolean
impatient_rule (TodokuDnsFacts *facts G_GNUC_UNUSED, gpointer user_data)
{
  TodokuDnsFacts *direct = get_facts (user_data, 1);
  gboolean complete = TRUE;

  todoku_dns_facts_need_within (direct, "silent.example", TODOKU_DNS_TYPE_A, HASTY_MS, &complete);
  todoku_dns_facts_need (get_facts (user_data, 2), "a.example", TODOKU_DNS_TYPE_A, &complete);

  return complete;
}

// Nobody waits for a server longer than is said, and what others say comes all the same.
static void
test_patience (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  gint64 begin = g_get_monotonic_time ();

  fixture_start (fixture, impatient_rule);
  g_assert_true (fixture_finish (fixture, NULL));
  g_assert_cmpint (g_get_monotonic_time () - begin, <, TIMEOUT_MS * 1000);

  TodokuDnsAnswer *answer =
    todoku_dns_facts_peek (get_facts (fixture, 1), "silent.example", TODOKU_DNS_TYPE_A);

  g_assert_cmpint (todoku_dns_answer_get_status (answer), ==, TODOKU_DNS_STATUS_TIMED_OUT);
  answer = todoku_dns_facts_peek (get_facts (fixture, 2), "a.example", TODOKU_DNS_TYPE_A);
  g_assert_cmpint (todoku_dns_answer_get_status (answer), ==, TODOKU_DNS_STATUS_FOUND);
}

static gboolean
patient_rule (TodokuDnsFacts *facts G_GNUC_UNUSED, gpointer user_data)
{
  gboolean complete = TRUE;

  todoku_dns_facts_need_within (get_facts (user_data, 1), "a.example", TODOKU_DNS_TYPE_A,
                                TIMEOUT_MS, &complete);

  return complete;
}

static void
test_in_time (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture_start (fixture, patient_rule);
  g_assert_true (fixture_finish (fixture, NULL));

  TodokuDnsAnswer *answer =
    todoku_dns_facts_peek (get_facts (fixture, 1), "a.example", TODOKU_DNS_TYPE_A);

  g_assert_cmpint (todoku_dns_answer_get_status (answer), ==, TODOKU_DNS_STATUS_FOUND);
}

static void
add_test (const char *path, void (*function) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down);
}

static gboolean
nobody_rule (TodokuDnsFacts *facts, gpointer user_data)
{
  Fixture *fixture = user_data;
  TodokuDnsFacts *nobody = todoku_dns_facts_get_direct (facts, "ns1.shop.example");

  fixture->n_runs++;
  todoku_dns_facts_ask (get_facts (fixture, 0), "a.example", TODOKU_DNS_TYPE_A);
  todoku_dns_facts_ask (get_facts (fixture, 1), "a.example", TODOKU_DNS_TYPE_A);

  return todoku_dns_facts_ask (nobody, "a.example", TODOKU_DNS_TYPE_A) != NULL;
}

static void
test_server_without_address (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  fixture_start (fixture, nobody_rule);
  g_assert_false (fixture_finish (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_assert_nonnull (strstr (error->message, "ns1.shop.example"));
  g_assert_cmpuint (fixture->n_runs, ==, 1);

  // What it had asked besides can be asked by the next one.
  fixture_start (fixture, wide_rule);
  g_assert_true (fixture_finish (fixture, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add_test ("/run-servers/bounds", test_bounds);
  add_test ("/run-servers/cancel", test_cancel);
  add_test ("/run-servers/cancel-within", test_cancel_within);
  add_test ("/run-servers/cancelled-before", test_cancelled_before);
  add_test ("/run-servers/cancel-silent", test_cancel_silent);
  add_test ("/run-servers/ends-early", test_ends_early);
  add_test ("/run-servers/ends-without-servers", test_ends_without_servers);
  add_test ("/run-servers/server-without-address", test_server_without_address);
  add_test ("/run-servers/patience", test_patience);
  add_test ("/run-servers/in-time", test_in_time);
  add_test ("/run-servers/truncated", test_truncated);
  add_test ("/run-servers/roles", test_roles);
  add_test ("/run-servers/odd-servers", test_odd_servers);

  return g_test_run ();
}
