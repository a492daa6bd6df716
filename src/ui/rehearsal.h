// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

// The first frame of a page costs far more than any other: its letters are drawn for the first
// time, and the system hands out the memory for its picture page by page. Both can be done before,
// in parts so small that nobody waits for them.

/**
 * todoku_rehearse_label:
 * @widget: what is to be shown soon
 * @index: which of the visible labels in it, from 0, in their order
 *
 * Draws the letters of a label where nobody sees them, so that cairo has their pictures at hand.
 *
 * Returns: whether there is such a label
 */
gboolean todoku_rehearse_label (GtkWidget *widget, guint index);

/**
 * todoku_rehearse_frame:
 * @widget: a widget in a window
 *
 * Has the memory ready that a picture of the whole window needs where the processor draws it, not
 * the graphics card: it is used once and given back to the allocator, which has it at the top of
 * the heap for the next frame. To be done last, and cheap where it was done before.
 */
void todoku_rehearse_frame (GtkWidget *widget);

G_END_DECLS
