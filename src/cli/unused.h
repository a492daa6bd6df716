// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/report.h"

G_BEGIN_DECLS

/** Returns: (transfer full) (element-type utf8): a sentence for each --remove, --answer and --set
 *  that changed nothing, so that nobody takes it for done. */
GPtrArray *todoku_cli_list_unused (const TodokuReport *report,
                                   const TodokuCheckupOptions *choices) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): what `check --json` and each line of `batch` say: the report, and
 * which options changed nothing. */
struct json_object *todoku_cli_report_to_json (TodokuReport *report,
                                               const TodokuCheckupOptions *choices)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
