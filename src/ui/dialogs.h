// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "history/history.h"
#include "ui/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// The windows over the window. Each is made in the language spoken now, and owned by GTK.

/** Questions that people ask, and their answers. */
GtkWindow *todoku_help_window_new (void);

/**
 * todoku_preferences_window_new:
 * @session: who asks the DNS servers
 * @settings: (nullable): where they are remembered
 *
 * The language, and the DNS servers to ask. Everything takes effect at once.
 */
GtkWindow *todoku_preferences_window_new (TodokuSession *session, GSettings *settings);

/**
 * todoku_history_window_new:
 * @path: the history file, which is read now
 * @session: for what is published today
 * @parent: the window that checks a domain anew
 *
 * What was checked and what was replaced, by domain: to be copied back, compared with today, and
 * saved as a file.
 */
GtkWindow *todoku_history_window_new (const char *path, TodokuSession *session, GtkWindow *parent);

/**
 * todoku_restore_window_new:
 * @session: whose DNS servers are asked, at once
 * @entry: what was replaced: one record, of a domain
 * @parent: the window it lies over
 *
 * The way back to a record that was replaced: its value, and the steps in the panel of the company
 * that serves the zone today, which is looked up.
 */
GtkWindow *todoku_restore_window_new (TodokuSession *session,
                                      TodokuHistoryEntry *entry,
                                      GtkWindow *parent);

G_END_DECLS
