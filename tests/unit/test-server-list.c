// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/server-list.h"

static void
expect_servers (const char *text, const char *expected)
{
  g_auto (GStrv) servers = todoku_server_list_split (text);
  g_autofree char *joined = g_strjoinv (" ", servers);

  g_assert_cmpstr (joined, ==, expected);
}

static void
test_none (void)
{
  expect_servers ("", "");
  expect_servers (" ,; \t\n　、", "");
}

static void
test_several (void)
{
  expect_servers ("192.0.2.53", "192.0.2.53");
  expect_servers ("192.0.2.53, [2001:db8::53]:53", "192.0.2.53 [2001:db8::53]:53");
  expect_servers ("192.0.2.53;192.0.2.54\n192.0.2.55", "192.0.2.53 192.0.2.54 192.0.2.55");
}

static void
test_japanese_keyboard (void)
{
  expect_servers ("192.0.2.53、192.0.2.54", "192.0.2.53 192.0.2.54");
  expect_servers ("１９２。０。２。５３，１９２．０．２．５４：５３", "192.0.2.53 192.0.2.54:53");
  expect_servers ("［2001:db8::53］：53　192.0.2.53", "[2001:db8::53]:53 192.0.2.53");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server-list/none", test_none);
  g_test_add_func ("/server-list/several", test_several);
  g_test_add_func ("/server-list/japanese-keyboard", test_japanese_keyboard);

  return g_test_run ();
}
