// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * todoku_show_problem:
 * @parent: the window over which it is said
 * @heading: what was not done
 * @text: why, and what to do
 */
void todoku_show_problem (GtkWindow *parent, const char *heading, const char *text);

G_END_DECLS
