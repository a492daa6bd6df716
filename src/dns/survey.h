// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/facts.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TodokuDnsSurvey:
 *
 * What several servers say, each for itself: facts by server. A rule over it asks every server
 * what it likes to know and never waits, as a rule over facts (dns/facts.h) does with the one
 * resolver. Holds no socket. Ref-counted; for one thread.
 */
typedef struct _TodokuDnsSurvey TodokuDnsSurvey;

TodokuDnsSurvey *todoku_dns_survey_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): a survey with @common for what the default resolvers say. */
TodokuDnsSurvey *todoku_dns_survey_new_with_common (TodokuDnsFacts *common)
  G_GNUC_WARN_UNUSED_RESULT;

TodokuDnsSurvey *todoku_dns_survey_ref (TodokuDnsSurvey *self);
void todoku_dns_survey_unref (TodokuDnsSurvey *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuDnsSurvey, todoku_dns_survey_unref)

/** Returns: (transfer none): what the resolvers that are asked by default say. */
TodokuDnsFacts *todoku_dns_survey_get_common (TodokuDnsSurvey *self);

/**
 * todoku_dns_survey_get_direct:
 * @self: a survey
 * @server: a server, as ADDR:PORT
 *
 * Returns: (transfer none): what @server knows itself, asked without recursion
 */
TodokuDnsFacts *todoku_dns_survey_get_direct (TodokuDnsSurvey *self, const char *server);

/**
 * todoku_dns_survey_get_resolver:
 *
 * Returns: (transfer none): what the resolver at @server says
 */
TodokuDnsFacts *todoku_dns_survey_get_resolver (TodokuDnsSurvey *self, const char *server);

/** Forgets what the server at @server said, however it was asked. */
void todoku_dns_survey_forget (TodokuDnsSurvey *self, const char *server);

/** Forgets all failures of all servers; see todoku_dns_facts_forget_failures(). */
void todoku_dns_survey_forget_failures (TodokuDnsSurvey *self);

/**
 * TodokuDnsSurveyRule:
 *
 * Returns: %TRUE when the rule has come to its end; %FALSE while an answer it needs is not known
 */
typedef gboolean (*TodokuDnsSurveyRule) (TodokuDnsSurvey *survey, gpointer user_data);

/**
 * TodokuDnsSurveyFetch:
 * @server: (nullable): whom to ask; %NULL for the common facts
 * @is_direct: whether to ask without recursion
 * @facts: the facts that want something
 */
typedef void (*TodokuDnsSurveyFetch) (const char *server,
                                      gboolean is_direct,
                                      TodokuDnsFacts *facts,
                                      gpointer user_data);

/** Calls @fetch for all facts in which something is wanted. */
void todoku_dns_survey_foreach_wanted (TodokuDnsSurvey *self,
                                       TodokuDnsSurveyFetch fetch,
                                       gpointer user_data);

G_END_DECLS
