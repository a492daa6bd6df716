// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/authority.h"
#include "propagation/compare.h"

G_BEGIN_DECLS

/**
 * TodokuPropagationState:
 * @TODOKU_PROPAGATION_PENDING: not known yet
 * @TODOKU_PROPAGATION_NEW: the new record, or one that does the same, and no other
 * @TODOKU_PROPAGATION_OLD: what is known to have been there before
 * @TODOKU_PROPAGATION_OTHER: something else
 * @TODOKU_PROPAGATION_MISSING: no such record
 * @TODOKU_PROPAGATION_DELETED: none any more: at a name server of the zone the record from before
 *   is gone; "missing" for programs
 * @TODOKU_PROPAGATION_ERROR: the server could not be asked, or does not serve the zone: nothing is
 *   known
 *
 * What a server says of the record.
 */
typedef enum
{
  TODOKU_PROPAGATION_PENDING,
  TODOKU_PROPAGATION_NEW,
  TODOKU_PROPAGATION_OLD,
  TODOKU_PROPAGATION_OTHER,
  TODOKU_PROPAGATION_MISSING,
  TODOKU_PROPAGATION_DELETED,
  TODOKU_PROPAGATION_ERROR,
} TodokuPropagationState;

/** Returns: (transfer none): "pending", "new", "old", … "error"; never translated. */
const char *todoku_propagation_state_get_id (TodokuPropagationState state);

/**
 * TodokuPublicResolver:
 * @name: who runs it
 * @address: (nullable): where it is asked, as ADDR:PORT; %NULL for the system's own
 */
typedef struct
{
  const char *name;
  const char *address;
} TodokuPublicResolver;

/**
 * todoku_public_resolvers_list:
 * @addresses: (nullable) (array zero-terminated=1): ask these, as ADDR:PORT; where there are none,
 *   Google's, since Gmail is the judge, those of Cloudflare and Quad9, and the system's own
 * @in_practice: whether nobody is to be asked but the system's own, the practice zone
 *
 * Returns: (transfer full) (element-type TodokuPublicResolver): the resolvers to ask
 */
GArray *todoku_public_resolvers_list (const char *const *addresses,
                                      gboolean in_practice) G_GNUC_WARN_UNUSED_RESULT;

/**
 * TodokuPropagationInput:
 * @name: the record's owner, normalized: the domain itself for SPF, another name for DKIM and DMARC
 * @expected: the record that should be there: an SPF record, a list of tags, or
 *   %TODOKU_PROPAGATION_ANY_KEY
 * @old: (nullable) (array zero-terminated=1): the records that were there before; %NULL where that
 *   is not known: then nothing counts as old
 * @port: the port of the name servers; 0 for the usual one
 * @resolvers: (nullable) (element-type TodokuPublicResolver): the resolvers to ask besides
 */
typedef struct
{
  const char *name;
  const char *expected;
  const char *const *old;
  guint16 port;
  GArray *resolvers;
} TodokuPropagationInput;

/**
 * TodokuPropagationServer:
 * @name: the name server's name, or who runs the resolver
 * @address: (nullable): its address as text
 * @is_authoritative: whether it serves the zone; else it is a resolver
 * @is_delegated: see #TodokuDnsAuthorityServer
 * @is_own: see #TodokuDnsAuthorityServer
 * @state: what it says
 * @failure: (nullable): how it failed; %NULL where it answers, but not for the zone, or has no
 *   address
 * @answer: (nullable): its answer, where it is no failure
 * @values: (array zero-terminated=1): the records of the kind that is wanted, in UTF-8
 * @ttl: seconds the answer may be kept from the time it was given, or %TODOKU_DNS_TTL_UNKNOWN
 * @received: when it was given, by g_get_monotonic_time(); 0 where that is not known
 * @rtt_ms: how long it took, in ms
 * @lacks_route: whether this computer cannot ask it at all, since it has no IPv6
 * @is_apart: whether it serves the zone for another company than those that have the new record:
 *   it never gets it from them
 * @cause: what is to be said of it besides; none where there is nothing
 * @found_at: (nullable): the name at which the new record stands instead, or which the name is an
 *   alias of
 */
typedef struct
{
  char *name;
  char *address;
  gboolean is_authoritative;
  gboolean is_delegated;
  gboolean is_own;
  TodokuPropagationState state;
  TodokuDnsAnswer *failure;
  TodokuDnsAnswer *answer;
  char **values;
  guint32 ttl;
  gint64 received;
  guint rtt_ms;
  gboolean lacks_route;
  gboolean is_apart;
  TodokuPropagationCause cause;
  char *found_at;
} TodokuPropagationServer;

/**
 * TodokuPropagation:
 * @name: the record's owner
 * @expected: the record that should be there
 * @knows_old: whether it is known what was there before
 * @authority: who serves the zone
 * @servers: (element-type TodokuPropagationServer): those of the zone first
 * @n_authoritative: how many of the zone's servers have answered
 * @n_new: how many of these give the new record
 * @is_live: whether all do, and there is one
 *
 * Where a record has arrived.
 */
typedef struct
{
  char *name;
  char *expected;
  gboolean knows_old;
  TodokuDnsAuthority *authority;
  GPtrArray *servers;
  guint n_authoritative;
  guint n_new;
  gboolean is_live;
} TodokuPropagation;

void todoku_propagation_free (TodokuPropagation *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuPropagation, todoku_propagation_free)

/**
 * todoku_propagation_run:
 * @facts: what is known
 * @input: what to look for
 * @propagation: (out) (transfer full): where the record has arrived, as far as it is known
 *
 * A rule. Every server of the zone is asked for the record, and where it is not there, for it at
 * the names at which it often ends up, for the type SPF and for an alias. A failure is never taken
 * for "no record".
 *
 * Returns: whether all is known
 */
gboolean todoku_propagation_run (TodokuDnsFacts *facts,
                                 const TodokuPropagationInput *input,
                                 TodokuPropagation **propagation);

/**
 * todoku_propagation_keep:
 * @self: (transfer full): where a record has arrived, as far as it is known anew
 * @before: (transfer full): the same, from before it was forgotten
 *
 * Shows what was seen before of the servers that are still being asked.
 *
 * Returns: (transfer full): what is to be shown; it is not live as long as somebody is asked
 */
TodokuPropagation *todoku_propagation_keep (TodokuPropagation *self,
                                            TodokuPropagation *before) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_propagation_get_seconds_left:
 * @server: what a server says
 * @now: g_get_monotonic_time()
 *
 * Returns: seconds until a resolver asks anew, or -1 where that is not known
 */
gint64 todoku_propagation_get_seconds_left (const TodokuPropagationServer *server, gint64 now);

/**
 * todoku_propagation_forget:
 * @facts: what is known
 * @propagation: what came of it
 * @input: what was looked for
 *
 * Forgets what must be asked anew: what servers said of the record, and all failures. Whose the
 * zone is stays known.
 */
void todoku_propagation_forget (TodokuDnsFacts *facts,
                                const TodokuPropagation *propagation,
                                const TodokuPropagationInput *input);

G_END_DECLS
