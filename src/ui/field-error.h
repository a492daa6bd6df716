// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * todoku_field_error_show:
 * @field: an entry
 * @label: the label below it that says what is wrong
 * @message: (nullable): one sentence, or %NULL where nothing is wrong
 *
 * Says it to the eye (the entry's colour), in words, and to a screen reader.
 */
void todoku_field_error_show (GtkWidget *field, GtkLabel *label, const char *message);

G_END_DECLS
