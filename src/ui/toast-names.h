// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * todoku_toast_names_watch:
 * @overlay: where toasts are shown
 *
 * Gives the button that dismisses a toast a name for screen readers: libadwaita 1.2 gives it only
 * an icon. An overlay is watched only once, however often this is called.
 */
void todoku_toast_names_watch (AdwToastOverlay *overlay);

G_END_DECLS
