// SPDX-License-Identifier: GPL-3.0-or-later

// Octets as a returned mail. Whatever they are, they are read or not, and what comes out can be
// shown: a domain is one, and no address hides anything.

#include "mail/bounce.h"

#include "base/paths.h"
#include "fuzz.h"
#include "input/domain.h"

static TodokuCatalog *catalog;
static TodokuBounceRules *rules;

static void
load (void)
{
  g_autofree char *folder = g_build_filename (todoku_paths_get_data_dir (), "catalog", NULL);

  if (catalog != NULL)
    return;
  catalog = todoku_catalog_load (folder, NULL);
  rules = todoku_bounce_rules_load (folder, NULL);
  g_assert (catalog != NULL && rules != NULL);
}

static void
check_visible (const char *text)
{
  for (; text != NULL && *text != '\0'; text++)
    g_assert (g_ascii_isgraph (*text));
}

static void
check_domain (const char *name)
{
  g_autofree char *address = g_strconcat ("@", name, NULL);
  g_autoptr (TodokuDomain) domain = name != NULL ? todoku_domain_parse (address, NULL) : NULL;

  g_assert (name == NULL || (domain != NULL && g_str_equal (domain->ascii, name)));
}

static void
check_bounce (const TodokuBounce *bounce)
{
  g_autofree char *words = todoku_bounce_describe (bounce);
  int fixable = todoku_bounce_is_fixable (bounce);

  g_assert (g_utf8_validate (words, -1, NULL));
  g_assert (fixable >= -1 && fixable <= 1);
  g_assert ((bounce->rule == NULL) == (bounce->kind == TODOKU_BOUNCE_KIND_OTHER));
  g_assert (bounce->ip.length == 0 || bounce->ip.length == 4 || bounce->ip.length == 16);
  check_domain (bounce->domain);
  check_domain (bounce->recipient_domain);
  check_visible (bounce->sender);
  check_visible (bounce->author);
  check_visible (todoku_bounce_get_own_domain (bounce));
}

int
LLVMFuzzerTestOneInput (const uint8_t *octets, size_t length)
{
  TodokuBounce *bounce = NULL;
  TodokuBounceStatus status;

  load ();
  status = todoku_bounce_read (rules, catalog, (const char *) octets, length, &bounce);
  g_assert ((status == TODOKU_BOUNCE_FOUND) == (bounce != NULL));
  if (bounce != NULL)
    check_bounce (bounce);
  g_clear_pointer (&bounce, todoku_bounce_unref);

  return 0;
}
