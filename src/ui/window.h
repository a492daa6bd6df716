// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * todoku_window_new:
 * @application: the application
 * @session: what the window shows, and has done with when it is closed
 * @settings: (nullable): where it remembers its size
 *
 * Returns: (transfer none): the window around the wizard, which GTK owns
 */
GtkWindow *todoku_window_new (GtkApplication *application,
                              TodokuSession *session,
                              GSettings *settings);

/** Builds everything in @window anew at the same page, after the language was switched. */
void todoku_window_rebuild (GtkWindow *window);

/** Begins with @text as if the person had typed it on the first page and gone on. */
void todoku_window_check (GtkWindow *window, const char *text);

G_END_DECLS
