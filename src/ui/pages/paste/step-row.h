// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * todoku_step_row_new:
 * @number: which step it is, from 1
 * @text: what to do, no markup
 *
 * Returns: (transfer floating): a row with a numbered step
 */
GtkWidget *todoku_step_row_new (guint number, const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
