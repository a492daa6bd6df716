// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/report.h"

G_BEGIN_DECLS

/**
 * TodokuRequirementState:
 * @TODOKU_REQUIREMENT_MET: it is so
 * @TODOKU_REQUIREMENT_NOT_MET: it is not so
 * @TODOKU_REQUIREMENT_UNKNOWN: that cannot be seen from outside, or not yet
 */
typedef enum
{
  TODOKU_REQUIREMENT_MET,
  TODOKU_REQUIREMENT_NOT_MET,
  TODOKU_REQUIREMENT_UNKNOWN,
} TodokuRequirementState;

/** Returns: (transfer none): "met", "not-met" or "unknown"; never translated. */
const char *todoku_requirement_state_get_id (TodokuRequirementState state);

/**
 * TodokuRequirement:
 * @id: what is asked for: "spf", "dkim", "dmarc", "alignment", "ptr", "tls", "spam-rate" or
 *   "unsubscribe"
 * @is_for_bulk: whether only who sends more than 5,000 mails a day is asked for it
 * @state: whether it is so
 * @message: what is asked for and how it stands, in the language spoken
 *
 * Something that Gmail asks of whoever sends mail to it.
 */
typedef struct
{
  const char *id;
  gboolean is_for_bulk;
  TodokuRequirementState state;
  const char *message;
} TodokuRequirement;

/**
 * todoku_requirements_list:
 * @report: what was found
 * @options: what the person said, and the mail at hand
 *
 * Returns: (transfer full) (element-type TodokuRequirement): what Gmail asks for, in its order;
 *   of who sends nothing, nothing
 */
GPtrArray *todoku_requirements_list (const TodokuReport *report,
                                     const TodokuCheckupOptions *options) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
