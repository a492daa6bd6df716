// SPDX-License-Identifier: GPL-3.0-or-later

#include "dns/name.h"

#include <string.h>

static gsize
length_without_dot (const char *name)
{
  gsize length = strlen (name);

  return length > 0 && name[length - 1] == '.' ? length - 1 : length;
}

char *
todoku_dns_name_normalize (const char *name)
{
  return g_ascii_strdown (name, (gssize) length_without_dot (name));
}

gboolean
todoku_dns_name_is_valid (const char *name)
{
  gsize length = length_without_dot (name);
  gsize label = 0;

  if (length == 0 || length > TODOKU_DNS_NAME_MAX)
    return FALSE;

  for (gsize i = 0; i < length; i++)
    {
      if (name[i] != '.')
        label++;
      else if (label == 0)
        return FALSE;
      else
        label = 0;

      if (label > TODOKU_DNS_LABEL_MAX)
        return FALSE;
    }

  return label > 0;
}

gboolean
todoku_dns_name_equal (const char *a, const char *b)
{
  gsize length = length_without_dot (a);

  return length == length_without_dot (b) && g_ascii_strncasecmp (a, b, length) == 0;
}

gboolean
todoku_dns_name_is_within (const char *name, const char *zone)
{
  gsize name_length = length_without_dot (name);
  gsize zone_length = length_without_dot (zone);

  if (zone_length == 0)
    return TRUE;
  if (name_length < zone_length
      || g_ascii_strncasecmp (name + name_length - zone_length, zone, zone_length) != 0)
    return FALSE;

  return name_length == zone_length || name[name_length - zone_length - 1] == '.';
}

const char *
todoku_dns_name_get_parent (const char *name)
{
  const char *dot = strchr (name, '.');

  return dot != NULL && dot[1] != '\0' ? dot + 1 : NULL;
}
