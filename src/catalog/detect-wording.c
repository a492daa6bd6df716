// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalog/detect-private.h"

#include "config.h"

#include <glib/gi18n-lib.h>

static char *
explain_mail (TodokuDetectKind kind, const char *witness, const char *name)
{
  if (kind == TODOKU_DETECT_BY_EXCHANGE)
    /* Translators: a server's name, the company it belongs to */
    return g_strdup_printf (
      _ ("Email for this domain is delivered to %s (MX), which belongs to %s."), witness, name);
  if (kind == TODOKU_DETECT_BY_NAME)
    /* Translators: a server's name, the company it belongs to */
    return g_strdup_printf (
      _ ("The server that receives this domain’s email is called %s, which belongs to %s."),
      witness, name);

  /* Translators: an IP address, a company */
  return g_strdup_printf (_ ("The server that receives this domain’s email has the address %s, "
                             "which is in the SPF value of %s."),
                          witness, name);
}

static char *
explain_web (TodokuDetectKind kind, const char *witness, const char *name)
{
  if (kind == TODOKU_DETECT_BY_EXCHANGE)
    /* Translators: a server's name, the company it belongs to */
    return g_strdup_printf (
      _ ("The website is on the server of this domain’s email, %s, which belongs to %s."), witness,
      name);
  if (kind == TODOKU_DETECT_BY_NAME)
    /* Translators: a server's name, the company it belongs to */
    return g_strdup_printf (_ ("The server of the website is called %s, which belongs to %s."),
                            witness, name);

  /* Translators: an IP address, a company */
  return g_strdup_printf (
    _ ("The server of the website has the address %s, which is in the SPF value of %s."), witness,
    name);
}

char *
todoku_detect_explain (TodokuDetectSubject subject,
                       TodokuDetectKind kind,
                       const char *witness,
                       const char *name)
{
  if (kind <= TODOKU_DETECT_BY_TERM_OF_HOST)
    /* Translators: a part of an SPF record, the company it belongs to */
    return g_strdup_printf (_ ("The domain’s current SPF record has %s, which belongs to %s."),
                            witness, name);
  if (subject == TODOKU_DETECT_MAIL)
    return explain_mail (kind, witness, name);
  if (subject == TODOKU_DETECT_WEB)
    return explain_web (kind, witness, name);
  if (kind == TODOKU_DETECT_BY_ADDRESS)
    /* Translators: an IP address, a company */
    return g_strdup_printf (_ ("The address %s is in the SPF value of %s."), witness, name);

  /* Translators: a server's name, the company it belongs to */
  return g_strdup_printf (_ ("This is the address of %s, which belongs to %s."), witness, name);
}
