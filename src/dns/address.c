// SPDX-License-Identifier: GPL-3.0-or-later

#include "dns/address.h"

#include <arpa/inet.h>
#include <string.h>

gboolean
todoku_dns_address_parse (const char *text, gssize length, TodokuDnsAddress *address)
{
  char copy[INET6_ADDRSTRLEN];
  gsize n = length < 0 ? strlen (text) : (gsize) length;

  memset (address, 0, sizeof *address);
  if (n >= sizeof copy || memchr (text, '\0', n) != NULL)
    return FALSE;

  memcpy (copy, text, n);
  copy[n] = '\0';

  if (inet_pton (AF_INET, copy, address->bytes) == 1)
    address->length = 4;
  else if (inet_pton (AF_INET6, copy, address->bytes) == 1)
    address->length = 16;

  return address->length != 0;
}

char *
todoku_dns_address_to_string (const TodokuDnsAddress *address)
{
  char text[INET6_ADDRSTRLEN];
  int family = address->length == 4 ? AF_INET : AF_INET6;

  if (address->length == 0 || inet_ntop (family, address->bytes, text, sizeof text) == NULL)
    return g_strdup ("");

  return g_strdup (text);
}

gboolean
todoku_dns_address_equal (const TodokuDnsAddress *a, const TodokuDnsAddress *b)
{
  return a->length == b->length && memcmp (a->bytes, b->bytes, a->length) == 0;
}

void
todoku_dns_addresses_add (GArray *addresses, const TodokuDnsAddress *address)
{
  for (guint i = 0; i < addresses->len; i++)
    if (todoku_dns_address_equal (&g_array_index (addresses, TodokuDnsAddress, i), address))
      return;
  if (address->length > 0)
    g_array_append_vals (addresses, address, 1);
}

TodokuDnsAddress
todoku_dns_address_unmap (const TodokuDnsAddress *address)
{
  static const guint8 prefix[12] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };
  TodokuDnsAddress unmapped = { .length = 4 };

  if (address->length != 16 || memcmp (address->bytes, prefix, sizeof prefix) != 0)
    return *address;
  memcpy (unmapped.bytes, address->bytes + sizeof prefix, 4);

  return unmapped;
}

gboolean
todoku_dns_address_is_within (const TodokuDnsAddress *address,
                              const TodokuDnsAddress *network,
                              guint prefix)
{
  guint whole = prefix / 8;
  guint rest = prefix % 8;

  if (address->length == 0 || address->length != network->length
      || prefix > (guint) address->length * 8)
    return FALSE;
  if (memcmp (address->bytes, network->bytes, whole) != 0)
    return FALSE;
  if (rest == 0)
    return TRUE;

  return (address->bytes[whole] ^ network->bytes[whole]) >> (8 - rest) == 0;
}

char *
todoku_dns_address_to_reverse_name (const TodokuDnsAddress *address)
{
  g_autoptr (GString) name = g_string_new (NULL);

  for (int i = address->length - 1; i >= 0; i--)
    {
      guint octet = address->bytes[i];

      if (address->length == 4)
        g_string_append_printf (name, "%u.", octet);
      else
        g_string_append_printf (name, "%x.%x.", octet & 0xf, octet >> 4);
    }
  g_string_append (name, address->length == 4 ? "in-addr.arpa" : "ip6.arpa");

  return g_string_free (g_steal_pointer (&name), FALSE);
}

typedef struct
{
  const char *address;
  guint8 prefix;
} Network;

static gboolean
is_in_one_of (const TodokuDnsAddress *block, guint prefix, const Network *networks, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      TodokuDnsAddress address;

      if (todoku_dns_address_parse (networks[i].address, -1, &address)
          && prefix >= networks[i].prefix
          && todoku_dns_address_is_within (block, &address, networks[i].prefix))
        return TRUE;
    }

  return FALSE;
}

gboolean
todoku_dns_address_is_private (const TodokuDnsAddress *network, guint prefix)
{
  static const Network networks[] = {
    { "10.0.0.0", 8 },     { "172.16.0.0", 12 }, { "192.168.0.0", 16 }, { "127.0.0.0", 8 },
    { "169.254.0.0", 16 }, { "100.64.0.0", 10 }, { "0.0.0.0", 8 },      { "224.0.0.0", 3 },
    { "::", 127 },         { "fc00::", 7 },      { "fe80::", 10 },      { "ff00::", 8 },
  };

  return is_in_one_of (network, prefix, networks, G_N_ELEMENTS (networks));
}

gboolean
todoku_dns_address_is_example (const TodokuDnsAddress *network, guint prefix)
{
  static const Network networks[] = {
    { "192.0.2.0", 24 },  { "198.51.100.0", 24 }, { "203.0.113.0", 24 },
    { "2001:db8::", 32 }, { "3fff::", 20 },
  };

  return is_in_one_of (network, prefix, networks, G_N_ELEMENTS (networks));
}
