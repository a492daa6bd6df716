// SPDX-License-Identifier: GPL-3.0-or-later

#include "await.h"

void
await_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
}

void
await_result (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

TodokuDnsAnswer *
await_answer (TodokuDnsResolver *resolver, const char *name, TodokuDnsType type)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  todoku_dns_resolver_query_async (resolver, name, type, NULL, await_cb, &result);
  g_assert_null (result);
  await_result (&result);

  TodokuDnsAnswer *answer = todoku_dns_resolver_query_finish (resolver, result, &error);

  g_assert_no_error (error);

  return answer;
}

void
await_idle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

void
await_status (TodokuDnsResolver *resolver,
              const char *name,
              TodokuDnsStatus status,
              const char *server)
{
  g_autoptr (TodokuDnsAnswer) answer = await_answer (resolver, name, TODOKU_DNS_TYPE_A);

  g_test_message ("%s", name);
  g_assert_cmpint (todoku_dns_answer_get_status (answer), ==, status);
  g_assert_cmpstr (todoku_dns_answer_get_server (answer), ==, server);
}
