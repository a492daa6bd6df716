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
 * Prints a line of JSON: a list of the turns of the loop, in their order. Each has its "phase", how
 * long it was "busy" and, within that, "drawing" frames, both in ms by the "wall" and by the "cpu"
 * time of the main thread.
 */
void busy_time_print (void);

G_END_DECLS
