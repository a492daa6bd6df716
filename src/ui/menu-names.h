// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * todoku_menu_names_mend:
 * @button: the button of a menu that has not been shown yet
 *
 * Gives the items of its menu back their names for screen readers: GTK 4.18 takes them from labels
 * that it has declared to say nothing.
 */
void todoku_menu_names_mend (GtkMenuButton *button);

G_END_DECLS
