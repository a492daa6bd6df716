// SPDX-License-Identifier: GPL-3.0-or-later

#include "dns/address.h"

static TodokuDnsAddress
address (const char *text)
{
  TodokuDnsAddress parsed;

  g_assert_true (todoku_dns_address_parse (text, -1, &parsed));

  return parsed;
}

static void
test_parse (void)
{
  static const char *const cases[][2] = {
    { "192.0.2.1", "192.0.2.1" },
    { "0.0.0.0", "0.0.0.0" },
    { "255.255.255.255", "255.255.255.255" },
    { "::", "::" },
    { "2001:DB8:0:0:0:0:0:1", "2001:db8::1" },
    { "2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1" },
    { "::ffff:192.0.2.1", "::ffff:192.0.2.1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TodokuDnsAddress parsed = address (cases[i][0]);
      g_autofree char *text = todoku_dns_address_to_string (&parsed);

      g_assert_cmpstr (text, ==, cases[i][1]);
    }
}

static void
test_no_address (void)
{
  static const char *const cases[] = {
    "",
    "192.0.2",
    "192.0.2.256",
    "192.0.2.01",
    "192.0.2.1.1",
    "192.0.2.1 ",
    " 192.0.2.1",
    "192.0.2.0/24",
    "1:2:3",
    "1",
    "[2001:db8::1]",
    "fe80::1%lo",
    "2001:db8::1::2",
    "2001:db8::12345",
    "example",
    "0x7f.0.0.1",
    "2130706433",
    "1:2:3:4:5:6:7:8:9",
    "::ffff:192.0.2.999",
    "0000:0000:0000:0000:0000:ffff:192.168.100.228x",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TodokuDnsAddress parsed = { .length = 9 };

      g_test_message ("%s", cases[i]);
      g_assert_false (todoku_dns_address_parse (cases[i], -1, &parsed));
      g_assert_cmpuint (parsed.length, ==, 0);
    }
}

static void
test_length (void)
{
  TodokuDnsAddress parsed;
  TodokuDnsAddress expected = address ("192.0.2.1");

  g_assert_true (todoku_dns_address_parse ("192.0.2.123", 9, &parsed));
  g_assert_true (todoku_dns_address_equal (&parsed, &expected));
  g_assert_false (todoku_dns_address_parse ("192.0.2.1\0x", 11, &parsed));
  g_assert_false (todoku_dns_address_parse ("192.0.2.1", 0, &parsed));
}

static void
test_no_text (void)
{
  TodokuDnsAddress none = { 0 };
  g_autofree char *text = todoku_dns_address_to_string (&none);

  g_assert_cmpstr (text, ==, "");
}

static void
test_equal (void)
{
  TodokuDnsAddress a = address ("192.0.2.1");
  TodokuDnsAddress b = address ("192.0.2.2");
  TodokuDnsAddress mapped = address ("::ffff:192.0.2.1");

  g_assert_true (todoku_dns_address_equal (&a, &a));
  g_assert_false (todoku_dns_address_equal (&a, &b));
  g_assert_false (todoku_dns_address_equal (&a, &mapped));

  // What stands behind the address does not count.
  TodokuDnsAddress dirty = a;

  dirty.bytes[4] = 1;
  g_assert_true (todoku_dns_address_equal (&a, &dirty));
}

static void
test_within (void)
{
  static const struct
  {
    const char *address;
    const char *network;
    guint prefix;
    gboolean within;
  } cases[] = {
    { "192.0.2.1", "192.0.2.0", 24, TRUE },
    { "192.0.3.1", "192.0.2.0", 24, FALSE },
    { "192.0.3.1", "192.0.2.0", 23, TRUE },
    { "192.0.2.1", "192.0.2.1", 32, TRUE },
    { "192.0.2.0", "192.0.2.1", 32, FALSE },
    { "192.0.2.0", "192.0.2.1", 31, TRUE },
    { "203.0.113.1", "192.0.2.0", 0, TRUE },
    { "203.0.113.1", "192.0.2.0", 1, TRUE },
    { "103.0.113.1", "192.0.2.0", 1, FALSE },
    { "192.0.2.1", "192.0.2.1", 33, FALSE },
    { "2001:db8::1", "2001:db8::", 64, TRUE },
    { "2001:db8:0:1::1", "2001:db8::", 64, FALSE },
    { "2001:db8:0:1::1", "2001:db8::", 63, TRUE },
    { "2001:db8::1", "2001:db8::1", 128, TRUE },
    { "2001:db8::1", "2001:db8::1", 129, FALSE },
    { "192.0.2.1", "::", 0, FALSE },
    { "::1", "0.0.0.0", 0, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TodokuDnsAddress a = address (cases[i].address);
      TodokuDnsAddress network = address (cases[i].network);

      g_test_message ("%s in %s/%u", cases[i].address, cases[i].network, cases[i].prefix);
      g_assert_cmpint (todoku_dns_address_is_within (&a, &network, cases[i].prefix), ==,
                       cases[i].within);
    }

  TodokuDnsAddress none = { 0 };

  g_assert_false (todoku_dns_address_is_within (&none, &none, 0));
}

// A block is what it is as a whole: one that holds others' addresses, too, is neither private nor
// for examples only (RFC 1918, 5737).
static void
test_kind (void)
{
  static const struct
  {
    const char *block;
    guint prefix;
    gboolean is_private;
    gboolean is_example;
  } cases[] = {
    { "10.0.0.0", 8, TRUE, FALSE },
    { "10.0.0.0", 7, FALSE, FALSE },
    { "10.255.255.255", 32, TRUE, FALSE },
    { "11.0.0.0", 32, FALSE, FALSE },
    { "172.31.255.255", 32, TRUE, FALSE },
    { "172.32.0.0", 32, FALSE, FALSE },
    { "192.168.0.0", 16, TRUE, FALSE },
    { "192.168.0.0", 15, FALSE, FALSE },
    { "0.0.0.0", 0, FALSE, FALSE },
    { "255.255.255.255", 32, TRUE, FALSE },
    { "fe80::", 10, TRUE, FALSE },
    { "fe80::", 9, FALSE, FALSE },
    { "::", 0, FALSE, FALSE },
    { "::1", 128, TRUE, FALSE },
    { "192.0.2.0", 24, FALSE, TRUE },
    { "192.0.2.0", 23, FALSE, FALSE },
    { "203.0.113.255", 32, FALSE, TRUE },
    { "203.0.114.0", 32, FALSE, FALSE },
    { "2001:db8::", 32, FALSE, TRUE },
    { "2001:db8::", 31, FALSE, FALSE },
    { "3fff:fff::", 36, FALSE, TRUE },
    { "3fff:1000::", 36, FALSE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TodokuDnsAddress block = address (cases[i].block);

      g_test_message ("%s/%u", cases[i].block, cases[i].prefix);
      g_assert_cmpint (todoku_dns_address_is_private (&block, cases[i].prefix), ==,
                       cases[i].is_private);
      g_assert_cmpint (todoku_dns_address_is_example (&block, cases[i].prefix), ==,
                       cases[i].is_example);
    }
}

static void
test_reverse_name (void)
{
  TodokuDnsAddress v4 = address ("203.0.113.5");
  TodokuDnsAddress v6 = address ("2001:db8::567:89ab");
  g_autofree char *name4 = todoku_dns_address_to_reverse_name (&v4);
  g_autofree char *name6 = todoku_dns_address_to_reverse_name (&v6);

  g_assert_cmpstr (name4, ==, "5.113.0.203.in-addr.arpa");
  g_assert_cmpstr (name6, ==,
                   "b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/address/parse", test_parse);
  g_test_add_func ("/address/no-address", test_no_address);
  g_test_add_func ("/address/length", test_length);
  g_test_add_func ("/address/no-text", test_no_text);
  g_test_add_func ("/address/equal", test_equal);
  g_test_add_func ("/address/within", test_within);
  g_test_add_func ("/address/kind", test_kind);
  g_test_add_func ("/address/reverse-name", test_reverse_name);

  return g_test_run ();
}
