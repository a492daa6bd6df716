// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/session.h"
#include "ui/window.h"

G_BEGIN_DECLS

/**
 * TodokuHistoryWindow:
 *
 * What was checked and what was replaced, by domain: to be copied back, compared with today, and
 * saved as a file.
 */
#define TODOKU_TYPE_HISTORY_WINDOW (todoku_history_window_get_type ())
G_DECLARE_FINAL_TYPE (TodokuHistoryWindow, todoku_history_window, TODOKU, HISTORY_WINDOW, AdwWindow)

/**
 * todoku_history_window_new:
 * @path: the history file
 * @session: for what is published today
 * @parent: the window that checks a domain anew
 *
 * Returns: (transfer none): the window, which reads the file now
 */
GtkWindow *todoku_history_window_new (const char *path,
                                      TodokuSession *session,
                                      TodokuWindow *parent);

G_END_DECLS
