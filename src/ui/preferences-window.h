// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TodokuPreferencesWindow:
 *
 * The language, and the DNS servers to ask. Everything takes effect at once.
 */
#define TODOKU_TYPE_PREFERENCES_WINDOW (todoku_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (TodokuPreferencesWindow,
                      todoku_preferences_window,
                      TODOKU,
                      PREFERENCES_WINDOW,
                      AdwPreferencesWindow)

/**
 * todoku_preferences_window_new:
 * @session: who asks the DNS servers
 * @settings: (nullable): where they are remembered
 *
 * Returns: (transfer none): a new window, which GTK owns
 */
GtkWindow *todoku_preferences_window_new (TodokuSession *session, GSettings *settings);

G_END_DECLS
