// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "mail/message.h"
#include "mail/refusal.h"

G_BEGIN_DECLS

/**
 * TodokuBounceMatch:
 * @refusal: (nullable): the way of refusing; %NULL for a returned mail of another kind
 * @receiver: (nullable): whose server is named
 * @code: (nullable): the reply code
 * @domain: (nullable): as the server writes it
 * @ip: (nullable): as the server writes it
 * @spf: what is said of SPF
 * @dkim: what is said of DKIM
 *
 * What stands in a returned mail.
 */
typedef struct
{
  const TodokuRefusal *refusal;
  const TodokuReceiver *receiver;
  char *code;
  char *domain;
  char *ip;
  TodokuAuthResult spf;
  TodokuAuthResult dkim;
} TodokuBounceMatch;

void todoku_bounce_match_clear (TodokuBounceMatch *match);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TodokuBounceMatch, todoku_bounce_match_clear)

/**
 * todoku_bounce_match:
 * @refusals: the ways of refusing
 * @mail: a text
 * @match: (out): what was found; clear it
 *
 * A server's words alone do not make a returned mail: people write about them, too. They count
 * where a mail system wrapped them, where they follow a reply code as in a reply, or where they
 * name the domain or the address that was refused.
 *
 * Returns: whether @mail is a returned mail
 */
gboolean todoku_bounce_match (TodokuRefusals *refusals,
                              const TodokuMailMessage *mail,
                              TodokuBounceMatch *match);

G_END_DECLS
