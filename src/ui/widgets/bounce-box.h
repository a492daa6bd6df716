// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TodokuBounceBox:
 *
 * Takes the returned mail: from the clipboard, typed or pasted, as a file that is opened or
 * dropped. Says in words what it is, and gives it to the session.
 */
#define TODOKU_TYPE_BOUNCE_BOX (todoku_bounce_box_get_type ())
G_DECLARE_FINAL_TYPE (TodokuBounceBox, todoku_bounce_box, TODOKU, BOUNCE_BOX, GtkBox)

/** Says above the button what @hint says: which mail is wanted, and how to come by it. */
void todoku_bounce_box_set_hint (TodokuBounceBox *self, const char *hint);

/** Reads the mail in @file. */
void todoku_bounce_box_open (TodokuBounceBox *self, GFile *file);

/** Shows what @session has. Call it once. */
void todoku_bounce_box_set_session (TodokuBounceBox *self, TodokuSession *session);

/** Forgets what is shown, as the session has forgotten it. */
void todoku_bounce_box_update (TodokuBounceBox *self);

G_END_DECLS
