// SPDX-License-Identifier: GPL-3.0-or-later

#include "dns/servers.h"

#include <gio/gio.h>
#include <string.h>

static void
test_resolv_conf (void)
{
  static const struct
  {
    const char *text;
    const char *servers;
  } cases[] = {
    { NULL, "127.0.0.1:53" },
    { "", "127.0.0.1:53" },
    { "search example\noptions rotate\n", "127.0.0.1:53" },
    { "nameserver 192.0.2.1", "192.0.2.1:53" },
    { "nameserver\t192.0.2.1 \r\nnameserver   2001:db8::1  # ours\n",
      "192.0.2.1:53 [2001:db8::1]:53" },
    { "# nameserver 192.0.2.1\n;nameserver 192.0.2.2\nnameserver 192.0.2.3\n", "192.0.2.3:53" },
    { "nameserver fe80::1%eth0\nnameserver 192.0.2.1\n", "192.0.2.1:53" },
    { "nameserver 192.0.2.1\nnameserver fe80::1%eth0\n", "192.0.2.1:53" },
    { "nameserver fe80::1%eth0\n", "[fe80::1%eth0]:53" },
    { "nameserver fe80::1%2\n", "[fe80::1%2]:53" },
    { "nameserver fe80::1%a\nnameserver fe80::2%a\nnameserver fe80::3%a\nnameserver fe80::4%a\n",
      "[fe80::1%a]:53 [fe80::2%a]:53 [fe80::3%a]:53" },
    { "search lan\nnameserver fe80::1%wlp2s0\nnameserver fe80::2%br-12ab\n",
      "[fe80::1%wlp2s0]:53 [fe80::2%br-12ab]:53" },
    { "nameserver 192.0.2.1%eth0\nnameserver fe80::1%\nnameserver %eth0\n", "127.0.0.1:53" },
    { "nameserver\nnameserver ns.example\nnameservers 192.0.2.9\n", "127.0.0.1:53" },
    { "nameserver 192.0.2.1\nnameserver 192.0.2.2\nnameserver 192.0.2.3\nnameserver 192.0.2.4\n",
      "192.0.2.1:53 192.0.2.2:53 192.0.2.3:53" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) servers = todoku_dns_servers_from_resolv_conf (cases[i].text);
      g_autofree char *joined = g_strjoinv (" ", servers);

      g_assert_cmpstr (joined, ==, cases[i].servers);
    }
}

// What was typed is shown, but never sent to a terminal as it came.
static void
test_normalize (void)
{
  static const struct
  {
    const char *text;
    const char *server; /* %NULL for what is none */
  } cases[] = {
    { "192.0.2.1", "192.0.2.1:53" },
    { "192.0.2.1:5353", "192.0.2.1:5353" },
    { "2001:db8::1", "[2001:db8::1]:53" },
    { "[2001:db8::1]", "[2001:db8::1]:53" },
    { "[2001:db8::1]:65535", "[2001:db8::1]:65535" },
    { "", NULL },
    { "dns.example", NULL },
    { "dns.example:53", NULL },
    { "192.0.2.1:", NULL },
    { "192.0.2.1:0", NULL },
    { "192.0.2.1:65536", NULL },
    { "192.0.2.1:53x", NULL },
    { "[192.0.2.1]:53", NULL },
    { "[2001:db8::1]53", NULL },
    // The port of an IPv6 address could be a part of it: it is in brackets.
    { "2001:db8::1:53053", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *server = todoku_dns_server_normalize (cases[i].text, &error);

      g_assert_cmpstr (server, ==, cases[i].server);
      g_assert_cmpint (error != NULL, ==, server == NULL);
    }
}

static void
test_shown_text (void)
{
  g_autofree char *long_text = g_strnfill (10000, 'x');
  g_autofree char *shown = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) long_error = NULL;

  g_assert_null (todoku_dns_server_normalize ("\x1b[31m\xff.例\n", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_assert_nonnull (strstr (error->message, "“\ufffd[31m\ufffd.例\ufffd”"));
  g_assert_null (todoku_dns_server_normalize (long_text, &long_error));
  g_assert_cmpuint (strlen (long_error->message), <, 300);
  long_text[64] = '\0';
  shown = g_strdup_printf ("“%s”", long_text);
  g_assert_nonnull (strstr (long_error->message, shown));
}

static void
test_route (void)
{
  g_assert_true (todoku_dns_server_has_route ("127.0.0.1:53"));
  g_assert_true (todoku_dns_server_has_route ("127.0.0.1:1"));
  // The site it is in is not said, so no way is known on any computer.
  g_assert_false (todoku_dns_server_has_route ("[fe80::1]:53"));
  g_assert_false (todoku_dns_server_has_route ("nonsense"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/servers/resolv-conf", test_resolv_conf);
  g_test_add_func ("/servers/normalize", test_normalize);
  g_test_add_func ("/servers/route", test_route);
  g_test_add_func ("/servers/shown-text", test_shown_text);

  return g_test_run ();
}
