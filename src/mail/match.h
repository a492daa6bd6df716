// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "mail/details.h"
#include "mail/message.h"

G_BEGIN_DECLS

/**
 * TodokuBounceMatch:
 * @refusal: (nullable): the way of refusing; %NULL for a returned mail of another kind
 * @receiver: (nullable): whose server is named
 * @code: (nullable): the reply code
 * @is_delayed: whether the mail system goes on trying
 * @details: what was checked, and what came of it
 *
 * What stands in a returned mail.
 */
typedef struct
{
  const TodokuRefusal *refusal;
  const TodokuReceiver *receiver;
  char *code;
  gboolean is_delayed;
  TodokuMailDetails details;
} TodokuBounceMatch;

void todoku_bounce_match_clear (TodokuBounceMatch *match);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TodokuBounceMatch, todoku_bounce_match_clear)

/**
 * todoku_bounce_match:
 * @refusals: the ways of refusing
 * @mail: a text
 * @match: (out): what was found; clear it
 *
 * Words alone do not make a returned mail: people write about them, too. They count where a mail
 * system wrapped them, where they follow a reply code as in a reply, or where they name what was
 * checked as only a server does. A returned mail whose kind no rule knows is one all the same.
 *
 * Returns: whether @mail is a returned mail
 */
gboolean todoku_bounce_match (TodokuRefusals *refusals,
                              const TodokuMailMessage *mail,
                              TodokuBounceMatch *match);

G_END_DECLS
