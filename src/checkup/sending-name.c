// SPDX-License-Identifier: GPL-3.0-or-later

// What the name of the sending address, which leads back to it, tells of it.

#include "checkup/collect.h"

#include <string.h>

// Whether one of the parts of @name is among @words; not a part that says that an address stays.
static gboolean
has_word (const char *name, const char *const *words)
{
  g_auto (GStrv) parts = g_strsplit_set (name, ".-_0123456789", -1);

  for (char **part = parts; *part != NULL; part++)
    {
      g_autofree char *word = g_ascii_strdown (*part, -1);

      if (g_strv_contains (words, word))
        return TRUE;
    }

  return FALSE;
}

// Whether the address stands in @name without anything between its numbers.
static gboolean
has_digits (const char *name, const TodokuDnsAddress *address, gboolean forwards)
{
  g_autoptr (GString) decimal = g_string_new (NULL);
  g_autoptr (GString) hexadecimal = g_string_new (NULL);

  for (guint i = 0; i < address->length; i++)
    {
      guint octet = address->bytes[forwards ? i : address->length - 1 - i];

      g_string_append_printf (decimal, "%03u", octet);
      g_string_append_printf (hexadecimal, "%02x", octet);
    }

  return strstr (name, decimal->str) != NULL || strstr (name, hexadecimal->str) != NULL;
}

// Whether those of an IPv4 address stand in it one after the other, with something between.
static gboolean
has_numbers (const char *name, const TodokuDnsAddress *address, gboolean forwards)
{
  guint n_found = 0;

  for (const char *at = name; *at != '\0' && n_found < address->length;)
    {
      gsize length = strspn (at, G_CSET_DIGITS);
      guint64 number = length > 0 && length <= 3 ? g_ascii_strtoull (at, NULL, 10) : G_MAXUINT64;

      if (length > 0 && number != address->bytes[forwards ? n_found : 3 - n_found])
        n_found = 0;
      if (number == address->bytes[forwards ? n_found : 3 - n_found])
        n_found++;
      at += MAX (length, 1);
    }

  return n_found == address->length;
}

// One line of many has its address in its name: 203-0-113-5, 203000113005 or cb007105.
static gboolean
has_address (const char *name, const TodokuDnsAddress *address)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  if (address->length != 4)
    return FALSE;
  for (gboolean forwards = FALSE; forwards <= TRUE; forwards++)
    if (has_numbers (lower, address, forwards) || has_digits (lower, address, forwards))
      return TRUE;

  return FALSE;
}

gboolean
todoku_collected_is_line (const TodokuCollected *self,
                          const char *name,
                          const TodokuDnsAddress *address)
{
  static const char *const words[] = { "dynamic", "dyn",   "adsl",  "vdsl",   "dsl",
                                       "ppp",     "pppoe", "dhcp",  "dialup", "flets",
                                       "bflets",  "ftth",  "ipngn", NULL };
  static const char *const lasting[] = { "static", "fixed", NULL };

  if (name == NULL || has_word (name, lasting))
    return FALSE;
  if (todoku_catalog_find_provider_above (self->catalog, name) != NULL
      && has_address (name, address))
    return TRUE;

  // One line of many has its number in its name.
  return has_word (name, words) && strcspn (name, G_CSET_DIGITS) < strcspn (name, ".");
}

gboolean
todoku_collected_has_sent_from_line (const TodokuCollected *self)
{
  return todoku_collected_is_line (self, self->sending_name, &self->refused_address);
}

// Lines have the name of a place or a network between their own and the company's; mail servers
// stand right below it, or say what they are.
const char *
todoku_collected_find_relay (const TodokuCollected *self)
{
  static const char *const words[] = { "mail", "smtp", "mta", "mx", "relay", NULL };
  const char *name = self->sending_name;
  const char *provider =
    name != NULL ? todoku_catalog_find_provider_above (self->catalog, name) : NULL;

  if (provider == NULL || todoku_collected_has_sent_from_line (self))
    return NULL;

  return has_word (name, words) || strlen (name) == strcspn (name, ".") + 1 + strlen (provider)
           ? provider
           : NULL;
}
