// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TodokuWindow:
 *
 * The window around the assistant. It remembers its size.
 */
#define TODOKU_TYPE_WINDOW (todoku_window_get_type ())
G_DECLARE_FINAL_TYPE (TodokuWindow, todoku_window, TODOKU, WINDOW, AdwApplicationWindow)

/**
 * todoku_window_new:
 * @application: the application
 * @session: what the window shows
 * @settings: (nullable): where it remembers its size
 *
 * Returns: (transfer none): a new window, which GTK owns
 */
TodokuWindow *todoku_window_new (GtkApplication *application,
                                 TodokuSession *session,
                                 GSettings *settings);

/** Builds everything anew at the same page, after the language was switched. */
void todoku_window_rebuild (TodokuWindow *self);

/** Begins with @text as if the person had typed it on the first page and gone on. */
void todoku_window_check (TodokuWindow *self, const char *text);

G_END_DECLS
