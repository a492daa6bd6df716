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

/** Returns: (transfer full) (element-type TodokuProof): an empty list. */
GPtrArray *todoku_proofs_new (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_proofs_add:
 * @proofs: (element-type TodokuProof): a list
 * @name: (nullable): the server's name
 *
 * Adds an address, unless it is there already.
 */
void todoku_proofs_add (GPtrArray *proofs,
                        TodokuProofRole role,
                        const TodokuDnsAddress *address,
                        const char *name);

/** Adds addresses that were never given out: nobody sends from there, so none of them may pass. */
void todoku_proofs_add_strangers (GPtrArray *proofs);

/**
 * todoku_proofs_add_record:
 * @proofs: (element-type TodokuProof): a list
 * @facts: what is known
 * @domain: the domain of @record
 * @record: a record
 *
 * Adds addresses of every block and server that @record lets in, through all the lists it
 * includes: of a block the first, one in the middle and the last. At most 256 for each term, and
 * 1,024 in all; of 300 terms that ask the DNS. What depends on the mail (macros, ptr) has none.
 *
 * Returns: whether every answer was known
 */
gboolean todoku_proofs_add_record (GPtrArray *proofs,
                                   TodokuDnsFacts *facts,
                                   const char *domain,
                                   TodokuSpfRecord *record);

/**
 * todoku_proof_evaluate:
 * @facts: what is known
 * @domain: the domain that sends
 * @address: from where
 * @record: (nullable): a record to take in place of the published one
 * @result: (out): what a receiver says
 *
 * Returns: whether every answer was known
 */
gboolean todoku_proof_evaluate (TodokuDnsFacts *facts,
                                const char *domain,
                                const TodokuDnsAddress *address,
                                TodokuSpfRecord *record,
                                TodokuSpfResult *result);

/**
 * todoku_proofs_evaluate:
 * @proofs: (element-type TodokuProof): a list
 * @facts: what is known
 * @domain: the domain that sends
 * @proposed: (nullable): the proposed record
 *
 * Returns: whether every answer was known
 */
gboolean todoku_proofs_evaluate (GPtrArray *proofs,
                                 TodokuDnsFacts *facts,
                                 const char *domain,
                                 const char *proposed);

/**
 * todoku_proofs_choose:
 * @proofs: (element-type TodokuProof): a list
 *
 * Returns: (transfer full) (element-type TodokuProof): so many of them as a person reads: what was
 *   given, what does not pass, two of each list, and one stranger
 */
GPtrArray *todoku_proofs_choose (GPtrArray *proofs) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
