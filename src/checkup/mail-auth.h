// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * todoku_mail_auth_get_policy:
 * @dmarc: a DMARC record
 *
 * Returns: (transfer full) (nullable): the value of its tag p (RFC 7489 6.3), as "none",
 *   "quarantine" or "reject"; %NULL where it has none of these
 */
char *todoku_mail_auth_get_policy (const char *dmarc) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
