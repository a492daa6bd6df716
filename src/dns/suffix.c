// SPDX-License-Identifier: GPL-3.0-or-later

#include "dns/suffix.h"

#include "dns/name.h"

#include <libpsl.h>
#include <string.h>

gboolean
todoku_suffix_is_shared (const char *name)
{
  return psl_is_public_suffix2 (psl_builtin (), name, PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE) != 0;
}

gboolean
todoku_suffix_may_be_owned (const char *name)
{
  return todoku_dns_name_get_parent (name) != NULL && !todoku_suffix_is_shared (name);
}

gboolean
todoku_suffix_is_known (const char *label)
{
  static const char *const reserved[] = { "example", "internal",    "invalid",   "lan",
                                          "local",   "localdomain", "localhost", "test" };
  g_autofree char *lower = g_ascii_strdown (label, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (reserved); i++)
    if (g_str_equal (lower, reserved[i]))
      return TRUE;

  return todoku_suffix_is_shared (lower);
}

gboolean
todoku_suffix_is_of_other (const char *name, const char *domain)
{
  const char *last = strrchr (name, '.');

  return last != NULL && todoku_suffix_is_known (last + 1)
         && !todoku_dns_name_is_within (name, todoku_suffix_get_organization (domain));
}

const char *
todoku_suffix_get_registrable (const char *name)
{
  return psl_registrable_domain (psl_builtin (), name);
}

const char *
todoku_suffix_get_registered (const char *name)
{
  const char *registered = NULL;

  for (; name != NULL && todoku_suffix_may_be_owned (name);
       name = todoku_dns_name_get_parent (name))
    registered = name;

  return registered;
}

const char *
todoku_suffix_get_organization (const char *name)
{
  const char *registrable = todoku_suffix_get_registrable (name);

  return registrable != NULL ? registrable : name;
}
