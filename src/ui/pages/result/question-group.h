// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TodokuQuestionGroup:
 *
 * Terms of the record whose meaning is not certain, and a refused server that nobody knows: the
 * person is asked what was meant, and whose it is. What she has answered stays, to be changed.
 */
#define TODOKU_TYPE_QUESTION_GROUP (todoku_question_group_get_type ())
G_DECLARE_FINAL_TYPE (TodokuQuestionGroup,
                      todoku_question_group,
                      TODOKU,
                      QUESTION_GROUP,
                      AdwPreferencesGroup)

/** Returns: whether @finding is a question that this group asks. */
gboolean todoku_question_group_takes (const TodokuFinding *finding);

/** Asks what @report leaves open; the answers go to @session. Hides itself where nothing is. */
void todoku_question_group_set_report (TodokuQuestionGroup *self,
                                       TodokuSession *session,
                                       TodokuReport *report);

G_END_DECLS
