// SPDX-License-Identifier: GPL-3.0-or-later

// What a returned mail says of the domain that is checked.

#include "checkup/returned.h"

#include "config.h"
#include "dns/name.h"

#include <glib/gi18n-lib.h>

static gboolean
asked_elsewhere (const TodokuBounce *bounce, const char *domain)
{
  return bounce->domain != NULL && !todoku_dns_name_equal (bounce->domain, domain);
}

gboolean
todoku_returned_is_about (const TodokuBounce *bounce, const char *domain)
{
  return !todoku_bounce_is_foreign (bounce) && !bounce->forwarded && !bounce->is_internal
         && !asked_elsewhere (bounce, domain);
}

gboolean
todoku_returned_blames_spf (const TodokuBounce *bounce)
{
  if (bounce->spf != TODOKU_AUTH_NOT_TOLD)
    return bounce->spf == TODOKU_AUTH_FAIL;

  return todoku_bounce_is_fixable (bounce) == 1;
}

gboolean
todoku_returned_needs_more (const TodokuBounce *bounce, const char *domain)
{
  return todoku_bounce_is_fixable (bounce) == 0 || !todoku_returned_is_about (bounce, domain);
}

char *
todoku_returned_explain (const TodokuBounce *bounce, const char *domain)
{
  if (todoku_bounce_is_fixable (bounce) == 0 || !asked_elsewhere (bounce, domain))
    return todoku_bounce_describe (bounce);

  return g_strdup_printf (
    // Translators: the first and third arguments are the domain that was refused, the second is
    // the one that is checked.
    _ ("The receiver did not ask the SPF record of %2$s, but that of %1$s: that is the domain of "
       "the envelope sender. Check %1$s instead."),
    bounce->domain, domain);
}
