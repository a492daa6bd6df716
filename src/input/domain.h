// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TODOKU_DOMAIN_ERROR (todoku_domain_error_quark ())
GQuark todoku_domain_error_quark (void);

/** Why a text is no domain. The message is one sentence for the person, with an example. */
typedef enum
{
  TODOKU_DOMAIN_ERROR_EMPTY,
  TODOKU_DOMAIN_ERROR_ADDRESS,       /* an IP address */
  TODOKU_DOMAIN_ERROR_ONE_LABEL,     /* a word without a dot */
  TODOKU_DOMAIN_ERROR_PUBLIC_SUFFIX, /* co.jp and the like, which belong to nobody */
  TODOKU_DOMAIN_ERROR_CHARACTER,     /* a character that no domain has */
  TODOKU_DOMAIN_ERROR_LENGTH,        /* a label over 63 octets, or all over 253 */
  TODOKU_DOMAIN_ERROR_SEVERAL,       /* more than one address */
  TODOKU_DOMAIN_ERROR_PROVIDER,      /* a domain of a provider of mail addresses */
} TodokuDomainError;

/**
 * TodokuDomain:
 * @ascii: the domain to ask the DNS for, normalized, IDNA 2008 A-labels (xn--…)
 * @display: the same as a person reads it (U-labels), or @ascii where nothing is gained
 * @registrable: (nullable): the part that was registered (public suffix and one label), in
 *   A-labels; equal to @ascii where nothing stands before it; %NULL where @ascii is itself a suffix
 *   that a company lets its customers use (github.io)
 * @is_mail_domain: whether it stood after an @, so that it is taken as it is
 */
typedef struct
{
  char *ascii;
  char *display;
  char *registrable;
  gboolean is_mail_domain;
} TodokuDomain;

void todoku_domain_free (TodokuDomain *domain);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuDomain, todoku_domain_free)

/** Returns: (transfer full): what is typed to mean @domain, as todoku_domain_parse() takes it. */
char *todoku_domain_dup_text (const TodokuDomain *domain) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_domain_parse:
 * @text: what a person typed or pasted, UTF-8: a mail address, a domain, or a URL
 * @error: return location for an error
 *
 * Takes white space, full-width letters and dots (。．), brackets and quotes around, `mailto:`,
 * scheme, user, port, path and a trailing dot away, and finds the name in a sentence. What stands
 * after @ is taken as it is; of everything else a leading `www.` goes. Reserved names (.example,
 * .test) and endings not known yet count as domains. The same domain twice is no error.
 *
 * Returns: (transfer full) (nullable): the domain, or %NULL with %TODOKU_DOMAIN_ERROR
 */
TodokuDomain *todoku_domain_parse (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
