// SPDX-License-Identifier: GPL-3.0-or-later

#include "loopback.h"

TodokuDnsPractice *
loopback_server_new (const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TodokuDnsZone) zone = todoku_dns_zone_new_from_json (json, &error);
  TodokuDnsPractice *server = NULL;

  g_assert_no_error (error);
  server = todoku_dns_practice_new (zone, &error);
  g_assert_no_error (error);

  return server;
}

TodokuDnsResolver *
loopback_resolver_new (const char *first, const char *second, guint timeout_ms)
{
  const char *servers[] = { first, second, NULL };
  g_autoptr (GError) error = NULL;
  TodokuDnsResolver *resolver = todoku_dns_resolver_new (servers, timeout_ms, &error);

  g_assert_no_error (error);

  return resolver;
}
