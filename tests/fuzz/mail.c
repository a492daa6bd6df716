// SPDX-License-Identifier: GPL-3.0-or-later

#include "mail.h"

#include "base/paths.h"
#include "input/domain.h"

TodokuCatalog *fuzz_mail_catalog;
TodokuBounceRules *fuzz_mail_rules;

void
fuzz_mail_load (void)
{
  g_autofree char *folder = g_build_filename (todoku_paths_get_data_dir (), "catalog", NULL);

  if (fuzz_mail_catalog != NULL)
    return;
  fuzz_mail_catalog = todoku_catalog_load (folder, NULL);
  fuzz_mail_rules = todoku_bounce_rules_load (folder, NULL);
  g_assert (fuzz_mail_catalog != NULL && fuzz_mail_rules != NULL);
}

void
fuzz_check_visible (const char *text)
{
  for (; text != NULL && *text != '\0'; text++)
    g_assert (g_ascii_isgraph (*text));
}

void
fuzz_check_domain (const char *name)
{
  g_autofree char *address = g_strconcat ("@", name, NULL);
  g_autoptr (TodokuDomain) domain = name != NULL ? todoku_domain_parse (address, NULL) : NULL;

  g_assert (name == NULL || (domain != NULL && g_str_equal (domain->ascii, name)));
}
