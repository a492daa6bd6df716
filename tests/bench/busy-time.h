// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/** Begins to watch the default main loop. To be called before it runs. */
void busy_time_install (void);

/** Counts from now on, if it does not yet; @clock tells drawing from other work. */
void busy_time_start (GdkFrameClock *clock);

/** Counts what comes from now on as part of @phase, a text that stays. */
void busy_time_set_phase (const char *phase);

/** Counts no more. */
void busy_time_stop (void);

/**
 * busy_time_print:
 *
 * Prints a line of JSON: "turns", how often the loop was busy; and in ms "max" and "p999" of how
 * long at a stretch, and "max_beside_drawing", the same with the time spent on frames left out;
 * and "worst_phase", in which phase that was.
 */
void busy_time_print (void);

G_END_DECLS
