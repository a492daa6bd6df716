// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/answer.h"

G_BEGIN_DECLS

/**
 * TodokuDnsFacts:
 *
 * What is known of the DNS, and what is wanted: a table from question to answer. A rule asks it
 * and never waits; a question without an answer is remembered as wanted, and dns/run.h fetches it
 * and runs the rule again. Holds no socket and no main loop: with the answers put in by hand, every
 * rule runs in a test or a fuzzer.
 *
 * What a server or another resolver says for itself is in a table of its own, which the facts hold
 * (todoku_dns_facts_get_direct(), todoku_dns_facts_get_resolver()).
 */
typedef struct _TodokuDnsFacts TodokuDnsFacts;

/**
 * TodokuDnsQuestion:
 * @name: a normalized domain name
 * @type: a record type
 * @patience_ms: how long an answer is waited for at most, in ms; 0 for as long as it is tried
 */
typedef struct
{
  char *name;
  TodokuDnsType type;
  guint patience_ms;
} TodokuDnsQuestion;

void todoku_dns_question_free (TodokuDnsQuestion *question);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuDnsQuestion, todoku_dns_question_free)

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

/** Returns: (transfer full): an empty table. Ref-counted; for one thread. */
TodokuDnsFacts *todoku_dns_facts_new (void) G_GNUC_WARN_UNUSED_RESULT;
TodokuDnsFacts *todoku_dns_facts_ref (TodokuDnsFacts *self);
void todoku_dns_facts_unref (TodokuDnsFacts *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuDnsFacts, todoku_dns_facts_unref)

/**
 * todoku_dns_facts_get_direct:
 * @self: the facts
 * @server: a server, as ADDR:PORT
 *
 * Returns: (transfer none): what @server knows itself, asked without recursion; valid until
 *   todoku_dns_facts_forget_server()
 */
TodokuDnsFacts *todoku_dns_facts_get_direct (TodokuDnsFacts *self, const char *server);

/** Returns: (transfer none): what the resolver at @server says; as todoku_dns_facts_get_direct().
 */
TodokuDnsFacts *todoku_dns_facts_get_resolver (TodokuDnsFacts *self, const char *server);

/** Forgets what the server at @server said, however it was asked. */
void todoku_dns_facts_forget_server (TodokuDnsFacts *self, const char *server);

/**
 * todoku_dns_facts_ask:
 * @self: the facts
 * @name: a domain name, in any case, with or without a trailing dot
 * @type: a record type
 *
 * A name that cannot be asked for (todoku_dns_name_is_valid()) is answered with "no such name" at
 * once, as RFC 7208 (4.3, 4.8) wants it.
 *
 * Returns: (transfer none) (nullable): the answer, valid as long as the facts are and nothing
 *   else is learnt for the same question; %NULL while it is not known
 */
TodokuDnsAnswer *todoku_dns_facts_ask (TodokuDnsFacts *self, const char *name, TodokuDnsType type);

/**
 * todoku_dns_facts_need:
 * @complete: (inout): cleared while the answer is not known, and otherwise left as it is
 *
 * As todoku_dns_facts_ask(), for a rule that goes on and says at its end whether it knew all.
 */
TodokuDnsAnswer *todoku_dns_facts_need (TodokuDnsFacts *self,
                                        const char *name,
                                        TodokuDnsType type,
                                        gboolean *complete);

/**
 * todoku_dns_facts_need_within:
 * @patience_ms: how long the answer is waited for at most, in ms; 0 for as long as it is tried
 *
 * As todoku_dns_facts_need(), for what is of use, and not worth waiting for: where the answer comes
 * later, the question has timed out. Of two who ask the same, the first says how long.
 */
TodokuDnsAnswer *todoku_dns_facts_need_within (TodokuDnsFacts *self,
                                               const char *name,
                                               TodokuDnsType type,
                                               guint patience_ms,
                                               gboolean *complete);

/**
 * todoku_dns_facts_peek:
 *
 * As todoku_dns_facts_ask(), but wants nothing.
 */
TodokuDnsAnswer *todoku_dns_facts_peek (TodokuDnsFacts *self, const char *name, TodokuDnsType type);

/**
 * todoku_dns_facts_learn:
 * @self: the facts
 * @name: a domain name
 * @type: a record type
 * @answer: (transfer none): what came of the question; an earlier answer is replaced
 */
void todoku_dns_facts_learn (TodokuDnsFacts *self,
                             const char *name,
                             TodokuDnsType type,
                             TodokuDnsAnswer *answer);

/**
 * todoku_dns_facts_take_wanted:
 * @self: the facts
 *
 * Returns: (transfer full) (nullable) (element-type TodokuDnsQuestion): what was asked without an
 *   answer since the last call, each once, in the order of asking; %NULL where there is nothing.
 *   The caller is to fetch them: they are not handed out again until it gives them back, or
 *   todoku_dns_facts_forget_failures().
 */
GPtrArray *todoku_dns_facts_take_wanted (TodokuDnsFacts *self) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_dns_facts_give_back:
 * @self: the facts
 * @name: a domain name
 * @type: a record type
 *
 * Says that a question that was handed out will not be answered. Asked again, it is wanted again.
 */
void todoku_dns_facts_give_back (TodokuDnsFacts *self, const char *name, TodokuDnsType type);

/**
 * todoku_dns_facts_has_wanted:
 *
 * Returns: whether todoku_dns_facts_take_wanted() would give anything, of @self or of the servers
 *   that it holds
 */
gboolean todoku_dns_facts_has_wanted (TodokuDnsFacts *self);

/**
 * TodokuDnsFactsFetch:
 * @server: (nullable): whom to ask; %NULL for the resolver that is asked by default
 * @is_direct: whether to ask without recursion
 * @facts: the facts that want something
 */
typedef void (*TodokuDnsFactsFetch) (const char *server,
                                     gboolean is_direct,
                                     TodokuDnsFacts *facts,
                                     gpointer user_data);

/** Calls @fetch for @self and what it holds of servers, where something is wanted. */
void todoku_dns_facts_foreach_wanted (TodokuDnsFacts *self,
                                      TodokuDnsFactsFetch fetch,
                                      gpointer user_data);

/**
 * todoku_dns_facts_forget:
 * @self: the facts
 * @name: a domain name
 * @type: a record type
 *
 * Forgets the answer to a question, so that it is wanted again when it is asked again.
 */
void todoku_dns_facts_forget (TodokuDnsFacts *self, const char *name, TodokuDnsType type);

/**
 * todoku_dns_facts_forget_failures:
 * @self: the facts
 *
 * Forgets the answers that are failures (todoku_dns_status_is_failure()) and what was handed out
 * without being learnt, those of servers, too: asked again, they are wanted again. For Retry.
 */
void todoku_dns_facts_forget_failures (TodokuDnsFacts *self);

/**
 * todoku_dns_facts_find_failure:
 * @self: the facts
 *
 * Returns: (transfer none) (nullable): the failure of the question that failed first and has not
 *   been answered since, or %NULL
 */
TodokuDnsAnswer *todoku_dns_facts_find_failure (TodokuDnsFacts *self);

G_END_DECLS
