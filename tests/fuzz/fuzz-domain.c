// SPDX-License-Identifier: GPL-3.0-or-later

// Octets as what a person typed or pasted. Whatever it is, there is a domain or a reason, neither
// hides anything from the eye, and the domain is the same when it is given again.

#include "fuzz.h"
#include "input/domain.h"

static void
check_shown (const char *text)
{
  g_assert (g_utf8_validate (text, -1, NULL));
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    g_assert (g_unichar_isgraph (g_utf8_get_char (p)) || *p == ' ');
}

static void
check_domain (const TodokuDomain *domain)
{
  g_autofree char *address = g_strconcat ("info@", domain->ascii, NULL);
  g_autoptr (TodokuDomain) again = todoku_domain_parse (address, NULL);

  check_shown (domain->display);
  g_assert (g_str_is_ascii (domain->ascii));
  g_assert (domain->registrable == NULL || g_str_has_suffix (domain->ascii, domain->registrable));
  g_assert (again != NULL && g_str_equal (again->ascii, domain->ascii));
}

int
LLVMFuzzerTestOneInput (const uint8_t *octets, size_t length)
{
  g_autofree char *text = g_strndup ((const char *) octets, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (TodokuDomain) domain = todoku_domain_parse (text, &error);

  g_assert ((domain == NULL) == (error != NULL));
  if (domain != NULL)
    check_domain (domain);
  else
    check_shown (error->message);

  return 0;
}
