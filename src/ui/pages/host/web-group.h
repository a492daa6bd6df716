// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TodokuWebGroup:
 *
 * Where the website is, and whether mail is sent from there as well. What was found is chosen; it
 * counts only where mail is sent from there. What the company needs to be told is asked below.
 * Writes every choice to the session.
 */
#define TODOKU_TYPE_WEB_GROUP (todoku_web_group_get_type ())
G_DECLARE_FINAL_TYPE (TodokuWebGroup, todoku_web_group, TODOKU, WEB_GROUP, AdwBin)

/** Fills it; called once. */
void todoku_web_group_set_session (TodokuWebGroup *self, TodokuSession *session);

/**
 * todoku_web_group_check:
 *
 * Returns: whether all that the company needs to be told was given; where not, the group says what
 *   is missing, and the focus is there
 */
gboolean todoku_web_group_check (TodokuWebGroup *self);

G_END_DECLS
