// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/resolver.h"
#include "dns/survey.h"

G_BEGIN_DECLS

// What a gathering (dns/gather.h) and a canvass (dns/canvass.h) have in common; others use these.

/**
 * TodokuDnsInquiryRule:
 * @survey: what is known
 * @n_answered: questions answered so far; 0 in the first run alone
 * @n_asked: questions asked so far, and those that wait to be sent
 * @user_data: the rule's own data
 *
 * Returns: %TRUE when it has come to its end; %FALSE while an answer it needs is not known
 */
typedef gboolean (*TodokuDnsInquiryRule) (TodokuDnsSurvey *survey,
                                          guint n_answered,
                                          guint n_asked,
                                          gpointer user_data);

/**
 * todoku_dns_inquiry_async:
 * @resolver: whom to ask for the common facts
 * @survey: what is known; grows
 * @timeout_ms: how long one try may take with the other servers, in ms; 0 for
 *   %TODOKU_DNS_TIMEOUT_DEFAULT
 * @rule: the rule to run until it has come to its end
 * @rule_data: (transfer full): for @rule
 * @rule_data_free: frees it, some time after the last run
 * @cancellable: (nullable): to give up; what was learnt stays in @survey
 * @callback: called from the main loop, never from within this call
 * @user_data: for @callback
 *
 * Asks what the rule wants to know, and runs it again, once for all answers that came in the same
 * turn of the main loop. At most 32 questions are under way, and at most 4 at one server that is
 * not the common one. What is not answered when this ends is given back to the facts.
 */
void todoku_dns_inquiry_async (TodokuDnsResolver *resolver,
                               TodokuDnsSurvey *survey,
                               guint timeout_ms,
                               TodokuDnsInquiryRule rule,
                               gpointer rule_data,
                               GDestroyNotify rule_data_free,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/**
 * todoku_dns_inquiry_finish:
 *
 * Returns: %TRUE when the rule has come to its end; %FALSE with %G_IO_ERROR_CANCELLED, with
 *   %G_IO_ERROR_INVALID_ARGUMENT where it asks a server whose address is none, or with
 *   %G_IO_ERROR_FAILED where it waits without having asked for anything
 */
gboolean todoku_dns_inquiry_finish (TodokuDnsResolver *resolver,
                                    GAsyncResult *result,
                                    GError **error);

G_END_DECLS
