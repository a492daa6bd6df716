// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

/**
 * TodokuPastePage:
 *
 * Where the value goes and how: the company that serves the zone, its steps, each field ready to
 * copy, and the old value to go back to. Left out of the flow where nothing is to be pasted.
 */
#define TODOKU_TYPE_PASTE_PAGE (todoku_paste_page_get_type ())
G_DECLARE_FINAL_TYPE (TodokuPastePage, todoku_paste_page, TODOKU, PASTE_PAGE, TodokuPage)

/** Returns: (transfer floating): the page, following @session's report. */
TodokuPage *todoku_paste_page_new (TodokuSession *session) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
