// SPDX-License-Identifier: GPL-3.0-or-later

#include "dns/run.h"

#include "await.h"
#include "loopback.h"

#define TIMEOUT_MS 5000

typedef struct
{
  LoopbackServer *practice;
  TodokuDnsResolver *resolver;
  TodokuDnsFacts *facts;
  GAsyncResult *result;
  GCancellable *cancellable;
  gboolean alone; // whether the server has been asked nothing before
  guint n_names;  // how many names the wide rule asks for
  guint n_runs;   // of the rule
  guint n_told;   // calls of progress
  guint n_answered;
  guint n_asked;
} Fixture;

static void
fixture_set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char json[] =
    "{ \"a.example\": { \"CNAME\": [\"shop.example\"] },"
    "  \"shop.example\": { \"MX\": [\"10 m1.example\", \"20 m2.example\"], \"A\": [\"192.0.2.9\"] "
    "},"
    "  \"m1.example\": { \"A\": [\"192.0.2.1\"] }, \"m2.example\": \"SERVFAIL\","
    "  \"silent.example\": \"TIMEOUT\" }";

  fixture->practice = loopback_server_new (json);
  fixture->resolver =
    loopback_resolver_new (loopback_server_get_address (fixture->practice), NULL, TIMEOUT_MS);
  fixture->facts = todoku_dns_facts_new ();
  fixture->cancellable = g_cancellable_new ();
  fixture->n_names = 70;
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_clear_object (&fixture->result);
  g_clear_object (&fixture->cancellable);
  todoku_dns_facts_unref (fixture->facts);
  g_assert_finalize_object (fixture->practice);

  // Questions under way hold it until they are told that they are cancelled.
  await_idle ();
  g_assert_finalize_object (fixture->resolver);
}

static void
progress_cb (guint n_answered, guint n_asked, gpointer user_data)
{
  Fixture *fixture = user_data;
  guint n_questions = loopback_server_get_n_questions (fixture->practice);

  fixture->n_told++;
  g_assert_cmpuint (n_answered, >, fixture->n_answered);
  g_assert_cmpuint (n_asked, >=, n_answered);
  if (fixture->alone)
    g_assert_cmpuint (n_questions, <=, n_answered + 32);
  fixture->n_answered = n_answered;
  fixture->n_asked = n_asked;
}

static void
fixture_start (Fixture *fixture, TodokuDnsRule rule)
{
  g_clear_object (&fixture->result);
  fixture->n_runs = 0;
  fixture->n_told = 0;
  fixture->n_answered = 0;
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

// MX, then the addresses of all exchanges: two round trips.
static gboolean
exchange_rule (TodokuDnsFacts *facts, gpointer user_data)
{
  Fixture *fixture = user_data;
  TodokuDnsAnswer *mx = todoku_dns_facts_ask (facts, "a.example", TODOKU_DNS_TYPE_MX);
  gboolean complete = TRUE;

  fixture->n_runs++;
  if (mx == NULL)
    return FALSE;

  for (guint i = 0; i < todoku_dns_answer_get_n_records (mx); i++)
    if (todoku_dns_facts_ask (facts, todoku_dns_answer_get_record (mx, i)->name, TODOKU_DNS_TYPE_A)
        == NULL)
      complete = FALSE;

  return complete;
}

static void
test_rounds (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  loopback_server_set_delay (fixture->practice, 20);
  fixture_start (fixture, exchange_rule);
  g_assert_true (fixture_finish (fixture, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->n_answered, ==, 3);
  g_assert_cmpuint (fixture->n_asked, ==, 3);
  g_assert_cmpuint (fixture->n_runs, >=, 3);

  TodokuDnsAnswer *failure = todoku_dns_facts_find_failure (fixture->facts);

  g_assert_cmpint (todoku_dns_answer_get_status (failure), ==, TODOKU_DNS_STATUS_SERVER_FAILURE);
  g_assert_cmpstr (todoku_dns_answer_get_server (failure), ==,
                   loopback_server_get_address (fixture->practice));

  // What is known is not asked again; a failure is, once it is forgotten.
  fixture_start (fixture, exchange_rule);
  g_assert_true (fixture_finish (fixture, NULL));
  g_assert_cmpuint (fixture->n_runs, ==, 1);
  g_assert_cmpuint (loopback_server_get_n_questions (fixture->practice), ==, 3);

  todoku_dns_facts_forget_failures (fixture->facts);
  fixture_start (fixture, exchange_rule);
  g_assert_true (fixture_finish (fixture, NULL));
  g_assert_cmpuint (loopback_server_get_n_questions (fixture->practice), ==, 4);
}

// Many names at once.
static gboolean
wide_rule (TodokuDnsFacts *facts, gpointer user_data)
{
  Fixture *fixture = user_data;
  gboolean complete = TRUE;

  fixture->n_runs++;
  for (guint i = 0; i < fixture->n_names; i++)
    {
      g_autofree char *name = g_strdup_printf ("n%u.example", i);

      if (todoku_dns_facts_ask (facts, name, TODOKU_DNS_TYPE_A) == NULL)
        complete = FALSE;
    }

  return complete;
}

static void
test_wide (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  loopback_server_set_delay (fixture->practice, 20);
  fixture->alone = TRUE;
  fixture_start (fixture, wide_rule);
  g_assert_true (fixture_finish (fixture, NULL));
  g_assert_cmpuint (fixture->n_answered, ==, 70);
  g_assert_cmpuint (loopback_server_get_n_questions (fixture->practice), ==, 70);

  // Answers that come together cost one run.
  g_assert_cmpuint (fixture->n_runs, <, 60);
  g_assert_cmpuint (fixture->n_runs, ==, fixture->n_told + 1);
}

static void
test_cancel (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  loopback_server_set_delay (fixture->practice, 20);
  fixture_start (fixture, wide_rule);
  g_cancellable_cancel (fixture->cancellable);
  g_assert_null (fixture->result);
  g_assert_false (fixture_finish (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->n_runs, ==, 1);

  // The same facts serve the next run at once.
  g_cancellable_reset (fixture->cancellable);
  fixture_start (fixture, wide_rule);
  g_assert_true (fixture_finish (fixture, NULL));
  g_assert_cmpuint (fixture->n_answered, ==, 70);
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
  loopback_server_set_delay (fixture->practice, 20);
  fixture_start (fixture, hasty_rule);
  g_assert_true (fixture_finish (fixture, NULL));
  g_assert_cmpuint (fixture->n_runs, ==, 1);
  g_assert_cmpuint (fixture->n_told, ==, 0);

  // Nothing was sent that nobody waits for.
  fixture_start (fixture, wide_rule);
  g_assert_true (fixture_finish (fixture, NULL));
  g_assert_cmpuint (loopback_server_get_n_questions (fixture->practice), ==, 70);
}

// Asks whom nobody waits for any more once the other has answered.
static gboolean
impatient_rule (TodokuDnsFacts *facts, gpointer user_data G_GNUC_UNUSED)
{
  todoku_dns_facts_ask (facts, "silent.example", TODOKU_DNS_TYPE_A);

  return todoku_dns_facts_ask (facts, "shop.example", TODOKU_DNS_TYPE_A) != NULL;
}

// Who ends waits for no answer: the resolver is nobody's any more, as the end of the test looks.
static void
test_gives_up_silent (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture_start (fixture, impatient_rule);
  g_assert_true (fixture_finish (fixture, NULL));
  g_assert_cmpuint (loopback_server_get_n_questions (fixture->practice), ==, 2);
}

static gboolean
silent_rule (TodokuDnsFacts *facts, gpointer user_data G_GNUC_UNUSED)
{
  return todoku_dns_facts_ask (facts, "silent.example", TODOKU_DNS_TYPE_A) != NULL;
}

static void
test_cancel_silent (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture_start (fixture, silent_rule);
  while (loopback_server_get_n_questions (fixture->practice) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (fixture->cancellable);
  g_assert_false (fixture_finish (fixture, NULL));
}

// One that answers, and one that does not.
static gboolean
both_rule (TodokuDnsFacts *facts, gpointer user_data)
{
  Fixture *fixture = user_data;
  TodokuDnsAnswer *silent = todoku_dns_facts_ask (facts, "silent.example", TODOKU_DNS_TYPE_A);
  TodokuDnsAnswer *shop = todoku_dns_facts_ask (facts, "shop.example", TODOKU_DNS_TYPE_A);

  fixture->n_runs++;

  return silent != NULL && shop != NULL;
}

static void
cancelling_cb (guint n_answered G_GNUC_UNUSED, guint n_asked G_GNUC_UNUSED, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->n_told++;
  g_cancellable_cancel (fixture->cancellable);
}

// Who was told how far it is may have seen enough: the rule is not run any more.
static void
test_cancel_when_told (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  todoku_dns_run_async (fixture->resolver, fixture->facts, both_rule, cancelling_cb, fixture,
                        fixture->cancellable, await_cb, &fixture->result);
  g_assert_false (fixture_finish (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->n_told, ==, 1);
  g_assert_cmpuint (fixture->n_runs, ==, 1);
}

// Nobody is told of what came right before.
static void
test_cancel_with_answer (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture_start (fixture, both_rule);
  while (todoku_dns_facts_peek (fixture->facts, "shop.example", TODOKU_DNS_TYPE_A) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (fixture->cancellable);
  g_assert_false (fixture_finish (fixture, NULL));
  await_idle ();
  g_assert_cmpuint (fixture->n_told, ==, 0);
  g_assert_cmpuint (fixture->n_runs, ==, 1);
}

// For what answers, in ms.
#define PATIENCE 60

static gboolean
patient_rule (TodokuDnsFacts *facts, gpointer user_data G_GNUC_UNUSED)
{
  gboolean complete = TRUE;

  todoku_dns_facts_need_within (facts, "shop.example", TODOKU_DNS_TYPE_A, PATIENCE, &complete);

  return complete;
}

// Nobody looks at the clock for what has been answered.
static void
test_answered_in_time (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture_start (fixture, patient_rule);
  g_assert_true (fixture_finish (fixture, NULL));
  await_idle ();
  g_usleep (2 * PATIENCE * 1000);
  g_assert_false (g_main_context_iteration (NULL, FALSE));
}

// After a turn that took long, what has come is read before time is called.
static void
test_answered_meanwhile (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture_start (fixture, patient_rule);
  while (loopback_server_get_n_questions (fixture->practice) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_usleep (2 * PATIENCE * 1000);
  g_assert_true (fixture_finish (fixture, NULL));
  g_assert_null (todoku_dns_facts_find_failure (fixture->facts));
}

static gboolean
endless_rule (TodokuDnsFacts *facts G_GNUC_UNUSED, gpointer user_data G_GNUC_UNUSED)
{
  return FALSE;
}

static void
test_waits_for_nothing (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  fixture_start (fixture, endless_rule);
  g_assert_false (fixture_finish (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
}

static void
add_test (const char *path, void (*function) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add_test ("/run/rounds", test_rounds);
  add_test ("/run/wide", test_wide);
  add_test ("/run/cancel", test_cancel);
  add_test ("/run/ends-early", test_ends_early);
  add_test ("/run/gives-up-silent", test_gives_up_silent);
  add_test ("/run/cancel-silent", test_cancel_silent);
  add_test ("/run/cancel-when-told", test_cancel_when_told);
  add_test ("/run/cancel-with-answer", test_cancel_with_answer);
  add_test ("/run/answered-in-time", test_answered_in_time);
  add_test ("/run/answered-meanwhile", test_answered_meanwhile);
  add_test ("/run/waits-for-nothing", test_waits_for_nothing);

  return g_test_run ();
}
