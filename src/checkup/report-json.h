// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/report.h"

#include <json-c/json.h>

G_BEGIN_DECLS

/**
 * todoku_report_to_json:
 * @report: a report
 *
 * Ids, verdicts and ops are never translated; messages are in the language spoken.
 *
 * Returns: (transfer full): the object that `todoku-cli check --json` prints
 */
struct json_object *todoku_report_to_json (TodokuReport *report) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_report_equal:
 * @a: (nullable): a report
 * @b: (nullable): another one, made with the same catalog
 *
 * Returns: whether both say the same, in JSON and in all that the window shows besides
 */
gboolean todoku_report_equal (TodokuReport *a, TodokuReport *b);

/** @findings: (element-type TodokuFinding). Returns: (transfer full): a JSON list of them. */
struct json_object *todoku_json_from_findings (GPtrArray *findings) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_json_from_dkim:
 * @dkim: (nullable): the keys
 * @instructions: (nullable): what to do about them
 *
 * Returns: (transfer full): what `todoku-cli dkim --json` prints of them
 */
struct json_object *todoku_json_from_dkim (const TodokuDkimEvaluation *dkim,
                                           const TodokuInstructions *instructions)
  G_GNUC_WARN_UNUSED_RESULT;

/** Likewise of `todoku-cli dmarc --json`. @next: (nullable): as dmarc_next of a report */
struct json_object *todoku_json_from_dmarc (const TodokuDmarcEvaluation *dmarc,
                                            const TodokuInstructions *instructions,
                                            const char *next) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
