// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/address.h"
#include "mail/refusal.h"

G_BEGIN_DECLS

/**
 * TodokuMailDetails:
 * @domain: (nullable): the domain that was checked, in lower case, as the server writes it
 * @ip: the address that was checked; of length 0 where it is not told
 * @spf: what is said of SPF
 * @dkim: what is said of DKIM
 * @dmarc: what is said of DMARC
 * @is_certain: whether the domain or the address stands as only a server writes it
 * @is_helo: whether the name in HELO was checked, and not the envelope sender (RFC 7208 2.3)
 * @is_internal: whether an address was checked that is in no public network: the receiver's own
 *   servers stand between, and no record can let it in
 *
 * What a receiver says that it checked, in whatever words.
 */
typedef struct
{
  char *domain;
  TodokuDnsAddress ip;
  TodokuAuthResult spf;
  TodokuAuthResult dkim;
  TodokuAuthResult dmarc;
  gboolean is_certain;
  gboolean is_helo;
  gboolean is_internal;
} TodokuMailDetails;

/**
 * todoku_mail_details_find:
 * @flat: a text as todoku_mail_text_flatten() gives it
 * @details: (out): what was found; free its domain
 */
void todoku_mail_details_find (const char *flat, TodokuMailDetails *details);

G_END_DECLS
