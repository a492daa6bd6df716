// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "mail/bounce.h"
#include "mail/message.h"

G_BEGIN_DECLS

/**
 * todoku_bounce_match:
 * @self: (inout): a bounce that is being read, empty; gets all that the server says
 * @rules: the ways of refusing
 * @mail: a text
 *
 * Words alone do not make a returned mail: people write about them, too. They count where a mail
 * system wrapped them, where they follow a reply code as in a reply, or where they name what was
 * checked as only a server does. A returned mail whose kind no rule knows is one all the same.
 *
 * Returns: whether @mail is a returned mail
 */
gboolean todoku_bounce_match (TodokuBounce *self,
                              TodokuBounceRules *rules,
                              const TodokuMailMessage *mail);

/** Returns: whether @mail has what mail systems and programs write around a reply, and people who
 *   write about it do not. */
gboolean todoku_bounce_is_wrapped (const TodokuMailMessage *mail);

/** Returns: (transfer none) (nullable): the rule for @kind where it was found by something else
 * than a server's words. */
const TodokuBounceRule *todoku_bounce_find_rule (TodokuBounceRules *rules, TodokuBounceKind kind);

/** Frees the strings of @self. */
void todoku_bounce_clear (TodokuBounce *self);

G_END_DECLS
