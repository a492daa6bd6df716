// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Longer words are not compared. */
#define TODOKU_TEXT_DISTANCE_MAX 24

/**
 * todoku_text_get_distance:
 *
 * Returns: how many letters have to be changed, left out, put in, or swapped with the next, so that
 *   @a reads as @b, upper or lower case; %TODOKU_TEXT_DISTANCE_MAX, which is more than any slip
 *   has, where one of them is longer than that
 */
guint todoku_text_get_distance (const char *a, const char *b);

G_END_DECLS
