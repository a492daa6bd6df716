// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "mail/bounce.h"
#include "mail/received.h"

G_BEGIN_DECLS

// What a returned mail, or one that arrived, says of the domain that is checked.

/**
 * todoku_returned_is_about:
 * @bounce: a returned mail
 * @domain: the domain that is checked
 *
 * Returns: whether the SPF record of @domain was asked, for a mail that its owner sent: neither
 *   that of another domain, nor for a mail that was forwarded
 */
gboolean todoku_returned_is_about (const TodokuBounce *bounce, const char *domain);

/**
 * todoku_returned_needs_more:
 * @bounce: a returned mail
 * @domain: the domain that is checked
 *
 * Returns: whether a right SPF record of @domain is not enough: the receiver blames something else
 */
gboolean todoku_returned_needs_more (const TodokuBounce *bounce, const char *domain);

/** Returns: whether it is the SPF record of another domain than @domain that the receiver blames.
 */
gboolean todoku_returned_is_about_other (const TodokuBounce *bounce, const char *domain);

/** Returns: whether the domain that it names is of the same organization as @domain. */
gboolean todoku_returned_is_about_organization (const TodokuBounce *bounce, const char *domain);

/** Returns: (transfer full): what it blames then, and what to do, in the language spoken. */
char *todoku_returned_explain (const TodokuBounce *bounce,
                               const char *domain) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: whether @received (nullable) is a mail that did not pass, and for which another SPF
 *  record than that of @domain was asked. */
gboolean todoku_arrived_is_about_other (const TodokuReceived *received, const char *domain);

/** Returns: whether @received (nullable) is a mail of @domain that did not pass DMARC for something
 *  else than SPF records. */
gboolean todoku_arrived_fails (const TodokuReceived *received, const char *domain);

/** Returns: (transfer full): what it shows, and what to do, in the language spoken. */
char *todoku_arrived_explain (const TodokuReceived *received,
                              const char *domain) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
