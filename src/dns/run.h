// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/facts.h"
#include "dns/resolver.h"

G_BEGIN_DECLS

/**
 * TodokuDnsProgress:
 * @n_answered: questions answered so far
 * @n_asked: questions asked so far; grows while the rule finds out what else it needs
 */
typedef void (*TodokuDnsProgress) (guint n_answered, guint n_asked, gpointer user_data);

/**
 * todoku_dns_run_async:
 * @resolver: whom to ask, where the rule does not ask for a server by name
 * @facts: what is known; grows
 * @rule: the rule to run until it has come to its end
 * @progress: (nullable): told from the main loop after each batch of answers, before the rule is
 *   run over them
 * @rule_data: for @rule and @progress; must stay valid until @callback
 * @cancellable: (nullable): to give up: neither @rule nor @progress is called any more; answers
 *   that were learnt stay in @facts
 * @callback: called from the main loop, never from within this call
 * @user_data: for @callback
 *
 * Runs a rule, sends every question it wants at once, to @resolver or to the servers it asks, and
 * runs it again, once for all answers that came in the same turn of the main loop. At most 32
 * questions are under way, and at most 4 at a server other than @resolver. No answer
 * is waited for longer than its question says (todoku_dns_facts_need_within()). What is not
 * answered when this ends is given back to the facts. One run at a time for the same facts: a rule
 * would wait in vain for what another run was handed out.
 */
void todoku_dns_run_async (TodokuDnsResolver *resolver,
                           TodokuDnsFacts *facts,
                           TodokuDnsRule rule,
                           TodokuDnsProgress progress,
                           gpointer rule_data,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);

/**
 * todoku_dns_run_finish:
 *
 * Returns: %TRUE when the rule has come to its end; %FALSE with %G_IO_ERROR_CANCELLED, with
 *   %G_IO_ERROR_INVALID_ARGUMENT where it asks a server whose address is none, or with
 *   %G_IO_ERROR_FAILED where it waits without having asked for anything
 */
gboolean todoku_dns_run_finish (TodokuDnsResolver *resolver, GAsyncResult *result, GError **error);

G_END_DECLS
