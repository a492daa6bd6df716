// SPDX-License-Identifier: GPL-3.0-or-later

#include "await.h"
#include "dns/channel.h"
#include "dns/message.h"
#include "dns/resolver-cares.h"
#include "dns/servers.h"
#include "loopback-message.h"
#include "loopback.h"

#include <string.h>

// For servers that answer, and for those that are meant not to, in ms.
#define PATIENT 5000
#define HASTY 40

static const char zone_text[] =
  "{ \"shop.example\": { \"MX\": [\"10 mail.shop.example\"], \"A\": [\"192.0.2.1\"],"
  "    \"AAAA\": [\"2001:db8::1\"], \"NS\": [\"ns1.shop.example\"],"
  "    \"TXT\": [[\"v=spf1 a\", \"\", \" ~all\"], \"nul\\u0000inside\"],"
  "    \"SOA\": [\"ns1.shop.example hostmaster.shop.example 7 3600 900 604800 300\"] },"
  "  \"www.shop.example\": { \"CNAME\": [\"web.shop.example\"] },"
  "  \"web.shop.example\": { \"CNAME\": [\"shop.example\"] },"
  "  \"1.2.0.192.in-addr.arpa\": { \"PTR\": [\"mail.shop.example\"] },"
  "  \"down.example\": \"SERVFAIL\", \"closed.example\": \"REFUSED\","
  "  \"silent.example\": \"TIMEOUT\", \"garbage.example\": \"MALFORMED\","
  "  \"loop.example\": { \"CNAME\": [\"loop.example\"] } }";

static LoopbackServer *
server_new (void)
{
  return loopback_server_new (zone_text);
}

static void
test_records (void)
{
  gint64 begin = g_get_monotonic_time ();
  g_autoptr (LoopbackServer) practice = server_new ();
  const char *address = loopback_server_get_address (practice);
  g_autoptr (TodokuDnsResolver) resolver = loopback_resolver_new (address, NULL, PATIENT);
  g_autoptr (TodokuDnsAnswer) mx = await_answer (resolver, "Shop.EXAMPLE.", TODOKU_DNS_TYPE_MX);
  g_autoptr (TodokuDnsAnswer) ns = await_answer (resolver, "shop.example", TODOKU_DNS_TYPE_NS);
  g_autoptr (TodokuDnsAnswer) soa = await_answer (resolver, "shop.example", TODOKU_DNS_TYPE_SOA);
  g_autoptr (TodokuDnsAnswer) aaaa =
    await_answer (resolver, "www.shop.example", TODOKU_DNS_TYPE_AAAA);
  g_autoptr (TodokuDnsAnswer) cname =
    await_answer (resolver, "www.shop.example", TODOKU_DNS_TYPE_CNAME);
  g_autoptr (TodokuDnsAnswer) ptr =
    await_answer (resolver, "1.2.0.192.in-addr.arpa", TODOKU_DNS_TYPE_PTR);

  const TodokuDnsDetail *detail = todoku_dns_answer_get_detail (mx);

  g_assert_cmpint (detail->received, >=, begin);
  g_assert_cmpint (detail->received, <=, g_get_monotonic_time ());
  g_assert_cmpuint (detail->rtt_ms, <=, (detail->received - begin) / 1000);
  g_assert_cmpstr (todoku_dns_answer_get_server (mx), ==, address);
  g_assert_cmpstr (todoku_dns_answer_get_record (mx, 0)->name, ==, "mail.shop.example");
  g_assert_cmpuint (todoku_dns_answer_get_record (mx, 0)->preference, ==, 10);
  g_assert_cmpuint (todoku_dns_answer_get_record (mx, 0)->ttl, ==, 3600);
  g_assert_cmpstr (todoku_dns_answer_get_record (ns, 0)->name, ==, "ns1.shop.example");
  g_assert_cmpuint (todoku_dns_answer_get_record (soa, 0)->serial, ==, 7);
  g_assert_cmpuint (todoku_dns_answer_get_record (aaaa, 0)->address.length, ==, 16);
  g_assert_cmpstr (todoku_dns_answer_get_record (cname, 0)->name, ==, "web.shop.example");
  g_assert_cmpstr (todoku_dns_answer_get_record (ptr, 0)->name, ==, "mail.shop.example");
  g_assert_cmpuint (loopback_server_get_n_questions (practice), ==, 6);
}

static void
test_text (void)
{
  g_autoptr (LoopbackServer) practice = server_new ();
  g_autoptr (TodokuDnsResolver) resolver =
    loopback_resolver_new (loopback_server_get_address (practice), NULL, PATIENT);
  g_autoptr (TodokuDnsAnswer) answer = await_answer (resolver, "shop.example", TODOKU_DNS_TYPE_TXT);
  const TodokuDnsRecord *spf = todoku_dns_answer_get_record (answer, 0);
  const TodokuDnsRecord *nul = todoku_dns_answer_get_record (answer, 1);
  gsize length;
  const void *text = g_bytes_get_data (spf->text, &length);

  g_assert_cmpmem (text, length, "v=spf1 a ~all", 13);
  g_assert_cmpmem (spf->piece_lengths->data, spf->piece_lengths->len, "\x08\x00\x05", 3);
  text = g_bytes_get_data (nul->text, &length);
  g_assert_cmpmem (text, length, "nul\0inside", 10);
}

static void
test_status (void)
{
  g_autoptr (LoopbackServer) practice = server_new ();
  const char *address = loopback_server_get_address (practice);
  g_autoptr (TodokuDnsResolver) resolver = loopback_resolver_new (address, NULL, PATIENT);
  g_autoptr (TodokuDnsResolver) hasty = loopback_resolver_new (address, NULL, HASTY);
  guint n_before;

  await_status (resolver, "shop.example", TODOKU_DNS_STATUS_FOUND, address);
  await_status (resolver, "1.2.0.192.in-addr.arpa", TODOKU_DNS_STATUS_NO_DATA, address);
  await_status (resolver, "missing.example", TODOKU_DNS_STATUS_NX_DOMAIN, address);
  await_status (resolver, "down.example", TODOKU_DNS_STATUS_SERVER_FAILURE, address);
  await_status (resolver, "closed.example", TODOKU_DNS_STATUS_REFUSED, address);
  await_status (resolver, "garbage.example", TODOKU_DNS_STATUS_MALFORMED, address);
  await_status (resolver, "loop.example", TODOKU_DNS_STATUS_SERVER_FAILURE, address);
  n_before = loopback_server_get_n_questions (practice);
  await_status (hasty, "silent.example", TODOKU_DNS_STATUS_TIMED_OUT, address);
  g_assert_cmpuint (loopback_server_get_n_questions (practice) - n_before, <=, TODOKU_DNS_TRIES);
  await_status (resolver, "not..a.name", TODOKU_DNS_STATUS_NX_DOMAIN, NULL);
}

// A port of 127.0.0.1 where nobody listens.
static char *
dead_address (void)
{
  g_autoptr (LoopbackServer) practice = server_new ();

  return g_strdup (loopback_server_get_address (practice));
}

static void
test_unreachable (void)
{
  g_autofree char *address = dead_address ();
  g_autofree char *other = dead_address ();
  g_autofree char *both = g_strconcat (address, ", ", other, NULL);
  g_autoptr (TodokuDnsResolver) resolver = loopback_resolver_new (address, NULL, PATIENT);
  g_autoptr (TodokuDnsResolver) two = loopback_resolver_new (address, other, PATIENT);

  await_status (resolver, "shop.example", TODOKU_DNS_STATUS_UNREACHABLE, address);
  await_status (two, "shop.example", TODOKU_DNS_STATUS_UNREACHABLE, both);
}

static void
test_next_server (void)
{
  g_autoptr (LoopbackServer) good = server_new ();
  g_autoptr (LoopbackServer) failing =
    loopback_server_new ("{ \"shop.example\": \"SERVFAIL\", \"down.example\": \"REFUSED\" }");
  const char *good_address = loopback_server_get_address (good);
  const char *failing_address = loopback_server_get_address (failing);
  g_autofree char *dead = dead_address ();
  g_autofree char *both = g_strconcat (failing_address, ", ", good_address, NULL);
  g_autoptr (TodokuDnsResolver) dead_first = loopback_resolver_new (dead, good_address, PATIENT);
  g_autoptr (TodokuDnsResolver) failing_first =
    loopback_resolver_new (failing_address, good_address, PATIENT);

  await_status (dead_first, "shop.example", TODOKU_DNS_STATUS_FOUND, good_address);
  await_status (failing_first, "shop.example", TODOKU_DNS_STATUS_FOUND, good_address);

  // What the first one said counts; that it failed for one name does not speak against it.
  await_status (failing_first, "down.example", TODOKU_DNS_STATUS_REFUSED, both);
  await_status (failing_first, "missing.example", TODOKU_DNS_STATUS_NX_DOMAIN, failing_address);
}

// After one question has waited for a silent server, the next ones do not.
static void
test_silent_server_once (void)
{
  g_autoptr (LoopbackServer) silent = loopback_server_new ("{ \"shop.example\": \"TIMEOUT\" }");
  g_autoptr (LoopbackServer) good = server_new ();
  const char *good_address = loopback_server_get_address (good);
  g_autoptr (TodokuDnsResolver) resolver =
    loopback_resolver_new (loopback_server_get_address (silent), good_address, HASTY);

  await_status (resolver, "shop.example", TODOKU_DNS_STATUS_FOUND, good_address);

  guint n_questions = loopback_server_get_n_questions (silent);

  g_assert_cmpuint (n_questions, >=, 2);
  await_status (resolver, "shop.example", TODOKU_DNS_STATUS_FOUND, good_address);
  g_assert_cmpuint (loopback_server_get_n_questions (silent), ==, n_questions);
}

// More than goes over UDP, so that it is asked for again over TCP; many at once.
static void
test_long_answer (void)
{
  g_autofree char *text = g_strnfill (3000, 'x');
  g_autofree char *json =
    g_strdup_printf ("{ \"long.example\": { \"TXT\": [\"%s\"], \"A\": [\"192.0.2.1\"] } }", text);
  g_autoptr (LoopbackServer) practice = loopback_server_new (json);
  g_autoptr (TodokuDnsResolver) resolver =
    loopback_resolver_new (loopback_server_get_address (practice), NULL, PATIENT);
  GAsyncResult *results[20] = { NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (results); i++)
    todoku_dns_resolver_query_async (resolver, "long.example",
                                     i % 2 ? TODOKU_DNS_TYPE_A : TODOKU_DNS_TYPE_TXT, NULL,
                                     await_cb, &results[i]);

  for (gsize i = 0; i < G_N_ELEMENTS (results); i++)
    {
      await_result (&results[i]);

      g_autoptr (GAsyncResult) result = results[i];
      g_autoptr (TodokuDnsAnswer) answer =
        todoku_dns_resolver_query_finish (resolver, result, NULL);

      g_assert_cmpint (todoku_dns_answer_get_status (answer), ==, TODOKU_DNS_STATUS_FOUND);
      if (i % 2 == 0)
        g_assert_cmpuint (g_bytes_get_size (todoku_dns_answer_get_record (answer, 0)->text), ==,
                          3000);
    }
}

// Names that no host has, as macros make them of a local part (RFC 7208 7.3), from whole answers,
// those that are asked for again over TCP, and the failures of each kind.
static const char *const odd_labels[] = { "info+tag", "a=b",  "a b", "a&b", "100%", "(x)", "a,b",
                                          "a:b",      "why?", "~x",  "{m}", "a@b",  "a;b", "'q'",
                                          "a|b",      "$x",   "#1",  "!x",  "^",    "`",   "<y>" };

static LoopbackServer *
odd_server_new (void)
{
  g_autoptr (GString) json = g_string_new (NULL);
  g_autofree char *text = g_strnfill (3000, 'x');

  for (gsize i = 0; i < G_N_ELEMENTS (odd_labels); i++)
    g_string_append_printf (json, "\"%s.odd.example\": { \"A\": [\"192.0.2.7\"] }, ",
                            odd_labels[i]);
  g_string_append_printf (json, "\"long+text.example\": { \"TXT\": [\"%s\"] },", text);
  g_string_prepend (json, "{ \"alias.example\": { \"CNAME\": [\"info+tag.odd.example\"] }, "
                          "\"down+x.example\": \"SERVFAIL\", \"closed+x.example\": \"REFUSED\", "
                          "\"garbage+x.example\": \"MALFORMED\", ");
  g_string_append (json, "\"silent+x.example\": \"TIMEOUT\" }");

  return loopback_server_new (json->str);
}

static void
test_odd_names (void)
{
  g_autoptr (LoopbackServer) practice = odd_server_new ();
  const char *address = loopback_server_get_address (practice);
  g_autofree char *dead = dead_address ();
  g_autoptr (TodokuDnsResolver) resolver = loopback_resolver_new (address, NULL, PATIENT);
  g_autoptr (TodokuDnsResolver) hasty = loopback_resolver_new (address, NULL, HASTY);
  g_autoptr (TodokuDnsResolver) unheard = loopback_resolver_new (dead, NULL, PATIENT);
  g_autoptr (TodokuDnsAnswer) long_answer =
    await_answer (resolver, "long+text.example", TODOKU_DNS_TYPE_TXT);

  for (gsize i = 0; i < G_N_ELEMENTS (odd_labels); i++)
    {
      g_autofree char *name = g_strconcat (odd_labels[i], ".odd.example", NULL);

      await_status (resolver, name, TODOKU_DNS_STATUS_FOUND, address);
    }
  await_status (resolver, "alias.example", TODOKU_DNS_STATUS_FOUND, address);
  await_status (resolver, "missing+x.example", TODOKU_DNS_STATUS_NX_DOMAIN, address);
  await_status (resolver, "down+x.example", TODOKU_DNS_STATUS_SERVER_FAILURE, address);
  await_status (resolver, "closed+x.example", TODOKU_DNS_STATUS_REFUSED, address);
  await_status (resolver, "garbage+x.example", TODOKU_DNS_STATUS_MALFORMED, address);
  await_status (hasty, "silent+x.example", TODOKU_DNS_STATUS_TIMED_OUT, address);
  await_status (unheard, "info+tag.odd.example", TODOKU_DNS_STATUS_UNREACHABLE, dead);
  g_assert_cmpuint (g_bytes_get_size (todoku_dns_answer_get_record (long_answer, 0)->text), ==,
                    3000);
}

// Dropped while it waits, with an answer on its way to nobody.
static void
test_odd_name_dropped (void)
{
  g_autoptr (LoopbackServer) practice = odd_server_new ();
  g_autoptr (TodokuDnsResolver) resolver =
    loopback_resolver_new (loopback_server_get_address (practice), NULL, PATIENT);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  todoku_dns_resolver_query_async (resolver, "silent+x.example", TODOKU_DNS_TYPE_A, cancellable,
                                   await_cb, &result);
  g_cancellable_cancel (cancellable);
  await_result (&result);
  g_assert_null (todoku_dns_resolver_query_finish (resolver, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
count_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint *n_found = user_data;
  g_autoptr (TodokuDnsAnswer) answer =
    todoku_dns_resolver_query_finish (TODOKU_DNS_RESOLVER (source), result, NULL);

  g_assert_cmpint (todoku_dns_answer_get_status (answer), ==, TODOKU_DNS_STATUS_FOUND);
  *n_found += 1;
}

static void
test_many_at_once (void)
{
  g_autoptr (LoopbackServer) practice = server_new ();
  g_autoptr (TodokuDnsResolver) resolver =
    loopback_resolver_new (loopback_server_get_address (practice), NULL, PATIENT);
  gint64 begin = g_get_monotonic_time ();
  guint n_found = 0;

  loopback_server_set_delay (practice, 100);
  for (guint i = 0; i < 40; i++)
    todoku_dns_resolver_query_async (resolver, "shop.example", TODOKU_DNS_TYPE_A, NULL, count_cb,
                                     &n_found);
  while (n_found < 40)
    g_main_context_iteration (NULL, TRUE);

  gint64 spent_ms = (g_get_monotonic_time () - begin) / 1000;

  // One after another they would take 4 s.
  g_assert_cmpint (spent_ms, >=, 100);
  g_assert_cmpint (spent_ms, <, 1000);
  g_assert_cmpuint (loopback_server_get_n_questions (practice), ==, 40);
}

#define N_TOO_MANY (TODOKU_DNS_QUESTIONS_MAX + 30)

// So many are under way at once, and no more; who is answered or gives up makes room for the next.
static void
test_places (void)
{
  g_autoptr (LoopbackServer) practice = server_new ();
  g_autoptr (TodokuDnsResolver) resolver =
    loopback_resolver_new (loopback_server_get_address (practice), NULL, PATIENT);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *results[N_TOO_MANY] = { NULL };
  guint n_found = 0;

  for (gsize i = 0; i < N_TOO_MANY; i++)
    todoku_dns_resolver_query_async (resolver, "silent.example", TODOKU_DNS_TYPE_A, cancellable,
                                     await_cb, &results[i]);
  while (loopback_server_get_n_questions (practice) < TODOKU_DNS_QUESTIONS_MAX)
    g_main_context_iteration (NULL, TRUE);
  await_idle ();
  g_assert_cmpuint (loopback_server_get_n_questions (practice), ==, TODOKU_DNS_QUESTIONS_MAX);

  g_cancellable_cancel (cancellable);
  for (gsize i = 0; i < N_TOO_MANY; i++)
    {
      await_result (&results[i]);

      g_autoptr (GAsyncResult) result = results[i];
      g_autoptr (GError) error = NULL;

      g_assert_null (todoku_dns_resolver_query_finish (resolver, result, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }

  for (guint i = 0; i < N_TOO_MANY; i++)
    todoku_dns_resolver_query_async (resolver, "shop.example", TODOKU_DNS_TYPE_A, NULL, count_cb,
                                     &n_found);
  while (n_found < N_TOO_MANY)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_busy_loop (void)
{
  g_autoptr (LoopbackServer) practice = server_new ();
  g_autoptr (TodokuDnsResolver) resolver =
    loopback_resolver_new (loopback_server_get_address (practice), NULL, HASTY);
  g_autoptr (TodokuDnsAnswer) answer = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  todoku_dns_resolver_query_async (resolver, "shop.example", TODOKU_DNS_TYPE_A, NULL, await_cb,
                                   &result);
  g_usleep (4 * HASTY * 1000);
  await_result (&result);

  answer = todoku_dns_resolver_query_finish (resolver, result, NULL);
  g_assert_cmpint (todoku_dns_answer_get_status (answer), ==, TODOKU_DNS_STATUS_FOUND);
}

static void
test_cancel (void)
{
  g_autoptr (LoopbackServer) practice = server_new ();
  g_autoptr (TodokuDnsResolver) resolver =
    loopback_resolver_new (loopback_server_get_address (practice), NULL, PATIENT);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) cancelled = NULL;
  g_autoptr (GAsyncResult) other = NULL;
  g_autoptr (GError) error = NULL;

  loopback_server_set_delay (practice, 20);
  todoku_dns_resolver_query_async (resolver, "shop.example", TODOKU_DNS_TYPE_A, cancellable,
                                   await_cb, &cancelled);
  todoku_dns_resolver_query_async (resolver, "shop.example", TODOKU_DNS_TYPE_MX, NULL, await_cb,
                                   &other);
  g_cancellable_cancel (cancellable);
  g_assert_null (cancelled);
  await_result (&cancelled);
  g_assert_null (todoku_dns_resolver_query_finish (resolver, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (other);

  // The other question is not touched by it.
  await_result (&other);

  g_autoptr (TodokuDnsAnswer) answer = todoku_dns_resolver_query_finish (resolver, other, NULL);

  g_assert_cmpint (todoku_dns_answer_get_status (answer), ==, TODOKU_DNS_STATUS_FOUND);
}

// Who waits for a place is not asked for any more once cancelled, and takes no one's place.
static void
test_cancel_waiting (void)
{
  g_autoptr (LoopbackServer) practice = server_new ();
  g_autoptr (TodokuDnsResolver) resolver =
    loopback_resolver_new (loopback_server_get_address (practice), NULL, PATIENT);
  g_autoptr (GCancellable) first = g_cancellable_new ();
  g_autoptr (GCancellable) last = g_cancellable_new ();
  GAsyncResult *results[TODOKU_DNS_QUESTIONS_MAX] = { NULL };
  g_autoptr (GAsyncResult) waiting = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    todoku_dns_resolver_query_async (resolver, "silent.example", TODOKU_DNS_TYPE_A, first, await_cb,
                                     &results[i]);
  todoku_dns_resolver_query_async (resolver, "shop.example", TODOKU_DNS_TYPE_A, last, await_cb,
                                   &waiting);
  while (loopback_server_get_n_questions (practice) < G_N_ELEMENTS (results))
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (last);
  await_result (&waiting);
  g_assert_null (todoku_dns_resolver_query_finish (resolver, waiting, NULL));
  g_cancellable_cancel (first);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      await_result (&results[i]);
      g_clear_object (&results[i]);
    }
  g_assert_cmpuint (loopback_server_get_n_questions (practice), ==, G_N_ELEMENTS (results));
  await_status (resolver, "shop.example", TODOKU_DNS_STATUS_FOUND,
                loopback_server_get_address (practice));
}

// As long as was said, be it ever so short, and else long enough for a slow one.
static void
test_patience (void)
{
  g_autoptr (LoopbackServer) practice = server_new ();
  const char *address = loopback_server_get_address (practice);
  g_autoptr (TodokuDnsResolver) shortest = loopback_resolver_new (address, NULL, 1);
  g_autoptr (TodokuDnsResolver) usual = loopback_resolver_new (address, NULL, 0);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  gint64 begin = g_get_monotonic_time ();

  await_status (shortest, "silent.example", TODOKU_DNS_STATUS_TIMED_OUT, address);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 1000 * 1000);
  todoku_dns_resolver_query_async (usual, "silent.example", TODOKU_DNS_TYPE_A, cancellable,
                                   await_cb, &result);
  begin = g_get_monotonic_time ();
  while (g_get_monotonic_time () < begin + 2 * HASTY * 1000)
    g_main_context_iteration (NULL, FALSE);
  g_assert_null (result);
  g_cancellable_cancel (cancellable);
  await_result (&result);
}

// That there is no way to a server is said of one that is asked directly.
static void
test_no_route (void)
{
  static const char lost[] = "[fe80::1]:53";
  g_autofree char *dead = dead_address ();
  g_autoptr (LoopbackServer) practice = server_new ();
  const struct
  {
    const char *server;
    gboolean is_direct;
    const char *name;
    TodokuDnsStatus status;
    gboolean lacks_route;
  } cases[] = {
    { lost, TRUE, "shop.example", TODOKU_DNS_STATUS_UNREACHABLE, TRUE },
    { lost, FALSE, "shop.example", TODOKU_DNS_STATUS_UNREACHABLE, FALSE },
    { dead, TRUE, "shop.example", TODOKU_DNS_STATUS_UNREACHABLE, FALSE },
    { loopback_server_get_address (practice), TRUE, "silent.example", TODOKU_DNS_STATUS_TIMED_OUT,
      FALSE },
  };
  g_autoptr (TodokuDnsResolver) resolver = loopback_resolver_new (dead, NULL, HASTY);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TodokuDnsResolver) server =
        todoku_dns_resolver_new_for_server (resolver, cases[i].server, cases[i].is_direct, NULL);
      g_autoptr (TodokuDnsAnswer) answer = await_answer (server, cases[i].name, TODOKU_DNS_TYPE_A);

      g_test_message ("%s", cases[i].server);
      g_assert_cmpint (todoku_dns_answer_get_status (answer), ==, cases[i].status);
      g_assert_cmpint (todoku_dns_answer_get_detail (answer)->lacks_route, ==,
                       cases[i].lacks_route);
    }
}

static void
test_cancelled_before (void)
{
  g_autoptr (LoopbackServer) practice = server_new ();
  g_autoptr (TodokuDnsResolver) resolver =
    loopback_resolver_new (loopback_server_get_address (practice), NULL, PATIENT);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  todoku_dns_resolver_query_async (resolver, "shop.example", TODOKU_DNS_TYPE_A, cancellable,
                                   await_cb, &result);
  g_assert_null (result);
  await_result (&result);
  g_assert_null (todoku_dns_resolver_query_finish (resolver, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (loopback_server_get_n_questions (practice), ==, 0);
}

static void
drop_resolver_cb (GObject *source G_GNUC_UNUSED,
                  GAsyncResult *result G_GNUC_UNUSED,
                  gpointer user_data)
{
  TodokuDnsResolver **resolver = user_data;

  g_clear_object (resolver);
}

// The last reference may go while questions are under way, and from within an answer.
static void
test_drop (void)
{
  g_autoptr (LoopbackServer) practice = server_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  TodokuDnsResolver *resolver =
    loopback_resolver_new (loopback_server_get_address (practice), NULL, PATIENT);
  gpointer weak = resolver;

  g_object_add_weak_pointer (G_OBJECT (resolver), &weak);
  todoku_dns_resolver_query_async (resolver, "silent.example", TODOKU_DNS_TYPE_A, cancellable,
                                   await_cb, &result);
  todoku_dns_resolver_query_async (resolver, "shop.example", TODOKU_DNS_TYPE_A, NULL,
                                   drop_resolver_cb, &resolver);
  while (resolver != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (weak);
  g_assert_null (result);

  g_cancellable_cancel (cancellable);
  await_result (&result);
  g_clear_object (&result);
  while (weak != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_server_syntax (void)
{
  static const char *const good[][2] = {
    { "192.0.2.53", "192.0.2.53:53" },
    { "192.0.2.53:5353", "192.0.2.53:5353" },
    { "2001:db8::53", "[2001:db8::53]:53" },
    { "[2001:DB8::53]", "[2001:db8::53]:53" },
    { "[2001:db8::53]:5353", "[2001:db8::53]:5353" },
  };
  static const char *const bad[] = {
    "",         "ns.example",      "192.0.2.53:", "192.0.2.53:0", "192.0.2.53:65536",
    "192.0.2",  "[192.0.2.53]:53", "[::1",        "[::1]53",      "192.0.2.53:53x",
    "[::1]:-1", "192.0.2.53 ",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (TodokuDnsResolver) resolver = loopback_resolver_new (good[i][0], NULL, PATIENT);

      g_assert_cmpstr (todoku_dns_resolver_cares_get_servers (
                         TODOKU_DNS_RESOLVER_CARES (resolver))[0],
                       ==, good[i][1]);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      const char *servers[] = { "192.0.2.1", bad[i], NULL };
      g_autofree char *quoted = g_strconcat ("“", bad[i], "”", NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (todoku_dns_resolver_cares_new (servers, 0, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      g_assert_nonnull (strstr (error->message, quoted));
    }
}

static void
keep_status_cb (TodokuDnsStatus status, TodokuDnsMessage *message G_GNUC_UNUSED, gpointer user_data)
{
  *(TodokuDnsStatus *) user_data = status;
}

static void
keep_nothing_cb (gpointer user_data G_GNUC_UNUSED)
{
}

static void
test_system_servers (void)
{
  const char *const none[] = { NULL };
  g_autoptr (TodokuDnsResolver) null_servers = todoku_dns_resolver_cares_new (NULL, 0, NULL);
  g_autoptr (TodokuDnsResolver) no_servers = todoku_dns_resolver_cares_new (none, 0, NULL);

  g_autofree char *text = NULL;
  g_auto (GStrv) expected = NULL;

  g_file_get_contents ("/etc/resolv.conf", &text, NULL, NULL);
  expected = todoku_dns_servers_from_resolv_conf (text);
  g_assert_true (
    g_strv_equal (todoku_dns_resolver_cares_get_servers (TODOKU_DNS_RESOLVER_CARES (null_servers)),
                  (const char *const *) expected));
  g_assert_true (
    g_strv_equal (todoku_dns_resolver_cares_get_servers (TODOKU_DNS_RESOLVER_CARES (null_servers)),
                  todoku_dns_resolver_cares_get_servers (TODOKU_DNS_RESOLVER_CARES (no_servers))));
}

// A computer whose only server is known by an address of one network (link-local), which is not
// there.
static void
test_unknown_network (void)
{
  g_autoptr (TodokuDnsChannel) channel =
    todoku_dns_channel_new ("[fe80::1%nowhere0]:53", TODOKU_DNS_TRANSPORT_UDP, HASTY, NULL);
  g_autoptr (GBytes) question =
    todoku_dns_message_new_question ("shop.example", TODOKU_DNS_TYPE_A, 1, TODOKU_DNS_UDP_SIZE);
  TodokuDnsStatus status = TODOKU_DNS_STATUS_FOUND;

  todoku_dns_channel_send (channel, question, keep_status_cb, &status, keep_nothing_cb);
  g_assert_cmpint (status, ==, TODOKU_DNS_STATUS_FOUND);
  while (status == TODOKU_DNS_STATUS_FOUND)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (status, ==, TODOKU_DNS_STATUS_UNREACHABLE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/resolver-cares/records", test_records);
  g_test_add_func ("/resolver-cares/text", test_text);
  g_test_add_func ("/resolver-cares/status", test_status);
  g_test_add_func ("/resolver-cares/unreachable", test_unreachable);
  g_test_add_func ("/resolver-cares/next-server", test_next_server);
  g_test_add_func ("/resolver-cares/silent-server-once", test_silent_server_once);
  g_test_add_func ("/resolver-cares/long-answer", test_long_answer);
  g_test_add_func ("/resolver-cares/odd-names", test_odd_names);
  g_test_add_func ("/resolver-cares/odd-name-dropped", test_odd_name_dropped);
  g_test_add_func ("/resolver-cares/many-at-once", test_many_at_once);
  g_test_add_func ("/resolver-cares/places", test_places);
  g_test_add_func ("/resolver-cares/busy-loop", test_busy_loop);
  g_test_add_func ("/resolver-cares/cancel", test_cancel);
  g_test_add_func ("/resolver-cares/cancel-waiting", test_cancel_waiting);
  g_test_add_func ("/resolver-cares/patience", test_patience);
  g_test_add_func ("/resolver-cares/no-route", test_no_route);
  g_test_add_func ("/resolver-cares/cancelled-before", test_cancelled_before);
  g_test_add_func ("/resolver-cares/drop", test_drop);
  g_test_add_func ("/resolver-cares/server-syntax", test_server_syntax);
  g_test_add_func ("/resolver-cares/system-servers", test_system_servers);
  g_test_add_func ("/resolver-cares/unknown-network", test_unknown_network);

  return g_test_run ();
}
