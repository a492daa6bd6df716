// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

// A spinner that keeps its place from the start but turns only where the wait can be felt: what is
// over in the blink of an eye does not flicker, and the first frame of a page need not load its
// picture.

#define TODOKU_TYPE_BUSY_SPINNER (todoku_busy_spinner_get_type ())

G_DECLARE_FINAL_TYPE (TodokuBusySpinner, todoku_busy_spinner, TODOKU, BUSY_SPINNER, AdwBin)

/** Starts the wait, or ends it. Also the property "busy" of templates. */
void todoku_busy_spinner_set_busy (TodokuBusySpinner *self, gboolean busy);

G_END_DECLS
