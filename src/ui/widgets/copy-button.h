// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TodokuCopyButton:
 *
 * Puts a text on the clipboard, to the letter and without a line break at its end, and says so on
 * itself. In a browser, which lets nobody at its clipboard, it prints the text on the terminal.
 *
 * Properties:
 * - text (string, write-only, nullable): what to copy; without one the button is insensitive
 * - what (string, write-only, nullable): what the text is, as "value", for screen readers
 * - caption (string, write-only, nullable): the words on the button; NULL for the usual ones
 */
#define TODOKU_TYPE_COPY_BUTTON (todoku_copy_button_get_type ())
G_DECLARE_FINAL_TYPE (TodokuCopyButton, todoku_copy_button, TODOKU, COPY_BUTTON, GtkButton)

void todoku_copy_button_set_text (TodokuCopyButton *self, const char *text);

G_END_DECLS
