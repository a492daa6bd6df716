// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/report.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TodokuLookupGroup:
 *
 * How many of the ten look-ups the published record and the proposed one cost, and which term
 * costs what.
 */
#define TODOKU_TYPE_LOOKUP_GROUP (todoku_lookup_group_get_type ())
G_DECLARE_FINAL_TYPE (TodokuLookupGroup,
                      todoku_lookup_group,
                      TODOKU,
                      LOOKUP_GROUP,
                      AdwPreferencesGroup)

/** Shows the trees of @report; hides the group where there is none. */
void todoku_lookup_group_set_report (TodokuLookupGroup *self, TodokuReport *report);

G_END_DECLS
