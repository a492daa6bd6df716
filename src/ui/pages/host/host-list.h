// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TodokuHostList:
 *
 * The mail hosts to choose from: what was found first, then the most used, the others on request
 * or by searching, and last a value that the person's provider gives. What a choice needs to know
 * is asked right below it. Writes every choice to the session.
 */
#define TODOKU_TYPE_HOST_LIST (todoku_host_list_get_type ())
G_DECLARE_FINAL_TYPE (TodokuHostList, todoku_host_list, TODOKU, HOST_LIST, AdwBin)

/** Fills the list; called once. */
void todoku_host_list_set_session (TodokuHostList *self, TodokuSession *session);

/** Puts the focus on what is chosen, or on the first choice. */
void todoku_host_list_focus (TodokuHostList *self);

/** Returns: whether anything is chosen. */
gboolean todoku_host_list_has_choice (TodokuHostList *self);

/**
 * todoku_host_list_check:
 *
 * Returns: whether all that the choice needs was given; where not, the list says what is missing,
 *   and the focus is there
 */
gboolean todoku_host_list_check (TodokuHostList *self);

G_END_DECLS
