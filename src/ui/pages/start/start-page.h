// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

/**
 * TodokuStartPage:
 *
 * Asks for the mail address, domain or URL, or offers to practise.
 */
#define TODOKU_TYPE_START_PAGE (todoku_start_page_get_type ())
G_DECLARE_FINAL_TYPE (TodokuStartPage, todoku_start_page, TODOKU, START_PAGE, TodokuPage)

/** Returns: (transfer floating): the page, showing @session's text. */
TodokuPage *todoku_start_page_new (TodokuSession *session) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
