// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/resolver.h"
#include "dns/survey.h"

G_BEGIN_DECLS

/**
 * TodokuDnsCanvassUpdate:
 *
 * Told from the main loop after each batch of answers, when the rule has been run over them.
 */
typedef void (*TodokuDnsCanvassUpdate) (gpointer rule_data);

/**
 * todoku_dns_canvass_async:
 * @resolver: whom to ask by default
 * @survey: what is known; grows
 * @timeout_ms: how long one try may take with the other servers, in ms; 0 for
 *   %TODOKU_DNS_TIMEOUT_DEFAULT
 * @rule: the rule to run until it has come to its end
 * @update: (nullable): told after each batch of answers
 * @rule_data: for @rule and @update; must stay valid until @callback
 * @cancellable: (nullable): to give up; what was learnt stays in @survey
 * @callback: called from the main loop, never from within this call
 * @user_data: for @callback
 *
 * Goes from server to server with what the rule wants to know: as todoku_dns_gather_async() does
 * with one resolver. At most 32 questions are under way, and at most 4 at one server. One
 * canvassing at a time for the same survey.
 */
void todoku_dns_canvass_async (TodokuDnsResolver *resolver,
                               TodokuDnsSurvey *survey,
                               guint timeout_ms,
                               TodokuDnsSurveyRule rule,
                               TodokuDnsCanvassUpdate update,
                               gpointer rule_data,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/**
 * todoku_dns_canvass_finish:
 *
 * Returns: %TRUE when the rule has come to its end; %FALSE with %G_IO_ERROR_CANCELLED, with
 *   %G_IO_ERROR_INVALID_ARGUMENT where it asks a server whose address is none, or with
 *   %G_IO_ERROR_FAILED where it waits without having asked for anything
 */
gboolean todoku_dns_canvass_finish (TodokuDnsResolver *resolver,
                                    GAsyncResult *result,
                                    GError **error);

G_END_DECLS
