// SPDX-License-Identifier: GPL-3.0-or-later

// Octets as a returned mail. Whatever they are, they are read or not, and what comes out can be
// shown: a domain is one, and no address hides anything.

#include "mail/bounce.h"

#include "fuzz.h"
#include "mail.h"

static void
check_bounce (const TodokuBounce *bounce)
{
  g_autofree char *words = todoku_bounce_describe (bounce, NULL);
  int fixable = todoku_bounce_is_fixable (bounce, NULL);

  g_assert (g_utf8_validate (words, -1, NULL));
  g_assert (fixable >= -1 && fixable <= 1);
  g_assert ((bounce->rule == NULL) == (bounce->kind == TODOKU_BOUNCE_KIND_OTHER));
  g_assert (bounce->ip.length == 0 || bounce->ip.length == 4 || bounce->ip.length == 16);
  fuzz_check_domain (bounce->domain);
  fuzz_check_domain (bounce->recipient_domain);
  fuzz_check_visible (bounce->sender);
  fuzz_check_visible (bounce->author);
  fuzz_check_visible (todoku_bounce_get_own_domain (bounce));
}

int
LLVMFuzzerTestOneInput (const uint8_t *octets, size_t length)
{
  TodokuBounce *bounce = NULL;
  TodokuBounceStatus status;

  fuzz_mail_load ();
  status =
    todoku_bounce_read (fuzz_mail_rules, fuzz_mail_catalog, (const char *) octets, length, &bounce);
  g_assert ((status == TODOKU_BOUNCE_FOUND) == (bounce != NULL));
  if (bounce != NULL)
    check_bounce (bounce);
  g_clear_pointer (&bounce, todoku_bounce_unref);

  return 0;
}
