// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

/**
 * TodokuResultPage:
 *
 * What came of the check: the verdict in one sentence, the value to copy, what changes term by
 * term, what it costs in look-ups, and what else was found.
 */
#define TODOKU_TYPE_RESULT_PAGE (todoku_result_page_get_type ())
G_DECLARE_FINAL_TYPE (TodokuResultPage, todoku_result_page, TODOKU, RESULT_PAGE, TodokuPage)

/** Returns: (transfer floating): the page, following @session's report. */
TodokuPage *todoku_result_page_new (TodokuSession *session) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
