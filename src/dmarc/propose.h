// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/diff.h"
#include "dmarc/record.h"

G_BEGIN_DECLS

/**
 * TodokuDmarcProposal:
 * @text: (nullable): the record to publish; %NULL where it is there already
 * @entries: (element-type TodokuDiffEntry): what becomes of each tag, in the order of @text, and
 *   then what goes
 * @policy: what it says of the domain's own mail
 * @meant: the strictest that is published, be it in a record that does not count; at least @policy
 *
 * What a domain's DMARC record is to be.
 */
typedef struct
{
  char *text;
  GPtrArray *entries;
  TodokuDmarcPolicy policy;
  TodokuDmarcPolicy meant;
} TodokuDmarcProposal;

void todoku_dmarc_proposal_free (TodokuDmarcProposal *proposal);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuDmarcProposal, todoku_dmarc_proposal_free)

/**
 * TodokuDmarcAim:
 * @TODOKU_DMARC_AIM_KEEP: no policy becomes stricter than the one that is in force, nor milder
 * @TODOKU_DMARC_AIM_PROTECT: the domain sends nothing: no policy can cost it any mail
 * @TODOKU_DMARC_AIM_RELEASE: all its mail is lost by the policy that is in force: none is to be
 *
 * What the policy of a record is to be.
 */
typedef enum
{
  TODOKU_DMARC_AIM_KEEP,
  TODOKU_DMARC_AIM_PROTECT,
  TODOKU_DMARC_AIM_RELEASE,
} TodokuDmarcAim;

/**
 * todoku_dmarc_propose:
 * @published: (array zero-terminated=1): what is published now, UTF-8; none, one, or several of
 *   which none counts
 * @is_in_place: whether it is where receivers look for it
 * @address: (nullable): a mail address that reports are to go to besides
 * @aim: what the policy is to be
 * @is_suffix: whether the domain is one below which others have theirs (psd=y)
 *
 * Makes the record that a domain should have. Without one that is the mildest there is, which
 * changes nothing for any mail; of a domain that sends nothing, the strictest. What is there is
 * mended, and else kept; but no policy becomes stricter than the one that is in force today,
 * whatever a record that does not count was meant to say. Of several the mildest stays, with the
 * addresses of all.
 *
 * Returns: (transfer full): the proposal; proposed again, it stays
 */
TodokuDmarcProposal *todoku_dmarc_propose (const char *const *published,
                                           gboolean is_in_place,
                                           const char *address,
                                           TodokuDmarcAim aim,
                                           gboolean is_suffix) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
