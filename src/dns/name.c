// SPDX-License-Identifier: GPL-3.0-or-later

#include "dns/name.h"

#include <string.h>

// As many characters as are shown of what is no name.
#define SHOWN_MAX 64

// Whether a label ends at @index: a dot behind a backslash is an octet like any other.
static gboolean
is_separator (const char *name, gsize index)
{
  gsize n_backslashes = 0;

  if (name[index] != '.')
    return FALSE;
  while (n_backslashes < index && name[index - n_backslashes - 1] == '\\')
    n_backslashes++;

  return n_backslashes % 2 == 0;
}

gsize
todoku_dns_name_get_length (const char *name)
{
  gsize length = strlen (name);

  return length > 0 && is_separator (name, length - 1) ? length - 1 : length;
}

guint
todoku_dns_name_read_octet (const char **text)
{
  const char *at = *text;

  if (at[0] != '\\' || at[1] == '\0')
    {
      *text = at + 1;
      return (guchar) at[0];
    }
  if (!g_ascii_isdigit (at[1]) || !g_ascii_isdigit (at[2]) || !g_ascii_isdigit (at[3]))
    {
      *text = at + 2;
      return (guchar) at[1];
    }

  *text = at + 4;

  return (guint) (at[1] - '0') * 100 + (guint) (at[2] - '0') * 10 + (guint) (at[3] - '0');
}

// Without printf, as a long message may be full of such names.
void
todoku_dns_name_append_octet (GString *name, guint8 octet)
{
  const char escape[] = { '\\', (char) ('0' + octet / 100), (char) ('0' + octet / 10 % 10),
                          (char) ('0' + octet % 10) };

  if (g_ascii_isgraph ((char) octet))
    g_string_append_c (name, g_ascii_tolower ((char) octet));
  else
    g_string_append_len (name, escape, sizeof escape);
}

char *
todoku_dns_name_normalize (const char *name)
{
  gsize length = todoku_dns_name_get_length (name);
  GString *normalized = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    todoku_dns_name_append_octet (normalized, (guint8) name[i]);

  return g_string_free (normalized, FALSE);
}

// Returns how many octets the label at @text has, 0 where there is none; @text moves to its end.
static gsize
read_label (const char **text, const char *end)
{
  gsize length = 0;

  for (; *text < end && **text != '.'; length++)
    if (todoku_dns_name_read_octet (text) > G_MAXUINT8 || length == TODOKU_DNS_LABEL_MAX)
      return 0;

  return length;
}

gboolean
todoku_dns_name_is_valid (const char *name)
{
  const char *end = name + todoku_dns_name_get_length (name);
  gsize n_octets = 0;

  for (const char *at = name;; at++)
    {
      gsize length = read_label (&at, end);

      n_octets += length;
      if (length == 0 || n_octets > TODOKU_DNS_NAME_MAX)
        return FALSE;
      if (at >= end)
        return TRUE;
      n_octets++;
    }
}

gboolean
todoku_dns_name_equal (const char *a, const char *b)
{
  gsize length = todoku_dns_name_get_length (a);

  return length == todoku_dns_name_get_length (b) && g_ascii_strncasecmp (a, b, length) == 0;
}

gboolean
todoku_dns_name_is_within (const char *name, const char *zone)
{
  gsize name_length = todoku_dns_name_get_length (name);
  gsize zone_length = todoku_dns_name_get_length (zone);

  if (zone_length == 0)
    return TRUE;
  if (name_length < zone_length
      || g_ascii_strncasecmp (name + name_length - zone_length, zone, zone_length) != 0)
    return FALSE;

  return name_length == zone_length || is_separator (name, name_length - zone_length - 1);
}

char *
todoku_dns_name_unglue (const char *name, const char *zone)
{
  gsize name_length = todoku_dns_name_get_length (name);
  gsize zone_length = todoku_dns_name_get_length (zone);
  g_autofree char *rest = NULL;

  if (!todoku_dns_name_is_within (name, zone) || name_length <= zone_length + 1)
    return NULL;
  rest = g_strndup (name, name_length - zone_length - 1);

  return strchr (rest, '.') != NULL ? g_steal_pointer (&rest) : NULL;
}

const char *
todoku_dns_name_get_parent (const char *name)
{
  for (const char *dot = strchr (name, '.'); dot != NULL; dot = strchr (dot + 1, '.'))
    if (is_separator (name, (gsize) (dot - name)))
      return dot[1] != '\0' ? dot + 1 : NULL;

  return NULL;
}

char *
todoku_dns_name_show (const char *text)
{
  g_autofree char *start = g_strndup (text, 4 * SHOWN_MAX);
  g_autofree char *valid = g_utf8_make_valid (start, -1);
  g_autoptr (GString) shown = g_string_new (NULL);
  guint n_chars = 0;

  for (const char *at = valid; *at != '\0' && n_chars < SHOWN_MAX; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      g_string_append_unichar (shown, g_unichar_isprint (character) ? character : 0xfffd);
      n_chars++;
    }

  return g_string_free (g_steal_pointer (&shown), FALSE);
}
