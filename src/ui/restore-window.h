// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "history/history.h"
#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TodokuRestoreWindow:
 *
 * The way back to a record that was replaced: its value, and the steps in the panel of the company
 * that serves the zone today, which is looked up.
 */
#define TODOKU_TYPE_RESTORE_WINDOW (todoku_restore_window_get_type ())
G_DECLARE_FINAL_TYPE (TodokuRestoreWindow, todoku_restore_window, TODOKU, RESTORE_WINDOW, AdwWindow)

/**
 * todoku_restore_window_new:
 * @session: whose DNS servers are asked
 * @entry: what was replaced: one record, of a domain
 * @parent: the window it lies over
 *
 * Returns: (transfer none): the window, which asks now
 */
GtkWindow *todoku_restore_window_new (TodokuSession *session,
                                      TodokuHistoryEntry *entry,
                                      GtkWindow *parent);

G_END_DECLS
