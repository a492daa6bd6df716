// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/facts.h"
#include "spf/evaluate.h"

G_BEGIN_DECLS

/**
 * TodokuProofRole:
 * @TODOKU_PROOF_SENDER: a server that sends for the person: it must pass
 * @TODOKU_PROOF_GIVEN: an address the person gave, as the refused one of a returned mail
 * @TODOKU_PROOF_STRANGER: an address that is nobody's: it must not pass
 */
typedef enum
{
  TODOKU_PROOF_SENDER,
  TODOKU_PROOF_GIVEN,
  TODOKU_PROOF_STRANGER,
} TodokuProofRole;

/** Returns: (transfer none): "sender", "given" or "stranger"; never translated. */
const char *todoku_proof_role_get_id (TodokuProofRole role);

/**
 * TodokuProof:
 * @role: why it is judged
 * @address: the address
 * @name: (nullable): the server's name, or the list it is from
 * @current: what receivers say today
 * @proposed: what they will say after the change; the same as @current where none is proposed
 *
 * Whether mail from one address passes, today and after the change: judged as a receiver would,
 * before anything is published.
 */
typedef struct
{
  TodokuProofRole role;
  TodokuDnsAddress address;
  char *name;
  TodokuSpfResult current;
  TodokuSpfResult proposed;
} TodokuProof;

void todoku_proof_free (TodokuProof *proof);

/**
 * todoku_proof_run:
 * @facts: what is known
 * @domain: the domain
 * @senders: (array zero-terminated=1): records whose servers must pass, as those of the mail host
 *   and the services
 * @given: (nullable): an address the person gave
 * @proposed: (nullable): the proposed record
 * @proofs: (out) (transfer full) (element-type TodokuProof): the outcome, as far as known
 *
 * Of each list that is included, a few addresses are taken; at most ten in all, and a stranger's.
 *
 * Returns: whether every answer was known
 */
gboolean todoku_proof_run (TodokuDnsFacts *facts,
                           const char *domain,
                           const char *const *senders,
                           const TodokuDnsAddress *given,
                           const char *proposed,
                           GPtrArray **proofs);

G_END_DECLS
