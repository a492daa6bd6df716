// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * first_frame_watch:
 * @application: an application that has not run yet
 *
 * Prints one line of JSON when the first window of @application has been drawn and come to rest,
 * and quits: "first_frame_us", the monotonic time of the end of its first frame, and "pss_kib",
 * the memory that is its share a second later.
 */
void first_frame_watch (GtkApplication *application);

G_END_DECLS
