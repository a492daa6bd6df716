// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TodokuRemovalGroup:
 *
 * Terms of the published record that the person may no longer need, each with a check button.
 * Ticking one tells the session, which makes a new report; the rows stay where they are, so that
 * neither the focus nor the way back is lost.
 */
#define TODOKU_TYPE_REMOVAL_GROUP (todoku_removal_group_get_type ())
G_DECLARE_FINAL_TYPE (TodokuRemovalGroup,
                      todoku_removal_group,
                      TODOKU,
                      REMOVAL_GROUP,
                      AdwPreferencesGroup)

/** Returns: whether @finding is about a term that can go. */
gboolean todoku_removal_group_takes (const TodokuFinding *finding);

/** Shows what can go in @report, and what @session's person has let go already. */
void todoku_removal_group_set_report (TodokuRemovalGroup *self,
                                      TodokuSession *session,
                                      TodokuReport *report);

G_END_DECLS
