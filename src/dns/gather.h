// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/facts.h"
#include "dns/resolver.h"

G_BEGIN_DECLS

/**
 * TodokuDnsRule:
 * @facts: what is known
 * @user_data: the rule's own data
 *
 * A rule over facts: asks them, never waits. It is run again whenever answers have come in.
 *
 * Returns: %TRUE when it has come to its end; %FALSE while an answer it needs is not known
 */
typedef gboolean (*TodokuDnsRule) (TodokuDnsFacts *facts, gpointer user_data);

/**
 * TodokuDnsProgress:
 * @n_answered: questions answered so far
 * @n_asked: questions asked so far; grows while the rule finds out what else it needs
 */
typedef void (*TodokuDnsProgress) (guint n_answered, guint n_asked, gpointer user_data);

/**
 * todoku_dns_gather_async:
 * @resolver: whom to ask
 * @facts: what is known; grows
 * @rule: the rule to run until it has come to its end
 * @progress: (nullable): told from the main loop after each batch of answers
 * @rule_data: for @rule and @progress; must stay valid until @callback
 * @cancellable: (nullable): to give up; answers that were learnt stay in @facts
 * @callback: called from the main loop, never from within this call
 * @user_data: for @callback
 *
 * Sends every question the rule wants at once, at most 32 at a time, and runs the rule again,
 * once for all answers that came in the same turn of the main loop. One gathering at a time for
 * the same facts: a rule would wait in vain for what another gathering was handed out.
 */
void todoku_dns_gather_async (TodokuDnsResolver *resolver,
                              TodokuDnsFacts *facts,
                              TodokuDnsRule rule,
                              TodokuDnsProgress progress,
                              gpointer rule_data,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

/**
 * todoku_dns_gather_finish:
 *
 * Returns: %TRUE when the rule has come to its end; %FALSE with %G_IO_ERROR_CANCELLED, or with
 *   %G_IO_ERROR_FAILED where the rule waits without having asked for anything
 */
gboolean todoku_dns_gather_finish (TodokuDnsResolver *resolver,
                                   GAsyncResult *result,
                                   GError **error);

G_END_DECLS
