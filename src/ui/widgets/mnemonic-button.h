// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TodokuMnemonicButton:
 *
 * A button whose label has a mnemonic. GTK 4.8 tells a screen reader both its label as it is
 * written, underscore and all, and the words that are seen: "_Back Back". This one tells the words
 * alone.
 */
#define TODOKU_TYPE_MNEMONIC_BUTTON (todoku_mnemonic_button_get_type ())
G_DECLARE_FINAL_TYPE (TodokuMnemonicButton,
                      todoku_mnemonic_button,
                      TODOKU,
                      MNEMONIC_BUTTON,
                      GtkButton)

G_END_DECLS
