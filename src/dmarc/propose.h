// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/diff.h"

G_BEGIN_DECLS

/**
 * TodokuDmarcProposal:
 * @text: (nullable): the record to publish; %NULL where it is there already
 * @entries: (element-type TodokuDiffEntry): what becomes of each tag, in the order of @text, and
 *   then what goes
 *
 * What a domain's DMARC record is to be.
 */
typedef struct
{
  char *text;
  GPtrArray *entries;
} TodokuDmarcProposal;

void todoku_dmarc_proposal_free (TodokuDmarcProposal *proposal);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuDmarcProposal, todoku_dmarc_proposal_free)

/**
 * todoku_dmarc_propose:
 * @published: (array zero-terminated=1): what is published now, UTF-8; none, one, or several of
 *   which none counts
 * @address: (nullable): a mail address that reports are to go to besides
 *
 * Makes the record that a domain should have. Without one that is the mildest there is, which
 * changes nothing for any mail. What is there is mended, and else kept: no policy is made milder
 * than what it says, and none stricter. Of several the mildest stays, as today none of them
 * counts, with the addresses of all.
 *
 * Returns: (transfer full): the proposal; proposed again, it stays
 */
TodokuDmarcProposal *todoku_dmarc_propose (const char *const *published,
                                           const char *address) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
