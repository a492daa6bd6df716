// SPDX-License-Identifier: GPL-3.0-or-later

#include "dns/resolver-zone.h"

#include "await.h"

// For what is to time out, in ms.
#define HASTY 40

static const char zone_text[] =
  "{ \"shop.example\": { \"MX\": [\"10 mail.shop.example\"], \"TXT\": [\"v=spf1 a ~all\"] },"
  "  \"www.shop.example\": { \"CNAME\": [\"shop.example\"] },"
  "  \"down.example\": \"SERVFAIL\", \"closed.example\": \"REFUSED\","
  "  \"silent.example\": \"TIMEOUT\", \"garbage.example\": \"MALFORMED\" }";

static TodokuDnsZone *
zone_new (void)
{
  g_autoptr (GError) error = NULL;
  TodokuDnsZone *zone = todoku_dns_zone_new_from_json (zone_text, &error);

  g_assert_no_error (error);

  return zone;
}

static TodokuDnsResolver *
resolver_new (guint timeout_ms)
{
  g_autoptr (TodokuDnsZone) zone = zone_new ();

  return todoku_dns_resolver_zone_new (zone, timeout_ms);
}

static void
test_status (void)
{
  static const struct
  {
    const char *name;
    TodokuDnsStatus status;
  } cases[] = {
    { "shop.example", TODOKU_DNS_STATUS_FOUND },
    { "WWW.shop.example.", TODOKU_DNS_STATUS_FOUND },
    { "example", TODOKU_DNS_STATUS_NO_DATA },
    { "missing.example", TODOKU_DNS_STATUS_NX_DOMAIN },
    { "not..a.name", TODOKU_DNS_STATUS_NX_DOMAIN },
    { "down.example", TODOKU_DNS_STATUS_SERVER_FAILURE },
    { "closed.example", TODOKU_DNS_STATUS_REFUSED },
    { "garbage.example", TODOKU_DNS_STATUS_MALFORMED },
  };
  g_autoptr (TodokuDnsResolver) resolver = resolver_new (0);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TodokuDnsAnswer) answer =
        await_answer (resolver, cases[i].name, TODOKU_DNS_TYPE_TXT);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpint (todoku_dns_answer_get_status (answer), ==, cases[i].status);
      g_assert_cmpstr (todoku_dns_answer_get_server (answer), ==, TODOKU_DNS_ZONE_SERVER);
      g_assert_cmpuint (todoku_dns_answer_get_n_records (answer), ==,
                        cases[i].status == TODOKU_DNS_STATUS_FOUND ? 1 : 0);
    }
}

// A silent server is waited for, as a real one is.
static void
test_timeout (void)
{
  g_autoptr (TodokuDnsResolver) resolver = resolver_new (HASTY);
  gint64 begin = g_get_monotonic_time ();
  g_autoptr (TodokuDnsAnswer) answer =
    await_answer (resolver, "silent.example", TODOKU_DNS_TYPE_TXT);

  g_assert_cmpint (todoku_dns_answer_get_status (answer), ==, TODOKU_DNS_STATUS_TIMED_OUT);
  g_assert_cmpint (g_get_monotonic_time () - begin, >=, 2 * HASTY * 1000);
}

// As long as was said, be it ever so short, and else as a real one.
static void
test_patience (void)
{
  g_autoptr (TodokuDnsResolver) shortest = resolver_new (1);
  g_autoptr (TodokuDnsResolver) usual = resolver_new (0);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  gint64 begin = g_get_monotonic_time ();
  g_autoptr (TodokuDnsAnswer) answer =
    await_answer (shortest, "silent.example", TODOKU_DNS_TYPE_TXT);

  g_assert_cmpint (g_get_monotonic_time () - begin, <, 1000 * 1000);
  g_assert_cmpint (todoku_dns_answer_get_status (answer), ==, TODOKU_DNS_STATUS_TIMED_OUT);
  todoku_dns_resolver_query_async (usual, "silent.example", TODOKU_DNS_TYPE_TXT, cancellable,
                                   await_cb, &result);
  begin = g_get_monotonic_time ();
  while (g_get_monotonic_time () < begin + 2 * HASTY * 1000)
    g_main_context_iteration (NULL, FALSE);
  g_assert_null (result);
  g_cancellable_cancel (cancellable);
  await_result (&result);
}

static void
test_cancel (void)
{
  static const char *const names[] = { "shop.example", "silent.example" };
  g_autoptr (TodokuDnsResolver) resolver = resolver_new (60 * 1000);

  for (gsize i = 0; i < 2 * G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      if (i % 2 == 0)
        g_cancellable_cancel (cancellable);
      todoku_dns_resolver_query_async (resolver, names[i / 2], TODOKU_DNS_TYPE_TXT, cancellable,
                                       await_cb, &result);
      g_cancellable_cancel (cancellable);
      g_assert_null (result);
      await_result (&result);
      g_assert_null (todoku_dns_resolver_query_finish (resolver, result, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *finished = user_data;
  g_autoptr (TodokuDnsAnswer) answer =
    todoku_dns_resolver_query_finish (TODOKU_DNS_RESOLVER (source), result, NULL);

  g_assert_nonnull (answer);
  *finished = TRUE;
}

// The last reference may go while a question is under way.
static void
test_drop (void)
{
  TodokuDnsResolver *resolver = resolver_new (0);
  gboolean finished = FALSE;

  g_object_add_weak_pointer (G_OBJECT (resolver), (gpointer *) &resolver);
  todoku_dns_resolver_query_async (resolver, "shop.example", TODOKU_DNS_TYPE_TXT, NULL, finished_cb,
                                   &finished);
  g_object_unref (resolver);
  while (!finished)
    g_main_context_iteration (NULL, TRUE);
  await_idle ();
  g_assert_null (resolver);
}

// Every server knows the whole zone, and says so only where it is asked directly.
static void
test_servers (void)
{
  g_autoptr (TodokuDnsResolver) resolver = resolver_new (0);
  g_autoptr (TodokuDnsResolver) direct =
    todoku_dns_resolver_new_for_server (resolver, "192.0.2.1", TRUE, NULL);
  g_autoptr (TodokuDnsResolver) other =
    todoku_dns_resolver_new_for_server (resolver, "[2001:db8::1]:5353", FALSE, NULL);
  g_autoptr (TodokuDnsAnswer) answer = await_answer (resolver, "shop.example", TODOKU_DNS_TYPE_MX);
  g_autoptr (TodokuDnsAnswer) from_direct =
    await_answer (direct, "shop.example", TODOKU_DNS_TYPE_MX);
  g_autoptr (TodokuDnsAnswer) from_other = await_answer (other, "shop.example", TODOKU_DNS_TYPE_MX);
  g_autoptr (GError) error = NULL;

  g_assert_false (todoku_dns_answer_get_detail (answer)->is_authoritative);
  g_assert_true (todoku_dns_answer_get_detail (from_direct)->is_authoritative);
  g_assert_false (todoku_dns_answer_get_detail (from_other)->is_authoritative);
  g_assert_cmpint (todoku_dns_answer_get_detail (answer)->received, >, 0);
  g_assert_cmpstr (todoku_dns_answer_get_server (from_direct), ==, "192.0.2.1:53");
  g_assert_cmpstr (todoku_dns_answer_get_server (from_other), ==, "[2001:db8::1]:5353");

  g_assert_null (todoku_dns_resolver_new_for_server (resolver, "ns1.shop.example", TRUE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

static void
test_publish (void)
{
  g_autoptr (TodokuDnsZone) zone = zone_new ();
  g_autoptr (TodokuDnsResolver) resolver = todoku_dns_resolver_zone_new (zone, 0);
  g_autofree char *long_text = g_strnfill (600, 'x');

  todoku_dns_zone_publish (zone, "Shop.example.", long_text, HASTY);

  g_autoptr (TodokuDnsAnswer) before = await_answer (resolver, "shop.example", TODOKU_DNS_TYPE_TXT);

  g_usleep (HASTY * 1000);

  g_autoptr (TodokuDnsAnswer) after = await_answer (resolver, "shop.example", TODOKU_DNS_TYPE_TXT);
  g_autoptr (TodokuDnsAnswer) mx = await_answer (resolver, "shop.example", TODOKU_DNS_TYPE_MX);
  g_autofree char *old = todoku_dns_record_dup_text (todoku_dns_answer_get_record (before, 0));
  g_autofree char *new = todoku_dns_record_dup_text (todoku_dns_answer_get_record (after, 0));

  g_assert_cmpstr (old, ==, "v=spf1 a ~all");
  g_assert_cmpstr (new, ==, long_text);
  g_assert_cmpuint (todoku_dns_answer_get_record (after, 0)->piece_lengths->len, ==, 3);
  g_assert_cmpuint (todoku_dns_answer_get_n_records (mx), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/resolver-zone/status", test_status);
  g_test_add_func ("/resolver-zone/timeout", test_timeout);
  g_test_add_func ("/resolver-zone/patience", test_patience);
  g_test_add_func ("/resolver-zone/cancel", test_cancel);
  g_test_add_func ("/resolver-zone/drop", test_drop);
  g_test_add_func ("/resolver-zone/servers", test_servers);
  g_test_add_func ("/resolver-zone/publish", test_publish);

  return g_test_run ();
}
