// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * todoku_road_show:
 * @label: where to show it
 * @report: (nullable): how SPF, DKIM and DMARC stand
 * @current: the one that the page is about; %TODOKU_N_STANDARDS for none
 *
 * Shows the three in their order: which are done, and which is the one at hand.
 */
void todoku_road_show (GtkLabel *label, const TodokuReport *report, TodokuStandard current);

/** Returns: whether nothing is left to do about any of the three. */
gboolean todoku_road_is_done (const TodokuReport *report);

G_END_DECLS
