// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "advice/mistake.h"
#include "dns/authority.h"

G_BEGIN_DECLS

/**
 * TodokuPublicationState:
 * @TODOKU_PUBLICATION_PENDING: not known yet
 * @TODOKU_PUBLICATION_NEW: the new record, and no other
 * @TODOKU_PUBLICATION_OLD: what was there before
 * @TODOKU_PUBLICATION_OTHER: something else
 * @TODOKU_PUBLICATION_MISSING: no SPF record
 * @TODOKU_PUBLICATION_ERROR: the server could not be asked, or does not serve the zone: nothing is
 *   known
 *
 * What a server says of the record.
 */
typedef enum
{
  TODOKU_PUBLICATION_PENDING,
  TODOKU_PUBLICATION_NEW,
  TODOKU_PUBLICATION_OLD,
  TODOKU_PUBLICATION_OTHER,
  TODOKU_PUBLICATION_MISSING,
  TODOKU_PUBLICATION_ERROR,
} TodokuPublicationState;

/** Returns: (transfer none): "pending", "new", "old", … "error"; never translated. */
const char *todoku_publication_state_get_id (TodokuPublicationState state);

/**
 * TodokuPublicResolver:
 * @name: who runs it
 * @address: (nullable): where it is asked, as ADDR:PORT; %NULL for the resolvers asked by default
 */
typedef struct
{
  const char *name;
  const char *address;
} TodokuPublicResolver;

/**
 * todoku_public_resolvers_get_default:
 * @n_resolvers: (out): their number
 *
 * Google's, since Gmail is the judge, those of Cloudflare and Quad9, and the system's own.
 *
 * Returns: (transfer none) (array length=n_resolvers): the resolvers to ask
 */
const TodokuPublicResolver *todoku_public_resolvers_get_default (guint *n_resolvers);

/**
 * TodokuPublicationInput:
 * @domain: the domain, normalized
 * @expected: the record that should be there
 * @old: (nullable) (array zero-terminated=1): the records that were there before; where they are
 *   not known, what is sound and shows no mistake counts as old
 * @port: the port of the name servers; 0 for the usual one
 * @resolvers: (array length=n_resolvers): the resolvers to ask besides
 * @n_resolvers: their number
 */
typedef struct
{
  const char *domain;
  const char *expected;
  const char *const *old;
  guint16 port;
  const TodokuPublicResolver *resolvers;
  guint n_resolvers;
} TodokuPublicationInput;

/**
 * TodokuPublicationServer:
 * @name: the name server's name, or who runs the resolver
 * @address: (nullable): its address as text
 * @is_authoritative: whether it serves the zone; else it is a resolver
 * @is_delegated: see #TodokuDnsAuthorityServer
 * @is_own: see #TodokuDnsAuthorityServer
 * @state: what it says
 * @failure: (nullable): how it failed; %NULL where it answers, but not for the zone, or has no
 *   address
 * @answer: (nullable): its answer, where it is no failure
 * @values: (array zero-terminated=1): the records meant as SPF, in UTF-8
 * @ttl: seconds the answer may be kept from the time it was given, or %TODOKU_DNS_TTL_UNKNOWN
 * @received: when it was given, by g_get_monotonic_time(); 0 where that is not known
 * @rtt_ms: how long it took, in ms
 * @lacks_route: whether this computer cannot ask it at all, since it has no IPv6
 * @mistake: what went wrong at pasting; none where nothing is seen
 * @found_at: (nullable): the name at which the new record stands instead
 */
typedef struct
{
  char *name;
  char *address;
  gboolean is_authoritative;
  gboolean is_delegated;
  gboolean is_own;
  TodokuPublicationState state;
  TodokuDnsAnswer *failure;
  TodokuDnsAnswer *answer;
  char **values;
  guint32 ttl;
  gint64 received;
  guint rtt_ms;
  gboolean lacks_route;
  TodokuMistake mistake;
  char *found_at;
} TodokuPublicationServer;

/**
 * TodokuPublication:
 * @authority: who serves the zone
 * @servers: (element-type TodokuPublicationServer): those of the zone first
 * @n_authoritative: how many of the zone's servers have answered
 * @n_new: how many of these give the new record
 * @is_live: whether all do, and there is one
 *
 * Where a record has arrived.
 */
typedef struct
{
  TodokuDnsAuthority *authority;
  GPtrArray *servers;
  guint n_authoritative;
  guint n_new;
  gboolean is_live;
} TodokuPublication;

void todoku_publication_free (TodokuPublication *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuPublication, todoku_publication_free)

/**
 * todoku_publication_run:
 * @survey: what is known
 * @input: what to look for
 * @publication: (out) (transfer full): where the record has arrived, as far as it is known
 *
 * A rule. Every server of the zone is asked for the record, and where it is not there, for it at
 * the names at which it often ends up. A failure is never taken for "no record".
 *
 * Returns: whether all is known
 */
gboolean todoku_publication_run (TodokuDnsSurvey *survey,
                                 const TodokuPublicationInput *input,
                                 TodokuPublication **publication);

/**
 * todoku_publication_keep:
 * @self: (transfer full): where a record has arrived, as far as it is known anew
 * @before: (transfer full): the same, from before it was forgotten
 *
 * Shows what was seen before of the servers that are still being asked.
 *
 * Returns: (transfer full): what is to be shown; it is not live as long as somebody is asked
 */
TodokuPublication *todoku_publication_keep (TodokuPublication *self,
                                            TodokuPublication *before) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_publication_get_seconds_left:
 * @server: what a server says
 * @now: g_get_monotonic_time()
 *
 * Returns: seconds until a resolver asks anew, or -1 where that is not known
 */
gint64 todoku_publication_get_seconds_left (const TodokuPublicationServer *server, gint64 now);

/**
 * todoku_publication_forget:
 * @survey: what is known
 * @publication: what came of it
 * @input: what was looked for
 *
 * Forgets what must be asked anew: what servers said of the record, and all failures. Whose the
 * zone is stays known.
 */
void todoku_publication_forget (TodokuDnsSurvey *survey,
                                const TodokuPublication *publication,
                                const TodokuPublicationInput *input);

G_END_DECLS
