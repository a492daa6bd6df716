// SPDX-License-Identifier: GPL-3.0-or-later

// IPv4 addresses as people write them: with leading zeros, netmasks, stars, and ranges.

#include "spf/repair-private.h"

// Beyond these a range is hardly one sender's.
#define RANGE_BLOCKS_MAX 16
#define RANGE_ADDRESSES_MAX 65536

// Reads a decimal number of at most @max and moves behind it; leading zeros do not count.
static gboolean
read_number (const char **text, guint max, guint *number)
{
  const char *at = *text;

  *number = 0;
  while (g_ascii_isdigit (*at) && *number <= max)
    *number = *number * 10 + (guint) g_ascii_digit_value (*at++);
  if (at == *text || *number > max)
    return FALSE;

  *text = at;
  return TRUE;
}

// Reads the octets of an IPv4 address, as many as stand there, and moves behind them.
static guint
read_octets (const char **text, guint32 *address)
{
  guint n = 0;

  *address = 0;
  while (n < 4)
    {
      const char *at = *text;
      guint octet;

      if ((n > 0 && *at++ != '.') || !read_number (&at, 255, &octet))
        break;
      *address |= octet << (8 * (3 - n++));
      *text = at;
    }

  return n;
}

static char *
print_block (guint32 address, guint prefix)
{
  g_autofree char *dotted = g_strdup_printf ("%u.%u.%u.%u", address >> 24, address >> 16 & 0xff,
                                             address >> 8 & 0xff, address & 0xff);

  return prefix == 32 ? g_steal_pointer (&dotted) : g_strdup_printf ("%s/%u", dotted, prefix);
}

// The prefix length of a netmask, or of one turned round as routers have it (0.0.0.15); 0 where its
// bits are not all on one side, or it is too short.
static guint
get_prefix_of_mask (guint32 mask)
{
  guint prefix = 0;

  if (mask != 0 && mask >> 31 == 0)
    mask = ~mask;
  while (prefix < 32 && (mask & (0x80000000U >> prefix)) != 0)
    prefix++;

  return prefix >= TODOKU_SPF_PREFIX4_MIN && (prefix == 32 || mask << prefix == 0) ? prefix : 0;
}

gboolean
todoku_spf_word_is_netmask (const char *word)
{
  guint32 mask;

  return read_octets (&word, &mask) == 4 && *word == '\0' && get_prefix_of_mask (mask) > 0;
}

// The blocks that hold the addresses from @first to @last and no others, parted by spaces.
static char *
print_range (guint32 first, guint32 last)
{
  g_autoptr (GString) blocks = g_string_new (NULL);
  guint64 at = first;
  guint n = 0;

  if (last < first || last - first >= RANGE_ADDRESSES_MAX)
    return NULL;

  while (at <= last)
    {
      guint prefix = 32;
      g_autofree char *block = NULL;

      while (prefix > 0 && at % (G_GUINT64_CONSTANT (1) << (33 - prefix)) == 0
             && at + (G_GUINT64_CONSTANT (1) << (33 - prefix)) - 1 <= last)
        prefix--;
      if (++n > RANGE_BLOCKS_MAX)
        return NULL;

      block = print_block ((guint32) at, prefix);
      g_string_append_printf (blocks, "%s%s", blocks->len > 0 ? " " : "", block);
      at += G_GUINT64_CONSTANT (1) << (32 - prefix);
    }

  return g_string_free (g_steal_pointer (&blocks), FALSE);
}

// Whether "203.0.113.16-28" may be a network with a prefix length as well.
static gboolean
may_be_prefix (guint32 address, guint number)
{
  return number >= TODOKU_SPF_PREFIX4_MIN && number <= 32
         && (number == 32 || address << number == 0);
}

// What follows the first address of a range: "-203.0.113.9", "-9", "..203.0.113.9".
static char *
read_range (const char *rest, guint32 first)
{
  const char *at = rest + strspn (rest, *rest == '.' ? "." : "-~");
  guint32 last;
  guint n;

  // A dot alone only begins one octet too many.
  if (at == rest || (*rest == '.' && at == rest + 1))
    return NULL;
  if (g_ascii_strncasecmp (at, "ip4:", 4) == 0)
    at += 4;
  n = read_octets (&at, &last);
  if (*at != '\0' || (n != 4 && n != 1) || (n == 1 && may_be_prefix (first, last >> 24)))
    return NULL;

  return print_range (first, n == 4 ? last : (first & 0xffffff00U) | last >> 24);
}

// What follows an address: a netmask, or a prefix length with a zero in front.
static char *
read_mask (const char *rest, guint32 address)
{
  guint32 mask;
  guint prefix;
  const char *at = rest;

  if (read_octets (&at, &mask) == 4 && *at == '\0' && get_prefix_of_mask (mask) > 0)
    return print_block (address, get_prefix_of_mask (mask));

  at = rest;
  if (!read_number (&at, 32, &prefix) || *at != '\0' || prefix < TODOKU_SPF_PREFIX4_MIN)
    return NULL;

  return print_block (address, prefix);
}

// What follows the first two or three octets: ".*", ".*.*", or a prefix length that fits.
static char *
read_short (const char *rest, guint n, guint32 address)
{
  static const char *const stars[] = { NULL, NULL, ".*.*", ".*" };
  guint prefix = 8 * n;
  g_autofree char *with_prefix = g_strdup_printf ("%s/%u", stars[n], prefix);
  g_autofree char *only_prefix = g_strdup_printf ("/%u", prefix);

  if (strcmp (rest, stars[n]) != 0 && strcmp (rest, with_prefix) != 0
      && strcmp (rest, only_prefix) != 0)
    return NULL;

  return print_block (address, prefix);
}

char *
todoku_spf_repair_read_addresses (const char *value, TodokuSpfRepairKind *kind)
{
  const char *rest = value;
  guint32 address;
  guint n = read_octets (&rest, &address);

  if (n == 2 || n == 3)
    {
      *kind = TODOKU_SPF_REPAIR_BLOCK;
      return read_short (rest, n, address);
    }
  if (n != 4)
    return NULL;

  *kind = TODOKU_SPF_REPAIR_NUMBER;
  if (*rest == '\0')
    return print_block (address, 32);
  *kind = strchr (rest, '.') != NULL ? TODOKU_SPF_REPAIR_BLOCK : TODOKU_SPF_REPAIR_NUMBER;
  if (*rest == '/')
    return read_mask (rest + 1, address);

  *kind = TODOKU_SPF_REPAIR_RANGE;
  return read_range (rest, address);
}
