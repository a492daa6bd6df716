// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/page.h"

G_BEGIN_DECLS

/**
 * TodokuHostPage:
 *
 * Asks who holds the mail, while the look-ups go on, and what else sends with the same address.
 */
#define TODOKU_TYPE_HOST_PAGE (todoku_host_page_get_type ())
G_DECLARE_FINAL_TYPE (TodokuHostPage, todoku_host_page, TODOKU, HOST_PAGE, TodokuPage)

/** Returns: (transfer floating): the page, following @session. */
TodokuPage *todoku_host_page_new (TodokuSession *session) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
