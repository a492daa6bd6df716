// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** A GAsyncReadyCallback that keeps the result: @user_data is a GAsyncResult **. */
void await_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/** Runs the main loop until await_cb() has put something there. */
void await_result (GAsyncResult **result);

/** Runs the main loop as long as something is to be done at once. */
void await_idle (void);

G_END_DECLS
