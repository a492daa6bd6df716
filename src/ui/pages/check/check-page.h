// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

/**
 * TodokuCheckPage:
 *
 * Whether the new record is live: every name server with what it answers, then whose mail passes,
 * and what is next.
 */
#define TODOKU_TYPE_CHECK_PAGE (todoku_check_page_get_type ())
G_DECLARE_FINAL_TYPE (TodokuCheckPage, todoku_check_page, TODOKU, CHECK_PAGE, TodokuPage)

TodokuPage *todoku_check_page_new (TodokuSession *session) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
